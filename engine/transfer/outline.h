/* The pixels of a photo that lie on faces: all that their meshes cover, the near side or the far.
 */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

/* Pixels [from, to) of a row. */
typedef struct
{
  int from, to;
} VanitySpan;

typedef struct
{
  int top, rows;     /* the rows that have any; rows may be 0 */
  int left, right;   /* all lie in [left, right) */
  int *first;        /* rows + 1: where each row's spans begin */
  VanitySpan *spans; /* of each row from left to right, with gaps between them */
} VanityOutline;

/* A pixel counts as covered when its centre is in a triangle, or off it by no more than a sixteenth
 * of a pixel. What lies beyond the photo of `width` × `height` is left out, and so are triangles
 * with points that are not finite. NULL without the canonical mesh (VANITY_ERROR_MISSING). */
VanityOutline *vanity_outline_new (const VanityFace *const *faces, int n_faces, int width,
                                   int height, GError **error);
void vanity_outline_free (VanityOutline *outline);

/* The spans of a row of the photo; none outside the outline. */
const VanitySpan *vanity_outline_get_row (const VanityOutline *outline, int y, int *n_spans);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityOutline, vanity_outline_free)

G_END_DECLS
