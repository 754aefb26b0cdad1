#include "recommend/trend.h"

#include "base/date.h"
#include "base/error.h"
#include "recommend/trend-file.h"
#include "recommend/trend-season.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* How much each part can add; popularity of a day that nobody knows counts as one half-life old. */
#define FILE_SHARE 1.0
#define FAMILY_SHARE 0.6
#define POPULAR_SHARE 0.7
#define SEASON_SHARE 0.2
#define PRICE_SHARE 0.15
#define STOCK_SHARE -0.6
#define UNDATED_DECAY 0.5
/* Days in which what was out of stock may be there again. */
#define STOCK_HALF_LIFE 14.0

struct _VanityTrend
{
  gatomicrefcount n_refs;
  GDate today;
  VanityYearSeason season;
  double warmth;
  VanityTrendFile *file;
};

static gboolean
set_today (VanityTrend *trend, const char *today, GError **error)
{
  g_date_clear (&trend->today, 1);
  if (today == NULL)
    g_date_set_time_t (&trend->today, (time_t)(g_get_real_time () / G_USEC_PER_SEC));
  else if (!vanity_date_parse (today, &trend->today))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“%.40s” is no date; one is written as 2026-03-14"), today);
      return FALSE;
    }
  return TRUE;
}

VanityTrend *
vanity_trend_new (const char *today, const char *region, GFile *file, guint *skipped,
                  GError **error)
{
  g_autoptr (VanityTrend) trend = g_new0 (VanityTrend, 1);
  g_autofree char *own = region == NULL ? vanity_region_dup_own () : NULL;
  int hemisphere = vanity_region_get_hemisphere (region != NULL ? region : own);
  guint left_out = 0;

  g_atomic_ref_count_init (&trend->n_refs);
  if (!set_today (trend, today, error))
    return NULL;
  trend->season = vanity_year_season_of (&trend->today, hemisphere);
  trend->warmth = vanity_year_get_warmth (&trend->today, hemisphere);
  if (file != NULL)
    {
      trend->file = vanity_trend_file_load (file, &trend->today, &left_out, error);
      if (trend->file == NULL)
        return NULL;
    }
  if (skipped != NULL)
    *skipped = left_out;
  return g_steal_pointer (&trend);
}

VanityTrend *
vanity_trend_ref (VanityTrend *trend)
{
  g_atomic_ref_count_inc (&trend->n_refs);
  return trend;
}

void
vanity_trend_unref (VanityTrend *trend)
{
  if (!g_atomic_ref_count_dec (&trend->n_refs))
    return;
  g_clear_pointer (&trend->file, vanity_trend_file_free);
  g_free (trend);
}

VanityYearSeason
vanity_trend_get_season (const VanityTrend *trend)
{
  return trend->season;
}

/* What is left after the time since `date`; a later one is as today. */
static double
get_decay (const VanityTrend *trend, const char *date, double half_life, double undated)
{
  GDate then;

  if (!vanity_date_parse (date, &then))
    return undated;
  return exp2 (-MAX (0, g_date_days_between (&then, &trend->today)) / half_life);
}

typedef struct
{
  double sum, most;
  VanityTrendReason reason;
} Tally;

static void
add (Tally *tally, double part, VanityTrendReason reason)
{
  tally->sum += part;
  if (fabs (part) <= tally->most || reason == VANITY_TREND_NOTHING)
    return;
  tally->most = fabs (part);
  tally->reason = reason;
}

static void
add_file (Tally *tally, const VanityTrend *trend, const VanityShade *shade)
{
  gboolean family = FALSE;
  double weight = 0;

  if (trend->file == NULL || !vanity_trend_file_find (trend->file, shade, &weight, &family))
    return;
  if (weight < 0)
    add (tally, weight * (family ? FAMILY_SHARE : FILE_SHARE), VANITY_TREND_FADING);
  else
    add (tally, weight * (family ? FAMILY_SHARE : FILE_SHARE),
         family ? VANITY_TREND_FAMILY : VANITY_TREND_FILE);
}

float
vanity_trend_score (const VanityTrend *trend, const VanityShade *shade, VanityPriceClass price,
                    VanityTrendReason *reason)
{
  Tally tally = { .reason = VANITY_TREND_NOTHING };
  double fit;

  add_file (&tally, trend, shade);
  /* That few ask for something says nothing against it. */
  if (shade->popularity >= 0)
    add (&tally,
         POPULAR_SHARE * MIN (shade->popularity, 1)
             * get_decay (trend, shade->date, VANITY_TREND_HALF_LIFE, UNDATED_DECAY),
         VANITY_TREND_POPULAR);
  fit = SEASON_SHARE * vanity_shade_get_season_fit (shade, trend->warmth);
  add (&tally, fit, fit > 0 ? VANITY_TREND_SEASON : VANITY_TREND_NOTHING);
  if (price == VANITY_PRICE_CLASS_LOW)
    add (&tally, PRICE_SHARE, VANITY_TREND_PRICE);
  if (shade->availability == VANITY_AVAILABILITY_OUT_OF_STOCK)
    add (&tally, STOCK_SHARE * get_decay (trend, shade->date, STOCK_HALF_LIFE, UNDATED_DECAY),
         VANITY_TREND_OUT_OF_STOCK);
  if (reason != NULL)
    *reason = tally.reason;
  return (float)CLAMP (tally.sum, -1, 1);
}

char *
vanity_trend_dup_reason (const VanityTrend *trend, VanityTrendReason reason)
{
  switch (reason)
    {
    case VANITY_TREND_POPULAR:
      return g_strdup (_ ("much asked for"));
    case VANITY_TREND_FILE:
      return g_strdup (_ ("in the trends you imported"));
    case VANITY_TREND_FAMILY:
      return g_strdup (_ ("of a kind that is in the trends you imported"));
    case VANITY_TREND_FADING:
      return g_strdup (_ ("going out of fashion in the trends you imported"));
    case VANITY_TREND_SEASON:
      return g_strdup_printf (_ ("suits the season, %s"),
                              vanity_year_season_get_label (trend->season));
    case VANITY_TREND_PRICE:
      return g_strdup (_ ("among the less expensive ones like it"));
    case VANITY_TREND_OUT_OF_STOCK:
      return g_strdup (_ ("out of stock when it was last looked up"));
    case VANITY_TREND_NOTHING:
      break;
    }
  return NULL;
}
