#include "transfer/uncover.h"

#include "base/error.h"
#include "makeup/mask.h"
#include "texture/tint.h"
#include "transfer/bare.h"
#include "transfer/change-lay.h"
#include "transfer/paint.h"

#include <math.h>
#include <string.h>

/* A coverage below this is none. */
#define NOTHING 0.01f
#define MOST_COVERAGE 0.99f
#define LEAST_LIGHT 1e-3f
#define LEAST_REFLECTANCE 0.005f
/* Standard deviations of a reader: of the logarithm of its swatch, of which this share is common to
 * the three channels, and of coverage, relative to it; of coverage from one texel to the next. */
#define SWATCH 0.3f
#define COMMON 0.6f
#define COVERAGE 0.25f
#define STROKE 0.12f
/* Standard deviation of the skin's own fine light and shade. */
#define DETAIL 0.2f
#define ROUNDING 1e-4f
/* Shine hides no more than this of what is seen. */
#define MOST_SHINE 0.7f
/* Gaussian that tells fine from coarse; of the side. */
#define SIGMA (1.0 / 96)
/* Texels of skin outside the parts that wear something count so much beside those inside. */
#define OUTSIDE 0.05f
#define MOST_BARE 1.5f
/* Lips: how strongly made up the face looks (tint.h) and how much is read of the lips, each where
 * lips are as often bare as not; and the mean of both, so divided, from where they are surely bare
 * to where they are surely worn. */
#define LOOKS 1.0f
#define READ 0.3f
#define SURELY_BARE 0.92f
#define SURELY_WORN 1.2f
/* Eyes and cheeks: of the mean coverage, what is as good as nothing, and what is makeup. */
#define LEAST_READ 0.02f
#define SURELY_READ 0.1f
/* Brows that are no darker than expected by this many standard deviations of people, as a whole,
 * are natural; those that are by so many more are drawn. */
#define NATURAL_BROWS 1.0f
#define DRAWN_BROWS 2.0f
/* Taking off makes skin no darker than this: what looks bright there is mostly light. */
#define LEAST_GAIN 0.85f
/* Worn lips are not further from what is expected than this many standard deviations of people. */
#define MOST_UNLIKE 1.0f

/* ITU-R BT.709. */
static const float LUMINANCE[3] = { 0.2126f, 0.7152f, 0.0722f };

typedef struct
{
  const VanityAtlas *atlas;
  const VanityTexture *texture;
  const float *layer, *lock;
  int size, n;
  float *light, *expected, *mixed; /* three planes each: light; ρ; (1 − α) ρ + α · swatch */
  VanityMask *rest[3];             /* log (s ÷ light) − log mixed, smoothed */
  VanityMask *weight;
  VanityUncovered *to;
} Uncover;

void
vanity_uncovered_free (VanityUncovered *uncovered)
{
  if (uncovered == NULL)
    return;
  g_free (uncovered->coverage);
  g_free (uncovered->bare);
  g_free (uncovered->through);
  g_free (uncovered->stroke);
  g_free (uncovered->base);
  g_free (uncovered);
}

static float
get_luminance (const float *rgb, int n, int i)
{
  return LUMINANCE[0] * rgb[i] + LUMINANCE[1] * rgb[n + i] + LUMINANCE[2] * rgb[2 * n + i];
}

static float
get_swatch (const Uncover *self, int k, int i)
{
  return CLAMP (self->layer[(1 + k) * self->n + i], 0.0f, 1.0f);
}

/* Linear light without the shine that lies on it. */
static float
get_light (const Uncover *self, int k, int i)
{
  int n = self->n;
  const float *rgb = self->texture->rgb;
  float seen = rgb[k * n + i], shine = CLAMP (self->layer[4 * n + i], 0.0f, 1.0f);
  float texture = get_luminance (rgb, n, i) / MAX (self->to->base[i], LEAST_LIGHT);

  shine = MIN (shine * self->light[k * n + i] * texture, MOST_SHINE * seen);
  return MAX (seen - MAX (shine, 0.0f), LEAST_LIGHT);
}

static float
get_step (float value, float none, float all)
{
  float t = CLAMP ((value - none) / (all - none), 0.0f, 1.0f);

  return t * t * (3 - 2 * t);
}

/* Mean coverage of what `share` says, where it is seen. */
static float
measure_read (const Uncover *self, const float *share)
{
  double all = 0, covered = 0;

  for (int i = 0; i < self->n; i++)
    {
      double weight = (double)(share[i] * self->lock[i]);

      all += weight;
      covered += weight * (double)CLAMP (self->layer[i], 0.0f, 1.0f);
    }
  return all > 0 ? (float)(covered / all) : 0;
}

