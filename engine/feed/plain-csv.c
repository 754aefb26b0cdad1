/* Our own table, which README.md describes, and tables of other people that have its columns under
 * other names. */
#include "feed/columns.h"
#include "feed/format.h"
#include "feed/plain.h"

#include <glib/gi18n-lib.h>

const VanityFeedColumn vanity_feed_plain_columns[] = {
  { "brand", VANITY_FEED_BRAND },
  { "line", VANITY_FEED_LINE },
  { "shade", VANITY_FEED_SHADE },
  { "category", VANITY_FEED_KIND },
  { "hex", VANITY_FEED_COLOR },
  { "color_source", VANITY_FEED_COLOR_FROM },
  { "finish", VANITY_FEED_FINISH },
  { "coverage", VANITY_FEED_COVERAGE },
  { "undertone", VANITY_FEED_UNDERTONE },
  { "undertone_source", VANITY_FEED_UNDERTONE_WORDS },
  { "gtin", VANITY_FEED_GTIN },
  { "price", VANITY_FEED_PRICE },
  { "price_date", VANITY_FEED_PRICE_DATE },
  { "availability", VANITY_FEED_AVAILABILITY },
  { "link", VANITY_FEED_LINK },
  { "image", VANITY_FEED_IMAGE },
  { "ingredients", VANITY_FEED_INGREDIENTS },
  { "labels", VANITY_FEED_LABELS },
  { "spf", VANITY_FEED_SPF },
  { "popularity", VANITY_FEED_POPULARITY },
  { "source", VANITY_FEED_SOURCE },
  { "source_id", VANITY_FEED_SOURCE_ID },
  { "date", VANITY_FEED_DATE },
  { NULL, 0 },
};

static const VanityFeedColumn columns[] = {
  { "brand", VANITY_FEED_BRAND },
  { "brand_name", VANITY_FEED_BRAND },
  { "manufacturer", VANITY_FEED_BRAND },
  { "vendor", VANITY_FEED_BRAND },
  { "line", VANITY_FEED_LINE },
  { "product", VANITY_FEED_TITLE },
  { "product_name", VANITY_FEED_TITLE },
  { "title", VANITY_FEED_TITLE },
  { "shade", VANITY_FEED_SHADE },
  { "shade_name", VANITY_FEED_SHADE },
  { "color_name", VANITY_FEED_SHADE },
  { "colour_name", VANITY_FEED_SHADE },
  { "category", VANITY_FEED_KIND },
  { "product_category", VANITY_FEED_CATEGORY },
  { "google_product_category", VANITY_FEED_CATEGORY },
  { "product_type", VANITY_FEED_TYPE },
  { "type", VANITY_FEED_TYPE },
  { "hex", VANITY_FEED_COLOR },
  { "hex_value", VANITY_FEED_COLOR },
  { "color_hex", VANITY_FEED_COLOR },
  { "hex_code", VANITY_FEED_COLOR },
  { "rgb", VANITY_FEED_COLOR },
  { "color_source", VANITY_FEED_COLOR_FROM },
  { "swatch", VANITY_FEED_SWATCH },
  { "swatch_image", VANITY_FEED_SWATCH },
  { "imgsrc", VANITY_FEED_SWATCH },
  { "finish", VANITY_FEED_FINISH },
  { "coverage", VANITY_FEED_COVERAGE },
  { "undertone", VANITY_FEED_UNDERTONE },
  { "undertone_source", VANITY_FEED_UNDERTONE_WORDS },
  { "gtin", VANITY_FEED_GTIN },
  { "ean", VANITY_FEED_GTIN },
  { "upc", VANITY_FEED_GTIN },
  { "barcode", VANITY_FEED_GTIN },
  { "price", VANITY_FEED_PRICE },
  { "sale_price", VANITY_FEED_SALE_PRICE },
  { "currency", VANITY_FEED_CURRENCY },
  { "price_date", VANITY_FEED_PRICE_DATE },
  { "availability", VANITY_FEED_AVAILABILITY },
  { "stock", VANITY_FEED_AVAILABILITY },
  { "link", VANITY_FEED_LINK },
  { "url", VANITY_FEED_LINK },
  { "product_link", VANITY_FEED_LINK },
  { "image", VANITY_FEED_IMAGE },
  { "image_link", VANITY_FEED_IMAGE },
  { "image_url", VANITY_FEED_IMAGE },
  { "ingredients", VANITY_FEED_INGREDIENTS },
  { "labels", VANITY_FEED_LABELS },
  { "spf", VANITY_FEED_SPF },
  { "popularity", VANITY_FEED_POPULARITY },
  { "source", VANITY_FEED_SOURCE },
  { "source_id", VANITY_FEED_SOURCE_ID },
  { "sku", VANITY_FEED_SOURCE_ID },
  { "id", VANITY_FEED_SOURCE_ID },
  { "date", VANITY_FEED_DATE },
  { NULL, 0 },
};

static const char *
get_known (VanityFeedColumns *table, const char *name)
{
  const char *text = vanity_feed_columns_get (table, name);

  return text && *text && !g_str_equal (text, "NA") && !g_str_equal (text, "N/A") ? text : NULL;
}

/* The tables of The Pudding tell a shade by a number and a name, either of which may be "NA", and
 * its undertone in what they call its description; others have just a name. */
static void
adjust (VanityFeedColumns *table, VanityFeedRow *row)
{
  const char *number = get_known (table, "specific"), *name = get_known (table, "name");
  gboolean is_product = !row->text[VANITY_FEED_LINE] && !row->text[VANITY_FEED_TITLE];

  if (number && name && !row->text[VANITY_FEED_SHADE])
    row->text[VANITY_FEED_SHADE]
        = vanity_feed_columns_keep (table, g_strconcat (number, " ", name, NULL));
  else if ((number || name) && is_product)
    row->text[VANITY_FEED_TITLE] = name ? name : number;
  else if ((number || name) && !row->text[VANITY_FEED_SHADE])
    row->text[VANITY_FEED_SHADE] = name ? name : number;
  if (number && !row->text[VANITY_FEED_UNDERTONE_WORDS])
    {
      row->text[VANITY_FEED_UNDERTONE_WORDS] = get_known (table, "description");
      row->name[VANITY_FEED_UNDERTONE_WORDS] = "description";
    }
}

static int
sniff (const char *text, gsize size)
{
  static const char *const own[] = { "brand", "line", "shade", "category", "hex", NULL };
  static const char *const pudding[] = { "brand", "product", "hex", NULL };
  char separator = vanity_feed_table_guess_separator (text, size);
  const char *const brand[] = { "brand", NULL };

  if (!separator)
    return 0;
  if (vanity_feed_columns_sniff (text, size, separator, own)
      || vanity_feed_columns_sniff (text, size, separator, pudding))
    return 95;
  if (vanity_feed_columns_sniff (text, size, separator, brand))
    return 40;
  for (int i = 0; columns[i].name; i++)
    {
      const char *const one[] = { columns[i].name, NULL };
      if (vanity_feed_columns_sniff (text, size, separator, one))
        return 10;
    }
  return 0;
}

static gboolean
read_feed (VanityFeedInput *input, VanityFeedSink *sink, GError **error)
{
  return vanity_feed_columns_read_any (input, sink, ',', columns, adjust, error);
}

const VanityFeedFormat vanity_feed_plain_csv = {
  .id = "csv",
  .label = N_ ("Plain table"),
  .sniff = sniff,
  .read = read_feed,
};
