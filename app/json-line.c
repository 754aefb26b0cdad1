#include "json-line.h"

#include <math.h>

void
vanity_json_add_tidy (JsonBuilder *json, double value)
{
  json_builder_add_double_value (json, round (value * 1024.0) / 1024.0);
}

char *
vanity_json_dup_line (JsonBuilder *json)
{
  g_autoptr (JsonNode) root = json_builder_get_root (json);

  return vanity_json_dup_node_line (root);
}

char *
vanity_json_dup_node_line (JsonNode *node)
{
  g_autofree char *line = json_to_string (node, FALSE);

  return g_strconcat (line, "\n", NULL);
}
