#include "analysis/compare.h"

#include "analysis/json-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static VanityChangeOfScore
compare_scores (float before, float after)
{
  VanityChangeOfScore change = { 0 };

  if (before < 0 || after < 0)
    return change;
  change = (VanityChangeOfScore){ TRUE, before, after, after - before, FALSE };
  change.is_clear = fabsf (change.change) > VANITY_COMPARE_NOISE;
  return change;
}

gboolean
vanity_record_compare (const VanityRecord *before, const VanityRecord *after,
                       VanityComparison *comparison)
{
  *comparison = (VanityComparison){ 0 };
  comparison->is_comparable
      = vanity_gate_compare (&before->gate, &after->gate, &comparison->differences);
  if (!comparison->is_comparable)
    return FALSE;
  comparison->overall = compare_scores (before->overall, after->overall);
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    {
      comparison->score[concern] = compare_scores (before->score[concern], after->score[concern]);
      for (int zone = 0; zone < VANITY_N_ZONES; zone++)
        comparison->zone[concern][zone]
            = compare_scores (before->zone[concern][zone], after->zone[concern][zone]);
    }
  /* A colour too uncertain for its angle is too uncertain for a change as well. */
  comparison->skin_known
      = before->skin_known && after->skin_known && !isnan (before->ita) && !isnan (after->ita);
  if (comparison->skin_known)
    {
      comparison->skin_distance = vanity_lab_delta_e2000 (before->skin, after->skin);
      comparison->ita_change = after->ita - before->ita;
      comparison->ita_noise = 2 * hypot (before->ita_spread, after->ita_spread);
    }
  return TRUE;
}

gboolean
vanity_analysis_compare (const VanityAnalysis *before, const VanityAnalysis *after,
                         VanityComparison *comparison)
{
  VanityRecord one, other;

  vanity_record_init (&one, before);
  vanity_record_init (&other, after);
  return vanity_record_compare (&one, &other, comparison);
}

static void
tell_change (GString *text, const char *label, const VanityChangeOfScore *change)
{
  if (!change->known)
    /* Translators: a concern such as “Redness”. */
    g_string_append_printf (text, _ ("%s: not scored in both photos"), label);
  else if (!change->is_clear)
    g_string_append_printf (text, _ ("%s: %.0f, was %.0f: no change that could be told from noise"),
                            label, (double)change->after, (double)change->before);
  else
    g_string_append_printf (text,
                            change->change > 0 ? _ ("%s: %.0f, was %.0f: less is to be seen")
                                               : _ ("%s: %.0f, was %.0f: more is to be seen"),
                            label, (double)change->after, (double)change->before);
  g_string_append_c (text, '\n');
}

static void
tell_skin (GString *text, const VanityComparison *comparison)
{
  if (!comparison->skin_known)
    return;
  if (fabs (comparison->ita_change) <= comparison->ita_noise)
    g_string_append (text, _ ("Skin colour: no change that could be told from noise"));
  else
    g_string_append_printf (text,
                            comparison->ita_change > 0
                                ? _ ("Skin colour: lighter by %.0f° of typology angle (ΔE %.1f)")
                                : _ ("Skin colour: deeper by %.0f° of typology angle (ΔE %.1f)"),
                            fabs (comparison->ita_change), comparison->skin_distance);
  g_string_append_c (text, '\n');
}

char *
vanity_comparison_dup_text (const VanityComparison *comparison)
{
  GString *text = g_string_new (NULL);

  if (!comparison->is_comparable)
    {
      g_string_append (text, _ ("These two photos cannot be compared:"));
      g_string_append_c (text, '\n');
      for (int i = 0; i < VANITY_GATE_N_DIFFERENCES; i++)
        if (comparison->differences & (1U << i))
          g_string_append_printf (text, "  %s\n", vanity_gate_difference_get_label (1U << i));
      return g_string_free (text, FALSE);
    }
  tell_change (text, _ ("Overall"), &comparison->overall);
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    tell_change (text, vanity_concern_get_label (concern), &comparison->score[concern]);
  tell_skin (text, comparison);
  return g_string_free (text, FALSE);
}

static void
add_change (JsonBuilder *json, const char *name, const VanityChangeOfScore *change)
{
  if (!change->known)
    return;
  vanity_json_begin (json, name);
  vanity_json_add_number (json, "before", (double)change->before, 1);
  vanity_json_add_number (json, "after", (double)change->after, 1);
  vanity_json_add_number (json, "change", (double)change->change, 1);
  vanity_json_add_flag (json, "clear", change->is_clear);
  json_builder_end_object (json);
}

static void
add_differences (JsonBuilder *json, unsigned differences)
{
  json_builder_set_member_name (json, "differences");
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_GATE_N_DIFFERENCES; i++)
    if (differences & (1U << i))
      json_builder_add_string_value (json, vanity_gate_difference_get_id (1U << i));
  json_builder_end_array (json);
}

JsonNode *
vanity_comparison_to_json (const VanityComparison *comparison)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  vanity_json_add_flag (json, "comparable", comparison->is_comparable);
  add_differences (json, comparison->differences);
  if (comparison->is_comparable)
    {
      vanity_json_add_number (json, "noise", VANITY_COMPARE_NOISE, 1);
      add_change (json, "overall", &comparison->overall);
      vanity_json_begin (json, "concerns");
      for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
        add_change (json, vanity_concern_get_id (concern), &comparison->score[concern]);
      json_builder_end_object (json);
    }
  if (comparison->skin_known)
    {
      vanity_json_begin (json, "skin");
      vanity_json_add_number (json, "distance", comparison->skin_distance, 2);
      vanity_json_add_number (json, "ita-change", comparison->ita_change, 1);
      vanity_json_add_number (json, "ita-noise", comparison->ita_noise, 1);
      json_builder_end_object (json);
    }
  json_builder_end_object (json);
  return json_builder_get_root (json);
}
