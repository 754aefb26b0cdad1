/* The shop: what is asked of it is done in order, known at once and never lost. Needs no display.
 */
#include "app/shop.h"
#include "recommend/shopping.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;
  char *catalogue, *taste;
  VanityShop *shop;
  VanityShade *shade;
  int n_told; /* of the taste */
  char *failure;
} Fixture;

static void
on_taste_changed (Fixture *fixture)
{
  fixture->n_told++;
}

static void
on_failed (Fixture *fixture, const char *message)
{
  g_free (fixture->failure);
  fixture->failure = g_strdup (message);
}

static void
open_shop (Fixture *fixture)
{
  fixture->shop = vanity_shop_new (fixture->catalogue, fixture->taste);
  g_signal_connect_swapped (fixture->shop, "taste-changed", G_CALLBACK (on_taste_changed), fixture);
  g_signal_connect_swapped (fixture->shop, "failed", G_CALLBACK (on_failed), fixture);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("vanity-shop-XXXXXX", NULL);
  fixture->catalogue = g_build_filename (fixture->folder, "catalogue.db", NULL);
  fixture->taste = g_build_filename (fixture->folder, "taste.db", NULL);
  fixture->shade = vanity_shade_new ("Test", "Line", "Rosewood", VANITY_CATEGORY_LIPSTICK);
  vanity_shade_set_color (fixture->shade, 0xa04050, VANITY_COLOR_SOURCE_GIVEN);
  open_shop (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GDir *folder;

  g_clear_object (&fixture->shop);
  vanity_shade_unref (fixture->shade);
  folder = g_dir_open (fixture->folder, 0, NULL);
  for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_dir_close (folder);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->catalogue);
  g_free (fixture->taste);
  g_free (fixture->failure);
}

static VanityShadeState
get_state (Fixture *fixture)
{
  return vanity_shop_get_shade_state (fixture->shop, fixture->shade->uid);
}

/* The same as the file has it, read by another. */
static VanityShadeState
read_state (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  VanityTaste *taste = vanity_taste_open (fixture->taste, &error);
  VanityShadeState state;

  g_assert_no_error (error);
  g_assert_true (vanity_taste_get_state (taste, fixture->shade->uid, &state, &error));
  vanity_taste_unref (taste);

  return state;
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) found = NULL;
  g_auto (VanityQuery) query;
  guint total = 0;
  g_autoptr (GError) error = NULL;

  /* Nobody has asked. */
  g_assert_cmpint (vanity_shop_get_state (fixture->shop), ==, VANITY_SHOP_CLOSED);
  g_assert_null (vanity_shop_get_catalogue (fixture->shop));
  g_assert_false (g_file_test (fixture->catalogue, G_FILE_TEST_EXISTS));

  vanity_shop_open (fixture->shop);
  g_assert_cmpint (vanity_shop_get_state (fixture->shop), ==, VANITY_SHOP_OPENING);
  g_assert_null (vanity_shop_get_catalogue (fixture->shop));
  vanity_shop_settle (fixture->shop);
  g_assert_cmpint (vanity_shop_get_state (fixture->shop), ==, VANITY_SHOP_OPEN);
  g_assert_null (vanity_shop_dup_trouble (fixture->shop));
  vanity_query_init (&query);
  query.limit = 1;
  found
      = vanity_catalogue_search (vanity_shop_get_catalogue (fixture->shop), &query, &total, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (total, >, 100);
}

/* Known before it is written, and written. */
static void
test_record (Fixture *fixture, gconstpointer data)
{
  vanity_shop_open (fixture->shop);
  vanity_shop_settle (fixture->shop);
  fixture->n_told = 0;

  vanity_shop_record (fixture->shop, fixture->shade, VANITY_EVENT_LIKE, 0);
  g_assert_cmpint (fixture->n_told, ==, 1);
  g_assert_true (get_state (fixture).liked);
  vanity_shop_record (fixture->shop, fixture->shade, VANITY_EVENT_WRONG_SHADE,
                      VANITY_WRONG_TOO_DARK);
  g_assert_cmpuint (get_state (fixture).wrong_how, ==, VANITY_WRONG_TOO_DARK);
  vanity_shop_set_listed (fixture->shop, fixture->shade, TRUE);
  vanity_shop_set_listed (fixture->shop, fixture->shade, TRUE);
  g_assert_true (vanity_shop_is_busy (fixture->shop));
  vanity_shop_settle (fixture->shop);
  g_assert_null (fixture->failure);
  g_assert_true (get_state (fixture).liked);
  g_assert_true (get_state (fixture).wrong);
  g_assert_true (get_state (fixture).saved);
  g_assert_true (read_state (fixture).liked);
  g_assert_true (read_state (fixture).saved);

  /* Asked for twice, it is there once. */
  {
    g_autoptr (GPtrArray) items
        = vanity_shopping_list (vanity_shop_get_taste (fixture->shop), NULL, NULL);

    g_assert_cmpuint (items->len, ==, 1);
    g_assert_cmpint (((VanityShoppingItem *)items->pdata[0])->quantity, ==, 1);
  }

  vanity_shop_record (fixture->shop, fixture->shade, VANITY_EVENT_UNLIKE, 0);
  vanity_shop_set_listed (fixture->shop, fixture->shade, FALSE);
  g_assert_false (get_state (fixture).liked);
  vanity_shop_settle (fixture->shop);
  g_assert_false (read_state (fixture).liked);
  g_assert_false (read_state (fixture).saved);
}

