/* Lines of JSON for programs to read. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A tidy number: rounded to 1/1024, which is exact in binary and so prints in full with few digits;
 * of points that is a hundredth of what they are good for. */
void vanity_json_add_tidy (JsonBuilder *json, double value);

/* What was built, as one line with its end. Free with g_free (). */
char *vanity_json_dup_line (JsonBuilder *json);
char *vanity_json_dup_node_line (JsonNode *node);

G_END_DECLS
