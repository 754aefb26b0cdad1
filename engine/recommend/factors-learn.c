#include "recommend/factors.h"

#include "base/error.h"
#include "base/random.h"
#include "train/builder.h"
#include "train/loss.h"
#include "train/trainer.h"

#include <math.h>
#include <string.h>

/* What a logit is lowered by where a drawn item is the wanted one. */
#define NEVER 1e9f

/* Inputs of the graph, in their order. */
enum
{
  HISTORY, /* [batch, width] items, before and after */
  WEIGHTS, /* [batch, 1, width] of each; 0 where there is none */
  ITEMS,   /* [batch + negatives]: the wanted ones of the batch, then the drawn ones */
  SHIFT,   /* [batch, batch + negatives]: added to the logits */
  WANTED,  /* [batch]: the columns of the wanted ones */
};

typedef struct
{
  int user, at; /* the action, counted from the user's first */
} Example;

typedef struct
{
  const VanitySequences *sequences;
  int held_back;
  VanityFactorsOptions options;
  VanityRandom random;
  GArray *examples; /* Example */
  double *bounds;   /* [n_items] cumulative shares by which items are drawn */
  float *expected;  /* [n_items] log of how many times an item is among a batch's others */
  int width;        /* of a history: before and after */
  VanityLearner *learner;
  VanityOptimizer *optimizer;
} Lesson;

static void
find_examples (Lesson *lesson)
{
  lesson->examples = g_array_new (FALSE, FALSE, sizeof (Example));
  for (int user = 0; user < lesson->sequences->n_users; user++)
    {
      int length = vanity_sequences_get_learnt (lesson->sequences, user, lesson->held_back);

      for (int at = lesson->options.backward > 0 ? 0 : 1; length > 1 && at < length; at++)
        {
          Example example = { user, at };
          g_array_append_val (lesson->examples, example);
        }
    }
}

static void
count_items (Lesson *lesson)
{
  const VanitySequences *sequences = lesson->sequences;
  int n_items = sequences->n_items;
  g_autofree double *counts = g_new0 (double, n_items);
  double sum = 0;

  for (guint i = 0; i < lesson->examples->len; i++)
    {
      const Example *example = &g_array_index (lesson->examples, Example, i);
      counts[sequences->items[sequences->starts[example->user] + example->at]]++;
    }
  lesson->bounds = g_new (double, n_items);
  lesson->expected = g_new (float, n_items);
  for (int item = 0; item < n_items; item++)
    lesson->bounds[item] = sum += pow (counts[item] + 1, lesson->options.drawn);
  for (int item = 0; item < n_items; item++)
    {
      double share = pow (counts[item] + 1, lesson->options.drawn) / sum;

      lesson->bounds[item] /= sum;
      lesson->expected[item] = (float)log (share * lesson->options.negatives
                                           + counts[item] / MAX (lesson->examples->len, 1)
                                                 * (lesson->options.batch - 1));
    }
}

