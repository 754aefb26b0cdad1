#include "analysis/json-private.h"

#include "analysis/explain.h"

#define MAX_PLACES 3

static const char *const withheld_ids[]
    = { "not-here", "hidden", "coarse", "colour", "beard", "no-skin" };

/* The gate's reasons, then the concern's own. */
static void
add_why (JsonBuilder *json, const VanityAnalysis *analysis, VanityConcern concern, VanityZone zone)
{
  g_autofree char *why = vanity_analysis_dup_zone_why (analysis, concern, zone);
  unsigned reasons = analysis->gate.skin[zone];
  unsigned withheld = analysis->concerns->withheld[concern][zone];

  json_builder_set_member_name (json, "reasons");
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_GATE_N_REASONS; i++)
    if (reasons & (1U << i))
      json_builder_add_string_value (json, vanity_gate_reason_get_id (1U << i));
  for (gsize i = 0; i < G_N_ELEMENTS (withheld_ids); i++)
    if (withheld & (1U << i))
      json_builder_add_string_value (json, withheld_ids[i]);
  json_builder_end_array (json);
  vanity_json_add_text (json, "why", why != NULL ? why : "");
}

static void
add_zone (JsonBuilder *json, const VanityAnalysis *analysis, VanityConcern concern, VanityZone zone)
{
  const VanityConcerns *concerns = analysis->concerns;

  vanity_json_begin (json, vanity_zone_get_id (zone));
  if (concerns->zone[concern][zone] >= 0)
    {
      vanity_json_add_number (json, "score", (double)concerns->zone[concern][zone], 1);
      vanity_json_add_number (json, "amount", (double)concerns->amount[concern][zone], 4);
      vanity_json_add_number (json, "takes", vanity_explain_zone (analysis, concern, zone), 1);
    }
  else
    {
      add_why (json, analysis, concern, zone);
    }
  json_builder_end_object (json);
}

static void
add_places (JsonBuilder *json, const VanityAnalysis *analysis, VanityConcern concern)
{
  VanityPlace places[MAX_PLACES];
  int n = vanity_explain_find_places (analysis, concern, places, MAX_PLACES);

  json_builder_set_member_name (json, "places");
  json_builder_begin_array (json);
  for (int i = 0; i < n; i++)
    {
      json_builder_begin_object (json);
      vanity_json_add_text (json, "zone", vanity_zone_get_id (places[i].zone));
      vanity_json_add_number (json, "value", (double)places[i].value, 3);
      vanity_json_add_number (json, "x", places[i].x, 1);
      vanity_json_add_number (json, "y", places[i].y, 1);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_concern (JsonBuilder *json, const VanityAnalysis *analysis, VanityConcern concern)
{
  const VanityConcerns *concerns = analysis->concerns;

  vanity_json_begin (json, vanity_concern_get_id (concern));
  if (concerns->score[concern] >= 0)
    {
      vanity_json_add_number (json, "score", (double)concerns->score[concern], 1);
      vanity_json_add_number (json, "sure", (double)concerns->sure[concern], 3);
      vanity_json_add_number (json, "takes", vanity_explain_concern (analysis, concern), 1);
      add_places (json, analysis, concern);
    }
  vanity_json_begin (json, "zones");
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    if (vanity_concern_is_in (concern, zone))
      add_zone (json, analysis, concern, zone);
  json_builder_end_object (json);
  json_builder_end_object (json);
}

void
vanity_json_add_concerns (JsonBuilder *json, const VanityAnalysis *analysis)
{
  const VanityConcerns *concerns = analysis->concerns;

  if (concerns->overall >= 0)
    vanity_json_add_number (json, "overall", (double)concerns->overall, 1);
  vanity_json_begin (json, "items");
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    add_concern (json, analysis, concern);
  json_builder_end_object (json);
}
