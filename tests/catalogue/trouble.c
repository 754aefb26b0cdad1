/* Catalogues that are killed, damaged, full and locked. */
#include "base/error.h"
#include "catalogue/schema.h"
#include "fixture.h"
#include "folder.h"
#include "made-shades.h"

#include "base/random.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define BATCH 50

/* Adds batches until it is killed. */
static void
add_for_ever (const char *path)
{
  VanityCatalogue *catalogue = vanity_catalogue_open_bare (path, NULL);

  if (catalogue == NULL)
    _exit (1);
  for (guint first = 0;; first += BATCH)
    {
      if (!vanity_catalogue_begin (catalogue, NULL))
        _exit (2);
      for (guint i = first; i < first + BATCH; i++)
        {
          g_autoptr (VanityShade) shade = made_shade (6, i);

          if (!vanity_catalogue_add (catalogue, shade, NULL, NULL))
            _exit (3);
        }
      if (!vanity_catalogue_commit (catalogue, NULL))
        _exit (4);
    }
}

/* Whole batches only, and the words of all of them. */
static guint
check_whole (Fixture *fixture)
{
  g_auto (VanityCatalogueStats) stats = { 0 };
  g_autoptr (GError) error = NULL;

  vanity_catalogue_stats (fixture->catalogue, &stats, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_catalogue_get_state (fixture->catalogue), ==, VANITY_CATALOGUE_GOOD);
  g_assert_cmpuint (stats.n_shades % BATCH, ==, 0);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, stats.n_shades);
  for (guint i = 0; i < stats.n_shades; i += 37)
    {
      g_autoptr (VanityShade) shade = made_shade (6, i), kept = fixture_get (fixture, shade->uid);

      g_assert_nonnull (kept);
      g_assert_cmpint (kept->n_prices, ==, shade->n_prices);
    }
  return stats.n_shades;
}

static void
test_kill (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  VanityRandom random;
  guint n = 0, longest = 60000;

  vanity_random_init (&random, (guint64)g_test_rand_int ());
  g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
  for (int turn = 0; turn < 12; turn++)
    {
      pid_t child = fork ();
      int status;

      if (child == 0)
        add_for_ever (fixture->path);
      g_usleep (longest / 4 + vanity_random_index (&random, longest));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFSIGNALED (status));
      fixture->catalogue = vanity_catalogue_open_bare (fixture->path, &error);
      g_assert_no_error (error);
      guint now = check_whole (fixture);
      g_assert_cmpuint (now, >=, n);
      /* A machine that is busy with other things gets to nothing in so short a time. */
      if (now == n)
        longest = MIN (2 * longest, 2000000);
      n = now;
      g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
    }
  g_assert_cmpuint (n, >, 0);
}

static void
damage (Fixture *fixture, gsize offset, gsize length)
{
  g_autoptr (GBytes) bytes = fixture_read (fixture->path);
  gsize size = g_bytes_get_size (bytes);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), size);

  memset (copy + MIN (offset, size), 0x5a, MIN (length, size - MIN (offset, size)));
  g_autoptr (GBytes) changed = g_bytes_new (copy, size);
  fixture_write (fixture->path, changed);
}

/* With its backup nothing is lost, and the index of words works. */
static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = g_strconcat (fixture->path, ".backup", NULL);

  made_shades_add (fixture->catalogue, 6, 0, 2000);
  g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
  damage (fixture, 12 * 4096, 3 * 4096);
  fixture->catalogue = vanity_catalogue_open_bare (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_catalogue_get_state (fixture->catalogue), ==, VANITY_CATALOGUE_REBUILT);
  g_assert_nonnull (vanity_catalogue_get_trouble (fixture->catalogue));
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 2000);
  made_shades_add (fixture->catalogue, 6, 1990, 2010);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 2010);
  /* Told once. */
  fixture_reopen (fixture);
  g_assert_null (vanity_catalogue_get_trouble (fixture->catalogue));
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 2010);

  /* Without: what can be read is. */
  g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
  g_assert_cmpint (g_unlink (backup), ==, 0);
  damage (fixture, 60 * 4096, 4096);
  fixture->catalogue = vanity_catalogue_open_bare (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_catalogue_get_state (fixture->catalogue), ==, VANITY_CATALOGUE_REBUILT);
  guint n = fixture_count (fixture, "");
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <=, 2010);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, n);
  made_shades_add (fixture->catalogue, 6, 0, 2010);
  g_assert_cmpuint (fixture_count (fixture, ""), ==, 2010);
}

