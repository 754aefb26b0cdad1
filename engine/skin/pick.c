#include "skin/illuminant.h"

#include "base/error.h"
#include "skin/temperature.h"
#include "skin/white.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The most pixels that are looked at, and what is no white: blown out, too dark, too colourful
 * (log₂). */
#define MOST_RADIUS 200
#define BLOWN 0.98
#define DARK 0.02
#define COLOURFUL 1.6
/* What a hand picks as grey is seldom quite. */
#define SPREAD 0.07f
#define CONFIDENCE 0.9f

/* Medians of the channels around (x, y). */
static gboolean
measure_patch (const VanityImage *image, double x, double y, double radius, double patch[3])
{
  int reach = (int)CLAMP (radius, 0.5, MOST_RADIUS), left = MAX ((int)floor (x) - reach, 0);
  int right = MIN ((int)floor (x) + reach, image->width - 1), top = MAX ((int)floor (y) - reach, 0);
  int bottom = MIN ((int)floor (y) + reach, image->height - 1), width = right - left + 1, n = 0;
  g_autofree float *planes = NULL;
  gsize all;

  if (right < left || bottom < top)
    return FALSE;
  all = (gsize)width * (bottom - top + 1);
  planes = g_new (float, 3 * all);
  for (int j = top; j <= bottom; j++, n += width)
    vanity_color_space_decode (image->space, image->depth,
                               vanity_image_row (image, j) + (gsize)left * image->depth / 2,
                               planes + n, planes + all + n, planes + 2 * all + n, width);
  for (int c = 0; c < 3; c++)
    patch[c] = vanity_median (planes + c * all, (int)all);
  return TRUE;
}

gboolean
vanity_illuminant_pick (const VanityImage *image, double x, double y, double radius,
                        VanityIlluminant *light, GError **error)
{
  double patch[3];
  VanityRgb white;

  if (!isfinite (x) || !isfinite (y) || !isfinite (radius) || x < 0 || y < 0 || x >= image->width
      || y >= image->height || !measure_patch (image, x, y, radius, patch))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("The white point at %.0f, %.0f lies outside the photo of %d × %d pixels."), x,
                   y, image->width, image->height);
      return FALSE;
    }
  if (patch[0] > BLOWN || patch[1] > BLOWN || patch[2] > BLOWN || patch[1] < DARK
      || !(patch[0] > DARK / 4) || !(patch[2] > DARK / 4)
      || hypot (log2 (patch[0] / patch[1]), log2 (patch[2] / patch[1])) > COLOURFUL)
    {
      g_set_error (
          error, VANITY_ERROR, VANITY_ERROR_VALUE,
          _ ("What lies at %.0f, %.0f is blown out, dark or colourful; a white point has to be "
             "white or grey."),
          x, y);
      return FALSE;
    }
  white = (VanityRgb){ (float)(patch[0] / patch[1]), 1, (float)(patch[2] / patch[1]) };
  light->rgb[0] = white.r;
  light->rgb[1] = 1;
  light->rgb[2] = white.b;
  light->spread = SPREAD;
  light->confidence = CONFIDENCE;
  light->evidence = VANITY_LIGHT_PICKED;
  vanity_temperature_find (white, &light->temperature, &light->tint);
  return TRUE;
}
