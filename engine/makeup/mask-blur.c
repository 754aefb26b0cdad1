/* Gaussian blur by three running boxes (Wells 1986; box sizes after Kovesi 2010). */
#include "makeup/mask.h"

#include "base/parallel.h"

#include <math.h>
#include <string.h>

/* Two radii r and r + 1, the first `n_small` of three passes with r. */
static int
choose_boxes (double sigma, int *n_small)
{
  double ideal = sqrt (12.0 * sigma * sigma / 3.0 + 1.0);
  int width = (int)floor (ideal);

  if (width % 2 == 0)
    width--;
  width = MAX (width, 1);
  *n_small = (int)lround ((12.0 * sigma * sigma - 3.0 * width * width - 12.0 * width - 9.0)
                          / (-4.0 * width - 4.0));
  *n_small = CLAMP (*n_small, 0, 3);
  return (width - 1) / 2;
}

/* A box of radius r along a line of n values; outside is 0. */
static void
blur_line (const float *line, int n, int radius, float *out)
{
  double sum = 0;
  float scale = 1.0f / (float)(2 * radius + 1);

  for (int i = 0; i < MIN (radius, n); i++)
    sum += (double)line[i];
  for (int i = 0; i < n; i++)
    {
      if (i + radius < n)
        sum += (double)line[i + radius];
      out[i] = MAX ((float)sum, 0.0f) * scale;
      if (i - radius >= 0)
        sum -= (double)line[i - radius];
    }
}

/* The same down all columns at once, line by line. */
static void
blur_columns (const float *data, int width, int height, int radius, double *sum, float *out)
{
  float scale = 1.0f / (float)(2 * radius + 1);

  memset (sum, 0, sizeof (double) * (gsize)width);
  for (int j = -radius; j < height; j++)
    {
      if (j + radius < height)
        {
          const float *line = data + (gsize)(j + radius) * (gsize)width;

          for (int i = 0; i < width; i++)
            sum[i] += (double)line[i];
        }
      if (j < 0)
        continue;
      for (int i = 0; i < width; i++)
        out[(gsize)j * (gsize)width + (gsize)i] = MAX ((float)sum[i], 0.0f) * scale;
      if (j - radius >= 0)
        {
          const float *line = data + (gsize)(j - radius) * (gsize)width;

          for (int i = 0; i < width; i++)
            sum[i] -= (double)line[i];
        }
    }
}

void
vanity_mask_blur (VanityMask *mask, double sigma)
{
  g_autofree float *other = NULL;
  g_autofree double *sum = NULL;
  int n_small, radius;

  if (mask == NULL || !(sigma > 0) || !isfinite (sigma))
    return;
  sigma = MIN (sigma / mask->step, MAX (mask->width, mask->height));
  /* A box cannot be narrower than a sample; below that blurring is not worth it. */
  if (sigma < 0.35)
    return;
  radius = choose_boxes (sigma, &n_small);
  other = g_new (float, (gsize)mask->width * mask->height);
  sum = g_new (double, (gsize)mask->width);
  for (int pass = 0; pass < 3; pass++)
    {
      int r = pass < n_small ? radius : radius + 1;

      if (r == 0)
        continue;
      for (int j = 0; j < mask->height; j++)
        blur_line (mask->data + (gsize)j * (gsize)mask->width, mask->width, r,
                   other + (gsize)j * (gsize)mask->width);
      blur_columns (other, mask->width, mask->height, r, sum, mask->data);
    }
}

typedef struct
{
  VanityMask *const *masks;
  VanityMask *known; /* the weights, blurred as the last one */
  const VanityMask *weight;
  int n;
  double sigma;
  float mean[8];
} Weighted;

static void
blur_one (gpointer data, int k, int worker)
{
  Weighted *job = data;
  VanityMask *mask = k < job->n ? job->masks[k] : job->known;
  double mean = 0, sum = 0;

  for (gsize i = 0; k < job->n && i < (gsize)mask->width * (gsize)mask->height; i++)
    {
      mean += (double)mask->data[i] * (double)job->weight->data[i];
      sum += (double)job->weight->data[i];
      mask->data[i] *= job->weight->data[i];
    }
  if (k < job->n)
    job->mean[k] = (float)(sum > 0 ? mean / sum : 0);
  vanity_mask_blur (mask, job->sigma);
}

void
vanity_mask_blur_weighted (VanityMask *const *masks, int n, const VanityMask *weight, double sigma)
{
  g_autoptr (VanityMask) known = vanity_mask_copy (weight);
  Weighted job = { masks, known, weight, n, sigma, { 0 } };

  g_return_if_fail (n < (int)G_N_ELEMENTS (job.mean));
  if (known == NULL)
    return;
  vanity_pool_run (vanity_pool_get_default (), blur_one, &job, n + 1);
  for (int k = 0; k < n; k++)
    for (gsize i = 0; i < (gsize)known->width * (gsize)known->height; i++)
      /* Where hardly anything is known in reach, the mean is the best guess. */
      masks[k]->data[i] = (masks[k]->data[i] + 1e-4f * job.mean[k]) / (known->data[i] + 1e-4f);
}
