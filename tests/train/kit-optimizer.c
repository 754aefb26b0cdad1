/* Optimisers, schedules and averages against their definition in double, and what they know in
 * checkpoints. */
#include "train/average.h"
#include "train/optimizer.h"
#include "train/schedule.h"

#include "gradient.h"
#include "kit-torch.h"

#include <math.h>
#include <string.h>

/* A bowl: loss = Σ steep · w², with a matrix of 2 × `columns` parameters and a vector of 3. */
static VanityLearner *
make_bowl (int columns)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("bowl");
  VanityValueId losses[2];
  VanityLearner *learner;

  for (int i = 0; i < 2; i++)
    {
      VanityShape shape = i == 0 ? VANITY_SHAPE (2, columns) : VANITY_SHAPE (3);
      gint64 count = vanity_shape_get_elements (&shape);
      g_autofree float *begin = test_random_floats (count, -1, 1);
      g_autofree float *steep = test_random_floats (count, 0.1, 2);
      VanityValueId ids[2];

      ids[0] = vanity_graph_add_constant (graph, i == 0 ? "matrix" : "vector", VANITY_FLOAT32,
                                          &shape, begin, &error);
      ids[1] = vanity_graph_add_constant (graph, "steep", VANITY_FLOAT32, &shape, steep, &error);
      g_assert_no_error (error);
      vanity_graph_set_trainable (graph, ids[0], TRUE);
      ids[1] = test_graph_add (graph, "Mul", "steep", ids, 2, "");
      losses[i] = test_graph_add (graph, "Mul", "loss", ids, 2, "");
    }
  learner = vanity_learner_new (graph, losses, 2, test_get_pool (2), &error);
  g_assert_no_error (error);
  return learner;
}

/* One step in double, of all elements; `state` is two numbers for each. */
static void
step_slowly (const VanityOptimizerOptions *options, const VanityParameter *parameter, int steps,
             double scale, double *values, double *state)
{
  for (gint64 i = 0; i < parameter->count; i++)
    {
      double given = scale * parameter->gradient[i], *mean = &state[2 * i];
      double *square = &state[2 * i + 1], move;

      if (options->kind == VANITY_OPTIMIZER_KIND_SGD)
        {
          *mean = options->momentum * *mean + given;
          move = options->nesterov ? given + options->momentum * *mean : *mean;
        }
      else
        {
          *mean = options->momentum * *mean + (1 - options->momentum) * given;
          *square = options->beta * *square + (1 - options->beta) * given * given;
          move = *mean / (1 - pow (options->momentum, steps))
                 / (sqrt (*square / (1 - pow (options->beta, steps))) + options->epsilon);
        }
      if (parameter->shape.rank >= 2)
        move += options->decay * values[i];
      values[i] -= options->rate * move;
    }
}

static void
check_optimizer (const VanityOptimizerOptions *options)
{
  g_autoptr (VanityLearner) learner = make_bowl (20000);
  g_autoptr (VanityOptimizer) optimizer
      = vanity_optimizer_new (learner, options, test_get_pool (2));
  double *values[2], *states[2];

  for (int i = 0; i < 2; i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

      values[i] = g_new (double, parameter->count);
      states[i] = g_new0 (double, 2 * parameter->count);
      for (gint64 k = 0; k < parameter->count; k++)
        values[i][k] = parameter->values[k];
    }
  for (int step = 1; step <= 8; step++)
    {
      double norm = 0.0, seen, scale;

      vanity_learner_forward (learner, TRUE);
      vanity_learner_backward (learner, FALSE);
      for (int i = 0; i < 2; i++)
        {
          const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

          for (gint64 k = 0; k < parameter->count; k++)
            norm += (double)parameter->gradient[k] * parameter->gradient[k];
        }
      norm = sqrt (norm);
      scale = options->clip > 0 && norm > options->clip ? options->clip / norm : 1.0;
      for (int i = 0; i < 2; i++)
        step_slowly (options, vanity_learner_get_parameter (learner, i), step, scale, values[i],
                     states[i]);
      g_assert_true (vanity_optimizer_step (optimizer, &seen));
      g_assert_cmpfloat_with_epsilon (seen, norm, 1e-9 * norm);
      for (int i = 0; i < 2; i++)
        {
          const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

          for (gint64 k = 0; k < parameter->count; k++)
            g_assert_cmpfloat_with_epsilon (parameter->values[k], values[i][k], 2e-6);
        }
    }
  for (int i = 0; i < 2; i++)
    {
      g_free (values[i]);
      g_free (states[i]);
    }
}

