/* A log of learning as CSV: a head, then a line for each interval, which is in the file at once. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _VanityLog VanityLog;

/* Columns are epoch (from 1), step (from 1, of all epochs), `columns`, which ends with NULL, and
 * samples_per_second. With `begin` the file is written anew; otherwise it is gone on with, if there
 * is one: lines of steps after `last_step` are cut off, and so is a line that was not finished.
 * Fails with the file's name when it cannot be read or written, and when it has other columns. */
VanityLog *vanity_log_open (const char *path, const char *const *columns, gboolean begin,
                            guint64 last_step, GError **error);
void vanity_log_close (VanityLog *log);

/* `values` has one for each of the columns. */
gboolean vanity_log_write (VanityLog *log, int epoch, guint64 step, const double *values,
                           double rate, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityLog, vanity_log_close)

G_END_DECLS
