#include "skin/season.h"

#include "skin/normal.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How much of a season follows from a trait of one deviation: at 2, somebody of an outstanding hue
 * of one deviation has a true season with less than a half. */
#define SHARPNESS 2.0
#define POINTS 64

static const char *const ids[VANITY_N_SEASONS] = {
  [VANITY_SEASON_LIGHT_SPRING] = "light-spring",   [VANITY_SEASON_TRUE_SPRING] = "true-spring",
  [VANITY_SEASON_BRIGHT_SPRING] = "bright-spring", [VANITY_SEASON_LIGHT_SUMMER] = "light-summer",
  [VANITY_SEASON_TRUE_SUMMER] = "true-summer",     [VANITY_SEASON_SOFT_SUMMER] = "soft-summer",
  [VANITY_SEASON_SOFT_AUTUMN] = "soft-autumn",     [VANITY_SEASON_TRUE_AUTUMN] = "true-autumn",
  [VANITY_SEASON_DEEP_AUTUMN] = "deep-autumn",     [VANITY_SEASON_DEEP_WINTER] = "deep-winter",
  [VANITY_SEASON_TRUE_WINTER] = "true-winter",     [VANITY_SEASON_BRIGHT_WINTER] = "bright-winter",
};

static const char *const labels[VANITY_N_SEASONS] = {
  [VANITY_SEASON_LIGHT_SPRING] = N_ ("Light spring"),
  [VANITY_SEASON_TRUE_SPRING] = N_ ("True spring"),
  [VANITY_SEASON_BRIGHT_SPRING] = N_ ("Bright spring"),
  [VANITY_SEASON_LIGHT_SUMMER] = N_ ("Light summer"),
  [VANITY_SEASON_TRUE_SUMMER] = N_ ("True summer"),
  [VANITY_SEASON_SOFT_SUMMER] = N_ ("Soft summer"),
  [VANITY_SEASON_SOFT_AUTUMN] = N_ ("Soft autumn"),
  [VANITY_SEASON_TRUE_AUTUMN] = N_ ("True autumn"),
  [VANITY_SEASON_DEEP_AUTUMN] = N_ ("Deep autumn"),
  [VANITY_SEASON_DEEP_WINTER] = N_ ("Deep winter"),
  [VANITY_SEASON_TRUE_WINTER] = N_ ("True winter"),
  [VANITY_SEASON_BRIGHT_WINTER] = N_ ("Bright winter"),
};

/* The rule: where each season lies by hue (warm +), value (light +) and chroma (bright +). The
 * trait that gives it its name counts fully, the others as the four seasons have them. */
static const double places[VANITY_N_SEASONS][3] = {
  [VANITY_SEASON_LIGHT_SPRING] = { 0.4, 0.87, 0.3 },
  [VANITY_SEASON_TRUE_SPRING] = { 0.87, 0.35, 0.35 },
  [VANITY_SEASON_BRIGHT_SPRING] = { 0.4, 0.3, 0.87 },
  [VANITY_SEASON_LIGHT_SUMMER] = { -0.4, 0.87, -0.3 },
  [VANITY_SEASON_TRUE_SUMMER] = { -0.87, 0.35, -0.35 },
  [VANITY_SEASON_SOFT_SUMMER] = { -0.4, 0.3, -0.87 },
  [VANITY_SEASON_SOFT_AUTUMN] = { 0.4, -0.3, -0.87 },
  [VANITY_SEASON_TRUE_AUTUMN] = { 0.87, -0.35, -0.35 },
  [VANITY_SEASON_DEEP_AUTUMN] = { 0.4, -0.87, -0.3 },
  [VANITY_SEASON_DEEP_WINTER] = { -0.4, -0.87, 0.3 },
  [VANITY_SEASON_TRUE_WINTER] = { -0.87, -0.35, 0.35 },
  [VANITY_SEASON_BRIGHT_WINTER] = { -0.4, -0.3, 0.87 },
};

const char *
vanity_season_get_id (VanitySeason season)
{
  g_return_val_if_fail ((int)season >= 0 && season < VANITY_N_SEASONS, NULL);
  return ids[season];
}

const char *
vanity_season_get_label (VanitySeason season)
{
  g_return_val_if_fail ((int)season >= 0 && season < VANITY_N_SEASONS, NULL);
  return _ (labels[season]);
}

void
vanity_season_judge (const VanitySeasonTraits *traits, float probability[VANITY_N_SEASONS])
{
  double sum[VANITY_N_SEASONS] = { 0 };

  for (int k = 0; k < POINTS; k++)
    {
      double z[3], score[VANITY_N_SEASONS], all = 0;

      vanity_normal_draw (k / 2, z);
      for (int i = 0; i < 3; i++)
        z[i] = k % 2 ? -z[i] : z[i];
      z[0] = traits->hue + traits->hue_spread * z[0];
      z[1] = traits->value + traits->value_spread * z[1];
      z[2] = traits->chroma + traits->chroma_spread * z[2];
      for (int s = 0; s < VANITY_N_SEASONS; s++)
        {
          double along = 0;

          for (int i = 0; i < 3; i++)
            along += places[s][i] * CLAMP (z[i], -3, 3);
          all += score[s] = exp (SHARPNESS * along);
        }
      for (int s = 0; s < VANITY_N_SEASONS; s++)
        sum[s] += score[s] / all;
    }
  for (int s = 0; s < VANITY_N_SEASONS; s++)
    probability[s] = (float)(sum[s] / POINTS);
}
