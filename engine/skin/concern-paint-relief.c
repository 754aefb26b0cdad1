/* Concerns that are relief and light: wrinkles, pores, eye bags, shine. */
#include "skin/concern-paint.h"

#include "face/atlas-region.h"
#include "makeup/mask.h"

#include <math.h>

#define WRINKLES 0.75f /* how much of the light the deepest takes, in logarithms */
#define PORES 0.16f    /* its standard deviation */
#define BAGS 0.9f
/* Shading of a fold: its inside is redder, since light goes through skin. */
static const float fold[3] = { 0.85f, 1.05f, 1.1f };

/* A curve of the chart: from, by way of, to. */
typedef struct
{
  double u[3], v[3];
  double width; /* texels of 256 */
} Stroke;

/* Along a parabola, thin at both ends, with a tremor. */
static void
draw_stroke (const VanityConcernCanvas *canvas, float *field, const Stroke *stroke, float value,
             gboolean mirrored)
{
  VanityRandom *random = canvas->random;
  double length = (hypot (stroke->u[1] - stroke->u[0], stroke->v[1] - stroke->v[0])
                   + hypot (stroke->u[2] - stroke->u[1], stroke->v[2] - stroke->v[1]))
                  * canvas->size;
  int steps = MAX ((int)(1.6 * length), 4);
  double phase = vanity_concern_between (random, 0, 6.3);
  double waves = vanity_concern_between (random, 4, 12);
  double tremor = vanity_concern_between (random, 0, 0.0035);

  for (int k = 0; k <= steps; k++)
    {
      double t = (double)k / steps, s = 1 - t;
      double u = s * s * stroke->u[0] + 2 * s * t * stroke->u[1] + t * t * stroke->u[2];
      double v = s * s * stroke->v[0] + 2 * s * t * stroke->v[1] + t * t * stroke->v[2];
      double taper = pow (MAX (sin (G_PI * (0.03 + 0.94 * t)), 0), 0.6);

      v += tremor * sin (waves * t + phase);
      u += tremor * cos (waves * t + phase);
      vanity_concern_stamp (canvas, field, mirrored ? 1 - u : u, v,
                            stroke->width * (0.6 + 0.4 * taper), 1, 0.7, value * (float)taper);
    }
}

/* The same on both sides, not quite alike. */
static void
draw_pair (const VanityConcernCanvas *canvas, float *field, const Stroke *base, double jitter,
           float value)
{
  for (int side = 0; side < 2; side++)
    {
      Stroke stroke = *base;

      for (int k = 0; k < 3; k++)
        {
          stroke.u[k] += vanity_concern_between (canvas->random, -jitter, jitter);
          stroke.v[k] += vanity_concern_between (canvas->random, -jitter, jitter);
        }
      draw_stroke (canvas, field, &stroke,
                   value * (float)vanity_concern_between (canvas->random, 0.75, 1), side == 1);
    }
}

static double
draw_width (const VanityConcernCanvas *canvas)
{
  return vanity_concern_between (canvas->random, 0.85, 1.5);
}

static void
add_forehead_lines (const VanityConcernCanvas *canvas, float *field, int count)
{
  VanityRandom *random = canvas->random;

  for (int k = 0; k < count; k++)
    {
      double v = vanity_concern_between (random, 0.035, 0.12);
      double from = vanity_concern_between (random, 0.2, 0.42);
      double to = vanity_concern_between (random, 0.58, 0.8), bend;
      Stroke stroke = { .u = { from, 0.5, to }, .width = draw_width (canvas) };

      bend = vanity_concern_between (random, -0.015, 0.035);
      stroke.v[0] = v + vanity_concern_between (random, -0.01, 0.01);
      stroke.v[1] = v + bend;
      stroke.v[2] = v + vanity_concern_between (random, -0.01, 0.01);
      draw_stroke (canvas, field, &stroke, (float)vanity_concern_between (random, 0.7, 1), FALSE);
    }
}

static void
add_side_lines (const VanityConcernCanvas *canvas, float *field, int count)
{
  VanityRandom *random = canvas->random;

  for (int k = 0; k < count; k++)
    {
      double at = count > 1 ? (double)k / (count - 1) - 0.5 : 0;
      Stroke stroke = { .u = { vanity_concern_between (random, 0.095, 0.11), 0.07, 0.035 },
                        .v = { 0.345 + 0.05 * at, 0.35 + 0.09 * at, 0.35 + 0.15 * at },
                        .width = draw_width (canvas) };

      draw_pair (canvas, field, &stroke, 0.008, 1);
    }
}

static void
add_under_lines (const VanityConcernCanvas *canvas, float *field, int count)
{
  VanityRandom *random = canvas->random;

  for (int k = 0; k < count; k++)
    {
      double v = vanity_concern_between (random, 0.425, 0.47);
      Stroke stroke = { .u = { vanity_concern_between (random, 0.14, 0.22), 0.27,
                               vanity_concern_between (random, 0.31, 0.4) },
                        .v = { v - 0.005, v + 0.012, v - 0.008 },
                        .width = 0.8 * draw_width (canvas) };

      draw_pair (canvas, field, &stroke, 0.006, 0.9f);
    }
}

