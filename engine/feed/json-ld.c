/* schema.org products as JSON-LD, in files of their own. */
#include "feed/format.h"
#include "feed/product-tree.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
sniff (const char *text, gsize size)
{
  if (!vanity_feed_records_begin_with (text, '[') && !vanity_feed_records_begin_with (text, '{'))
    return 0;
  if (strstr (text, "\"@context\"") || strstr (text, "\"@graph\""))
    return 90;
  return strstr (text, "\"@type\"") ? 70 : 0;
}

static gboolean
read_feed (VanityFeedInput *input, VanityFeedSink *sink, GError **error)
{
  static const char *const lists[] = { "@graph", "itemListElement", NULL };

  return vanity_feed_records_read (input, sink, lists, FALSE, vanity_feed_product_tree_take, error);
}

const VanityFeedFormat vanity_feed_json_ld = {
  .id = "jsonld",
  .label = N_ ("schema.org, JSON-LD"),
  .sniff = sniff,
  .read = read_feed,
};
