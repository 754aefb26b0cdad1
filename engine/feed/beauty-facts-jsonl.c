/* Open Beauty Facts' export as JSON, a product a line. */
#include "feed/beauty-facts.h"
#include "feed/format.h"
#include "feed/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
get_field (JsonNode *node, const char *name, GPtrArray *kept)
{
  JsonNode *member = vanity_feed_tree_get (node, name);

  return member && JSON_NODE_HOLDS_ARRAY (member) ? vanity_feed_tree_join (member, ",", kept)
                                                  : vanity_feed_tree_get_text (member, kept);
}

static void
take (JsonNode *node, gint64 line, GPtrArray *kept, VanityFeedSink *sink)
{
  VanityFeedRow row = { .line = line };
  const char *day = get_field (node, "last_modified_t", kept);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      vanity_feed_sink_refuse (sink, VANITY_FEED_RULE_RECORD, line, "", NULL);
      return;
    }
  for (const VanityFeedColumn *known = vanity_feed_beauty_facts_fields; known->name; known++)
    if (!row.text[known->field] || !*row.text[known->field])
      vanity_feed_row_set (&row, known->field, known->name, get_field (node, known->name, kept));
  vanity_feed_row_set (&row, VANITY_FEED_GTIN, "code", row.text[VANITY_FEED_SOURCE_ID]);
  if (row.text[VANITY_FEED_BRAND] && strchr (row.text[VANITY_FEED_BRAND], ','))
    {
      g_ptr_array_add (kept, vanity_feed_beauty_facts_dup_brand (row.text[VANITY_FEED_BRAND]));
      row.text[VANITY_FEED_BRAND] = kept->pdata[kept->len - 1];
    }
  if (day)
    {
      char *text = vanity_feed_beauty_facts_dup_day (day);
      if (text)
        g_ptr_array_add (kept, text);
      vanity_feed_row_set (&row, VANITY_FEED_DATE, "last_modified_t", text);
    }
  vanity_feed_sink_take (sink, &row);
}

/* An object of one line that has fields of theirs. */
static int
sniff (const char *text, gsize size)
{
  if (!vanity_feed_records_begin_with (text, '{') || strstr (text, "\"@context\""))
    return 0;
  return strstr (text, "\"code\"") && strstr (text, "\"product_name\"")  ? 90
         : strstr (text, "\"code\"") || strstr (text, "\"brands_tags\"") ? 50
                                                                         : 0;
}

static gboolean
read_feed (VanityFeedInput *input, VanityFeedSink *sink, GError **error)
{
  return vanity_feed_records_read (input, sink, NULL, TRUE, take, error);
}

const VanityFeedFormat vanity_feed_beauty_facts_jsonl = {
  .id = "beauty-facts-jsonl",
  .label = N_ ("Open Beauty Facts, JSON Lines"),
  .sniff = sniff,
  .read = read_feed,
};
