/* Shades into the catalogue on a thread of its own, so that reading goes on meanwhile. */
#pragma once

#include "catalogue/catalogue.h"
#include "feed/report.h"

G_BEGIN_DECLS

typedef struct _VanityFeedAdder VanityFeedAdder;

/* Everything is borrowed. With `dry_run` all is undone in the end. */
VanityFeedAdder *vanity_feed_adder_new (VanityCatalogue *catalogue, const char *fingerprint,
                                        gboolean dry_run);

/* Another shade of the batch at hand. Takes `shade`. */
void vanity_feed_adder_put (VanityFeedAdder *adder, VanityShade *shade, gint64 line);
guint vanity_feed_adder_count (VanityFeedAdder *adder); /* of the batch at hand */

/* The batch ends: it is kept whole, and with it that the feed was read as far as `offset`. Waits
 * while others are still to be kept. FALSE where one of them failed; nothing more is kept then. */
gboolean vanity_feed_adder_end_batch (VanityFeedAdder *adder, gint64 offset);

/* Waits for all batches, adds what became of them to `report`, and frees the adder. A batch that
 * was not ended is given up. FALSE with the catalogue's error. */
gboolean vanity_feed_adder_finish (VanityFeedAdder *adder, VanityFeedReport *report,
                                   GError **error);

G_END_DECLS
