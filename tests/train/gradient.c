#include "gradient.h"

#include "nn/learner-private.h"
#include "reference.h"

#include <math.h>
#include <string.h>

/* Elements of each input that are moved, if they are cheap: what one input may cost, in
 * multiply-adds. */
#define MAX_MOVED 24
#define MIN_MOVED 4
/* How far: error of the difference is some 10⁻⁹ both by rounding and by what bends. */
#define STEP (1.0 / 65536)
/* Between neighbours of numbers that are spread: half as much, and half as much again, until all
 * lie within so much. Sums of what is larger are not known to enough digits. */
#define SPACING (3.0f / 64)
#define RANGE 64
/* What float32 may differ from double by: forward, where Winograd's convolutions are the worst, and
 * back. */
#define FORWARD_TOLERANCE 5e-5
#define TOLERANCE 2e-5
/* Of what has more elements than this, sums have fewer digits. */
#define FEW_ELEMENTS 10000

#if defined(__SANITIZE_ADDRESS__)
#define BUDGET 2e5
#else
#define BUDGET 4e6
#endif

/* By how much the loss grows with an element, or with all of an input along its direction. */
typedef struct
{
  int input;
  gint64 at; /* −1: all */
  double value;
} Difference;

typedef struct
{
  const char *op;
  const char *attributes;
  const GradientInput *inputs;
  int n_inputs;
  gboolean training;

  float *values[REFERENCE_MAX_INPUTS];
  double *directions[REFERENCE_MAX_INPUTS]; /* 1 or −1 for each element */
  VanityShape shape;                        /* of the output */
  gint64 count;                             /* of its elements */
  double cost;
  double tolerance; /* of gradients */
  float *factors;   /* of each element of the output: the loss is Σ factor · output */

  ReferenceFunc run_reference;
  ReferenceCall call;
  float *seen;      /* the first learner's output */
  double *expected; /* the output for the values as they are */
  GArray *differences;
} Check;

static gboolean
is_trainable (const GradientInput *input)
{
  return input->kind == GRADIENT_INPUT || input->kind == GRADIENT_PARAMETER;
}

static gint64
get_count (const Check *self, int input)
{
  return self->inputs[input].kind == GRADIENT_SKIPPED
             ? 0
             : vanity_shape_get_elements (&self->inputs[input].shape);
}

/* For the input at `index`. */
static float *
make_values (const GradientInput *input, int index)
{
  gint64 count = vanity_shape_get_elements (&input->shape);
  float spacing = SPACING;
  float *values;

  if (input->given != NULL)
    return g_memdup2 (input->given, count * sizeof *values);
  values = test_random_floats (count, input->low, MAX (input->high, input->low + 1e-3));
  if (input->whole)
    for (gint64 i = 0; i < count; i++)
      values[i] = test_random_int (input->low, input->high);
  if (!input->spread)
    return values;
  while (spacing * count > RANGE)
    spacing /= 2;
  for (gint64 i = 0; i < count; i++)
    values[i] = (i - count / 2 + 0.5f + index / 16.0f) * spacing;
  for (gint64 i = count - 1; i > 0; i--)
    {
      int other = test_random_int (0, i);
      float value = values[i];

      values[i] = values[other];
      values[other] = value;
    }
  return values;
}

/* Adds the node to a graph that has nothing else; returns its output. */
static VanityValueId
add_node (const Check *self, VanityGraph *graph)
{
  g_autoptr (GError) error = NULL;
  VanityValueId ids[REFERENCE_MAX_INPUTS];

  for (int i = 0; i < self->n_inputs; i++)
    {
      const GradientInput *input = &self->inputs[i];

      if (input->kind == GRADIENT_SKIPPED)
        ids[i] = -1;
      else if (input->kind == GRADIENT_PARAMETER || input->kind == GRADIENT_FIXED_CONSTANT)
        ids[i] = vanity_graph_add_constant (graph, "constant", VANITY_FLOAT32, &input->shape,
                                            self->values[i], &error);
      else
        ids[i] = vanity_graph_add_input (graph, "input", &input->shape, &error);
      g_assert_no_error (error);
      if (is_trainable (input))
        vanity_graph_set_trainable (graph, ids[i], TRUE);
    }
  return test_graph_add (graph, self->op, "node", ids, self->n_inputs, self->attributes);
}

