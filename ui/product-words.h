/* What is said of products, for people; translated. Free what is given. */
#pragma once

#include "recommend/recommender.h"

G_BEGIN_DECLS

/* Line and shade: "Studio Fix Fluid, NC25". */
char *vanity_product_dup_name (const VanityShade *shade);
/* Finish, coverage, undertone, labels: "Matte · full coverage · vegan"; "" where none is known. */
char *vanity_product_dup_details (const VanityShade *shade);
/* The colour and where it comes from: "#d62352, approximate", "Colour not known". */
char *vanity_product_dup_color_text (const VanityShade *shade);

/* The price that is shown: the one in the locale's currency, else the first; NULL: none is known.
 */
const VanityPrice *vanity_product_find_price (const VanityShade *shade);

/* "93 % match · ΔE 0.8". */
char *vanity_product_dup_match (const VanityProposal *proposal);
/* A line for each reason. */
char *vanity_product_dup_reasons (const VanityProposal *proposal);

/* "ΔE 0.8 apart · a dupe"; "4.00 USD cheaper", NULL where prices cannot be compared. */
char *vanity_product_dup_distance (const VanityAlternative *alternative);
char *vanity_product_dup_gap (const VanityAlternative *alternative);

/* Whether the colour is somebody's approximation, as those of the starter list are. */
gboolean vanity_product_is_approximate (const VanityShade *shade);

G_END_DECLS