/* Of the index of words the check of pages sees nothing. */
static void
test_damaged_words (Fixture *fixture, gconstpointer data)
{
  sqlite3 *other = NULL;
  g_autoptr (GError) error = NULL;

  made_shades_add (fixture->catalogue, 6, 0, 300);
  guint n_rose = fixture_count (fixture, "rose");
  g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other,
                                 "UPDATE words_data SET block = x'00ffffffffff' WHERE id > 10",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
  fixture->catalogue = vanity_catalogue_open_bare (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture_count (fixture, "rose"), ==, n_rose);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 300);
  /* Made anew with a change. */
  made_shades_add (fixture->catalogue, 6, 300, 310);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 310);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "INSERT INTO words (words) VALUES ('integrity-check')",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (other);
}

/* Values that no Vanity writes: nothing breaks that reads them. */
static void
test_odd_values (Fixture *fixture, gconstpointer data)
{
  static const char sql[]
      = "UPDATE brands SET name = CAST(x'c3ff41' AS TEXT) WHERE id = 1;"
        "UPDATE products SET category = 900 WHERE id = 1;"
        "UPDATE shades SET name = CAST(x'80' AS TEXT), rgb = 'red', finish = -3, coverage = 70,"
        " undertone = 1e300, availability = 'x', labels = -1, popularity = 7, gtin = -5,"
        " palette = x'0102', date = x'ff', source_id = NULL || '' WHERE id = 1;"
        "UPDATE shades SET rgb = 1e18, palette = zeroblob(9999), link = CAST(x'ff' AS TEXT)"
        " WHERE id = 2;"
        "UPDATE prices SET currency = 'abcdef', minor = 'x' WHERE shade_id = 1 AND currency = "
        "'USD';"
        "UPDATE prices SET currency = x'ffff00' WHERE shade_id = 3 AND currency = 'USD';";
  g_autoptr (GError) error = NULL;
  g_auto (VanityCatalogueStats) stats = { 0 };
  g_auto (VanityQuery) query;
  sqlite3 *other = NULL;

  made_shades_add (fixture->catalogue, 6, 0, 40);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  /* Some break rules of the tables: those are not done, the others are. */
  for (const char *at = sql; *at;)
    {
      sqlite3_stmt *statement = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (other, at, -1, &statement, &at), ==, SQLITE_OK);
      sqlite3_step (statement);
      sqlite3_finalize (statement);
    }
  g_assert_cmpint (sqlite3_exec (other, "UPDATE meta SET value = value + 1", NULL, NULL, NULL), ==,
                   SQLITE_OK);
  sqlite3_close (other);
  vanity_query_init (&query);
  query.price_most = 1000000;
  for (VanityOrder order = 0; order < VANITY_N_ORDERS; order++)
    {
      query.order = order;
      g_autoptr (GPtrArray) found
          = vanity_catalogue_search (fixture->catalogue, &query, NULL, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < found->len; i++)
        {
          const VanityShade *shade = found->pdata[i];

          g_assert_true (g_utf8_validate (shade->brand, -1, NULL));
          g_assert_true (g_utf8_validate (shade->name, -1, NULL));
          g_assert_cmpint (shade->category, <, VANITY_N_CATEGORIES);
          g_assert_cmpint (shade->finish, <, VANITY_N_FINISHES);
          g_assert_cmpint (shade->n_palette, <=, VANITY_SHADE_MAX_PALETTE);
        }
    }
  g_assert_cmpuint (fixture_count (fixture, "maison"), >=, 20);
  g_assert_true (vanity_catalogue_stats (fixture->catalogue, &stats, &error));
  g_assert_cmpuint (stats.n_shades, ==, 40);
  made_shades_add (fixture->catalogue, 6, 0, 40);
}

