#include "makeup/retouch.h"

#include "base/parallel.h"
#include "makeup/eye-frame.h"
#include "makeup/lips.h"
#include "makeup/path.h"
#include "makeup/zone.h"

#include <math.h>

/* What is darker has no colour that could be told from noise. Blurs take no negative values, so
 * logarithms count from here. */
#define DARKEST 1e-4f
#define BROW_MM 1.5
#define EYE_MM 1.0
#define LIPS_MM 1.0

/* Thin towards the hairline and the jaw; not into the nostrils. */
static float
zone (float x, float y, gconstpointer data)
{
  float jaw = sqrtf (x * x / (74.0f * 74.0f) + (y < 0 ? y * y / (95.0f * 95.0f) : 0));
  float u = (fabsf (x) - 7) / 6, v = (y + 17) / 4.5f;

  return vanity_ramp (86, 74, y) * vanity_ramp (1.0f, 0.86f, jaw)
         * vanity_ramp (0.7f, 1.3f, u * u + v * v);
}

/* Takes a contour and what lies within some `grow` pixels of it away. */
static void
take_path (VanityMask *mask, const VanityCanvas *canvas, VanityPath *path, double grow)
{
  g_autoptr (VanityPath) owned = path;
  g_autoptr (VanityMask) area = vanity_path_mask (path, grow, &canvas->rect);

  if (area == NULL)
    return;
  vanity_mask_steepen (area, 0.03f, 0.4f);
  vanity_mask_subtract (mask, area);
}

/* Where an eye is out of sight, what is seen in its place is dark glass, a hand, a fringe. */
static void
take_covered_eyes (VanityMask *mask, VanityCanvas *canvas)
{
  for (int left = 0; left < 2; left++)
    {
      const VanityEyeFrame *eye = vanity_eye_frame_get (canvas, left);

      if (eye == NULL || eye->sight >= 1)
        continue;
      for (int i = 0; i < mask->width * mask->height; i++)
        {
          float x = canvas->chart[0]->data[i], u = (fabsf (x) - 34) / 34;
          float v = (canvas->chart[1]->data[i] - 22) / 22;

          if ((x > 0) == left)
            mask->data[i] *= 1 - (float)(1 - eye->sight) * vanity_ramp (1.1f, 0.8f, u * u + v * v);
        }
    }
}

const VanityMask *
vanity_retouch_get_skin (VanityCanvas *canvas)
{
  VanityMask *mask = vanity_canvas_recall (canvas, "retouch");
  const VanityLips *lips = vanity_lips_get (canvas);

  if (mask != NULL)
    return mask;
  mask = vanity_zone_new_field (canvas, zone, NULL);
  for (int left = 0; left < 2; left++)
    {
      take_path (mask, canvas,
                 vanity_path_new_contour (&canvas->face, VANITY_CONTOUR_BROW_RIGHT + left),
                 BROW_MM * canvas->unit);
      take_path (mask, canvas,
                 vanity_path_new_contour (&canvas->face, VANITY_CONTOUR_EYE_RIGHT + left),
                 EYE_MM * canvas->unit);
    }
  if (lips->usable)
    take_path (mask, canvas, vanity_lips_new_border (canvas, lips, 0), LIPS_MM * canvas->unit);
  else
    take_path (mask, canvas, vanity_path_new_contour (&canvas->face, VANITY_CONTOUR_LIPS_OUTER),
               LIPS_MM * canvas->unit);
  take_covered_eyes (mask, canvas);
  vanity_mask_multiply (mask, canvas->skin);
  vanity_canvas_remember (canvas, "retouch", mask, (GDestroyNotify)vanity_mask_free);
  return mask;
}

typedef struct
{
  const VanityCanvas *canvas;
  VanityMask **masks;
} Read;

static void
read_row (gpointer data, int j, int worker)
{
  const Read *read = data;
  const VanityCanvas *canvas = read->canvas;
  int step = read->masks[0]->step, width = read->masks[0]->width;
  int bottom = MIN ((j + 1) * step, canvas->rect.height);

  for (int i = 0; i < width; i++)
    {
      int right = MIN ((i + 1) * step, canvas->rect.width);
      float share = 1.0f / (float)((bottom - j * step) * (right - i * step));

      for (int k = 0; k < 3; k++)
        {
          float sum = 0;

          for (int y = j * step; y < bottom; y++)
            for (int x = i * step; x < right; x++)
              sum += canvas->worn[k][(gsize)y * (gsize)canvas->rect.width + (gsize)x];
          read->masks[k]->data[j * width + i] = logf (MAX (sum * share, 0.0f) / DARKEST + 1);
        }
    }
}

gboolean
vanity_retouch_read (const VanityCanvas *canvas, int step, VanityMask *log_rgb[3])
{
  Read read = { canvas, log_rgb };

  for (int k = 0; k < 3; k++)
    log_rgb[k] = vanity_mask_new (&canvas->rect, NULL, step);
  if (log_rgb[0] == NULL || log_rgb[1] == NULL || log_rgb[2] == NULL)
    {
      vanity_retouch_free (log_rgb);
      return FALSE;
    }
  vanity_pool_run (vanity_pool_get_default (), read_row, &read, log_rgb[0]->height);
  return TRUE;
}

float
vanity_retouch_get_light (const float log_rgb[3])
{
  return logf (vanity_luminance (expf (log_rgb[0]), expf (log_rgb[1]), expf (log_rgb[2])));
}

void
vanity_retouch_free (VanityMask *masks[3])
{
  for (int k = 0; k < 3; k++)
    g_clear_pointer (&masks[k], vanity_mask_free);
}

void
vanity_retouch_lay (VanityCanvas *canvas, const VanityMask *coverage, const VanityMask *within,
                    double opacity, VanityBlend blend, VanityMask *made[3])
{
  VanityFilm film = VANITY_FILM_INIT (coverage, ((VanityRgb){ 1, 1, 1 }));

  film.within = within;
  film.opacity = opacity;
  film.blend = blend;
  for (int k = 0; k < 3; k++)
    film.pigments[k] = made[k];
  vanity_canvas_lay (canvas, &film);
  vanity_retouch_free (made);
}