static void
check_init (Check *self)
{
  g_autoptr (VanityGraph) graph = vanity_graph_new ("shape");
  gint64 elements = 0;

  self->run_reference = reference_find (self->op);
  if (self->run_reference == NULL)
    g_error ("%s is not one of the operators of tests/train/reference.h", self->op);
  self->call = (ReferenceCall){ self->op, test_attributes (self->attributes),
                                .training = self->training, .n_inputs = self->n_inputs };
  for (int i = 0; i < self->n_inputs; i++)
    {
      gint64 count = get_count (self, i);

      elements += count;
      if (self->inputs[i].kind == GRADIENT_SKIPPED)
        continue;
      self->values[i] = make_values (&self->inputs[i], i);
      self->directions[i] = g_new (double, count);
      self->call.inputs[i] = (ReferenceTensor){ self->inputs[i].shape, g_new (double, count) };
      for (gint64 k = 0; k < count; k++)
        {
          self->directions[i][k] = test_random_int (0, 1) ? 1.0 : -1.0;
          self->call.inputs[i].data[k] = self->values[i][k];
        }
    }
  self->shape = *vanity_graph_get_shape (graph, add_node (self, graph));
  self->count = vanity_shape_get_elements (&self->shape);
  /* Looking an index up is slower than a product. */
  self->cost = vanity_graph_get_node_cost (graph, 0) + 16.0 * (elements + self->count);
  self->tolerance
      = TOLERANCE * sqrt (MAX (elements + self->count, FEW_ELEMENTS) / (double)FEW_ELEMENTS);
  self->factors = test_random_floats (self->count, -1, 1);
  self->call.output = (ReferenceTensor){ self->shape, g_new (double, self->count) };
  self->differences = g_array_new (FALSE, FALSE, sizeof (Difference));
}

static void
check_clear (Check *self)
{
  for (int i = 0; i < self->n_inputs; i++)
    {
      g_free (self->values[i]);
      g_free (self->directions[i]);
      g_free (self->call.inputs[i].data);
    }
  vanity_attributes_free (self->call.attributes);
  g_free (self->call.output.data);
  g_free (self->factors);
  g_free (self->seen);
  g_free (self->expected);
  g_array_unref (self->differences);
}

/* The loss with input `input` moved by `step`: element `at`, or all along the direction. */
static double
get_moved_loss (Check *self, int input, gint64 at, double step)
{
  double *values = self->call.inputs[input].data;
  gint64 first = at < 0 ? 0 : at, end = at < 0 ? get_count (self, input) : at + 1;
  double loss = 0.0;

  for (gint64 i = first; i < end; i++)
    values[i] += at < 0 ? step * self->directions[input][i] : step;
  self->run_reference (&self->call);
  for (gint64 i = 0; i < self->count; i++)
    loss += self->factors[i] * self->call.output.data[i];
  for (gint64 i = first; i < end; i++)
    values[i] = self->values[input][i];
  return loss;
}

static void
add_difference (Check *self, int input, gint64 at)
{
  double up = get_moved_loss (self, input, at, STEP);
  double down = get_moved_loss (self, input, at, -STEP);
  Difference difference = { input, at, (up - down) / (2 * STEP) };

  g_array_append_val (self->differences, difference);
}

static void
find_differences (Check *self)
{
  for (int i = 0; i < self->n_inputs; i++)
    {
      gint64 count = get_count (self, i);
      gint64 moved = CLAMP (BUDGET / self->cost, MIN_MOVED, MAX_MOVED);

      if (!is_trainable (&self->inputs[i]))
        continue;
      for (gint64 k = 0; k < MIN (moved, count); k++)
        add_difference (self, i, count <= moved ? k : test_random_int (0, count - 1));
      if (count > moved)
        add_difference (self, i, -1);
    }
}

static VanityLearner *
make_learner (Check *self, VanityPool *pool)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("test");
  VanityValueId pair[2], loss;
  VanityLearner *learner;

  pair[0] = add_node (self, graph);
  pair[1] = vanity_graph_add_constant (graph, "factors", VANITY_FLOAT32, &self->shape,
                                       self->factors, &error);
  g_assert_no_error (error);
  vanity_graph_add_output (graph, pair[0]);
  loss = test_graph_add (graph, "Mul", "loss", pair, 2, "");
  learner = vanity_learner_new (graph, &loss, 1, pool, &error);
  g_assert_no_error (error);
  return learner;
}

/* Runs forward, and compares what comes out with the reference. */
static void
run_forward (Check *self, VanityLearner *learner)
{
  const float *out = vanity_learner_get_output (learner, 0);

  for (int i = 0, input = 0; i < self->n_inputs; i++)
    if (self->inputs[i].kind == GRADIENT_INPUT || self->inputs[i].kind == GRADIENT_FIXED_INPUT)
      memcpy (vanity_learner_get_input (learner, input++), self->values[i],
              get_count (self, i) * sizeof (float));
  /* Dropout drops the same in each run. */
  vanity_learner_set_seed (learner, 1);
  vanity_learner_forward (learner, self->training);
  if (self->expected == NULL)
    {
      self->call.seen = self->seen = g_memdup2 (out, self->count * sizeof *out);
      self->run_reference (&self->call);
      self->expected = g_memdup2 (self->call.output.data, self->count * sizeof (double));
      find_differences (self);
    }
  for (gint64 i = 0; i < self->count; i++)
    if (!(ABS (out[i] - self->expected[i]) <= FORWARD_TOLERANCE * (1 + ABS (self->expected[i]))))
      g_error ("%s (%s): element %" G_GINT64_FORMAT " is %.9g, but the reference says %.9g",
               self->op, self->attributes, i, out[i], self->expected[i]);
}

