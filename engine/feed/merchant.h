/* Google Merchant Center's product data: https://support.google.com/merchants/answer/7052112. The
 * attributes, in both ways of writing them; hex, swatch and what else we ask for are not Google's.
 */
#pragma once

#include "feed/columns.h"

G_BEGIN_DECLS

extern const VanityFeedColumn vanity_feed_merchant_attributes[];

G_END_DECLS
