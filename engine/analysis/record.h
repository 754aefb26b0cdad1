/* What is kept of an analysis to compare another with, and to look back at: numbers alone. */
#pragma once

#include "analysis/analysis.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A plain value. */
typedef struct
{
  VanityGate gate; /* its measures, zones and light; results are not kept */
  float zone[VANITY_N_CONCERNS][VANITY_N_ZONES]; /* scores; −1 without */
  float score[VANITY_N_CONCERNS];
  float overall;
  gboolean skin_known;
  VanityLab skin;
  double ita, ita_spread; /* degrees; NAN where the angle is not told */
} VanityRecord;

void vanity_record_init (VanityRecord *record, const VanityAnalysis *analysis);

/* Out of vanity_analysis_to_json (), perhaps of a file that somebody changed. VANITY_ERROR_FORMAT
 * where it is no such object, _UNSUPPORTED where its version is another, _VALUE where a number is
 * out of its range. */
gboolean vanity_record_from_json (VanityRecord *record, JsonNode *json, GError **error);

G_END_DECLS
