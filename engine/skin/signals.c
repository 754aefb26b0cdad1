#include "skin/signals.h"

#include "face/atlas-region.h"
#include "image/color.h"
#include "makeup/mask.h"

#include <math.h>
#include <string.h>

const float vanity_melanin[3] = { 0.4143f, 0.3570f, 0.8372f };
const float vanity_haemoglobin[3] = { 0.2988f, 0.6838f, 0.6657f };

/* A texel counts as seen, and as bare, from here on; and of the bare ones as many tell the skin. */
#define SEEN 0.5f
#define ENOUGH 0.08
/* Own skin is brought to this linear light. */
#define MIDDLING 0.32f
/* Least light that is told from black, in parts of the own skin's; and of a white surface's. */
#define LEAST 0.02f
#define BLACK 1e-4f
/* The median is taken of logarithms in so many steps from BLACK to 4. */
#define STEPS 512
/* Those further than this from the first median leave: hair, beard, glare. */
#define REACH 0.5f
/* Surroundings, deviations in texels of 256. */
static const double scales[4] = { 0, 1.1, 2.4, 6 };
#define GAIN 4
/* Blurs take no negative numbers. */
#define LIFT 8

static int
find_step (float light)
{
  float top = logf (4 / BLACK);

  return CLAMP ((int)(logf (MAX (light, BLACK) / BLACK) / top * STEPS), 0, STEPS - 1);
}

/* The median of each channel over bare skin that is seen, in two rounds: the second near the first.
 * FALSE where it is too little. */
static gboolean
find_reference (const float *rgb, const float *visibility, const float *bare, int n, float *own)
{
  int reach = (int)(REACH / logf (4 / BLACK) * STEPS);
  int middle[3] = { 0 };

  for (int round = 0; round < 2; round++)
    {
      int counts[3][STEPS] = { { 0 } }, all = 0, count = 0;

      for (int i = 0; i < n; i++)
        {
          int at[3];

          all += bare[i] >= SEEN;
          if (bare[i] < SEEN || visibility[i] < SEEN)
            continue;
          for (int c = 0; c < 3; c++)
            at[c] = find_step (rgb[c * n + i]);
          if (round > 0 && ABS (at[1] - middle[1]) > reach)
            continue;
          count++;
          for (int c = 0; c < 3; c++)
            counts[c][at[c]]++;
        }
      if (count == 0 || count < ENOUGH * all)
        return FALSE;
      for (int c = 0; c < 3; c++)
        for (int sum = 0, k = 0; k < STEPS; k++)
          if ((sum += counts[c][k]) * 2 >= count)
            {
              middle[c] = k;
              break;
            }
    }
  for (int c = 0; c < 3; c++)
    own[c] = BLACK * expf ((middle[c] + 0.5f) / STEPS * logf (4 / BLACK));
  return middle[1] > 0;
}

/* Rows that give melanin, haemoglobin and shading of densities: the inverse of the directions. */
static void
find_rows (float rows[3][3])
{
  const float *a = vanity_melanin, *b = vanity_haemoglobin;
  const float white[3] = { 1, 1, 1 };
  const float *axes[3] = { a, b, white };
  float det = 0;

  for (int k = 0; k < 3; k++)
    {
      const float *p = axes[(k + 1) % 3], *q = axes[(k + 2) % 3];

      for (int c = 0; c < 3; c++)
        rows[k][c] = p[(c + 1) % 3] * q[(c + 2) % 3] - p[(c + 2) % 3] * q[(c + 1) % 3];
    }
  for (int c = 0; c < 3; c++)
    det += rows[0][c] * a[c];
  for (int k = 0; k < 9; k++)
    rows[k / 3][k % 3] /= det;
}

static void
write_colors (VanitySignals *self, const float *rgb, float *luminance)
{
  int n = self->size * self->size;
  float *encoded = self->planes, rows[3][3];

  find_rows (rows);
  for (int i = 0; i < n; i++)
    {
      float density[3], y = 0;

      for (int c = 0; c < 3; c++)
        {
          float share = rgb[c * n + i] / self->reference[c];

          share = share > LEAST ? MIN (share, 100) : LEAST;
          encoded[c * n + i] = MIN (share * MIDDLING, 1);
          density[c] = -logf (share);
          y += share / 3;
        }
      for (int k = 0; k < 3; k++)
        {
          float amount
              = rows[k][0] * density[0] + rows[k][1] * density[1] + rows[k][2] * density[2];

          self->planes[(VANITY_SIGNAL_MELANIN + k) * n + i] = CLAMP (0.5f * amount, -1, 1);
        }
      luminance[i] = logf (y) + LIFT;
    }
  vanity_srgb_from_linear_row (encoded, encoded, 3 * n);
  for (int i = 0; i < 3 * n; i++)
    encoded[i] -= 0.5f;
}

/* What each scale has beyond the next. */
static void
write_contrast (VanitySignals *self, const float *luminance, const float *visibility)
{
  int n = self->size * self->size;
  VanityRect all = { 0, 0, self->size, self->size };
  g_autoptr (VanityMask) weight = vanity_mask_new (&all, NULL, 1);
  g_autofree float *finer = g_memdup2 (luminance, sizeof (float) * n);

  for (int i = 0; i < n; i++)
    weight->data[i] = visibility[i] > SEEN;
  for (int k = 0; k < 3; k++)
    {
      g_autoptr (VanityMask) blurred = vanity_mask_new (&all, NULL, 1);
      float *out = self->planes + (VANITY_SIGNAL_FINE + k) * n;

      memcpy (blurred->data, luminance, sizeof (float) * n);
      vanity_mask_blur_weighted (&blurred, 1, weight, scales[k + 1] * self->size / 256);
      for (int i = 0; i < n; i++)
        out[i] = weight->data[i] > 0 ? CLAMP (GAIN * (finer[i] - blurred->data[i]), -1, 1) : 0;
      memcpy (finer, blurred->data, sizeof (float) * n);
    }
}

VanitySignals *
vanity_signals_new (const VanityAtlas *atlas, const float *rgb, const float *visibility)
{
  VanitySignals *self = g_new0 (VanitySignals, 1);
  const float *bare = vanity_atlas_get_region (atlas, VANITY_ATLAS_BARE);
  g_autofree float *luminance = NULL;
  int n;

  self->size = vanity_atlas_get_size (atlas);
  n = self->size * self->size;
  self->planes = g_new0 (float, (gsize)VANITY_N_SIGNALS *n);
  self->known = find_reference (rgb, visibility, bare, n, self->reference);
  if (!self->known)
    return self;
  luminance = g_new (float, n);
  write_colors (self, rgb, luminance);
  write_contrast (self, luminance, visibility);
  for (int i = 0; i < n; i++)
    self->planes[VANITY_SIGNAL_SEEN * n + i] = visibility[i] > 0 ? MIN (visibility[i], 1) : 0;
  return self;
}

void
vanity_signals_free (VanitySignals *self)
{
  g_free (self->planes);
  g_free (self);
}

void
vanity_signals_write (const VanitySignals *self, float *values)
{
  int n = self->size * self->size;

  for (int i = 0; i < n; i++)
    for (int k = 0; k < VANITY_N_SIGNALS; k++)
      values[VANITY_N_SIGNALS * i + k] = self->planes[k * n + i];
}
