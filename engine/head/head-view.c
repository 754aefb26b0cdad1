#include "head/head-view.h"

#include "base/error.h"
#include "face/frame.h"
#include "makeup/path.h"

#include <glib/gi18n-lib.h>

#include <math.h>
#include <string.h>

#define SIDE 2.1    /* of the longer side of the mesh's box */
#define RAISED 0.08 /* of the same: there is more hair above than below */

gboolean
vanity_head_view_find (const VanityPoint *points, VanityRegion *region)
{
  double low[2] = { INFINITY, INFINITY }, high[2] = { -INFINITY, -INFINITY }, size;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      double at[2] = { (double)points[i].x, (double)points[i].y };

      for (int k = 0; k < 2; k++)
        {
          if (!isfinite (at[k]))
            return FALSE;
          low[k] = MIN (low[k], at[k]);
          high[k] = MAX (high[k], at[k]);
        }
    }
  size = MAX (high[0] - low[0], high[1] - low[1]);
  if (!(size >= 1 && size < 1e6 && fabs (low[0]) < 1e6 && fabs (low[1]) < 1e6))
    return FALSE;
  *region = (VanityRegion){ .x = (low[0] + high[0]) / 2,
                            .y = (low[1] + high[1]) / 2 - RAISED * size,
                            .size = SIDE * size };
  return TRUE;
}

/* mask ← the contour's inside, in cells. */
static void
fill_contour (const VanityPoint *points, const double back[6], VanityContourId id, VanityMask *mask)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);
  VanityKnot knots[64];
  g_autoptr (VanityPath) path = NULL;

  for (int i = 0; i < contour->n; i++)
    {
      double x = (double)points[contour->index[i]].x, y = (double)points[contour->index[i]].y;

      knots[i] = (VanityKnot){ back[0] * x + back[1] * y + back[2],
                               back[3] * x + back[4] * y + back[5], 0 };
    }
  path = vanity_path_new_polyline (knots, contour->n, TRUE);
  vanity_path_fill (path, mask);
}

void
vanity_head_view_draw (const VanityPoint *points, const VanityAffine *grid, int side, float *cells)
{
  static const struct
  {
    int channel;
    VanityContourId id;
    gboolean begins;
  } parts[] = { { VANITY_HEAD_VIEW_FACE, VANITY_CONTOUR_FACE, TRUE },
                { VANITY_HEAD_VIEW_LIPS, VANITY_CONTOUR_LIPS_OUTER, TRUE },
                { VANITY_HEAD_VIEW_MOUTH, VANITY_CONTOUR_LIPS_INNER, TRUE },
                { VANITY_HEAD_VIEW_EYES, VANITY_CONTOUR_EYE_RIGHT, TRUE },
                { VANITY_HEAD_VIEW_EYES, VANITY_CONTOUR_EYE_LEFT, FALSE },
                { VANITY_HEAD_VIEW_BROWS, VANITY_CONTOUR_BROW_RIGHT, TRUE },
                { VANITY_HEAD_VIEW_BROWS, VANITY_CONTOUR_BROW_LEFT, FALSE } };
  const double *m = grid->m;
  double det = m[0] * m[4] - m[1] * m[3];
  double back[6] = { m[4] / det, -m[1] / det, 0, -m[3] / det, m[0] / det, 0 };
  VanityRect whole = { 0, 0, side, side };
  g_autoptr (VanityMask) mask = vanity_mask_new (&whole, NULL, 1);

  back[2] = -(back[0] * m[2] + back[1] * m[5]);
  back[5] = -(back[3] * m[2] + back[4] * m[5]);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i].begins)
        memset (mask->data, 0, sizeof (float) * (gsize)(side * side));
      fill_contour (points, back, parts[i].id, mask);
      for (int k = 0; k < side * side; k++)
        cells[k * VANITY_HEAD_VIEW_CHANNELS + parts[i].channel] = mask->data[k];
    }
  for (int k = 0; k < side * side; k++)
    {
      float *cell = cells + k * VANITY_HEAD_VIEW_CHANNELS;

      cell[VANITY_HEAD_VIEW_LIPS]
          = MAX (cell[VANITY_HEAD_VIEW_LIPS] - cell[VANITY_HEAD_VIEW_MOUTH], 0.0f);
    }
}

/* The part of the photo under an upright grid. */
static gboolean
find_seen (const VanityImage *image, const VanityAffine *grid, int side, VanityRect *seen)
{
  VanityRect whole = { 0, 0, image->width, image->height };
  double x[2], y[2];
  VanityRect rect;

  for (int i = 0; i < 2; i++)
    vanity_affine_apply (grid, i * side, i * side, &x[i], &y[i]);
  for (int i = 0; i < 2; i++)
    if (!(fabs (x[i]) < 1e6 && fabs (y[i]) < 1e6))
      return FALSE;
  rect = vanity_rect_around (MIN (x[0], x[1]), MIN (y[0], y[1]), MAX (x[0], x[1]), MAX (y[0], y[1]),
                             0);
  return vanity_rect_intersect (&rect, &whole, seen);
}

gboolean
vanity_head_view_find_part (const float *cell, VanityHeadClass *class)
{
  static const struct
  {
    VanityHeadViewChannel channel;
    VanityHeadClass class;
  } parts[] = { { VANITY_HEAD_VIEW_MOUTH, VANITY_HEAD_BACKGROUND },
                { VANITY_HEAD_VIEW_LIPS, VANITY_HEAD_LIPS },
                { VANITY_HEAD_VIEW_EYES, VANITY_HEAD_EYES },
                { VANITY_HEAD_VIEW_BROWS, VANITY_HEAD_BROWS } };

  for (gsize k = 0; k < G_N_ELEMENTS (parts); k++)
    if (cell[parts[k].channel] >= 0.5f)
      {
        *class = parts[k].class;
        return TRUE;
      }
  return FALSE;
}

gboolean
vanity_head_view_sample (const VanityImage *image, VanitySegmenter *segmenter,
                         const VanityAffine *grid, int side, float *cells,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityPersonMap) person = NULL;
  g_autoptr (VanityFrame) frame = NULL;
  g_autofree float *rgb = g_new (float, 3 * (gsize)(side * side));
  VanityRect seen;

  if (!find_seen (image, grid, side, &seen))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("the head lies outside the photo"));
      return FALSE;
    }
  frame = vanity_frame_new (image, error);
  if (frame == NULL)
    return FALSE;
  vanity_frame_sample (frame, grid, side, side, 0, 1, VANITY_SAMPLE_BLACK, TRUE, rgb);
  if (segmenter != NULL)
    {
      person = vanity_segmenter_run (segmenter, image, &seen, cancellable, error);
      if (person == NULL)
        return FALSE;
    }
  for (int i = 0; i < side * side; i++)
    {
      float *cell = cells + i * VANITY_HEAD_VIEW_CHANNELS;
      double x, y;

      memcpy (cell, rgb + 3 * i, 3 * sizeof (float));
      vanity_affine_apply (grid, i % side + 0.5, i / side + 0.5, &x, &y);
      cell[VANITY_HEAD_VIEW_PERSON]
          = person != NULL ? vanity_person_map_get (person, x, y) : VANITY_HEAD_VIEW_UNKNOWN;
    }
  return TRUE;
}
