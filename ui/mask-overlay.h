/* A layer's mask as it is shown over a photo: what was erased and what was added, tinted. */
#pragma once

#include "face/face.h"
#include "image/image.h"
#include "makeup/layer-mask.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _VanityMaskOverlay VanityMaskOverlay;

/* For a face, whose points are in the pixels of a photo of `width` × `height`. NULL, with an error,
 * where the face's mesh is not installed. */
VanityMaskOverlay *vanity_mask_overlay_new (const VanityPoint *points, int width, int height,
                                            GError **error);
void vanity_mask_overlay_free (VanityMaskOverlay *overlay);

/* The part of the photo that the texture lies over, in its pixels. */
const VanityRect *vanity_mask_overlay_get_rect (const VanityMaskOverlay *overlay);
/* NULL for a mask that changes nothing. A few milliseconds. */
GdkTexture *vanity_mask_overlay_draw (const VanityMaskOverlay *overlay,
                                      const VanityLayerMask *mask);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityMaskOverlay, vanity_mask_overlay_free)

G_END_DECLS
