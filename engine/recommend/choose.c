/* Which of the candidates are proposed: the best, but not the same again and again, and one or the
 * other that nobody would have guessed. */
#include "base/random.h"
#include "recommend/diversity.h"
#include "recommend/match.h"
#include "recommend/recommender-private.h"

#include <math.h>
#include <string.h>

/* What repetition costs: little among foundations, which have to be alike. */
#define RELEVANCE_SKIN 0.9
#define RELEVANCE_COLOR 0.5
/* What is explored is drawn from as many of the best; nothing beyond this share of the best score.
 */
#define N_EXPLORED 60
#define LEAST_EXPLORED 0.45
/* Of an eyeshadow as many zones are served: lid, crease and outer corner make a look. */
#define MOST_ZONES 3
/* Features that say no more than "far away". */
#define FAR_FEATURE 0.05
/* Nothing is proposed that is farther than this from what is wanted, in measures of close, unless
 * all is: then nothing that is much farther than the nearest. */
#define FARTHEST 4.0
#define FARTHER 1.5
/* Scores that are nearer than this are a tie. */
#define TIE 0.005

/* The currency prices are compared in: the one asked for, else the most frequent. Others are not
 * converted. Owned by the candidates or the wish; NULL where there are no prices. */
static const char *
find_currency (const VanityContext *context, const GArray *candidates)
{
  g_autoptr (GHashTable) counts = NULL;
  const char *best = NULL;
  guint most = 0;

  if (context->wish->query.currency)
    return context->wish->query.currency;
  counts = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < candidates->len; i++)
    {
      const VanityShade *shade = g_array_index (candidates, VanityCandidate, i).shade;

      for (int p = 0; p < shade->n_prices; p++)
        {
          char *currency = shade->prices[p].money.currency;
          guint count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, currency)) + 1;

          g_hash_table_insert (counts, currency, GUINT_TO_POINTER (count));
          if (count > most)
            {
              most = count;
              best = currency;
            }
        }
    }
  return best;
}

static gint64
get_price (const char *currency, const VanityShade *shade)
{
  const VanityPrice *price = currency ? vanity_shade_find_price (shade, currency) : NULL;

  return price ? price->money.minor : G_MAXINT64;
}

static int
compare_numbers (double one, double other)
{
  return one > other ? -1 : one < other ? 1 : 0;
}

/* `data` is a currency, or NULL. By score; ties by undertone, finish, price, and then by name, so
 * that they always fall alike. */
static int
compare (gconstpointer one, gconstpointer other, gpointer data)
{
  const VanityCandidate *a = one, *b = other;
  gint64 price_a = get_price (data, a->shade), price_b = get_price (data, b->shade);
  int order = compare_numbers (floor (a->score / TIE), floor (b->score / TIE));

  /* Among what is far away the nearer one is all there is to choose. */
  if (order == 0 && a->feature < FAR_FEATURE && b->feature < FAR_FEATURE)
    order = compare_numbers (b->delta_e, a->delta_e);
  if (order == 0)
    order = compare_numbers (a->complexion.undertone, b->complexion.undertone);
  if (order == 0)
    order = compare_numbers (a->complexion.finish + a->layer.finish,
                             b->complexion.finish + b->layer.finish);
  if (order == 0)
    order = price_a < price_b ? -1 : price_a > price_b ? 1 : 0;
  if (order == 0)
    order = compare_numbers (a->score, b->score);
  return order != 0 ? order : strcmp (a->shade->uid, b->shade->uid);
}

static VanityProposal *
propose (const VanityContext *context, const VanityGroupPlan *plan,
         const VanityCandidate *candidate, gboolean explored)
{
  VanityProposal *proposal = g_new0 (VanityProposal, 1);

  proposal->shade = vanity_shade_ref (candidate->shade);
  proposal->score = candidate->score;
  proposal->match = candidate->match;
  proposal->delta_e = candidate->delta_e;
  proposal->feature = candidate->feature;
  proposal->habit = candidate->habit;
  proposal->trend = candidate->trend;
  proposal->zone = candidate->zone >= 0 ? plan->target.zones[candidate->zone].id : NULL;
  proposal->explored = explored;
  proposal->reasons = vanity_context_explain (context, plan, candidate, explored);
  return proposal;
}

/* Draws one of those not yet picked, the likelier the better its score. */
static int
draw (const double *scores, const gboolean *taken, int count, VanityRandom *random)
{
  double sum = 0, at;
  int last = -1;

  for (int i = 0; i < count; i++)
    sum += taken[i] ? 0 : scores[i];
  at = vanity_random_uniform (random) * sum;
  for (int i = 0; i < count; i++)
    if (!taken[i] && scores[i] > 0)
      {
        last = i;
        if ((at -= scores[i]) < 0)
          break;
      }
  return last;
}