static void
add_frown (const VanityConcernCanvas *canvas, float *field)
{
  double u = vanity_concern_between (canvas->random, 0.462, 0.485);
  Stroke stroke = { .u = { u - 0.005, u, u + 0.004 },
                    .v = { 0.12, 0.17, 0.225 },
                    .width = draw_width (canvas) };

  draw_pair (canvas, field, &stroke, 0.006, 1);
}

static void
add_folds (const VanityConcernCanvas *canvas, float *field, gboolean marionette)
{
  Stroke nasolabial = { .u = { 0.375, 0.275, 0.228 },
                        .v = { 0.525, 0.565, 0.672 },
                        .width = 1.4 * draw_width (canvas) };
  Stroke low
      = { .u = { 0.25, 0.232, 0.225 }, .v = { 0.725, 0.765, 0.81 }, .width = draw_width (canvas) };

  draw_pair (canvas, field, marionette ? &low : &nasolabial, 0.01, 1);
}

static void
add_cheek_lines (const VanityConcernCanvas *canvas, float *field, int count)
{
  for (int k = 0; k < count; k++)
    {
      double u = vanity_concern_between (canvas->random, 0.1, 0.19);
      Stroke stroke = { .u = { u, u - 0.012, u + 0.015 },
                        .v = { 0.56, 0.63, 0.72 },
                        .width = draw_width (canvas) };

      draw_pair (canvas, field, &stroke, 0.012, 0.8f);
    }
}

/* Which kinds there are, and how many of each, goes with the strength. */
static void
add_wrinkles (const VanityConcernCanvas *canvas, float *field, float strength)
{
  VanityRandom *random = canvas->random;
  double chance = 0.3 + 0.7 * (double)strength;
  int some = 1 + (int)lround (3 * (double)strength);

  add_forehead_lines (canvas, field, some);
  if (vanity_random_uniform (random) < chance)
    add_side_lines (canvas, field, some);
  if (vanity_random_uniform (random) < chance)
    add_under_lines (canvas, field, some);
  if (vanity_random_uniform (random) < chance)
    add_folds (canvas, field, FALSE);
  if (vanity_random_uniform (random) < 0.7 * chance)
    add_frown (canvas, field);
  if (vanity_random_uniform (random) < 0.5 * chance)
    add_folds (canvas, field, TRUE);
  if (vanity_random_uniform (random) < 0.4 * chance)
    add_cheek_lines (canvas, field, some);
}

static void
shade (const VanityConcernCanvas *canvas, int i, float darker)
{
  int n = canvas->size * canvas->size;

  for (int c = 0; c < 3; c++)
    canvas->rgb[c * n + i] *= expf (-darker * fold[c]);
}

void
vanity_concern_paint_wrinkles (const VanityConcernCanvas *canvas, float strength)
{
  int n = canvas->size * canvas->size;
  const float *skin = vanity_atlas_get_region (canvas->atlas, VANITY_ATLAS_SKIN);
  g_autofree float *valley = g_new0 (float, n);
  g_autofree float *beside = NULL;
  float depth = WRINKLES * (0.25f + 0.75f * strength);

  add_wrinkles (canvas, valley, strength);
  for (int i = 0; i < n; i++)
    valley[i] *= skin[i];
  /* Skin bulges beside a fold. */
  beside = g_memdup2 (valley, sizeof (float) * n);
  vanity_concern_blur (canvas, beside, 2);
  for (int i = 0; i < n; i++)
    if (beside[i] > 1e-4f)
      shade (canvas, i, depth * (valley[i] - 0.6f * MAX (beside[i] - 0.5f * valley[i], 0)));
  vanity_concern_tell (canvas, VANITY_CONCERN_WRINKLES, valley, 0.35f + 0.65f * strength);
}

void
vanity_concern_paint_pores (const VanityConcernCanvas *canvas, float strength)
{
  int size = canvas->size, n = size * size;
  VanityRandom *random = canvas->random;
  g_autofree float *area = g_new0 (float, n);
  g_autofree float *grain = g_new (float, n);
  g_autofree float *smooth = NULL;
  g_autofree float *uneven = vanity_concern_new_noise (canvas, 8);
  float spread = 0;
  const float *skin = vanity_atlas_get_region (canvas->atlas, VANITY_ATLAS_SKIN);

  vanity_concern_stamp (canvas, area, 0.5, 0.49, vanity_concern_between (random, 16, 22), 1.3, 0.4,
                        1);
  for (int side = 0; side < 2; side++)
    vanity_concern_stamp (canvas, area, side == 0 ? 0.27 : 0.73, 0.545,
                          vanity_concern_between (random, 18, 28), 1.2, 0.4, 1);
  if (vanity_random_uniform (random) < 0.1 + 0.5 * (double)strength)
    vanity_concern_stamp (canvas, area, 0.5, 0.07, 11, 3, 0.4, 0.9f);
  if (vanity_random_uniform (random) < 0.1 + 0.4 * (double)strength)
    vanity_concern_stamp (canvas, area, 0.5, 0.91, 11, 2, 0.4, 0.9f);
  for (int i = 0; i < n; i++)
    grain[i] = 4 + (float)vanity_random_normal (random);
  vanity_concern_blur (canvas, grain, vanity_concern_between (random, 0.55, 0.85));
  smooth = g_memdup2 (grain, sizeof (float) * n);
  vanity_concern_blur (canvas, smooth, 2);
  for (int i = 0; i < n; i++)
    {
      grain[i] = smooth[i] - grain[i];
      spread += grain[i] * grain[i];
    }
  spread = sqrtf (spread / (float)n);
  for (int i = 0; i < n; i++)
    {
      area[i] *= skin[i] * CLAMP (1 + 0.3f * uneven[i], 0, 1);
      /* Holes are darker than what stands out is bright. */
      if (area[i] > 0)
        shade (canvas, i,
               PORES * strength * area[i] * (grain[i] > 0 ? 1.3f : 0.7f) * grain[i] / spread);
    }
  vanity_concern_tell (canvas, VANITY_CONCERN_PORES, area, strength);
}

