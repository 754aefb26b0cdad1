/* The time of the year where somebody lives. */
#pragma once

#include "catalogue/shade.h"
#include "recommend/trend.h"

G_BEGIN_DECLS

/* 1 north of the tropics, −1 south of them, 0 where there are no four seasons or nobody knows. By
 * country (ISO 3166-1 alpha-2): those with land outside the tropics count by where most of it
 * lies. */
int vanity_region_get_hemisphere (const char *region);
/* The country of the locale's LC_TIME, LC_ALL or LANG ("de_AT.UTF-8" → "AT"), or NULL. */
char *vanity_region_dup_own (void);

/* Meteorological seasons: spring from 1 March in the north. */
VanityYearSeason vanity_year_season_of (const GDate *date, int hemisphere);
/* From −1, mid-January in the north, to 1, mid-July; 0 for hemisphere 0. */
double vanity_year_get_warmth (const GDate *date, int hemisphere);

/* How well a shade goes with the warmth of the year, in [−1, 1]; 0 for what is worn all year. A
 * convention of the trade, not a measurement: lighter colours, sheer and dewy finishes, bronzer and
 * sun protection in summer; deeper colours, matte, velvet and metallic finishes in winter. */
double vanity_shade_get_season_fit (const VanityShade *shade, double warmth);

G_END_DECLS
