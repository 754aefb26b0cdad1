/* Imports that are interrupted, tried out, and done again. */
#include "shop.h"

#include "base/error.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define N_ROWS 60000

static GFile *
write_many (Shop *shop)
{
  g_autoptr (GString) feed = g_string_new ("brand,line,shade,category,hex\n");

  for (int i = 0; i < N_ROWS; i++)
    g_string_append_printf (feed, "B%d,Line %d,Shade %d,lipstick,#%06x\n", i % 7, i / 20, i, i);
  return shop_write (shop, "many.csv", feed->str, feed->len);
}

static guint
count (Shop *shop)
{
  g_auto (VanityCatalogueStats) stats = { 0 };

  g_assert_true (vanity_catalogue_stats (shop->catalogue, &stats, NULL));
  return stats.n_shades;
}

static void
test_again (Shop *shop, gconstpointer data)
{
  static const char feed[] = "brand,line,shade,hex,price\nB,L,1,#fff,1 USD\nB,L,2,#000,2 EUR\n";

  shop_import (shop, "csv", feed);
  g_assert_cmpint (shop->report.added, ==, 2);
  shop_import (shop, "csv", feed);
  g_assert_cmpint (shop->report.unchanged, ==, 2);
  shop_import (shop, "csv", "brand,line,shade,finish\nB,L,1,matte\nB,L,1,matte\n");
  g_assert_cmpint (shop->report.merged, ==, 1);
  g_assert_cmpint (shop->report.unchanged, ==, 1);
  g_assert_cmpuint (count (shop), ==, 2);
}

static void
test_dry_run (Shop *shop, gconstpointer data)
{
  g_autoptr (GFile) file = write_many (shop);
  g_autoptr (GError) error = NULL;

  shop->options.dry_run = TRUE;
  g_assert_true (shop_import_file (shop, file, NULL, &error));
  g_assert_cmpint (shop->report.added, ==, N_ROWS);
  g_assert_cmpuint (count (shop), ==, 0);
  shop->options.dry_run = FALSE;
  g_assert_true (shop_import_file (shop, file, NULL, &error));
  g_assert_cmpint (shop->report.added, ==, N_ROWS);
  g_assert_cmpuint (count (shop), ==, N_ROWS);
}

typedef struct
{
  GCancellable *cancellable;
  gint64 after;
  double share;
} Stop;

static void
stop (double share, gint64 rows, gpointer data)
{
  Stop *at = data;

  g_assert_cmpfloat (share, >=, at->share);
  g_assert_cmpfloat (share, <=, 1);
  at->share = share;
  if (rows >= at->after)
    g_cancellable_cancel (at->cancellable);
}

/* What was counted is kept, and the next import goes on behind it. */
static void
test_cancel (Shop *shop, gconstpointer data)
{
  g_autoptr (GFile) file = write_many (shop);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_auto (VanityFeedReport) first = { 0 };
  Stop at = { cancellable, N_ROWS / 2, 0 };

  g_assert_false (vanity_feed_import (shop->catalogue, file, NULL, &shop->options, cancellable,
                                      stop, &at, &first, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (first.added, >=, N_ROWS / 2);
  g_assert_cmpint (first.added, <, N_ROWS);
  g_assert_cmpuint (count (shop), ==, first.added);

  g_clear_error (&error);
  g_assert_true (shop_import_file (shop, file, NULL, &error));
  g_assert_cmpint (shop->report.resumed, ==, first.added);
  g_assert_cmpint (shop->report.added, ==, N_ROWS - first.added);
  g_assert_cmpuint (count (shop), ==, N_ROWS);

  /* Read to its end, it is read anew. */
  g_assert_true (shop_import_file (shop, file, NULL, &error));
  g_assert_cmpint (shop->report.resumed, ==, 0);
  g_assert_cmpint (shop->report.unchanged, ==, N_ROWS);
}

static void
test_restart (Shop *shop, gconstpointer data)
{
  g_autoptr (GFile) file = write_many (shop);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (VanityFeedReport) first = { 0 };
  Stop at = { cancellable, 1000, 0 };

  g_assert_false (vanity_feed_import (shop->catalogue, file, NULL, &shop->options, cancellable,
                                      stop, &at, &first, NULL));
  shop->options.restart = TRUE;
  g_assert_true (shop_import_file (shop, file, NULL, NULL));
  g_assert_cmpint (shop->report.resumed, ==, 0);
  g_assert_cmpint (shop->report.unchanged, ==, first.added);
}

/* A file that has changed since is another. */
static void
test_changed (Shop *shop, gconstpointer data)
{
  g_autoptr (GFile) file = write_many (shop);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (VanityFeedReport) first = { 0 };
  Stop at = { cancellable, 1000, 0 };
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_false (vanity_feed_import (shop->catalogue, file, NULL, &shop->options, cancellable,
                                      stop, &at, &first, NULL));
  g_assert_true (g_file_load_contents (file, NULL, &contents, &size, NULL, NULL));
  memcpy (strstr (contents, "Shade 3,"), "Shade X,", 8);
  g_object_unref (shop_write (shop, "many.csv", contents, size));
  g_assert_true (shop_import_file (shop, file, NULL, NULL));
  g_assert_cmpint (shop->report.resumed, ==, 0);
  g_assert_cmpint (shop->report.added, ==, N_ROWS - first.added + 1);
}

/* Killed in the middle, for good: what is there is whole, and it goes on. */
static void
test_kill (Shop *shop, gconstpointer data)
{
  g_autoptr (GFile) file = write_many (shop);
  g_autofree char *path = g_build_filename (shop->folder, "catalogue.db", NULL);
  g_autoptr (GError) error = NULL;
  guint kept;
  pid_t child;

  vanity_catalogue_unref (shop->catalogue);
  child = fork ();
  if (child == 0)
    {
      g_auto (VanityFeedReport) report = { 0 };
      VanityCatalogue *catalogue = vanity_catalogue_open_bare (path, NULL);

      vanity_feed_import (catalogue, file, NULL, &shop->options, NULL, NULL, NULL, &report, NULL);
      _exit (0);
    }
  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (VanityCatalogue) other = NULL;

      g_usleep (10000);
      other = vanity_catalogue_open_bare (path, NULL);
      g_auto (VanityCatalogueStats) stats = { 0 };
      if (other && vanity_catalogue_stats (other, &stats, NULL) && stats.n_shades > 0)
        break;
    }
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  shop->catalogue = vanity_catalogue_open_bare (path, &error);
  g_assert_no_error (error);
  kept = count (shop);
  g_assert_cmpuint (kept, >, 0);
  g_assert_true (shop_import_file (shop, file, NULL, &error));
  g_assert_cmpuint (count (shop), ==, N_ROWS);
  /* Unless it was done before it was killed. */
  if (kept < N_ROWS)
    g_assert_cmpint (shop->report.resumed, ==, kept);
}

static void
test_price_date (Shop *shop, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = shop_write (shop, "feed", "brand,line\nB,L\n", 15);

  shop->options.price_date = "2026-02-30";
  g_assert_false (shop_import_file (shop, file, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  shop_add ("/feed/import/again", test_again);
  shop_add ("/feed/import/dry-run", test_dry_run);
  shop_add ("/feed/import/cancel", test_cancel);
  shop_add ("/feed/import/restart", test_restart);
  shop_add ("/feed/import/changed", test_changed);
  shop_add ("/feed/import/kill", test_kill);
  shop_add ("/feed/import/price-date", test_price_date);
  return g_test_run ();
}
