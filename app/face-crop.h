/* A part of a photo with a face in it, made small enough to work on quickly. */
#pragma once

#include "face/face.h"
#include "image/image.h"

G_BEGIN_DECLS

/* `rect`, which lies in the image, in 8-bit sRGB, reduced to `side` pixels where its longer side
 * has more. `cropped` gets the face in its pixels. */
VanityImage *vanity_face_crop (const VanityImage *image, const VanityFace *face,
                               const VanityRect *rect, int side, VanityFace *cropped,
                               GError **error);

G_END_DECLS
