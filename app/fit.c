#include "fit.h"

#include <math.h>
#include <stdlib.h>

/* The picture is first brought to so many times the input's size, by area and in linear light. */
#define FINE 8
/* In [0, 1]: what is further than this from the border's colour stands out from it. */
#define STANDS_OUT 0.2f

/* Numbers from 0 to 1, with the grey or the colour of the border around them. */
typedef struct
{
  int width, height, channels;
  float *pixels; /* [height, width, channels] */
  float border[3];
} Plane;

/* The middle of the input's pixel i lies at origin + (i + ½) · step of the picture. */
typedef struct
{
  double x, y, step;
} Window;

static void
plane_clear (Plane *plane)
{
  g_free (plane->pixels);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plane, plane_clear)

static const float *
get_pixel (const Plane *plane, int x, int y)
{
  return plane->pixels + ((gsize)y * plane->width + x) * plane->channels;
}

static int
compare_floats (gconstpointer one, gconstpointer other)
{
  float a = *(const float *)one, b = *(const float *)other;

  return a < b ? -1 : a > b;
}

/* Of what touches the border in some places, the median says nothing. */
static void
measure_border (Plane *plane)
{
  g_autofree float *values = g_new (float, 2 * (plane->width + plane->height));

  for (int c = 0; c < plane->channels; c++)
    {
      int n = 0;

      for (int y = 0; y < plane->height; y++)
        for (int x = 0; x < plane->width;
             x += y == 0 || y == plane->height - 1 ? 1 : MAX (plane->width - 1, 1))
          values[n++] = get_pixel (plane, x, y)[c];
      qsort (values, n, sizeof *values, compare_floats);
      plane->border[c] = values[n / 2];
    }
}

/* `image` has 8 bits, sRGB. */
static void
plane_init (Plane *plane, const VanityImage *image, int channels)
{
  *plane = (Plane){ image->width,
                    image->height,
                    channels,
                    g_new (float, (gsize)image->width * image->height * channels),
                    { 0 } };
  for (int y = 0; y < image->height; y++)
    {
      const guint8 *row = vanity_image_row (image, y);
      float *out = plane->pixels + (gsize)y * image->width * channels;

      for (int x = 0; x < image->width; x++, row += 4, out += channels)
        {
          float alpha = image->has_alpha ? row[3] / 255.0f : 1.0f, rgb[3];

          for (int c = 0; c < 3; c++)
            rgb[c] = row[c] / 255.0f * alpha + (1.0f - alpha);
          if (channels == 1)
            out[0] = 0.299f * rgb[0] + 0.587f * rgb[1] + 0.114f * rgb[2];
          else
            for (int c = 0; c < 3; c++)
              out[c] = rgb[c];
        }
    }
  measure_border (plane);
}

/* How far a pixel is from the border's colour; 0 where that is not far. */
static double
get_weight (const Plane *plane, int x, int y)
{
  const float *pixel = get_pixel (plane, x, y);
  float most = 0;

  for (int c = 0; c < plane->channels; c++)
    most = MAX (most, fabsf (pixel[c] - plane->border[c]));
  return most > STANDS_OUT ? most : 0;
}

/* FALSE where nothing stands out. */
static gboolean
find_centered (const Plane *plane, const VanityFit *fit, Window *window)
{
  int left = plane->width, right = -1, top = plane->height, bottom = -1;
  double mass = 0, x_mass = 0, y_mass = 0, side = MIN (fit->width, fit->height) * 5 / 7.0;

  for (int y = 0; y < plane->height; y++)
    for (int x = 0; x < plane->width; x++)
      {
        double weight = get_weight (plane, x, y);

        if (weight <= 0)
          continue;
        mass += weight;
        x_mass += weight * (x + 0.5);
        y_mass += weight * (y + 0.5);
        left = MIN (left, x);
        right = MAX (right, x);
        top = MIN (top, y);
        bottom = MAX (bottom, y);
      }
  if (mass <= 0)
    return FALSE;
  window->step = MAX (right - left + 1, bottom - top + 1) / side;
  window->x = x_mass / mass - fit->width * window->step / 2;
  window->y = y_mass / mass - fit->height * window->step / 2;
  return TRUE;
}

static Window
find_window (const Plane *plane, const VanityFit *fit)
{
  Window window;

  if (fit->center && find_centered (plane, fit, &window))
    return window;
  window.step = MAX ((double)plane->width / fit->width, (double)plane->height / fit->height);
  window.x = (plane->width - fit->width * window.step) / 2;
  window.y = (plane->height - fit->height * window.step) / 2;
  return window;
}

/* The mean of the plane around (x, y), in a square as wide as a step and at least a pixel: with
 * pixels that are drawn apart, that is linear between them. Outside, the border goes on. */
static void
sample (const Plane *plane, double x, double y, double step, float *values)
{
  double reach = MAX (step, 1) / 2, covered = 0, sums[3] = { 0 };

  for (int row = MAX ((int)floor (y - reach), 0); row < MIN ((int)ceil (y + reach), plane->height);
       row++)
    {
      double height = MIN (y + reach, row + 1) - MAX (y - reach, row);

      for (int column = MAX ((int)floor (x - reach), 0);
           column < MIN ((int)ceil (x + reach), plane->width); column++)
        {
          double area = height * (MIN (x + reach, column + 1) - MAX (x - reach, column));
          const float *pixel = get_pixel (plane, column, row);

          covered += area;
          for (int c = 0; c < plane->channels; c++)
            sums[c] += area * pixel[c];
        }
    }
  for (int c = 0; c < plane->channels; c++)
    {
      double all = 4 * reach * reach;

      values[c] = (float)((sums[c] + MAX (all - covered, 0) * plane->border[c]) / all);
    }
}

gboolean
vanity_fit_image (const VanityFit *fit, const VanityImage *image, float *values, gboolean *negative,
                  GError **error)
{
  g_autoptr (VanityImage) small
      = vanity_image_new_preview (image, FINE * MAX (fit->width, fit->height), NULL, error);
  g_auto (Plane) plane = { 0 };
  gsize area = (gsize)fit->width * fit->height;
  gboolean invert;
  Window window;

  if (!small)
    return FALSE;
  plane_init (&plane, small, fit->channels);
  window = find_window (&plane, fit);
  invert = fit->tone == VANITY_FIT_NEGATIVE
           || (fit->tone == VANITY_FIT_AUTO && fit->channels == 1 && plane.border[0] > 0.5f);
  for (int y = 0; y < fit->height; y++)
    for (int x = 0; x < fit->width; x++)
      {
        gsize pixel = (gsize)y * fit->width + x;
        float color[3];

        sample (&plane, window.x + (x + 0.5) * window.step, window.y + (y + 0.5) * window.step,
                window.step, color);
        for (int c = 0; c < fit->channels; c++)
          values[fit->channels_first ? c * area + pixel : pixel * fit->channels + c]
              = invert ? 1.0f - color[c] : color[c];
      }
  if (negative)
    *negative = invert;
  return TRUE;
}
