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
  g_autofree char *line = json_to_string (root, FALSE);

  return g_strconcat (line, "\n", NULL);
}
