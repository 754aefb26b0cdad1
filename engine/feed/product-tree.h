/* schema.org's Product, ProductGroup and Offer (https://schema.org/Product), as JSON-LD has them.
 */
#pragma once

#include "feed/records.h"

G_BEGIN_DECLS

/* Takes every product at or below a node: of an @graph, a list, a page's main entity; of a group,
 * each variant with what the group says of all. What is none is passed over. A VanityFeedTakeValue.
 */
void vanity_feed_product_tree_take (JsonNode *node, gint64 line, GPtrArray *kept,
                                    VanityFeedSink *sink);

G_END_DECLS
