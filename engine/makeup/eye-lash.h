/* How lashes grow: a row of curved hairs on the lash line, in the head's own space, seen from
 * where the photo was taken. */
#pragma once

#include "makeup/eye-frame.h"
#include "makeup/eye-stroke.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_LASHES_NATURAL,
  VANITY_LASHES_OPEN, /* longest in the middle */
  VANITY_LASHES_CAT,  /* longest towards the outer corner */
} VanityLashShape;

/* The hairs of one lid, inner to outer corner, in photo pixels. Lengths in mm; density and curl in
 * [0, 1]. The same eye always grows the same lashes, and the other eye their mirror image.
 * Elements are VanityStroke; free with g_array_unref (). */
GArray *vanity_eye_lashes_grow (const VanityCanvas *canvas, const VanityEyeFrame *frame,
                                gboolean upper, double length_mm, double density, double curl,
                                VanityLashShape shape);

G_END_DECLS
