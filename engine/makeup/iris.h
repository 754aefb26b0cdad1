/* The iris as the photo shows it. */
#pragma once

#include "makeup/eye-frame.h"

G_BEGIN_DECLS

/* An ellipse in photo pixels: the limbus, where the coloured ring ends and the white begins. */
typedef struct
{
  gboolean usable;     /* FALSE: too small, hidden, or more lid than iris */
  gboolean hidden;     /* the eye is shut or out of sight */
  double x, y, radius; /* along the eye's u; its middle */
  double squeeze;      /* how much shorter it is across the face's turn: v radius ÷ u radius is 1,
                          u radius is `radius` · squeeze */
  double pupil;        /* of the pupil, share of the radius */
  float plain;         /* luminance of the coloured ring: its median */
  float glint;         /* luminance above which something is a reflection on it */
  float white;         /* luminance of the white beside it, as lit here; 0 not seen */
} VanityIris;

/* The mesh's iris points, moved and sized onto the circle along which the photo changes most from
 * dark to light (Daugman's integro-differential operator, High confidence visual recognition of
 * persons, 1993), in the part that the lids leave free. Kept in the canvas; never NULL. */
const VanityIris *vanity_iris_get (VanityCanvas *canvas, gboolean left);

G_END_DECLS
