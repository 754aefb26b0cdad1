/* Where the person is: the mesh reaches beyond the silhouette of a face turned far away, and over
 * what stands before it. */
#include "makeup/canvas-private.h"

#include "face/segment.h"

#include <math.h>

/* The network sees the head and what is round it. */
#define AROUND 1.6
/* Below this mean over the face the network has not understood the picture (a drawing, a face
 * upside down), and nobody asks it. */
#define UNDERSTOOD 0.85
#define GUIDE_MM 1.5
#define EPSILON 4e-4f

/* One network for the process, made on first use; NULL where it is not installed. */
static VanityPersonMap *
run_network (const VanityImage *image, const VanityRect *region)
{
  static GMutex lock;
  static VanitySegmenter *segmenter;
  static gboolean tried;
  VanityPersonMap *map = NULL;

  g_mutex_lock (&lock);
  if (!tried)
    segmenter = vanity_segmenter_new (NULL);
  tried = TRUE;
  if (segmenter != NULL)
    map = vanity_segmenter_run (segmenter, image, region, NULL, NULL);
  g_mutex_unlock (&lock);
  return map;
}

void
vanity_canvas_measure_person (VanityCanvas *canvas, const VanityImage *image)
{
  int side = (int)(AROUND * MAX (canvas->rect.width, canvas->rect.height));
  VanityRect region = { canvas->rect.x + (canvas->rect.width - side) / 2,
                        canvas->rect.y + (canvas->rect.height - side) / 2, side, side };
  g_autoptr (VanityPersonMap) map = run_network (image, &region);
  g_autoptr (VanityMask) person = NULL;
  double sum = 0, n = 0;

  if (map == NULL)
    return;
  person = vanity_canvas_new_field (canvas);
  for (int i = 0; i < person->width * person->height; i++)
    {
      double x = person->rect.x + (i % person->width + 0.5) * person->step;
      double y = person->rect.y + (i / person->width + 0.5) * person->step;

      person->data[i] = vanity_person_map_get (map, x, y);
      if (canvas->visible->data[i] < 1)
        continue;
      sum += (double)person->data[i];
      n++;
    }
  if (!(sum > UNDERSTOOD * n))
    return;
  vanity_mask_multiply (canvas->visible, person);
  canvas->person = g_steal_pointer (&person);
}

VanityMask *
vanity_canvas_cut_out (VanityCanvas *canvas, const VanityRect *rect)
{
  VanityMask *mask;
  g_autoptr (VanityMask) part = NULL;
  g_autoptr (VanityMask) guide = NULL;
  g_autoptr (VanityMask) slope = NULL;
  g_autoptr (VanityMask) offset = NULL;
  g_autofree float *rows = NULL;
  VanityRect around, wide = vanity_rect_around (rect->x, rect->y, rect->x + rect->width,
                                                rect->y + rect->height, 4 * canvas->unit);
  float least = 1;
  int step;

  if (canvas->person == NULL || !vanity_rect_intersect (&wide, &canvas->rect, &around))
    return NULL;
  /* On the fields' own grid. */
  step = canvas->person->step;
  around.width += (around.x - canvas->rect.x) % step;
  around.x -= (around.x - canvas->rect.x) % step;
  around.height += (around.y - canvas->rect.y) % step;
  around.y -= (around.y - canvas->rect.y) % step;
  part = vanity_mask_new (&around, &canvas->rect, step);
  guide = vanity_mask_new (&around, &canvas->rect, step);
  for (int i = 0; i < part->width * part->height; i++)
    {
      int column = (part->rect.x - canvas->rect.x) / step + i % part->width;
      int sample
          = ((part->rect.y - canvas->rect.y) / step + i / part->width) * canvas->person->width
            + column;

      part->data[i] = canvas->person->data[sample];
      guide->data[i] = sqrtf (vanity_canvas_mean_luminance (canvas, sample));
      least = MIN (least, part->data[i]);
    }
  if (least > 0.9f)
    return NULL;
  vanity_mask_guide (part, guide, MAX (1, (int)lround (GUIDE_MM * canvas->unit / step)), EPSILON,
                     &slope, &offset);
  mask = vanity_mask_new (rect, &canvas->rect, 1);
  if (mask == NULL)
    return NULL;
  rows = g_new (float, (gsize)mask->width * 3);
  for (int j = 0; j < mask->height; j++)
    {
      int n = mask->width, y = mask->rect.y + j;
      gsize start = (gsize)(y - canvas->rect.y) * (gsize)canvas->rect.width
                    + (gsize)(mask->rect.x - canvas->rect.x);

      vanity_mask_get_field_row (slope, y, mask->rect.x, n, rows);
      vanity_mask_get_field_row (offset, y, mask->rect.x, n, rows + n);
      vanity_mask_get_field_row (part, y, mask->rect.x, n, rows + 2 * n);
      for (int i = 0; i < n; i++)
        {
          float luminance = vanity_luminance (canvas->source[0][start + (gsize)i],
                                              canvas->source[1][start + (gsize)i],
                                              canvas->source[2][start + (gsize)i]);
          float value = rows[i] * sqrtf (MAX (luminance, 0.0f)) + rows[n + i];

          /* The edges are the photo's, but what the network is sure of stays. */
          value = CLAMP (value, rows[2 * n + i] - 0.5f, rows[2 * n + i] + 0.5f);
          value = CLAMP ((value - 0.35f) / 0.3f, 0.0f, 1.0f);
          mask->data[(gsize)j * (gsize)n + (gsize)i] = value * value * (3 - 2 * value);
        }
    }
  return mask;
}
