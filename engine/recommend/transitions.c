#include "recommend/transitions.h"

#include <math.h>

/* Of an older item of a history no more is asked than this. */
#define LEAST_WEIGHT 1e-6f

struct _VanityTransitions
{
  VanityTransitionOptions options;
  VanityItemGraph *graph;
  GArray *counts; /* float: how often an item was seen */
  GArray *shares; /* float: 1 / (count + prior)^target_power, where it was asked for */
  float *gaps;    /* [window + 1] gap^−gap_power, as far as it was asked for */
  int n_gaps;
};

VanityTransitions *
vanity_transitions_new (const VanityTransitionOptions *options)
{
  VanityTransitions *transitions = g_new0 (VanityTransitions, 1);

  transitions->options = *options;
  transitions->graph = vanity_item_graph_new ();
  transitions->counts = g_array_new (FALSE, TRUE, sizeof (float));
  transitions->shares = g_array_new (FALSE, TRUE, sizeof (float));
  return transitions;
}

void
vanity_transitions_free (VanityTransitions *transitions)
{
  vanity_item_graph_free (transitions->graph);
  g_array_unref (transitions->counts);
  g_array_unref (transitions->shares);
  g_free (transitions->gaps);
  g_free (transitions);
}

static float
get_gap_weight (VanityTransitions *transitions, int gap)
{
  if (gap >= transitions->n_gaps)
    {
      int count = 2 * gap;

      transitions->gaps = g_renew (float, transitions->gaps, count);
      for (int i = MAX (transitions->n_gaps, 1); i < count; i++)
        transitions->gaps[i] = (float)pow (i, -transitions->options.gap_power);
      transitions->n_gaps = count;
    }
  return transitions->gaps[gap];
}

void
vanity_transitions_add (VanityTransitions *transitions, const guint32 *history, int length,
                        guint32 item, float weight)
{
  const VanityTransitionOptions *options = &transitions->options;
  int reach = MIN (length, options->window);

  g_return_if_fail (item <= G_MAXINT32);
  for (int gap = 1; gap <= reach; gap++)
    {
      guint32 before = history[length - gap];
      float step = weight * get_gap_weight (transitions, gap);

      if (before == item)
        continue;
      vanity_item_graph_add (transitions->graph, before, item, step);
      if (options->backward > 0)
        vanity_item_graph_add (transitions->graph, item, before, (float)(step * options->backward));
    }
  if (item >= transitions->counts->len)
    {
      g_array_set_size (transitions->counts, item + 1);
      g_array_set_size (transitions->shares, item + 1);
    }
  g_array_index (transitions->counts, float, item) += weight;
  g_array_index (transitions->shares, float, item) = 0;
}

void
vanity_transitions_learn (VanityTransitions *transitions, const VanitySequences *sequences,
                          int held_back)
{
  for (int user = 0; user < sequences->n_users; user++)
    {
      const guint32 *items = sequences->items + sequences->starts[user];
      int learnt = vanity_sequences_get_learnt (sequences, user, held_back);

      for (int i = 0; i < learnt; i++)
        vanity_transitions_add (transitions, items, i, items[i], 1);
    }
}

static float
get_share (const VanityTransitions *transitions, guint32 item, double power)
{
  float count
      = item < transitions->counts->len ? g_array_index (transitions->counts, float, item) : 0;

  return (float)pow (MAX (count + transitions->options.prior, 1e-9), -power);
}

float
vanity_transitions_get (const VanityTransitions *transitions, guint32 from, guint32 to)
{
  float weight = vanity_item_graph_get (transitions->graph, from, to);

  if (weight == 0)
    return 0;
  return weight * get_share (transitions, from, transitions->options.source_power)
         * get_share (transitions, to, transitions->options.target_power);
}

float
vanity_transitions_get_age_weight (const VanityTransitions *transitions, int age)
{
  return (float)(pow (transitions->options.decay, age)
                 * pow (1 + age, -transitions->options.age_power));
}

void
vanity_transitions_score (VanityTransitions *transitions, const guint32 *history, int length,
                          float *scores, int n_items)
{
  float *shares = (float *)transitions->shares->data;

  for (int age = 0; age < length; age++)
    {
      guint32 from = history[length - 1 - age];
      float weight = vanity_transitions_get_age_weight (transitions, age);
      const VanityItemEdge *row;
      guint count;

      if (weight < LEAST_WEIGHT)
        break;
      weight *= get_share (transitions, from, transitions->options.source_power);
      row = vanity_item_graph_get_row (transitions->graph, from, &count);
      for (guint i = 0; i < count; i++)
        {
          guint32 to = row[i].item;

          if (to >= (guint32)n_items)
            continue;
          if (shares[to] == 0)
            shares[to] = get_share (transitions, to, transitions->options.target_power);
          scores[to] += weight * row[i].weight * shares[to];
        }
    }
}
