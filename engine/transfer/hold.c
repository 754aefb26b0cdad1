#include "transfer/hold.h"

#include "image/color-space.h"
#include "transfer/change-lay.h"

/* Light that even skin sends at most, as a factor of its own. */
static const float most_light[VANITY_N_CHANGES] = { [VANITY_CHANGE_LIPS] = 1.4f,
                                                    [VANITY_CHANGE_EYES] = 1.25f,
                                                    [VANITY_CHANGE_CHEEKS] = 1.1f,
                                                    [VANITY_CHANGE_BROWS] = 1.02f,
                                                    [VANITY_CHANGE_SKIN] = 1.1f };

/* A texel that sends so much of what bare skin does is hardly hair, and one below that is. */
#define SKIN 1.0f
#define HAIR 0.78f
/* The part of a brow's makeup that lies on skin between and beside hairs. */
#define BESIDE 0.2f
#define LEAST_LIGHT 1e-4f
/* How far the colours of a region become one pigment: blush is one, of shadow there are several. */
static const float evened[VANITY_N_CHANGES] = {
  [VANITY_CHANGE_LIPS] = 0.65f, [VANITY_CHANGE_EYES] = 0.45f, [VANITY_CHANGE_CHEEKS] = 0.85f
};

void
vanity_hold_measure_hair (const VanityTexture *wearer, float *hair)
{
  int n = wearer->size * wearer->size;
  VanityRgb bare = vanity_lab_to_linear (wearer->skin);
  float skin = vanity_luminance (bare.r, bare.g, bare.b);

  for (int i = 0; i < n; i++)
    {
      float light = vanity_luminance (wearer->rgb[i], wearer->rgb[n + i], wearer->rgb[2 * n + i]);

      hair[i] = wearer->skin_known && skin > 0 ? CLAMP ((SKIN - light / skin) / (SKIN - HAIR), 0, 1)
                                               : 1;
    }
}

/* The luminance of even skin of the colour `base` after the change. */
static float
measure_light (const VanityChange *change, int texel, const VanityRgb *base)
{
  int n = change->size * change->size;
  const float own[3] = { base->r, base->g, base->b };
  float worn[3];

  for (int k = 0; k < 3; k++)
    {
      int i = k * n + texel;

      worn[k] = (1 - change->coverage[texel]) * own[k] + change->film[i];
      worn[k] = vanity_srgb_from_linear (MAX (worn[k], 0)) * (1 + change->gain[i]);
      worn[k] = vanity_srgb_to_linear (CLAMP (worn[k] + change->offset[i], 0, 1));
    }
  return vanity_luminance (worn[0], worn[1], worn[2]);
}

static void
scale_texel (VanityChange *change, int texel, float factor)
{
  int n = change->size * change->size;

  change->coverage[texel] *= factor;
  for (int k = 0; k < 3; k++)
    {
      change->film[k * n + texel] *= factor;
      change->gain[k * n + texel] *= factor;
      change->offset[k * n + texel] *= factor;
    }
}

/* How much of the change a texel keeps, lest it shine. */
static float
measure_share (const VanityChange *change, const VanityTexture *wearer, int texel, float even,
               float most)
{
  const float *rgb = wearer->rgb + texel;
  int n = wearer->size * wearer->size;
  float scale = even / MAX (vanity_luminance (rgb[0], rgb[n], rgb[2 * n]), LEAST_LIGHT);
  VanityRgb base = { rgb[0] * scale, rgb[n] * scale, rgb[2 * n] * scale };
  float light = measure_light (change, texel, &base);

  return light > most * even ? (most - 1) * even / (light - even) : 1;
}

/* The whole change is made less, in its own hue: film and correction belong together. Blush lies
 * evenly, so that all of it keeps as much as its mean texel. */
static void
hold_light (VanityChange *change, const VanityTexture *wearer, const float *base,
            const VanityAtlas *atlas)
{
  int n = change->size * change->size;
  const float *part[VANITY_N_CHANGES], *cheeks;
  g_autofree float *share = g_new (float, (gsize)n);
  double sum = 0, weight = 0;

  for (int k = 0; k < VANITY_N_CHANGES; k++)
    part[k] = vanity_change_get_part (atlas, (VanityChangePart)k);
  cheeks = part[VANITY_CHANGE_CHEEKS];
  for (int i = 0; i < n; i++)
    {
      float most = 0;

      for (int k = 0; k < VANITY_N_CHANGES; k++)
        most += part[k][i] * most_light[k];
      share[i] = change->coverage[i] > 0 ? measure_share (change, wearer, i, base[i], most) : 1;
      sum += (double)(share[i] * cheeks[i] * change->coverage[i]);
      weight += (double)(cheeks[i] * change->coverage[i]);
    }
  for (int i = 0; i < n; i++)
    if (change->coverage[i] > 0)
      scale_texel (change, i,
                   share[i] + cheeks[i] * ((float)(sum / MAX (weight, 1e-6)) - share[i]));
}

/* What differs from place to place of a pigment's colour is, for the most part, light and shadow on
 * the reference. Where it lies stays. */
static void
even_part (VanityChange *change, const float *base, const float *part, float amount)
{
  int n = change->size * change->size;
  float *const planes[] = { change->film, change->gain, change->offset };
  double laid = 0, lit = 0, sums[9] = { 0 };

  for (int i = 0; i < n; i++)
    {
      double weight = (double)(part[i] * part[i]);

      laid += weight * (double)change->coverage[i];
      lit += weight * (double)(change->coverage[i] * base[i]);
      for (int k = 0; k < 9; k++)
        sums[k] += weight * (double)planes[k / 3][k % 3 * n + i];
    }
  if (laid <= 0 || lit <= 0)
    return;
  for (int i = 0; i < n; i++)
    for (int k = 0; k < 9; k++)
      {
        float *value = &planes[k / 3][k % 3 * n + i];
        double own = k < 3 ? sums[k] / lit * (double)base[i] : sums[k] / laid;

        *value += amount * part[i] * ((float)own * change->coverage[i] - *value);
      }
}

static void
hold_brows (VanityChange *change, const float *hair, const VanityAtlas *atlas)
{
  int n = change->size * change->size;
  const float *brows = vanity_change_get_part (atlas, VANITY_CHANGE_BROWS);

  for (int i = 0; i < n; i++)
    if (brows[i] > 0)
      scale_texel (change, i, 1 - brows[i] * (1 - BESIDE) * (1 - hair[i]));
}

gboolean
vanity_change_hold (VanityChange *change, const VanityTexture *wearer, GError **error)
{
  const VanityAtlas *atlas = vanity_atlas_get (change->size, error);
  gsize n = (gsize)change->size * (gsize)change->size;
  g_autofree float *plane = NULL;

  if (atlas == NULL)
    return FALSE;
  plane = g_new (float, n);
  vanity_change_smooth (wearer->rgb, wearer->size, plane);
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    if (evened[k] > 0)
      even_part (change, plane, vanity_change_get_part (atlas, (VanityChangePart)k), evened[k]);
  hold_light (change, wearer, plane, atlas);
  vanity_hold_measure_hair (wearer, plane);
  hold_brows (change, plane, atlas);
  return TRUE;
}
