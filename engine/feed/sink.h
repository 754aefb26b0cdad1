/* Where a format puts what it reads: records are counted, made into shades, and those added to the
 * catalogue in batches. */
#pragma once

#include "catalogue/catalogue.h"
#include "feed/feed.h"
#include "feed/input.h"
#include "feed/row.h"

G_BEGIN_DECLS

typedef struct _VanityFeedSink VanityFeedSink;

/* Everything is borrowed. Without a `catalogue` (NULL) rows are only judged. `fingerprint` names
 * the file's content; `resume_after` is how many of its records are in the catalogue already. */
VanityFeedSink *vanity_feed_sink_new (VanityCatalogue *catalogue, VanityFeedMaker *maker,
                                      VanityFeedInput *input, const char *fingerprint,
                                      gint64 resume_after, gboolean dry_run,
                                      GCancellable *cancellable, VanityFeedProgress progress,
                                      gpointer progress_data, VanityFeedReport *report);

/* A record begins: what a format reads at once, with one shade or many. FALSE where an earlier
 * import has kept it: it is passed over. */
gboolean vanity_feed_sink_begin (VanityFeedSink *sink);
/* One shade of the record. */
void vanity_feed_sink_take (VanityFeedSink *sink, const VanityFeedRow *row);
/* The record is refused as a whole. */
void vanity_feed_sink_refuse (VanityFeedSink *sink, VanityFeedRule rule, gint64 line,
                              const char *field, const char *value);
/* Something is left out of it. */
void vanity_feed_sink_note (VanityFeedSink *sink, VanityFeedRule rule, gint64 line,
                            const char *field, const char *value);
/* It ends; the batch may end with it. FALSE where there is no use in going on: the catalogue
 * failed, or somebody cancelled. */
gboolean vanity_feed_sink_end (VanityFeedSink *sink);

/* What a format keeps from record to record: empty at first, of strings to a GStrv each. */
GHashTable *vanity_feed_sink_get_memory (VanityFeedSink *sink);

/* Records so far, passed over or not. */
gint64 vanity_feed_sink_get_records (VanityFeedSink *sink);

/* Nothing more comes: keeps what was taken of whole records, counts it in the report and frees the
 * sink. `whole`: the file was read to its end, and is begun anew next time. FALSE with the
 * catalogue's error, or with G_IO_ERROR_CANCELLED, with which all that was counted is kept. */
gboolean vanity_feed_sink_finish (VanityFeedSink *sink, gboolean whole, GError **error);

G_END_DECLS
