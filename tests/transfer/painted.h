/* A change whose truth is known: what a look painted in the atlas does to a face. */
#pragma once

#include "makeup/look.h"
#include "transfer/change.h"

G_BEGIN_DECLS

/* In the atlas of `size` it gives what the look's layers give there. NULL with `error`. */
VanityChange *painted_change_new (const VanityImage *image, const VanityFace *face, int size,
                                  const VanityLook *look, GError **error);

/* Green paint all over the face, or all over a part of it (−1: everywhere): what keeps it off a
 * place is not the change. */
VanityChange *painted_green_new (int size, int part);

G_END_DECLS