static void
test_optimizers (void)
{
  VanityOptimizerOptions options = VANITY_OPTIMIZER_SGD;

  check_optimizer (&options);
  options.nesterov = FALSE;
  options.decay = 0.1f;
  check_optimizer (&options);
  options.clip = 0.5f;
  check_optimizer (&options);
  /* What is smaller is not made larger. */
  options.clip = 1e6f;
  check_optimizer (&options);
  options = VANITY_OPTIMIZER_ADAM;
  check_optimizer (&options);
  options = VANITY_OPTIMIZER_ADAMW;
  options.clip = 10.0f;
  check_optimizer (&options);
}

static void
add_line (GString *lines, const char *kind, const VanityOptimizerOptions *options)
{
  g_autoptr (VanityLearner) learner = make_bowl (20);
  g_autoptr (VanityOptimizer) optimizer = vanity_optimizer_new (learner, options, NULL);

  kit_torch_begin (lines, kind);
  kit_torch_add_number (lines, "rate", options->rate);
  kit_torch_add_number (lines, "momentum", options->momentum);
  kit_torch_add_number (lines, "nesterov", options->nesterov);
  kit_torch_add_number (lines, "beta", options->beta);
  kit_torch_add_number (lines, "epsilon", options->epsilon);
  kit_torch_add_number (lines, "decay", options->decay);
  kit_torch_add_number (lines, "clip", options->clip);
  for (int step = 0; step <= 8; step++)
    {
      vanity_learner_forward (learner, TRUE);
      vanity_learner_backward (learner, FALSE);
      for (int i = 0; i < 2; i++)
        {
          const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);
          g_autofree float *steep = g_new (float, parameter->count);

          for (gint64 k = 0; k < parameter->count; k++)
            steep[k] = parameter->gradient[k] / parameter->values[k] / 2;
          if (step == 0)
            kit_torch_add (lines, i == 0 ? "steep0" : "steep1", &parameter->shape, steep);
          if (step == 0)
            kit_torch_add (lines, parameter->name, &parameter->shape, parameter->values);
          if (step == 8)
            kit_torch_add (lines, i == 0 ? "end0" : "end1", &parameter->shape, parameter->values);
        }
      g_assert_true (vanity_optimizer_step (optimizer, NULL));
    }
  kit_torch_end (lines);
}

/* Beside PyTorch's; its SGD has no decay that is apart from the gradient. */
static void
test_torch (void)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  VanityOptimizerOptions options = VANITY_OPTIMIZER_SGD;

  add_line (lines, "sgd", &options);
  options.nesterov = FALSE;
  options.clip = 0.5f;
  add_line (lines, "sgd", &options);
  options = VANITY_OPTIMIZER_ADAM;
  options.rate = 0.05f;
  add_line (lines, "adam", &options);
  options = VANITY_OPTIMIZER_ADAMW;
  options.rate = 0.05f;
  options.decay = 0.2f;
  options.clip = 2.0f;
  add_line (lines, "adamw", &options);
  kit_torch_run ("kit-torch.py", NULL, lines->str);
}

