/* An analysis as JSON. README.md beside this file documents every member; the schema's version is
 * the value of "vanity-analysis". */
#pragma once

#include "analysis/analysis.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define VANITY_ANALYSIS_VERSION 1

/* An object; what is withheld or unknown is absent and has reasons. Ids are stable, texts are
 * translated. Nothing of the photo is in it but what was measured. */
JsonNode *vanity_analysis_to_json (const VanityAnalysis *analysis);

G_END_DECLS
