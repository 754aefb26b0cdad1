/* How well shades are matched, in numbers: of the starter list, and with $VANITY_SHARED of the real
 * rows in its data/products, too.
 *
 *   measure-match [CATALOGUE]
 *
 * Hide: a foundation is hidden, and the nearest of another brand found. Monk: the foundations that
 * are proposed to somebody whose skin is exactly each tone of the Monk scale, and whether "no close
 * match" is said where the catalogue has none. */
#include "catalogue/nearest.h"
#include "feed/feed.h"
#include "recommend/match.h"
#include "recommend/recommender.h"

#include <math.h>
#include <string.h>

#define N_HIDDEN 400

static int
compare_numbers (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;

  return a < b ? -1 : a > b;
}

static void
import (VanityCatalogue *catalogue, const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, "data", "products", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  VanityFeedReport report;

  if (!vanity_feed_import (catalogue, file, NULL, NULL, NULL, NULL, NULL, &report, &error))
    g_printerr ("%s: %s\n", name, error->message);
  vanity_feed_report_clear (&report);
}

static void
measure_hidden (VanityCatalogue *catalogue, VanityRecommender *recommender)
{
  g_auto (VanityQuery) query = { 0 };
  g_autoptr (GPtrArray) shades = NULL;
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GError) error = NULL;
  gint64 start;
  guint step;

  vanity_query_init (&query);
  query.categories = 1u << VANITY_CATEGORY_FOUNDATION;
  query.only_colored = TRUE;
  query.order = VANITY_ORDER_NAME;
  shades = vanity_catalogue_search (catalogue, &query, NULL, &error);
  if (!shades)
    g_error ("%s", error->message);
  step = MAX (shades->len / N_HIDDEN, 1);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < shades->len; i += step)
    {
      g_autoptr (GArray) found
          = vanity_recommender_alternatives (recommender, shades->pdata[i], NULL, 1, &error);

      if (!found)
        g_error ("%s", error->message);
      if (found->len > 0)
        g_array_append_val (distances, g_array_index (found, VanityAlternative, 0).delta_e);
    }
  g_array_sort (distances, compare_numbers);
  g_print ("hide: %u of %u foundations, nearest of another brand: median ΔE %.2f, 9 of 10 within "
           "%.2f; %.2f ms each\n",
           distances->len, shades->len, g_array_index (distances, double, distances->len / 2),
           g_array_index (distances, double, distances->len * 9 / 10),
           (double)(g_get_monotonic_time () - start) / 1000 / MAX (distances->len, 1));
}

static void
measure_monk (VanityCatalogue *catalogue, VanityRecommender *recommender)
{
  for (int tone = 1; tone <= VANITY_SKIN_TONES; tone++)
    {
      g_auto (VanityPerson) person = { 0 };
      g_auto (VanityWish) wish = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) groups = NULL;
      g_autoptr (GArray) nearest = NULL;
      const VanityProposalGroup *group;
      double most = 0;

      vanity_person_init (&person);
      vanity_wish_init (&wish);
      person.skin_known = person.skin.known = TRUE;
      person.skin.lab = vanity_skin_tone_get_lab (tone);
      vanity_undertone_judge (person.skin.lab, (const double (*)[3])person.skin.covariance,
                              person.skin.undertone);
      wish.person = &person;
      wish.query.categories = 1u << VANITY_CATEGORY_FOUNDATION;
      groups = vanity_recommender_run (recommender, &wish, NULL, &error);
      nearest = vanity_catalogue_nearest (catalogue, person.skin.lab, &wish.query, 1, &error);
      if (!groups || !nearest)
        g_error ("%s", error->message);
      group = groups->pdata[0];
      for (guint i = 0; i < group->proposals->len; i++)
        most = fmax (most, ((VanityProposal *)group->proposals->pdata[i])->delta_e);
      g_print ("Monk %2d: nearest ΔE %.2f; proposed: first ΔE %.2f, farthest of %u %.2f; %s\n",
               tone, g_array_index (nearest, VanityShadeMatch, 0).delta_e,
               ((VanityProposal *)group->proposals->pdata[0])->delta_e, group->proposals->len, most,
               group->note ? group->note : "");
    }
}

/* The second time, when nothing has to be loaded. */
static void
measure_time (VanityRecommender *recommender)
{
  g_auto (VanityPerson) person = { 0 };
  g_auto (VanityWish) wish = { 0 };
  gint64 start = 0;
  guint n_groups = 0, n_proposals = 0;

  vanity_person_init (&person);
  vanity_wish_init (&wish);
  vanity_person_set_owned_color (&person, 0xc69472);
  wish.person = &person;
  wish.look = vanity_look_find ("glam", NULL);
  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) groups = NULL;

      start = g_get_monotonic_time ();
      groups = vanity_recommender_run (recommender, &wish, NULL, NULL);
      n_groups = groups->len;
      n_proposals = 0;
      for (guint g = 0; g < groups->len; g++)
        n_proposals += ((VanityProposalGroup *)groups->pdata[g])->proposals->len;
    }
  g_print ("time: %u proposals in %u groups of a whole look: %.0f ms\n", n_proposals, n_groups,
           (double)(g_get_monotonic_time () - start) / 1000);
}

static void
measure (const char *title, VanityCatalogue *catalogue)
{
  g_autoptr (VanityRecommender) recommender = vanity_recommender_new (catalogue, NULL);

  g_print ("%s\n", title);
  measure_hidden (catalogue, recommender);
  measure_monk (catalogue, recommender);
  measure_time (recommender);
}

int
main (int argc, char **argv)
{
  const char *shared = g_getenv ("VANITY_SHARED");
  g_autofree char *folder = g_dir_make_tmp ("measure-match-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "catalogue.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityCatalogue) catalogue = vanity_catalogue_open (argc > 1 ? argv[1] : path, &error);

  if (!catalogue)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  measure (argc > 1 ? argv[1] : "starter list", catalogue);
  if (argc == 1 && shared)
    {
      import (catalogue, shared, "pudding-foundation-shades.csv");
      import (catalogue, shared, "makeup-api.json");
      measure ("with the rows of $VANITY_SHARED", catalogue);
    }
  return 0;
}