/* Only what is named so moves, and nothing at all where a gradient is not finite. */
static void
test_left_alone (void)
{
  g_autoptr (VanityLearner) learner = make_bowl (20000);
  VanityOptimizerOptions options = VANITY_OPTIMIZER_ADAM;
  g_autoptr (VanityOptimizer) some = NULL;
  g_autoptr (VanityOptimizer) all = NULL;
  const VanityParameter *matrix = vanity_learner_get_parameter (learner, 0);
  const VanityParameter *vector = vanity_learner_get_parameter (learner, 1);
  float first = matrix->values[0], other = vector->values[0];
  double norm;

  options.prefix = "vec";
  some = vanity_optimizer_new (learner, &options, NULL);
  options.prefix = NULL;
  all = vanity_optimizer_new (learner, &options, NULL);
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  g_assert_true (vanity_optimizer_step (some, NULL));
  g_assert_true (matrix->values[0] == first);
  g_assert_true (vector->values[0] != other);

  other = vector->values[0];
  matrix->values[777] = INFINITY;
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  g_assert_false (vanity_optimizer_step (all, &norm));
  g_assert_false (isfinite (norm));
  g_assert_true (matrix->values[0] == first && vector->values[0] == other);
}

/* One that is given another's moments goes on like it, to the bit. */
static void
check_moments (const VanityOptimizerOptions *options, int n_moments, const char *last)
{
  VanityLearner *learners[2];
  VanityOptimizer *optimizers[2];

  for (int i = 0; i < 2; i++)
    {
      test_reseed (7);
      learners[i] = make_bowl (20000);
      optimizers[i] = vanity_optimizer_new (learners[i], options, test_get_pool (2));
    }
  g_assert_cmpint (vanity_optimizer_get_n_moments (optimizers[0]), ==, n_moments);
  for (int step = 0; step < 6; step++)
    {
      for (int i = step < 3 ? 1 : 0; i < 2; i++)
        {
          vanity_learner_forward (learners[i], TRUE);
          vanity_learner_backward (learners[i], FALSE);
          g_assert_true (vanity_optimizer_step (optimizers[i], NULL));
        }
      if (step != 2)
        continue;
      g_assert_cmpint (vanity_optimizer_get_steps (optimizers[1]), ==, 3);
      vanity_optimizer_set_steps (optimizers[0], 3);
      for (int i = 0; i < n_moments; i++)
        {
          const char *names[2];
          gint64 counts[2];
          float *moments[2];

          for (int k = 0; k < 2; k++)
            moments[k] = vanity_optimizer_get_moment (optimizers[k], i, &names[k], &counts[k]);
          g_assert_cmpstr (names[0], ==, names[1]);
          g_assert_cmpint (counts[0], ==, counts[1]);
          memcpy (moments[0], moments[1], counts[1] * sizeof (float));
          if (i == n_moments - 1)
            g_assert_cmpstr (names[0], ==, last);
        }
      for (int i = 0; i < 2; i++)
        memcpy (vanity_learner_get_parameter (learners[0], i)->values,
                vanity_learner_get_parameter (learners[1], i)->values,
                vanity_learner_get_parameter (learners[1], i)->count * sizeof (float));
    }
  for (int i = 0; i < 2; i++)
    {
      const VanityParameter *one = vanity_learner_get_parameter (learners[0], i);
      gsize bytes = one->count * sizeof (float);

      g_assert_cmpmem (one->values, bytes, vanity_learner_get_parameter (learners[1], i)->values,
                       bytes);
    }
  for (int i = 0; i < 2; i++)
    {
      vanity_optimizer_free (optimizers[i]);
      vanity_learner_free (learners[i]);
    }
}

static void
test_moments (void)
{
  check_moments (&VANITY_OPTIMIZER_SGD, 2, "vector.mean");
  check_moments (&VANITY_OPTIMIZER_ADAM, 4, "vector.square");
}

