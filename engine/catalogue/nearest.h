/* Shades by colour. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

typedef struct
{
  VanityShade *shade;
  double delta_e; /* CIEDE2000 */
} VanityShadeMatch;

/* The `n` shades nearest to `lab` among those that `query` (NULL: all; its order, offset and limit
 * do not count) admits, the nearest first: exactly those, by CIEDE2000. Of a palette the colour
 * that is nearest counts. Elements are VanityShadeMatch, owned by the array. NULL with
 * VANITY_ERROR_FILE, or _VALUE where `lab` is not finite. */
GArray *vanity_catalogue_nearest (VanityCatalogue *catalogue, VanityLab lab,
                                  const VanityQuery *query, int n, GError **error);

G_END_DECLS
