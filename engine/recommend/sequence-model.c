#include "recommend/sequence-model.h"

#include "base/error.h"

#include <math.h>
#include <string.h>

/* Pairs of items that a graph may be made of, and those it may keep, of about 12 bytes each. */
#define MAX_PAIRS (G_GINT64_CONSTANT (2) << 30)
#define MAX_ENTRIES (200 << 20)

struct _VanitySequenceModel
{
  VanitySequenceModelOptions options;
  int n_items;
  float *counts; /* [n_items] how often each was seen */
  VanityTransitions *transitions, *cooccurrence, *cosine;
  VanityFactors *factors;
  float *query, *extra; /* [size], [n_items]: scratch */
};

static gboolean
check_size (const VanitySequences *sequences, int window, GError **error)
{
  gint64 pairs = 0;

  for (int user = 0; user < sequences->n_users; user++)
    {
      gint64 length = sequences->starts[user + 1] - sequences->starts[user];
      pairs += 2 * length * MIN (length, window);
    }
  if (pairs <= MAX_PAIRS
      && MIN (pairs, (gint64)sequences->n_items * sequences->n_items) <= MAX_ENTRIES)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
               "%d users, %d items and %d actions make %" G_GINT64_FORMAT
               " pairs of items, more than there is memory for",
               sequences->n_users, sequences->n_items, sequences->n_actions, pairs);
  return FALSE;
}

static VanityTransitions *
learn_graph (const VanitySequences *sequences, int held_back,
             const VanityTransitionOptions *options)
{
  VanityTransitions *transitions = vanity_transitions_new (options);

  vanity_transitions_learn (transitions, sequences, held_back);
  return transitions;
}

static void
count_items (VanitySequenceModel *model, const VanitySequences *sequences, int held_back)
{
  for (int user = 0; user < sequences->n_users; user++)
    {
      const guint32 *items = sequences->items + sequences->starts[user];
      int learnt = vanity_sequences_get_learnt (sequences, user, held_back);

      for (int i = 0; i < learnt; i++)
        model->counts[items[i]]++;
    }
}

VanitySequenceModel *
vanity_sequence_model_learn (const VanitySequences *sequences, int held_back,
                             const VanitySequenceModelOptions *options, unsigned scorers,
                             GCancellable *cancellable, GError **error)
{
  static const unsigned by_factors = 1u << VANITY_SCORER_FACTORS | 1u << VANITY_SCORER_BLEND;
  static const unsigned by_both = 1u << VANITY_SCORER_GRAPHS | 1u << VANITY_SCORER_BLEND;
  g_autoptr (VanitySequenceModel) model = NULL;
  VanityTransitionOptions cosine = VANITY_COSINE;
  int window = MAX (options->transitions.window, options->cooccurrence.window);

  if (!check_size (sequences, MAX (window, cosine.window), error))
    return NULL;
  model = g_new0 (VanitySequenceModel, 1);
  model->options = *options;
  model->n_items = sequences->n_items;
  model->counts = g_new0 (float, model->n_items);
  model->extra = g_new (float, model->n_items);
  model->query = g_new (float, options->factors.size);
  count_items (model, sequences, held_back);
  if (scorers & by_factors)
    {
      model->factors
          = vanity_factors_learn (sequences, held_back, &options->factors, cancellable, error);
      if (model->factors == NULL)
        return NULL;
    }
  if (scorers & (by_both | 1u << VANITY_SCORER_TRANSITIONS))
    model->transitions = learn_graph (sequences, held_back, &options->transitions);
  if (scorers & (by_both | 1u << VANITY_SCORER_COOCCURRENCE))
    model->cooccurrence = learn_graph (sequences, held_back, &options->cooccurrence);
  if (scorers & 1u << VANITY_SCORER_COSINE)
    model->cosine = learn_graph (sequences, held_back, &cosine);
  return g_steal_pointer (&model);
}

void
vanity_sequence_model_free (VanitySequenceModel *model)
{
  g_clear_pointer (&model->transitions, vanity_transitions_free);
  g_clear_pointer (&model->cooccurrence, vanity_transitions_free);
  g_clear_pointer (&model->cosine, vanity_transitions_free);
  g_clear_pointer (&model->factors, vanity_factors_free);
  g_free (model->counts);
  g_free (model->query);
  g_free (model->extra);
  g_free (model);
}

void
vanity_sequence_model_set_weights (VanitySequenceModel *model, double factors_weight, double floor)
{
  model->options.factors_weight = factors_weight;
  model->options.floor = floor;
}

static void
score_graphs (VanitySequenceModel *model, const guint32 *history, int length, float *scores)
{
  float weight = (float)model->options.cooccurrence_weight;

  memset (model->extra, 0, sizeof (float) * model->n_items);
  vanity_transitions_score (model->cooccurrence, history, length, model->extra, model->n_items);
  vanity_transitions_score (model->transitions, history, length, scores, model->n_items);
  for (int item = 0; item < model->n_items; item++)
    scores[item] += weight * model->extra[item];
}

static void
score_factors (VanitySequenceModel *model, const guint32 *history, int length, float *scores)
{
  vanity_factors_query (model->factors, history, length, model->query);
  vanity_factors_score (model->factors, model->query, scores);
}

static void
blend (VanitySequenceModel *model, const guint32 *history, int length, const guint8 *had,
       float *scores)
{
  float weight = (float)model->options.factors_weight, floor = (float)model->options.floor;
  float most = 0, nothing = logf (floor);

  score_graphs (model, history, length, scores);
  score_factors (model, history, length, model->extra);
  for (int item = 0; item < model->n_items; item++)
    if ((had == NULL || !had[item]) && scores[item] > most)
      most = scores[item];
  if (most == 0)
    {
      memcpy (scores, model->extra, sizeof (float) * model->n_items);
      return;
    }
  for (int item = 0; item < model->n_items; item++)
    scores[item] = (scores[item] > 0 ? logf (scores[item] / most + floor) : nothing)
                   + weight * model->extra[item];
}

void
vanity_sequence_model_score (VanitySequenceModel *model, VanityScorer scorer,
                             const guint32 *history, int length, const guint8 *had, float *scores)
{
  memset (scores, 0, sizeof (float) * model->n_items);
  switch (scorer)
    {
    case VANITY_SCORER_POPULARITY:
      memcpy (scores, model->counts, sizeof (float) * model->n_items);
      break;
    case VANITY_SCORER_COSINE:
      vanity_transitions_score (model->cosine, history, length, scores, model->n_items);
      break;
    case VANITY_SCORER_COOCCURRENCE:
      vanity_transitions_score (model->cooccurrence, history, length, scores, model->n_items);
      break;
    case VANITY_SCORER_TRANSITIONS:
      vanity_transitions_score (model->transitions, history, length, scores, model->n_items);
      break;
    case VANITY_SCORER_GRAPHS:
      score_graphs (model, history, length, scores);
      break;
    case VANITY_SCORER_FACTORS:
      score_factors (model, history, length, scores);
      break;
    case VANITY_SCORER_BLEND:
      blend (model, history, length, had, scores);
      break;
    case VANITY_N_SCORERS:
      g_assert_not_reached ();
    }
}
