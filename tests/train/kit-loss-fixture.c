#include "kit-loss-fixture.h"

#include "kit-torch.h"

#include <string.h>

#define MAX_MOVED 60

static gint64
count_elements (const VanityShape *shape)
{
  return vanity_shape_get_elements (shape);
}

VanityLearner *
loss_case_make_learner (const LossCase *self, float *const *values)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (self->name);
  VanityBuilder builder;
  VanityRandom random;
  VanityLearner *learner;
  VanityValueId ids[LOSS_MAX_INPUTS], loss;

  vanity_random_init (&random, 1);
  vanity_builder_init (&builder, graph, &random);
  for (int i = 0; i < self->n_inputs; i++)
    {
      ids[i] = vanity_builder_add_input (&builder, "x", &self->inputs[i].shape);
      vanity_graph_set_trainable (graph, ids[i], !self->inputs[i].fixed);
    }
  loss = self->add (&builder, ids);
  g_assert_true (vanity_builder_finish (&builder, &error));
  g_assert_no_error (error);
  g_assert_cmpint (vanity_graph_get_shape (graph, loss)->rank, ==, 0);
  g_assert_cmpstr (vanity_graph_get_value_name (graph, loss), ==, "loss");
  learner = vanity_learner_new (graph, &loss, 1, test_get_pool (2), &error);
  g_assert_no_error (error);
  for (int i = 0; i < self->n_inputs; i++)
    memcpy (vanity_learner_get_input (learner, i), values[i],
            count_elements (&self->inputs[i].shape) * sizeof (float));
  return learner;
}

static void
add_line (GString *lines, const LossCase *self, float *const *values, VanityLearner *learner)
{
  kit_torch_begin (lines, self->name);
  kit_torch_add_number (lines, "loss", vanity_learner_get_loss (learner, 0)[0]);
  for (int i = 0, parameter = 0; i < self->n_inputs; i++)
    {
      const char *names[][2] = { { "x0", "d0" }, { "x1", "d1" }, { "x2", "d2" }, { "x3", "d3" } };

      kit_torch_add (lines, names[i][0], &self->inputs[i].shape, values[i]);
      if (!self->inputs[i].fixed)
        kit_torch_add (lines, names[i][1], &self->inputs[i].shape,
                       vanity_learner_get_parameter (learner, parameter++)->gradient);
    }
  kit_torch_end (lines);
}

void
loss_case_check (const LossCase *self, GString *lines)
{
  float *values[LOSS_MAX_INPUTS];
  double *exact[LOSS_MAX_INPUTS], wanted;
  VanityShape shapes[LOSS_MAX_INPUTS];
  g_autoptr (VanityLearner) learner = NULL;
  int parameter = 0;

  for (int i = 0; i < self->n_inputs; i++)
    {
      gint64 count = count_elements (&self->inputs[i].shape);

      shapes[i] = self->inputs[i].shape;
      values[i] = test_random_floats (count, self->inputs[i].low, self->inputs[i].high);
      exact[i] = g_new (double, count);
      for (gint64 k = 0; k < count; k++)
        {
          if (self->inputs[i].whole)
            values[i][k] = test_random_int (self->inputs[i].low, self->inputs[i].high);
          exact[i][k] = values[i][k];
        }
    }
  learner = loss_case_make_learner (self, values);
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  wanted = self->work_out (exact, shapes);
  if (!(ABS (vanity_learner_get_loss (learner, 0)[0] - wanted) <= 2e-6 * (1 + ABS (wanted))))
    g_error ("%s is %.9g, not %.9g", self->name, vanity_learner_get_loss (learner, 0)[0], wanted);
  for (int i = 0; i < self->n_inputs; i++)
    {
      gint64 count = count_elements (&shapes[i]);
      const float *gradient;
      double largest = 0.0;

      if (self->inputs[i].fixed)
        continue;
      gradient = vanity_learner_get_parameter (learner, parameter++)->gradient;
      for (gint64 k = 0; k < count; k++)
        largest = MAX (largest, ABS (gradient[k]));
      g_assert_cmpfloat (largest, >, 1e-4);
      for (gint64 n = 0; n < MIN (count, MAX_MOVED); n++)
        {
          gint64 k = count <= MAX_MOVED ? n : test_random_int (0, count - 1);
          double value = exact[i][k], difference;

          exact[i][k] = value + 1e-5;
          difference = self->work_out (exact, shapes);
          exact[i][k] = value - 1e-5;
          difference = (difference - self->work_out (exact, shapes)) / 2e-5;
          exact[i][k] = value;
          if (!(ABS (gradient[k] - difference) <= 1e-4 * largest))
            g_error ("%s: gradient of element %d of input %d is %.9g, but a difference says %.9g",
                     self->name, (int)k, i, gradient[k], difference);
        }
    }
  if (lines != NULL)
    add_line (lines, self, values, learner);
  for (int i = 0; i < self->n_inputs; i++)
    {
      g_free (values[i]);
      g_free (exact[i]);
    }
}

void
loss_check_refused (LossAdd add, const VanityShape *shapes, int n_shapes, const char *rule)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_graph_new ("refused");
  VanityBuilder builder;
  VanityRandom random;
  VanityValueId ids[LOSS_MAX_INPUTS];

  vanity_random_init (&random, 1);
  vanity_builder_init (&builder, graph, &random);
  for (int k = 0; k < n_shapes; k++)
    ids[k] = vanity_builder_add_input (&builder, "x", &shapes[k]);
  g_assert_cmpint (add (&builder, ids), ==, -1);
  g_assert_false (vanity_builder_finish (&builder, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE, rule);
}
