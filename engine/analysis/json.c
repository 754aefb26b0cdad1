#include "analysis/json-private.h"

#include "analysis/explain.h"
#include "analysis/words.h"

#include <math.h>

static const struct
{
  unsigned bit;
  const char *id;
} evidences[] = {
  { VANITY_LIGHT_EYE_WHITES, "eye-whites" }, { VANITY_LIGHT_TEETH, "teeth" },
  { VANITY_LIGHT_EDGES, "edges" },           { VANITY_LIGHT_PICKED, "picked" },
  { VANITY_LIGHT_GREYSCALE, "greyscale" },   { VANITY_LIGHT_COLOURED, "coloured" },
  { VANITY_LIGHT_UNEVEN, "uneven" },
};

static double
get_rounded (double value, int decimals)
{
  double unit = pow (10, decimals);

  return round (value * unit) / unit;
}

void
vanity_json_add_number (JsonBuilder *json, const char *name, double value, int decimals)
{
  if (!isfinite (value))
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_double_value (json, get_rounded (value, decimals));
}

void
vanity_json_add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

void
vanity_json_add_flag (JsonBuilder *json, const char *name, gboolean value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_boolean_value (json, value);
}

void
vanity_json_add_numbers (JsonBuilder *json, const char *name, const double *values, int n,
                         int decimals)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (int i = 0; i < n; i++)
    json_builder_add_double_value (json,
                                   isfinite (values[i]) ? get_rounded (values[i], decimals) : 0);
  json_builder_end_array (json);
}

void
vanity_json_begin (JsonBuilder *json, const char *name)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
}

void
vanity_json_begin_color (JsonBuilder *json, const char *name, VanityLab lab)
{
  const double values[3] = { (double)lab.L, (double)lab.a, (double)lab.b };
  g_autofree char *rgb = vanity_words_dup_hex (lab);

  vanity_json_begin (json, name);
  vanity_json_add_numbers (json, "lab", values, 3, 2);
  vanity_json_add_text (json, "rgb", rgb);
}

void
vanity_json_add_reasons (JsonBuilder *json, const char *name, unsigned reasons)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_GATE_N_REASONS; i++)
    if (reasons & (1U << i))
      json_builder_add_string_value (json, vanity_gate_reason_get_id (1U << i));
  json_builder_end_array (json);
}

static void
add_photo (JsonBuilder *json, const VanityAnalysis *analysis)
{
  const VanityFace *face = &analysis->face;
  const double box[4]
      = { (double)face->box[0], (double)face->box[1], (double)face->box[2], (double)face->box[3] };

  vanity_json_begin (json, "photo");
  json_builder_set_member_name (json, "width");
  json_builder_add_int_value (json, analysis->width);
  json_builder_set_member_name (json, "height");
  json_builder_add_int_value (json, analysis->height);
  json_builder_end_object (json);
  vanity_json_begin (json, "face");
  vanity_json_add_numbers (json, "box", box, 4, 1);
  vanity_json_add_number (json, "yaw", (double)face->pose.yaw, 1);
  vanity_json_add_number (json, "pitch", (double)face->pose.pitch, 1);
  vanity_json_add_number (json, "roll", (double)face->pose.roll, 1);
  json_builder_end_object (json);
}

