#include "skin/concerns.h"

#include "base/error.h"
#include "drawn-skin.h"
#include "skin/concern-paint.h"
#include "skin/concern-score.h"

#include <math.h>
#include <string.h>

#define SIZE 256
#define TEXELS (SIZE * SIZE)

/* The texture with one concern of that strength. */
static VanityTexture *
paint (int concern, float strength)
{
  VanityTexture *texture = drawn_skin_new (SIZE, 0.5);
  g_autofree float *truth = g_new0 (float, VANITY_N_CONCERNS *TEXELS);
  float strengths[VANITY_N_CONCERNS] = { 0 };
  VanityRandom random;

  if (texture == NULL)
    return NULL;
  VanityRgb light = vanity_lab_to_linear (texture->skin);
  VanityConcernCanvas canvas
      = { vanity_atlas_get (SIZE, NULL),          SIZE,   texture->rgb, truth,
          (float[]){ light.r, light.g, light.b }, &random };
  vanity_random_init (&random, 9);
  strengths[concern] = strength;
  vanity_concern_paint (&canvas, strengths);
  return texture;
}

/* NULL after g_test_skip () where Vanity was built without the network. */
static VanityConcerns *
measure (const VanityTexture *texture, const VanityIlluminant *light)
{
  g_autoptr (GError) error = NULL;
  VanityConcerns *concerns = vanity_concerns_measure (texture, light, NULL, &error);

  if (g_error_matches (error, VANITY_ERROR, VANITY_ERROR_MISSING))
    g_test_skip ("built without skin.onnx");
  else
    g_assert_no_error (error);
  return concerns;
}

/* The more is painted, the lower the score; other concerns hold. */
static void
test_monotone (void)
{
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      float first = 0, last = 101;

      for (int step = 0; step < 3; step++)
        {
          g_autoptr (VanityTexture) texture = paint (k, 0.5f * (float)step);
          g_autoptr (VanityConcerns) concerns = texture != NULL ? measure (texture, NULL) : NULL;

          if (concerns == NULL)
            return;
          g_assert_true (concerns->score[k] >= 0 && concerns->score[k] <= 100);
          g_assert_true (concerns->overall >= 0 && concerns->overall <= 100);
          g_assert_cmpfloat (concerns->score[k], <, last + 1);
          last = concerns->score[k];
          first = step == 0 ? last : first;
        }
      g_assert_cmpfloat (last, <, first - 1);
    }
}

/* Scores come of amounts alone, and fall with them. */
static void
test_score (void)
{
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    for (int z = 0; z < VANITY_N_ZONES; z++)
      {
        float last = 100;

        g_assert_cmpfloat (vanity_concern_score ((VanityConcern)k, (VanityZone)z, 0), ==, 100);
        for (double amount = 0.01; amount <= 1; amount += 0.01)
          {
            float score = vanity_concern_score ((VanityConcern)k, (VanityZone)z, amount);

            g_assert_true (score > 0 && score < last);
            last = score;
          }
      }
}

/* What is told twice is the same. */
static void
test_repeat (void)
{
  g_autoptr (VanityTexture) texture = paint (VANITY_CONCERN_SPOTS, 0.6f);
  g_autoptr (VanityConcerns) one = texture != NULL ? measure (texture, NULL) : NULL;
  g_autoptr (VanityConcerns) two = one != NULL ? measure (texture, NULL) : NULL;

  if (two == NULL)
    return;
  g_assert_cmpmem (one->maps, VANITY_N_CONCERNS * TEXELS * sizeof (float), two->maps,
                   VANITY_N_CONCERNS * TEXELS * sizeof (float));
  g_assert_cmpmem (one->zone, sizeof one->zone, two->zone, sizeof two->zone);
}

