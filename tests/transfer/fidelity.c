#include "transfer/fidelity.h"

#include <math.h>

#define SIZE 64
#define TEXELS (SIZE * SIZE)

/* A face of one skin, with lips and lids of other colours. */
typedef struct
{
  VanityLab skin, lips, lids; /* the last two minus skin */
} Colours;

static const VanityAtlas *
get_atlas (void)
{
  const VanityAtlas *atlas = vanity_atlas_get (SIZE, NULL);

  if (atlas == NULL)
    g_test_skip ("the canonical mesh is not installed");
  return atlas;
}

static VanityLab
add (VanityLab one, VanityLab other)
{
  return (VanityLab){ one.L + other.L, one.a + other.a, one.b + other.b };
}

/* Three planes of linear light. */
static float *
paint (const VanityAtlas *atlas, const Colours *colours)
{
  const float *lips = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIPS);
  const float *lids = vanity_atlas_get_region (atlas, VANITY_ATLAS_LIDS);
  float *rgb = g_new (float, 3 * TEXELS);

  for (int i = 0; i < TEXELS; i++)
    {
      VanityLab lab = lips[i] >= 0.5f   ? add (colours->skin, colours->lips)
                      : lids[i] >= 0.5f ? add (colours->skin, colours->lids)
                                        : colours->skin;
      VanityRgb linear = vanity_lab_to_linear (lab);

      rgb[i] = linear.r;
      rgb[TEXELS + i] = linear.g;
      rgb[2 * TEXELS + i] = linear.b;
    }
  return rgb;
}

static float *
encode (const float *rgb)
{
  float *pixels = g_new (float, 3 * TEXELS);

  for (int i = 0; i < 3 * TEXELS; i++)
    pixels[i] = vanity_srgb_from_linear (rgb[i % 3 * TEXELS + i / 3]);
  return pixels;
}

static const Colours bare = { { 70, 14, 18 }, { -10, 10, 0 }, { -2, 1, 0 } };
/* Another skin: only what lies on it counts. */
static const Colours wanted = { { 45, 12, 20 }, { -16, 24, 4 }, { -17, 1, -8 } };

static void
measure (const VanityAtlas *atlas, const Colours *result, float seen_in_result,
         VanityFidelity *fidelity)
{
  g_autofree float *planes[3]
      = { paint (atlas, &bare), paint (atlas, &wanted), paint (atlas, result) };
  g_autofree float *source = encode (planes[0]);
  g_autofree float *reference = encode (planes[1]);
  g_autofree float *pixels = encode (planes[2]);
  g_autofree float *seen = g_new (float, 2 * TEXELS);

  for (int i = 0; i < TEXELS; i++)
    {
      seen[2 * i] = seen_in_result;
      seen[2 * i + 1] = 1;
    }
  vanity_fidelity_measure (atlas, source, reference, pixels, seen, fidelity);
  for (int k = 1; k < 3; k++)
    g_free (planes[k]);
}

/* What was done is what was found: nothing, half of it, all of it. */
static void
test_parts (void)
{
  const VanityAtlas *atlas = get_atlas ();

  if (atlas == NULL)
    return;
  for (int step = -1; step <= 2; step++)
    {
      double part = step / 2.0;
      Colours result = bare;
      VanityFidelity fidelity;

      result.lips.L += (wanted.lips.L - bare.lips.L) * part;
      result.lips.a += (wanted.lips.a - bare.lips.a) * part;
      result.lips.b += (wanted.lips.b - bare.lips.b) * part;
      measure (atlas, &result, 1, &fidelity);
      g_assert_true (fidelity.seen[VANITY_TINT_LIPS] && fidelity.seen[VANITY_TINT_LIDS]);
      g_assert_cmpfloat_with_epsilon (fidelity.start[VANITY_TINT_LIPS], hypot (hypot (6, 14), 4),
                                      0.1);
      g_assert_cmpfloat_with_epsilon (fidelity.fidelity[VANITY_TINT_LIPS], part, 0.01);
      g_assert_cmpfloat_with_epsilon (fidelity.fidelity[VANITY_TINT_LIDS], 0, 0.01);
      g_assert_cmpfloat_with_epsilon (fidelity.left[VANITY_TINT_LIDS], hypot (15, 8), 0.1);
      g_assert_cmpfloat (fidelity.skin_shift, <, 0.05);
    }
}

/* Skin that was lightened is told, and is no makeup. */
static void
test_skin (void)
{
  const VanityAtlas *atlas = get_atlas ();
  Colours result = bare;
  VanityFidelity fidelity;

  if (atlas == NULL)
    return;
  result.skin.L += 6;
  measure (atlas, &result, 1, &fidelity);
  g_assert_cmpfloat_with_epsilon (fidelity.skin_shift,
                                  vanity_lab_delta_e2000 (bare.skin, result.skin), 0.05);
  g_assert_cmpfloat (fidelity.skin_shift, >, 4);
  g_assert_cmpfloat_with_epsilon (fidelity.fidelity[VANITY_TINT_LIPS], 0, 0.01);
}

/* What nobody sees is not told. */
static void
test_hidden (void)
{
  const VanityAtlas *atlas = get_atlas ();
  VanityFidelity fidelity;

  if (atlas == NULL)
    return;
  measure (atlas, &wanted, 0, &fidelity);
  g_assert_true (isnan (fidelity.skin_shift));
  for (int k = 0; k < VANITY_N_TINTS; k++)
    g_assert_true (!fidelity.seen[k] && fidelity.fidelity[k] == 0 && fidelity.start[k] == 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/transfer/fidelity/parts", test_parts);
  g_test_add_func ("/transfer/fidelity/skin", test_skin);
  g_test_add_func ("/transfer/fidelity/hidden", test_hidden);
  return g_test_run ();
}
