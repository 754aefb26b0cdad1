/* What a query finds, against asking each shade. */
#include "fixture.h"
#include "made-shades.h"

#include "base/random.h"

#include <string.h>

#define SHADES 2000

static void
fill (Fixture *fixture)
{
  made_shades_add (fixture->catalogue, 5, 0, SHADES);
}

static GPtrArray *
search (Fixture *fixture, const VanityQuery *query, guint *total)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = vanity_catalogue_search (fixture->catalogue, query, total, &error);

  g_assert_no_error (error);
  return found;
}

static const char *const texts[]
    = { "",    "maison",   "rose",   "Rosé", "ve stud",       "10",        "豆沙",         "色",
        "红",  "zzz",      "* OR a", "\"",   "rose NOT wine", "text:rose", "lipstick fit", "m",
        "r 1", "be lu ma", "é",      "SKIN", "0300000000014" };

static void
make_query (VanityQuery *query, VanityRandom *random)
{
  vanity_query_init (query);
  query->text = g_strdup (texts[vanity_random_index (random, G_N_ELEMENTS (texts))]);
  if (vanity_random_uniform (random) < 0.3)
    query->categories = (unsigned)vanity_random_index (random, 1u << VANITY_N_CATEGORIES);
  if (vanity_random_uniform (random) < 0.3)
    query->finishes = (unsigned)vanity_random_index (random, 1u << VANITY_N_FINISHES);
  if (vanity_random_uniform (random) < 0.2)
    query->coverages = (unsigned)vanity_random_index (random, 1u << VANITY_N_COVERAGES);
  if (vanity_random_uniform (random) < 0.2)
    query->undertones = (unsigned)vanity_random_index (random, 1u << VANITY_N_UNDERTONE_LABELS);
  if (vanity_random_uniform (random) < 0.2)
    query->labels = (unsigned)vanity_random_index (random, 8);
  if (vanity_random_uniform (random) < 0.2)
    query->avoid = g_strsplit ("alcohol,mica", ",", vanity_random_uniform (random) < 0.5 ? 1 : 2);
  if (vanity_random_uniform (random) < 0.3)
    query->price_least = (gint64)vanity_random_index (random, 4000);
  if (vanity_random_uniform (random) < 0.3)
    query->price_most = (gint64)vanity_random_index (random, 7000);
  if (vanity_random_uniform (random) < 0.5)
    query->currency = g_strdup (vanity_random_uniform (random) < 0.5 ? "USD" : "eur");
  if (vanity_random_uniform (random) < 0.2)
    {
      g_autoptr (VanityShade) one = made_shade (5, (guint)vanity_random_index (random, SHADES));
      g_autofree char *upper = g_utf8_strup (one->brand, -1);

      query->brands = g_strsplit (upper, "|", -1);
    }
  query->only_colored = vanity_random_uniform (random) < 0.2;
  query->only_available = vanity_random_uniform (random) < 0.2;
  query->order = (VanityOrder)vanity_random_index (random, VANITY_N_ORDERS);
  query->near = (VanityLab){ 50, 20, 20 };
}

/* The filters of SQL and memory are the predicate. */
static void
test_like_admits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) shades
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_shade_unref);
  VanityRandom random;
  guint n_found = 0;

  fill (fixture);
  for (guint i = 0; i < SHADES; i++)
    g_ptr_array_add (shades, made_shade (5, i));
  vanity_random_init (&random, 11);
  for (int turn = 0; turn < 300; turn++)
    {
      g_auto (VanityQuery) query;
      g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
      guint total;

      make_query (&query, &random);
      for (guint i = 0; i < shades->len; i++)
        if (vanity_query_admits (&query, shades->pdata[i]))
          g_hash_table_add (wanted, ((VanityShade *)shades->pdata[i])->uid);
      g_autoptr (GPtrArray) found = search (fixture, &query, &total);
      g_assert_cmpuint (found->len, ==, total);
      g_assert_cmpuint (g_hash_table_size (wanted), ==, total);
      for (guint i = 0; i < found->len; i++)
        g_assert_true (g_hash_table_contains (wanted, ((VanityShade *)found->pdata[i])->uid));
      n_found += total;
    }
  g_assert_cmpuint (n_found, >, 10000);
}

/* Pages, put together, are the whole. */
static void
test_pages (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  for (VanityOrder order = 0; order < VANITY_N_ORDERS; order++)
    {
      g_auto (VanityQuery) query;
      guint total, at = 0;

      vanity_query_init (&query);
      query.text = g_strdup ("rose");
      query.order = order;
      query.near = (VanityLab){ 40, 50, 20 };
      g_autoptr (GPtrArray) whole = search (fixture, &query, &total);
      for (query.limit = 37, query.offset = 0; query.offset < (int)total + 50; query.offset += 37)
        {
          guint again;
          g_autoptr (GPtrArray) page = search (fixture, &query, &again);

          g_assert_cmpuint (again, ==, total);
          for (guint i = 0; i < page->len; i++, at++)
            g_assert_cmpstr (((VanityShade *)page->pdata[i])->uid, ==,
                             ((VanityShade *)whole->pdata[at])->uid);
        }
      g_assert_cmpuint (at, ==, total);
    }
}

