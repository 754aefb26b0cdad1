/* What could be proposed, with its scores. */
#include "catalogue/nearest.h"
#include "recommend/blend.h"
#include "recommend/match.h"
#include "recommend/recommender-private.h"

#include <math.h>
#include <string.h>

/* As many of the nearest are looked at more closely: with the finishes and coverages that there
 * are, what looks nearest as worn is hardly farther down. */
#define N_NEAREST 240
/* Where no colour is asked for. */
#define N_LISTED 600

void
vanity_candidate_clear (gpointer data)
{
  VanityCandidate *candidate = data;

  g_clear_pointer (&candidate->shade, vanity_shade_unref);
}

static gboolean
is_barred (const VanityContext *context, const VanityShade *shade)
{
  const VanityShadeState *state
      = context->states ? g_hash_table_lookup (context->states, shade->uid) : NULL;
  const VanityPerson *person = context->wish->person;

  /* Nobody needs to be told of the one they compare with. */
  if (person && person->owned && strcmp (person->owned->uid, shade->uid) == 0)
    return TRUE;
  return state && (state->hidden || state->wrong);
}

static void
set_query (const VanityContext *context, const VanityGroupPlan *plan, VanityQuery *query)
{
  vanity_query_copy (query, &context->wish->query);
  g_clear_pointer (&query->text, g_free);
  query->categories = plan->categories;
  g_strfreev (query->avoid);
  query->avoid = g_strdupv (context->avoid);
  query->order = VANITY_ORDER_POPULARITY;
  query->offset = 0;
  query->limit = N_LISTED;
}

/* How much of a colour one would wear any day, as CIEDE2000 from bare skin or lips: ours. What
 * hardly shows on this person is none, and what covers all of their own is for a look that asks for
 * it. */
static double
judge_strength (const char *kind, double bare)
{
  double usual = strcmp (kind, "lipstick") == 0 || strcmp (kind, "lip-liner") == 0 ? 13
                 : strcmp (kind, "blush") == 0 || strcmp (kind, "highlight") == 0  ? 7
                                                                                   : 0;
  double x = usual > 0 ? (bare - usual) / usual : 0;

  return usual > 0 ? MAX (exp2 (-2 * x * x), 0.1) : CLAMP ((bare - 1) / 5, 0.2, 1);
}

/* What the look shows there is beside the point: how well it goes with the person, and whether one
 * sees it at all. */
static void
score_freely (const VanityContext *context, const VanityShade *shade, VanityCandidate *candidate)
{
  const char *id = vanity_category_get_layer (shade->category);
  const VanityLayerKind *kind = id ? vanity_layer_kind_find (id) : NULL;
  double shows = 1;

  candidate->delta_e = NAN;
  candidate->layer.bare = NAN;
  if (kind && shade->has_color && context->skin.source != VANITY_SKIN_FROM_NOTHING)
    {
      g_autoptr (VanityLayer) layer = vanity_layer_new (kind);
      VanityLayerTarget target;

      vanity_layer_target_init (&target, layer, context->wish->person, &context->skin);
      if (target.known)
        {
          vanity_layer_match (&target, shade->n_palette > 1 ? -1 : 0, shade, &candidate->layer);
          shows = judge_strength (kind->id, candidate->layer.bare);
        }
      vanity_layer_target_clear (&target);
    }
  if (!shade->has_color && kind)
    shows = 0.5;
  candidate->match = NAN;
  candidate->feature = shows * (0.3 + 0.4 * candidate->harmony.share);
}

static void
score_features (const VanityContext *context, const VanityGroupPlan *plan,
                VanityCandidate *candidate)
{
  const VanityShade *shade = candidate->shade;

  candidate->harmony
      = vanity_harmony_judge (context->wish->person, &context->skin, shade->category, shade->lab);
  if (plan->for_skin && shade->has_color)
    {
      VanityComplexionMatch *match = &candidate->complexion;

      vanity_complexion_match (&context->learnt,
                               context->wish->person ? context->wish->person->concern : NULL, shade,
                               match);
      candidate->delta_e = match->delta_e;
      candidate->feature = match->feature;
      candidate->match = match->match;
    }
  else if (plan->has_target && shade->has_color)
    {
      VanityLayerMatch *match = &candidate->layer;

      vanity_layer_match (&plan->target, candidate->zone, shade, match);
      candidate->delta_e = match->delta_e;
      candidate->match = match->match;
      candidate->feature
          = match->feature * (0.9 + 0.1 * CLAMP (2 * candidate->harmony.share, 0, 1));
    }
  else
    score_freely (context, shade, candidate);
}

static void
blend (const VanityContext *context, VanityCandidate *candidate)
{
  VanityOpinion opinions[3];

  candidate->trend = vanity_opinion_of_score (
      context->trend
          ? (double)vanity_trend_score (context->trend, candidate->shade, candidate->price, NULL)
          : 0);
  opinions[0] = (VanityOpinion){ candidate->feature, VANITY_WEIGHT_FEATURE };
  opinions[1] = (VanityOpinion){ candidate->habit, VANITY_WEIGHT_HABIT };
  opinions[2] = (VanityOpinion){ candidate->trend, VANITY_WEIGHT_TREND };
  candidate->score = vanity_blend (opinions, G_N_ELEMENTS (opinions));
}

