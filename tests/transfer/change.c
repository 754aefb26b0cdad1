/* A change of the atlas, against the formula in plain words. */
#include "base/random.h"
#include "image/color.h"
#include "transfer/change-lay.h"

#include <math.h>

enum
{
  SIZE = 64,
  TEXELS = SIZE * SIZE
};

static const VanityAtlas *
get_atlas (int size)
{
  const VanityAtlas *atlas = vanity_atlas_get (size, NULL);

  if (atlas == NULL)
    g_test_skip ("The canonical mesh is not installed");
  return atlas;
}

static float *
new_face (guint64 seed)
{
  float *rgb = g_new (float, 3 * TEXELS);
  VanityRandom random;

  vanity_random_init (&random, seed);
  for (int i = 0; i < 3 * TEXELS; i++)
    rgb[i] = (float)(0.02 + 0.6 * vanity_random_uniform (&random));
  return rgb;
}

/* Anything everywhere. */
static VanityChange *
new_change (guint64 seed)
{
  VanityChange *change = vanity_change_new (SIZE);
  VanityRandom random;

  vanity_random_init (&random, seed);
  for (int i = 0; i < 3 * TEXELS; i++)
    {
      change->coverage[i % TEXELS] = (float)vanity_random_uniform (&random);
      change->film[i] = (float)(0.6 * vanity_random_uniform (&random));
      change->gain[i] = (float)(0.4 * vanity_random_uniform (&random) - 0.2);
      change->offset[i] = (float)(0.2 * vanity_random_uniform (&random) - 0.1);
    }
  return change;
}

/* Nothing changes nothing, to the bit, whatever the strength. */
static void
test_none (void)
{
  g_autofree float *rgb = new_face (1);
  g_autofree float *out = g_new (float, 3 * TEXELS);
  g_autoptr (VanityChange) none = vanity_change_new (SIZE);
  const double most[VANITY_N_CHANGES] = { 1.5, 1.5, 1.5, 1.5, 1.5 };

  if (get_atlas (SIZE) == NULL)
    return;
  rgb[7] = -0.01f; /* outside the gamut */
  vanity_change_apply (none, rgb, NULL, out);
  g_assert_cmpmem (out, sizeof (float) * 3 * TEXELS, rgb, sizeof (float) * 3 * TEXELS);
  vanity_change_apply (none, rgb, most, out);
  g_assert_cmpmem (out, sizeof (float) * 3 * TEXELS, rgb, sizeof (float) * 3 * TEXELS);
}

static double
get_luminance (const float *rgb, int i)
{
  return 0.2126 * (double)rgb[i] + 0.7152 * (double)rgb[TEXELS + i]
         + 0.0722 * (double)rgb[2 * TEXELS + i];
}

/* The mean over a square, cut at the chart's border, the slow way. */
static double
get_base (const float *rgb, int at)
{
  int reach = (SIZE / 32 | 1) / 2, count = 0;
  double sum = 0;

  for (int y = at / SIZE - reach; y <= at / SIZE + reach; y++)
    for (int x = at % SIZE - reach; x <= at % SIZE + reach; x++)
      if (x >= 0 && y >= 0 && x < SIZE && y < SIZE)
        {
          sum += get_luminance (rgb, y * SIZE + x);
          count++;
        }
  return sum / count;
}

static void
test_formula (void)
{
  const VanityAtlas *atlas = get_atlas (SIZE);
  g_autofree float *rgb = new_face (2);
  g_autofree float *out = g_new (float, 3 * TEXELS);
  g_autoptr (VanityChange) change = new_change (3);
  g_autoptr (VanityChange) copy = vanity_change_copy (change);
  double worst = 0;

  if (atlas == NULL)
    return;
  vanity_change_apply (copy, rgb, NULL, out);
  for (int i = 0; i < 3 * TEXELS; i++)
    {
      int texel = i % TEXELS;
      double texture = get_luminance (rgb, texel) / MAX (get_base (rgb, texel), 1e-3), result;
      double c = (double)change->coverage[texel];

      if (vanity_atlas_get_triangle (atlas)[texel] < 0)
        {
          g_assert_cmpfloat (out[i], ==, rgb[i]);
          continue;
        }
      result = (1 - c) * (double)rgb[i] + texture * (double)change->film[i];
      result = (double)vanity_srgb_from_linear ((float)result) * (1 + (double)change->gain[i])
               + (double)change->offset[i];
      result = (double)vanity_srgb_to_linear ((float)MAX (result, 0));
      worst = MAX (worst, fabs (result - (double)out[i]) / MAX (result, 0.05));
    }
  g_test_message ("differs by %.2g at most", worst);
  g_assert_cmpfloat (worst, <, 1e-5);
}

