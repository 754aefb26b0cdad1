#include "transfer/fit.h"

#include "portrait.h"
#include "stand-in.h"
#include "transfer/fidelity.h"
#include "transfer/paint.h"

#include <math.h>
#include <string.h>

#define SIZE 128
#define TEXELS (SIZE * SIZE)
#define LIPSTICK "\"kind\": \"lipstick\", \"color\": \"#a01030\", \"opacity\": 0.9"

/* A layer as a reader gives it: `alpha` of a region in one colour. */
static float *
make_layer (VanityAtlasRegion region, float alpha)
{
  const float *map = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), region);
  float *layer = g_new0 (float, VANITY_PAINT_PLANES *TEXELS);

  for (int i = 0; i < TEXELS; i++)
    {
      layer[i] = alpha * map[i];
      layer[TEXELS + i] = 0.4f;
      layer[2 * TEXELS + i] = 0.1f;
      layer[3 * TEXELS + i] = 0.2f;
    }
  return layer;
}

/* What the layer does to even skin under a light of 0.8. */
static VanityChange *
make_change (const float *layer)
{
  VanityChange *change = vanity_change_new (SIZE);

  memcpy (change->coverage, layer, sizeof (float) * TEXELS);
  for (int i = 0; i < 3 * TEXELS; i++)
    change->film[i] = 0.8f * layer[i % TEXELS] * layer[TEXELS + i];
  return change;
}

static gboolean
fit_to (VanityChange *change, const VanityTexture *wearer, const VanityTexture *reference,
        const float *layer, double amount, VanityTintFit *fits, GError **error)
{
  VanityTintAim aims[VANITY_N_TINTS];

  vanity_tint_get_aims (reference, aims);
  return vanity_tint_fit_change (change, wearer, aims, layer, amount, fits, error);
}

static double
measure_shift (const VanityTexture *wearer, const float *out)
{
  VanityTints tints;

  vanity_tints_measure (vanity_atlas_get (SIZE, NULL), out, wearer->visibility, &tints);
  return vanity_lab_delta_e2000 (wearer->skin, tints.skin);
}

/* The colour beside the own skin comes to that of the reference, whoever wears it, and what is not
 * made up keeps every bit. */
static void
test_reached (void)
{
  static const guint32 skins[] = { 0xf0d0c0, 0xc8967a, 0x8a5a40 };

  for (guint i = 0; i < G_N_ELEMENTS (skins); i++)
    {
      g_autoptr (GError) error = NULL;
      VanityTexture *wearer = stand_in_face (skins[i], NULL, SIZE);
      VanityTexture *reference = stand_in_face (0xd8a888, LIPSTICK, SIZE);
      g_autofree float *out = g_new (float, 3 * TEXELS);
      VanityTintFit alone[VANITY_N_TINTS], fits[VANITY_N_TINTS];

      if (wearer == NULL || reference == NULL)
        return;
      const float *lips
          = vanity_atlas_get_region (vanity_atlas_get (SIZE, NULL), VANITY_ATLAS_LIPS);
      g_autofree float *layer = make_layer (VANITY_ATLAS_LIPS, 0.8f);
      g_autoptr (VanityChange) change = make_change (layer);
      g_autoptr (VanityChange) before = vanity_change_copy (change);

      g_assert_true (fit_to (change, wearer, reference, layer, 0, alone, &error));
      g_assert_true (stand_in_same (change, before));
      g_assert_true (fit_to (change, wearer, reference, layer, 1, fits, &error));
      const VanityTintFit *fit = &fits[VANITY_TINT_LIPS];
      g_test_message ("wanted %.1f %.1f %.1f copied %.1f %.1f %.1f reached %.1f %.1f %.1f; "
                      "fidelity %.2f, was %.2f",
                      fit->wanted.L, fit->wanted.a, fit->wanted.b, fit->copied.L, fit->copied.a,
                      fit->copied.b, fit->reached.L, fit->reached.a, fit->reached.b, fit->fidelity,
                      alone[VANITY_TINT_LIPS].fidelity);
      g_assert_true (fit->known && fit->makeup > 0.99f);
      /* Beside dark skin red as deep as that is no colour a screen has. */
      g_assert_cmpfloat (vanity_tint_get_distance (fit->reached, fit->wanted), <, i < 2 ? 1.5 : 20);
      g_assert_cmpfloat (fit->fidelity, >, i < 2 ? 0.85f : 0.3f);
      g_assert_cmpfloat (fit->fidelity, >=, alone[VANITY_TINT_LIPS].fidelity);
      for (int k = 1; k < VANITY_N_TINTS; k++)
        g_assert_false (fits[k].known);

      vanity_change_apply (change, wearer->rgb, NULL, out);
      for (int t = 0; t < 3 * TEXELS; t++)
        if (lips[t % TEXELS] <= 0)
          g_assert_cmpfloat (out[t], ==, wearer->rgb[t]);
      g_assert_cmpfloat (measure_shift (wearer, out), <, 0.1);
      vanity_texture_free (wearer);
      vanity_texture_free (reference);
    }
}

/* Where hardly anything is laid the reference is bare: its natural colours are not copied. The more
 * there is, the more. */