static double
rank (const VanityShade *shade, const VanityQuery *query)
{
  const VanityPrice *price = vanity_shade_find_price (shade, "USD");
  double least = G_MAXDOUBLE;

  switch (query->order)
    {
    case VANITY_ORDER_PRICE:
      return price != NULL ? (double)price->money.minor : G_MAXDOUBLE;
    case VANITY_ORDER_POPULARITY:
      return shade->popularity < 0 ? 1.0 : -(double)(float)shade->popularity;
    case VANITY_ORDER_DISTANCE:
      if (!shade->has_color)
        return G_MAXDOUBLE;
      least = vanity_lab_delta_e2000 (query->near, shade->lab);
      for (int i = 0; i < shade->n_palette; i++)
        {
          g_autoptr (VanityShade) one = vanity_shade_copy (shade);

          vanity_shade_set_color (one, shade->palette[i], shade->color_source);
          least = MIN (least, vanity_lab_delta_e2000 (query->near, one->lab));
        }
      return least;
    default:
      return 0;
    }
}

static void
test_orders (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  for (VanityOrder order = VANITY_ORDER_PRICE; order < VANITY_N_ORDERS; order++)
    {
      g_auto (VanityQuery) query;
      guint total;

      vanity_query_init (&query);
      query.order = order;
      query.currency = g_strdup ("USD");
      query.near = (VanityLab){ 60, 15, 20 };
      g_autoptr (GPtrArray) found = search (fixture, &query, &total);
      g_assert_cmpuint (found->len, ==, SHADES);
      for (guint i = 1; i < found->len; i++)
        g_assert_cmpfloat (rank (found->pdata[i - 1], &query), <=,
                           rank (found->pdata[i], &query) + 1e-6);
    }
}

static void
add (Fixture *fixture, const char *brand, const char *line, const char *name, double popularity)
{
  g_autoptr (VanityShade) shade = vanity_shade_new (brand, line, name, VANITY_CATEGORY_LIPSTICK);

  shade->popularity = popularity;
  fixture_add (fixture, shade, VANITY_ADD_ADDED);
}

static void
assert_order (Fixture *fixture, const char *text, VanityOrder order, const char *wanted)
{
  g_auto (VanityQuery) query;
  g_autoptr (GString) names = g_string_new (NULL);
  guint total;

  vanity_query_init (&query);
  query.text = g_strdup (text);
  query.order = order;
  g_autoptr (GPtrArray) found = search (fixture, &query, &total);
  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "," : "",
                            ((VanityShade *)found->pdata[i])->name);
  g_assert_cmpstr (names->str, ==, wanted);
}

static void
test_relevance (Fixture *fixture, gconstpointer data)
{
  add (fixture, "Zed", "Line", "Rosewood", 1.0);
  add (fixture, "Zed", "Line", "Rose", 0.1);
  add (fixture, "Rose", "Line", "Nude", -1);
  add (fixture, "Amy", "Line", "10", 0.2);
  add (fixture, "Amy", "Line", "9", 0.2);
  add (fixture, "Amy", "Line", "豆沙色", 0.3);
  /* Whole words before beginnings, names before brands. */
  assert_order (fixture, "rose", VANITY_ORDER_RELEVANCE, "Rose,Nude,Rosewood");
  assert_order (fixture, "line", VANITY_ORDER_NAME, "9,10,豆沙色,Nude,Rose,Rosewood");
  assert_order (fixture, "amy", VANITY_ORDER_RELEVANCE, "豆沙色,9,10");
  assert_order (fixture, "豆沙", VANITY_ORDER_RELEVANCE, "豆沙色");
  assert_order (fixture, "沙色", VANITY_ORDER_RELEVANCE, "豆沙色");
  assert_order (fixture, "沙", VANITY_ORDER_RELEVANCE, "豆沙色");
  assert_order (fixture, "豆色", VANITY_ORDER_RELEVANCE, "");
}

/* A part for each, and none left out. */
static gboolean
collect (const VanityShade *shade, gpointer data, GError **error)
{
  g_hash_table_add (data, g_strdup (shade->uid));
  return g_hash_table_size (data) < 1500;
}

static void
test_foreach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (VanityQuery) query;

  fill (fixture);
  vanity_query_init (&query);
  query.limit = 1200;
  g_assert_true (vanity_catalogue_foreach (fixture->catalogue, &query, collect, seen, &error));
  g_assert_cmpuint (g_hash_table_size (seen), ==, 1200);
  query.limit = -1;
  g_hash_table_remove_all (seen);
  g_assert_false (vanity_catalogue_foreach (fixture->catalogue, &query, collect, seen, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (seen), ==, 1500);
}

static void
test_brands (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (VanityQuery) query;
  guint n = 0, total;

  fill (fixture);
  vanity_query_init (&query);
  query.categories = 1u << VANITY_CATEGORY_LIPSTICK | 1u << VANITY_CATEGORY_BLUSH;
  g_autoptr (GPtrArray) brands = vanity_catalogue_list_brands (fixture->catalogue, &query, &error);
  g_autoptr (GPtrArray) found = search (fixture, &query, &total);
  for (guint i = 0; i < brands->len; i++)
    n += ((VanityBrand *)brands->pdata[i])->n_shades;
  g_assert_cmpuint (n, ==, total);
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test ("/catalogue/search/like-admits", test_like_admits);
  fixture_test ("/catalogue/search/pages", test_pages);
  fixture_test ("/catalogue/search/orders", test_orders);
  fixture_test ("/catalogue/search/relevance", test_relevance);
  fixture_test ("/catalogue/search/foreach", test_foreach);
  fixture_test ("/catalogue/search/brands", test_brands);
  return g_test_run ();
}
