/* The face mesh's fixed topology: which points bound which feature. Numbers are MediaPipe's; left
 * and right are the person's own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const guint16 *index;
  int n;
  gboolean closed;
} VanityContour;

typedef enum
{
  VANITY_CONTOUR_FACE, /* the oval, closed */
  VANITY_CONTOUR_LIPS_OUTER,
  VANITY_CONTOUR_LIPS_INNER,
  VANITY_CONTOUR_EYE_RIGHT, /* the opening, closed */
  VANITY_CONTOUR_EYE_LEFT,
  VANITY_CONTOUR_LID_RIGHT, /* upper lash line, outer to inner corner, open */
  VANITY_CONTOUR_LID_LEFT,
  VANITY_CONTOUR_LOWER_RIGHT, /* lower lash line, outer to inner corner, open */
  VANITY_CONTOUR_LOWER_LEFT,
  VANITY_CONTOUR_BROW_RIGHT, /* closed */
  VANITY_CONTOUR_BROW_LEFT,
  VANITY_CONTOUR_IRIS_RIGHT, /* four points round the centre */
  VANITY_CONTOUR_IRIS_LEFT,
  VANITY_N_CONTOURS
} VanityContourId;

const VanityContour *vanity_mesh_get_contour (VanityContourId id);

/* The 898 triangles of the 468-point mesh, three indices each. Read from the canonical mesh that
 * is fetched with the models; NULL with an error when it is missing or broken. Both arrays live as
 * long as the process; `canonical` (468 × x, y, z in cm) may be NULL. */
const guint16 *vanity_mesh_get_triangles (int *n_triangles, const float **canonical,
                                          GError **error);

G_END_DECLS
