#include "head/head-refine.h"

#include "makeup/guided.h"

#include <string.h>

#define RADIUS 2       /* cells of the coarse map */
#define EPSILON 0.001f /* of lightness in [0, 1] */
#define FOLLOWING 3    /* classes: background, skin, hair */

G_STATIC_ASSERT (VANITY_HEAD_BACKGROUND < FOLLOWING && VANITY_HEAD_SKIN < FOLLOWING
                 && VANITY_HEAD_HAIR < FOLLOWING);

/* Two cells of `to` for each of `from`, bilinear between their middles. */
static void
enlarge (const float *from, int side, float *to)
{
  for (int y = 0; y < 2 * side; y++)
    {
      int other = CLAMP (y / 2 + (y % 2 ? 1 : -1), 0, side - 1);
      const float *near = from + y / 2 * side, *far = from + other * side;

      for (int x = 0; x < 2 * side; x++)
        {
          int i = x / 2, j = CLAMP (i + (x % 2 ? 1 : -1), 0, side - 1);

          to[y * 2 * side + x]
              = 0.5625f * near[i] + 0.1875f * (near[j] + far[i]) + 0.0625f * far[j];
        }
    }
}

static VanityMask *
shrink (const float *guide, int side)
{
  VanityRect whole = { 0, 0, side, side };
  VanityMask *small = vanity_mask_new (&whole, NULL, 1);

  for (int y = 0; y < side; y++)
    for (int x = 0; x < side; x++)
      {
        const float *at = guide + 4 * y * side + 2 * x;

        small->data[y * side + x] = (at[0] + at[1] + at[2 * side] + at[2 * side + 1]) / 4;
      }
  return small;
}

void
vanity_head_refine (const float *coarse, int side, const float *guide, float *fine)
{
  gsize n = (gsize)side * (gsize)side;
  g_autoptr (VanityMask) small = shrink (guide, side);
  g_autoptr (VanityMask) mask = vanity_mask_copy (small);
  g_autofree float *slopes = g_new (float, 4 * n);

  for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
    {
      g_autoptr (VanityMask) slope = NULL;
      g_autoptr (VanityMask) offset = NULL;
      float *to = fine + 4 * n * (gsize)k;

      if (k >= FOLLOWING)
        {
          enlarge (coarse + n * (gsize)k, side, to);
          continue;
        }
      memcpy (mask->data, coarse + n * (gsize)k, n * sizeof (float));
      vanity_mask_guide (mask, small, RADIUS, EPSILON, &slope, &offset);
      enlarge (slope->data, side, slopes);
      enlarge (offset->data, side, to);
      for (gsize i = 0; i < 4 * n; i++)
        to[i] = CLAMP (slopes[i] * guide[i] + to[i], 0.0f, 1.0f);
    }
  for (gsize i = 0; i < 4 * n; i++)
    {
      float sum = 1e-6f;

      for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
        sum += fine[4 * n * (gsize)k + i];
      for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
        fine[4 * n * (gsize)k + i] /= sum;
      fine[i] += 1e-6f / sum;
    }
}
