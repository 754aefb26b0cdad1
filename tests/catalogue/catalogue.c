/* What becomes of shades that are added, merged and taken out. */
#include "base/error.h"
#include "fixture.h"
#include "made-shades.h"

#include <string.h>

static VanityShade *
make (const char *brand, const char *line, const char *name)
{
  VanityShade *shade = vanity_shade_new (brand, line, name, VANITY_CATEGORY_LIPSTICK);

  vanity_shade_set_text (&shade->source, "one");
  vanity_shade_set_text (&shade->date, "2026-03-01");
  return shade;
}

static void
assert_same (const VanityShade *one, const VanityShade *other)
{
  const char *const texts[][2] = {
    { one->uid, other->uid },       { one->brand, other->brand },
    { one->line, other->line },     { one->name, other->name },
    { one->gtin, other->gtin },     { one->undertone_source, other->undertone_source },
    { one->link, other->link },     { one->image, other->image },
    { one->source, other->source }, { one->ingredients, other->ingredients },
    { one->date, other->date },     { one->source_id, other->source_id },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpstr (texts[i][0], ==, texts[i][1]);
  g_assert_cmpint (one->category, ==, other->category);
  g_assert_cmpint (one->has_color, ==, other->has_color);
  g_assert_cmpuint (one->rgb, ==, other->rgb);
  g_assert_cmpint (one->color_source, ==, other->color_source);
  g_assert_cmpmem (one->palette, (gsize)one->n_palette * 4, other->palette,
                   (gsize)other->n_palette * 4);
  g_assert_cmpint (one->finish, ==, other->finish);
  g_assert_cmpint (one->coverage, ==, other->coverage);
  g_assert_cmpint (one->undertone, ==, other->undertone);
  g_assert_cmpuint (one->labels, ==, other->labels);
  g_assert_cmpint (one->spf, ==, other->spf);
  g_assert_cmpint (one->availability, ==, other->availability);
  g_assert_cmpfloat (one->popularity, ==, other->popularity);
  g_assert_cmpint (one->n_prices, ==, other->n_prices);
  for (int i = 0; i < one->n_prices; i++)
    {
      const VanityPrice *price = vanity_shade_find_price (other, one->prices[i].money.currency);

      g_assert_nonnull (price);
      g_assert_cmpint (price->money.minor, ==, one->prices[i].money.minor);
      g_assert_cmpstr (price->date, ==, one->prices[i].date);
    }
}

/* Everything that is told of a shade is kept. */
static void
test_whole (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (VanityShade) shade = made_shade (3, i), kept = NULL;

      shade->spf = (int)i % 50;
      vanity_shade_set_text (&shade->undertone_source, "NC25");
      vanity_shade_set_text (&shade->image, "https://shop.example/i.jpg");
      fixture_add (fixture, shade, VANITY_ADD_ADDED);
      kept = fixture_get (fixture, shade->uid);
      g_assert_nonnull (kept);
      assert_same (shade, kept);
      fixture_add (fixture, shade, VANITY_ADD_UNCHANGED);
    }
  fixture_reopen (fixture);
  g_autoptr (VanityShade) last = made_shade (3, 199), kept = fixture_get (fixture, last->uid);
  g_assert_nonnull (kept);
  g_assert_cmpint (kept->spf, ==, 49);
}

static void
test_hostile_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityShade) shade
      = make ("Robert'); DROP TABLE shades;--", "\" OR \"\"=\"", "%_*?[NEAR(a b)]:^");
  g_autoptr (GError) error = NULL;

  fixture_add (fixture, shade, VANITY_ADD_ADDED);
  g_autoptr (VanityShade) kept = fixture_get (fixture, shade->uid);
  assert_same (shade, kept);
  g_assert_cmpuint (fixture_count (fixture, "drop table"), ==, 1);
  g_assert_null (fixture_get (fixture, "' OR 1 = 1 --"));
  g_assert_null (fixture_get (fixture, ""));

  g_autoptr (VanityShade) none = vanity_shade_new ("", " ", NULL, VANITY_CATEGORY_OTHER);
  g_assert_false (vanity_catalogue_add (fixture->catalogue, none, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

/* Names that are written otherwise are the same; the first spelling stays. */
static void
test_merge_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityShade) one = make ("Lancôme", "L’Absolu Rouge", "196");
  g_autoptr (VanityShade) same = make ("LANCOME", "l'absolu  rouge", "196");
  g_autoptr (VanityShade) next = make ("lancome", "L'Absolu Rouge", "12");

  fixture_add (fixture, one, VANITY_ADD_ADDED);
  fixture_add (fixture, same, VANITY_ADD_UNCHANGED);
  fixture_add (fixture, next, VANITY_ADD_ADDED);
  g_autoptr (VanityShade) kept = fixture_get (fixture, next->uid);
  g_assert_cmpstr (kept->brand, ==, "Lancôme");
  g_assert_cmpstr (kept->line, ==, "L’Absolu Rouge");

  g_autoptr (GPtrArray) brands = vanity_catalogue_list_brands (fixture->catalogue, NULL, NULL);
  g_assert_cmpuint (brands->len, ==, 1);
  g_assert_cmpuint (((VanityBrand *)brands->pdata[0])->n_shades, ==, 2);
}