/* What was learnt goes into the network without its losses. */
static void
test_copy (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = make_bowl (20000);
  g_autoptr (VanityGraph) graph = vanity_graph_new ("plain");
  g_autoptr (VanityGraph) other = vanity_graph_new ("other");
  g_autofree float *zeros = g_new0 (float, 40000);
  VanityValueId ids[2];

  ids[0] = vanity_graph_add_constant (graph, "matrix", VANITY_FLOAT32, &VANITY_SHAPE (2, 20000),
                                      zeros, &error);
  ids[1] = vanity_graph_add_constant (graph, "vector", VANITY_FLOAT32, &VANITY_SHAPE (3), zeros,
                                      &error);
  g_assert_true (vanity_learner_copy_parameters (learner, graph, &error));
  for (int i = 0; i < 2; i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

      g_assert_cmpmem (vanity_graph_get_constant (graph, ids[i]), parameter->count * sizeof (float),
                       parameter->values, parameter->count * sizeof (float));
    }
  vanity_graph_add_constant (other, "matrix", VANITY_FLOAT32, &VANITY_SHAPE (2, 2), zeros, &error);
  g_assert_false (vanity_learner_copy_parameters (learner, other, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE, "no constant “matrix” of shape 2×2");
}

/* Averages follow their definition; swapped twice, nothing has changed; what is copied is the
 * average. */
static void
check_average (gboolean warm_up)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = make_bowl (20000);
  VanityOptimizerOptions options = VANITY_OPTIMIZER_SGD;
  g_autoptr (VanityOptimizer) optimizer = vanity_optimizer_new (learner, &options, NULL);
  g_autoptr (VanityAverage) average
      = vanity_average_new (learner, "mat", 0.6, warm_up, test_get_pool (2));
  g_autoptr (VanityAverage) all = vanity_average_new (learner, NULL, 0.6, warm_up, NULL);
  g_autoptr (VanityGraph) graph = vanity_graph_new ("plain");
  const VanityParameter *matrix = vanity_learner_get_parameter (learner, 0);
  const VanityParameter *vector = vanity_learner_get_parameter (learner, 1);
  g_autofree double *expected = g_new (double, matrix->count);
  g_autofree float *shadow = NULL, *last = NULL;
  VanityValueId ids[2];
  const char *name;
  gint64 count;
  float *values;

  for (gint64 i = 0; i < matrix->count; i++)
    expected[i] = matrix->values[i];
  for (int step = 1; step <= 6; step++)
    {
      double decay = warm_up ? MIN (0.6, (1.0 + step) / (10.0 + step)) : 0.6;

      vanity_learner_forward (learner, TRUE);
      vanity_learner_backward (learner, FALSE);
      g_assert_true (vanity_optimizer_step (optimizer, NULL));
      vanity_average_update (average);
      vanity_average_update (all);
      for (gint64 i = 0; i < matrix->count; i++)
        expected[i] = decay * expected[i] + (1 - decay) * matrix->values[i];
    }
  g_assert_cmpint (vanity_average_get_updates (average), ==, 6);
  g_assert_cmpint (vanity_average_get_n_averages (average), ==, 1);
  g_assert_cmpint (vanity_average_get_n_averages (all), ==, 2);
  values = vanity_average_get_average (average, 0, &name, &count);
  g_assert_cmpstr (name, ==, "matrix.average");
  g_assert_cmpint (count, ==, matrix->count);
  for (gint64 i = 0; i < count; i++)
    g_assert_cmpfloat_with_epsilon (values[i], expected[i], 1e-6);

  shadow = g_memdup2 (values, count * sizeof (float));
  last = g_memdup2 (matrix->values, count * sizeof (float));
  g_assert_true (shadow[0] != last[0]);
  vanity_average_swap (average);
  g_assert_cmpmem (matrix->values, count * sizeof (float), shadow, count * sizeof (float));
  vanity_average_swap (average);
  g_assert_cmpmem (matrix->values, count * sizeof (float), last, count * sizeof (float));
  g_assert_cmpmem (values, count * sizeof (float), shadow, count * sizeof (float));

  ids[0]
      = vanity_graph_add_constant (graph, "matrix", VANITY_FLOAT32, &matrix->shape, last, &error);
  ids[1]
      = vanity_graph_add_constant (graph, "vector", VANITY_FLOAT32, &vector->shape, last, &error);
  g_assert_true (vanity_average_copy (average, graph, &error));
  g_assert_cmpmem (vanity_graph_get_constant (graph, ids[0]), count * sizeof (float), shadow,
                   count * sizeof (float));
  g_assert_cmpmem (vanity_graph_get_constant (graph, ids[1]), 3 * sizeof (float), vector->values,
                   3 * sizeof (float));
  g_assert_cmpmem (matrix->values, count * sizeof (float), last, count * sizeof (float));
}

