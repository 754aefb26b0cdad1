/* A stroke of a brush over a layer's mask, as it is being drawn.
 *
 * It can be drawn on a photo: then a place of the face is as far from the brush as it is there,
 * what the photo does not show is not painted, and the brush has the size of the circle that
 * somebody sees. */
#pragma once

#include "face/face.h"
#include "makeup/layer-mask.h"

G_BEGIN_DECLS

/* Where every place of a face lies in a photo; immutable. Costs some 20 ms once for a face. */
typedef struct _VanityMaskPlane VanityMaskPlane;

/* `points`: the face's, in pixels of a photo of `width` × `height`. NULL, with an error, where the
 * face's mesh is not installed. */
VanityMaskPlane *vanity_mask_plane_new (const VanityPoint *points, int width, int height,
                                        GError **error);
void vanity_mask_plane_free (VanityMaskPlane *plane);

typedef struct _VanityMaskStroke VanityMaskStroke;

/* A stroke over `mask` (NULL: none yet), which it keeps. Points and radius are in pixels of the
 * plane's photo; in the atlas chart where `plane` is NULL. `plane` must outlive the stroke. */
VanityMaskStroke *vanity_mask_stroke_new (const VanityLayerMask *mask, const VanityMaskPlane *plane,
                                          const VanityMaskBrush *brush);
void vanity_mask_stroke_free (VanityMaskStroke *stroke);

/* Leads the brush to the next point; the first one sets it down. Points that are no numbers are
 * passed over. */
void vanity_mask_stroke_add (VanityMaskStroke *stroke, const VanityMaskPoint *point);

/* The mask with the stroke as far as it goes; new. */
VanityLayerMask *vanity_mask_stroke_get (const VanityMaskStroke *stroke);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityMaskPlane, vanity_mask_plane_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityMaskStroke, vanity_mask_stroke_free)

G_END_DECLS
