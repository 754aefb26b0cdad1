#include "makeup/eye-stroke.h"

#include <math.h>

/* The share of a pixel of width 1, `distance` from the line's middle, that a line of half width
 * `radius` covers. */
static float
get_coverage (float distance, float radius)
{
  float low = MAX (distance - 0.5f, -radius), high = MIN (distance + 0.5f, radius);

  return MAX (high - low, 0.0f);
}

static float
get_stroke_coverage (const VanityStroke *stroke, float x, float y)
{
  float best = 0;

  for (int i = 0; i + 1 < VANITY_STROKE_POINTS; i++)
    {
      float dx = stroke->at[i + 1].x - stroke->at[i].x, dy = stroke->at[i + 1].y - stroke->at[i].y;
      float px = x - stroke->at[i].x, py = y - stroke->at[i].y;
      float length = dx * dx + dy * dy;
      float t = length > 1e-12f ? CLAMP ((px * dx + py * dy) / length, 0.0f, 1.0f) : 0.0f;
      float radius = stroke->at[i].radius + t * (stroke->at[i + 1].radius - stroke->at[i].radius);
      float away = hypotf (px - t * dx, py - t * dy);

      best = MAX (best, get_coverage (away, radius));
    }
  return best;
}

void
vanity_stroke_draw (const VanityStroke *stroke, VanityMask *mask)
{
  float left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;

  for (int i = 0; i < VANITY_STROKE_POINTS; i++)
    {
      float reach = stroke->at[i].radius + 1;

      float x = stroke->at[i].x - (float)mask->rect.x, y = stroke->at[i].y - (float)mask->rect.y;

      left = MIN (left, x - reach);
      right = MAX (right, x + reach);
      top = MIN (top, y - reach);
      bottom = MAX (bottom, y + reach);
    }
  /* Also refuses what is not a number. */
  if (!(left < (float)mask->width && right > 0 && top < (float)mask->height && bottom > 0))
    return;
  left = MAX (left, 0);
  top = MAX (top, 0);
  right = MIN (right, (float)mask->width);
  bottom = MIN (bottom, (float)mask->height);

  for (int y = (int)top; y < (int)ceilf (bottom); y++)
    for (int x = (int)left; x < (int)ceilf (right); x++)
      {
        float covered = stroke->weight
                        * get_stroke_coverage (stroke, (float)(mask->rect.x + x) + 0.5f,
                                               (float)(mask->rect.y + y) + 0.5f);
        float *pixel = &mask->data[(gsize)y * (gsize)mask->width + (gsize)x];

        *pixel = 1 - (1 - *pixel) * (1 - covered);
      }
}
