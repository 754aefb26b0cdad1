#include "transfer/hold.h"

#include "stand-in.h"

#include <math.h>
#include <string.h>

#define SIZE 128
#define TEXELS (SIZE * SIZE)

/* `alpha` of a pigment that sends `r`, `g`, `b` wherever the region is. */
static VanityChange *
make_change (VanityAtlasRegion region, float alpha, float r, float g, float b)
{
  const float *map = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), region);
  const float color[3] = { r, g, b };
  VanityChange *change = vanity_change_new (SIZE);

  for (int i = 0; i < TEXELS; i++)
    {
      change->coverage[i] = alpha * map[i];
      for (int k = 0; k < 3; k++)
        change->film[k * TEXELS + i] = alpha * map[i] * color[k];
    }
  return change;
}

/* The mean luminance of the region, before or after. */
static double
measure_light (const float *rgb, VanityAtlasRegion region)
{
  const float *map = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), region);
  double sum = 0, all = 0;

  for (int i = 0; i < TEXELS; i++)
    if (map[i] > 0.99f)
      {
        sum += (double)vanity_luminance (rgb[i], rgb[TEXELS + i], rgb[2 * TEXELS + i]);
        all++;
      }
  g_assert_cmpfloat (all, >, 0);
  return sum / all;
}

static void
test_light (void)
{
  static const VanityAtlasRegion regions[]
      = { VANITY_ATLAS_LIPS, VANITY_ATLAS_LIDS, VANITY_ATLAS_CHEEKS };
  static const double most[] = { 1.4, 1.25, 1.1 };
  g_autoptr (VanityTexture) wearer = stand_in_face (0x8a5a40, NULL, SIZE);
  g_autofree float *out = g_new (float, 3 * TEXELS);

  if (wearer == NULL)
    return;
  for (guint r = 0; r < G_N_ELEMENTS (regions); r++)
    {
      g_autoptr (VanityChange) change = make_change (regions[r], 0.8f, 0.95f, 0.95f, 1);
      g_autoptr (GError) error = NULL;
      double before = measure_light (wearer->rgb, regions[r]), shone, held;

      vanity_change_apply (change, wearer->rgb, NULL, out);
      shone = measure_light (out, regions[r]) / before;
      g_assert_true (vanity_change_hold (change, wearer, &error));
      g_assert_no_error (error);
      vanity_change_apply (change, wearer->rgb, NULL, out);
      held = measure_light (out, regions[r]) / before;
      g_assert_cmpfloat (shone, >, most[r] + 0.3);
      g_assert_cmpfloat (held, <, most[r] + 0.08);
      g_assert_cmpfloat (held, >, 1.02);
    }
}

/* What darkens is none of its business, nor is what changes nothing. */
static void
test_dark (void)
{
  g_autoptr (VanityTexture) wearer = stand_in_face (0xf0d0c0, NULL, SIZE);
  g_autoptr (VanityChange) change = NULL, nothing = vanity_change_new (SIZE);
  g_autofree float *out = g_new (float, 3 * TEXELS), *wanted = g_new (float, 3 * TEXELS);

  if (wearer == NULL)
    return;
  change = make_change (VANITY_ATLAS_LIPS, 0.7f, 0.2f, 0.02f, 0.04f);
  vanity_change_apply (change, wearer->rgb, NULL, wanted);
  g_assert_true (vanity_change_hold (change, wearer, NULL));
  vanity_change_apply (change, wearer->rgb, NULL, out);
  g_assert_cmpfloat (
      fabs (measure_light (out, VANITY_ATLAS_LIPS) - measure_light (wanted, VANITY_ATLAS_LIPS)), <,
      0.01);
  g_assert_true (vanity_change_hold (nothing, wearer, NULL));
  vanity_change_apply (nothing, wearer->rgb, NULL, out);
  g_assert_cmpmem (out, sizeof (float) * 3 * TEXELS, wearer->rgb, sizeof (float) * 3 * TEXELS);
}

/* A bright spot on the reference's cheek is light, not pigment. */
static void
test_even (void)
{
  g_autoptr (VanityTexture) wearer = stand_in_face (0xf0d0c0, NULL, SIZE);
  g_autoptr (VanityChange) change = NULL;
  double low[2] = { HUGE_VAL, HUGE_VAL }, high[2] = { 0 };
  const float *cheeks;

  if (wearer == NULL)
    return;
  cheeks = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), VANITY_ATLAS_CHEEKS);
  change = make_change (VANITY_ATLAS_CHEEKS, 0.5f, 0.5f, 0.2f, 0.2f);
  for (int i = 0; i < TEXELS; i++)
    if (i % SIZE < SIZE / 2)
      change->film[i] *= 0.6f;
  for (int turn = 0; turn < 2; turn++)
    {
      for (int i = 0; i < TEXELS; i++)
        if (cheeks[i] > 0.99f && wearer->visibility[i] > 0.9f)
          {
            double value = (double)(change->film[i] / change->coverage[i]);

            low[turn] = MIN (low[turn], value);
            high[turn] = MAX (high[turn], value);
          }
      g_assert_true (turn == 1 || vanity_change_hold (change, wearer, NULL));
    }
  g_assert_cmpfloat (high[1] - low[1], <, 0.6 * (high[0] - low[0]));
}

/* Brows: hair takes it, and skin beside it hardly. */
static void
test_brows (void)
{
  g_autoptr (VanityTexture) wearer = stand_in_face (0xf0d0c0, NULL, SIZE);
  g_autoptr (VanityChange) change = NULL;
  g_autofree float *hair = g_new (float, TEXELS);
  int n_hair = 0, n_skin = 0;
  const float *brows;

  if (wearer == NULL)
    return;
  brows = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), VANITY_ATLAS_BROWS);
  VanityRgb skin = vanity_lab_to_linear (wearer->skin);
  const float bare[3] = { skin.r, skin.g, skin.b };
  for (int i = 0; i < TEXELS; i++)
    if (brows[i] > 0)
      for (int k = 0; k < 3; k++)
        wearer->rgb[k * TEXELS + i] = bare[k] * (i % 2 == 0 ? 0.2f : 1.05f);
  vanity_hold_measure_hair (wearer, hair);
  change = make_change (VANITY_ATLAS_BROWS, 0.5f, 0.02f, 0.02f, 0.02f);
  g_assert_true (vanity_change_hold (change, wearer, NULL));
  for (int i = 0; i < TEXELS; i++)
    {
      float kept = change->coverage[i] / (0.5f * brows[i]);

      if (brows[i] < 0.7f)
        continue;
      if (i % 2 == 0)
        {
          g_assert_cmpfloat (hair[i], ==, 1);
          g_assert_cmpfloat (kept, >, 0.98f);
          n_hair++;
        }
      else
        {
          g_assert_cmpfloat (hair[i], ==, 0);
          g_assert_cmpfloat (kept, <, 0.5f);
          n_skin++;
        }
    }
  g_assert_cmpint (n_hair, >, 5);
  g_assert_cmpint (n_skin, >, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/hold/light", test_light);
  g_test_add_func ("/transfer/hold/dark", test_dark);
  g_test_add_func ("/transfer/hold/even", test_even);
  g_test_add_func ("/transfer/hold/brows", test_brows);
  return g_test_run ();
}