static void
test_merge_gtin (Fixture *fixture, gconstpointer data)
{
  const char *gtin = "06291041500213";
  g_autoptr (VanityShade) one = make ("MAC", "Matte Lipstick", "Ruby Woo");
  g_autoptr (VanityShade) same = make ("Mac", "Retro Matte Lipstick 3 g", "Ruby Woo 707");
  g_autoptr (VanityShade) stranger = make ("NARS", "Audacious", "Rita");
  g_autoptr (VanityShade) sister = make ("MAC", "Matte Lipstick", "Lady Danger");

  vanity_shade_set_text (&one->gtin, gtin);
  vanity_shade_set_text (&one->source_id, "1");
  fixture_add (fixture, one, VANITY_ADD_ADDED);
  vanity_shade_set_text (&same->gtin, gtin);
  vanity_shade_set_text (&same->source, "two");
  vanity_shade_set_text (&same->link, "https://shop.example/ruby");
  fixture_add (fixture, same, VANITY_ADD_MERGED);
  g_assert_null (fixture_get (fixture, same->uid));
  g_autoptr (VanityShade) kept = fixture_get (fixture, one->uid);
  g_assert_cmpstr (kept->name, ==, "Ruby Woo");
  g_assert_cmpstr (kept->link, ==, "https://shop.example/ruby");
  g_assert_cmpstr (kept->source, ==, "two");

  /* A number that somebody gave to two things loses neither. */
  vanity_shade_set_text (&stranger->gtin, gtin);
  fixture_add (fixture, stranger, VANITY_ADD_GTIN_TAKEN);
  vanity_shade_set_text (&sister->gtin, gtin);
  vanity_shade_set_text (&sister->source, "two");
  vanity_shade_set_text (&sister->source_id, "2");
  vanity_shade_set_text (&same->source_id, "1");
  fixture_add (fixture, same, VANITY_ADD_MERGED);
  fixture_add (fixture, sister, VANITY_ADD_GTIN_TAKEN);
  g_autoptr (VanityShade) found
      = vanity_catalogue_get_by_gtin (fixture->catalogue, "6291041500213", NULL);
  g_assert_cmpstr (found->uid, ==, one->uid);
  g_autoptr (VanityShade) without = fixture_get (fixture, sister->uid);
  g_assert_cmpstr (without->gtin, ==, "");
}

static void
test_merge_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityShade) old = make ("A", "B", "C"), later = make ("A", "B", "C");
  g_autoptr (VanityShade) kept = NULL;

  vanity_shade_set_color (old, 0x111111, VANITY_COLOR_SOURCE_GIVEN);
  vanity_shade_set_price (old, (VanityMoney){ 1000, "USD" }, "2026-02-01");
  vanity_shade_set_price (old, (VanityMoney){ 900, "EUR" }, "2026-02-01");
  vanity_shade_set_text (&old->image, "old.jpg");
  old->finish = VANITY_FINISH_MATTE;
  old->labels = VANITY_PRODUCT_VEGAN;
  fixture_add (fixture, old, VANITY_ADD_ADDED);

  vanity_shade_set_text (&later->source, "two");
  vanity_shade_set_text (&later->date, "2026-04-01");
  /* Weaker, though later. */
  vanity_shade_set_color (later, 0x222222, VANITY_COLOR_SOURCE_SWATCH);
  vanity_shade_set_price (later, (VanityMoney){ 1200, "USD" }, "2026-03-01");
  vanity_shade_set_price (later, (VanityMoney){ 100, "EUR" }, "2026-01-01");
  vanity_shade_set_price (later, (VanityMoney){ 1500, "JPY" }, "2026-03-01");
  vanity_shade_set_text (&later->link, "new");
  later->finish = VANITY_FINISH_SATIN;
  later->labels = VANITY_PRODUCT_SPF;
  fixture_add (fixture, later, VANITY_ADD_MERGED);
  fixture_add (fixture, later, VANITY_ADD_UNCHANGED);
  /* What is older does not turn it back. */
  fixture_add (fixture, old, VANITY_ADD_UNCHANGED);

  kept = fixture_get (fixture, old->uid);
  g_assert_cmpuint (kept->rgb, ==, 0x111111);
  g_assert_cmpint (kept->n_prices, ==, 3);
  g_assert_cmpint (vanity_shade_find_price (kept, "USD")->money.minor, ==, 1200);
  g_assert_cmpint (vanity_shade_find_price (kept, "EUR")->money.minor, ==, 900);
  g_assert_cmpint (vanity_shade_find_price (kept, "JPY")->money.minor, ==, 1500);
  g_assert_cmpstr (kept->image, ==, "old.jpg");
  g_assert_cmpstr (kept->link, ==, "new");
  g_assert_cmpint (kept->finish, ==, VANITY_FINISH_SATIN);
  g_assert_cmpuint (kept->labels, ==, VANITY_PRODUCT_VEGAN | VANITY_PRODUCT_SPF);
  g_assert_cmpstr (kept->source, ==, "two");
}

