#include "analysis/json-private.h"

#include "analysis/explain.h"

static void
add_measures (JsonBuilder *json, const VanityGate *gate)
{
  vanity_json_begin (json, "measures");
  for (int i = 0; i < VANITY_GATE_N_MEASURES; i++)
    {
      double value = (double)gate->value[i];
      float low, high;

      vanity_gate_measure_get_range (i, &low, &high);
      vanity_json_begin (json, vanity_gate_measure_get_id (i));
      vanity_json_add_number (json, "value", value, 4);
      vanity_json_add_number (json, "low", (double)low, 4);
      vanity_json_add_number (json, "high", (double)high, 4);
      vanity_json_add_number (json, "room", vanity_explain_gate (gate, i), 3);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

static void
add_zones (JsonBuilder *json, const VanityGate *gate)
{
  vanity_json_begin (json, "zones");
  for (int zone = 0; zone < VANITY_N_ZONES; zone++)
    {
      vanity_json_begin (json, vanity_zone_get_id (zone));
      vanity_json_add_number (json, "seen", (double)gate->seen[zone], 3);
      vanity_json_add_reasons (json, "reasons", gate->skin[zone]);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

void
vanity_json_add_gate (JsonBuilder *json, const VanityAnalysis *analysis)
{
  const VanityGate *gate = &analysis->gate;
  const double light[3]
      = { (double)gate->light[0], (double)gate->light[1], (double)gate->light[2] };
  g_autofree char *text = vanity_gate_dup_text (gate->reasons);

  vanity_json_begin (json, "gate");
  vanity_json_add_reasons (json, "reasons", gate->reasons);
  vanity_json_add_text (json, "text", text != NULL ? text : "");
  add_measures (json, gate);
  add_zones (json, gate);
  vanity_json_begin (json, "withheld");
  for (int i = 0; i < VANITY_GATE_N_RESULTS; i++)
    if (gate->result[i] != 0)
      vanity_json_add_reasons (json, vanity_gate_result_get_id (i), gate->result[i]);
  json_builder_end_object (json);
  vanity_json_add_numbers (json, "light", light, 3, 4);
  vanity_json_add_number (json, "light-confidence", (double)gate->light_confidence, 3);
  vanity_json_add_number (json, "roll", (double)gate->roll, 1);
  json_builder_end_object (json);
}