static void
add_options (JsonBuilder *json, const VanityAnalysisOptions *options)
{
  const double white[2] = { options->white_x, options->white_y };

  vanity_json_begin (json, "options");
  vanity_json_add_flag (json, "child", options->is_child);
  if (options->has_white)
    vanity_json_add_numbers (json, "white", white, 2, 1);
  if (options->has_nudge)
    {
      vanity_json_begin (json, "nudge");
      vanity_json_add_number (json, "lighter", (double)options->nudge.lighter, 3);
      vanity_json_add_number (json, "warmer", (double)options->nudge.warmer, 3);
      vanity_json_add_number (json, "muted", (double)options->nudge.muted, 3);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

static void
add_light (JsonBuilder *json, const VanityAnalysis *analysis)
{
  const VanityIlluminant *light = &analysis->light;
  const double rgb[3] = { (double)light->rgb[0], (double)light->rgb[1], (double)light->rgb[2] };

  vanity_json_add_numbers (json, "rgb", rgb, 3, 4);
  vanity_json_add_number (json, "spread", (double)light->spread, 3);
  vanity_json_add_number (json, "confidence", (double)light->confidence, 3);
  json_builder_set_member_name (json, "evidence");
  json_builder_begin_array (json);
  for (gsize i = 0; i < G_N_ELEMENTS (evidences); i++)
    if (light->evidence & evidences[i].bit)
      json_builder_add_string_value (json, evidences[i].id);
  json_builder_end_array (json);
  if (light->temperature > 0)
    {
      vanity_json_add_number (json, "temperature", light->temperature, 0);
      vanity_json_add_number (json, "tint", light->tint, 4);
    }
  vanity_json_add_number (json, "exposure", (double)light->exposure, 2);
  vanity_json_add_number (json, "exposure-spread", (double)light->exposure_spread, 2);
}

static void
add_worn (JsonBuilder *json, const VanityAnalysis *analysis)
{
  const VanityWorn *worn = &analysis->worn;

  vanity_json_begin (json, "makeup");
  for (int part = 0; part < VANITY_WORN_N_PARTS; part++)
    {
      vanity_json_begin (json, vanity_worn_part_get_id (part));
      vanity_json_add_flag (json, "known", vanity_words_knows_makeup (worn, part));
      if (!vanity_words_knows_makeup (worn, part))
        {
          json_builder_end_object (json);
          continue;
        }
      vanity_json_add_text (json, "level",
                            vanity_worn_level_get_id (vanity_worn_get_level (worn, part)));
      vanity_json_begin (json, "probability");
      for (int level = 0; level < VANITY_WORN_N_LEVELS; level++)
        vanity_json_add_number (json, vanity_worn_level_get_id (level),
                                (double)worn->makeup[part][level], 3);
      json_builder_end_object (json);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
  vanity_json_add_number (json, "glasses", (double)worn->glasses, 3);
  vanity_json_add_number (json, "sunglasses", (double)worn->sunglasses, 3);
  vanity_json_add_number (json, "beard", (double)worn->beard, 3);
}

static void
add_head (JsonBuilder *json, const VanityAnalysis *analysis)
{
  const VanityHeadMap *map = analysis->head;
  const double region[4] = { map->region.x, map->region.y, map->region.width, map->region.height };
  gsize n = (gsize)map->side * (gsize)map->side;

  vanity_json_add_numbers (json, "region", region, 4, 0);
  vanity_json_add_number (json, "sure", (double)map->sure, 3);
  vanity_json_begin (json, "share");
  for (int i = 0; i < VANITY_HEAD_N_CLASSES; i++)
    {
      double sum = 0;

      for (gsize cell = 0; cell < n; cell++)
        sum += (double)map->probability[(gsize)i * n + cell];
      vanity_json_add_number (json, vanity_head_class_get_name (i), sum / (double)n, 4);
    }
  json_builder_end_object (json);
}

static void (*const adders[VANITY_ANALYSIS_N_PARTS]) (JsonBuilder *, const VanityAnalysis *) = {
  [VANITY_ANALYSIS_LIGHT] = add_light,
  [VANITY_ANALYSIS_SKIN] = vanity_json_add_skin,
  [VANITY_ANALYSIS_COLORS] = vanity_json_add_colors,
  [VANITY_ANALYSIS_CONCERNS] = vanity_json_add_concerns,
  [VANITY_ANALYSIS_FEATURES] = vanity_json_add_features,
  [VANITY_ANALYSIS_WORN] = add_worn,
  [VANITY_ANALYSIS_HEAD] = add_head,
};

static void
add_part (JsonBuilder *json, const VanityAnalysis *analysis, VanityAnalysisPart part)
{
  g_autofree char *why = vanity_analysis_dup_why (analysis, part);

  vanity_json_begin (json, vanity_analysis_part_get_id (part));
  vanity_json_add_flag (json, "known", why == NULL);
  if (why == NULL)
    {
      adders[part](json, analysis);
    }
  else
    {
      vanity_json_add_reasons (json, "reasons", vanity_analysis_get_reasons (analysis, part));
      vanity_json_add_text (json, "why", why);
    }
  json_builder_end_object (json);
}

static void
add_limits (JsonBuilder *json)
{
  vanity_json_begin (json, "limits");
  for (int figure = 0; figure < VANITY_N_FIGURES; figure++)
    vanity_json_add_text (json, vanity_figure_get_id (figure), vanity_figure_get_limits (figure));
  json_builder_end_object (json);
  vanity_json_add_text (json, "notice", vanity_explain_get_notice ());
}

JsonNode *
vanity_analysis_to_json (const VanityAnalysis *analysis)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "vanity-analysis");
  json_builder_add_int_value (json, VANITY_ANALYSIS_VERSION);
  vanity_json_add_text (json, "program", VANITY_VERSION);
  add_photo (json, analysis);
  add_options (json, &analysis->options);
  vanity_json_add_gate (json, analysis);
  for (int part = 0; part < VANITY_ANALYSIS_N_PARTS; part++)
    add_part (json, analysis, part);
  add_limits (json);
  json_builder_end_object (json);
  return json_builder_get_root (json);
}
