/* What the parts of an analysis have in common as JSON. */
#pragma once

#include "analysis/json.h"

G_BEGIN_DECLS

/* "name": value, with so many decimals; nothing where it is no finite number. */
void vanity_json_add_number (JsonBuilder *json, const char *name, double value, int decimals);
void vanity_json_add_text (JsonBuilder *json, const char *name, const char *text);
void vanity_json_add_flag (JsonBuilder *json, const char *name, gboolean value);
/* "name": [ … ]. */
void vanity_json_add_numbers (JsonBuilder *json, const char *name, const double *values, int n,
                              int decimals);
/* "name": { "lab": [L, a, b], "rgb": "#rrggbb" }, but for its closing bracket. */
void vanity_json_begin_color (JsonBuilder *json, const char *name, VanityLab lab);
void vanity_json_begin (JsonBuilder *json, const char *name);
/* "reasons": [ … ], of VanityGateReason. */
void vanity_json_add_reasons (JsonBuilder *json, const char *name, unsigned reasons);

/* Members of the part's object; the part is there. */
void vanity_json_add_skin (JsonBuilder *json, const VanityAnalysis *analysis);
void vanity_json_add_colors (JsonBuilder *json, const VanityAnalysis *analysis);
void vanity_json_add_concerns (JsonBuilder *json, const VanityAnalysis *analysis);
void vanity_json_add_features (JsonBuilder *json, const VanityAnalysis *analysis);
/* "gate": { … }. */
void vanity_json_add_gate (JsonBuilder *json, const VanityAnalysis *analysis);

G_END_DECLS
