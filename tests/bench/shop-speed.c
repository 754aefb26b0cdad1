#include "shop-speed.h"

#include "base/random.h"
#include "catalogue/nearest.h"
#include "feed/feed.h"
#include "folder.h"
#include "made-shades.h"
#include "race.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#define SEARCHED 100000 /* shades of the catalogue that is asked */
#define RUNS 5          /* of a search */
#define NEAREST 200     /* colours that are looked for */
#define NEIGHBOURS 20
#define PAGE 50

static const struct
{
  const char *text;
  VanityOrder order;
  unsigned categories;
} searches[] = {
  { "", VANITY_ORDER_NAME, 0 },
  { "", VANITY_ORDER_PRICE, 0 },
  { "rose", VANITY_ORDER_RELEVANCE, 0 },
  { "m", VANITY_ORDER_RELEVANCE, 0 },
  { "velvet coral", VANITY_ORDER_RELEVANCE, 0 },
  { "maison", VANITY_ORDER_NAME, 1u << VANITY_CATEGORY_LIPSTICK },
  { "豆沙", VANITY_ORDER_RELEVANCE, 0 },
  { "", VANITY_ORDER_DISTANCE, 0 },
};

static double
get_peak_mib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double)usage.ru_maxrss / 1024;
}

/* As a shop writes it: one line a shade. */
static gboolean
write_feed (const char *path, guint rows, GError **error)
{
  FILE *file = fopen (path, "w");
  gboolean written;

  if (file == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: cannot be written", path);
      return FALSE;
    }
  fputs ("id\ttitle\tbrand\tcolor\tgtin\tprice\tlink\tavailability\tgoogle_product_category\thex\n",
         file);
  for (guint i = 0; i < rows; i++)
    {
      g_autoptr (VanityShade) shade = made_shade (1, i);

      fprintf (file, "%u\t%s %s\t%s\t%s\t%s\t%d.%02d EUR\t%s\tin_stock\t%u\t%06x\n", i, shade->line,
               shade->name, shade->brand, shade->name, shade->gtin, 5 + (int)(i % 40),
               (int)(i % 100), shade->link, vanity_category_get_google (shade->category),
               shade->rgb);
    }
  written = !ferror (file);
  if (fclose (file) == 0 && written)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: cannot be written whole", path);
  return FALSE;
}

static gboolean
print_import (const char *folder, guint rows, GError **error)
{
  g_autofree char *feed = g_build_filename (folder, "feed.tsv", NULL);
  g_autofree char *path = g_build_filename (folder, "imported.db", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (feed);
  g_autoptr (VanityCatalogue) catalogue = NULL;
  VanityFeedReport report;
  double before, seconds;
  gint64 start;
  gboolean done;

  if (!write_feed (feed, rows, error))
    return FALSE;
  catalogue = vanity_catalogue_open_bare (path, error);
  if (catalogue == NULL)
    return FALSE;
  before = get_peak_mib ();
  start = g_get_monotonic_time ();
  done = vanity_feed_import (catalogue, file, NULL, NULL, NULL, NULL, NULL, &report, error);
  seconds = 1e-6 * (double)(g_get_monotonic_time () - start);
  if (done)
    printf ("  import of a Merchant feed, %" G_GINT64_FORMAT " rows of which %" G_GINT64_FORMAT
            " were added: %.0f rows/s (wanted: ≥ 50000), and %.0f MiB more of memory at most\n",
            report.rows, report.added, (double)report.rows / seconds, get_peak_mib () - before);
  vanity_feed_report_clear (&report);
  return done;
}

static gboolean
print_nearest (VanityCatalogue *catalogue, GError **error)
{
  double laps[NEAREST], worst = 0;
  VanityRandom random;
  gint64 since = 0;

  vanity_random_init (&random, 7);
  for (int i = 0; i < NEAREST; i++)
    {
      VanityLab lab = { 100 * (float)vanity_random_uniform (&random),
                        80 * (float)vanity_random_uniform (&random) - 40,
                        80 * (float)vanity_random_uniform (&random) - 40 };
      g_autoptr (GArray) found = NULL;

      race_take_lap (&since);
      found = vanity_catalogue_nearest (catalogue, lab, NULL, NEIGHBOURS, error);
      if (found == NULL)
        return FALSE;
      laps[i] = race_take_lap (&since);
      worst = i > 0 ? fmax (worst, laps[i]) : worst;
    }
  printf ("    the first, which lays the colours out: %.1f ms; the middle one of %d: %.2f ms\n",
          laps[0], NEAREST, race_get_median (laps, NEAREST));
  printf ("  nearest %d colours of %d, the slowest: %.1f ms (wanted: ≤ 20)\n", NEIGHBOURS, SEARCHED,
          worst);
  return TRUE;
}

static gboolean
print_searches (VanityCatalogue *catalogue, GError **error)
{
  double worst = 0, laps[RUNS];

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_auto (VanityQuery) query;
      guint total = 0;
      gint64 since = 0;

      vanity_query_init (&query);
      query.text = g_strdup (searches[i].text);
      query.order = searches[i].order;
      query.categories = searches[i].categories;
      query.near = (VanityLab){ 50, 40, 20 };
      query.limit = PAGE;
      for (int k = 0; k < RUNS; k++)
        {
          g_autoptr (GPtrArray) found = NULL;

          race_take_lap (&since);
          found = vanity_catalogue_search (catalogue, &query, &total, error);
          if (found == NULL)
            return FALSE;
          laps[k] = race_take_lap (&since);
        }
      printf ("    “%s” by %s, %u found: %.2f ms\n", searches[i].text,
              vanity_order_get_id (searches[i].order), total, race_get_median (laps, RUNS));
      worst = fmax (worst, race_get_median (laps, RUNS));
    }
  printf ("  search in %d shades, the slowest of these: %.1f ms (wanted: ≤ 20)\n", SEARCHED, worst);
  return TRUE;
}

static gboolean
print_answers (const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "asked.db", NULL);
  g_autoptr (VanityCatalogue) catalogue = vanity_catalogue_open_bare (path, error);

  if (catalogue == NULL)
    return FALSE;
  made_shades_add (catalogue, 1, 0, SEARCHED);
  if (!print_nearest (catalogue, error) || !print_searches (catalogue, error))
    return FALSE;
  printf ("  memory at most, of all of this: %.0f MiB\n", get_peak_mib ());
  return TRUE;
}

gboolean
shop_speed_print (int rows, GError **error)
{
  char *folder = fixture_folder ();
  gboolean done;

  printf ("Catalogue\n");
  done = print_import (folder, (guint)rows, error) && print_answers (folder, error);
  fixture_remove (folder);
  return done;
}
