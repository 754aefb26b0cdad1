/* Makeup painted in the atlas: a face's texture wears a look, and the truth of what lies on it. */
#pragma once

#include "face/atlas.h"
#include "makeup/look.h"

G_BEGIN_DECLS

/* What vanity_canvas_new_atlas () says of a canvas's `layer`, in its order: coverage, the swatch's
 * r, g and b in linear light, shine. */
#define VANITY_PAINT_PLANES 5

/* Makes the texture up with the renderer's own layers, which see the atlas as a photo of a face
 * whose mesh lies where the chart has it. `rgb` and `visibility` as vanity_atlas_unwrap () gives
 * them; hidden skin stays bare. `painted` gets three planes of size² texels in linear light,
 * `layer` (may be NULL) VANITY_PAINT_PLANES of them, 0 where nothing lies. A texel without coverage
 * and shine keeps its colour to the bit.
 *
 * Works on the calling thread alone, so that several may paint beside a network that learns. The
 * same in, the same out. Errors as vanity_canvas_new_atlas (). */
gboolean vanity_paint_texture (const VanityAtlas *atlas, const float *rgb, const float *visibility,
                               const VanityLook *look, float *painted, float *layer,
                               GError **error);

G_END_DECLS
