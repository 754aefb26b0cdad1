/* What is in demand: decay, seasons, and tables that somebody imports. */
#include "recommend/trend.h"

#include "base/error.h"
#include "folder.h"
#include "made-shade.h"
#include "recommend/trend-hue.h"
#include "recommend/trend-season.h"

#include <math.h>
#include <string.h>

static VanityTrend *
new_trend (const char *today, const char *region, const char *table, guint *skipped)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "trends.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  VanityTrend *trend;

  if (table != NULL)
    g_assert_true (g_file_set_contents (path, table, -1, NULL));
  trend = vanity_trend_new (today, region, table != NULL ? file : NULL, skipped, &error);
  g_assert_no_error (error);
  fixture_remove (g_steal_pointer (&folder));
  return trend;
}

static double
score (VanityTrend *trend, const VanityShade *shade, VanityTrendReason wanted)
{
  VanityTrendReason reason;
  double value = (double)vanity_trend_score (trend, shade, VANITY_PRICE_CLASS_UNKNOWN, &reason);

  g_assert_cmpint (reason, ==, wanted);
  return value;
}

/* Of what nothing is known nothing is said. */
static void
test_nothing (void)
{
  g_autoptr (VanityTrend) trend = new_trend ("2026-07-15", "", NULL, NULL);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);

  g_assert_cmpint (vanity_trend_get_season (trend), ==, VANITY_SEASON_UNKNOWN);
  g_assert_cmpfloat (score (trend, red, VANITY_TREND_NOTHING), ==, 0);
  g_assert_null (vanity_trend_dup_reason (trend, VANITY_TREND_NOTHING));
}

/* Popularity halves with its age; a later day is as today. */
static void
test_decay (void)
{
  g_autoptr (VanityTrend) trend = new_trend ("2026-04-01", "", NULL, NULL);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  double now, then, later, undated;

  red->popularity = 1;
  vanity_shade_set_text (&red->date, "2026-04-01");
  now = score (trend, red, VANITY_TREND_POPULAR);
  vanity_shade_set_text (&red->date, "2026-01-01");
  then = score (trend, red, VANITY_TREND_POPULAR);
  vanity_shade_set_text (&red->date, "2027-01-01");
  later = score (trend, red, VANITY_TREND_POPULAR);
  vanity_shade_set_text (&red->date, "");
  undated = score (trend, red, VANITY_TREND_POPULAR);
  /* The 90 days from January to April of that year. */
  g_assert_cmpfloat_with_epsilon (then, now / 2, 1e-6);
  g_assert_cmpfloat (later, ==, now);
  g_assert_cmpfloat_with_epsilon (undated, now / 2, 1e-6);
  red->popularity = 0;
  g_assert_cmpfloat (score (trend, red, VANITY_TREND_NOTHING), ==, 0);
  red->availability = VANITY_AVAILABILITY_OUT_OF_STOCK;
  vanity_shade_set_text (&red->date, "2026-04-01");
  g_assert_cmpfloat (score (trend, red, VANITY_TREND_OUT_OF_STOCK), <, 0);
}

static void
test_seasons (void)
{
  static const struct
  {
    const char *day, *region;
    VanityYearSeason season;
  } cases[] = {
    { "2026-02-28", "DE", VANITY_SEASON_WINTER }, { "2026-03-01", "DE", VANITY_SEASON_SPRING },
    { "2026-06-01", "DE", VANITY_SEASON_SUMMER }, { "2026-11-30", "us", VANITY_SEASON_AUTUMN },
    { "2026-12-01", "CN", VANITY_SEASON_WINTER }, { "2026-12-01", "AU", VANITY_SEASON_SUMMER },
    { "2026-03-01", "ZA", VANITY_SEASON_AUTUMN }, { "2026-12-01", "SG", VANITY_SEASON_UNKNOWN },
    { "2026-12-01", "?", VANITY_SEASON_UNKNOWN }, { "2026-12-01", "001", VANITY_SEASON_UNKNOWN },
  };
  g_autoptr (VanityShade) sheer = made_shade ("A", "Peach", VANITY_CATEGORY_LIP_GLOSS, 0xf0b0a0);
  g_autoptr (VanityShade) deep = made_shade ("A", "Plum", VANITY_CATEGORY_LIPSTICK, 0x401020);
  g_autoptr (VanityShade) brows = made_shade ("A", "Brown", VANITY_CATEGORY_BROWS, 0x604030);
  g_autoptr (VanityTrend) summer = new_trend ("2026-07-15", "FR", NULL, NULL);
  g_autoptr (VanityTrend) winter = new_trend ("2026-07-15", "NZ", NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VanityTrend) trend = new_trend (cases[i].day, cases[i].region, NULL, NULL);

      g_assert_cmpint (vanity_trend_get_season (trend), ==, cases[i].season);
    }
  sheer->finish = VANITY_FINISH_SHEER;
  deep->finish = VANITY_FINISH_MATTE;
  g_assert_cmpfloat (score (summer, sheer, VANITY_TREND_SEASON), >, 0);
  g_assert_cmpfloat (score (winter, sheer, VANITY_TREND_NOTHING), <, 0);
  g_assert_cmpfloat (score (winter, deep, VANITY_TREND_SEASON), >, 0);
  g_assert_cmpfloat (score (summer, brows, VANITY_TREND_NOTHING), ==, 0);
}

