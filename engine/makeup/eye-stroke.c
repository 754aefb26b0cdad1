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

/* The share of the pixel that the segment from point `i` covers. Ends are cut square, so that a
 * short hair gets no longer than it is; the joints between are rounded by taking the larger. */
static float
get_segment_coverage (const VanityStroke *stroke, int i, float x, float y)
{
  float dx = stroke->at[i + 1].x - stroke->at[i].x, dy = stroke->at[i + 1].y - stroke->at[i].y;
  float px = x - stroke->at[i].x, py = y - stroke->at[i].y;
  float length = hypotf (dx, dy), along, t, radius, away, share = 1;

  if (!(length > 1e-6f))
    return 0;
  along = (px * dx + py * dy) / length;
  t = CLAMP (along / length, 0.0f, 1.0f);
  radius = stroke->at[i].radius + t * (stroke->at[i + 1].radius - stroke->at[i].radius);
  away = hypotf (px - t * dx, py - t * dy);
  if ((i == 0 && along < 0.5f) || (i + 2 == VANITY_STROKE_POINTS && along > length - 0.5f))
    {
      float from = i == 0 ? 0 : -INFINITY;
      float to = i + 2 == VANITY_STROKE_POINTS ? length : INFINITY;

      share = CLAMP (MIN (along + 0.5f, to) - MAX (along - 0.5f, from), 0.0f, 1.0f);
      away = fabsf (px * dy - py * dx) / length;
    }
  return share * get_coverage (away, radius);
}

typedef struct
{
  float left, top, right, bottom;
} Box;

/* What each segment can reach: most of a hair's own box is out of reach of most of it. */
static void
get_boxes (const VanityStroke *stroke, Box boxes[VANITY_STROKE_POINTS - 1])
{
  for (int i = 0; i + 1 < VANITY_STROKE_POINTS; i++)
    {
      float reach = MAX (stroke->at[i].radius, stroke->at[i + 1].radius) + 1;

      boxes[i] = (Box){ MIN (stroke->at[i].x, stroke->at[i + 1].x) - reach,
                        MIN (stroke->at[i].y, stroke->at[i + 1].y) - reach,
                        MAX (stroke->at[i].x, stroke->at[i + 1].x) + reach,
                        MAX (stroke->at[i].y, stroke->at[i + 1].y) + reach };
    }
}

static float
get_stroke_coverage (const VanityStroke *stroke, const Box boxes[VANITY_STROKE_POINTS - 1], float x,
                     float y)
{
  float best = 0;

  for (int i = 0; i + 1 < VANITY_STROKE_POINTS; i++)
    if (x > boxes[i].left && x < boxes[i].right && y > boxes[i].top && y < boxes[i].bottom)
      best = MAX (best, get_segment_coverage (stroke, i, x, y));
  return best;
}

void
vanity_stroke_draw (const VanityStroke *stroke, VanityMask *mask)
{
  Box boxes[VANITY_STROKE_POINTS - 1];
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
  get_boxes (stroke, boxes);
  left = MAX (left, 0);
  top = MAX (top, 0);
  right = MIN (right, (float)mask->width);
  bottom = MIN (bottom, (float)mask->height);

  for (int y = (int)top; y < (int)ceilf (bottom); y++)
    for (int x = (int)left; x < (int)ceilf (right); x++)
      {
        float covered = stroke->weight
                        * get_stroke_coverage (stroke, boxes, (float)(mask->rect.x + x) + 0.5f,
                                               (float)(mask->rect.y + y) + 0.5f);
        float *pixel = &mask->data[(gsize)y * (gsize)mask->width + (gsize)x];

        *pixel = 1 - (1 - *pixel) * (1 - covered);
      }
}

double
vanity_stroke_get_noise (guint number, guint salt)
{
  guint32 h = number * 0x9e3779b1u ^ salt * 0x85ebca6bu;

  h = (h ^ h >> 15) * 0x2c1b3c6du;
  h = (h ^ h >> 12) * 0x297a2d39u;
  return (double)(h ^ h >> 15) / (double)G_MAXUINT32 * 2 - 1;
}
