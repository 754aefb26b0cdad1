/* Files that shops and databases give out, read into the catalogue, and the catalogue written out.
 *
 * A feed is read as it comes, in memory that does not grow with it: a file of a gigabyte needs no
 * more than its longest record. What a feed says is judged field by field by named rules
 * (report.h); a broken row costs that row alone, and what breaks the rest of the file (cut off,
 * damaged) leaves what came before and is said. README.md beside this file lists the formats and
 * tells how to add one. */
#pragma once

#include "catalogue/catalogue.h"
#include "feed/report.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  /* Provenance of every row: a short name such as "shop.example". NULL: the file's own name. */
  const char *source;
  /* ISO 8601 day that prices are of, where the feed does not say. NULL: the day on which the file
   * was last changed. */
  const char *price_date;
  /* What products are where the feed does not say: an id of a category. NULL: "other". */
  const char *category;
  /* Everything is judged and counted against the catalogue, and nothing is kept. */
  gboolean dry_run;
  /* Begin at the first row, even where the same file was interrupted half way. */
  gboolean restart;
} VanityFeedOptions;

/* `share` of the file read so far, [0, 1]; `rows` judged so far. Called every few thousand rows on
 * the thread that imports. */
typedef void (*VanityFeedProgress) (double share, gint64 rows, gpointer data);

/* How many formats there are; the id and the label (translated) of one. */
guint vanity_feed_count_formats (void);
const char *vanity_feed_get_format_id (guint index);
const char *vanity_feed_get_format_label (guint index);

/* Reads `file` into `catalogue`, in batches that are each kept whole: an import that is cancelled
 * or killed has kept what it counted, and goes on there when the same file is imported again.
 * `format` is an id, or NULL to tell it by its content. `options` and `progress` may be NULL.
 *
 * `report` (initialised here, cleared by the caller, also on an error) tells what became of every
 * row. TRUE with report->broken set where the file ends in the middle or is damaged from some place
 * on. FALSE with VANITY_ERROR_FILE (cannot be read), _FORMAT (none of the formats), _VALUE (no such
 * format, no such day), the catalogue's own errors, or G_IO_ERROR_CANCELLED. */
gboolean vanity_feed_import (VanityCatalogue *catalogue, GFile *file, const char *format,
                             const VanityFeedOptions *options, GCancellable *cancellable,
                             VanityFeedProgress progress, gpointer progress_data,
                             VanityFeedReport *report, GError **error);

/* Writes the shades that `query` admits (NULL: all; offset and limit are heeded) as "csv"
 * (README.md lists the columns) or "jsonld" (schema.org), in one step: on an error or a
 * cancellation an old file stays as it was. What is written reads back as the same shades.
 * `n_written` may be NULL. VANITY_ERROR_VALUE for another format. */
gboolean vanity_feed_export (VanityCatalogue *catalogue, const VanityQuery *query, GFile *file,
                             const char *format, GCancellable *cancellable, gint64 *n_written,
                             GError **error);

G_END_DECLS
