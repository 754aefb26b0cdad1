/* What else is like it. */
#include "catalogue/nearest.h"
#include "catalogue/text.h"
#include "recommend/match.h"
#include "recommend/recommender-private.h"

#include <string.h>

/* A dupe looks the same when worn side by side. */
#define DUPE 1.5
#define DUPE_FINISH 0.7
/* Asked for at first, for each that is wanted; more where one brand fills them. */
#define N_FOR_EACH 8

static void
clear_alternative (gpointer data)
{
  VanityAlternative *alternative = data;

  g_clear_pointer (&alternative->shade, vanity_shade_unref);
}

/* In the asked currency, else in the first that both have. */
static void
compare_prices (const VanityShade *shade, const VanityShade *other, const char *currency,
                VanityAlternative *alternative)
{
  for (int i = 0; i < shade->n_prices && !alternative->has_price; i++)
    {
      const VanityMoney *money = &shade->prices[i].money;
      const VanityPrice *price = vanity_shade_find_price (other, money->currency);

      if (!price || (currency && strcmp (currency, money->currency) != 0))
        continue;
      alternative->has_price = TRUE;
      alternative->gap = *money;
      alternative->gap.minor = price->money.minor - money->minor;
    }
}

static gboolean
is_barred (GHashTable *states, const VanityShade *shade)
{
  const VanityShadeState *state = states ? g_hash_table_lookup (states, shade->uid) : NULL;

  return state && (state->hidden || state->wrong);
}

GArray *
vanity_recommender_alternatives (VanityRecommender *self, const VanityShade *shade,
                                 const VanityQuery *query, int n, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (VanityAlternative));
  g_autoptr (GHashTable) states = NULL;
  g_auto (VanityQuery) filter = { 0 };
  g_autofree char *brand = vanity_text_fold (shade->brand);
  int count = N_FOR_EACH * MAX (n, 1);
  gboolean all = FALSE;

  g_array_set_clear_func (found, clear_alternative);
  if (query)
    vanity_query_copy (&filter, query);
  else
    vanity_query_init (&filter);
  filter.categories = 1u << shade->category;
  if (vanity_recommender_get_taste (self))
    {
      states = vanity_taste_list_states (vanity_recommender_get_taste (self), error);
      if (!states)
        return NULL;
    }
  while (shade->has_color && !all && (int)found->len < n)
    {
      g_autoptr (GArray) matches = vanity_catalogue_nearest (
          vanity_recommender_get_catalogue (self), shade->lab, &filter, count, error);

      if (!matches)
        return NULL;
      g_array_set_size (found, 0);
      for (guint i = 0; i < matches->len && (int)found->len < n; i++)
        {
          const VanityShadeMatch *match = &g_array_index (matches, VanityShadeMatch, i);
          g_autofree char *other = vanity_text_fold (match->shade->brand);
          VanityAlternative alternative = { 0 };

          if (strcmp (brand, other) == 0 || is_barred (states, match->shade))
            continue;
          alternative.shade = vanity_shade_ref (match->shade);
          alternative.delta_e = match->delta_e;
          compare_prices (shade, match->shade, filter.currency, &alternative);
          alternative.is_dupe
              = match->delta_e <= DUPE && alternative.has_price && alternative.gap.minor < 0
                && (shade->finish == match->shade->finish
                    || vanity_finish_compare (shade->finish, match->shade->finish) >= DUPE_FINISH);
          g_array_append_val (found, alternative);
        }
      all = (int)matches->len < count;
      count *= 4;
    }
  return g_steal_pointer (&found);
}
