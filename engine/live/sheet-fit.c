#include "live/sheet-fit.h"

#include <string.h>

/* Pixels each way over which a pixel's scale is fitted. */
#define RADIUS 2
/* What counts as no detail, of the pixel's own light, and of white: the sensor's noise. */
#define NO_DETAIL 0.02f
#define NO_LIGHT 1e-3f
#define MAX_SCALE 2.5f
/* Sums of a plane over squares of 2 · RADIUS + 1, at the border of what there is. */
static void
box_sum (const float *from, int width, int height, float *lines, float *to)
{
  for (int y = 0; y < height; y++)
    {
      const float *row = from + (gsize)y * (gsize)width;
      float *line = lines + (gsize)y * (gsize)width;

      for (int x = 0; x < width; x++)
        {
          line[x] = 0;
          for (int d = MAX (-RADIUS, -x); d <= RADIUS && x + d < width; d++)
            line[x] += row[x + d];
        }
    }
  for (int y = 0; y < height; y++)
    {
      float *row = to + (gsize)y * (gsize)width;

      memset (row, 0, (gsize)width * sizeof *row);
      for (int d = MAX (-RADIUS, -y); d <= RADIUS && y + d < height; d++)
        {
          const float *line = lines + (gsize)(y + d) * (gsize)width;

          for (int x = 0; x < width; x++)
            row[x] += line[x];
        }
    }
}

enum
{
  SUM_ONE,
  SUM_S,
  SUM_W,
  SUM_SS,
  SUM_SW,
  PLANE,
  LINES,
  N_PLANES
};
G_STATIC_ASSERT (N_PLANES == VANITY_SHEET_FIT_PLANES);

void
vanity_sheet_fit_scale (const float *s, const float *w, int width, int height, float *planes,
                        float *scale)
{
  gsize n = (gsize)width * (gsize)height;
  float *plane[N_PLANES];

  for (int i = 0; i < N_PLANES; i++)
    plane[i] = planes + (gsize)i * n;
  for (gsize i = 0; i < n; i++)
    plane[PLANE][i] = 1;
  box_sum (plane[PLANE], width, height, plane[LINES], plane[SUM_ONE]);
  box_sum (s, width, height, plane[LINES], plane[SUM_S]);
  box_sum (w, width, height, plane[LINES], plane[SUM_W]);
  for (gsize i = 0; i < n; i++)
    plane[PLANE][i] = s[i] * s[i];
  box_sum (plane[PLANE], width, height, plane[LINES], plane[SUM_SS]);
  for (gsize i = 0; i < n; i++)
    plane[PLANE][i] = s[i] * w[i];
  box_sum (plane[PLANE], width, height, plane[LINES], plane[SUM_SW]);
  for (gsize i = 0; i < n; i++)
    {
      float one = plane[SUM_ONE][i], mean = plane[SUM_S][i] / one, worn = plane[SUM_W][i] / one;
      float spread = MAX (plane[SUM_SS][i] / one - mean * mean, 0);
      float common = plane[SUM_SW][i] / one - mean * worn;
      float least = NO_DETAIL * mean + NO_LIGHT;
      /* Where there is no detail to tell, a film darkens or lightens as a whole. */
      float even = worn / (mean + NO_LIGHT);

      least *= least;
      plane[PLANE][i] = CLAMP ((common + least * even) / (spread + least), 0, MAX_SCALE) - 1;
    }
  box_sum (plane[PLANE], width, height, plane[LINES], scale);
  for (gsize i = 0; i < n; i++)
    scale[i] /= plane[SUM_ONE][i];
}

void
vanity_sheet_find_extreme (const float *from, int width, int height, float sign, float *lines,
                           float *to)
{
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        const float *row = from + (gsize)y * (gsize)width;
        float *line = lines + (gsize)y * (gsize)width + (gsize)x;

        *line = row[x];
        for (int d = MAX (-RADIUS, -x); d <= RADIUS && x + d < width; d++)
          *line = sign * row[x + d] < sign * *line ? row[x + d] : *line;
      }
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        float *here = to + (gsize)y * (gsize)width + (gsize)x;

        *here = lines[(gsize)y * (gsize)width + (gsize)x];
        for (int d = MAX (-RADIUS, -y); d <= RADIUS && y + d < height; d++)
          {
            float other = lines[(gsize)(y + d) * (gsize)width + (gsize)x];

            *here = sign * other < sign * *here ? other : *here;
          }
      }
}
