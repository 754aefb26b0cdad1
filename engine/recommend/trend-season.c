#include "recommend/trend-season.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* South of the tropics, or mostly so. */
static const char *const southern[]
    = { "AR", "AU", "BR", "BW", "CL", "LS", "MZ", "NA", "NZ", "PY", "RE", "SZ", "UY", "ZA", "ZW" };
/* Between them, or mostly so. */
static const char *const tropical[]
    = { "AG", "AO", "BB", "BF", "BI", "BJ", "BN", "BO", "BZ", "CD", "CF", "CG", "CI", "CM",
        "CO", "CR", "CU", "CV", "DJ", "DM", "DO", "EC", "ER", "ET", "FJ", "GA", "GD", "GH",
        "GM", "GN", "GQ", "GT", "GW", "GY", "HN", "HT", "ID", "JM", "KE", "KH", "KI", "KM",
        "KN", "LA", "LC", "LK", "LR", "MG", "MH", "ML", "MR", "MU", "MV", "MW", "MY", "NE",
        "NG", "NI", "NR", "PA", "PE", "PG", "PH", "PR", "PW", "RW", "SB", "SC", "SD", "SG",
        "SL", "SN", "SO", "SR", "SS", "ST", "SV", "TD", "TG", "TH", "TL", "TO", "TT", "TV",
        "TZ", "UG", "VC", "VE", "VN", "VU", "WS", "YE", "ZM" };

static gboolean
is_among (const char *region, const char *const *list, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_ascii_strcasecmp (region, list[i]) == 0)
      return TRUE;
  return FALSE;
}

int
vanity_region_get_hemisphere (const char *region)
{
  if (region == NULL || strlen (region) != 2 || !g_ascii_isalpha (region[0])
      || !g_ascii_isalpha (region[1]))
    return 0;
  if (is_among (region, tropical, G_N_ELEMENTS (tropical)))
    return 0;
  return is_among (region, southern, G_N_ELEMENTS (southern)) ? -1 : 1;
}

char *
vanity_region_dup_own (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_TIME", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    {
      const char *value = g_getenv (variables[i]), *part;

      if (value == NULL || *value == '\0')
        continue;
      part = strchr (value, '_');
      if (part == NULL || !g_ascii_isalpha (part[1]) || !g_ascii_isalpha (part[2])
          || g_ascii_isalnum (part[3]))
        return NULL;
      return g_ascii_strup (part + 1, 2);
    }
  return NULL;
}

VanityYearSeason
vanity_year_season_of (const GDate *date, int hemisphere)
{
  int month = (int)g_date_get_month (date);

  if (hemisphere == 0)
    return VANITY_SEASON_UNKNOWN;
  if (hemisphere < 0)
    month += 6;
  /* March, April and May are 0, 1 and 2 after the turn of the year is moved there. */
  return (VanityYearSeason)(VANITY_SEASON_SPRING + (month + 9) % 12 / 3);
}

double
vanity_year_get_warmth (const GDate *date, int hemisphere)
{
  const double day = (double)g_date_get_day_of_year (date);

  /* Day 196 is 15 July. */
  return hemisphere * cos (2 * G_PI * (day - 196) / 365.25);
}

const char *
vanity_year_season_get_label (VanityYearSeason season)
{
  switch (season)
    {
    case VANITY_SEASON_SPRING:
      return C_ ("season", "spring");
    case VANITY_SEASON_SUMMER:
      return C_ ("season", "summer");
    case VANITY_SEASON_AUTUMN:
      return C_ ("season", "autumn");
    case VANITY_SEASON_WINTER:
      return C_ ("season", "winter");
    case VANITY_SEASON_UNKNOWN:
      break;
    }
  return _ ("unknown");
}

/* 1: of summer, −1: of winter. */
static double
get_finish_warmth (VanityFinish finish)
{
  switch (finish)
    {
    case VANITY_FINISH_DEWY:
    case VANITY_FINISH_SHEER:
    case VANITY_FINISH_GLOSS:
      return 1;
    case VANITY_FINISH_MATTE:
    case VANITY_FINISH_VELVET:
    case VANITY_FINISH_METALLIC:
    case VANITY_FINISH_GLITTER:
      return -1;
    default:
      return 0;
    }
}

/* Of a colour that is chosen, not matched to skin, hair or lashes. */
static gboolean
is_chosen (VanityCategory category)
{
  switch (category)
    {
    case VANITY_CATEGORY_BLUSH:
    case VANITY_CATEGORY_EYESHADOW:
    case VANITY_CATEGORY_LIPSTICK:
    case VANITY_CATEGORY_LIP_GLOSS:
    case VANITY_CATEGORY_LIP_STAIN:
    case VANITY_CATEGORY_NAILS:
      return TRUE;
    default:
      return FALSE;
    }
}

double
vanity_shade_get_season_fit (const VanityShade *shade, double warmth)
{
  double fit = get_finish_warmth (shade->finish) / 2;

  if (shade->category == VANITY_CATEGORY_BRONZER)
    fit += 0.5;
  if (shade->spf >= 15)
    fit += 0.5;
  if (is_chosen (shade->category) && shade->has_color)
    fit += CLAMP (((double)shade->lab.L - 50) / 50, -0.5, 0.5);
  return CLAMP (fit, -1, 1) * warmth;
}
