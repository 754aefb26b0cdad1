#include "feed/tree.h"

JsonNode *
vanity_feed_tree_get (JsonNode *node, const char *name)
{
  return node && JSON_NODE_HOLDS_OBJECT (node)
             ? json_object_get_member (json_node_get_object (node), name)
             : NULL;
}

guint
vanity_feed_tree_count (JsonNode *node)
{
  if (!node || JSON_NODE_HOLDS_NULL (node))
    return 0;
  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_length (json_node_get_array (node)) : 1;
}

JsonNode *
vanity_feed_tree_at (JsonNode *node, guint index)
{
  return JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_element (json_node_get_array (node), index)
                                      : node;
}

static const char *
get_value (JsonNode *node, GPtrArray *kept)
{
  char *text;

  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      char digits[G_ASCII_DTOSTR_BUF_SIZE];
      text = g_strdup (g_ascii_dtostr (digits, sizeof digits, json_node_get_double (node)));
    }
  else
    return NULL;
  g_ptr_array_add (kept, text);
  return text;
}

const char *
vanity_feed_tree_get_text (JsonNode *node, GPtrArray *kept)
{
  guint n = vanity_feed_tree_count (node);

  for (guint i = 0; i < n; i++)
    {
      const char *text = get_value (vanity_feed_tree_at (node, i), kept);
      if (text)
        return text;
    }
  return NULL;
}

const char *
vanity_feed_tree_join (JsonNode *node, const char *between, GPtrArray *kept)
{
  guint n = vanity_feed_tree_count (node);
  g_autoptr (GString) all = NULL;

  for (guint i = 0; i < n; i++)
    {
      const char *text = get_value (vanity_feed_tree_at (node, i), kept);

      if (!text)
        continue;
      if (!all)
        all = g_string_new (NULL);
      else
        g_string_append (all, between);
      g_string_append (all, text);
    }
  if (!all)
    return NULL;
  g_ptr_array_add (kept, g_strdup (all->str));
  return kept->pdata[kept->len - 1];
}
