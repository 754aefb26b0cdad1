/* What a canvas wears after the first layers of a look, kept so that a slider of a later layer, or
 * a brush on it, does not draw all of them again. Internal to engine/makeup. */
#pragma once

#include "makeup/canvas.h"

G_BEGIN_DECLS

typedef struct _VanityUnderlay VanityUnderlay;

/* After the first `n` of `layers` (const VanityLayer, in the order in which they are drawn) were
 * laid on the clean canvas, all of them films. NULL where that is too much to keep: large photos.
 */
VanityUnderlay *vanity_underlay_take (const VanityCanvas *canvas, GPtrArray *layers, guint n);
void vanity_underlay_free (VanityUnderlay *underlay);

/* How many layers it holds, where `layers` begin with those; else 0. NULL holds none. */
guint vanity_underlay_match (const VanityUnderlay *underlay, GPtrArray *layers);

/* Puts it on the canvas, which must be clean. */
void vanity_underlay_restore (const VanityUnderlay *underlay, VanityCanvas *canvas);

G_END_DECLS