/* How surely the lips are worn, [0, 1]. */
static float
judge_lips (const Uncover *self)
{
  const float *lips = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_LIPS);
  VanityTints tints;

  vanity_tints_measure (self->atlas, self->texture->rgb, self->texture->visibility, &tints);
  if (!tints.known)
    return 0;
  return get_step (0.5f * (vanity_tints_judge (&tints) / LOOKS + measure_read (self, lips) / READ),
                   SURELY_BARE, SURELY_WORN);
}

/* The same of eyes or cheeks. */
static float
judge_part (const Uncover *self, VanityChangePart part)
{
  return get_step (measure_read (self, vanity_change_get_part (self->atlas, part)), LEAST_READ,
                   SURELY_READ);
}

/* How much of the brows is drawn, [0, 1]. */
static float
judge_brows (const Uncover *self)
{
  const float *brows = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_BROWS);
  float spread = sqrtf ((*vanity_bare_get_persons (VANITY_BARE_BROWS))[1][1]), darker;
  double all = 0, sum = 0;
  int n = self->n;

  for (int i = 0; i < n; i++)
    {
      double weight = (double)(brows[i] * self->lock[i]);
      float seen = get_luminance (self->texture->rgb, n, i);
      float expected = get_luminance (self->expected, n, i) * get_luminance (self->light, n, i);

      all += weight;
      if (weight > 0)
        sum += weight * (double)logf (MAX (expected, LEAST_LIGHT) / MAX (seen, LEAST_LIGHT));
    }
  darker = all > 0 ? (float)(sum / all) / spread : 0;
  return CLAMP ((darker - NATURAL_BROWS) / DRAWN_BROWS, 0.0f, 1.0f);
}

static void
believe (Uncover *self, float worn)
{
  const float *lips = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_LIPS);
  const float *brows = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_BROWS);
  const float *eyes = vanity_change_get_part (self->atlas, VANITY_CHANGE_EYES);
  const float *cheeks = vanity_change_get_part (self->atlas, VANITY_CHANGE_CHEEKS);
  float drawn = judge_brows (self), shadowed = judge_part (self, VANITY_CHANGE_EYES);
  float blushed = judge_part (self, VANITY_CHANGE_CHEEKS);

  for (int i = 0; i < self->n; i++)
    {
      float share = 1 - lips[i] * (1 - worn) - brows[i] * (1 - drawn) - eyes[i] * (1 - shadowed)
                    - cheeks[i] * (1 - blushed);
      float coverage = CLAMP (self->layer[i], 0.0f, MOST_COVERAGE) * MAX (share, 0.0f);

      self->to->through[i] = 1;
      self->to->coverage[i] = self->lock[i] > 0 && coverage >= NOTHING ? coverage : 0;
    }
}

/* What would be seen if this were a face like all. */
static void
mix (Uncover *self)
{
  int n = self->n;
  float *stroke = self->to->stroke;

  for (int k = 0; k < 3; k++)
    for (int i = 0; i < n; i++)
      {
        float a = self->to->coverage[i], *mixed = self->mixed + k * n + i;

        *mixed = self->expected[k * n + i] * (1 - a) + get_swatch (self, k, i) * a;
        *mixed = MAX (*mixed, LEAST_REFLECTANCE);
      }
  vanity_change_smooth (self->mixed, self->size, stroke);
  for (int i = 0; i < n; i++)
    stroke[i] = get_luminance (self->mixed, n, i) / MAX (stroke[i], LEAST_REFLECTANCE);
}

static float
get_rest (const Uncover *self, int k, int i)
{
  int at = k * self->n + i;

  return logf (get_light (self, k, i) / (self->light[at] * self->mixed[at]));
}

static gboolean
smooth_rest (Uncover *self)
{
  VanityRect rect = { 0, 0, self->size, self->size };
  const float *visibility = self->texture->visibility;

  self->weight = vanity_mask_new (&rect, NULL, 1);
  for (int k = 0; k < 3; k++)
    if ((self->rest[k] = vanity_mask_new (&rect, NULL, 1)) == NULL)
      return FALSE;
  if (self->weight == NULL)
    return FALSE;
  for (int i = 0; i < self->n; i++)
    {
      self->weight->data[i] = MAX (self->lock[i], OUTSIDE * CLAMP (visibility[i], 0.0f, 1.0f));
      for (int k = 0; k < 3; k++)
        self->rest[k]->data[i] = get_rest (self, k, i);
    }
  vanity_mask_blur_weighted (self->rest, 3, self->weight, SIGMA * self->size);
  return TRUE;
}

