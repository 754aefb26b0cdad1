/* Trying a product on: a look that wears it. */
#pragma once

#include "catalogue/shade.h"
#include "makeup/look.h"

G_BEGIN_DECLS

/* A new look: `worn` with `shade` on the layer its category is worn as (the category's layer,
 * catalogue/category.h), which is added at its defaults where there is none and unmuted. The layer
 * gets the shade's colour, its finish where the layer has one like it, its coverage where the shade
 * tells one and the layer has it, and the shade's uid as its product; all else stays. A palette
 * goes over the zones of an eyeshadow, from the lightest to the deepest. `zone` is "lid", "crease",
 * "outer", "inner" or "lower" of an eyeshadow; NULL: the lid.
 *
 * NULL with VANITY_ERROR_UNSUPPORTED where the category is not worn on the face (nails, skin care),
 * _VALUE where the shade has no colour to show. */
VanityLook *vanity_try_on (const VanityLook *worn, const VanityShade *shade, GError **error);
VanityLook *vanity_try_on_zone (const VanityLook *worn, const VanityShade *shade, const char *zone,
                                GError **error);

G_END_DECLS