/* No number without something to see: hidden parts, few pixels, grey photos, no skin at all. */
static void
test_withheld (void)
{
  g_autoptr (VanityTexture) texture = drawn_skin_new (SIZE, 0.5);
  VanityIlluminant grey = { .rgb = { 1, 1, 1 }, .evidence = VANITY_LIGHT_GREYSCALE };

  if (texture == NULL)
    return;
  for (int i = 0; i < TEXELS / 3; i++)
    texture->visibility[i] = 0;
  texture->scale = 0.2f;
  g_autoptr (VanityConcerns) some = measure (texture, &grey);
  if (some == NULL)
    return;
  g_assert_true (some->withheld[VANITY_CONCERN_SHINE][VANITY_ZONE_FOREHEAD]
                 & VANITY_WITHHELD_HIDDEN);
  g_assert_true (some->zone[VANITY_CONCERN_SHINE][VANITY_ZONE_FOREHEAD] == -1);
  g_assert_true (some->zone[VANITY_CONCERN_SHINE][VANITY_ZONE_CHIN] >= 0);
  g_assert_true (some->withheld[VANITY_CONCERN_PORES][VANITY_ZONE_NOSE] & VANITY_WITHHELD_COARSE);
  g_assert_true (some->score[VANITY_CONCERN_PORES] == -1);
  g_assert_true (some->withheld[VANITY_CONCERN_REDNESS][VANITY_ZONE_CHIN] & VANITY_WITHHELD_COLOUR);
  g_assert_true (some->withheld[VANITY_CONCERN_DARK_CIRCLES][VANITY_ZONE_CHIN]
                 & VANITY_WITHHELD_NOT_HERE);
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    for (int z = 0; z < VANITY_N_ZONES; z++)
      {
        g_assert_true ((some->withheld[k][z] != 0) == (some->zone[k][z] < 0));
        g_assert_true ((some->withheld[k][z] != 0)
                       == (*vanity_withheld_get_label (some->withheld[k][z]) != '\0'));
      }

  memset (texture->visibility, 0, sizeof (float) * TEXELS);
  g_autoptr (VanityConcerns) none = measure (texture, NULL);
  g_assert_true (none->overall == -1);
  for (int i = 0; i < VANITY_N_CONCERNS * TEXELS; i++)
    g_assert_true (none->maps[i] == 0);
}

static void
test_refused (void)
{
  g_autoptr (VanityTexture) small = drawn_skin_new (64, 0.5);
  g_autoptr (VanityTexture) texture = drawn_skin_new (SIZE, 0.5);
  g_autoptr (GError) error = NULL;

  if (texture == NULL)
    return;
  g_assert_null (vanity_concerns_measure (small, NULL, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  texture->rgb[TEXELS / 2] = NAN;
  g_assert_null (vanity_concerns_measure (texture, NULL, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

/* What a painted spot of redness on one cheek is explained by lies there. */
static void
test_attribute (void)
{
  g_autoptr (VanityTexture) texture = drawn_skin_new (SIZE, 0.5);
  g_autofree float *map = g_new (float, TEXELS);
  g_autoptr (GError) error = NULL;
  double near = 0, all = 0, most = 0;

  if (texture == NULL)
    return;
  for (int y = 130; y < 160; y++)
    for (int x = 40; x < 70; x++)
      {
        texture->rgb[TEXELS + y * SIZE + x] *= 0.7f;
        texture->rgb[2 * TEXELS + y * SIZE + x] *= 0.72f;
      }
  if (!vanity_concerns_attribute (texture, VANITY_CONCERN_REDNESS, VANITY_ZONE_CHEEKS, map, &error))
    {
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
      g_test_skip ("built without skin.onnx");
      return;
    }
  for (int i = 0; i < TEXELS; i++)
    {
      int x = i % SIZE, y = i / SIZE;

      g_assert_true (map[i] >= 0 && map[i] <= 1);
      all += (double)map[i];
      most = MAX (most, (double)map[i]);
      if (x >= 34 && x < 76 && y >= 124 && y < 166)
        near += (double)map[i];
    }
  g_assert_cmpfloat (most, ==, 1);
  g_assert_cmpfloat (near, >, 0.35 * all);
}

static void
test_names (void)
{
  double weights = 0;

  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      int zones = 0;

      weights += vanity_concern_get_weight ((VanityConcern)k);
      for (int z = 0; z < VANITY_N_ZONES; z++)
        zones += vanity_concern_is_in ((VanityConcern)k, (VanityZone)z);
      g_assert_cmpint (zones, >, 0);
      g_assert_true (strlen (vanity_concern_get_summary ((VanityConcern)k)) > 20);
      for (int other = 0; other < k; other++)
        g_assert_cmpstr (vanity_concern_get_id ((VanityConcern)k), !=,
                         vanity_concern_get_id ((VanityConcern)other));
    }
  g_assert_cmpfloat_with_epsilon (weights, 1, 1e-9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/concerns/names", test_names);
  g_test_add_func ("/skin/concerns/score", test_score);
  g_test_add_func ("/skin/concerns/refused", test_refused);
  g_test_add_func ("/skin/concerns/withheld", test_withheld);
  g_test_add_func ("/skin/concerns/repeat", test_repeat);
  g_test_add_func ("/skin/concerns/monotone", test_monotone);
  g_test_add_func ("/skin/concerns/attribute", test_attribute);
  return g_test_run ();
}
