/* Shades, the words for them, and their names that stay. */
#include "catalogue/shade.h"

#include <math.h>
#include <string.h>

static void
assert_same_uid (gboolean same, const VanityShade *one, const VanityShade *other)
{
  g_assert_cmpint (strlen (one->uid), ==, 16);
  g_assert_cmpint (strcmp (one->uid, other->uid) == 0, ==, same);
}

static void
test_uid (void)
{
  g_autoptr (VanityShade) one
      = vanity_shade_new ("L’Oréal", "True Match", "N4", VANITY_CATEGORY_FOUNDATION);
  g_autoptr (VanityShade) same
      = vanity_shade_new (" L'OREAL ", "true  match", "n4", VANITY_CATEGORY_FOUNDATION);
  g_autoptr (VanityShade) shifted
      = vanity_shade_new ("L’Oréal True", "Match", "N4", VANITY_CATEGORY_FOUNDATION);
  g_autoptr (VanityShade) other
      = vanity_shade_new ("L’Oréal", "True Match", "N4", VANITY_CATEGORY_CONCEALER);
  g_autoptr (VanityShade) plus = vanity_shade_new ("Brand", "Line", "+", VANITY_CATEGORY_BLUSH);
  g_autoptr (VanityShade) minus = vanity_shade_new ("Brand", "Line", "−", VANITY_CATEGORY_BLUSH);

  assert_same_uid (TRUE, one, same);
  assert_same_uid (FALSE, one, shifted);
  assert_same_uid (FALSE, one, other);
  assert_same_uid (FALSE, plus, minus);
  /* Of an earlier import, and so for ever. */
  g_assert_cmpstr (one->uid, ==, "bf4419e66d23bef1");
}

static void
test_clean (void)
{
  g_autoptr (VanityShade) shade
      = vanity_shade_new ("\tA\xff  b\x01", "  ", NULL, VANITY_CATEGORY_OTHER);
  g_autofree char *long_text = g_strnfill (VANITY_SHADE_MAX_TEXT + 100, 'x');

  g_assert_cmpstr (shade->brand, ==, "A\xef\xbf\xbd b");
  g_assert_cmpstr (shade->line, ==, "");
  g_assert_cmpstr (shade->name, ==, "");
  vanity_shade_set_text (&shade->ingredients, long_text);
  g_assert_cmpuint (strlen (shade->ingredients), ==, VANITY_SHADE_MAX_TEXT);
  vanity_shade_set_text (&shade->link, NULL);
  g_assert_cmpstr (shade->link, ==, "");
}

static void
test_color (void)
{
  g_autoptr (VanityShade) shade = vanity_shade_new ("A", "B", "C", VANITY_CATEGORY_EYESHADOW);
  guint32 many[VANITY_SHADE_MAX_PALETTE + 5] = { 0x102030, 0xffffff };

  g_assert_false (shade->has_color);
  vanity_shade_set_palette (shade, many, 2, VANITY_COLOR_SOURCE_GIVEN);
  g_assert_cmpuint (shade->rgb, ==, 0x102030);
  g_assert_cmpint (shade->n_palette, ==, 2);
  vanity_shade_set_palette (shade, many, G_N_ELEMENTS (many), VANITY_COLOR_SOURCE_GIVEN);
  g_assert_cmpint (shade->n_palette, ==, VANITY_SHADE_MAX_PALETTE);
  vanity_shade_set_palette (shade, many + 1, 1, VANITY_COLOR_SOURCE_SWATCH);
  g_assert_cmpint (shade->n_palette, ==, 0);
  g_assert_null (shade->palette);
  g_assert_cmpfloat (fabsf (shade->lab.L - 100.0f), <, 0.01f);
  g_assert_cmpint (shade->color_source, ==, VANITY_COLOR_SOURCE_SWATCH);
  vanity_shade_set_palette (shade, many, 0, VANITY_COLOR_SOURCE_GIVEN);
  g_assert_cmpuint (shade->rgb, ==, 0xffffff);
}

