/* Where lipstick lies that is to be taken off: over the border of the lips by a little, and at the
 * roots of the teeth, where none would be laid. The photo tells it by its colour. */
#include "transfer/wear-private.h"

#include <math.h>

/* How far, mm. */
#define REACH_MM 2.2
#define SOFT_MM 0.3
/* Lips whose colour is nearer to the skin's than this, in a* and b*, show no rim. */
#define APART 6.0f
/* The lips' own: surely. */
#define INSIDE 0.9f
/* From the skin's colour, 0, to that of the lips, 1: what counts as none, and as all lipstick. */
#define SKIN_LIKE 0.3f
#define LIP_LIKE 0.7f
/* A blur of one half of the reach has this much left there; and beyond that it is as good as
 * nothing. */
#define NEAR 4.0f

/* L*, a* and b*, one after the other. */
static void
read_row (const VanityCanvas *canvas, const VanityRect *rect, int j, float *lab)
{
  gsize start = (gsize)(rect->y + j - canvas->rect.y) * (gsize)canvas->rect.width
                + (gsize)(rect->x - canvas->rect.x);
  int n = rect->width;

  vanity_lab_from_linear_planes (canvas->source[0] + start, canvas->source[1] + start,
                                 canvas->source[2] + start, lab, lab + n, lab + 2 * n, n);
}

/* Mean a* and b* of the lips. */
static gboolean
measure_lips (const VanityCanvas *canvas, const VanityMask *area, float *lab, float mean[2])
{
  double sum[2] = { 0 };
  int count = 0, n = area->rect.width;

  for (int j = 0; j < area->rect.height; j++)
    {
      read_row (canvas, &area->rect, j, lab);
      for (int i = 0; i < n; i++)
        if (area->data[j * n + i] > INSIDE)
          {
            sum[0] += (double)lab[n + i];
            sum[1] += (double)lab[2 * n + i];
            count++;
          }
    }
  for (int k = 0; k < 2; k++)
    mean[k] = (float)(sum[k] / MAX (count, 1));
  return count > 0;
}

/* Raises `near`, how near each pixel is, to what is lipstick there, by how far along the way from
 * the skin's colour to the lips' it lies. */
static void
tell_by_color (const VanityCanvas *canvas, const float lips[2], float *lab, VanityMask *near)
{
  float a = canvas->complexion.skin_lab.a, b = canvas->complexion.skin_lab.b;
  float da = lips[0] - a, db = lips[1] - b, square = da * da + db * db;
  int n = near->rect.width;

  for (int j = 0; j < near->rect.height; j++)
    {
      float *row = near->data + j * n;

      read_row (canvas, &near->rect, j, lab);
      for (int i = 0; i < n; i++)
        {
          float along = ((lab[n + i] - a) * da + (lab[2 * n + i] - b) * db) / square;

          along = CLAMP ((along - SKIN_LIKE) / (LIP_LIKE - SKIN_LIKE), 0.0f, 1.0f);
          row[i] *= along * along * (3 - 2 * along);
        }
    }
}

VanityMask *
vanity_wear_new_wide_lips (const VanityCanvas *canvas, const VanityMask *area)
{
  double reach = REACH_MM * canvas->lip_unit;
  int margin = (int)ceil (2 * reach) + 1;
  g_autofree float *lab = NULL;
  g_autofree float *own = NULL;
  g_autoptr (VanityMask) wide = NULL;
  VanityRect rect;
  float lips[2];

  if (area == NULL)
    return NULL;
  rect = (VanityRect){ area->rect.x - margin, area->rect.y - margin, area->rect.width + 2 * margin,
                       area->rect.height + 2 * margin };
  wide = vanity_mask_new (&rect, &canvas->rect, 1);
  if (wide == NULL)
    return NULL;
  lab = g_new (float, 3 * (gsize)wide->rect.width);
  own = g_new (float, (gsize)wide->rect.width);
  for (int j = 0; j < wide->rect.height; j++)
    vanity_mask_get_row (area, wide->rect.y + j, wide->rect.x, wide->rect.width,
                         wide->data + j * wide->rect.width);
  if (!measure_lips (canvas, area, lab, lips)
      || hypotf (lips[0] - canvas->complexion.skin_lab.a, lips[1] - canvas->complexion.skin_lab.b)
             < APART)
    return g_steal_pointer (&wide);
  vanity_mask_blur (wide, MAX (reach / 2, 0.6));
  for (int i = 0; i < wide->rect.width * wide->rect.height; i++)
    wide->data[i] = CLAMP (NEAR * wide->data[i], 0.0f, 1.0f);
  tell_by_color (canvas, lips, lab, wide);
  vanity_mask_blur (wide, MAX (SOFT_MM * canvas->lip_unit, 0.8));
  for (int j = 0; j < wide->rect.height; j++)
    {
      float *row = wide->data + j * wide->rect.width;

      vanity_mask_get_row (area, wide->rect.y + j, wide->rect.x, wide->rect.width, own);
      for (int i = 0; i < wide->rect.width; i++)
        row[i] = own[i] + (1 - own[i]) * row[i];
    }
  return g_steal_pointer (&wide);
}
