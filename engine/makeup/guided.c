#include "makeup/guided.h"

/* Mean over (2·radius + 1)² samples, fewer at the border. */
static void
average (VanityMask *mask, int radius, double *sums)
{
  int width = mask->width, height = mask->height, stride = width + 1;

  /* A summed-area table: sums[(j + 1)·stride + i + 1] is the sum above and left of (j, i). */
  for (int i = 0; i <= width; i++)
    sums[i] = 0;
  for (int j = 0; j < height; j++)
    {
      double row = 0;

      sums[(j + 1) * stride] = 0;
      for (int i = 0; i < width; i++)
        {
          row += (double)mask->data[j * width + i];
          sums[(j + 1) * stride + i + 1] = sums[j * stride + i + 1] + row;
        }
    }
  for (int j = 0; j < height; j++)
    for (int i = 0; i < width; i++)
      {
        int top = MAX (j - radius, 0), bottom = MIN (j + radius + 1, height);
        int left = MAX (i - radius, 0), right = MIN (i + radius + 1, width);
        double sum = sums[bottom * stride + right] - sums[top * stride + right]
                     - sums[bottom * stride + left] + sums[top * stride + left];

        mask->data[j * width + i] = (float)(sum / ((bottom - top) * (right - left)));
      }
}

void
vanity_mask_guide (const VanityMask *mask, const VanityMask *guide, int radius, float epsilon,
                   VanityMask **slope, VanityMask **offset)
{
  g_autoptr (VanityMask) mean_mask = vanity_mask_copy (mask);
  g_autoptr (VanityMask) mean_guide = vanity_mask_copy (guide);
  VanityMask *a = vanity_mask_copy (guide), *b = vanity_mask_copy (guide);
  int n = mask->width * mask->height;
  g_autofree double *sums = g_new (double, (gsize)(mask->width + 1) * (gsize)(mask->height + 1));

  for (int i = 0; i < n; i++)
    {
      a->data[i] = guide->data[i] * mask->data[i];
      b->data[i] = guide->data[i] * guide->data[i];
    }
  average (mean_mask, radius, sums);
  average (mean_guide, radius, sums);
  average (a, radius, sums);
  average (b, radius, sums);
  for (int i = 0; i < n; i++)
    {
      float m = mean_mask->data[i], g = mean_guide->data[i];
      float covariance = a->data[i] - m * g, variance = b->data[i] - g * g;

      a->data[i] = covariance / (MAX (variance, 0.0f) + epsilon);
      b->data[i] = m - a->data[i] * g;
    }
  average (a, radius, sums);
  average (b, radius, sums);
  *slope = a;
  *offset = b;
}
