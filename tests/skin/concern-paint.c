#include "skin/concern-paint.h"

#include "drawn-skin.h"
#include "face/atlas-region.h"
#include "skin/signals.h"

#include <math.h>
#include <string.h>

#define SIZE 128
#define TEXELS (SIZE * SIZE)

typedef struct
{
  VanityTexture *texture;
  float truth[VANITY_N_CONCERNS * TEXELS];
} Painted;

static void
painted_free (Painted *painted)
{
  vanity_texture_free (painted->texture);
  g_free (painted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Painted, painted_free)

/* A skin with one concern, or with none where `strength` is 0. */
static Painted *
paint (int concern, float strength, guint64 seed)
{
  Painted *self = g_new0 (Painted, 1);
  float strengths[VANITY_N_CONCERNS] = { 0 };
  VanityRandom random;

  self->texture = drawn_skin_new (SIZE, 0.5);
  if (self->texture == NULL)
    {
      g_free (self);
      return NULL;
    }
  VanityRgb light = vanity_lab_to_linear (self->texture->skin);
  VanityConcernCanvas canvas
      = { vanity_atlas_get (SIZE, NULL),          SIZE,   self->texture->rgb, self->truth,
          (float[]){ light.r, light.g, light.b }, &random };
  vanity_random_init (&random, seed);
  strengths[concern] = strength;
  vanity_concern_paint (&canvas, strengths);
  return self;
}

static double
get_sum (const Painted *painted, int concern)
{
  double sum = 0;

  for (int i = 0; i < TEXELS; i++)
    sum += (double)painted->truth[concern * TEXELS + i];
  return sum;
}

/* Truth is told of what was painted alone, is never more than its strength, and grows with it. */
static void
test_truth (void)
{
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      double last = 0;

      for (int step = 0; step <= 4; step++)
        {
          g_autoptr (Painted) painted = paint (k, 0.25f * (float)step, 7);

          if (painted == NULL)
            return;
          for (int other = 0; other < VANITY_N_CONCERNS; other++)
            if (other != k)
              g_assert_cmpfloat (get_sum (painted, other), ==, 0);
          for (int i = 0; i < TEXELS; i++)
            g_assert_true (painted->truth[k * TEXELS + i] >= 0
                           && painted->truth[k * TEXELS + i] <= 1);
          g_assert_cmpfloat (get_sum (painted, k), >=, last + (step > 0 ? 1 : 0));
          g_assert_true (step > 0 || get_sum (painted, k) == 0);
          last = get_sum (painted, k);
        }
      g_assert_cmpfloat (last, <, 0.5 * TEXELS);
    }
}

/* What changes is where something is told, or close by; lips and eyes stay as they are. */
static void
test_place (void)
{
  static const VanityAtlasRegion kept[] = { VANITY_ATLAS_LIPS, VANITY_ATLAS_EYES };
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, NULL);

  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      g_autoptr (Painted) bare = paint (k, 0, 3);
      g_autoptr (Painted) painted = paint (k, 1, 3);
      double told = 0, changed = 0;

      if (bare == NULL)
        return;
      for (int i = 0; i < TEXELS; i++)
        {
          double change = 0;

          for (int c = 0; c < 3; c++)
            change = MAX (change, fabs (log ((double)(painted->texture->rgb[c * TEXELS + i]
                                                      / bare->texture->rgb[c * TEXELS + i]))));
          g_assert_true (isfinite (change));
          if (painted->truth[k * TEXELS + i] >= 0.5f)
            {
              told++;
              changed += change;
            }
          for (gsize r = 0; r < G_N_ELEMENTS (kept); r++)
            if (k != VANITY_CONCERN_SPOTS && vanity_atlas_get_region (atlas, kept[r])[i] >= 1)
              g_assert_cmpfloat (change, ==, 0);
        }
      g_assert_cmpfloat (told, >, 10);
      g_assert_cmpfloat (changed / told, >, 0.06);
    }
}

/* Redness is haemoglobin, pigment is melanin: where they are told, their signal rises the most. */
static void
test_pigments (void)
{
  static const int concerns[] = { VANITY_CONCERN_REDNESS, VANITY_CONCERN_PIGMENT };
  static const VanitySignal signals[] = { VANITY_SIGNAL_HAEMOGLOBIN, VANITY_SIGNAL_MELANIN };

  for (int k = 0; k < 2; k++)
    {
      g_autoptr (Painted) painted = paint (concerns[k], 1, 11);
      double inside[2] = { 0 }, told = 0;

      if (painted == NULL)
        return;
      g_autoptr (VanitySignals) seen = vanity_signals_new (
          vanity_atlas_get (SIZE, NULL), painted->texture->rgb, painted->texture->visibility);
      for (int i = 0; i < TEXELS; i++)
        if (painted->truth[concerns[k] * TEXELS + i] >= 0.5f)
          {
            told++;
            for (int s = 0; s < 2; s++)
              inside[s] += (double)seen->planes[signals[s] * TEXELS + i];
          }
      g_assert_cmpfloat (inside[k] / told, >, 0.03);
      g_assert_cmpfloat (inside[k], >, 2 * inside[1 - k]);
    }
}

/* The same numbers paint the same, others something else. */
static void
test_repeat (void)
{
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      g_autoptr (Painted) one = paint (k, 0.7f, 5);
      g_autoptr (Painted) same = paint (k, 0.7f, 5);
      g_autoptr (Painted) other = paint (k, 0.7f, 6);

      if (one == NULL)
        return;
      g_assert_cmpmem (one->texture->rgb, 3 * TEXELS * sizeof (float), same->texture->rgb,
                       3 * TEXELS * sizeof (float));
      g_assert_true (memcmp (one->truth, other->truth, sizeof one->truth) != 0);
    }
}

/* One face in six has nothing; everything else comes in all strengths. */
static void
test_strengths (void)
{
  VanityRandom random;
  int none = 0, count[VANITY_N_CONCERNS] = { 0 };

  vanity_random_init (&random, 1);
  for (int i = 0; i < 1200; i++)
    {
      float strength[VANITY_N_CONCERNS];
      gboolean some = FALSE;

      vanity_concern_draw_strengths (&random, strength);
      for (int k = 0; k < VANITY_N_CONCERNS; k++)
        {
          g_assert_true (strength[k] >= 0 && strength[k] <= 1);
          count[k] += strength[k] > 0;
          some |= strength[k] > 0;
        }
      none += !some;
    }
  g_assert_cmpint (none, >, 150);
  g_assert_cmpint (none, <, 260);
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    g_assert_cmpint (count[k], >, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/concern-paint/truth", test_truth);
  g_test_add_func ("/skin/concern-paint/place", test_place);
  g_test_add_func ("/skin/concern-paint/pigments", test_pigments);
  g_test_add_func ("/skin/concern-paint/repeat", test_repeat);
  g_test_add_func ("/skin/concern-paint/strengths", test_strengths);
  return g_test_run ();
}