static guint32
draw_item (Lesson *lesson)
{
  double wanted = vanity_random_uniform (&lesson->random);
  int low = 0, high = lesson->sequences->n_items - 1;

  while (low < high)
    {
      int middle = (low + high) / 2;

      if (lesson->bounds[middle] > wanted)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static gboolean
make_learner (Lesson *lesson, VanityPool *pool, GError **error)
{
  int batch = lesson->options.batch, items = batch + lesson->options.negatives;
  int size = lesson->options.size, n_items = lesson->sequences->n_items;
  g_autoptr (VanityGraph) graph = vanity_graph_new ("factors");
  VanityOptimizerOptions adam = VANITY_OPTIMIZER_ADAM;
  VanityBuilder builder;
  VanityValueId history, weights, candidates, shift, wanted, source, target, bias, x, loss;

  vanity_builder_init (&builder, graph, &lesson->random);
  history = vanity_builder_add_input (&builder, "history", &VANITY_SHAPE (batch, lesson->width));
  weights = vanity_builder_add_input (&builder, "weights", &VANITY_SHAPE (batch, 1, lesson->width));
  candidates = vanity_builder_add_input (&builder, "items", &VANITY_SHAPE (items));
  shift = vanity_builder_add_input (&builder, "shift", &VANITY_SHAPE (batch, items));
  wanted = vanity_builder_add_input (&builder, "wanted", &VANITY_SHAPE (batch));
  source = vanity_builder_add_parameter (
      &builder, "items", "sources", &VANITY_SHAPE (n_items, size), VANITY_INIT_NORMAL, size, size);
  target = vanity_builder_add_parameter (
      &builder, "items", "targets", &VANITY_SHAPE (n_items, size), VANITY_INIT_NORMAL, size, size);
  bias = vanity_builder_add_parameter (&builder, "items", "biases", &VANITY_SHAPE (n_items, 1),
                                       VANITY_INIT_ZEROS, 1, 1);
  x = vanity_builder_add_pair (&builder, "Gather", "had", source, history);
  x = vanity_builder_add_pair (&builder, "MatMul", "sum", weights, x);
  x = vanity_builder_add_node (&builder, "Reshape", "query", &x, 1, "shape=[%d,%d]", batch, size);
  target = vanity_builder_add_pair (&builder, "Gather", "offered", target, candidates);
  target = vanity_builder_add_node (&builder, "Transpose", "offered.columns", &target, 1,
                                    "perm=[1,0]");
  x = vanity_builder_add_pair (&builder, "MatMul", "products", x, target);
  bias = vanity_builder_add_pair (&builder, "Gather", "bias", bias, candidates);
  bias = vanity_builder_add_node (&builder, "Reshape", "bias.row", &bias, 1, "shape=[1,%d]", items);
  x = vanity_builder_add_pair (&builder, "Add", "biased", x, bias);
  x = vanity_builder_add_pair (&builder, "Add", "shifted", x, shift);
  loss = vanity_loss_add_cross_entropy (&builder, "loss", x, wanted);
  if (!vanity_builder_finish (&builder, error))
    return FALSE;
  lesson->learner = vanity_learner_new (g_steal_pointer (&graph), &loss, 1, pool, error);
  if (lesson->learner == NULL)
    return FALSE;
  adam.rate = (float)lesson->options.rate;
  lesson->optimizer = vanity_optimizer_new (lesson->learner, &adam, pool);
  for (int i = 0; i < batch; i++)
    vanity_learner_get_input (lesson->learner, WANTED)[i] = (float)i;
  return TRUE;
}

/* One row of the history: what came before the action, and after it. */
static void
fill_history (Lesson *lesson, const Example *example, float *items, float *weights)
{
  const VanityFactorsOptions *options = &lesson->options;
  const guint32 *all = lesson->sequences->items + lesson->sequences->starts[example->user];
  int length = vanity_sequences_get_learnt (lesson->sequences, example->user, lesson->held_back),
      count = 0;
  double squares = 0;

  memset (items, 0, sizeof *items * lesson->width);
  memset (weights, 0, sizeof *weights * lesson->width);
  for (int side = -1; side <= (options->backward > 0 ? 1 : -1); side += 2)
    {
      double weight = side < 0 ? 1 : options->backward;

      for (int gap = 1; gap <= options->length; gap++, weight *= options->decay)
        {
          int at = example->at + side * gap;

          if (at < 0 || at >= length)
            break;
          items[count] = (float)all[at];
          squares += weight * weight;
          weights[count++] = vanity_random_uniform (&lesson->random) < options->dropout
                                 ? 0
                                 : (float)(weight / (1 - options->dropout));
        }
    }
  for (int i = 0; i < count; i++)
    weights[i] /= (float)sqrt (squares);
}

static void
fill (Lesson *lesson, const Example *examples)
{
  const VanitySequences *sequences = lesson->sequences;
  int batch = lesson->options.batch, columns = batch + lesson->options.negatives;
  float *history = vanity_learner_get_input (lesson->learner, HISTORY);
  float *weights = vanity_learner_get_input (lesson->learner, WEIGHTS);
  float *items = vanity_learner_get_input (lesson->learner, ITEMS);
  float *shift = vanity_learner_get_input (lesson->learner, SHIFT);

  for (int row = 0; row < batch; row++)
    {
      fill_history (lesson, &examples[row], history + row * lesson->width,
                    weights + row * lesson->width);
      items[row]
          = (float)sequences->items[sequences->starts[examples[row].user] + examples[row].at];
    }
  for (int column = batch; column < columns; column++)
    items[column] = (float)draw_item (lesson);
  for (int row = 0; row < batch; row++)
    for (int column = 0; column < columns; column++)
      *shift++ = column == row                 ? 0
                 : items[column] == items[row] ? -NEVER
                                               : -lesson->expected[(guint32)items[column]];
}

static void
shuffle (Lesson *lesson)
{
  Example *examples = (Example *)lesson->examples->data;

  for (guint i = lesson->examples->len; i > 1; i--)
    {
      guint other = (guint)vanity_random_index (&lesson->random, i);
      Example kept = examples[i - 1];

      examples[i - 1] = examples[other];
      examples[other] = kept;
    }
}

static gboolean
learn (Lesson *lesson, GCancellable *cancellable, GError **error)
{
  int epochs = lesson->options.epochs;

  for (int epoch = 0; epoch < epochs; epoch++)
    {
      double rate = lesson->options.rate;

      rate *= 5 * epoch < 3 * epochs ? 1 : 5 * epoch < 4 * epochs ? 1.0 / 3 : 0.1;
      vanity_optimizer_set_rate (lesson->optimizer, (float)rate);
      shuffle (lesson);
      for (guint at = 0; at + lesson->options.batch <= lesson->examples->len;
           at += lesson->options.batch)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          fill (lesson, &g_array_index (lesson->examples, Example, at));
          if (!vanity_trainer_learn (lesson->learner, &lesson->optimizer, 1, NULL, error))
            return FALSE;
        }
    }
  return TRUE;
}

static VanityFactors *
take_factors (const Lesson *lesson)
{
  VanityFactors *factors = g_new0 (VanityFactors, 1);
  const VanityParameter *sources = vanity_learner_get_parameter (lesson->learner, 0);
  const VanityParameter *targets = vanity_learner_get_parameter (lesson->learner, 1);
  const VanityParameter *biases = vanity_learner_get_parameter (lesson->learner, 2);

  factors->options = lesson->options;
  factors->n_items = lesson->sequences->n_items;
  factors->sources = g_memdup2 (sources->values, sizeof (float) * sources->count);
  factors->targets = g_memdup2 (targets->values, sizeof (float) * targets->count);
  factors->biases = g_memdup2 (biases->values, sizeof (float) * biases->count);
  return factors;
}

VanityFactors *
vanity_factors_learn (const VanitySequences *sequences, int held_back,
                      const VanityFactorsOptions *options, GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (VanityPool) pool = vanity_pool_new (1);
  Lesson lesson = { .sequences = sequences, .held_back = held_back, .options = *options };
  VanityFactors *factors = NULL;

  if (sequences->n_items > VANITY_FACTORS_MAX_ITEMS)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   "%d items are more than the %d that factors are learnt of", sequences->n_items,
                   VANITY_FACTORS_MAX_ITEMS);
      return NULL;
    }
  vanity_random_init (&lesson.random, options->seed);
  find_examples (&lesson);
  lesson.options.batch = CLAMP ((int)lesson.examples->len, 1, options->batch);
  lesson.width = (options->backward > 0 ? 2 : 1) * options->length;
  count_items (&lesson);
  if (make_learner (&lesson, pool, error) && learn (&lesson, cancellable, error))
    factors = take_factors (&lesson);
  g_clear_pointer (&lesson.optimizer, vanity_optimizer_free);
  g_clear_pointer (&lesson.learner, vanity_learner_free);
  g_array_unref (lesson.examples);
  g_free (lesson.bounds);
  g_free (lesson.expected);
  return factors;
}
