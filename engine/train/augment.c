#include "train/augment.h"

#include <math.h>
#include <string.h>

/* In [−most, most]. */
static double
draw (VanityRandom *random, double most)
{
  return most * (2.0 * vanity_random_uniform (random) - 1.0);
}

/* In [1 ÷ (1 + most), 1 + most]. */
static double
draw_factor (VanityRandom *random, double most)
{
  return exp (draw (random, log1p (most)));
}

void
vanity_augment_draw (VanityAugment *self, const VanityAugmentOptions *options, int height,
                     int width, VanityRandom *random)
{
  gboolean mirror = vanity_random_uniform (random) < 0.5 && options->mirror;
  double across = draw (random, options->shift) * width;
  double down = draw (random, options->shift) * height;
  double angle = draw (random, options->angle) * G_PI / 180.0;
  double size = 1.0 / draw_factor (random, options->scale);
  double brightness = draw (random, options->brightness);
  double middle_x = (width - 1) / 2.0, middle_y = (height - 1) / 2.0;
  double *m = self->matrix, side = mirror ? -1.0 : 1.0;

  self->gain = draw_factor (random, options->contrast);
  self->offset = (1.0f - self->gain) * options->middle + brightness;
  m[0] = side * size * cos (angle);
  m[1] = side * size * sin (angle);
  m[3] = -size * sin (angle);
  m[4] = size * cos (angle);
  m[2] = middle_x - m[0] * (middle_x + across) - m[1] * (middle_y + down);
  m[5] = middle_y - m[3] * (middle_x + across) - m[4] * (middle_y + down);
}

/* The pixel at or before `at`, and how much of the next one there is. */
static int
split (double at, int count, float *rest)
{
  int index;

  at = CLAMP (at, 0.0, count - 1.0);
  index = at;
  *rest = at - index;
  return index;
}

void
vanity_augment_warp (const VanityAugment *self, const float *from, float *to, int height, int width,
                     int channels, gboolean nearest)
{
  const double *m = self->matrix;
  gsize row = (gsize)width * channels;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++, to += channels)
      {
        double half = nearest ? 0.5 : 0.0;
        float right, below;
        int left = split (m[0] * x + m[1] * y + m[2] + half, width, &right);
        int above = split (m[3] * x + m[4] * y + m[5] + half, height, &below);
        const float *a = from + above * row + (gsize)left * channels;
        const float *b = right > 0.0f ? a + channels : a;
        gsize next = below > 0.0f ? row : 0;

        if (nearest)
          {
            memcpy (to, a, channels * sizeof (float));
            continue;
          }
        for (int c = 0; c < channels; c++)
          {
            float upper = a[c] + right * (b[c] - a[c]);
            float lower = a[next + c] + right * (b[next + c] - a[next + c]);

            to[c] = upper + below * (lower - upper);
          }
      }
}

void
vanity_augment_light (const VanityAugment *self, float *values, gint64 count)
{
  for (gint64 i = 0; i < count; i++)
    values[i] = self->gain * values[i] + self->offset;
}
