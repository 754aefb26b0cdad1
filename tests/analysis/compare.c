/* Comparing analyses, and the records that are read from what is kept. */
#include "analysis/compare.h"

#include "analysis/history.h"
#include "analysis/json.h"
#include "folder.h"
#include "made-analysis.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

static void
test_noise (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  VanityRecord before, after;
  VanityComparison comparison;

  if (!made_analysis_init (&made))
    return;
  vanity_record_init (&before, made.analysis);
  after = before;
  after.score[VANITY_CONCERN_REDNESS] += VANITY_COMPARE_NOISE - 1;
  after.score[VANITY_CONCERN_SPOTS] += VANITY_COMPARE_NOISE + 1;
  after.score[VANITY_CONCERN_PORES] = -1;
  g_assert_true (vanity_record_compare (&before, &after, &comparison));
  g_assert_false (comparison.score[VANITY_CONCERN_REDNESS].is_clear);
  g_assert_true (comparison.score[VANITY_CONCERN_SPOTS].is_clear);
  g_assert_cmpfloat (comparison.score[VANITY_CONCERN_SPOTS].change, >, 0);
  g_assert_false (comparison.score[VANITY_CONCERN_PORES].known);
  g_assert_cmpfloat (comparison.skin_distance, <, 1e-3);
}

/* An angle that is not told is none in JSON either, nor in what is read of it, and no change of the
 * skin is made up. */
static void
test_no_angle (void)
{
  static const char *const reasons[] = { "unsure", "blown" };

  for (int k = 0; k < 2; k++)
    {
      g_auto (MadeAnalysis) made = { 0 };
      VanityRecord before, after;
      VanityComparison comparison;
      g_autoptr (JsonNode) json = NULL;
      JsonObject *ita, *skin;

      if (!made_analysis_init (&made))
        return;
      vanity_record_init (&before, made.analysis);
      made.analysis->skin.ita_known = FALSE;
      made.analysis->skin.blown = (float)k;
      json = vanity_analysis_to_json (made.analysis);
      skin = json_object_get_object_member (json_node_get_object (json), "skin");
      ita = json_object_get_object_member (skin, "ita");
      g_assert_false (json_object_get_boolean_member (ita, "known"));
      g_assert_false (json_object_has_member (ita, "degrees"));
      g_assert_false (json_object_has_member (skin, "fitzpatrick"));
      g_assert_cmpstr (json_object_get_string_member (ita, "reason"), ==, reasons[k]);
      g_assert_true (vanity_record_from_json (&after, json, NULL));
      g_assert_true (after.skin_known && isnan (after.ita));
      g_assert_true (vanity_record_compare (&before, &after, &comparison));
      g_assert_true (comparison.overall.known && !comparison.skin_known);
    }
}

/* Unlike photos: no number, and the list of what differs. */
static void
test_refused (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  VanityRecord before, after;
  VanityComparison comparison;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) json = NULL;
  JsonObject *object;

  if (!made_analysis_init (&made))
    return;
  vanity_record_init (&before, made.analysis);
  after = before;
  after.gate.value[VANITY_GATE_YAW] = before.gate.value[VANITY_GATE_YAW] + 30;
  g_assert_false (vanity_record_compare (&before, &after, &comparison));
  g_assert_cmpuint (comparison.differences & VANITY_GATE_DIFFERENT_POSE, !=, 0);
  g_assert_false (comparison.overall.known);
  text = vanity_comparison_dup_text (&comparison);
  g_assert_nonnull (strstr (text, vanity_gate_difference_get_label (VANITY_GATE_DIFFERENT_POSE)));
  json = vanity_comparison_to_json (&comparison);
  object = json_node_get_object (json);
  g_assert_false (json_object_get_boolean_member (object, "comparable"));
  g_assert_false (json_object_has_member (object, "overall"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (object, "differences")), >,
                    0);
}

/* What is kept says the same as the analysis. */
static void
test_history (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *one = NULL, *other = NULL;
  g_autoptr (GPtrArray) memories = NULL;
  g_autoptr (VanityMemory) found = NULL;
  VanityRecord record;
  VanityComparison comparison;

  if (!made_analysis_init (&made))
    return;
  vanity_record_init (&record, made.analysis);
  one = vanity_history_remember (made.analysis, &error);
  g_assert_no_error (error);
  other = vanity_history_remember (made.analysis, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (one, !=, other);
  memories = vanity_history_list ();
  g_assert_cmpuint (memories->len, ==, 2);
  found = vanity_history_find (one, &error);
  g_assert_no_error (error);
  g_assert_true (vanity_record_compare (&record, &found->record, &comparison));
  g_assert_cmpfloat_with_epsilon (comparison.overall.change, 0, 0.1);
  for (int concern = 0; concern < VANITY_N_CONCERNS; concern++)
    for (int zone = 0; zone < VANITY_N_ZONES; zone++)
      g_assert_cmpfloat_with_epsilon (found->record.zone[concern][zone], record.zone[concern][zone],
                                      0.1);
  for (int i = 0; i < VANITY_GATE_N_MEASURES; i++)
    g_assert_cmpfloat_with_epsilon (found->record.gate.value[i], record.gate.value[i], 1e-3);
  g_assert_true (vanity_history_forget (one, &error));
  g_assert_no_error (error);
  g_assert_null (vanity_history_find (one, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_false (vanity_history_forget ("../../x", &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (vanity_history_forget (other, &error));
}

/* A file that somebody broke is no memory, and no crash. */
static void
test_broken (void)
{
  static const char *const texts[] = {
    "",
    "[",
    "{}",
    "{\"vanity-analysis\": 2}",
    "{\"vanity-analysis\": \"one\"}",
    "[[[[[[[[",
    "{\"vanity-analysis\": 1}",
    "{\"vanity-analysis\": 1, \"gate\": {\"reasons\": [1], \"light\": [1, 1, 1]}}",
    "{\"vanity-analysis\": 1, \"gate\": {\"reasons\": [], \"light\": [1, 1, \"x\"]}}",
    "{\"vanity-analysis\": 1, \"gate\": {\"reasons\": [], \"light\": [1, 1, 1]}, \"concerns\": "
    "{\"overall\": 1e9}}",
  };
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "vanity", "analyses", NULL);
  g_autofree char *path = g_build_filename (folder, "20260101T000000Z.json", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (GPtrArray) memories = NULL;
      g_autoptr (GError) error = NULL;

      fixture_write (path, bytes);
      memories = vanity_history_list ();
      g_assert_cmpuint (memories->len, ==, 0);
      g_assert_null (vanity_history_find ("20260101T000000Z", &error));
      g_assert_nonnull (error);
    }
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = fixture_folder ();
  int status;

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/compare/noise", test_noise);
  g_test_add_func ("/analysis/compare/no-angle", test_no_angle);
  g_test_add_func ("/analysis/compare/refused", test_refused);
  g_test_add_func ("/analysis/history/remember", test_history);
  g_test_add_func ("/analysis/history/broken", test_broken);
  status = g_test_run ();
  {
    g_autofree char *kept = g_build_filename (folder, "vanity", "analyses", NULL);
    g_autofree char *above = g_build_filename (folder, "vanity", NULL);

    g_rmdir (kept);
    g_rmdir (above);
  }
  fixture_remove (g_steal_pointer (&folder));
  return status;
}
