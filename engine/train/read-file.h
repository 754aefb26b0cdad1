/* Reading a file as a whole. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An ordinary file of at most `most` bytes; NULL with an error that names it. Ends where it ends by
 * then if it becomes shorter meanwhile. */
GBytes *vanity_read_file (const char *path, gint64 most, GError **error);

G_END_DECLS