static void
score (const VanityContext *context, const VanityGroupPlan *plan, VanityCandidate *candidate)
{
  const VanityShade *shade = candidate->shade;

  score_features (context, plan, candidate);
  candidate->against = vanity_wrong_judge (context, shade, NULL, NULL);
  candidate->feature *= 1 - candidate->against;
  candidate->habit = vanity_opinion_of_score (
      context->habit ? (double)vanity_habit_score (context->habit, shade) : 0);
  blend (context, candidate);
}

/* Prices are judged by what they stand beside. */
static void
weigh_prices (const VanityContext *context, GArray *candidates)
{
  g_autoptr (GPtrArray) shades = g_ptr_array_sized_new (candidates->len);
  VanityPriceScale scale;

  for (guint i = 0; i < candidates->len; i++)
    g_ptr_array_add (shades, g_array_index (candidates, VanityCandidate, i).shade);
  vanity_price_scale_init (&scale, shades, context->wish->query.currency);
  for (guint i = 0; i < candidates->len; i++)
    {
      VanityCandidate *candidate = &g_array_index (candidates, VanityCandidate, i);

      candidate->price = vanity_price_scale_find (&scale, candidate->shade);
      if (candidate->price != VANITY_PRICE_CLASS_UNKNOWN)
        blend (context, candidate);
    }
}

static void
take (const VanityContext *context, const VanityGroupPlan *plan, VanityShade *shade, int zone,
      GHashTable *seen, GArray *candidates)
{
  VanityCandidate candidate = { .zone = zone };
  gpointer before;

  if (is_barred (context, shade))
    return;
  candidate.shade = vanity_shade_ref (shade);
  score (context, plan, &candidate);
  /* A powder that would do for two zones is for the one it does better. */
  if (g_hash_table_lookup_extended (seen, shade->uid, NULL, &before))
    {
      VanityCandidate *old
          = &g_array_index (candidates, VanityCandidate, GPOINTER_TO_UINT (before));

      if (old->score < candidate.score)
        {
          VanityCandidate worse = *old;

          *old = candidate;
          candidate = worse;
          g_hash_table_replace (seen, old->shade->uid, before); /* the key goes with its shade */
        }
      vanity_candidate_clear (&candidate);
      return;
    }
  g_hash_table_insert (seen, candidate.shade->uid, GUINT_TO_POINTER (candidates->len));
  g_array_append_val (candidates, candidate);
}

static gboolean
take_nearest (const VanityContext *context, const VanityGroupPlan *plan, VanityLab lab, int zone,
              const VanityQuery *query, GHashTable *seen, GArray *candidates, GError **error)
{
  g_autoptr (GArray) matches
      = vanity_catalogue_nearest (context->catalogue, lab, query, N_NEAREST, error);

  for (guint i = 0; matches && i < matches->len; i++)
    {
      VanityShade *shade = g_array_index (matches, VanityShadeMatch, i).shade;

      take (context, plan, shade, shade->n_palette > 1 && plan->target.n_zones > 1 ? -1 : zone,
            seen, candidates);
    }
  return matches != NULL;
}

static gboolean
take_listed (const VanityContext *context, const VanityGroupPlan *plan, const VanityQuery *query,
             GHashTable *seen, GArray *candidates, GError **error)
{
  g_autoptr (GPtrArray) shades = vanity_catalogue_search (context->catalogue, query, NULL, error);

  for (guint i = 0; shades && i < shades->len; i++)
    take (context, plan, shades->pdata[i], -1, seen, candidates);
  return shades != NULL;
}

GArray *
vanity_context_gather (const VanityContext *context, const VanityGroupPlan *plan, double *nearest,
                       GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, TRUE, sizeof (VanityCandidate));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (VanityQuery) query = { 0 };
  gboolean good = TRUE;

  g_array_set_clear_func (candidates, vanity_candidate_clear);
  set_query (context, plan, &query);
  *nearest = NAN;
  if (plan->for_skin)
    good = take_nearest (context, plan, context->learnt.lab, -1, &query, seen, candidates, error);
  else if (plan->has_target)
    for (int z = 0; good && z < plan->target.n_zones; z++)
      good = !g_cancellable_set_error_if_cancelled (cancellable, error)
             && take_nearest (context, plan, plan->target.zones[z].swatch, z, &query, seen,
                              candidates, error);
  else if (!vanity_category_is_complexion (plan->category))
    good = take_listed (context, plan, &query, seen, candidates, error);
  if (!good || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  weigh_prices (context, candidates);
  for (guint i = 0; i < candidates->len; i++)
    *nearest = fmin (*nearest, g_array_index (candidates, VanityCandidate, i).delta_e);
  return g_steal_pointer (&candidates);
}
