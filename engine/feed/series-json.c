/* Lipsticks by brand and series, as JSON: {"brands": [{"name", "series": [{"name", "lipsticks":
 * [{"id", "name", "color"}]}]}]}. */
#include "feed/format.h"
#include "feed/records.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *
get_text (JsonNode *node, const char *name, GPtrArray *kept)
{
  return vanity_feed_tree_get_text (vanity_feed_tree_get (node, name), kept);
}

static void
take_lipstick (VanityFeedRow *row, JsonNode *lipstick, GPtrArray *kept, VanityFeedSink *sink)
{
  const char *number = get_text (lipstick, "id", kept), *name = get_text (lipstick, "name", kept);
  char *shade = number && *number && name && *name ? g_strconcat (number, " ", name, NULL) : NULL;

  row->text[VANITY_FEED_SHADE] = row->text[VANITY_FEED_COLOR] = NULL;
  if (shade)
    g_ptr_array_add (kept, shade);
  vanity_feed_row_set (row, VANITY_FEED_SHADE, "name",
                       shade           ? shade
                       : name && *name ? name
                                       : number);
  vanity_feed_row_set (row, VANITY_FEED_COLOR, "color", get_text (lipstick, "color", kept));
  vanity_feed_sink_take (sink, row);
}

static void
take (JsonNode *node, gint64 line, GPtrArray *kept, VanityFeedSink *sink)
{
  VanityFeedRow row = { .line = line };
  JsonNode *series = vanity_feed_tree_get (node, "series");

  if (!series)
    {
      vanity_feed_sink_refuse (sink, VANITY_FEED_RULE_RECORD, line, "", NULL);
      return;
    }
  vanity_feed_row_set (&row, VANITY_FEED_BRAND, "brands.name", get_text (node, "name", kept));
  vanity_feed_row_set (&row, VANITY_FEED_TYPE, "lipsticks", "lipstick");
  for (guint i = 0; i < vanity_feed_tree_count (series); i++)
    {
      JsonNode *one = vanity_feed_tree_at (series, i);
      JsonNode *lipsticks = vanity_feed_tree_get (one, "lipsticks");

      row.text[VANITY_FEED_TITLE] = NULL;
      vanity_feed_row_set (&row, VANITY_FEED_TITLE, "series.name", get_text (one, "name", kept));
      for (guint k = 0; k < vanity_feed_tree_count (lipsticks); k++)
        take_lipstick (&row, vanity_feed_tree_at (lipsticks, k), kept, sink);
    }
}

static int
sniff (const char *text, gsize size)
{
  return vanity_feed_records_begin_with (text, '{') && strstr (text, "\"lipsticks\"")
                 && strstr (text, "\"series\"")
             ? 95
             : 0;
}

static gboolean
read_feed (VanityFeedInput *input, VanityFeedSink *sink, GError **error)
{
  static const char *const lists[] = { "brands", NULL };

  return vanity_feed_records_read (input, sink, lists, FALSE, take, error);
}

const VanityFeedFormat vanity_feed_series_json = {
  .id = "series-json",
  .label = N_ ("Lipsticks by series, JSON"),
  .sniff = sniff,
  .read = read_feed,
};
