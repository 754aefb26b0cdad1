#include "makeup/mask.h"

#include "image/clones.h"
#include "makeup/plane.h"

#include <math.h>
#include <string.h>

/* More samples than any photo has pixels: a guard against rectangles gone wild. */
#define MAX_SAMPLES ((gint64)1 << 28)

VanityRect
vanity_rect_around (double left, double top, double right, double bottom, double margin)
{
  VanityRect rect = { 0, 0, 0, 0 };
  double far = 4.0 * VANITY_IMAGE_MAX_SIDE;

  if (!isfinite (left + top + right + bottom + margin))
    return rect;
  left = CLAMP (floor (left - margin), -far, far);
  top = CLAMP (floor (top - margin), -far, far);
  right = CLAMP (ceil (right + margin), -far, far);
  bottom = CLAMP (ceil (bottom + margin), -far, far);
  rect.x = (int)left;
  rect.y = (int)top;
  rect.width = (int)MAX (right - left, 0);
  rect.height = (int)MAX (bottom - top, 0);
  return rect;
}

gboolean
vanity_rect_intersect (const VanityRect *a, const VanityRect *b, VanityRect *both)
{
  int left = MAX (a->x, b->x), top = MAX (a->y, b->y);
  int right = MIN (a->x + a->width, b->x + b->width);
  int bottom = MIN (a->y + a->height, b->y + b->height);

  both->x = left;
  both->y = top;
  both->width = MAX (right - left, 0);
  both->height = MAX (bottom - top, 0);
  return both->width > 0 && both->height > 0;
}

VanityMask *
vanity_mask_new (const VanityRect *rect, const VanityRect *within, int step)
{
  VanityRect cut = *rect;
  VanityMask *mask;

  if (within != NULL && !vanity_rect_intersect (rect, within, &cut))
    return NULL;
  if (cut.width < 1 || cut.height < 1)
    return NULL;
  step = MAX (step, 1);
  mask = g_new0 (VanityMask, 1);
  mask->rect = cut;
  mask->step = step;
  mask->width = (cut.width + step - 1) / step;
  mask->height = (cut.height + step - 1) / step;
  if ((gint64)mask->width * mask->height <= MAX_SAMPLES)
    mask->data = vanity_plane_new ((gsize)mask->width * (gsize)mask->height);
  if (mask->data == NULL)
    g_clear_pointer (&mask, g_free);
  return mask;
}

VanityMask *
vanity_mask_copy (const VanityMask *mask)
{
  VanityMask *copy = mask != NULL ? vanity_mask_new (&mask->rect, NULL, mask->step) : NULL;

  if (copy != NULL)
    memcpy (copy->data, mask->data, sizeof (float) * (gsize)mask->width * (gsize)mask->height);
  return copy;
}

void
vanity_mask_free (VanityMask *mask)
{
  if (mask == NULL)
    return;
  vanity_plane_free (mask->data, (gsize)mask->width * (gsize)mask->height);
  g_free (mask);
}

void
vanity_rect_unite (VanityRect *rect, const VanityRect *other)
{
  int right, bottom;

  if (other->width < 1 || other->height < 1)
    return;
  if (rect->width < 1 || rect->height < 1)
    {
      *rect = *other;
      return;
    }
  right = MAX (rect->x + rect->width, other->x + other->width);
  bottom = MAX (rect->y + rect->height, other->y + other->height);
  rect->x = MIN (rect->x, other->x);
  rect->y = MIN (rect->y, other->y);
  rect->width = right - rect->x;
  rect->height = bottom - rect->y;
}

VanityMask *
vanity_mask_trim (VanityMask *mask)
{
  int left, right = 0, top = -1, bottom = 0;
  VanityMask *part;
  VanityRect rect;

  if (mask == NULL)
    return NULL;
  left = mask->width;
  for (int j = 0; j < mask->height; j++)
    for (int i = 0; i < mask->width; i++)
      if (mask->data[(gsize)j * (gsize)mask->width + (gsize)i] > 0)
        {
          left = MIN (left, i);
          right = MAX (right, i + 1);
          top = top < 0 ? j : top;
          bottom = j + 1;
        }
  if (top < 0)
    {
      vanity_mask_free (mask);
      return NULL;
    }
  /* One sample more on each side: between samples a mask is bilinear. */
  left = MAX (left - 1, 0);
  top = MAX (top - 1, 0);
  right = MIN (right + 1, mask->width);
  bottom = MIN (bottom + 1, mask->height);
  rect = (VanityRect){ mask->rect.x + left * mask->step, mask->rect.y + top * mask->step,
                       (right - left) * mask->step, (bottom - top) * mask->step };
  part = vanity_mask_new (&rect, &mask->rect, mask->step);
  for (int j = 0; part != NULL && j < part->height; j++)
    memcpy (part->data + (gsize)j * (gsize)part->width,
            mask->data + (gsize)(top + j) * (gsize)mask->width + (gsize)left,
            sizeof (float) * (gsize)part->width);
  vanity_mask_free (mask);
  return part;
}

/* row[k] ← line at (k + first) / step samples, bilinear; `line` has `width` + 1 samples, the last
 * one twice. */