/* Whatever part of the file is damaged, there is a catalogue afterwards. */
static void
test_damaged_anywhere (Fixture *fixture, gconstpointer data)
{
  g_autofree char *good = g_build_filename (fixture->folder, "good", NULL);
  VanityRandom random;

  made_shades_add (fixture->catalogue, 6, 0, 600);
  g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
  g_autoptr (GBytes) bytes = fixture_read (fixture->path);
  vanity_random_init (&random, (guint64)g_test_rand_int ());
  for (int turn = 0; turn < 16; turn++)
    {
      g_autofree char *backup = g_strconcat (fixture->path, ".backup", NULL);
      g_autoptr (GError) error = NULL;

      fixture_write (fixture->path, bytes);
      if (turn % 2 == 0)
        fixture_write (backup, bytes);
      else
        g_unlink (backup);
      damage (fixture, vanity_random_index (&random, g_bytes_get_size (bytes)),
              1 + vanity_random_index (&random, 20000));
      fixture->catalogue = vanity_catalogue_open_bare (fixture->path, &error);
      g_assert_no_error (error);
      guint n = fixture_count (fixture, "");
      /* Bytes of texts may be wrong without breaking the file; rows are not lost. */
      if (turn % 2 == 0 || vanity_catalogue_get_trouble (fixture->catalogue) == NULL)
        g_assert_cmpuint (n, ==, 600);
      made_shades_add (fixture->catalogue, 6, 0, 600);
      g_assert_cmpuint (fixture_count (fixture, ""), >=, 600);
      g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
    }
}

/* A child that may write little: files cannot grow. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  int status;
  pid_t child;

  made_shades_add (fixture->catalogue, 6, 0, 100);
  g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
  child = fork ();
  if (child == 0)
    {
      struct rlimit limit = { 400000, 400000 };
      g_autoptr (GError) error = NULL;
      VanityCatalogue *catalogue;
      gboolean ok = TRUE;

      signal (SIGXFSZ, SIG_IGN);
      setrlimit (RLIMIT_FSIZE, &limit);
      catalogue = vanity_catalogue_open_bare (fixture->path, NULL);
      if (catalogue == NULL || !vanity_catalogue_begin (catalogue, NULL))
        _exit (2);
      for (guint i = 100; i < 60000 && ok; i++)
        {
          g_autoptr (VanityShade) shade = made_shade (6, i);

          ok = vanity_catalogue_add (catalogue, shade, NULL, &error);
        }
      if (ok)
        ok = vanity_catalogue_commit (catalogue, &error);
      else
        g_assert_false (vanity_catalogue_commit (catalogue, NULL));
      if (ok || error == NULL || error->domain != VANITY_ERROR || strchr (error->message, '\n'))
        _exit (3);
      /* Still of use. */
      fixture->catalogue = catalogue;
      if (fixture_count (fixture, "maison") != 100)
        _exit (4);
      vanity_catalogue_unref (catalogue);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
  fixture_reopen (fixture);
  g_assert_cmpint (vanity_catalogue_get_state (fixture->catalogue), ==, VANITY_CATALOGUE_GOOD);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 100);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityShade) shade = made_shade (6, 30);
  sqlite3 *other = NULL;

  made_shades_add (fixture->catalogue, 6, 0, 30);
  g_clear_pointer (&fixture->catalogue, vanity_catalogue_unref);
  g_assert_cmpint (sqlite3_open (fixture->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN EXCLUSIVE", NULL, NULL, NULL), ==, SQLITE_OK);
  fixture->catalogue = vanity_catalogue_open_bare (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_catalogue_get_state (fixture->catalogue), ==, VANITY_CATALOGUE_READ_ONLY);
  g_assert_nonnull (vanity_catalogue_get_trouble (fixture->catalogue));
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 30);
  g_assert_false (vanity_catalogue_add (fixture->catalogue, shade, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FILE);
  g_assert_cmpint (sqlite3_close (other), ==, SQLITE_OK);
  fixture_add (fixture, shade, VANITY_ADD_ADDED);
  g_assert_cmpuint (fixture_count (fixture, "maison"), ==, 31);
  g_assert_null (vanity_catalogue_get_trouble (fixture->catalogue));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  fixture_test ("/catalogue/trouble/kill", test_kill);
  fixture_test ("/catalogue/trouble/damaged", test_damaged);
  fixture_test ("/catalogue/trouble/damaged-words", test_damaged_words);
  fixture_test ("/catalogue/trouble/odd-values", test_odd_values);
  fixture_test ("/catalogue/trouble/damaged-anywhere", test_damaged_anywhere);
  fixture_test ("/catalogue/trouble/full", test_full);
  fixture_test ("/catalogue/trouble/locked", test_locked);
  return g_test_run ();
}
