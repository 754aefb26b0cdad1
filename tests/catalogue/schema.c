/* Catalogues of every version there was. */
#include "catalogue/schema.h"

#include "fixture.h"
#include "folder.h"
#include "made-shades.h"

#include <glib/gstdio.h>

/* A file as version `version` left it, with `n` made shades. */
static void
make_old (Fixture *fixture, int version, guint n)
{
  g_autoptr (GError) error = NULL;
  VanityDatabaseSchema schema = { .application_id = VANITY_CATALOGUE_ID,
                                  .noun = "old",
                                  .steps = vanity_catalogue_steps,
                                  .n_steps = version,
                                  .prepare = vanity_catalogue_prepare };
  g_autofree char *backup = g_strconcat (fixture->path, ".backup", NULL);
  g_autofree char *name = g_build_filename (fixture->folder, "full.db", NULL);
  g_autofree char *sql = NULL;

  /* The rows are those of a catalogue of today, in the old tables. */
  VanityCatalogue *full = vanity_catalogue_open_bare (name, &error);
  g_assert_no_error (error);
  made_shades_add (full, 2, 0, n);
  vanity_catalogue_unref (full);
  g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_unlink (backup), ==, 0);

  g_autoptr (VanityDatabase) old = vanity_database_open (fixture->path, &schema, &error);
  g_assert_no_error (error);
  sql = g_strdup_printf ("ATTACH '%s' AS full;"
                         "INSERT INTO brands SELECT * FROM full.brands;"
                         "INSERT INTO products SELECT * FROM full.products;"
                         "INSERT INTO origins SELECT * FROM full.origins;"
                         "INSERT INTO ingredients SELECT * FROM full.ingredients;"
                         "INSERT INTO shades SELECT * FROM full.shades;"
                         "INSERT INTO prices SELECT * FROM full.prices;"
                         "DETACH full",
                         name);
  vanity_database_run (old, sql, &error);
  g_assert_no_error (error);
  if (version >= 2)
    vanity_database_run (old,
                         "INSERT INTO words (rowid, text) SELECT s.id,"
                         " vanity_words (b.name, p.line, s.name, p.category) FROM shades s"
                         " JOIN products p ON p.id = s.product_id"
                         " JOIN brands b ON b.id = p.brand_id",
                         &error);
  g_assert_no_error (error);
}

static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  int version = GPOINTER_TO_INT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityShade) shade = made_shade (2, 17), kept = NULL;
  guint n_rose, n_wanted = 0;
  g_auto (VanityQuery) query;

  make_old (fixture, version, 100);
  fixture->catalogue = vanity_catalogue_open_bare (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_catalogue_get_state (fixture->catalogue), ==, VANITY_CATALOGUE_GOOD);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 100);
  kept = fixture_get (fixture, shade->uid);
  g_assert_cmpstr (kept->link, ==, shade->link);
  g_assert_cmpint (kept->n_prices, ==, shade->n_prices);
  vanity_query_init (&query);
  query.text = g_strdup ("rose");
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (VanityShade) one = made_shade (2, i);
      n_wanted += vanity_query_admits (&query, one);
    }
  n_rose = fixture_count (fixture, "rose");
  g_assert_cmpuint (n_rose, ==, n_wanted);
  /* And it works on. */
  made_shades_add (fixture->catalogue, 2, 90, 120);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 120);
  g_assert_true (vanity_catalogue_set_note (fixture->catalogue, "a", "b", &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (int version = 1; version <= vanity_catalogue_n_steps; version++)
    {
      g_autofree char *path = g_strdup_printf ("/catalogue/schema/from-%d", version);

      g_test_add (path, Fixture, GINT_TO_POINTER (version), fixture_set_up, test_migrate,
                  fixture_tear_down);
    }
  return g_test_run ();
}
