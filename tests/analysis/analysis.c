/* The whole analysis of a made portrait: what fails by itself is absent, and the rest goes on. */
#include "analysis/analysis.h"

#include "analysis/json.h"
#include "made-analysis.h"

static VanityAnalysis *
analyse (const MadeAnalysis *made, const VanityAnalysisOptions *options)
{
  g_autoptr (GError) error = NULL;
  VanityAnalysis *analysis
      = vanity_analysis_new (made->image, &made->analysis->face, options, NULL, &error);

  g_assert_no_error (error);
  return analysis;
}

/* Every part is there, or says why it is not. */
static void
test_parts (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (VanityAnalysis) analysis = NULL;

  if (!made_analysis_init (&made))
    return;
  analysis = analyse (&made, NULL);
  for (int part = 0; part < VANITY_ANALYSIS_N_PARTS; part++)
    {
      g_autofree char *why = vanity_analysis_dup_why (analysis, part);

      g_assert_true (vanity_analysis_has (analysis, part) == (why == NULL));
      if (why)
        g_assert_cmpstr (why, !=, "");
    }
  g_assert_true (analysis->skin.known == vanity_analysis_has (analysis, VANITY_ANALYSIS_SKIN));
}

/* The same photo gives the same analysis, to the last digit. */
static void
test_same (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  char *texts[2];

  if (!made_analysis_init (&made))
    return;
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (VanityAnalysis) analysis = analyse (&made, NULL);
      g_autoptr (JsonNode) json = vanity_analysis_to_json (analysis);

      texts[i] = json_to_string (json, FALSE);
    }
  g_assert_cmpstr (texts[0], ==, texts[1]);
  g_free (texts[0]);
  g_free (texts[1]);
}

static void
test_child (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (VanityAnalysis) analysis = NULL;

  if (!made_analysis_init (&made))
    return;
  analysis = analyse (&made, &(VanityAnalysisOptions){ .is_child = TRUE });
  g_assert_false (vanity_analysis_has (analysis, VANITY_ANALYSIS_CONCERNS));
  g_assert_null (analysis->concerns);
  g_assert_cmpuint (
      vanity_analysis_get_reasons (analysis, VANITY_ANALYSIS_CONCERNS) & VANITY_GATE_CHILD, !=, 0);
}

static void
test_refused (void)
{
  g_auto (MadeAnalysis) made = { 0 };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  const VanityAnalysisOptions outside = { .has_white = TRUE, .white_x = -1 };
  VanityFace face;

  if (!made_analysis_init (&made))
    return;
  g_assert_null (vanity_analysis_new (made.image, &made.analysis->face, &outside, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  face = made.analysis->face;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    face.points[i].x += 1e6F;
  g_assert_null (vanity_analysis_new (made.image, &face, NULL, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_null (vanity_analysis_new (made.image, &made.analysis->face, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/parts", test_parts);
  g_test_add_func ("/analysis/same", test_same);
  g_test_add_func ("/analysis/child", test_child);
  g_test_add_func ("/analysis/refused", test_refused);
  return g_test_run ();
}
