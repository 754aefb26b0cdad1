/* Foundations for a skin: its state, its undertone, its depth. */
#include "recommend/complexion.h"

#include "made-shade.h"
#include "recommend/reason.h"

#include <math.h>

static float concern[VANITY_N_CONCERNS];

static void
set_concerns (float score)
{
  for (int c = 0; c < VANITY_N_CONCERNS; c++)
    concern[c] = score;
}

static VanitySkinEstimate
make_skin (VanityLab lab, VanityUndertone undertone)
{
  VanitySkinEstimate skin = { .source = VANITY_SKIN_FROM_PHOTO, .lab = lab };

  for (int u = 0; u < VANITY_N_UNDERTONES; u++)
    skin.undertone[u] = 0.1f;
  skin.undertone[undertone] = 0.7f;
  skin.undertone_sure = vanity_undertone_get_sureness (skin.undertone);
  return skin;
}

static VanityComplexionMatch
match (const VanitySkinEstimate *skin, VanityFinish finish, VanityCoverage coverage,
       VanityUndertoneLabel undertone)
{
  g_autoptr (VanityShade) shade = made_shade ("A", "1", VANITY_CATEGORY_FOUNDATION, 0xc69472);
  VanityComplexionMatch result;

  shade->finish = finish;
  shade->coverage = coverage;
  shade->undertone = undertone;
  vanity_complexion_match (skin, concern, shade, &result);
  return result;
}

/* Of two that are as near the undertone on the label decides. */
static void
test_undertone (void)
{
  VanitySkinEstimate skin = make_skin ((VanityLab){ 65, 15, 26 }, VANITY_UNDERTONE_WARM);
  VanityComplexionMatch warm, cool, silent;

  set_concerns (-1);
  warm = match (&skin, VANITY_FINISH_SATIN, VANITY_COVERAGE_MEDIUM, VANITY_UNDERTONE_LABEL_WARM);
  cool = match (&skin, VANITY_FINISH_SATIN, VANITY_COVERAGE_MEDIUM, VANITY_UNDERTONE_LABEL_COOL);
  silent
      = match (&skin, VANITY_FINISH_SATIN, VANITY_COVERAGE_MEDIUM, VANITY_UNDERTONE_LABEL_UNKNOWN);
  g_assert_cmpfloat (warm.feature, >, silent.feature);
  g_assert_cmpfloat (silent.feature, >, cool.feature);
  g_assert_cmpfloat (warm.delta_e, ==, cool.delta_e);
  g_assert_cmpfloat (cool.match, <, silent.match);
  /* What the photo does not know decides nothing. */
  skin.undertone_sure = 0;
  warm = match (&skin, VANITY_FINISH_SATIN, VANITY_COVERAGE_MEDIUM, VANITY_UNDERTONE_LABEL_WARM);
  cool = match (&skin, VANITY_FINISH_SATIN, VANITY_COVERAGE_MEDIUM, VANITY_UNDERTONE_LABEL_COOL);
  g_assert_cmpfloat (warm.feature, ==, cool.feature);
}

/* Shine → matte before dewy; lines → dewy before matte; redness → coverage; nothing known →
 * nothing said. */
static void
test_state (void)
{
  VanitySkinEstimate skin = make_skin ((VanityLab){ 65, 15, 26 }, VANITY_UNDERTONE_NEUTRAL);
  VanityComplexionMatch one, other;

  set_concerns (-1);
  one = match (&skin, VANITY_FINISH_MATTE, VANITY_COVERAGE_FULL, 0);
  g_assert_cmpfloat (one.finish, ==, 0);
  g_assert_cmpfloat (one.coverage, ==, 0);
  set_concerns (90);
  concern[VANITY_CONCERN_SHINE] = 20;
  one = match (&skin, VANITY_FINISH_MATTE, VANITY_COVERAGE_MEDIUM, 0);
  other = match (&skin, VANITY_FINISH_DEWY, VANITY_COVERAGE_MEDIUM, 0);
  g_assert_cmpfloat (one.feature, >, other.feature);
  g_assert_cmpint (one.finish_concern, ==, VANITY_CONCERN_SHINE);
  set_concerns (90);
  concern[VANITY_CONCERN_WRINKLES] = 20;
  one = match (&skin, VANITY_FINISH_MATTE, VANITY_COVERAGE_MEDIUM, 0);
  other = match (&skin, VANITY_FINISH_DEWY, VANITY_COVERAGE_MEDIUM, 0);
  g_assert_cmpfloat (one.feature, <, other.feature);
  set_concerns (90);
  concern[VANITY_CONCERN_REDNESS] = 20;
  one = match (&skin, VANITY_FINISH_SATIN, VANITY_COVERAGE_FULL, 0);
  other = match (&skin, VANITY_FINISH_SATIN, VANITY_COVERAGE_SHEER, 0);
  g_assert_cmpfloat (one.feature, >, other.feature);
  g_assert_cmpint (one.coverage_concern, ==, VANITY_CONCERN_REDNESS);
}

/* Reasons say what the numbers say, whatever these are. */
static void
test_reasons (void)
{
  for (int step = -6; step <= 6; step++)
    {
      VanitySkinEstimate skin
          = make_skin ((VanityLab){ 65 + (float)step, 15, 26 },
                       step % 2 ? VANITY_UNDERTONE_WARM : VANITY_UNDERTONE_COOL);
      g_autoptr (VanityShade) shade = made_shade ("A", "1", VANITY_CATEGORY_FOUNDATION, 0xc69472);
      g_autoptr (GPtrArray) reasons
          = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_reason_free);
      VanityComplexionMatch result;
      double lightness;

      shade->undertone = VANITY_UNDERTONE_LABEL_WARM;
      set_concerns (50);
      vanity_complexion_match (&skin, concern, shade, &result);
      vanity_complexion_explain (&skin, NULL, shade, &result, reasons);
      lightness = (double)(shade->lab.L - skin.lab.L);
      g_assert_cmpuint (reasons->len, >=, 2);
      for (guint i = 0; i < reasons->len; i++)
        {
          const VanityReason *reason = reasons->pdata[i];

          switch (reason->kind)
            {
            case VANITY_REASON_SKIN:
              g_assert_cmpfloat_with_epsilon (reason->value,
                                              vanity_lab_delta_e2000 (skin.lab, shade->lab), 1e-9);
              break;
            case VANITY_REASON_LIGHTER:
              g_assert_cmpfloat_with_epsilon (reason->value, lightness, 1e-6);
              g_assert_cmpfloat (lightness, >, 0);
              break;
            case VANITY_REASON_DEEPER:
              g_assert_cmpfloat_with_epsilon (reason->value, -lightness, 1e-6);
              g_assert_cmpfloat (lightness, <, 0);
              break;
            case VANITY_REASON_AS_DEEP:
              g_assert_cmpfloat (fabs (lightness), <, 1);
              break;
            case VANITY_REASON_UNDERTONE:
              g_assert_cmpint (reason->other, ==, VANITY_UNDERTONE_WARM);
              g_assert_true (step % 2 != 0);
              break;
            case VANITY_REASON_UNDERTONE_ODD:
              g_assert_true (step % 2 == 0);
              break;
            default:
              break;
            }
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/complexion/undertone", test_undertone);
  g_test_add_func ("/recommend/complexion/state", test_state);
  g_test_add_func ("/recommend/complexion/reasons", test_reasons);
  return g_test_run ();
}
