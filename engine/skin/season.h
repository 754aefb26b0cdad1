/* The twelve seasons of personal colour analysis.
 *
 * A convention of stylists, not a finding: no study shows that it predicts what suits whom. The
 * rule is the one they agree on. Hue: warm (golden) seasons are spring and autumn, cool ones summer
 * and winter. Value: light seasons are spring and summer, deep ones autumn and winter. Chroma:
 * bright seasons are spring and winter, soft ones summer and autumn. Of the three, the one that
 * stands out most names the season: true (hue), light or deep (value), bright or soft (chroma). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_SEASON_LIGHT_SPRING,
  VANITY_SEASON_TRUE_SPRING,
  VANITY_SEASON_BRIGHT_SPRING,
  VANITY_SEASON_LIGHT_SUMMER,
  VANITY_SEASON_TRUE_SUMMER,
  VANITY_SEASON_SOFT_SUMMER,
  VANITY_SEASON_SOFT_AUTUMN,
  VANITY_SEASON_TRUE_AUTUMN,
  VANITY_SEASON_DEEP_AUTUMN,
  VANITY_SEASON_DEEP_WINTER,
  VANITY_SEASON_TRUE_WINTER,
  VANITY_SEASON_BRIGHT_WINTER,
  VANITY_N_SEASONS
} VanitySeason;

/* What the rule asks of a person, each in deviations from what is usual, about −2 to 2, and how
 * uncertain it is. */
typedef struct
{
  double hue, value, chroma; /* + is warm, light, bright */
  double hue_spread, value_spread, chroma_spread;
} VanitySeasonTraits;

/* How likely each season is by the rule, sum 1. */
void vanity_season_judge (const VanitySeasonTraits *traits, float probability[VANITY_N_SEASONS]);

/* "light-spring" …, and for people. */
const char *vanity_season_get_id (VanitySeason season);
const char *vanity_season_get_label (VanitySeason season);

G_END_DECLS
