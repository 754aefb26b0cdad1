/* What the makeup-api service gives out: an array of products, each with its colours. */
#include "feed/format.h"
#include "feed/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *name;
  VanityFeedField field;
} Member;

static const Member members[] = {
  { "brand", VANITY_FEED_BRAND },      { "name", VANITY_FEED_TITLE },
  { "price", VANITY_FEED_PRICE },      { "currency", VANITY_FEED_CURRENCY },
  { "image_link", VANITY_FEED_IMAGE }, { "product_link", VANITY_FEED_LINK },
  { "id", VANITY_FEED_SOURCE_ID },     { "updated_at", VANITY_FEED_DATE },
};

/* A type says what a product is, a category how it is made, and sometimes what it is: of "lipstick"
 * it may be "lip_gloss", of "foundation" "concealer". */
static const char *
find_kind (JsonNode *node, GPtrArray *kept)
{
  const char *type = vanity_feed_tree_get_text (vanity_feed_tree_get (node, "product_type"), kept);
  const char *kind = vanity_feed_tree_get_text (vanity_feed_tree_get (node, "category"), kept);
  static const char *const telling[]
      = { "bb_cc", "concealer", "contour", "highlighter", "lip_gloss", "lip_stain", NULL };

  return kind && g_strv_contains (telling, kind) ? kind : type;
}

static void
take_color (VanityFeedRow *row, JsonNode *color, GPtrArray *kept, VanityFeedSink *sink)
{
  const char *name = vanity_feed_tree_get_text (vanity_feed_tree_get (color, "colour_name"), kept);

  row->text[VANITY_FEED_COLOR] = row->text[VANITY_FEED_SHADE] = NULL;
  vanity_feed_row_set (row, VANITY_FEED_COLOR, "hex_value",
                       vanity_feed_tree_get_text (vanity_feed_tree_get (color, "hex_value"), kept));
  vanity_feed_row_set (row, VANITY_FEED_SHADE, "colour_name", name && *name ? name : NULL);
  vanity_feed_sink_take (sink, row);
}

static void
take (JsonNode *node, gint64 line, GPtrArray *kept, VanityFeedSink *sink)
{
  VanityFeedRow row = { .line = line };
  JsonNode *colors = vanity_feed_tree_get (node, "product_colors");
  guint n = vanity_feed_tree_count (colors);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      vanity_feed_sink_refuse (sink, VANITY_FEED_RULE_RECORD, line, "", NULL);
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    vanity_feed_row_set (
        &row, members[i].field, members[i].name,
        vanity_feed_tree_get_text (vanity_feed_tree_get (node, members[i].name), kept));
  vanity_feed_row_set (&row, VANITY_FEED_TYPE, "product_type", find_kind (node, kept));
  vanity_feed_row_set (&row, VANITY_FEED_LABELS, "tag_list",
                       vanity_feed_tree_join (vanity_feed_tree_get (node, "tag_list"), ",", kept));
  vanity_feed_row_set (&row, VANITY_FEED_PRICE_DATE, "updated_at", row.text[VANITY_FEED_DATE]);
  if (n == 0)
    vanity_feed_sink_take (sink, &row);
  for (guint i = 0; i < n; i++)
    take_color (&row, vanity_feed_tree_at (colors, i), kept, sink);
}

static int
sniff (const char *text, gsize size)
{
  if (!vanity_feed_records_begin_with (text, '[') && !vanity_feed_records_begin_with (text, '{'))
    return 0;
  return strstr (text, "\"product_colors\"") ? 95 : strstr (text, "\"product_type\"") ? 60 : 0;
}

static gboolean
read_feed (VanityFeedInput *input, VanityFeedSink *sink, GError **error)
{
  static const char *const lists[] = { "products", NULL };

  return vanity_feed_records_read (input, sink, lists, FALSE, take, error);
}

const VanityFeedFormat vanity_feed_makeup_api = {
  .id = "makeup-api",
  .label = N_ ("makeup-api, JSON"),
  .sniff = sniff,
  .read = read_feed,
};
