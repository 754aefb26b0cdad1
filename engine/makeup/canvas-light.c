/* The light on every part of the face, told apart from the skin's texture. */
#include "makeup/canvas-private.h"

#include <math.h>

#define LIGHT_MM 9.0 /* light changes slowly over a face … */
#define BASE_MM 2.6  /* … its form faster; finer than this is texture */
/* How much of the light's change of colour over the face is believed: the rest is the skin's own
 * (red cheeks, a shadow of beard). */
#define TINT_SHARE 0.4f

/* A sample against the skin around it: logarithms of ratios, so that shading alone moves only
 * `light`. */
typedef struct
{
  float red, blue, light;
} Contrast;

static Contrast
compare (const VanityCanvas *canvas, VanityMask *const around[3], int i)
{
  float rgb[3], mean[3];
  Contrast contrast;

  for (int k = 0; k < 3; k++)
    {
      rgb[k] = canvas->mean[k]->data[i] + 2e-3f;
      mean[k] = around[k]->data[i] + 2e-3f;
    }
  contrast.red = logf (rgb[0] / rgb[1]) - logf (mean[0] / mean[1]);
  contrast.blue = logf (rgb[2] / rgb[1]) - logf (mean[2] / mean[1]);
  contrast.light = logf (vanity_luminance (rgb[0], rgb[1], rgb[2])
                         / vanity_luminance (mean[0], mean[1], mean[2]));
  return contrast;
}

/* How this skin's colour goes with its lightness (a photo's tone curve makes shade redder), and how
 * far it strays from that. */
typedef struct
{
  float red_slope, blue_slope; /* per unit of log light */
  float red, blue, light;      /* deviations that may pass */
} Habit;

/* Sums over likely skin, its likelihood the weight: `f` of the contrast and the habit so far. */
static double
average_skin (const VanityCanvas *canvas, const Contrast *contrasts, const Habit *habit,
              double (*f) (const Contrast *contrast, const Habit *habit))
{
  double sum = 0, weight = 1e-9;

  for (int i = 0; i < canvas->skin->width * canvas->skin->height; i++)
    {
      double w = (double)canvas->skin->data[i];

      if (canvas->visible->data[i] < 0.9f || w < 0.1)
        continue;
      sum += w * f (&contrasts[i], habit);
      weight += w;
    }
  return sum / weight;
}

static double
light_by_red (const Contrast *contrast, const Habit *habit)
{
  return (double)(contrast->light * contrast->red);
}

static double
light_by_blue (const Contrast *contrast, const Habit *habit)
{
  return (double)(contrast->light * contrast->blue);
}

static double
light_squared (const Contrast *contrast, const Habit *habit)
{
  return (double)(contrast->light * contrast->light);
}

static double
red_apart (const Contrast *contrast, const Habit *habit)
{
  return fabs ((double)(contrast->red - habit->red_slope * contrast->light));
}

static double
blue_apart (const Contrast *contrast, const Habit *habit)
{
  return fabs ((double)(contrast->blue - habit->blue_slope * contrast->light));
}

static double
light_apart (const Contrast *contrast, const Habit *habit)
{
  return fabs ((double)contrast->light);
}

static Habit
measure_habit (const VanityCanvas *canvas, const Contrast *contrasts)
{
  Habit habit = { 0 };
  double square = average_skin (canvas, contrasts, &habit, light_squared) + 0.01;

  habit.red_slope = (float)(average_skin (canvas, contrasts, &habit, light_by_red) / square);
  habit.blue_slope = (float)(average_skin (canvas, contrasts, &habit, light_by_blue) / square);
  habit.red_slope = CLAMP (habit.red_slope, -0.8f, 0.8f);
  habit.blue_slope = CLAMP (habit.blue_slope, -1.2f, 1.2f);
  habit.red = (float)(0.10 + 2.2 * average_skin (canvas, contrasts, &habit, red_apart));
  habit.blue = (float)(0.16 + 2.2 * average_skin (canvas, contrasts, &habit, blue_apart));
  habit.light = (float)(0.30 + 1.6 * average_skin (canvas, contrasts, &habit, light_apart));
  habit.red = CLAMP (habit.red, 0.16f, 0.40f);
  habit.blue = CLAMP (habit.blue, 0.26f, 0.70f);
  habit.light = CLAMP (habit.light, 0.40f, 0.52f);
  return habit;
}