static void
test_rollback (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint64 before, after;

  made_shades_add (fixture->catalogue, 1, 0, 50);
  before = vanity_catalogue_get_generation (fixture->catalogue);
  g_assert_true (vanity_catalogue_begin (fixture->catalogue, &error));
  for (guint i = 50; i < 90; i++)
    {
      g_autoptr (VanityShade) shade = made_shade (1, i);
      g_assert_true (vanity_catalogue_add (fixture->catalogue, shade, NULL, &error));
    }
  /* The batch sees itself. */
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 90);
  vanity_catalogue_rollback (fixture->catalogue);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 50);
  after = vanity_catalogue_get_generation (fixture->catalogue);
  g_assert_cmpuint (before, ==, after);
  made_shades_add (fixture->catalogue, 1, 50, 51);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 51);
  g_assert_cmpuint (vanity_catalogue_get_generation (fixture->catalogue), >, after);
}

/* Somebody else's change is seen as well. */
static void
test_two (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityCatalogue) other = vanity_catalogue_open_bare (fixture->path, &error);
  guint64 before = vanity_catalogue_get_generation (fixture->catalogue);

  g_assert_no_error (error);
  made_shades_add (other, 1, 0, 30);
  g_assert_cmpuint (vanity_catalogue_get_generation (fixture->catalogue), >, before);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 30);
  made_shades_add (fixture->catalogue, 1, 20, 40);
  g_clear_pointer (&other, vanity_catalogue_unref);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 40);
}

/* Others read while a batch goes on, and see what was before. */
static gpointer
read_beside (gpointer data)
{
  return GUINT_TO_POINTER (fixture_count (data, "maison") + 1);
}

static void
assert_seen_beside (Fixture *fixture, guint wanted)
{
  gpointer result = g_thread_join (g_thread_new ("reader", read_beside, fixture));

  g_assert_cmpuint (GPOINTER_TO_UINT (result), ==, wanted + 1);
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityShade) shade = made_shade (1, 10);

  made_shades_add (fixture->catalogue, 1, 0, 10);
  g_assert_true (vanity_catalogue_begin (fixture->catalogue, &error));
  g_assert_true (vanity_catalogue_add (fixture->catalogue, shade, NULL, &error));
  assert_seen_beside (fixture, 10);
  g_assert_true (vanity_catalogue_commit (fixture->catalogue, &error));
  assert_seen_beside (fixture, 11);
}

/* The index of words never has what is gone nor misses what is there, in whatever order. */
static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  made_shades_add (fixture->catalogue, 1, 0, 40);
  g_assert_true (vanity_catalogue_begin (fixture->catalogue, &error));
  for (guint i = 30; i < 60; i++)
    {
      g_autoptr (VanityShade) shade = made_shade (1, i);
      g_autoptr (VanityShade) last = made_shade (1, i - 1), first = made_shade (1, i - 30);

      g_assert_true (vanity_catalogue_remove (fixture->catalogue, last->uid, &error));
      g_assert_true (vanity_catalogue_remove (fixture->catalogue, first->uid, &error));
      g_assert_true (vanity_catalogue_add (fixture->catalogue, shade, NULL, &error));
    }
  g_assert_true (vanity_catalogue_commit (fixture->catalogue, &error));
  g_assert_no_error (error);
  g_assert_true (vanity_catalogue_remove (fixture->catalogue, "0123456789abcdef", &error));
  g_assert_true (vanity_catalogue_remove (fixture->catalogue, "none", &error));
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 1);
  g_assert_cmpuint (fixture_count (fixture, ""), ==, 1);
}