static void
test_average (void)
{
  check_average (FALSE);
  check_average (TRUE);
}

static void
test_schedule (void)
{
  VanitySchedule self = { .kind = VANITY_SCHEDULE_CONSTANT, .rate = 0.5, .last = 7, .steps = 20 };

  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 0), ==, 0.5);
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 1000000), ==, 0.5);
  self.warm_up = 4;
  for (int i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (vanity_schedule_get_rate (&self, i), 0.125 * (i + 1), 1e-15);
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 4), ==, 0.5);

  self.kind = VANITY_SCHEDULE_LINEAR;
  self.last = 0.1;
  g_assert_cmpfloat_with_epsilon (vanity_schedule_get_rate (&self, 1), 0.25, 1e-15);
  g_assert_cmpfloat_with_epsilon (vanity_schedule_get_rate (&self, 4), 0.5, 1e-15);
  g_assert_cmpfloat_with_epsilon (vanity_schedule_get_rate (&self, 12), 0.3, 1e-15);
  g_assert_cmpfloat_with_epsilon (vanity_schedule_get_rate (&self, 19), 0.125, 1e-15);
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 20), ==, 0.1);
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 1000), ==, 0.1);
  self.hold = 8;
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 11), ==, 0.5);
  g_assert_cmpfloat_with_epsilon (vanity_schedule_get_rate (&self, 16), 0.3, 1e-15);

  self.kind = VANITY_SCHEDULE_COSINE;
  self.hold = 0;
  g_assert_cmpfloat_with_epsilon (vanity_schedule_get_rate (&self, 4), 0.5, 1e-15);
  /* A quarter, a half, three quarters: cos 45° = √½. */
  g_assert_cmpfloat_with_epsilon (vanity_schedule_get_rate (&self, 8), 0.3 + 0.2 * G_SQRT2 / 2,
                                  1e-15);
  g_assert_cmpfloat_with_epsilon (vanity_schedule_get_rate (&self, 12), 0.3, 1e-15);
  g_assert_cmpfloat_with_epsilon (vanity_schedule_get_rate (&self, 16), 0.3 - 0.2 * G_SQRT2 / 2,
                                  1e-15);
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 20), ==, 0.1);

  /* Nothing but warm-up, or nothing at all, is no reason for a division by zero. */
  self = (VanitySchedule){
    .kind = VANITY_SCHEDULE_LINEAR, .rate = 1, .last = 0.5, .warm_up = 3, .steps = 3
  };
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 2), ==, 1);
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 3), ==, 0.5);
  self = (VanitySchedule){ .kind = VANITY_SCHEDULE_COSINE, .rate = 1, .last = 0.5 };
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 0), ==, 0.5);
  self.hold = 5;
  self.steps = 4;
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 3), ==, 1);
  g_assert_cmpfloat (vanity_schedule_get_rate (&self, 4), ==, 0.5);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/kit/optimizers", test_optimizers);
  test_add ("/train/kit/optimizers/torch", test_torch);
  test_add ("/train/kit/left-alone", test_left_alone);
  test_add ("/train/kit/moments", test_moments);
  test_add ("/train/kit/copy", test_copy);
  test_add ("/train/kit/average", test_average);
  test_add ("/train/kit/schedule", test_schedule);
  return g_test_run ();
}