static int
explore (const double *scores, int count, int n_best, int n, guint32 seed, int *picked)
{
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (count, 1));
  VanityRandom random;
  int k = n_best;

  vanity_random_init (&random, seed);
  for (int i = 0; i < n_best; i++)
    taken[picked[i]] = TRUE;
  count = MIN (count, N_EXPLORED);
  while (count > 0 && scores[count - 1] < LEAST_EXPLORED * scores[0])
    count--;
  for (; k < n; k++)
    {
      int one = draw (scores, taken, count, &random);

      if (one < 0)
        break;
      taken[one] = TRUE;
      picked[k] = one;
    }
  return k;
}

/* Candidates are in order already. */
static int
compare_indices (gconstpointer one, gconstpointer other)
{
  return *(const int *)one - *(const int *)other;
}

/* Those of one zone, or with VANITY_MAX_ZONES all. */
static int
diversify_zone (const VanityGroupPlan *plan, const GArray *candidates, const double *scores,
                int zone, int n, int *picked)
{
  g_autofree const VanityShade **shades = g_new0 (const VanityShade *, candidates->len + 1);
  g_autofree double *own = g_new0 (double, candidates->len + 1);
  g_autofree int *index = g_new0 (int, candidates->len + 1);
  int count = 0, k;

  for (guint i = 0; i < candidates->len; i++)
    {
      const VanityCandidate *candidate = &g_array_index (candidates, VanityCandidate, i);

      if (zone != VANITY_MAX_ZONES && candidate->zone != zone)
        continue;
      shades[count] = candidate->shade;
      own[count] = scores[i];
      index[count++] = (int)i;
    }
  k = vanity_diversify (shades, own, count, n, plan->for_skin ? RELEVANCE_SKIN : RELEVANCE_COLOR,
                        !plan->for_skin, picked);
  for (int i = 0; i < k; i++)
    picked[i] = index[picked[i]];
  /* Which ones is told by what they repeat; their order is that of the scores. */
  qsort (picked, (size_t)k, sizeof *picked, compare_indices);
  return k;
}

/* An eyeshadow's places: up to a quarter for palettes, the others for the zones there is most of,
 * by turns, so that each has one before the first has two. */
static int
diversify_zones (const VanityGroupPlan *plan, const GArray *candidates, const double *scores, int n,
                 int *picked)
{
  int k = diversify_zone (plan, candidates, scores, -1, n / 4, picked);
  int n_zones = MIN (plan->target.n_zones, MOST_ZONES), room = n - k;

  for (int z = 0; z < n_zones; z++)
    k += diversify_zone (plan, candidates, scores, z, (room + n_zones - 1 - z) / n_zones,
                         picked + k);
  return k;
}

/* Leaves out what nobody would take for a match. */
static void
drop_far (const VanityGroupPlan *plan, GArray *candidates, double nearest)
{
  double close = plan->for_skin ? VANITY_CLOSE_SKIN : VANITY_CLOSE_COLOR;
  double farthest = MAX (FARTHEST * close, FARTHER * nearest);

  for (guint i = candidates->len; i-- > 0;)
    if (g_array_index (candidates, VanityCandidate, i).delta_e > farthest)
      g_array_remove_index_fast (candidates, i);
}

GPtrArray *
vanity_context_choose (const VanityContext *context, const VanityGroupPlan *plan,
                       GArray *candidates, double nearest, guint32 seed)
{
  const VanityWish *wish = context->wish;
  GPtrArray *proposals = g_ptr_array_new_with_free_func (vanity_proposal_free);
  int n = wish->n > 0 ? wish->n : 6, count, n_best, n_picked;
  g_autofree double *scores = NULL;
  g_autofree int *picked = g_new0 (int, n);

  if (isfinite (nearest))
    drop_far (plan, candidates, nearest);
  g_array_sort_with_data (candidates, compare, (gpointer)find_currency (context, candidates));
  count = (int)candidates->len;
  scores = g_new0 (double, MAX (count, 1));
  for (int i = 0; i < count; i++)
    scores[i] = g_array_index (candidates, VanityCandidate, i).score;
  n_best = n - (int)lround (CLAMP (wish->exploration, 0, 1) * (n - 1));
  n_best = plan->target.n_zones > 1
               ? diversify_zones (plan, candidates, scores, n_best, picked)
               : diversify_zone (plan, candidates, scores, VANITY_MAX_ZONES, n_best, picked);
  n_picked = wish->exploration > 0 ? explore (scores, count, n_best, n, seed, picked) : n_best;
  for (int k = 0; k < n_picked; k++)
    g_ptr_array_add (proposals, propose (context, plan,
                                         &g_array_index (candidates, VanityCandidate, picked[k]),
                                         k >= n_best));
  return proposals;
}