VANITY_CLONES static void
expand (const float *restrict line, int width, float first, float scale, int n, float *restrict row)
{
  float last = (float)(width - 1);

  for (int k = 0; k < n; k++)
    {
      float at = ((float)k + first) * scale - 0.5f;
      int i;

      at = at < 0 ? 0 : at > last ? last : at;
      i = (int)at;
      row[k] = line[i] + (at - (float)i) * (line[i + 1] - line[i]);
    }
}

VANITY_CLONES static void
blend_lines (const float *restrict a, const float *restrict b, float t, int n, float *restrict line)
{
  for (int i = 0; i < n; i++)
    line[i] = a[i] + t * (b[i] - a[i]);
}

/* Pixels x … x + n − 1 of row y, which may lie outside: the nearest sample counts. */
static void
read_row (const VanityMask *mask, int y, int x, int n, float *row)
{
  double at = ((double)y + 0.5 - mask->rect.y) / mask->step - 0.5;
  g_autofree float *line = g_new (float, (gsize)mask->width + 1);
  int j;

  at = CLAMP (at, 0, mask->height - 1);
  j = (int)at;
  blend_lines (mask->data + (gsize)j * (gsize)mask->width,
               mask->data + (gsize)MIN (j + 1, mask->height - 1) * (gsize)mask->width,
               (float)(at - j), mask->width, line);
  line[mask->width] = line[mask->width - 1];
  expand (line, mask->width, (float)((double)x + 0.5 - mask->rect.x), 1.0f / (float)mask->step, n,
          row);
}

void
vanity_mask_get_field_row (const VanityMask *mask, int y, int x, int n, float *row)
{
  if (mask == NULL || n < 1)
    {
      memset (row, 0, sizeof (float) * (gsize)MAX (n, 0));
      return;
    }
  read_row (mask, y, x, n, row);
}

void
vanity_mask_get_row (const VanityMask *mask, int y, int x, int n, float *row)
{
  int from, to;

  if (n < 1)
    return;
  if (mask == NULL || y < mask->rect.y || y >= mask->rect.y + mask->rect.height)
    {
      memset (row, 0, sizeof (float) * (gsize)n);
      return;
    }
  from = CLAMP (mask->rect.x - x, 0, n);
  to = CLAMP (mask->rect.x + mask->rect.width - x, from, n);
  memset (row, 0, sizeof (float) * (gsize)from);
  memset (row + to, 0, sizeof (float) * (gsize)(n - to));
  if (to == from)
    return;
  if (mask->step == 1)
    memcpy (row + from,
            mask->data + (gsize)(y - mask->rect.y) * (gsize)mask->width + (x + from - mask->rect.x),
            sizeof (float) * (gsize)(to - from));
  else
    read_row (mask, y, x + from, to - from, row + from);
}

typedef enum
{
  MULTIPLY,
  SUBTRACT,
} Operation;

VANITY_CLONES static void
combine_line (Operation operation, float *restrict a, const float *restrict b, int n)
{
  if (operation == MULTIPLY)
    for (int i = 0; i < n; i++)
      a[i] *= b[i];
  else
    for (int i = 0; i < n; i++)
      a[i] *= 1.0f - b[i];
}

/* `other` at the centre of each of the mask's samples in line j. */
static void
read_samples (const VanityMask *mask, const VanityMask *other, int j, float *pixels, float *line)
{
  int step = mask->step, y = mask->rect.y + j * step + step / 2;

  y = MIN (y, mask->rect.y + mask->rect.height - 1);
  vanity_mask_get_row (other, y, mask->rect.x, mask->rect.width, pixels);
  for (int i = 0; i < mask->width; i++)
    line[i] = pixels[MIN (i * step + step / 2, mask->rect.width - 1)];
}

static void
combine (VanityMask *mask, const VanityMask *other, Operation operation)
{
  g_autofree float *pixels = NULL;
  g_autofree float *line = NULL;
  gboolean same;

  if (mask == NULL)
    return;
  same = other != NULL && other->step == mask->step
         && memcmp (&other->rect, &mask->rect, sizeof (VanityRect)) == 0;
  pixels = g_new (float, (gsize)mask->rect.width);
  line = g_new (float, (gsize)mask->width);
  for (int j = 0; j < mask->height; j++)
    {
      const float *from = line;

      if (same)
        from = other->data + (gsize)j * (gsize)mask->width;
      else
        read_samples (mask, other, j, pixels, line);
      combine_line (operation, mask->data + (gsize)j * (gsize)mask->width, from, mask->width);
    }
}

void
vanity_mask_multiply (VanityMask *mask, const VanityMask *other)
{
  combine (mask, other, MULTIPLY);
}

void
vanity_mask_subtract (VanityMask *mask, const VanityMask *other)
{
  combine (mask, other, SUBTRACT);
}

void
vanity_mask_scale (VanityMask *mask, float factor)
{
  if (mask == NULL)
    return;
  for (gsize i = 0; i < (gsize)mask->width * (gsize)mask->height; i++)
    mask->data[i] *= factor;
}

void
vanity_mask_steepen (VanityMask *mask, float low, float high)
{
  float scale = 1.0f / MAX (high - low, 1e-6f);

  if (mask == NULL)
    return;
  for (gsize i = 0; i < (gsize)mask->width * (gsize)mask->height; i++)
    {
      float t = CLAMP ((mask->data[i] - low) * scale, 0.0f, 1.0f);

      mask->data[i] = t * t * (3.0f - 2.0f * t);
    }
}
