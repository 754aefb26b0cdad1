#include "retouch-measure.h"

#include "head/head-mask.h"
#include "makeup/retouch.h"

#include <math.h>

#define SIDE VANITY_HEAD_MASK_SIDE
#define SEEN 0.5 /* ΔE below which nobody sees anything */
#define FINE_MM 1.5
#define WIDE_MM 6.0

typedef struct
{
  const VanityCanvas *canvas; /* or its head */
  const guint8 *truth;
  double cell;
} Place;

static VanityLab
get_lab (float *const planes[3], gsize i)
{
  return vanity_lab_from_linear ((VanityRgb){ planes[0][i], planes[1][i], planes[2][i] });
}

/* The classes of the pixel's cell and of those around it. */
static unsigned
get_classes (const Place *place, int x, int y)
{
  int column = (int)(x / place->cell), row = (int)(y / place->cell);
  unsigned classes = 0;

  for (int j = MAX (row - 1, 0); j <= MIN (row + 1, SIDE - 1); j++)
    for (int i = MAX (column - 1, 0); i <= MIN (column + 1, SIDE - 1); i++)
      classes |= 1U << place->truth[j * SIDE + i];
  return classes;
}

static void
measure_beside (const Place *place, unsigned classes, Retouched *result)
{
  const VanityCanvas *canvas = place->canvas;

  for (int y = 0; y < canvas->rect.height; y++)
    for (int x = 0; x < canvas->rect.width; x++)
      {
        gsize i = (gsize)y * (gsize)canvas->rect.width + (gsize)x;
        VanityLab source, worn;
        double change;

        if (canvas->source[0][i] == canvas->worn[0][i] && canvas->source[1][i] == canvas->worn[1][i]
            && canvas->source[2][i] == canvas->worn[2][i])
          continue;
        source = get_lab (canvas->source, i);
        worn = get_lab (canvas->worn, i);
        change = vanity_lab_delta_e2000 (source, worn);
        if (change < SEEN)
          continue;
        result->change += change;
        if (!(get_classes (place, canvas->rect.x + x, canvas->rect.y + y) & classes))
          result->beside += change;
      }
  if (result->change > 0)
    result->beside /= result->change;
}

static void
measure_skin (const Place *place, Retouched *result)
{
  const VanityCanvas *canvas = place->canvas;
  double sums[2][3] = { { 0 } }, fine[2] = { 0, 0 }, n = 0;
  float *const *planes[2] = { canvas->source, canvas->worn };
  VanityLab means[2];

  for (int y = 0; y < canvas->rect.height; y++)
    for (int x = 1; x + 1 < canvas->rect.width; x++)
      {
        gsize i = (gsize)y * (gsize)canvas->rect.width + (gsize)x;

        if (canvas->allow->data[i] < 0.95f
            || get_classes (place, canvas->rect.x + x, canvas->rect.y + y)
                   != 1U << VANITY_HEAD_SKIN)
          continue;
        for (int k = 0; k < 2; k++)
          {
            VanityLab here = get_lab (planes[k], i);
            float bend = 2 * here.L - get_lab (planes[k], i - 1).L - get_lab (planes[k], i + 1).L;

            sums[k][0] += (double)here.L;
            sums[k][1] += (double)here.a;
            sums[k][2] += (double)here.b;
            fine[k] += (double)(bend * bend);
          }
        n++;
      }
  if (n < 1)
    return;
  for (int k = 0; k < 2; k++)
    means[k]
        = (VanityLab){ (float)(sums[k][0] / n), (float)(sums[k][1] / n), (float)(sums[k][2] / n) };
  result->shift = vanity_lab_delta_e2000 (means[0], means[1]);
  result->lighter = (sums[1][0] - sums[0][0]) / n;
  result->texture = fine[1] / MAX (fine[0], 1e-9);
}

/* The energy of the band of blotches, of all three channels' logarithms. */
static double
measure_band (VanityCanvas *canvas)
{
  const VanityMask *skin = vanity_retouch_get_skin (canvas);
  VanityMask *fine[3], *wide[3];
  double sum = 0, n = 1e-9;

  if (!vanity_retouch_read (canvas, canvas->field_step, fine))
    return 0;
  for (int k = 0; k < 3; k++)
    wide[k] = vanity_mask_copy (fine[k]);
  vanity_mask_blur_weighted (fine, 3, skin, FINE_MM * canvas->unit);
  vanity_mask_blur_weighted (wide, 3, skin, WIDE_MM * canvas->unit);
  for (int i = 0; i < skin->width * skin->height; i++)
    for (int k = 0; k < 3; k++)
      {
        double step = (double)(fine[k]->data[i] - wide[k]->data[i]);

        /* More than this is a fold or an edge, not a blotch. */
        if (skin->data[i] < 0.5f || fabs (step) > 0.3)
          continue;
        sum += step * step;
        n++;
      }
  vanity_retouch_free (fine);
  vanity_retouch_free (wide);
  return sum / n;
}

static void
measure_circles (const VanityCanvas *canvas, Retouched *result)
{
  double under[2] = { 0, 0 }, cheek = 0, n_under = 1e-9, n_cheek = 1e-9;

  for (int y = 0; y < canvas->rect.height; y += 2)
    for (int x = 0; x < canvas->rect.width; x += 2)
      {
        gsize i = (gsize)y * (gsize)canvas->rect.width + (gsize)x;
        double px = canvas->rect.x + x + 0.5, py = canvas->rect.y + y + 0.5;
        double side = fabs ((double)vanity_canvas_sample (canvas->chart[0], px, py));
        double up = (double)vanity_canvas_sample (canvas->chart[1], px, py);

        if (canvas->allow->data[i] < 0.9f)
          continue;
        if (side > 20 && side < 42 && up > 8 && up < 14)
          {
            under[0] += (double)get_lab (canvas->source, i).L;
            under[1] += (double)get_lab (canvas->worn, i).L;
            n_under++;
          }
        else if (side > 26 && side < 50 && up > -14 && up < 0)
          {
            cheek += (double)get_lab (canvas->worn, i).L;
            n_cheek++;
          }
      }
  if (n_under < 20 || n_cheek < 20)
    return;
  result->circles = (under[1] - under[0]) / n_under;
  /* What was lighter before is no fault of the layer. */
  result->above = under[1] / n_under - MAX (cheek / n_cheek, under[0] / n_under);
}

Retouched
retouch_measure (VanityCanvas *canvas, const VanityLayer *layer, const guint8 *truth, int photo,
                 unsigned classes)
{
  Retouched result = { .texture = 1 };
  Place place = { canvas, truth, (double)photo / SIDE };
  double before = measure_band (canvas);

  vanity_canvas_draw (canvas, layer);
  result.blotches = before > 0 ? measure_band (canvas) / before : 1;
  measure_skin (&place, &result);
  measure_circles (canvas, &result);
  if (layer->kind->group == VANITY_LAYER_GROUP_HAIR && canvas->head != NULL)
    place.canvas = canvas->head;
  measure_beside (&place, classes, &result);
  vanity_canvas_clean (canvas);
  return result;
}
