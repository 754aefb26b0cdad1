#include "shop-match.h"

#include "catalogue/nearest.h"
#include "race.h"
#include "recommend/recommender.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define HIDDEN 400
#define CLOSE 2.0 /* ΔE2000 */

static int
compare_numbers (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;

  return a < b ? -1 : a > b;
}

static gboolean
print_hidden (VanityCatalogue *catalogue, VanityRecommender *recommender, gboolean wanted,
              GError **error)
{
  g_auto (VanityQuery) query;
  g_autoptr (GPtrArray) shades = NULL;
  g_autoptr (GArray) distances = g_array_new (FALSE, FALSE, sizeof (double));
  gint64 since = 0;
  guint step;

  vanity_query_init (&query);
  query.categories = 1u << VANITY_CATEGORY_FOUNDATION;
  query.only_colored = TRUE;
  query.order = VANITY_ORDER_NAME;
  shades = vanity_catalogue_search (catalogue, &query, NULL, error);
  if (shades == NULL)
    return FALSE;
  step = MAX (shades->len / HIDDEN, 1);
  race_take_lap (&since);
  for (guint i = 0; i < shades->len; i += step)
    {
      g_autoptr (GArray) found
          = vanity_recommender_alternatives (recommender, shades->pdata[i], NULL, 1, error);

      if (found == NULL)
        return FALSE;
      if (found->len > 0)
        g_array_append_val (distances, g_array_index (found, VanityAlternative, 0).delta_e);
    }
  if (distances->len == 0)
    {
      printf ("  there are no two brands of foundation\n");
      return TRUE;
    }
  g_array_sort (distances, compare_numbers);
  printf ("  %u of %u foundations hidden, nearest of another brand, median ΔE2000: %.2f%s; nine of "
          "ten within %.2f; %.1f ms each\n",
          distances->len, shades->len, g_array_index (distances, double, distances->len / 2),
          wanted ? " (wanted: ≤ 1.0)" : "",
          g_array_index (distances, double, distances->len * 9 / 10),
          race_take_lap (&since) / distances->len);
  return TRUE;
}

/* Whether what is proposed is close where something is, and where nothing is that is said. */
static gboolean
print_tone (VanityCatalogue *catalogue, VanityRecommender *recommender, int tone, gboolean *right,
            GError **error)
{
  g_auto (VanityPerson) person;
  g_auto (VanityWish) wish;
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GArray) nearest = NULL;
  const VanityProposalGroup *group;
  double least, first;

  vanity_person_init (&person);
  vanity_wish_init (&wish);
  person.skin_known = person.skin.known = TRUE;
  person.skin.lab = vanity_skin_tone_get_lab (tone);
  vanity_undertone_judge (person.skin.lab, (const double (*)[3])person.skin.covariance,
                          person.skin.undertone);
  wish.person = &person;
  wish.query.categories = 1u << VANITY_CATEGORY_FOUNDATION;
  groups = vanity_recommender_run (recommender, &wish, NULL, error);
  nearest = groups ? vanity_catalogue_nearest (catalogue, person.skin.lab, &wish.query, 1, error)
                   : NULL;
  if (nearest == NULL)
    return FALSE;
  group = groups->len > 0 ? groups->pdata[0] : NULL;
  least = nearest->len > 0 ? g_array_index (nearest, VanityShadeMatch, 0).delta_e : INFINITY;
  first = group && group->proposals->len > 0
              ? ((const VanityProposal *)group->proposals->pdata[0])->delta_e
              : INFINITY;
  *right = least <= CLOSE ? first <= CLOSE : group && group->note != NULL;
  printf ("    Monk %2d: nearest ΔE2000 %.2f, the first proposed %.2f%s%s\n", tone, least, first,
          group && group->note ? ", " : "", group && group->note ? group->note : "");
  return TRUE;
}

gboolean
shop_match_print (const char *title, VanityCatalogue *catalogue, gboolean wanted, GError **error)
{
  g_autoptr (VanityRecommender) recommender = vanity_recommender_new (catalogue, NULL);
  int good = 0;

  printf ("Shades, %s\n", title);
  if (!print_hidden (catalogue, recommender, wanted, error))
    return FALSE;
  for (int tone = 1; tone <= VANITY_SKIN_TONES; tone++)
    {
      gboolean right;

      if (!print_tone (catalogue, recommender, tone, &right, error))
        return FALSE;
      good += right;
    }
  printf ("  Monk tones, %s, with a foundation within ΔE 2 or told that there is none: %d (wanted: "
          "≥ %d)\n",
          title, good, VANITY_SKIN_TONES);
  return TRUE;
}
