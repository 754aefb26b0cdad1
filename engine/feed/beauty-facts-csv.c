/* Open Beauty Facts' export as a table, which has tabs between its fields. */
#include "feed/beauty-facts.h"
#include "feed/format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const VanityFeedColumn vanity_feed_beauty_facts_fields[] = {
  { "code", VANITY_FEED_SOURCE_ID },
  { "product_name", VANITY_FEED_TITLE },
  { "product_name_en", VANITY_FEED_TITLE },
  { "product_name_fr", VANITY_FEED_TITLE },
  { "generic_name", VANITY_FEED_TITLE },
  { "brands", VANITY_FEED_BRAND },
  { "brand_owner", VANITY_FEED_BRAND },
  { "categories_tags", VANITY_FEED_CATEGORY },
  { "categories", VANITY_FEED_CATEGORY },
  { "categories_en", VANITY_FEED_TYPE },
  { "url", VANITY_FEED_LINK },
  { "link", VANITY_FEED_LINK },
  { "image_url", VANITY_FEED_IMAGE },
  { "image_front_url", VANITY_FEED_IMAGE },
  { "ingredients_text", VANITY_FEED_INGREDIENTS },
  { "ingredients_text_en", VANITY_FEED_INGREDIENTS },
  { "labels_tags", VANITY_FEED_LABELS },
  { "labels", VANITY_FEED_LABELS },
  { NULL, 0 },
};

char *
vanity_feed_beauty_facts_dup_day (const char *text)
{
  char *end;
  gint64 seconds = g_ascii_strtoll (text, &end, 10);

  if (*text && !*end && seconds > 0)
    {
      g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (seconds);
      return when ? g_date_time_format (when, "%F") : NULL;
    }
  return strlen (text) >= 10 && text[4] == '-' ? g_strndup (text, 10) : NULL;
}

char *
vanity_feed_beauty_facts_dup_brand (const char *brands)
{
  return g_strstrip (g_strndup (brands, strcspn (brands, ",")));
}

static void
adjust (VanityFeedColumns *columns, VanityFeedRow *row)
{
  const char *brands = row->text[VANITY_FEED_BRAND];
  const char *day = vanity_feed_columns_get (columns, "last_modified_t");
  char *kept;

  if (brands && strchr (brands, ','))
    row->text[VANITY_FEED_BRAND]
        = vanity_feed_columns_keep (columns, vanity_feed_beauty_facts_dup_brand (brands));
  row->text[VANITY_FEED_GTIN] = row->text[VANITY_FEED_SOURCE_ID];
  row->name[VANITY_FEED_GTIN] = row->name[VANITY_FEED_SOURCE_ID];
  if (!day || !*day)
    day = vanity_feed_columns_get (columns, "last_modified_datetime");
  kept = day ? vanity_feed_beauty_facts_dup_day (day) : NULL;
  if (kept)
    row->text[VANITY_FEED_DATE] = vanity_feed_columns_keep (columns, kept);
}

static int
sniff (const char *text, gsize size)
{
  static const char *const needed[] = { "code", "product_name", "brands", NULL };
  char separator = vanity_feed_table_guess_separator (text, size);

  return separator && vanity_feed_columns_sniff (text, size, separator, needed) ? 95 : 0;
}

static gboolean
read_feed (VanityFeedInput *input, VanityFeedSink *sink, GError **error)
{
  return vanity_feed_columns_read_any (input, sink, '\t', vanity_feed_beauty_facts_fields, adjust,
                                       error);
}

const VanityFeedFormat vanity_feed_beauty_facts_csv = {
  .id = "beauty-facts-csv",
  .label = N_ ("Open Beauty Facts, table"),
  .sniff = sniff,
  .read = read_feed,
};
