/* Shades that are made up by chance: the same number and seed give the same shade. */
#pragma once

#include "catalogue/catalogue.h"

G_BEGIN_DECLS

/* Of some 50 brands, each with lines of some 20 shades; most with colour, price, GTIN and link. */
VanityShade *made_shade (guint32 seed, guint number);

/* Adds shades first … end − 1 in one batch. */
void made_shades_add (VanityCatalogue *catalogue, guint32 seed, guint first, guint end);

G_END_DECLS
