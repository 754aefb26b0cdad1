/* Ingredients to avoid, and that a query leaves out what has them. */
#include "recommend/taste-avoid.h"

#include "base/error.h"
#include "catalogue/query.h"
#include "made-shade.h"

static void
test_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTaste) taste = vanity_taste_open (VANITY_TASTE_IN_MEMORY, &error);
  g_auto (GStrv) names = NULL;
  g_autofree char *length = g_strnfill (VANITY_AVOID_MAX_LENGTH + 1, 'x');
  static const char *const wrong[] = { "", "   ", "**", "a\nb", "\xff\xfe" };

  g_assert_true (vanity_taste_add_avoided (taste, "  Parfum ", &error));
  g_assert_true (vanity_taste_add_avoided (taste, "parfum", &error));
  g_assert_true (vanity_taste_add_avoided (taste, "alcohol", &error));
  g_assert_true (vanity_taste_add_avoided (taste, "1,2-Hexanediol'; DROP TABLE avoid", &error));
  g_assert_no_error (error);
  names = vanity_taste_list_avoided (taste, &error);
  g_assert_cmpuint (g_strv_length (names), ==, 3);
  g_assert_cmpstr (names[1], ==, "alcohol");
  g_assert_cmpstr (names[2], ==, "Parfum");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (vanity_taste_add_avoided (taste, wrong[i], &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
      g_clear_error (&error);
    }
  g_assert_false (vanity_taste_add_avoided (taste, length, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_true (vanity_taste_remove_avoided (taste, "PARFUM", &error));
  g_assert_false (vanity_taste_remove_avoided (taste, "PARFUM", &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  for (int i = 2; i < VANITY_AVOID_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("name %d", i);

      g_assert_true (vanity_taste_add_avoided (taste, name, &error));
    }
  g_assert_false (vanity_taste_add_avoided (taste, "one more", &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
}

static void
test_query (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityTaste) taste = vanity_taste_open (VANITY_TASTE_IN_MEMORY, &error);
  g_autoptr (VanityShade) red = made_shade ("A", "Red", VANITY_CATEGORY_LIPSTICK, 0xa01022);
  g_auto (VanityQuery) query = { 0 };

  vanity_query_init (&query);
  vanity_shade_set_text (&red->ingredients, "Aqua, Cetyl Alcohol, Parfum");
  g_assert_true (vanity_taste_add_avoided (taste, "Alcohol", &error));
  query.avoid = vanity_taste_list_avoided (taste, &error);
  g_assert_true (vanity_query_admits (&query, red));
  g_assert_true (vanity_taste_add_avoided (taste, "parfum", &error));
  g_strfreev (query.avoid);
  query.avoid = vanity_taste_list_avoided (taste, &error);
  g_assert_false (vanity_query_admits (&query, red));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recommend/taste-avoid/list", test_list);
  g_test_add_func ("/recommend/taste-avoid/query", test_query);
  return g_test_run ();
}
