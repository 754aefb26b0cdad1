/* Replacing a file in one step. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Called with the path of the finished temporary file before it takes the target's place. */
typedef gboolean (*VanityFileFinish) (const char *path, gpointer data, GError **error);

/* Writes `bytes` beside `file`, calls `finish` (may be NULL), flushes to the disk and renames. On
 * an error or a cancellation nothing is left behind and an old file stays as it was. The new file
 * has the permissions that any new file gets. A symbolic link stays one: what it points to is
 * replaced. */
gboolean vanity_write_file (GFile *file, GBytes *bytes, VanityFileFinish finish, gpointer data,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
