/* Google Merchant Center's product data as text: tabs, or commas, between the attributes. */
#include "feed/columns.h"
#include "feed/format.h"
#include "feed/merchant.h"

#include <glib/gi18n-lib.h>

const VanityFeedColumn vanity_feed_merchant_attributes[] = {
  { "id", VANITY_FEED_SOURCE_ID },
  { "title", VANITY_FEED_TITLE },
  { "structured_title", VANITY_FEED_TITLE },
  { "brand", VANITY_FEED_BRAND },
  { "color", VANITY_FEED_SHADE },
  { "colour", VANITY_FEED_SHADE },
  { "gtin", VANITY_FEED_GTIN },
  { "upc", VANITY_FEED_GTIN },
  { "ean", VANITY_FEED_GTIN },
  { "price", VANITY_FEED_PRICE },
  { "sale_price", VANITY_FEED_SALE_PRICE },
  { "link", VANITY_FEED_LINK },
  { "image_link", VANITY_FEED_IMAGE },
  { "google_product_category", VANITY_FEED_CATEGORY },
  { "product_type", VANITY_FEED_TYPE },
  { "availability", VANITY_FEED_AVAILABILITY },
  { "hex", VANITY_FEED_COLOR },
  { "color_hex", VANITY_FEED_COLOR },
  { "hex_value", VANITY_FEED_COLOR },
  { "hex_color", VANITY_FEED_COLOR },
  { "swatch", VANITY_FEED_SWATCH },
  { "swatch_image", VANITY_FEED_SWATCH },
  { "swatch_image_link", VANITY_FEED_SWATCH },
  { "swatch_link", VANITY_FEED_SWATCH },
  { "finish", VANITY_FEED_FINISH },
  { "coverage", VANITY_FEED_COVERAGE },
  { "undertone", VANITY_FEED_UNDERTONE },
  { "ingredients", VANITY_FEED_INGREDIENTS },
  { "labels", VANITY_FEED_LABELS },
  { "spf", VANITY_FEED_SPF },
  { NULL, 0 },
};

static int
sniff (const char *text, gsize size)
{
  static const char *const needed[] = { "id", "title", NULL };
  static const char *const special[]
      = { "availability", "image_link", "google_product_category", "product_type", NULL };
  char separator = vanity_feed_table_guess_separator (text, size);

  if (!separator || !vanity_feed_columns_sniff (text, size, separator, needed))
    return 0;
  for (int i = 0; special[i]; i++)
    {
      const char *const one[] = { special[i], NULL };
      if (vanity_feed_columns_sniff (text, size, separator, one))
        return 90;
    }
  return 30;
}

static gboolean
read_feed (VanityFeedInput *input, VanityFeedSink *sink, GError **error)
{
  return vanity_feed_columns_read_any (input, sink, '\t', vanity_feed_merchant_attributes, NULL,
                                       error);
}

const VanityFeedFormat vanity_feed_merchant_tsv = {
  .id = "merchant-tsv",
  .label = N_ ("Google Merchant feed, text"),
  .sniff = sniff,
  .read = read_feed,
};
