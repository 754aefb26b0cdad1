#include "train/metric.h"
#include "train/ssim.h"

/* What windows of two images hold. */
enum
{
  MEAN,
  OTHER_MEAN,
  SQUARE,
  OTHER_SQUARE,
  PRODUCT,
  N_MOMENTS,
};

/* One row of a channel, each element the mean of those of a window to its right. */
static void
blur_row (const float *one, const float *other, gint64 pixel, gint64 columns, const double *weights,
          double *out)
{
  for (gint64 x = 0; x < columns; x++, out += N_MOMENTS)
    {
      for (int m = 0; m < N_MOMENTS; m++)
        out[m] = 0.0;
      for (int i = 0; i < VANITY_SSIM_WINDOW; i++)
        {
          double a = one[(x + i) * pixel], b = other[(x + i) * pixel], weight = weights[i];

          out[MEAN] += weight * a;
          out[OTHER_MEAN] += weight * b;
          out[SQUARE] += weight * a * a;
          out[OTHER_SQUARE] += weight * b * b;
          out[PRODUCT] += weight * a * b;
        }
    }
}

static double
compare_moments (const double *moments, double c1, double c2)
{
  double a = moments[MEAN], b = moments[OTHER_MEAN];
  double variances = moments[SQUARE] - a * a + moments[OTHER_SQUARE] - b * b;

  return (2.0 * a * b + c1) * (2.0 * (moments[PRODUCT] - a * b) + c2)
         / ((a * a + b * b + c1) * (variances + c2));
}

/* The sum of all windows of one channel of one image. */
static double
sum_up (const float *one, const float *other, const VanityShape *shape, double c1, double c2,
        const double *weights, double *blurred)
{
  gint64 pixel = shape->dim[3], row = shape->dim[2] * pixel;
  gint64 columns = shape->dim[2] - VANITY_SSIM_WINDOW + 1, step = columns * N_MOMENTS;
  double sum = 0.0;

  for (gint64 y = 0; y < shape->dim[1]; y++)
    blur_row (one + y * row, other + y * row, pixel, columns, weights, blurred + y * step);
  for (gint64 y = 0; y + VANITY_SSIM_WINDOW <= shape->dim[1]; y++)
    for (gint64 x = 0; x < columns; x++)
      {
        double moments[N_MOMENTS] = { 0 };

        for (int i = 0; i < VANITY_SSIM_WINDOW; i++)
          for (int m = 0; m < N_MOMENTS; m++)
            moments[m] += weights[i] * blurred[(y + i) * step + x * N_MOMENTS + m];
        sum += compare_moments (moments, c1, c2);
      }
  return sum;
}

double
vanity_metric_get_ssim (const float *one, const float *other, const VanityShape *shape,
                        double range)
{
  double c1 = VANITY_SSIM_K1 * range * VANITY_SSIM_K1 * range;
  double c2 = VANITY_SSIM_K2 * range * VANITY_SSIM_K2 * range;
  double weights[VANITY_SSIM_WINDOW], sum = 0.0;
  g_autofree double *blurred = NULL;
  gint64 rows, columns, count;

  g_return_val_if_fail (shape->rank == 4 && vanity_shape_get_elements (shape) > 0
                            && shape->dim[1] >= VANITY_SSIM_WINDOW
                            && shape->dim[2] >= VANITY_SSIM_WINDOW,
                        NAN);

  rows = shape->dim[1] - VANITY_SSIM_WINDOW + 1;
  columns = shape->dim[2] - VANITY_SSIM_WINDOW + 1;
  count = shape->dim[1] * shape->dim[2] * shape->dim[3];
  blurred = g_new (double, shape->dim[1] * columns * N_MOMENTS);
  vanity_ssim_fill_window (weights);
  for (gint64 n = 0; n < shape->dim[0]; n++)
    for (gint64 c = 0; c < shape->dim[3]; c++)
      sum += sum_up (one + n * count + c, other + n * count + c, shape, c1, c2, weights, blurred);
  return sum / (shape->dim[0] * rows * columns * shape->dim[3]);
}
