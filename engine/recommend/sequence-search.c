#include "recommend/sequence-search.h"

#include "recommend/sequence-trial.h"

#include <stddef.h>

#define MAX_VALUES 8
#define WHERE(member) offsetof (VanitySequenceModelOptions, member)

/* A number, and what is tried for it. */
typedef struct
{
  const char *name;
  gsize where;
  gboolean is_whole; /* an int, else a double */
  double values[MAX_VALUES];
  int n_values;
} Axis;

static const Axis graph_axes[] = {
  { "transitions.window", WHERE (transitions.window), TRUE, { 5, 10, 30, 60 }, 4 },
  { "transitions.gap_power", WHERE (transitions.gap_power), FALSE, { 0.3, 0.5, 0.7, 1 }, 4 },
  { "transitions.backward", WHERE (transitions.backward), FALSE, { 0.1, 0.2, 0.35, 0.5 }, 4 },
  { "transitions.source_power",
    WHERE (transitions.source_power),
    FALSE,
    { 0, 0.1, 0.15, 0.2, 0.3 },
    5 },
  { "transitions.target_power",
    WHERE (transitions.target_power),
    FALSE,
    { 0, 0.05, 0.1, 0.2, 0.3 },
    5 },
  { "transitions.decay", WHERE (transitions.decay), FALSE, { 0.4, 0.5, 0.6, 0.7 }, 4 },
  { "transitions.age_power", WHERE (transitions.age_power), FALSE, { 0, 0.15, 0.3 }, 3 },
  { "cooccurrence.source_power",
    WHERE (cooccurrence.source_power),
    FALSE,
    { 0.4, 0.5, 0.6, 0.7 },
    4 },
  { "cooccurrence.target_power", WHERE (cooccurrence.target_power), FALSE, { 0.3, 0.4, 0.5 }, 3 },
  { "cooccurrence.decay", WHERE (cooccurrence.decay), FALSE, { 0.8, 0.9, 0.95, 1 }, 4 },
  { "cooccurrence_weight", WHERE (cooccurrence_weight), FALSE, { 0, 0.2, 0.4, 0.8 }, 4 },
};
static const Axis factors_axes[] = {
  { "factors.epochs", WHERE (factors.epochs), TRUE, { 4, 5, 6 }, 3 },
  { "factors.dropout", WHERE (factors.dropout), FALSE, { 0.2, 0.3, 0.5 }, 3 },
  { "factors.decay", WHERE (factors.decay), FALSE, { 0.7, 0.8, 0.9 }, 3 },
};
static const Axis blend_axes[] = {
  { "factors_weight",
    WHERE (factors_weight),
    FALSE,
    { 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5 },
    8 },
  { "floor", WHERE (floor), FALSE, { 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1 }, 6 },
};

typedef struct
{
  const VanitySequences *sequences;
  VanitySequenceModelOptions *options;
  VanitySearchFunc told;
  gpointer data;
  GCancellable *cancellable;
  VanityScorer scorer;        /* that is judged */
  VanitySequenceModel *model; /* learnt once, where only the blend is chosen */
} Search;

static double
get_number (const Axis *axis, VanitySequenceModelOptions *options)
{
  return axis->is_whole ? G_STRUCT_MEMBER (int, options, axis->where)
                        : G_STRUCT_MEMBER (double, options, axis->where);
}

static void
set_number (const Axis *axis, VanitySequenceModelOptions *options, double value)
{
  if (axis->is_whole)
    G_STRUCT_MEMBER (int, options, axis->where) = (int)value;
  else
    G_STRUCT_MEMBER (double, options, axis->where) = value;
}

/* NDCG@10 on validation, with the options as they are. */
static gboolean
judge (const Search *search, double *ndcg, GError **error)
{
  g_autoptr (VanitySequenceModel) learnt = NULL;
  VanitySequenceModel *model = search->model;
  VanityTrial trial;

  if (model == NULL)
    model = learnt = vanity_sequence_model_learn (search->sequences, 2, search->options,
                                                  1u << search->scorer, search->cancellable, error);
  else
    vanity_sequence_model_set_weights (model, search->options->factors_weight,
                                       search->options->floor);
  if (model == NULL
      || !vanity_trial_run (model, search->sequences, VANITY_ASK_VALIDATION, 1u << search->scorer,
                            &trial, search->cancellable, error))
    return FALSE;
  *ndcg = vanity_ranking_get_ndcg_10 (&trial.rankings[search->scorer]);
  return TRUE;
}

static gboolean
search_axis (const Search *search, const Axis *axis, double *best, GError **error)
{
  double chosen = get_number (axis, search->options);

  for (int i = 0; i < axis->n_values; i++)
    {
      double ndcg = 0;

      if (axis->values[i] == chosen)
        continue;
      set_number (axis, search->options, axis->values[i]);
      if (!judge (search, &ndcg, error))
        return FALSE;
      if (ndcg > *best)
        {
          *best = ndcg;
          chosen = axis->values[i];
        }
    }
  set_number (axis, search->options, chosen);
  search->told (axis->name, chosen, *best, search->data);
  return TRUE;
}

static gboolean
search_axes (const Search *search, const Axis *axes, int n_axes, int rounds, GError **error)
{
  double best = 0;

  if (!judge (search, &best, error))
    return FALSE;
  for (int i = 0; i < rounds * n_axes; i++)
    if (!search_axis (search, &axes[i % n_axes], &best, error))
      return FALSE;
  return TRUE;
}

gboolean
vanity_sequence_search (const VanitySequences *sequences, VanitySequenceModelOptions *options,
                        VanitySearchFunc told, gpointer data, GCancellable *cancellable,
                        GError **error)
{
  Search search = { .sequences = sequences,
                    .options = options,
                    .told = told,
                    .data = data,
                    .cancellable = cancellable };
  gboolean good;

  search.scorer = VANITY_SCORER_GRAPHS;
  if (!search_axes (&search, graph_axes, G_N_ELEMENTS (graph_axes), 2, error))
    return FALSE;
  search.scorer = VANITY_SCORER_FACTORS;
  if (!search_axes (&search, factors_axes, G_N_ELEMENTS (factors_axes), 1, error))
    return FALSE;
  search.scorer = VANITY_SCORER_BLEND;
  search.model = vanity_sequence_model_learn (sequences, 2, options, 1u << search.scorer,
                                              cancellable, error);
  if (search.model == NULL)
    return FALSE;
  good = search_axes (&search, blend_axes, G_N_ELEMENTS (blend_axes), 2, error);
  vanity_sequence_model_free (search.model);
  return good;
}
