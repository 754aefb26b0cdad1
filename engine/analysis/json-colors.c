#include "analysis/json-private.h"

static void
add_tones (JsonBuilder *json, const VanitySkinColor *skin)
{
  double probability[VANITY_SKIN_TONES];

  for (int i = 0; i < VANITY_SKIN_TONES; i++)
    probability[i] = (double)skin->monk_probability[i];
  vanity_json_begin (json, "monk");
  json_builder_set_member_name (json, "tone");
  json_builder_add_int_value (json, skin->monk);
  json_builder_set_member_name (json, "second");
  json_builder_add_int_value (json, skin->monk_second);
  vanity_json_add_number (json, "distance", skin->monk_distance, 2);
  vanity_json_add_numbers (json, "probability", probability, VANITY_SKIN_TONES, 3);
  json_builder_set_member_name (json, "seen");
  json_builder_add_int_value (json, skin->seen_monk);
  json_builder_end_object (json);
}

static void
add_undertone (JsonBuilder *json, const VanityAnalysis *analysis)
{
  unsigned reasons = analysis->gate.result[VANITY_GATE_UNDERTONE];

  vanity_json_begin (json, "undertone");
  vanity_json_add_flag (json, "known", reasons == 0);
  if (reasons != 0)
    {
      vanity_json_add_reasons (json, "reasons", reasons);
    }
  else
    {
      vanity_json_add_number (json, "sure", (double)analysis->skin.undertone_sure, 3);
      vanity_json_begin (json, "probability");
      for (int i = 0; i < VANITY_N_UNDERTONES; i++)
        vanity_json_add_number (json, vanity_undertone_get_id (i),
                                (double)analysis->skin.undertone[i], 3);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

void
vanity_json_add_skin (JsonBuilder *json, const VanityAnalysis *analysis)
{
  const VanitySkinColor *skin = &analysis->skin;
  double axes[2], angle;

  vanity_json_begin_color (json, "color", skin->lab);
  vanity_json_add_numbers (json, "covariance", &skin->covariance[0][0], 9, 3);
  vanity_skin_color_get_ellipse (skin, axes, &angle);
  vanity_json_begin (json, "ellipse");
  vanity_json_add_numbers (json, "axes", axes, 2, 2);
  vanity_json_add_number (json, "angle", angle, 1);
  json_builder_end_object (json);
  json_builder_end_object (json);
  vanity_json_begin_color (json, "seen", skin->seen);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "texels");
  json_builder_add_int_value (json, skin->texels);
  vanity_json_begin (json, "ita");
  vanity_json_add_flag (json, "known", skin->ita_known);
  if (skin->ita_known)
    {
      vanity_json_add_number (json, "degrees", skin->ita, 1);
      vanity_json_add_number (json, "spread", skin->ita_spread, 1);
      vanity_json_add_text (json, "class", vanity_ita_class_get_id (skin->ita_class));
    }
  else
    vanity_json_add_text (json, "reason", skin->blown > VANITY_ITA_MOST_BLOWN ? "blown" : "unsure");
  vanity_json_add_number (json, "seen", skin->seen_ita, 1);
  json_builder_end_object (json);
  add_tones (json, skin);
  if (skin->ita_known)
    {
      json_builder_set_member_name (json, "fitzpatrick");
      json_builder_add_int_value (json, skin->fitzpatrick);
    }
  add_undertone (json, analysis);
}

static void
add_color (JsonBuilder *json, const VanityGate *gate, const char *name,
           const VanityFeatureColor *color, VanityGateResult result)
{
  if (color->known)
    {
      vanity_json_begin_color (json, name, color->lab);
      vanity_json_add_number (json, "sure", (double)color->sure, 3);
      vanity_json_begin_color (json, "seen", color->seen);
      json_builder_end_object (json);
    }
  else
    {
      vanity_json_begin (json, name);
      vanity_json_add_reasons (json, "reasons", gate->result[result]);
    }
  vanity_json_add_flag (json, "known", color->known);
  json_builder_end_object (json);
}

void
vanity_json_add_colors (JsonBuilder *json, const VanityAnalysis *analysis)
{
  const VanityFaceColors *colors = &analysis->colors;
  const VanityGate *gate = &analysis->gate;

  add_color (json, gate, "hair", &colors->hair, VANITY_GATE_HAIR_COLOR);
  add_color (json, gate, "brows", &colors->brows, VANITY_GATE_BROW_COLOR);
  add_color (json, gate, "eyes", &colors->eyes, VANITY_GATE_EYE_COLOR);
  add_color (json, gate, "lips", &colors->lips, VANITY_GATE_LIP_COLOR);
  if (colors->contrast_known)
    vanity_json_add_number (json, "contrast", colors->contrast, 1);
  if (!colors->season_known)
    return;
  vanity_json_begin (json, "season");
  for (int i = 0; i < VANITY_N_SEASONS; i++)
    vanity_json_add_number (json, vanity_season_get_id (i), (double)colors->season[i], 3);
  json_builder_end_object (json);
}
