/* The catalogue and what is recommended from it: in numbers.
 *
 *   bench-shop [OPTION…] */
#include "feed/feed.h"
#include "folder.h"
#include "shop-match.h"
#include "shop-sequence.h"
#include "shop-speed.h"

#include <stdio.h>

#define ROWS 200000

static char *sequences, *products;
static int n_rows = ROWS;

static gboolean
import (VanityCatalogue *catalogue, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (products, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  VanityFeedReport report;
  gboolean done
      = vanity_feed_import (catalogue, file, NULL, NULL, NULL, NULL, NULL, &report, error);

  if (done)
    printf ("%s: %" G_GINT64_FORMAT " rows, %" G_GINT64_FORMAT " added, %" G_GINT64_FORMAT
            " merged, %" G_GINT64_FORMAT " skipped\n",
            name, report.rows, report.added, report.merged, report.skipped);
  vanity_feed_report_clear (&report);
  return done;
}

static gboolean
run_matches (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "catalogue.db", NULL);
  g_autoptr (VanityCatalogue) catalogue = vanity_catalogue_open (path, error);

  if (catalogue == NULL || !shop_match_print ("starter list", catalogue, FALSE, error))
    return FALSE;
  if (products == NULL)
    {
      printf ("There are no shops' rows here: nothing more is matched.\n");
      return TRUE;
    }
  return import (catalogue, "pudding-foundation-shades.csv", error)
         && import (catalogue, "makeup-api.json", error)
         && shop_match_print ("with shops' rows", catalogue, TRUE, error);
}

static gboolean
run (GError **error)
{
  char *folder = fixture_folder ();
  gboolean done = shop_speed_print (n_rows, error) && run_matches (folder, error)
                  && (sequences == NULL || shop_sequence_print (sequences, error));

  fixture_remove (folder);
  return done;
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "rows", 0, 0, G_OPTION_ARG_INT, &n_rows, "Of the feed that is imported", "N" },
    { "products", 0, 0, G_OPTION_ARG_FILENAME, &products, "Where shops' rows lie", "FOLDER" },
    { "sequences", 0, 0, G_OPTION_ARG_FILENAME, &sequences,
      "What people took, one after the other: a user and their items a line", "FILE" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc > 1 || n_rows < 1)
    {
      g_printerr ("bench-shop: %s\n", error ? error->message : "unknown argument, or no rows");
      return 2;
    }
  setvbuf (stdout, NULL, _IOLBF, 0);
  if (!run (&error))
    {
      g_printerr ("bench-shop: %s\n", error->message);
      return 1;
    }
  return 0;
}
