/* What is in demand: popularity that fades with time, the season, the price.
 *
 * Everything is taken from what the catalogue says of its own rows, or from a trend file somebody
 * imports; nothing is assumed of a shade of which neither says anything. */
#pragma once

#include "catalogue/shade.h"
#include "recommend/trend-price.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Popularity halves in this many days (Ding & Li, Time weight collaborative filtering, 2005, for
 * the form of the decay; the value is ours: a season of cosmetics is half a year). */
#define VANITY_TREND_HALF_LIFE 90.0

typedef enum
{
  VANITY_SEASON_UNKNOWN,
  VANITY_SEASON_SPRING,
  VANITY_SEASON_SUMMER,
  VANITY_SEASON_AUTUMN,
  VANITY_SEASON_WINTER,
} VanityYearSeason;

typedef struct _VanityTrend VanityTrend; /* reference counted, immutable */

/* Trends as at `today`, ISO 8601 (NULL: now). `region`: ISO 3166-1 alpha-2 country, NULL: that of
 * LC_TIME; it tells the hemisphere, and where it does not (near the equator, or unknown) the season
 * is unknown and counts for nothing. `file` (may be NULL), a table as described in
 * trend-file.h: at most 16 MiB and 100,000 rows. Rows that are wrong are counted in
 * `skipped` (may be NULL). NULL with VANITY_ERROR_VALUE (no date), _FORMAT, _LIMIT, _FILE. */
VanityTrend *vanity_trend_new (const char *today, const char *region, GFile *file, guint *skipped,
                               GError **error);
VanityTrend *vanity_trend_ref (VanityTrend *trend);
void vanity_trend_unref (VanityTrend *trend);

VanityYearSeason vanity_trend_get_season (const VanityTrend *trend);
const char *vanity_year_season_get_label (VanityYearSeason season); /* translated */

/* Why a shade has its score; the largest part. */
typedef enum
{
  VANITY_TREND_NOTHING,      /* nothing is known: the score is 0 */
  VANITY_TREND_POPULAR,      /* by the catalogue's own signals */
  VANITY_TREND_FILE,         /* named in the imported file */
  VANITY_TREND_FAMILY,       /* of a category, finish or hue named there */
  VANITY_TREND_FADING,       /* going out of fashion there: the score is negative */
  VANITY_TREND_SEASON,       /* worn in this season */
  VANITY_TREND_PRICE,        /* among the less expensive of what it is proposed with */
  VANITY_TREND_OUT_OF_STOCK, /* cannot be had now */
} VanityTrendReason;

/* In [−1, 1], 0: nothing known. `price` is the shade's among what it is proposed with
 * (vanity_price_scale_find ()). `reason` may be NULL. Safe from any thread. */
float vanity_trend_score (const VanityTrend *trend, const VanityShade *shade,
                          VanityPriceClass price, VanityTrendReason *reason);
/* A translated sentence without its full stop ("in demand now", "for autumn"), NULL for NOTHING. */
char *vanity_trend_dup_reason (const VanityTrend *trend, VanityTrendReason reason);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTrend, vanity_trend_unref)

G_END_DECLS
