/* The attention mesh (Grishchenko et al., "Attention Mesh", 2020): 478 points of one face. */
#pragma once

#include "face/face.h"
#include "face/frame.h"
#include "face/region.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityLandmarker VanityLandmarker;

VanityLandmarker *vanity_landmarker_new (GError **error);
void vanity_landmarker_free (VanityLandmarker *landmarker);

/* Fits the mesh to the face in `region`. `points` gets 478 points in photo pixels, `presence` how
 * sure the network is of a face there, [0, 1]. FALSE only when cancelled. */
gboolean vanity_landmarker_run (VanityLandmarker *landmarker, VanityFrame *frame,
                                const VanityRegion *region, VanityPoint *points, float *presence,
                                GCancellable *cancellable, GError **error);

/* The region to look at again where the points are known: upright on the eyes, 1.5 × the longer
 * side of the mesh. */
VanityRegion vanity_region_from_points (const VanityPoint *points);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityLandmarker, vanity_landmarker_free)

G_END_DECLS
