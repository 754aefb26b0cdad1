/* Hair that hangs on nothing: collars, coats and beards that a map of a head calls hair, since they
 * have its colour. Hair grows on the scalp, so what reaches no higher than the tip of the nose, and
 * is not joined to any that does, is none. */
#pragma once

#include "face/face.h"
#include "head/head-map.h"

G_BEGIN_DECLS

/* `label`: a VanityHeadClass for each of side² cells; `points`: the mesh's 468 in cells of that
 * grid. `loose` gets 1 for each cell of such hair, else 0; cells are joined along their edges.
 * Nothing is loose where the mesh is no face. */
void vanity_head_find_loose_hair (const guint8 *label, const VanityPoint *points, int side,
                                  guint8 *loose);

G_END_DECLS