/* What people differ in here. */
static void
get_spread (const Uncover *self, int i, float spread[3][3])
{
  float left = 1;

  memset (spread, 0, sizeof (float) * 9);
  for (int r = 0; r < VANITY_N_BARE; r++)
    {
      const VanityBareSpread *own = vanity_bare_get_spread ((VanityBareRegion)r);
      float share
          = vanity_atlas_get_region (self->atlas, vanity_bare_get_region ((VanityBareRegion)r))[i];

      left -= share;
      for (int a = 0; a < 3; a++)
        for (int b = 0; b < 3; b++)
          spread[a][b] += share * (*own)[a][b];
    }
  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      spread[a][b] += MAX (left, 0.0f) * (*vanity_bare_get_spread (VANITY_BARE_CHEEKS))[a][b];
}

/* Inverse of a symmetric positive matrix. */
static void
invert (const double m[3][3], double inverse[3][3])
{
  double determinant = 0;

  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      inverse[b][a] = m[(a + 1) % 3][(b + 1) % 3] * m[(a + 2) % 3][(b + 2) % 3]
                      - m[(a + 1) % 3][(b + 2) % 3] * m[(a + 2) % 3][(b + 1) % 3];
  for (int b = 0; b < 3; b++)
    determinant += m[0][b] * inverse[b][0];
  for (int a = 0; a < 3; a++)
    for (int b = 0; b < 3; b++)
      inverse[a][b] /= determinant;
}

/* u from one texel's smoothed rest: spread · H · (H · spread · H + noise)⁻¹ · rest. */
static void
update (Uncover *self, int i, float u[3], float *most)
{
  float a = self->to->coverage[i], through[3], swatch[3], error[3], spread[3][3];
  float gained = 0, all = 0;
  double sum[3][3], inverse[3][3];
  int n = self->n;

  get_spread (self, i, spread);
  *most = 0;
  for (int k = 0; k < 3; k++)
    {
      float mixed = self->mixed[k * n + i], expected = self->expected[k * n + i];

      through[k] = (1 - a) * expected / mixed;
      swatch[k] = a * get_swatch (self, k, i) / mixed;
      error[k] = a * (get_swatch (self, k, i) - expected) / mixed;
      *most = MAX (*most, fabsf (error[k]));
    }
  for (int k = 0; k < 3; k++)
    for (int j = 0; j < 3; j++)
      sum[k][j] = (double)(through[k] * spread[k][j] * through[j]
                           + SWATCH * SWATCH * (k == j ? 1 : COMMON) * swatch[k] * swatch[j]
                           + COVERAGE * COVERAGE * error[k] * error[j] + (k == j ? ROUNDING : 0));
  invert (sum, inverse);
  for (int k = 0; k < 3; k++)
    {
      u[k] = 0;
      for (int j = 0; j < 3; j++)
        {
          float gain = 0;

          for (int c = 0; c < 3; c++)
            gain += spread[k][c] * through[c] * (float)inverse[c][j];
          u[k] += gain * self->rest[j]->data[i];
          gained += gain * through[j] * spread[j][k];
        }
      all += spread[k][k];
    }
  self->to->through[i] = CLAMP (gained / all, 0.0f, 1.0f);
}

/* Beside the lips makeup is taken for what darkens, brows for nothing else. */
static void
hold_light (Uncover *self, int i)
{
  const float *lips = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_LIPS);
  const float *brows = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_BROWS);
  float seen = get_luminance (self->texture->rgb, self->n, i);
  float bare = MAX (get_luminance (self->to->bare, self->n, i), LEAST_LIGHT);
  float least = (LEAST_GAIN + (1 - LEAST_GAIN) * brows[i]) * (1 - lips[i]) * seen;

  if (bare < least)
    for (int k = 0; k < 3; k++)
      self->to->bare[k * self->n + i] *= least / bare;
}

static void
uncover_texel (Uncover *self, int i)
{
  float u[3], most, fine;

  update (self, i, u, &most);
  fine = DETAIL * DETAIL / (DETAIL * DETAIL + STROKE * STROKE * most * most);
  for (int k = 0; k < 3; k++)
    {
      int at = k * self->n + i;
      float value = u[k] + fine * (get_rest (self, k, i) - self->rest[k]->data[i]);

      self->to->bare[at] = MIN (self->light[at] * self->expected[at] * expf (value), MOST_BARE);
    }
  hold_light (self, i);
}