static void
test_bare (void)
{
  static const float alphas[] = { 0.1f, 0.27f, 0.8f };
  double moved[G_N_ELEMENTS (alphas)];

  for (guint i = 0; i < G_N_ELEMENTS (alphas); i++)
    {
      g_autoptr (GError) error = NULL;
      VanityTexture *wearer = stand_in_face (0xe8c0a8, NULL, SIZE);
      VanityTexture *reference = stand_in_face (0xc8967a, LIPSTICK, SIZE);
      VanityTintFit fits[VANITY_N_TINTS];

      if (wearer == NULL || reference == NULL)
        return;
      g_autofree float *layer = make_layer (VANITY_ATLAS_LIPS, alphas[i]);
      g_autoptr (VanityChange) change = make_change (layer);
      g_autoptr (VanityChange) before = vanity_change_copy (change);

      g_assert_true (fit_to (change, wearer, reference, layer, 1, fits, &error));
      g_assert_true (stand_in_same (change, before) == (i == 0));
      moved[i] = vanity_tint_get_distance (fits[0].reached, fits[0].copied);
      g_assert_cmpint (fits[0].known, ==, i > 0);
      vanity_texture_free (wearer);
      vanity_texture_free (reference);
    }
  g_test_message ("moved by %.1f and %.1f", moved[1], moved[2]);
  g_assert_cmpfloat (moved[2], >, 1.5 * moved[1]);
}

/* Half the amount goes about half the way. */
static void
test_amount (void)
{
  g_autoptr (GError) error = NULL;
  VanityTexture *wearer = stand_in_face (0xe8c0a8, NULL, SIZE);
  VanityTexture *reference = stand_in_face (0xc8967a, LIPSTICK, SIZE);
  double way[3];

  if (wearer == NULL || reference == NULL)
    return;
  g_autofree float *layer = make_layer (VANITY_ATLAS_LIPS, 0.6f);
  for (int i = 0; i < 3; i++)
    {
      VanityTintFit fits[VANITY_N_TINTS];
      g_autoptr (VanityChange) change = make_change (layer);

      g_assert_true (fit_to (change, wearer, reference, layer, i / 2.0, fits, &error));
      way[i] = vanity_tint_get_distance (fits[0].reached, fits[0].wanted);
    }
  g_test_message ("left: %.1f, %.1f, %.1f", way[0], way[1], way[2]);
  g_assert_cmpfloat (way[0], >, 4);
  g_assert_cmpfloat (fabs (way[1] - way[0] / 2), <, 0.15 * way[0]);
  g_assert_cmpfloat (way[2], <, 0.1 * way[0]);
  vanity_texture_free (wearer);
  vanity_texture_free (reference);
}

/* No absurd colours: whatever a reference shows, lips stay what a lipstick can be. */
static void
test_bounded (void)
{
  static const VanityLab absurd[] = { { -90, 0, 0 }, { 60, -90, 90 }, { 0, 120, -120 } };

  for (guint i = 0; i < G_N_ELEMENTS (absurd); i++)
    {
      g_autoptr (GError) error = NULL;
      VanityTexture *wearer = stand_in_face (0xc8967a, NULL, SIZE);
      VanityTexture *reference = stand_in_face (0xc8967a, LIPSTICK, SIZE);
      VanityTintFit fits[VANITY_N_TINTS];

      if (wearer == NULL || reference == NULL)
        return;
      g_autofree float *layer = make_layer (VANITY_ATLAS_LIPS, 0.8f);
      g_autoptr (VanityChange) change = make_change (layer);
      reference->tint[VANITY_TINT_LIPS] = absurd[i];
      g_assert_true (fit_to (change, wearer, reference, layer, 1, fits, &error));
      for (int t = 0; t < 3 * TEXELS; t++)
        {
          g_assert_true (isfinite (change->gain[t]) && isfinite (change->offset[t]));
          g_assert_cmpfloat (change->gain[t], >=, -0.8f);
          g_assert_cmpfloat (change->gain[t], <=, 1.3f);
        }
      vanity_texture_free (wearer);
      vanity_texture_free (reference);
    }
}

/* Skin that is not known, of either: nothing happens. */
static void
test_unknown (void)
{
  g_autoptr (GError) error = NULL;
  VanityTexture *wearer = stand_in_face (0xc8967a, NULL, SIZE);
  VanityTexture *reference = stand_in_face (0xe8c0a8, LIPSTICK, SIZE);
  VanityTintFit fits[VANITY_N_TINTS];

  if (wearer == NULL || reference == NULL)
    return;
  g_autofree float *layer = make_layer (VANITY_ATLAS_LIPS, 0.8f);
  g_autoptr (VanityChange) change = make_change (layer);
  g_autoptr (VanityChange) before = vanity_change_copy (change);
  reference->skin_known = FALSE;
  g_assert_true (fit_to (change, wearer, reference, layer, 1, fits, &error));
  reference->skin_known = TRUE;
  wearer->skin_known = FALSE;
  g_assert_true (fit_to (change, wearer, reference, layer, 1, fits, &error));
  g_assert_true (stand_in_same (change, before));
  g_assert_false (fits[0].known);
  vanity_texture_free (wearer);
  vanity_texture_free (reference);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fit/reached", test_reached);
  g_test_add_func ("/fit/bare", test_bare);
  g_test_add_func ("/fit/amount", test_amount);
  g_test_add_func ("/fit/bounded", test_bounded);
  g_test_add_func ("/fit/unknown", test_unknown);
  return g_test_run ();
}
