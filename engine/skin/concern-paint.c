#include "skin/concern-paint.h"

#include "makeup/mask.h"

#include <math.h>
#include <string.h>

#define NOTHING (1.0 / 6) /* of the faces */
#define ALONE (1.0 / 6)
#define PRESENT 0.5 /* of the concerns of all others */

double
vanity_concern_between (VanityRandom *random, double low, double high)
{
  return low + (high - low) * vanity_random_uniform (random);
}

float *
vanity_concern_new_noise (const VanityConcernCanvas *canvas, double cells)
{
  int size = canvas->size, side = (int)ceil (cells) + 3;
  g_autofree float *grid = g_new (float, side *side);
  float *field = g_new (float, (gsize)size *size);

  for (int i = 0; i < side * side; i++)
    grid[i] = (float)vanity_random_normal (canvas->random);
  for (int y = 0; y < size; y++)
    {
      double v = (y + 0.5) / size * cells;
      int row = (int)v;
      float t = (float)(v - row), ty = t * t * (3 - 2 * t);

      for (int x = 0; x < size; x++)
        {
          double u = (x + 0.5) / size * cells;
          int column = (int)u;
          float s = (float)(u - column), tx = s * s * (3 - 2 * s);
          const float *at = grid + row * side + column;

          field[y * size + x] = (1 - ty) * ((1 - tx) * at[0] + tx * at[1])
                                + ty * ((1 - tx) * at[side] + tx * at[side + 1]);
        }
    }
  return field;
}

void
vanity_concern_stamp (const VanityConcernCanvas *canvas, float *field, double u, double v,
                      double radius, double stretch, double soft, float value)
{
  int size = canvas->size;
  double unit = size / 256.0, ry = MAX (radius * unit, 0.3), rx = ry * stretch;
  double cx = u * size - 0.5, cy = v * size - 0.5, reach = 1 + soft;

  for (int y = MAX ((int)(cy - reach * ry - 1), 0); y <= MIN ((int)(cy + reach * ry + 1), size - 1);
       y++)
    for (int x = MAX ((int)(cx - reach * rx - 1), 0);
         x <= MIN ((int)(cx + reach * rx + 1), size - 1); x++)
      {
        double d = hypot ((x - cx) / rx, (y - cy) / ry), edge = MAX (soft, 0.5 / ry);
        double inside = CLAMP ((1 + edge - d) / (2 * edge), 0, 1);
        float *at = &field[y * size + x];

        *at = MAX (*at, value * (float)(inside * inside * (3 - 2 * inside)));
      }
}

void
vanity_concern_blur (const VanityConcernCanvas *canvas, float *field, double deviation)
{
  VanityRect all = { 0, 0, canvas->size, canvas->size };
  VanityMask mask = { .rect = all, .step = 1, .width = all.width, .height = all.height };

  mask.data = field;
  vanity_mask_blur (&mask, deviation * canvas->size / 256);
}

void
vanity_concern_stain (const VanityConcernCanvas *canvas, const float *field, float density,
                      const float *direction)
{
  int n = canvas->size * canvas->size;

  for (int i = 0; i < n; i++)
    if (field[i] != 0)
      for (int c = 0; c < 3; c++)
        canvas->rgb[c * n + i] *= expf (-density * direction[c] * field[i]);
}

void
vanity_concern_tell (const VanityConcernCanvas *canvas, VanityConcern concern, const float *field,
                     float factor)
{
  int n = canvas->size * canvas->size;
  float *truth = canvas->truth + (gsize)concern * n;

  for (int i = 0; i < n; i++)
    truth[i] = MAX (truth[i], CLAMP (factor * field[i], 0, 1));
}

void
vanity_concern_paint (const VanityConcernCanvas *canvas, const float *strength)
{
  static const struct
  {
    VanityConcern concern;
    void (*paint) (const VanityConcernCanvas *canvas, float strength);
  } painters[] = {
    { VANITY_CONCERN_PIGMENT, vanity_concern_paint_pigment },
    { VANITY_CONCERN_REDNESS, vanity_concern_paint_redness },
    { VANITY_CONCERN_DARK_CIRCLES, vanity_concern_paint_dark_circles },
    { VANITY_CONCERN_SPOTS, vanity_concern_paint_spots },
    { VANITY_CONCERN_EYE_BAGS, vanity_concern_paint_eye_bags },
    { VANITY_CONCERN_WRINKLES, vanity_concern_paint_wrinkles },
    { VANITY_CONCERN_PORES, vanity_concern_paint_pores },
    { VANITY_CONCERN_SHINE, vanity_concern_paint_shine },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (painters); k++)
    if (strength[painters[k].concern] > 0)
      painters[k].paint (canvas, MIN (strength[painters[k].concern], 1));
}

void
vanity_concern_draw_strengths (VanityRandom *random, float *strength)
{
  double kind = vanity_random_uniform (random);
  int alone = (int)vanity_random_index (random, VANITY_N_CONCERNS);

  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      gboolean present = vanity_random_uniform (random) < PRESENT;
      float drawn = (float)vanity_concern_between (random, 0.1, 1);

      if (kind < NOTHING)
        present = FALSE;
      else if (kind < NOTHING + ALONE)
        present = k == alone;
      strength[k] = present ? drawn : 0;
    }
}
