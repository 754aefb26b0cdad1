/* How far a face's halves are from being mirror images. Internal to engine/features. */
#pragma once

#include "features/features.h"
#include "features/frontal.h"

G_BEGIN_DECLS

/* Per point where it lies from the mirror image of its counterpart on the other side, face widths,
 * after the best plane of symmetry has been found: what is left of yaw and roll makes no
 * asymmetry. FALSE where the canonical mesh is not installed. */
gboolean vanity_symmetry_measure (const VanityFrontal *frontal,
                                  double offset[VANITY_FACE_MESH_POINTS][2], GError **error);

/* The point on the other side; of one in the middle, itself. */
const guint16 *vanity_symmetry_get_counterparts (GError **error);

/* Mean length of the offsets over the part, face widths. */
double vanity_symmetry_get_part (const double offset[VANITY_FACE_MESH_POINTS][2], VanityPart part);

G_END_DECLS
