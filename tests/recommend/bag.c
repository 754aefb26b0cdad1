/* What somebody owns. */
#include "recommend/bag.h"

#include "base/error.h"
#include "made-shade.h"

#include <string.h>

static VanityTaste *
new_taste (void)
{
  g_autoptr (GError) error = NULL;
  VanityTaste *taste = vanity_taste_open (VANITY_TASTE_IN_MEMORY, &error);

  g_assert_no_error (error);
  return taste;
}

/* By hand it has the uid that a catalogue's row of the same names would have. */
static void
test_by_hand (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityShade) row = made_shade ("MAC", "Ruby Woo", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (VanityShade) shade
      = vanity_bag_make_shade (" mac ", "LINE", "Ruby  Woo", VANITY_CATEGORY_LIPSTICK, "#A01022",
                               VANITY_FINISH_MATTE, &error);
  g_autoptr (VanityShade) bare
      = vanity_bag_make_shade (NULL, NULL, "Grandmother's rouge", VANITY_CATEGORY_BLUSH, NULL,
                               VANITY_FINISH_UNKNOWN, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (shade->uid, ==, row->uid);
  g_assert_cmphex (shade->rgb, ==, 0xa01022);
  g_assert_false (bare->has_color);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTaste) taste = new_taste ();
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autofree char *length = g_strnfill (300, 'x');
  static const char *const dates[] = { "yesterday", "2026-02-30", "2026-1-1", "14.03.2026" };

  g_assert_null (vanity_bag_make_shade ("", " - ", "!?", VANITY_CATEGORY_BLUSH, NULL,
                                        VANITY_FINISH_UNKNOWN, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_null (vanity_bag_make_shade ("A", "", "B", VANITY_CATEGORY_BLUSH, "#d6235g",
                                        VANITY_FINISH_UNKNOWN, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_null (vanity_bag_make_shade (length, "", "B", VANITY_CATEGORY_BLUSH, NULL,
                                        VANITY_FINISH_UNKNOWN, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_null (vanity_bag_make_shade ("A\xff", "", "B", VANITY_CATEGORY_BLUSH, NULL,
                                        VANITY_FINISH_UNKNOWN, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      g_assert_false (vanity_bag_add (taste, red, TRUE, dates[i], NULL, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
      g_clear_error (&error);
    }
  g_assert_false (vanity_bag_remove (taste, red->uid, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

static void
test_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTaste) taste = new_taste ();
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (VanityShade) tan = made_shade ("A", "Tan", VANITY_CATEGORY_BRONZER, 0xc09070);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GHashTable) states = NULL;
  const VanityBagItem *item;
  VanityShadeState state;

  g_assert_true (vanity_bag_add (taste, red, TRUE, "2025-01-02", NULL, &error));
  g_assert_true (vanity_bag_add (taste, tan, FALSE, NULL, "", &error));
  g_assert_true (vanity_bag_add (taste, red, TRUE, "2025-01-02", "2026-01-02", &error));
  g_assert_no_error (error);
  items = vanity_bag_list (taste, &error);
  g_assert_cmpuint (items->len, ==, 2);
  item = items->pdata[0];
  g_assert_cmpstr (item->shade->name, ==, "Tan");
  g_assert_false (item->by_hand);
  g_assert_false (vanity_bag_item_is_expired (item, "2126-01-01"));
  item = items->pdata[1];
  g_assert_true (item->by_hand);
  g_assert_cmpstr (item->opened, ==, "2025-01-02");
  g_assert_false (vanity_bag_item_is_expired (item, "2026-01-02"));
  g_assert_true (vanity_bag_item_is_expired (item, "2026-01-03"));
  g_assert_true (vanity_taste_get_state (taste, red->uid, &state, &error));
  g_assert_true (state.owned && !state.bought);
  states = vanity_taste_list_states (taste, &error);
  g_assert_cmpuint (g_hash_table_size (states), ==, 2);
  g_assert_true (vanity_bag_remove (taste, red->uid, &error));
  g_clear_pointer (&items, g_ptr_array_unref);
  items = vanity_bag_list (taste, &error);
  g_assert_cmpuint (items->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/bag/by-hand", test_by_hand);
  g_test_add_func ("/recommend/bag/refused", test_refused);
  g_test_add_func ("/recommend/bag/list", test_list);
  return g_test_run ();
}