void
vanity_concern_paint_eye_bags (const VanityConcernCanvas *canvas, float strength)
{
  int size = canvas->size, n = size * size;
  VanityRandom *random = canvas->random;
  const float *skin = vanity_atlas_get_region (canvas->atlas, VANITY_ATLAS_SKIN);
  g_autofree float *crease = g_new0 (float, n);
  g_autofree float *bulge = g_new0 (float, n);
  double low = vanity_concern_between (random, 0.455, 0.485);
  double wide = vanity_concern_between (random, 0.85, 1.1);
  double width = vanity_concern_between (random, 1.6, 2.6);

  for (int side = 0; side < 2; side++)
    {
      double middle = 0.285 + vanity_concern_between (random, -0.015, 0.015);
      Stroke line = { .u = { middle - 0.13 * wide, middle, middle + 0.13 * wide },
                      .v = { low - 0.045, low + 0.03, low - 0.045 },
                      .width = width };

      draw_stroke (canvas, crease, &line, 1, side == 1);
      vanity_concern_stamp (canvas, bulge, side == 0 ? middle : 1 - middle, low - 0.027, 5.5,
                            5 * wide, 0.5, 1);
    }
  vanity_concern_blur (canvas, crease, 1);
  vanity_concern_blur (canvas, bulge, 1.2);
  for (int i = 0; i < n; i++)
    {
      crease[i] *= skin[i];
      bulge[i] *= skin[i];
      if (crease[i] > 0 || bulge[i] > 0)
        shade (canvas, i, BAGS * strength * (1.3f * crease[i] - 0.45f * bulge[i]));
      bulge[i] = MAX (bulge[i], MIN (1.3f * crease[i], 1));
    }
  vanity_concern_tell (canvas, VANITY_CONCERN_EYE_BAGS, bulge, strength);
}

void
vanity_concern_paint_shine (const VanityConcernCanvas *canvas, float strength)
{
  static const struct
  {
    double u, v, radius, stretch, chance;
  } places[] = {
    { 0.5, 0.08, 9, 3.2, 1.6 },   { 0.5, 0.475, 7, 0.8, 1.6 }, { 0.24, 0.51, 10, 1.6, 1.2 },
    { 0.76, 0.51, 10, 1.6, 1.2 }, { 0.5, 0.915, 7, 1.6, 0.4 },
  };
  int n = canvas->size * canvas->size;
  VanityRandom *random = canvas->random;
  const float *skin = vanity_atlas_get_region (canvas->atlas, VANITY_ATLAS_SKIN);
  g_autofree float *glow = g_new0 (float, n);
  g_autofree float *grain = vanity_concern_new_noise (canvas, 110);
  float grey = vanity_luminance (canvas->light[0], canvas->light[1], canvas->light[2]);
  float most = 0.6f * grey + 0.12f;
  gboolean some = FALSE;

  for (gsize k = 0; k < G_N_ELEMENTS (places) || !some; k++)
    {
      gsize at = k % G_N_ELEMENTS (places);

      if (vanity_random_uniform (random) >= places[at].chance * (0.6 + 0.6 * (double)strength))
        continue;
      some = TRUE;
      vanity_concern_stamp (
          canvas, glow, places[at].u + vanity_concern_between (random, -0.03, 0.03),
          places[at].v + vanity_concern_between (random, -0.015, 0.015),
          places[at].radius * vanity_concern_between (random, 0.85, 1.2), places[at].stretch, 0.8,
          (float)vanity_concern_between (random, 0.8, 1));
    }
  for (int i = 0; i < n; i++)
    {
      float light;

      glow[i] *= skin[i];
      light = most * strength * glow[i] * CLAMP (1 + 0.25f * grain[i], 0, 2);
      for (int c = 0; c < 3 && light > 0; c++)
        {
          float *at = &canvas->rgb[c * n + i], bright = *at + light;

          /* Cameras bend before they clip. */
          *at = bright > 0.8f ? MAX (0.8f + 0.2f * tanhf ((bright - 0.8f) / 0.2f), *at) : bright;
        }
    }
  vanity_concern_tell (canvas, VANITY_CONCERN_SHINE, glow, strength);
}