static float
get_difference (const Uncover *self, int k, int i)
{
  int at = k * self->n + i;

  return logf (MAX (self->to->bare[at], LEAST_LIGHT) / (self->light[at] * self->expected[at]));
}

/* How far the lips' mean is from what is expected, and how much of that is too far. */
static float
find_excess (const Uncover *self, const float *lips, double mean[3])
{
  const VanityBareSpread *persons = vanity_bare_get_persons (VANITY_BARE_LIPS);
  double sum[3][3], inverse[3][3], all = 0, square = 0;

  for (int i = 0; i < self->n; i++)
    {
      double weight = (double)(lips[i] * self->lock[i]);

      all += weight;
      for (int k = 0; k < 3 && weight > 0; k++)
        mean[k] += weight * (double)get_difference (self, k, i);
    }
  if (all <= 0)
    return 0;
  for (int k = 0; k < 3; k++)
    {
      mean[k] /= all;
      for (int j = 0; j < 3; j++)
        sum[k][j] = (double)(*persons)[k][j];
    }
  invert (sum, inverse);
  for (int k = 0; k < 3; k++)
    for (int j = 0; j < 3; j++)
      square += mean[k] * inverse[k][j] * mean[j];
  return square > 0 ? MAX (1 - MOST_UNLIKE / (float)sqrt (square), 0.0f) : 0;
}

/* Worn lips that are still unlike all bare ones wear more than was read; and the more they wear,
 * the less of their colour is their own from one place to the next: light and shade alone stay. */
static void
hold_lips (Uncover *self, float worn)
{
  const float *lips = vanity_atlas_get_region (self->atlas, VANITY_ATLAS_LIPS);
  double mean[3] = { 0 };
  float excess;

  for (int i = 0; i < 3 * self->n; i++)
    if (self->to->coverage[i % self->n] <= 0)
      self->to->bare[i] = self->texture->rgb[i];
  if (worn <= 0)
    return;
  excess = find_excess (self, lips, mean);
  for (int i = 0; i < self->n; i++)
    {
      float share = lips[i] * worn, *coverage = self->to->coverage + i, apart[3], shade = 0;

      if (lips[i] * self->lock[i] <= 0)
        continue;
      for (int k = 0; k < 3; k++)
        {
          apart[k] = get_difference (self, k, i) - (float)mean[k];
          shade += LUMINANCE[k] * apart[k];
        }
      *coverage += share * excess * (1 - *coverage);
      self->to->through[i] *= 1 - share * excess;
      for (int k = 0; k < 3; k++)
        self->to->bare[k * self->n + i]
            *= expf (-share * (excess * (float)mean[k] + *coverage * (apart[k] - shade)));
    }
}

static gboolean
find_bare (Uncover *self, GError **error)
{
  float worn = judge_lips (self);

  believe (self, worn);
  mix (self);
  if (!smooth_rest (self))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "not enough memory to take makeup off a face of %d × %d texels", self->size,
                   self->size);
      return FALSE;
    }
  for (int i = 0; i < self->n; i++)
    if (self->to->coverage[i] > 0)
      uncover_texel (self, i);
  hold_lips (self, worn);
  return TRUE;
}

VanityUncovered *
vanity_uncover (const VanityAtlas *atlas, const VanityTexture *texture, const float *layer,
                const float *lock, GError **error)
{
  gsize n = (gsize)texture->size * (gsize)texture->size;
  g_autoptr (VanityUncovered) to = g_new0 (VanityUncovered, 1);
  g_autofree float *planes = g_new (float, 9 * n);
  Uncover self = { .atlas = atlas,
                   .texture = texture,
                   .layer = layer,
                   .lock = lock,
                   .size = texture->size,
                   .n = (int)n,
                   .light = planes,
                   .expected = planes + 3 * n,
                   .mixed = planes + 6 * n,
                   .to = to };
  gboolean known, done = TRUE;
  VanityRgb skin;

  to->coverage = g_new0 (float, n);
  to->bare = g_new0 (float, 3 * n);
  to->through = g_new0 (float, n);
  to->stroke = g_new0 (float, n);
  to->base = g_new0 (float, n);
  if (!vanity_bare_measure (atlas, texture->rgb, texture->visibility, self.light, &skin, &known,
                            error))
    return NULL;
  vanity_change_smooth (texture->rgb, texture->size, to->base);
  if (known)
    {
      vanity_bare_expect (atlas, skin, self.expected);
      done = find_bare (&self, error);
    }
  vanity_mask_free (self.weight);
  for (int k = 0; k < 3; k++)
    vanity_mask_free (self.rest[k]);
  return done ? g_steal_pointer (&to) : NULL;
}
