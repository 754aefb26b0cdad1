/* Finds the border of the red of the lips in the photo, their opening, and what lies over them. */
#pragma once

#include "face/mesh.h"
#include "makeup/lips.h"

G_BEGIN_DECLS

/* Fills `lips->border`: the mesh's contour, moved where the photo shows the step from lip to skin
 * near it. FALSE when the mouth is not in sight. */
gboolean vanity_lips_border_find (const VanityCanvas *canvas, VanityLips *lips);

/* A contour of the mouth at VANITY_LIPS_POINTS points, half of them evenly on each lip, from the
 * person's right corner over the lower lip. FALSE when it is too small for that. */
gboolean vanity_lips_sample_contour (const VanityCanvas *canvas, VanityContourId id,
                                     double points[VANITY_LIPS_POINTS][2]);

/* The opening between the lips, and its height in mm. NULL: the mesh's is as good. Free it. */
VanityPath *vanity_lips_find_opening (const VanityCanvas *canvas, const VanityLips *lips,
                                      double *gap);

/* What lies over the lips (a tongue put out, a straw, a moustache): how much
 * of each place it hides, [0, 1]. NULL: nothing. Free it. */
VanityMask *vanity_lips_find_cover (const VanityCanvas *canvas, const VanityLips *lips);

G_END_DECLS
