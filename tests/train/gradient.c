#include "gradient.h"

#include <math.h>
#include <string.h>

#define MAX_INPUTS 8
/* Elements of each input that are moved. */
#define MAX_MOVED 24
/* How far: little where a function bends. */
#define STEP (1.0f / 64)
#define LINEAR_STEP 1.0f

typedef struct
{
  const char *op;
  const char *attributes;
  const GradientInput *inputs;
  int n_inputs;
  float step;
  float *values[MAX_INPUTS];
  float *factors; /* of each element of the output: the loss is Σ factor · output */
} Check;

static float *
make_values (const GradientInput *input)
{
  gint64 count = vanity_shape_get_elements (&input->shape);
  float *values = test_random_floats (count, input->low, MAX (input->high, input->low + 1e-3));

  if (input->whole)
    for (gint64 i = 0; i < count; i++)
      values[i] = test_random_int (input->low, input->high);
  if (!input->spread)
    return values;
  for (gint64 i = 0; i < count; i++)
    values[i] = (i - count / 2 + 0.5f) * 3 * STEP;
  for (gint64 i = count - 1; i > 0; i--)
    {
      int other = test_random_int (0, i);
      float value = values[i];

      values[i] = values[other];
      values[other] = value;
    }
  return values;
}

static VanityLearner *
make_learner (Check *self, VanityPool *pool)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("test");
  VanityValueId ids[MAX_INPUTS], pair[2], loss;
  VanityLearner *learner;

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
      if (input->kind == GRADIENT_INPUT || input->kind == GRADIENT_PARAMETER)
        vanity_graph_set_trainable (graph, ids[i], TRUE);
    }
  pair[0] = test_graph_add (graph, self->op, "node", ids, self->n_inputs, self->attributes);
  if (self->factors == NULL)
    self->factors = test_random_floats (
        vanity_shape_get_elements (vanity_graph_get_shape (graph, pair[0])), -1, 1);
  pair[1]
      = vanity_graph_add_constant (graph, "factors", VANITY_FLOAT32,
                                   vanity_graph_get_shape (graph, pair[0]), self->factors, &error);
  g_assert_no_error (error);
  vanity_graph_add_output (graph, pair[0]);
  loss = test_graph_add (graph, "Mul", "loss", pair, 2, "");
  learner = vanity_learner_new (graph, &loss, 1, pool, &error);
  g_assert_no_error (error);
  return learner;
}

/* Parameter of input `index`; NULL: none. In the graph, all values come in the inputs' order. */
static const VanityParameter *
get_parameter (Check *self, VanityLearner *learner, int index)
{
  int at = 0;

  if (self->inputs[index].kind != GRADIENT_INPUT && self->inputs[index].kind != GRADIENT_PARAMETER)
    return NULL;
  for (int i = 0; i < index; i++)
    at += self->inputs[i].kind == GRADIENT_INPUT || self->inputs[i].kind == GRADIENT_PARAMETER;
  return vanity_learner_get_parameter (learner, at);
}

/* Runs forward on the present values; returns the loss. */
static double
run_forward (Check *self, VanityLearner *learner, gint64 out_count)
{
  const float *out;
  double loss = 0.0;

  for (int i = 0, input = 0; i < self->n_inputs; i++)
    {
      const VanityParameter *parameter = get_parameter (self, learner, i);
      gsize bytes = self->inputs[i].kind == GRADIENT_SKIPPED
                        ? 0
                        : vanity_shape_get_elements (&self->inputs[i].shape) * sizeof (float);

      if (self->inputs[i].kind == GRADIENT_INPUT || self->inputs[i].kind == GRADIENT_FIXED_INPUT)
        memcpy (vanity_learner_get_input (learner, input++), self->values[i], bytes);
      else if (parameter != NULL)
        memcpy (parameter->values, self->values[i], bytes);
    }
  vanity_learner_forward (learner, TRUE);
  out = vanity_learner_get_output (learner, 0);
  for (gint64 i = 0; i < out_count; i++)
    loss += (double)out[i] * self->factors[i];
  return loss;
}

static void
check_differences (Check *self, VanityLearner *learner, int index, const float *gradient,
                   gint64 out_count, double tolerance)
{
  gint64 count = vanity_shape_get_elements (&self->inputs[index].shape);
  int moved = MIN (count, MAX_MOVED);

  for (int i = 0; i < moved; i++)
    {
      gint64 at = count <= MAX_MOVED ? i : test_random_int (0, count - 1);
      float value = self->values[index][at];
      double up, down, difference;

      self->values[index][at] = value + self->step;
      up = run_forward (self, learner, out_count);
      self->values[index][at] = value - self->step;
      down = run_forward (self, learner, out_count);
      self->values[index][at] = value;
      difference = (up - down) / (2 * self->step);
      if (!(ABS (gradient[at] - difference) <= tolerance * (1 + ABS (difference))))
        g_error ("%s (%s): gradient of element %" G_GINT64_FORMAT " of input %d is %.9g, but a "
                 "difference says %.9g",
                 self->op, self->attributes, at, index, gradient[at], difference);
    }
}

