/* Shades as vanity-cli tells of them. */
#pragma once

#include "catalogue/shade.h"
#include "cli.h"

G_BEGIN_DECLS

/* Members of an object that was begun: "uid", "brand", "line", "shade", "category", "color"
 * ("#rrggbb" or null), "colorSource", "palette" (where there is one), "finish", "coverage",
 * "undertone", "prices" (each "price" and "date"), "gtin", "labels", "spf", "availability",
 * "popularity", "link", "image", "source", "sourceId" and "date"; null where nothing is known. */
void vanity_cli_add_shade (JsonBuilder *json, const VanityShade *shade);

/* " · Lipstick · Matte · 15.00 USD": what is known beside name and colour. */
void vanity_cli_append_traits (GString *text, const VanityShade *shade);

G_END_DECLS
