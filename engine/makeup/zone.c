#include "makeup/zone.h"

#include <math.h>

/* Hides the mesh's creases. */
#define SOFT_MM 1.6
/* Less than this is not seen. */
#define LEAST 1.5e-3f

VanityMask *
vanity_zone_new_field (VanityCanvas *canvas, VanityZoneFunc func, gconstpointer data)
{
  VanityMask *mask = vanity_mask_new (&canvas->rect, NULL, canvas->visible->step);

  for (int i = 0; i < mask->width * mask->height; i++)
    if (canvas->visible->data[i] > 0)
      mask->data[i] = func (canvas->chart[0]->data[i], canvas->chart[1]->data[i], data);
  vanity_mask_blur_weighted (&mask, 1, canvas->visible, SOFT_MM * canvas->unit);
  vanity_mask_multiply (mask, canvas->visible);
  for (int i = 0; i < mask->width * mask->height; i++)
    if (mask->data[i] < LEAST)
      mask->data[i] = 0;
  return mask;
}

VanityMask *
vanity_zone_new (VanityCanvas *canvas, VanityZoneFunc func, gconstpointer data)
{
  return vanity_mask_trim (vanity_zone_new_field (canvas, func, data));
}

const VanityMask *
vanity_zone_get (VanityCanvas *canvas, const char *key, VanityZoneFunc func, gconstpointer data)
{
  VanityMask *mask = vanity_canvas_recall (canvas, key);

  if (mask == NULL)
    {
      mask = vanity_zone_new (canvas, func, data);
      if (mask != NULL)
        vanity_canvas_remember (canvas, key, mask, (GDestroyNotify)vanity_mask_free);
    }
  return mask;
}

float
vanity_brush_at (const VanityBrush *brush, float x, float y)
{
  float dx = brush->x1 - brush->x0, dy = brush->y1 - brush->y0, length = dx * dx + dy * dy;
  float px = fabsf (x) - brush->x0, py = y - brush->y0, t, radius, away;

  t = length > 0 ? CLAMP ((px * dx + py * dy) / length, 0.0f, 1.0f) : 0.0f;
  radius = brush->radius0 + t * (brush->radius1 - brush->radius0);
  px -= t * dx;
  py -= t * dy;
  away = (px * px + py * py) / (radius * radius);
  return away > 20 ? 0 : expf (-0.5f * away);
}
