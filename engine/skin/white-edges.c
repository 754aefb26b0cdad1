#include "skin/white.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NORM 6
/* Weights of a Gaussian of σ = 1.5 pixels, middle first. */
#define TAPS 5
#define BLOWN 250
#define MARGIN 3
#define LEAST 400

static const float taps[TAPS] = { 0.26602f, 0.21300f, 0.10934f, 0.03598f, 0.00760f };

/* Blurs a plane along rows, then columns. */
static void
blur (float *plane, float *line, int width, int height)
{
  for (int y = 0; y < height; y++)
    {
      float *row = plane + (gsize)y * width;

      memcpy (line, row, width * sizeof *line);
      for (int x = 0; x < width; x++)
        {
          float sum = taps[0] * line[x];

          for (int k = 1; k < TAPS; k++)
            sum += taps[k] * (line[MAX (x - k, 0)] + line[MIN (x + k, width - 1)]);
          row[x] = sum;
        }
    }
  for (int x = 0; x < width; x++)
    {
      for (int y = 0; y < height; y++)
        line[y] = plane[(gsize)y * width + x];
      for (int y = 0; y < height; y++)
        {
          float sum = taps[0] * line[y];

          for (int k = 1; k < TAPS; k++)
            sum += taps[k] * (line[MAX (y - k, 0)] + line[MIN (y + k, height - 1)]);
          plane[(gsize)y * width + x] = sum;
        }
    }
}

/* Marks what is blown out, and what lies beside it. */
static void
mark_blown (const VanityImage *copy, guint8 *blown)
{
  int width = copy->width, height = copy->height;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const guint8 *pixel = vanity_image_row (copy, y) + 4 * x;

        if (pixel[0] < BLOWN && pixel[1] < BLOWN && pixel[2] < BLOWN && pixel[3] == 255)
          continue;
        for (int j = MAX (y - MARGIN, 0); j <= MIN (y + MARGIN, height - 1); j++)
          memset (blown + (gsize)j * width + MAX (x - MARGIN, 0), 1,
                  MIN (x + MARGIN, width - 1) - MAX (x - MARGIN, 0) + 1);
      }
}

void
vanity_white_measure_edges (const VanityImage *copy, VanityWhite *white)
{
  g_autofree float *planes = NULL, *line = NULL;
  g_autofree guint8 *blown = NULL;
  double sum[3] = { 0 };
  int width = copy->width, height = copy->height, used = 0;
  gsize n = (gsize)width * height;

  memset (white, 0, sizeof *white);
  planes = g_new (float, 3 * n);
  line = g_new (float, MAX (width, height));
  blown = g_new0 (guint8, n);
  for (int y = 0; y < height; y++)
    vanity_color_space_decode (copy->space, 8, vanity_image_row (copy, y),
                               planes + (gsize)y * width, planes + n + (gsize)y * width,
                               planes + 2 * n + (gsize)y * width, width);
  mark_blown (copy, blown);
  for (int c = 0; c < 3; c++)
    blur (planes + c * n, line, width, height);
  for (int y = 1; y < height - 1; y++)
    for (int x = 1; x < width - 1; x++)
      {
        gsize i = (gsize)y * width + x;

        if (blown[i])
          continue;
        for (int c = 0; c < 3; c++)
          {
            const float *p = planes + c * n + i;
            double across = (double)(p[1] - p[-1]), down = (double)(p[width] - p[-width]);
            double square = across * across + down * down;

            sum[c] += square * square * square;
          }
        used++;
      }
  if (used < LEAST || !(sum[0] > 0) || !(sum[1] > 0) || !(sum[2] > 0))
    return;
  white->seen = TRUE;
  white->texels = used;
  white->red = log2 (sum[0] / sum[1]) / NORM;
  white->blue = log2 (sum[2] / sum[1]) / NORM;
}