static void
spoil (const VanityTensor *tensor)
{
  float *data = tensor->data;

  for (gint64 i = 0; i < vanity_shape_get_elements (&tensor->shape); i++)
    data[i] = NAN;
}

/* What the node's backward does not claim to read may be gone when it runs. */
static void
spoil_unread (const Check *self, VanityLearner *learner)
{
  const VanityLearnerStep *step = &learner->steps[0];
  const VanityTensor *out = &step->call.outputs[0];
  const VanityBackward *backward = step->call.op->backward;

  if (backward == NULL)
    return;
  for (int i = 0; i < self->n_inputs; i++)
    if ((self->inputs[i].kind == GRADIENT_INPUT || self->inputs[i].kind == GRADIENT_FIXED_INPUT)
        && step->call.inputs[i].data != out->data
        && !vanity_backward_has_bit (backward->reads_inputs | step->back.reads_inputs, i))
      spoil (&step->call.inputs[i]);
  if (!backward->reads_output)
    spoil (out);
}

/* `gradients` has one input's after the other's. */
static void
check_differences (Check *self, const float *gradients)
{
  gint64 begin[REFERENCE_MAX_INPUTS], end = 0;

  for (int i = 0; i < self->n_inputs; i++)
    {
      begin[i] = end;
      end += is_trainable (&self->inputs[i]) ? get_count (self, i) : 0;
    }
  for (guint i = 0; i < self->differences->len; i++)
    {
      const Difference *difference = &g_array_index (self->differences, Difference, i);
      const float *gradient = gradients + begin[difference->input];
      double value = 0.0, squares = 0.0;

      for (gint64 k = 0; k < get_count (self, difference->input); k++)
        if (difference->at < 0 || difference->at == k)
          {
            value += gradient[k]
                     * (difference->at < 0 ? self->directions[difference->input][k] : 1.0);
            squares += (double)gradient[k] * gradient[k];
          }
      if (!(ABS (value - difference->value) <= self->tolerance * (1 + sqrt (squares))))
        g_error ("%s (%s): gradient of element %" G_GINT64_FORMAT " (−1: of all) of input %d is "
                 "%.9g, but a difference says %.9g",
                 self->op, self->attributes, difference->at, difference->input, value,
                 difference->value);
    }
}

/* The gradients of a run, one input's after the other's. */
static float *
run (Check *self, VanityPool *pool, gint64 *total)
{
  g_autoptr (VanityLearner) learner = make_learner (self, pool);
  int n_parameters = vanity_learner_get_n_parameters (learner);
  g_autofree float *all = NULL;
  float largest = 0;
  gint64 at = 0;

  for (int i = 0; i < n_parameters; i++)
    at += vanity_learner_get_parameter (learner, i)->count;
  *total = at;
  all = g_new (float, at);
  at = 0;
  run_forward (self, learner);
  spoil_unread (self, learner);
  vanity_learner_backward (learner, FALSE);
  for (int i = 0; i < n_parameters; i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

      memcpy (all + at, parameter->gradient, parameter->count * sizeof *all);
      at += parameter->count;
    }
  check_differences (self, all);
  for (gint64 i = 0; i < *total; i++)
    largest = MAX (largest, fabsf (all[i]));
  /* Runs in between leave nothing behind; added up, it is twice as much, rounded. */
  for (int add = 0; add < 2; add++)
    {
      run_forward (self, learner);
      vanity_learner_backward (learner, add);
      at = 0;
      for (int i = 0; i < n_parameters; i++)
        {
          const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

          for (gint64 k = 0; k < parameter->count; k++, at++)
            if (add)
              g_assert_cmpfloat_with_epsilon (parameter->gradient[k], 2 * all[at],
                                              1e-5f * largest + 1e-6f);
            else
              g_assert_true (parameter->gradient[k] == all[at]);
        }
    }
  return g_steal_pointer (&all);
}

static void
check (const char *op, const char *attributes, const GradientInput *inputs, int n_inputs,
       gboolean training)
{
  Check self = { op, attributes, inputs, n_inputs, training };
  const VanityKernels *kernels;
  g_autofree float *first = NULL;
  gint64 count;

  check_init (&self);
  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    {
      float *gradients[2];

      vanity_kernels_set_default (kernels);
      for (int threads = 1; threads <= 2; threads++)
        gradients[threads - 1] = run (&self, test_get_pool (threads), &count);
      test_assert_near ("two threads", gradients[1], gradients[0], count, 5e-5);
      if (first != NULL)
        test_assert_near (kernels->name, gradients[0], first, count, 5e-5);
      else
        first = g_memdup2 (gradients[0], count * sizeof (float));
      g_free (gradients[0]);
      g_free (gradients[1]);
    }
  vanity_kernels_set_default (NULL);
  check_clear (&self);
}

void
gradient_check (const char *op, const char *attributes, const GradientInput *inputs, int n_inputs)
{
  check (op, attributes, inputs, n_inputs, TRUE);
}

void
gradient_check_working (const char *op, const char *attributes, const GradientInput *inputs,
                        int n_inputs)
{
  check (op, attributes, inputs, n_inputs, FALSE);
}
