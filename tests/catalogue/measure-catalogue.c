/* Prints how fast a catalogue takes shades and answers: measure-catalogue N. */
#include "catalogue/nearest.h"
#include "made-shades.h"

#include "base/random.h"
#include "folder.h"

#include <stdlib.h>
#include <time.h>

/* Of the process, which other programs slow less; and by the clock on the wall. */
static double
get_seconds (clockid_t which)
{
  struct timespec now;

  clock_gettime (which, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

typedef struct
{
  double cpu, wall;
} Start;

static Start
start (void)
{
  return (Start){ get_seconds (CLOCK_PROCESS_CPUTIME_ID), get_seconds (CLOCK_MONOTONIC) };
}

static void
report (Start from, const char *what, double n)
{
  Start now = start ();

  g_print ("%-32s %9.3f ms of the processor, %9.3f ms\n", what, (now.cpu - from.cpu) / n * 1e3,
           (now.wall - from.wall) / n * 1e3);
}

static void
search (VanityCatalogue *catalogue, const char *what, const char *text, VanityOrder order)
{
  g_auto (VanityQuery) query;
  guint total = 0;
  Start from = start ();

  vanity_query_init (&query);
  query.text = g_strdup (text);
  query.order = order;
  query.limit = 50;
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GPtrArray) found = vanity_catalogue_search (catalogue, &query, &total, NULL);

      g_assert_nonnull (found);
    }
  g_autofree char *label = g_strdup_printf ("%s (%u)", what, total);
  report (from, label, 10);
}

int
main (int argc, char **argv)
{
  guint n = argc > 1 ? (guint)atoi (argv[1]) : 100000;
  char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "catalogue.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) shades
      = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_shade_unref);
  VanityCatalogue *catalogue = vanity_catalogue_open_bare (path, &error);
  VanityRandom random;
  Start from = start ();

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (shades, made_shade (1, i));
  report (from, "made", 1);
  for (int turn = 0; turn < 2; turn++)
    {
      from = start ();
      g_assert_true (vanity_catalogue_begin (catalogue, &error));
      for (guint i = 0; i < n; i++)
        g_assert_true (vanity_catalogue_add (catalogue, shades->pdata[i], NULL, &error));
      report (from, turn == 0 ? "added" : "added again", 1);
      Start late = start ();
      g_assert_true (vanity_catalogue_commit (catalogue, &error));
      report (late, "committed", 1);
      Start now = start ();
      g_print ("  %.0f rows/s of the processor, %.0f rows/s\n", n / (now.cpu - from.cpu),
               n / (now.wall - from.wall));
    }
  g_ptr_array_set_size (shades, 0);
  search (catalogue, "first search", "zzz", VANITY_ORDER_RELEVANCE);
  search (catalogue, "nothing asked", "", VANITY_ORDER_RELEVANCE);
  search (catalogue, "by name", "", VANITY_ORDER_NAME);
  search (catalogue, "by price", "", VANITY_ORDER_PRICE);
  search (catalogue, "by colour", "", VANITY_ORDER_DISTANCE);
  search (catalogue, "a word of all", "maison", VANITY_ORDER_RELEVANCE);
  search (catalogue, "a word of all by name", "maison", VANITY_ORDER_NAME);
  search (catalogue, "a letter", "m", VANITY_ORDER_RELEVANCE);
  search (catalogue, "a word", "rose", VANITY_ORDER_RELEVANCE);
  search (catalogue, "two words", "velvet coral", VANITY_ORDER_RELEVANCE);
  search (catalogue, "Chinese", "豆沙", VANITY_ORDER_RELEVANCE);
  vanity_random_init (&random, 7);
  for (int turn = 0; turn < 2; turn++)
    {
      from = start ();
      for (int i = 0; i < (turn == 0 ? 1 : 100); i++)
        {
          VanityLab lab = { (float)vanity_random_uniform (&random) * 100.0f,
                            (float)vanity_random_uniform (&random) * 80.0f - 40.0f,
                            (float)vanity_random_uniform (&random) * 80.0f - 40.0f };
          g_autoptr (GArray) found = vanity_catalogue_nearest (catalogue, lab, NULL, 12, &error);

          g_assert_no_error (error);
        }
      report (from, turn == 0 ? "first nearest" : "nearest", turn == 0 ? 1 : 100);
    }
  from = start ();
  g_auto (VanityCatalogueStats) stats;
  g_assert_true (vanity_catalogue_stats (catalogue, &stats, &error));
  report (from, "stats", 1);
  g_print ("%u shades, %.1f MB\n", stats.n_shades, (double)stats.bytes / 1e6);
  from = start ();
  vanity_catalogue_unref (catalogue);
  report (from, "closed, with backup", 1);
  from = start ();
  catalogue = vanity_catalogue_open_bare (path, &error);
  g_assert_no_error (error);
  report (from, "opened", 1);
  search (catalogue, "first search", "coral", VANITY_ORDER_RELEVANCE);
  vanity_catalogue_unref (catalogue);
  fixture_remove (folder);
  return 0;
}