/* The gradients, one input's after the other's; of all elements moved, if `differences`. */
static float *
run (Check *self, VanityPool *pool, gboolean differences, double tolerance, gint64 *total)
{
  g_autoptr (VanityLearner) learner = make_learner (self, pool);
  g_autofree float *all = NULL;
  gint64 out_count = 0, at = 0;

  /* factors were made with the first learner */
  {
    g_autoptr (GError) error = NULL;
    VanityGraph *graph = vanity_graph_new ("shape");
    VanityValueId ids[MAX_INPUTS];

    for (int i = 0; i < self->n_inputs; i++)
      ids[i] = self->inputs[i].kind == GRADIENT_SKIPPED
                   ? -1
                   : vanity_graph_add_constant (graph, "c", VANITY_FLOAT32, &self->inputs[i].shape,
                                                self->values[i], &error);
    out_count = vanity_shape_get_elements (vanity_graph_get_shape (
        graph, test_graph_add (graph, self->op, "node", ids, self->n_inputs, self->attributes)));
    vanity_graph_free (graph);
  }
  for (int i = 0; i < self->n_inputs; i++)
    if (get_parameter (self, learner, i) != NULL)
      at += get_parameter (self, learner, i)->count;
  *total = at;
  all = g_new (float, at);
  at = 0;
  run_forward (self, learner, out_count);
  vanity_learner_backward (learner, FALSE);
  for (int i = 0; i < self->n_inputs; i++)
    {
      const VanityParameter *parameter = get_parameter (self, learner, i);

      if (parameter == NULL)
        continue;
      memcpy (all + at, parameter->gradient, parameter->count * sizeof *all);
      at += parameter->count;
    }
  at = 0;
  for (int i = 0; differences && i < self->n_inputs; i++)
    {
      const VanityParameter *parameter = get_parameter (self, learner, i);

      if (parameter == NULL)
        continue;
      check_differences (self, learner, i, all + at, out_count, tolerance);
      at += parameter->count;
    }
  /* Steps in between leave nothing behind; added up, it is twice as much. */
  for (int add = 0; add < 2; add++)
    {
      run_forward (self, learner, out_count);
      vanity_learner_backward (learner, add);
      at = 0;
      for (int i = 0; i < self->n_inputs; i++)
        {
          const VanityParameter *parameter = get_parameter (self, learner, i);

          for (gint64 k = 0; parameter != NULL && k < parameter->count; k++, at++)
            g_assert_true (parameter->gradient[k] == (add ? all[at] + all[at] : all[at]));
        }
    }
  return g_steal_pointer (&all);
}

static void
check (const char *op, const char *attributes, const GradientInput *inputs, int n_inputs,
       float step, double tolerance)
{
  Check self = { op, attributes, inputs, n_inputs, step };
  const VanityKernels *kernels;
  float *first = NULL;
  gint64 count;

  for (int i = 0; i < n_inputs; i++)
    self.values[i] = inputs[i].kind == GRADIENT_SKIPPED ? NULL : make_values (&inputs[i]);
  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    {
      float *gradients[2];

      vanity_kernels_set_default (kernels);
      for (int threads = 1; threads <= 2; threads++)
        gradients[threads - 1]
            = run (&self, test_get_pool (threads), k == 0 && threads == 1, tolerance, &count);
      test_assert_near ("two threads", gradients[1], gradients[0], count, 2e-5);
      if (first != NULL)
        test_assert_near (kernels->name, gradients[0], first, count, 2e-4);
      else
        first = g_memdup2 (gradients[0], count * sizeof (float));
      g_free (gradients[0]);
      g_free (gradients[1]);
    }
  vanity_kernels_set_default (NULL);
  g_free (first);
  for (int i = 0; i < n_inputs; i++)
    g_free (self.values[i]);
  g_free (self.factors);
}

void
gradient_check (const char *op, const char *attributes, const GradientInput *inputs, int n_inputs,
                double tolerance)
{
  check (op, attributes, inputs, n_inputs, STEP, tolerance);
}

void
gradient_check_linear (const char *op, const char *attributes, const GradientInput *inputs,
                       int n_inputs)
{
  check (op, attributes, inputs, n_inputs, LINEAR_STEP, 1e-3);
}