static void
test_region (void)
{
  g_autofree char *none = NULL, *austria = NULL;

  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  none = vanity_region_dup_own ();
  g_assert_null (none);
  g_setenv ("LC_ALL", "de_AT.UTF-8@euro", TRUE);
  austria = vanity_region_dup_own ();
  g_assert_cmpstr (austria, ==, "AT");
  g_setenv ("LC_ALL", "C", TRUE);
}

/* The narrowest row counts; rows that are wrong are left out and counted. */
static void
test_file (void)
{
  static const char table[] = "\xef\xbb\xbfWeight;date;brand;line;shade;category;finish;hue\r\n"
                              "0.5;;;;;lipstick;;\r\n"
                              "-0.8;;\"Mäybe; Line\";;;;;\r\n"
                              "0.9;2025-12-31;A;Line;Red;;;\r\n"
                              "1;2026-03-31;A;;Red;lipstick;;red\r\n"
                              "\r\n"
                              "2;;;;;lipstick;;\r\n"
                              "nan;;;;;lipstick;;\r\n"
                              "0.5;;;;;no-category;;\r\n"
                              "0.5;;;;;;unknown;\r\n"
                              "0.5;yesterday;;;;lipstick;;\r\n"
                              "0.5;;;;;;;\r\n"
                              "0.5\r\n";
  guint skipped = 0;
  g_autoptr (VanityTrend) trend = new_trend ("2026-03-31", "", table, &skipped);
  g_autoptr (VanityShade) red = made_shade ("a", "RED", VANITY_CATEGORY_LIPSTICK, 0xc01020);
  g_autoptr (VanityShade) lips = made_shade ("B", "Rose", VANITY_CATEGORY_LIPSTICK, 0xd08080);
  g_autoptr (VanityShade) maybe = made_shade ("MAYBE LINE", "x", VANITY_CATEGORY_BLUSH, 0xd08080);
  g_autoptr (VanityShade) other = made_shade ("B", "Rose", VANITY_CATEGORY_BLUSH, 0xd08080);

  g_assert_cmpuint (skipped, ==, 7);
  g_assert_cmpfloat (score (trend, red, VANITY_TREND_FILE), ==, 1);
  g_assert_cmpfloat_with_epsilon (score (trend, lips, VANITY_TREND_FAMILY), 0.3, 1e-6);
  g_assert_cmpfloat (score (trend, maybe, VANITY_TREND_FADING), <, 0);
  g_assert_cmpfloat (score (trend, other, VANITY_TREND_NOTHING), ==, 0);
  /* Half of it is left after 90 days. */
  vanity_shade_set_color (red, 0x2040a0, VANITY_COLOR_SOURCE_GIVEN);
  g_assert_cmpfloat_with_epsilon (score (trend, red, VANITY_TREND_FILE), 0.45, 1e-6);
}

static void
test_gtin (void)
{
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  guint skipped = 0;
  g_autoptr (VanityTrend) trend = new_trend (
      "2026-03-31", "", "gtin,weight\n4006381333931,0.25\n4006381333932,0.5\n", &skipped);

  g_assert_cmpuint (skipped, ==, 1);
  g_assert_cmpfloat (score (trend, red, VANITY_TREND_NOTHING), ==, 0);
  vanity_shade_set_text (&red->gtin, "04006381333931");
  g_assert_cmpfloat (score (trend, red, VANITY_TREND_FILE), ==, 0.25);
}

