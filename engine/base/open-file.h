/* Opening what a person or a script names. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Opens an ordinary file for reading. A folder is refused, and so are pipes and devices, which may
 * block or never end, and addresses (http://…), which nothing here fetches. `name` stands for the
 * file in messages. Returns a new reference, or NULL with VANITY_ERROR_FILE or
 * G_IO_ERROR_CANCELLED. */
GFileInputStream *vanity_open_file (GFile *file, const char *name, GCancellable *cancellable,
                                    GError **error);

/* Turns what GIO says of a failed reading into an error as above, of one line that does not repeat
 * the path. Takes `cause`. */
void vanity_set_read_error (GError **error, const char *name, GError *cause);

G_END_DECLS
