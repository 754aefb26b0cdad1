#include "head/head-network.h"

#include "base/error.h"
#include "head/head-view.h"
#include "train/optimizer.h"

#include <math.h>

#define SIDE 32
#define COUNT 2

/* The contract, and what the network may cost. */
static void
test_contract (void)
{
  g_autoptr (GError) error = NULL;
  VanityRandom random;
  g_autoptr (VanityGraph) graph = NULL;
  gint64 parameters = 0;

  vanity_random_init (&random, 1);
  graph = vanity_head_network_new_graph (SIDE, &random, &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_graph_get_n_inputs (graph), ==, 1);
  g_assert_cmpint (vanity_graph_get_n_outputs (graph), ==, 1);
  g_assert_true (
      vanity_shape_equal (vanity_graph_get_shape (graph, vanity_graph_get_input (graph, 0)),
                          &VANITY_SHAPE (1, SIDE, SIDE, VANITY_HEAD_VIEW_CHANNELS)));
  g_assert_true (
      vanity_shape_equal (vanity_graph_get_shape (graph, vanity_graph_get_output (graph, 0)),
                          &VANITY_SHAPE (1, SIDE, SIDE, VANITY_HEAD_N_CLASSES)));
  {
    g_autoptr (VanityLearner) learner
        = vanity_head_network_new_learner (SIDE, COUNT, &random, &error);

    g_assert_no_error (error);
    for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
      parameters += vanity_learner_get_parameter (learner, i)->count;
  }
  g_assert_cmpint (parameters, >, 10000);
  g_assert_cmpint (parameters, <=, 450000);
}

static void
test_side (void)
{
  g_autoptr (GError) error = NULL;
  VanityRandom random;

  vanity_random_init (&random, 1);
  g_assert_null (vanity_head_network_new_graph (40, &random, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

/* It learns which half is which, by what is wanted alone: where nothing is, it need not know. */
static void
test_learn (void)
{
  VanityOptimizerOptions adam = VANITY_OPTIMIZER_ADAM;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityLearner) learner = NULL;
  g_autoptr (VanityOptimizer) optimizer = NULL;
  VanityRandom random;
  float *view, *wanted;
  const float *said;
  double first = 0, last = 0;

  vanity_random_init (&random, 1);
  learner = vanity_head_network_new_learner (SIDE, COUNT, &random, &error);
  g_assert_no_error (error);
  optimizer = vanity_optimizer_new (learner, &adam, NULL);
  view = vanity_learner_get_input (learner, 0);
  wanted = vanity_learner_get_input (learner, 1);
  for (int step = 0; step < 60; step++)
    {
      for (int i = 0; i < COUNT * SIDE * SIDE; i++)
        {
          gboolean left = i % SIDE < SIDE / 2;

          for (int k = 0; k < VANITY_HEAD_VIEW_CHANNELS; k++)
            view[i * VANITY_HEAD_VIEW_CHANNELS + k]
                = (float)vanity_random_uniform (&random) * 0.2f + (left ? 0.7f : 0.1f);
          for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
            wanted[i * VANITY_HEAD_N_CLASSES + k]
                = i % 3 == 0 && k == (left ? VANITY_HEAD_HAIR : VANITY_HEAD_SKIN);
        }
      vanity_learner_forward (learner, TRUE);
      last = vanity_learner_get_total (learner);
      first = step == 0 ? last : first;
      vanity_learner_backward (learner, FALSE);
      g_assert_true (vanity_optimizer_step (optimizer, NULL));
    }
  g_assert_cmpfloat (last, <, 0.3 * first);
  vanity_learner_forward (learner, FALSE);
  said = vanity_learner_get_output (learner, 0);
  for (int i = 0; i < COUNT * SIDE * SIDE; i++)
    {
      double sum = 0;

      for (int k = 0; k < VANITY_HEAD_N_CLASSES; k++)
        sum += (double)said[i * VANITY_HEAD_N_CLASSES + k];
      g_assert_cmpfloat_with_epsilon (sum, 1, 1e-4);
    }
  g_assert_cmpfloat (said[5 * VANITY_HEAD_N_CLASSES + VANITY_HEAD_HAIR], >, 0.5f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/network/contract", test_contract);
  g_test_add_func ("/head/network/side", test_side);
  g_test_add_func ("/head/network/learn", test_learn);
  return g_test_run ();
}
