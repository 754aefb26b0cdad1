/* Where a step went wrong: the first parameter, input, value or gradient that is not finite. */
#include "toy.h"

#include <math.h>
#include <string.h>

#ifndef __SANITIZE_ADDRESS__

/* More than this is refused, as where there is no memory. */
static gsize most = G_MAXSIZE;

void *__libc_memalign (size_t alignment, size_t size);

void *
aligned_alloc (size_t alignment, size_t size)
{
  return size > most ? NULL : __libc_memalign (alignment, size);
}

#endif

/* loss = mean (Log (x · w)), by the name of `op` instead of Log. */
static VanityLearner *
make_learner (const char *op, gboolean through_norm)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("fault");
  VanityValueId x = test_graph_add_input (graph, &VANITY_SHAPE (2, 3)), ids[5], at;
  VanityLearner *learner;

  vanity_graph_set_value_name (graph, x, "x");
  ids[0] = x;
  ids[1] = vanity_graph_add_constant (graph, "w", VANITY_FLOAT32, &VANITY_SHAPE (3),
                                      (float[]){ 1, 2, 3 }, &error);
  vanity_graph_set_trainable (graph, ids[1], TRUE);
  at = ids[0] = test_graph_add (graph, "Mul", "product", ids, 2, "");
  if (through_norm)
    {
      ids[1] = test_graph_add_weights (graph, &VANITY_SHAPE (3));
      ids[2] = test_graph_add_weights (graph, &VANITY_SHAPE (3));
      for (int i = 3; i < 5; i++)
        ids[i] = vanity_graph_add_constant (graph, i == 3 ? "mean" : "variance", VANITY_FLOAT32,
                                            &VANITY_SHAPE (3), (float[]){ 1, 1, 1 }, &error);
      at = test_graph_add (graph, "BatchNormalization", "norm", ids, 5, "");
    }
  at = test_graph_add (graph, op, "middle", &at, 1, "");
  at = test_graph_add (graph, "ReduceMean", "loss", &at, 1, "");
  learner = vanity_learner_new (graph, &at, 1, test_get_pool (2), &error);
  g_assert_no_error (error);
  for (int i = 0; i < 6; i++)
    vanity_learner_get_input (learner, 0)[i] = i + 1;
  return learner;
}

/* Runs a step; fails unless this is found in it. */
static void
assert_fault (VanityLearner *learner, const char *expected)
{
  g_autofree char *fault = NULL;

  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  fault = vanity_learner_find_fault (learner);
  g_assert_cmpstr (fault, ==, expected);
}

static void
test_found (void)
{
  g_autoptr (VanityLearner) log = make_learner ("Log", FALSE);
  g_autoptr (VanityLearner) root = make_learner ("Sqrt", FALSE);
  g_autoptr (VanityLearner) inverse = make_learner ("Reciprocal", FALSE);
  float *in = vanity_learner_get_input (log, 0);

  assert_fault (log, NULL);
  in[4] = -1;
  assert_fault (log, "value of node “middle” (Log): element 4 of 2×3 is NaN");
  in[4] = INFINITY;
  assert_fault (log, "input “x”: element 4 of 2×3 is infinite");
  in[4] = 1;
  vanity_learner_get_parameter (log, 0)->values[1] = NAN;
  assert_fault (log, "parameter “w”: element 1 of 3 is NaN");

  /* √0 is 0, but infinitely steep there. */
  assert_fault (root, NULL);
  vanity_learner_get_input (root, 0)[2] = 0;
  assert_fault (root,
                "gradient of “product” in node “middle” (Sqrt): element 2 of 2×3 is infinite");

  vanity_learner_get_input (inverse, 0)[5] = 0;
  assert_fault (inverse, "value of node “middle” (Reciprocal): element 5 of 2×3 is infinite");
  vanity_learner_get_input (inverse, 0)[5] = 1;
  assert_fault (inverse, NULL);
  vanity_learner_set_loss_weight (inverse, 0, INFINITY);
  assert_fault (inverse, "gradient of “middle” in node “loss” (ReduceMean): element 0 of 2×3 is "
                         "infinite");
}

/* Running statistics count only where they are used. */
static void
test_statistics (void)
{
  g_autoptr (VanityLearner) learner = make_learner ("Relu", TRUE);
  g_autofree char *fault = NULL;

  g_assert_cmpint (vanity_learner_get_n_statistics (learner), ==, 2);
  g_assert_cmpstr (vanity_learner_get_statistic (learner, 0)->name, ==, "mean");
  vanity_learner_get_statistic (learner, 1)->values[0] = NAN;
  assert_fault (learner, NULL);
  vanity_learner_forward (learner, FALSE);
  fault = vanity_learner_find_fault (learner);
  g_assert_cmpstr (fault, ==, "statistic “variance”: element 0 of 3 is NaN");
}

