#include "face/cover.h"

#include "image/color.h"

#include <math.h>
#include <stdlib.h>

#define SIZE VANITY_COVER_SIZE
/* The grid over the eyes, texels: from above the brows to the cheeks, from the middle outwards. */
#define TOP 14
#define CELL 6
/* Texels seen less than this are not judged. */
#define SEEN 0.5f
/* Edges fainter than this, relative to the skin's brightness, are all alike. */
#define FAINT 0.01f
/* A patch of skin: half its side in texels, and how many of its texels must be seen. */
#define PATCH 4
#define PATCH_SEEN 40

static float
luma (const float *rgb, int texel)
{
  const int n = SIZE * SIZE;
  float y = 0.2126f * rgb[texel] + 0.7152f * rgb[n + texel] + 0.0722f * rgb[2 * n + texel];

  /* Square root: about what an eye sees, and what noise is even in. */
  return sqrtf (MAX (y, 0));
}

void
vanity_cover_measure_glasses (const float *rgb, const float *visibility, float *features)
{
  const int columns = VANITY_GLASSES_COLUMNS, rows = VANITY_GLASSES_ROWS;
  g_autofree float *picture = g_new (float, SIZE *SIZE);
  double mean = 0, seen = 0;
  int k = 0;

  for (int i = 0; i < SIZE * SIZE; i++)
    picture[i] = luma (rgb, i);
  for (int y = TOP; y < TOP + rows * CELL; y++)
    for (int x = SIZE / 2 - columns * CELL; x < SIZE / 2 + columns * CELL; x++)
      if (visibility[y * SIZE + x] >= SEEN)
        {
          mean += picture[y * SIZE + x];
          seen++;
        }
  mean = seen > 0 ? MAX (mean / seen, 0.02) : 1;

  for (int row = 0; row < rows; row++)
    for (int column = 0; column < columns; column++)
      {
        double across = 0, along = 0, n = 0;
        for (int side = -1; side <= 1; side += 2)
          for (int b = 0; b < CELL; b++)
            for (int a = 0; a < CELL; a++)
              {
                int distance = column * CELL + a;
                int x = side < 0 ? SIZE / 2 - 1 - distance : SIZE / 2 + distance;
                int y = TOP + row * CELL + b, i = y * SIZE + x;
                if (x < 1 || x > SIZE - 2 || visibility[i] < SEEN)
                  continue;
                across += fabsf (picture[i + 1] - picture[i - 1]);
                along += fabsf (picture[i + SIZE] - picture[i - SIZE]);
                n++;
              }
        features[k++] = n > 0 ? logf (FAINT + across / n / mean) : logf (FAINT);
        features[k++] = n > 0 ? logf (FAINT + along / n / mean) : logf (FAINT);
      }
}

static int
compare_floats (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;
  return a < b ? -1 : a > b;
}

static float
median (float *values, int n)
{
  qsort (values, n, sizeof *values, compare_floats);
  return values[n / 2];
}

float
vanity_cover_measure_skin (const VanityAtlas *atlas, const float *rgb, const float *visibility)
{
  /* Forehead, nose, cheeks: bare on everybody. Where a beard grows says nothing. */
  static const int patches[] = { 151, 69, 299, 195, 50, 280, 205, 425, 117, 346 };
  const float *chart = vanity_atlas_get_chart (atlas);
  const int n = SIZE * SIZE;
  float colour[3][G_N_ELEMENTS (patches)], sorted[G_N_ELEMENTS (patches)], middle[3];
  int n_patches = 0;
  float worst = 0;

  for (gsize p = 0; p < G_N_ELEMENTS (patches); p++)
    {
      float values[3][(2 * PATCH + 1) * (2 * PATCH + 1)];
      int x0 = chart[2 * patches[p]] * SIZE, y0 = chart[2 * patches[p] + 1] * SIZE, m = 0;
      for (int y = y0 - PATCH; y <= y0 + PATCH; y++)
        for (int x = x0 - PATCH; x <= x0 + PATCH; x++)
          {
            int i = CLAMP (y, 0, SIZE - 1) * SIZE + CLAMP (x, 0, SIZE - 1);
            if (visibility[i] < SEEN)
              continue;
            VanityLab lab
                = vanity_lab_from_linear ((VanityRgb){ rgb[i], rgb[n + i], rgb[2 * n + i] });
            values[0][m] = lab.L / 3;
            values[1][m] = lab.a;
            values[2][m] = lab.b;
            m++;
          }
      if (m < PATCH_SEEN)
        continue;
      for (int c = 0; c < 3; c++)
        colour[c][n_patches] = median (values[c], m);
      n_patches++;
    }
  if (n_patches < 3)
    return 0;

  for (int c = 0; c < 3; c++)
    {
      for (int p = 0; p < n_patches; p++)
        sorted[p] = colour[c][p];
      middle[c] = median (sorted, n_patches);
    }
  for (int p = 0; p < n_patches; p++)
    {
      float d[3];
      for (int c = 0; c < 3; c++)
        d[c] = colour[c][p] - middle[c];
      worst = MAX (worst, sqrtf (d[0] * d[0] + d[1] * d[1] + d[2] * d[2]));
    }
  return worst;
}