static void
test_prices (void)
{
  g_autoptr (VanityShade) shade = vanity_shade_new ("A", "B", "C", VANITY_CATEGORY_EYESHADOW);

  vanity_shade_set_price (shade, (VanityMoney){ 100, "USD" }, "2026-01-01");
  vanity_shade_set_price (shade, (VanityMoney){ 90, "EUR" }, NULL);
  vanity_shade_set_price (shade, (VanityMoney){ 110, "USD" }, "2026-01-02");
  g_assert_cmpint (shade->n_prices, ==, 2);
  g_assert_cmpint (vanity_shade_find_price (shade, "USD")->money.minor, ==, 110);
  g_assert_cmpstr (vanity_shade_find_price (shade, "EUR")->date, ==, "");
  g_assert_null (vanity_shade_find_price (shade, "JPY"));

  g_autoptr (VanityShade) copy = vanity_shade_copy (shade);
  vanity_shade_set_price (copy, (VanityMoney){ 1, "USD" }, NULL);
  g_assert_cmpint (vanity_shade_find_price (shade, "USD")->money.minor, ==, 110);
  g_autofree char *title = vanity_shade_dup_title (copy);
  g_assert_cmpstr (title, ==, "A B, C");
}

/* Every id names what it is the id of. */
#define CHECK_IDS(Type, n, get_id, find)                                                           \
  for (int i = 0; i < (n); i++)                                                                    \
    {                                                                                              \
      Type found;                                                                                  \
                                                                                                   \
      g_assert_true (find (get_id ((Type)i), &found));                                             \
      g_assert_cmpint ((int)found, ==, i);                                                         \
      g_assert_false (find ("no-such-thing", &found));                                             \
    }

static void
test_ids (void)
{
  CHECK_IDS (VanityCategory, VANITY_N_CATEGORIES, vanity_category_get_id, vanity_category_find)
  CHECK_IDS (VanityFinish, VANITY_N_FINISHES, vanity_finish_get_id, vanity_finish_find)
  CHECK_IDS (VanityCoverage, VANITY_N_COVERAGES, vanity_coverage_get_id, vanity_coverage_find)
  CHECK_IDS (VanityUndertoneLabel, VANITY_N_UNDERTONE_LABELS, vanity_undertone_label_get_id,
             vanity_undertone_label_find)
  CHECK_IDS (VanityAvailability, VANITY_N_AVAILABILITIES, vanity_availability_get_id,
             vanity_availability_find)
  CHECK_IDS (VanityColorSource, VANITY_N_COLOR_SOURCES, vanity_color_source_get_id,
             vanity_color_source_find)
  for (int i = 0; i < VANITY_N_PRODUCT_LABELS; i++)
    {
      VanityProductLabel found;

      g_assert_true (vanity_product_label_find (
          vanity_product_label_get_id ((VanityProductLabel)(1 << i)), &found));
      g_assert_cmpint ((int)found, ==, 1 << i);
    }
  VanityAvailability stock;
  g_assert_true (vanity_availability_find ("in-stock", &stock));
  g_assert_cmpint (stock, ==, VANITY_AVAILABILITY_IN_STOCK);
  for (int i = 0; i < VANITY_N_CATEGORIES; i++)
    {
      g_assert_cmpuint (vanity_category_get_google ((VanityCategory)i), >, 0);
      g_assert_cmpstr (vanity_category_get_label ((VanityCategory)i), !=, "");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/shade/uid", test_uid);
  g_test_add_func ("/catalogue/shade/clean", test_clean);
  g_test_add_func ("/catalogue/shade/color", test_color);
  g_test_add_func ("/catalogue/shade/prices", test_prices);
  g_test_add_func ("/catalogue/shade/ids", test_ids);
  return g_test_run ();
}