/* How much more than elsewhere may pass for skin at a place: lids are darker, redder and often
 * made up already, cheeks and nose are hardly ever covered. */
static float
get_tolerance (float x, float y)
{
  float side = fabsf (x);

  if (side > 12 && side < 56 && y > 12 && y < 46)
    return 2.2f;
  if ((side < 58 && y > -20 && y <= 12) || (side <= 12 && y > 12 && y < 40))
    return 1.7f;
  return 1;
}

/* Skin again, now against the skin around it, so that a shaded cheek stays skin and a lock of hair
 * on a bright one does not. `wide` widens what may pass. */
static void
refine_skin (VanityCanvas *canvas, float wide)
{
  VanityMask *around[3];
  gsize n = (gsize)canvas->skin->width * (gsize)canvas->skin->height;
  g_autofree Contrast *contrasts = NULL;
  Habit habit;

  for (int k = 0; k < 3; k++)
    around[k] = vanity_mask_copy (canvas->mean[k]);
  vanity_mask_blur_weighted (around, 3, canvas->skin, 8 * canvas->unit);
  contrasts = g_new0 (Contrast, n);
  for (gsize i = 0; i < n; i++)
    if (canvas->visible->data[i] > 0)
      contrasts[i] = compare (canvas, around, (int)i);
  habit = measure_habit (canvas, contrasts);
  for (gsize i = 0; i < n; i++)
    {
      float tolerance = wide * get_tolerance (canvas->chart[0]->data[i], canvas->chart[1]->data[i]);
      Contrast contrast = contrasts[i];
      float dy = contrast.light, dr, db;

      if (canvas->visible->data[i] <= 0)
        {
          canvas->skin->data[i] = 0;
          continue;
        }
      dr = (contrast.red - habit.red_slope * CLAMP (dy, -0.8f, 0.8f)) / (habit.red * tolerance);
      db = (contrast.blue - habit.blue_slope * CLAMP (dy, -0.8f, 0.8f)) / (habit.blue * tolerance);
      /* Highlights are white and bright, and lie on skin. */
      if (dy > 0)
        {
          dr *= 1 / (1 + 3 * dy);
          db *= 1 / (1 + 3 * dy);
          dy *= 0.8f;
        }
      else
        dy /= habit.light * tolerance;
      canvas->skin->data[i] = canvas->visible->data[i]
                              * expf (-0.5f * MAX (dr * dr + db * db + dy * dy - 0.8f, 0.0f));
    }
  for (int k = 0; k < 3; k++)
    vanity_mask_free (around[k]);
}

void
vanity_canvas_measure_light (VanityCanvas *canvas)
{
  const VanityComplexion *complexion = &canvas->complexion;
  float skin[3] = { complexion->skin.r, complexion->skin.g, complexion->skin.b };
  float light[3] = { complexion->light.r, complexion->light.g, complexion->light.b };
  float plain = MAX (vanity_luminance (skin[0], skin[1], skin[2]), 1e-4f);

  refine_skin (canvas, 1.5f);
  refine_skin (canvas, 1);
  for (int k = 0; k < 3; k++)
    canvas->light[k] = vanity_mask_copy (canvas->mean[k]);
  vanity_mask_blur_weighted (canvas->light, 3, canvas->skin, LIGHT_MM * canvas->unit);
  canvas->base = vanity_canvas_new_field (canvas);
  for (int i = 0; i < canvas->base->width * canvas->base->height; i++)
    canvas->base->data[i] = vanity_canvas_mean_luminance (canvas, i);
  vanity_mask_blur_weighted (&canvas->base, 1, canvas->skin, BASE_MM * canvas->unit);

  for (int i = 0; i < canvas->base->width * canvas->base->height; i++)
    {
      float rgb[3], y, shade;

      for (int k = 0; k < 3; k++)
        rgb[k] = canvas->light[k]->data[i];
      y = vanity_luminance (rgb[0], rgb[1], rgb[2]);
      shade = CLAMP (y / plain, 0.08f, 4.0f);
      for (int k = 0; k < 3; k++)
        {
          float tint = rgb[k] / MAX (skin[k], 1e-4f) / MAX (y / plain, 1e-4f);

          tint = 1 + TINT_SHARE * (CLAMP (tint, 0.6f, 1.6f) - 1);
          canvas->light[k]->data[i] = light[k] * shade * tint;
        }
      canvas->base->data[i] = MAX (canvas->base->data[i], 1e-4f);
    }
}
