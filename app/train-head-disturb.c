#include "train-head-disturb.h"

#include "head/head-map.h"
#include "head/head-view.h"

#include <math.h>

/* Of the views, those in which hair is covered by cloth, if it is that much of them, and those in
 * which the map of the person has none. */
#define SCARVES 0.04
#define LEAST_HAIR 0.06
#define LOST 0.2
#define CHANNELS VANITY_HEAD_VIEW_CHANNELS

/* A scarf in place of the hair: cloth of two colours in a pattern that no hair has, in the light in
 * which the hair was. */
static void
cover_hair (float *view, float *wanted, int side, VanityRandom *random)
{
  double turn = G_PI * vanity_random_uniform (random);
  double period = 3 + 12 * vanity_random_uniform (random) * vanity_random_uniform (random);
  double phase = 2 * G_PI * vanity_random_uniform (random);
  double wave = 2 * vanity_random_uniform (random),
         sharp = 0.4 + 2 * vanity_random_uniform (random);
  float color[2][3], light = 0;
  int cells = 0;

  for (int k = 0; k < 6; k++)
    color[k / 3][k % 3] = 0.05f + 0.9f * (float)vanity_random_uniform (random);
  for (int i = 0; i < side * side; i++)
    if (wanted[i * VANITY_HEAD_N_CLASSES + VANITY_HEAD_HAIR] > 0)
      {
        light += view[i * CHANNELS] + view[i * CHANNELS + 1] + view[i * CHANNELS + 2];
        cells++;
      }
  if (cells < LEAST_HAIR * side * side)
    return;
  light = MAX (light / (float)cells, 0.05f);
  for (int i = 0; i < side * side; i++)
    {
      float *v = view + i * CHANNELS, *w = wanted + i * VANITY_HEAD_N_CLASSES;
      double x = i % side * 2 * G_PI / period, y = i / side * 2 * G_PI / period;
      double along = x * cos (turn) + y * sin (turn), across = y * cos (turn) - x * sin (turn);
      double figure = sin (along + wave * sin (across) + phase) * (wave > 1 ? sin (across) : 1);
      float part = (float)CLAMP (0.5 + sharp * figure, 0, 1);
      float shade = CLAMP (0.55f + 0.45f * (v[0] + v[1] + v[2]) / light, 0.4f, 1.5f);

      if (!(w[VANITY_HEAD_HAIR] > 0))
        continue;
      for (int c = 0; c < 3; c++)
        v[c] = CLAMP (shade * (color[0][c] + part * (color[1][c] - color[0][c])), 0.0f, 1.0f);
      w[VANITY_HEAD_BACKGROUND] = w[VANITY_HEAD_HAIR];
      w[VANITY_HEAD_HAIR] = 0;
    }
}

/* Big hair is what the map of the person loses first. */
static void
lose_hair (float *view, const float *wanted, int n)
{
  for (int i = 0; i < n; i++)
    if (wanted[i * VANITY_HEAD_N_CLASSES + VANITY_HEAD_HAIR] > 0)
      view[i * CHANNELS + VANITY_HEAD_VIEW_PERSON] *= 0.1f;
}

/* Another light: a cast, a curve, a little noise; and now and then nobody knows the person. */
static void
relight (float *view, int n, VanityRandom *random)
{
  float gamma = (float)exp (0.5 * (2 * vanity_random_uniform (random) - 1)), gain[3];
  float noise = (float)(0.03 * vanity_random_uniform (random) * vanity_random_uniform (random));
  float grey = vanity_random_uniform (random) < 0.1 ? (float)vanity_random_uniform (random) : 0;
  float exposure = (float)exp (0.35 * (2 * vanity_random_uniform (random) - 1));
  gboolean unknown = vanity_random_uniform (random) < 0.15;

  for (int c = 0; c < 3; c++)
    gain[c] = exposure * (float)exp (0.15 * (2 * vanity_random_uniform (random) - 1));
  for (int i = 0; i < n; i++)
    {
      float *v = view + i * CHANNELS;
      float y = 0.3f * v[0] + 0.59f * v[1] + 0.11f * v[2];
      gboolean outside = v[0] + v[1] + v[2] == 0;

      for (int c = 0; c < 3 && !outside; c++)
        {
          float x = gain[c] * powf (v[c] + grey * (y - v[c]), gamma);

          v[c] = CLAMP (x + noise * (float)vanity_random_normal (random), 0.0f, 1.0f);
        }
      if (unknown)
        v[VANITY_HEAD_VIEW_PERSON] = VANITY_HEAD_VIEW_UNKNOWN;
    }
}

void
vanity_head_view_disturb (float *view, float *wanted, int side, VanityRandom *random)
{
  if (vanity_random_uniform (random) < SCARVES)
    cover_hair (view, wanted, side, random);
  else if (vanity_random_uniform (random) < LOST)
    lose_hair (view, wanted, side * side);
  relight (view, side * side, random);
}