/* The last window closes while something is still to be written, or before anything was opened. */
static void
test_never_lost (Fixture *fixture, gconstpointer data)
{
  vanity_shop_record (fixture->shop, fixture->shade, VANITY_EVENT_BOUGHT, 0);
  g_clear_object (&fixture->shop);
  g_assert_true (read_state (fixture).bought);
  g_assert_true (read_state (fixture).owned);
  g_assert_null (fixture->failure);

  open_shop (fixture);
  vanity_shop_open (fixture->shop);
  vanity_shop_settle (fixture->shop);
  g_assert_true (get_state (fixture).owned);
}

static void
test_avoid (Fixture *fixture, gconstpointer data)
{
  vanity_shop_set_avoided (fixture->shop, "Parfum", TRUE);
  g_assert_cmpstr (vanity_shop_get_avoided (fixture->shop)[0], ==, "Parfum");
  vanity_shop_settle (fixture->shop);
  g_assert_cmpstr (vanity_shop_get_avoided (fixture->shop)[0], ==, "Parfum");
  g_assert_null (vanity_shop_get_avoided (fixture->shop)[1]);

  vanity_shop_set_avoided (fixture->shop, "Parfum", FALSE);
  vanity_shop_settle (fixture->shop);
  g_assert_null (vanity_shop_get_avoided (fixture->shop)[0]);

  /* What is no name is refused, told, and not kept. */
  vanity_shop_set_avoided (fixture->shop, "\n", TRUE);
  vanity_shop_settle (fixture->shop);
  g_assert_nonnull (fixture->failure);
  g_assert_null (vanity_shop_get_avoided (fixture->shop)[0]);
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  vanity_shop_set_private (fixture->shop, TRUE);
  vanity_shop_record (fixture->shop, fixture->shade, VANITY_EVENT_HIDE, 0);
  vanity_shop_settle (fixture->shop);
  g_assert_true (get_state (fixture).hidden);
  g_assert_false (read_state (fixture).hidden);

  /* What somebody asks to be kept is refused, and told. */
  g_assert_null (fixture->failure);
  vanity_shop_set_listed (fixture->shop, fixture->shade, TRUE);
  vanity_shop_settle (fixture->shop);
  g_assert_nonnull (fixture->failure);
  g_assert_false (get_state (fixture).saved);

  vanity_shop_set_private (fixture->shop, FALSE);
  vanity_shop_settle (fixture->shop);
  g_assert_false (get_state (fixture).hidden);
}

/* It cannot be opened, and then it can. */
static void
test_fail (Fixture *fixture, gconstpointer data)
{
  g_autofree char *inside = g_build_filename (fixture->catalogue, "catalogue.db", NULL);

  g_clear_object (&fixture->shop);
  g_assert_true (g_file_set_contents (fixture->catalogue, "", 0, NULL));
  fixture->shop = vanity_shop_new (inside, fixture->taste);
  vanity_shop_open (fixture->shop);
  vanity_shop_record (fixture->shop, fixture->shade, VANITY_EVENT_LIKE, 0);
  vanity_shop_settle (fixture->shop);
  if (vanity_shop_get_state (fixture->shop) == VANITY_SHOP_OPEN)
    {
      /* Memory serves, and it is said. */
      g_autofree char *trouble = vanity_shop_dup_trouble (fixture->shop);

      g_assert_nonnull (trouble);
      return;
    }
  g_assert_cmpint (vanity_shop_get_state (fixture->shop), ==, VANITY_SHOP_FAILED);
  g_assert_nonnull (vanity_shop_get_error (fixture->shop));
  g_assert_null (vanity_shop_get_catalogue (fixture->shop));

  g_unlink (fixture->catalogue);
  vanity_shop_open (fixture->shop);
  vanity_shop_settle (fixture->shop);
  g_assert_cmpint (vanity_shop_get_state (fixture->shop), ==, VANITY_SHOP_OPEN);
  g_assert_null (vanity_shop_get_error (fixture->shop));
  g_clear_object (&fixture->shop);
  {
    g_autoptr (GDir) folder = g_dir_open (fixture->catalogue, 0, NULL);

    for (const char *name = g_dir_read_name (folder); name != NULL; name = g_dir_read_name (folder))
      {
        g_autofree char *path = g_build_filename (fixture->catalogue, name, NULL);

        g_unlink (path);
      }
  }
  g_rmdir (fixture->catalogue);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/shop/open", test_open);
  ADD ("/app/shop/record", test_record);
  ADD ("/app/shop/never-lost", test_never_lost);
  ADD ("/app/shop/avoid", test_avoid);
  ADD ("/app/shop/private", test_private);
  ADD ("/app/shop/fail", test_fail);

  return g_test_run ();
}
