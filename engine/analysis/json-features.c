#include "analysis/json-private.h"

static const char *const doubt_ids[] = { "turned", "smile", "mouth", "eyes", "cut", "small" };

static void
add_measures (JsonBuilder *json, const VanityFeatures *features)
{
  vanity_json_begin (json, "measures");
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      const VanityMeasure *measure = &features->measures[i];
      const VanityMeasureInfo *info = vanity_measure_get_info (i);
      const double usual[2] = { (double)info->usual[0], (double)info->usual[1] };
      const double side[2] = { (double)measure->side[0], (double)measure->side[1] };

      if (!measure->known)
        continue;
      vanity_json_begin (json, info->id);
      vanity_json_add_number (json, "value", (double)measure->value, 4);
      vanity_json_add_number (json, "error", (double)measure->error, 4);
      vanity_json_add_text (json, "unit", info->unit);
      vanity_json_add_numbers (json, "usual", usual, 2, 4);
      if (info->paired)
        vanity_json_add_numbers (json, "sides", side, 2, 4);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

static void
add_traits (JsonBuilder *json, const VanityFeatures *features)
{
  vanity_json_begin (json, "traits");
  for (int i = 0; i < VANITY_N_TRAITS; i++)
    {
      const VanityTrait *trait = &features->traits[i];
      const VanityMeasureId *measures;
      int n;

      if (!trait->known)
        continue;
      vanity_json_begin (json, vanity_trait_get_id (i));
      vanity_json_add_text (json, "likeliest", vanity_trait_get_class_id (i, trait->top));
      vanity_json_begin (json, "probability");
      for (int k = 0; k < vanity_trait_get_n_classes (i); k++)
        vanity_json_add_number (json, vanity_trait_get_class_id (i, k),
                                (double)trait->probability[k], 3);
      json_builder_end_object (json);
      measures = vanity_trait_get_measures (i, &n);
      json_builder_set_member_name (json, "from");
      json_builder_begin_array (json);
      for (int k = 0; k < n; k++)
        json_builder_add_string_value (json, vanity_measure_get_info (measures[k])->id);
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
}

static void
add_asymmetry (JsonBuilder *json, const VanityFeatures *features)
{
  vanity_json_begin (json, "asymmetry");
  for (int i = 0; i < VANITY_N_PARTS; i++)
    if (features->asymmetry[i] >= 0)
      {
        vanity_json_begin (json, vanity_part_get_id (i));
        vanity_json_add_number (json, "value", (double)features->asymmetry[i], 2);
        vanity_json_add_number (json, "floor", (double)features->asymmetry_floor[i], 2);
        json_builder_end_object (json);
      }
  json_builder_end_object (json);
}

static void
add_advice (JsonBuilder *json, const VanityFeatures *features)
{
  json_builder_set_member_name (json, "advice");
  json_builder_begin_array (json);
  for (int i = 0; i < features->n_advice; i++)
    {
      const VanityFeatureAdvice *advice = &features->advice[i];

      json_builder_begin_object (json);
      vanity_json_add_text (json, "id", advice->id);
      vanity_json_add_text (json, "trait", vanity_trait_get_id (advice->trait));
      vanity_json_add_text (json, "class",
                            vanity_trait_get_class_id (advice->trait, advice->class));
      vanity_json_add_number (json, "probability", (double)advice->probability, 3);
      vanity_json_add_text (json, "text", advice->text);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

void
vanity_json_add_features (JsonBuilder *json, const VanityAnalysis *analysis)
{
  const VanityFeatures *features = &analysis->features;

  vanity_json_add_number (json, "trust", (double)features->trust, 3);
  json_builder_set_member_name (json, "doubts");
  json_builder_begin_array (json);
  for (gsize i = 0; i < G_N_ELEMENTS (doubt_ids); i++)
    if (features->doubts & (1U << i))
      json_builder_add_string_value (json, doubt_ids[i]);
  json_builder_end_array (json);
  add_traits (json, features);
  add_measures (json, features);
  add_asymmetry (json, features);
  add_advice (json, features);
}
