/* The look list: for which layer, how many, for how much. */
#include "recommend/shopping.h"

#include "base/error.h"
#include "folder.h"
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

static GPtrArray *
list (VanityTaste *taste)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = vanity_shopping_list (taste, NULL, &error);

  g_assert_no_error (error);
  return items;
}

static void
test_edit (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTaste) taste = new_taste ();
  g_autoptr (VanityShade) lips = made_shade ("A", "Red", VANITY_CATEGORY_LIP_GLOSS, 0xa01022);
  g_autoptr (VanityShade) face = made_shade ("A", "Tan", VANITY_CATEGORY_FOUNDATION, 0xc09070);
  g_autoptr (VanityShade) nails = made_shade ("A", "Blue", VANITY_CATEGORY_NAILS, 0x2040a0);
  g_autoptr (VanityShade) dupe = made_shade ("B", "Rouge", VANITY_CATEGORY_LIPSTICK, 0xa21125);
  g_autoptr (GPtrArray) items = NULL;
  VanityShadeState state;
  const VanityShoppingItem *item;

  g_assert_true (vanity_shopping_add (taste, nails, NULL, 1, &error));
  g_assert_true (vanity_shopping_add (taste, lips, NULL, 1, &error));
  g_assert_true (vanity_shopping_add (taste, face, NULL, 1, &error));
  g_assert_true (vanity_shopping_add (taste, lips, "lipstick", 2, &error));
  g_assert_true (vanity_shopping_add (taste, lips, "blush", 1, &error));
  g_assert_no_error (error);
  items = list (taste);
  g_assert_cmpuint (items->len, ==, 4);
  g_assert_cmpstr (((VanityShoppingItem *)items->pdata[0])->layer, ==, "foundation");
  g_assert_cmpstr (((VanityShoppingItem *)items->pdata[1])->layer, ==, "blush");
  item = items->pdata[2];
  g_assert_cmpstr (item->layer, ==, "lipstick");
  g_assert_cmpint (item->quantity, ==, 3);
  g_assert_false (item->is_listed);
  item = items->pdata[3];
  g_assert_cmpstr (item->layer, ==, "");

  g_assert_true (vanity_shopping_set_quantity (taste, lips->uid, "lipstick", 7, &error));
  g_assert_true (vanity_shopping_swap (taste, lips->uid, "lipstick", dupe, &error));
  g_clear_pointer (&items, g_ptr_array_unref);
  items = list (taste);
  g_assert_cmpuint (items->len, ==, 4);
  item = items->pdata[2];
  g_assert_cmpstr (item->shade->uid, ==, dupe->uid);
  g_assert_cmpint (item->quantity, ==, 7);
  /* It is still there for another layer. */
  g_assert_true (vanity_taste_get_state (taste, lips->uid, &state, &error));
  g_assert_true (state.saved);
  g_assert_true (vanity_shopping_remove (taste, lips->uid, NULL, &error));
  g_assert_true (vanity_taste_get_state (taste, lips->uid, &state, &error));
  g_assert_false (state.saved);
  g_assert_false (vanity_shopping_remove (taste, lips->uid, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTaste) taste = new_taste ();
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_autoptr (GPtrArray) items = NULL;
  static const int wrong[] = { 0, -1, VANITY_SHOPPING_MAX_QUANTITY + 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (vanity_shopping_add (taste, red, NULL, wrong[i], &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
      g_clear_error (&error);
    }
  g_assert_false (vanity_shopping_add (taste, red, "lipstik", 1, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (vanity_shopping_swap (taste, "0123456789abcdef", NULL, red, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  items = list (taste);
  g_assert_cmpuint (items->len, ==, 0);
}

static VanityShoppingItem *
make_item (const char *name, int quantity, const char *const *prices)
{
  VanityShoppingItem *item = g_new0 (VanityShoppingItem, 1);

  item->shade = made_shade ("A", name, VANITY_CATEGORY_LIPSTICK, 0xa01022);
  item->layer = g_strdup ("lipstick");
  item->quantity = quantity;
  for (; *prices != NULL; prices++)
    {
      VanityMoney money;

      g_assert_true (vanity_money_parse (*prices, NULL, &money, NULL));
      vanity_shade_set_price (item->shade, money, "2026-03-14");
    }
  return item;
}

static GPtrArray *
make_items (void)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_shopping_item_free);

  g_ptr_array_add (items,
                   make_item ("One", 2, (const char *const[]){ "10.50 USD", "9.00 EUR", NULL }));
  g_ptr_array_add (items, make_item ("=2+2", 1, (const char *const[]){ "1200 JPY", NULL }));
  g_ptr_array_add (items, make_item ("Three, red", 3, (const char *const[]){ "4.10 USD", NULL }));
  g_ptr_array_add (items, make_item ("Four", 4, (const char *const[]){ NULL }));
  return items;
}

/* Every piece is in one sum. */
static void
test_total (void)
{
  g_autoptr (GPtrArray) items = make_items ();
  static const char *const asked[] = { NULL, "USD", "EUR", "JPY", "GBP" };
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      int unpriced = 0, pieces = 0;
      g_autoptr (GArray) totals = vanity_shopping_total (items, asked[i], &unpriced);

      g_assert_cmpint (unpriced, ==, 4);
      for (guint k = 0; k < totals->len; k++)
        pieces += g_array_index (totals, VanityShoppingTotal, k).n_pieces;
      g_assert_cmpint (pieces, ==, 6);
    }
  {
    g_autoptr (GArray) totals = vanity_shopping_total (items, "EUR", NULL);
    const VanityShoppingTotal *euro = &g_array_index (totals, VanityShoppingTotal, 0);
    const VanityShoppingTotal *dollar = &g_array_index (totals, VanityShoppingTotal, 2);

    g_assert_cmpuint (totals->len, ==, 3);
    g_assert_cmpstr (euro->money.currency, ==, "EUR");
    g_assert_cmpint (euro->money.minor, ==, 1800);
    g_assert_cmpstr (dollar->money.currency, ==, "USD");
    g_assert_cmpint (dollar->money.minor, ==, 1230);
  }
  text = vanity_shopping_to_text (items, "USD");
  g_assert_nonnull (strstr (text, "2 × A Line, One"));
  g_assert_nonnull (strstr (text, "33.30 USD"));
  g_assert_nonnull (strstr (text, "4 pieces without"));
}

static void
test_csv (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) items = make_items ();
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_shopping_export_csv (items, "USD", file, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_cmpstr (lines[1], ==, "lipstick,A,Line,One,lipstick,#a01022,2,10.50,USD,2026-03-14,,");
  g_assert_cmpstr (lines[2], ==, "lipstick,A,Line,'=2+2,lipstick,#a01022,1,1200,JPY,2026-03-14,,");
  g_assert_cmpstr (lines[3], ==,
                   "lipstick,A,Line,\"Three, red\",lipstick,#a01022,3,4.10,USD,2026-03-14,,");
  g_assert_cmpstr (lines[4], ==, "lipstick,A,Line,Four,lipstick,#a01022,4,,,,,");
  fixture_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/shopping/edit", test_edit);
  g_test_add_func ("/recommend/shopping/refused", test_refused);
  g_test_add_func ("/recommend/shopping/total", test_total);
  g_test_add_func ("/recommend/shopping/csv", test_csv);
  return g_test_run ();
}
