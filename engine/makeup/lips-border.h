/* Finds the border of the red of the lips in the photo. */
#pragma once

#include "makeup/lips.h"

G_BEGIN_DECLS

/* Fills `lips->border`: the mesh's contour, moved where the photo shows the step from lip to skin
 * near it. FALSE when the mouth is not in sight. */
gboolean vanity_lips_border_find (const VanityCanvas *canvas, VanityLips *lips);

G_END_DECLS
