/* What the network of heads sees: a square around the face, and where the mesh says its parts are.
 *
 * S × S cells, channels last:
 *
 *   0 … 2   the photo, encoded sRGB in [0, 1], black outside of it
 *   3       face, inside the mesh's oval
 *   4       lips, 5 mouth (between them), 6 eyes (their openings), 7 brows
 *   8       the probability of a person (face/segment.h); ½ everywhere where nobody knows
 *
 * 3 … 7 are the part of each cell that lies inside the contour, [0, 1]. */
#pragma once

#include "face/face.h"
#include "face/region.h"
#include "face/segment.h"
#include "head/head-map.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_HEAD_VIEW_PHOTO = 0,
  VANITY_HEAD_VIEW_FACE = 3,
  VANITY_HEAD_VIEW_LIPS,
  VANITY_HEAD_VIEW_MOUTH,
  VANITY_HEAD_VIEW_EYES,
  VANITY_HEAD_VIEW_BROWS,
  VANITY_HEAD_VIEW_PERSON,
  VANITY_HEAD_VIEW_CHANNELS
} VanityHeadViewChannel;

#define VANITY_HEAD_VIEW_UNKNOWN 0.5f

/* The square of the photo that is looked at, upright: twice as wide as the face, a little more of
 * it above than below. `points`: the mesh's 468. FALSE where they are not finite or form no
 * face. */
gboolean vanity_head_view_find (const VanityPoint *points, VanityRegion *region);

/* Writes channels 3 to 7 of `side`² cells of VANITY_HEAD_VIEW_CHANNELS each. `grid` leads from
 * cells to where the points are, and must be invertible. */
void vanity_head_view_draw (const VanityPoint *points, const VanityAffine *grid, int side,
                            float *cells);

/* What the mesh says that half of a cell or more is: lips, brows, eyes, or background between the
 * lips. FALSE where it says none. */
gboolean vanity_head_view_find_part (const float *cell, VanityHeadClass *class);

/* Writes the other channels: the photo at `grid`, and the person, whom `segmenter` (may be NULL:
 * nobody knows) looks for in the part of the photo that is seen. FALSE with VANITY_ERROR_VALUE
 * where no part of the photo is; when cancelled or out of memory. */
gboolean vanity_head_view_sample (const VanityImage *image, VanitySegmenter *segmenter,
                                  const VanityAffine *grid, int side, float *cells,
                                  GCancellable *cancellable, GError **error);

G_END_DECLS