static void
test_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 place = -1;

  g_assert_true (vanity_catalogue_get_progress (fixture->catalogue, "feed", &place, &error));
  g_assert_cmpint (place, ==, 0);
  g_assert_true (vanity_catalogue_begin (fixture->catalogue, &error));
  g_assert_true (vanity_catalogue_set_progress (fixture->catalogue, "feed", 1 << 20, &error));
  vanity_catalogue_rollback (fixture->catalogue);
  g_assert_true (vanity_catalogue_get_progress (fixture->catalogue, "feed", &place, &error));
  g_assert_cmpint (place, ==, 0);
  g_assert_true (vanity_catalogue_set_progress (fixture->catalogue, "feed",
                                                G_GINT64_CONSTANT (5) << 40, &error));
  g_assert_true (vanity_catalogue_set_note (fixture->catalogue, "list", "7", &error));
  fixture_reopen (fixture);
  g_assert_true (vanity_catalogue_get_progress (fixture->catalogue, "feed", &place, &error));
  g_assert_cmpint (place, ==, G_GINT64_CONSTANT (5) << 40);
  g_autofree char *note = vanity_catalogue_get_note (fixture->catalogue, "list", &error);
  g_assert_cmpstr (note, ==, "7");
  g_assert_true (vanity_catalogue_set_progress (fixture->catalogue, "feed", 0, &error));
  g_assert_true (vanity_catalogue_set_note (fixture->catalogue, "list", NULL, &error));
  g_assert_null (vanity_catalogue_get_note (fixture->catalogue, "list", &error));
  g_assert_no_error (error);
}

static void
test_stats (Fixture *fixture, gconstpointer data)
{
  g_auto (VanityCatalogueStats) stats = { 0 };
  g_autoptr (GError) error = NULL;
  guint n_colored = 0, n_gtins = 0, n_priced = 0, n_dollars = 0, n_ingredients = 0;
  guint n_in_category[VANITY_N_CATEGORIES] = { 0 };
  g_autoptr (GHashTable) brands = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  made_shades_add (fixture->catalogue, 1, 0, 500);
  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (VanityShade) shade = made_shade (1, i);

      n_colored += shade->has_color;
      n_gtins += *shade->gtin != '\0';
      n_priced += shade->n_prices > 0;
      n_ingredients += *shade->ingredients != '\0';
      n_dollars += vanity_shade_find_price (shade, "USD") != NULL;
      n_in_category[shade->category]++;
      g_hash_table_add (brands, g_strdup (shade->brand));
    }
  g_assert_true (vanity_catalogue_stats (fixture->catalogue, &stats, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (stats.n_shades, ==, 500);
  g_assert_cmpuint (stats.n_products, ==, 25);
  g_assert_cmpuint (stats.n_brands, ==, g_hash_table_size (brands));
  g_assert_cmpuint (stats.n_colored, ==, n_colored);
  g_assert_cmpuint (stats.n_gtins, ==, n_gtins);
  g_assert_cmpuint (stats.n_priced, ==, n_priced);
  g_assert_cmpuint (stats.n_ingredients, ==, n_ingredients);
  for (int i = 0; i < VANITY_N_CATEGORIES; i++)
    g_assert_cmpuint (stats.n_in_category[i], ==, n_in_category[i]);
  g_assert_cmpuint (stats.n_currencies, ==, 2);
  g_assert_cmpstr (stats.currencies[0].currency, ==, "USD");
  g_assert_cmpuint (stats.currencies[0].n_prices, ==, n_dollars);
  g_assert_cmpint (stats.currencies[0].least, <=, stats.currencies[0].median);
  g_assert_cmpint (stats.currencies[0].median, <=, stats.currencies[0].most);
  g_assert_cmpuint (stats.n_sources, ==, 1);
  g_assert_cmpstr (stats.sources[0].name, ==, "made");
  g_assert_cmpstr (stats.sources[0].last, ==, "2026-03-01");
  g_assert_cmpint (stats.bytes, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test ("/catalogue/catalogue/whole", test_whole);
  fixture_test ("/catalogue/catalogue/hostile-names", test_hostile_names);
  fixture_test ("/catalogue/catalogue/merge-names", test_merge_names);
  fixture_test ("/catalogue/catalogue/merge-gtin", test_merge_gtin);
  fixture_test ("/catalogue/catalogue/merge-values", test_merge_values);
  fixture_test ("/catalogue/catalogue/rollback", test_rollback);
  fixture_test ("/catalogue/catalogue/two", test_two);
  fixture_test ("/catalogue/catalogue/threads", test_threads);
  fixture_test ("/catalogue/catalogue/remove", test_remove);
  fixture_test ("/catalogue/catalogue/notes", test_notes);
  fixture_test ("/catalogue/catalogue/stats", test_stats);
  return g_test_run ();
}