static void
test_broken (void)
{
  static const char *const tables[] = { "", "\n\n", "brand,line\nA,B\n", "\xff\xfe\x00w", "{}" };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *folder = fixture_folder ();
      g_autofree char *path = g_build_filename (folder, "trends.csv", NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (path, tables[i], -1, NULL));
      g_assert_null (vanity_trend_new ("2026-03-31", "", file, NULL, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
      fixture_remove (g_steal_pointer (&folder));
    }
  {
    g_autoptr (GFile) file = g_file_new_for_path ("/dev/zero");
    g_autoptr (GError) error = NULL;

    g_assert_null (vanity_trend_new ("2026-03-31", "", file, NULL, &error));
    g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
    g_clear_error (&error);
    g_assert_null (vanity_trend_new ("31.3.2026", "", NULL, NULL, &error));
    g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  }
}

static void
test_hues (void)
{
  static const struct
  {
    guint32 rgb;
    VanityHue hue;
  } cases[] = {
    { 0xc01020, VANITY_HUE_RED },    { 0x5c1030, VANITY_HUE_BERRY },
    { 0xf06090, VANITY_HUE_PINK },   { 0xff7f50, VANITY_HUE_CORAL },
    { 0xff8000, VANITY_HUE_ORANGE }, { 0xffe000, VANITY_HUE_YELLOW },
    { 0x208040, VANITY_HUE_GREEN },  { 0x2040c0, VANITY_HUE_BLUE },
    { 0x8040a0, VANITY_HUE_PURPLE }, { 0x604030, VANITY_HUE_BROWN },
    { 0xd8b090, VANITY_HUE_NUDE },   { 0xffffff, VANITY_HUE_WHITE },
    { 0x808080, VANITY_HUE_GREY },   { 0x101010, VANITY_HUE_BLACK },
  };
  VanityHue hue;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (VanityShade) shade = made_shade ("A", "x", VANITY_CATEGORY_OTHER, cases[i].rgb);

      g_assert_cmpstr (vanity_hue_get_id (vanity_hue_of (shade->lab)), ==,
                       vanity_hue_get_id (cases[i].hue));
      g_assert_true (vanity_hue_find (vanity_hue_get_id (cases[i].hue), &hue));
      g_assert_cmpint (hue, ==, cases[i].hue);
    }
  g_assert_false (vanity_hue_find ("unknown", &hue));
}

/* Thirds of what stands together; too few, or all at one price, tell nothing. */
static void
test_prices (void)
{
  g_autoptr (VanityTrend) trend = new_trend ("2026-07-15", "", NULL, NULL);
  g_autoptr (GPtrArray) shades
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_shade_unref);
  VanityTrendReason reason;
  VanityPriceScale scale;
  int count[4] = { 0 };

  for (int i = 0; i < 12; i++)
    {
      VanityShade *shade = made_shade ("A", "x", VANITY_CATEGORY_LIPSTICK, 0xa01022);

      vanity_shade_set_price (shade, (VanityMoney){ 1000 + 100 * i, "USD" }, NULL);
      if (i % 2 == 0)
        vanity_shade_set_price (shade, (VanityMoney){ 500, "EUR" }, NULL);
      g_ptr_array_add (shades, shade);
      if (i == 7)
        {
          vanity_price_scale_init (&scale, shades, "USD");
          g_assert_cmpint (vanity_price_scale_find (&scale, shade), ==, VANITY_PRICE_CLASS_UNKNOWN);
        }
    }
  vanity_price_scale_init (&scale, shades, NULL);
  g_assert_cmpstr (scale.currency, ==, "USD");
  for (guint i = 0; i < shades->len; i++)
    count[vanity_price_scale_find (&scale, shades->pdata[i])]++;
  for (int class = VANITY_PRICE_CLASS_LOW; class <= VANITY_PRICE_CLASS_HIGH; class ++)
    g_assert_cmpint (count[class], ==, 4);
  g_assert_cmpfloat (vanity_trend_score (trend, shades->pdata[0], VANITY_PRICE_CLASS_LOW, &reason),
                     >, 0);
  g_assert_cmpint (reason, ==, VANITY_TREND_PRICE);
  g_assert_cmpfloat (vanity_trend_score (trend, shades->pdata[0], VANITY_PRICE_CLASS_HIGH, &reason),
                     ==, 0);
  for (int i = 0; i < 6; i++)
    {
      VanityShade *shade = made_shade ("B", "x", VANITY_CATEGORY_LIPSTICK, 0xa01022);

      vanity_shade_set_price (shade, (VanityMoney){ 500, "EUR" }, NULL);
      g_ptr_array_add (shades, shade);
    }
  vanity_price_scale_init (&scale, shades, "EUR");
  g_assert_cmpint (vanity_price_scale_find (&scale, shades->pdata[0]), ==,
                   VANITY_PRICE_CLASS_UNKNOWN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/trend/nothing", test_nothing);
  g_test_add_func ("/recommend/trend/decay", test_decay);
  g_test_add_func ("/recommend/trend/seasons", test_seasons);
  g_test_add_func ("/recommend/trend/region", test_region);
  g_test_add_func ("/recommend/trend/file", test_file);
  g_test_add_func ("/recommend/trend/gtin", test_gtin);
  g_test_add_func ("/recommend/trend/broken", test_broken);
  g_test_add_func ("/recommend/trend/hues", test_hues);
  g_test_add_func ("/recommend/trend/prices", test_prices);
  return g_test_run ();
}
