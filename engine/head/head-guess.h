/* What is where on a head, guessed from the mesh, the map of the person and the colours of this
 * very photo: what the network of heads is first taught by.
 *
 * Lips, eyes, brows and what is between the lips are the mesh's. The rest is told apart by a model
 * of the colours of skin, hair, clothes and what is behind, each seeded where it is sure to be, and
 * by where on a head each of them is to be expected; models and guess are made in turns, as in
 * GrabCut (Rother, Kolmogorov and Blake, 2004), and smoothed along edges by a guided filter in
 * place of the cut (Hosni et al., Fast Cost-Volume Filtering, 2011). */
#pragma once

#include "face/face.h"
#include "head/head-map.h"

G_BEGIN_DECLS

/* `rgb`: side² encoded pixels, three bytes each; `person`: side² probabilities times 255; `points`
 * in cells of that grid; `glasses`: some are worn. `label` gets a VanityHeadClass for each cell,
 * `weight` how sure it is, times 255: 0 where it is not to be learnt. Returns the mean of the
 * weights, [0, 1]; 0, with all weights 0, where nothing can be told. */
float vanity_head_guess (const guint8 *rgb, const guint8 *person, const VanityPoint *points,
                         int side, gboolean glasses, guint8 *label, guint8 *weight);

G_END_DECLS