/* To look changes nothing: whoever is looked into goes on as the other. */
static void
test_leaves_all (void)
{
  g_autoptr (Toy) looked = NULL, other = NULL;

  test_reseed (1);
  looked = toy_new (4, 2, 0, 5);
  test_reseed (1);
  other = toy_new (4, 2, 0, 5);
  for (int i = 0; i < 5; i++)
    {
      g_autofree char *fault = NULL;
      float *input = vanity_learner_get_input (looked->learner, 0);
      g_autofree float *before = NULL;
      gsize bytes = TOY_BATCH * TOY_SIDE * TOY_SIDE * 2 * sizeof (float);

      toy_learn (looked, 1);
      toy_learn (other, 1);
      before = g_memdup2 (input, bytes);
      g_assert_null (fault = vanity_learner_find_fault (looked->learner));
      g_assert_cmpmem (input, bytes, before, bytes);
      g_assert_cmpuint (vanity_learner_get_run (looked->learner), ==, i + 1);
      toy_assert_same (looked, other);
    }
}

/* The same elements are dropped: the fault is the one of the step, and is not found where the step
 * dropped it. */
static void
test_same_random (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("drop");
  VanityValueId x = test_graph_add_input (graph, &VANITY_SHAPE (64)), ids[2];
  g_autoptr (VanityLearner) learner = NULL;
  float ones[64];

  for (int i = 0; i < 64; i++)
    ones[i] = 1;
  ids[0] = vanity_graph_add_constant (graph, "w", VANITY_FLOAT32, &VANITY_SHAPE (64), ones, &error);
  vanity_graph_set_trainable (graph, ids[0], TRUE);
  ids[0] = test_graph_add (graph, "Dropout", "drop", ids, 1, "ratio=0.5");
  ids[1] = x;
  ids[0] = test_graph_add (graph, "Mul", "product", ids, 2, "");
  ids[0] = test_graph_add (graph, "ReduceMean", "loss", ids, 1, "");
  learner = vanity_learner_new (graph, ids, 1, test_get_pool (1), &error);
  g_assert_no_error (error);
  for (int run = 0; run < 20; run++)
    {
      g_autofree char *fault = NULL;

      memset (vanity_learner_get_input (learner, 0), 0, sizeof ones);
      vanity_learner_get_input (learner, 0)[7] = 3e38f;
      vanity_learner_forward (learner, TRUE);
      fault = vanity_learner_find_fault (learner);
      g_assert_cmpint (fault != NULL, ==, !isfinite (vanity_learner_get_total (learner)));
    }
}

/* An addition would take over the memory of its input, which is not needed to go back. */
static void
test_inputs_stay (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("inputs");
  VanityValueId ids[] = { test_graph_add_input (graph, &VANITY_SHAPE (64)),
                          test_graph_add_weights (graph, &VANITY_SHAPE (64)) };
  g_autoptr (VanityLearner) learner = NULL;
  float *in;

  vanity_graph_set_trainable (graph, ids[1], TRUE);
  for (int i = 0; i < 3; i++)
    ids[0] = test_graph_add (graph, "Add", "add", ids, 2, "");
  ids[0] = test_graph_add (graph, "ReduceMean", "loss", ids, 1, "");
  learner = vanity_learner_new (graph, ids, 1, test_get_pool (1), &error);
  g_assert_no_error (error);
  in = vanity_learner_get_input (learner, 0);
  for (int i = 0; i < 64; i++)
    in[i] = i;
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  for (int i = 0; i < 64; i++)
    g_assert_cmpfloat (in[i], ==, i);
}

static void
test_total (void)
{
  g_autoptr (VanityLearner) learner = make_learner ("Relu", FALSE);

  vanity_learner_set_loss_weight (learner, 0, 3);
  vanity_learner_forward (learner, TRUE);
  g_assert_cmpfloat_with_epsilon (vanity_learner_get_total (learner),
                                  3 * (1 + 4 + 9 + 4 + 10 + 18) / 6.0, 1e-5);
}

#ifndef __SANITIZE_ADDRESS__

static void
test_no_memory (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("large");
  VanityValueId w = test_graph_add_weights (graph, &VANITY_SHAPE (1 << 20)), loss;
  VanityLearner *learner;

  vanity_graph_set_trainable (graph, w, TRUE);
  loss = test_graph_add (graph, "ReduceMean", "loss", &w, 1, "");
  most = 1 << 20;
  learner = vanity_learner_new (graph, &loss, 1, test_get_pool (1), &error);
  most = G_MAXSIZE;
  g_assert_null (learner);
  test_assert_error (&error, VANITY_ERROR_LIMIT, "No memory for the gradient of “");
}

#endif

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/fault/found", test_found);
  test_add ("/train/fault/statistics", test_statistics);
  test_add ("/train/fault/leaves-all", test_leaves_all);
  test_add ("/train/fault/same-random", test_same_random);
  test_add ("/train/fault/inputs-stay", test_inputs_stay);
  test_add ("/train/fault/total", test_total);
#ifndef __SANITIZE_ADDRESS__
  test_add ("/train/fault/no-memory", test_no_memory);
#endif
  return g_test_run ();
}
