/* What a look asks to know beyond the face (makeup/hints.h), found by the networks of the engine.
 */
#pragma once

#include "face/face.h"
#include "image/image.h"
#include "makeup/hints.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks for what `wanted` names, a bit set of VanityHint, round `face`, which is in the image's
 * pixels. What nobody can be sure of is missing in the hints, which say why; so is what a network
 * that is not installed would tell. NULL only when cancelled or out of memory. Takes about a tenth
 * of a second. Safe to call from several threads. */
VanityHints *vanity_hints_make (const VanityImage *image, const VanityFace *face, unsigned wanted,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