static void
test_smooth (void)
{
  g_autofree float *rgb = new_face (4);
  g_autofree float *base = g_new (float, TEXELS);

  vanity_change_smooth (rgb, SIZE, base);
  for (int i = 0; i < TEXELS; i++)
    g_assert_cmpfloat_with_epsilon (base[i], get_base (rgb, i), 1e-6);
}

/* They share the face out, on both sides alike, and each where it should be. */
static void
test_parts (void)
{
  static const struct
  {
    VanityChangePart part;
    VanityAtlasRegion region;
  } homes[] = {
    { VANITY_CHANGE_LIPS, VANITY_ATLAS_LIPS },     { VANITY_CHANGE_EYES, VANITY_ATLAS_LIDS },
    { VANITY_CHANGE_CHEEKS, VANITY_ATLAS_CHEEKS }, { VANITY_CHANGE_BROWS, VANITY_ATLAS_BROWS },
    { VANITY_CHANGE_EYES, VANITY_ATLAS_EYES },     { VANITY_CHANGE_LIPS, VANITY_ATLAS_MOUTH },
  };

  for (int size = 16; size <= 256; size *= 4)
    {
      const VanityAtlas *atlas = get_atlas (size);
      const gint32 *mirror;
      double skin = 0;

      if (atlas == NULL)
        return;
      mirror = vanity_atlas_get_mirror (atlas);
      for (int i = 0; i < size * size; i++)
        {
          float sum = 0;

          for (int k = 0; k < VANITY_N_CHANGES; k++)
            {
              const float *part = vanity_change_get_part (atlas, (VanityChangePart)k);

              g_assert_cmpfloat (part[i], >=, -1e-6);
              g_assert_cmpfloat (part[i], <=, 1 + 1e-6);
              if (size == 256)
                g_assert_cmpfloat_with_epsilon (part[i], part[mirror[i]], 0.35);
              sum += part[i];
            }
          g_assert_cmpfloat_with_epsilon (sum, vanity_atlas_get_triangle (atlas)[i] >= 0, 1e-5);
          skin += (double)vanity_change_get_part (atlas, VANITY_CHANGE_SKIN)[i];
        }
      for (gsize h = 0; h < G_N_ELEMENTS (homes); h++)
        for (int i = 0; i < size * size; i++)
          g_assert_cmpfloat (vanity_change_get_part (atlas, homes[h].part)[i], >=,
                             vanity_atlas_get_region (atlas, homes[h].region)[i] - 1e-6f);
      g_assert_cmpfloat (skin, >, 0.1 * size * size);
    }
}

/* Each texel goes one way only, and stays a colour. */
static void
test_strength (void)
{
  g_autofree float *rgb = new_face (5);
  g_autofree float *last = g_memdup2 (rgb, sizeof (float) * 3 * TEXELS);
  g_autofree float *full = g_new (float, 3 * TEXELS);
  g_autofree float *out = g_new (float, 3 * TEXELS);
  g_autoptr (VanityChange) change = new_change (6);

  if (get_atlas (SIZE) == NULL)
    return;
  vanity_change_apply (change, rgb, NULL, full);
  for (int step = 0; step <= 15; step++)
    {
      double t = step / 10.0, strength[VANITY_N_CHANGES] = { t, t, t, t, t };

      vanity_change_apply (change, rgb, strength, out);
      for (int i = 0; i < 3 * TEXELS; i++)
        {
          g_assert_true (full[i] >= rgb[i] ? out[i] >= last[i] - 1e-5f : out[i] <= last[i] + 1e-5f);
          g_assert_cmpfloat (out[i], >=, 0);
          g_assert_cmpfloat (out[i], <=, MAX (1, full[i]) + 1e-5f);
          if (step == 0)
            g_assert_cmpfloat (out[i], ==, rgb[i]);
          if (step == 5)
            g_assert_cmpfloat_with_epsilon (out[i], (rgb[i] + full[i]) / 2, 1e-5);
        }
      memcpy (last, out, sizeof (float) * 3 * TEXELS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change/none", test_none);
  g_test_add_func ("/change/formula", test_formula);
  g_test_add_func ("/change/smooth", test_smooth);
  g_test_add_func ("/change/parts", test_parts);
  g_test_add_func ("/change/strength", test_strength);
  return g_test_run ();
}
