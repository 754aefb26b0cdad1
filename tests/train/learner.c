/* What a learner makes of a graph: gradients that add up, stop, are frozen; memory; losses. */
#include "gradient.h"

#include <math.h>
#include <string.h>

static VanityValueId
add_parameter (VanityGraph *graph, const char *name, const VanityShape *shape)
{
  g_autofree float *values = test_random_floats (vanity_shape_get_elements (shape), -0.5, 0.5);
  VanityValueId id = vanity_graph_add_constant (graph, name, VANITY_FLOAT32, shape, values, NULL);

  vanity_graph_set_trainable (graph, id, TRUE);
  return id;
}

static VanityValueId
add_binary (VanityGraph *graph, const char *op, VanityValueId one, VanityValueId other)
{
  return test_graph_add (graph, op, op, (VanityValueId[]){ one, other }, 2, "");
}

static VanityLearner *
make_learner (VanityGraph *graph, const VanityValueId *losses, int n_losses)
{
  g_autoptr (GError) error = NULL;
  VanityLearner *learner = vanity_learner_new (graph, losses, n_losses, test_get_pool (2), &error);

  g_assert_no_error (error);
  return learner;
}

static void
fill (VanityLearner *learner, int input, gint64 count, float value)
{
  for (gint64 i = 0; i < count; i++)
    vanity_learner_get_input (learner, input)[i] = value + i;
}

/* y = w · x + w · w: three readers of w, one of them twice. */
static void
test_shared (void)
{
  VanityGraph *graph = vanity_graph_new ("shared");
  VanityValueId x = test_graph_add_input (graph, &VANITY_SHAPE (3));
  VanityValueId w = add_parameter (graph, "w", &VANITY_SHAPE (3));
  VanityValueId loss
      = add_binary (graph, "Add", add_binary (graph, "Mul", w, x), add_binary (graph, "Mul", w, w));
  g_autoptr (VanityLearner) learner = make_learner (graph, &loss, 1);
  const VanityParameter *parameter = vanity_learner_get_parameter (learner, 0);

  g_assert_cmpint (vanity_learner_get_n_parameters (learner), ==, 1);
  g_assert_cmpstr (parameter->name, ==, "w");
  fill (learner, 0, 3, 1);
  vanity_learner_forward (learner, TRUE);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (
        vanity_learner_get_loss (learner, 0)[i],
        parameter->values[i] * (i + 1) + parameter->values[i] * parameter->values[i], 1e-6);
  vanity_learner_backward (learner, FALSE);
  for (int i = 0; i < 3; i++)
    g_assert_cmpfloat_with_epsilon (parameter->gradient[i], i + 1 + 2 * parameter->values[i], 1e-6);
}

/* One sub-network twice in a step: a layer's weights learn from both. */
static void
test_twice (void)
{
  VanityGraph *graph = vanity_graph_new ("twice");
  VanityValueId a = test_graph_add_input (graph, &VANITY_SHAPE (2, 5));
  VanityValueId b = test_graph_add_input (graph, &VANITY_SHAPE (2, 5));
  VanityValueId w = add_parameter (graph, "w", &VANITY_SHAPE (5, 4));
  VanityValueId losses[2];
  g_autoptr (VanityLearner) learner = NULL;
  const VanityParameter *parameter;
  float first[20], both[20];

  losses[0] = add_binary (graph, "MatMul", a, w);
  losses[1] = add_binary (graph, "MatMul", b, w);
  learner = make_learner (graph, losses, 2);
  parameter = vanity_learner_get_parameter (learner, 0);
  fill (learner, 0, 10, 1);
  fill (learner, 1, 10, 0.25f);
  vanity_learner_forward (learner, TRUE);
  vanity_learner_set_loss_weight (learner, 1, 0.0f);
  vanity_learner_backward (learner, FALSE);
  memcpy (first, parameter->gradient, sizeof first);
  for (int i = 0; i < 5; i++)
    g_assert_cmpfloat_with_epsilon (first[i * 4], (1 + i) + (6 + i), 1e-5);

  fill (learner, 0, 10, 1);
  fill (learner, 1, 10, 0.25f);
  vanity_learner_forward (learner, TRUE);
  vanity_learner_set_loss_weight (learner, 1, 3.0f);
  vanity_learner_backward (learner, FALSE);
  memcpy (both, parameter->gradient, sizeof both);
  for (int i = 0; i < 5; i++)
    g_assert_cmpfloat_with_epsilon (both[i * 4], first[i * 4] + 3 * ((0.25 + i) + (5.25 + i)),
                                    1e-4);
}

/* loss = w · v + stopped (w · w): the second says nothing. v is no parameter. */
static void
test_stopped (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("stopped");
  VanityValueId w = add_parameter (graph, "w", &VANITY_SHAPE (2));
  VanityValueId v = vanity_graph_add_constant (graph, "v", VANITY_FLOAT32, &VANITY_SHAPE (2),
                                               (float[]){ 3, 4 }, &error);
  VanityValueId square = add_binary (graph, "Mul", w, w);
  VanityValueId second = test_graph_add (graph, "Identity", "stop", &square, 1, "");
  VanityValueId loss, product;
  g_autoptr (VanityLearner) learner = NULL;

  vanity_graph_stop_gradient (graph, second);
  product = add_binary (graph, "Mul", w, v);
  loss = add_binary (graph, "Add", product, second);
  learner = make_learner (graph, &loss, 1);
  g_assert_cmpint (vanity_learner_get_n_parameters (learner), ==, 1);
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  g_assert_cmpfloat (vanity_learner_get_parameter (learner, 0)->gradient[0], ==, 3);
  g_assert_cmpfloat (vanity_learner_get_parameter (learner, 0)->gradient[1], ==, 4);
}

/* A generator's weight g learns from a discriminator's d, which does not learn from that, but from
 * what the generator made, which does not learn from this. Both are convolutions: they pack. */
static void
test_adversaries (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("adversaries");
  VanityValueId x = test_graph_add_input (graph, &VANITY_SHAPE (1, 1, 1, 1)), ids[2], made;
  VanityValueId g = add_parameter (graph, "g", &VANITY_SHAPE (1, 1, 1, 1));
  VanityValueId d = add_parameter (graph, "d", &VANITY_SHAPE (1, 1, 1, 1));
  VanityValueId frozen = vanity_graph_add_frozen (graph, d, &error), losses[2];
  g_autoptr (VanityLearner) learner = NULL;

  g_assert_no_error (error);
  ids[0] = x;
  ids[1] = g;
  made = ids[0] = test_graph_add (graph, "Conv", "generate", ids, 2, "");
  ids[1] = frozen;
  losses[0] = test_graph_add (graph, "Conv", "judge", ids, 2, "");
  ids[0] = test_graph_add (graph, "Identity", "stop", &made, 1, "");
  vanity_graph_stop_gradient (graph, ids[0]);
  ids[1] = d;
  losses[1] = test_graph_add (graph, "Conv", "learn", ids, 2, "");
  learner = make_learner (graph, losses, 2);
  vanity_learner_set_loss_weight (learner, 1, -2.0f);
  g_assert_cmpint (vanity_learner_get_n_parameters (learner), ==, 2);
  for (int i = 1; i < 4; i++)
    {
      const VanityParameter *of_g = vanity_learner_get_parameter (learner, 0);
      const VanityParameter *of_d = vanity_learner_get_parameter (learner, 1);

      of_g->values[0] = i;
      of_d->values[0] = 10 * i;
      vanity_learner_get_input (learner, 0)[0] = 5;
      vanity_learner_forward (learner, TRUE);
      g_assert_cmpfloat (vanity_learner_get_loss (learner, 0)[0], ==, 50 * i * i);
      vanity_learner_backward (learner, FALSE);
      g_assert_cmpfloat (of_g->gradient[0], ==, 5 * 10 * i);
      g_assert_cmpfloat (of_d->gradient[0], ==, -2 * 5 * i);
    }
}

/* A small U-Net: skips, normalisation, a layer up and one down. */
static VanityLearner *
make_net (int batch, gboolean frozen)
{
  VanityGraph *graph = vanity_graph_new ("net");
  VanityValueId x = test_graph_add_input (graph, &VANITY_SHAPE (batch, 16, 16, 3));
  VanityValueId ids[4], down, up, loss;

  ids[0] = x;
  ids[1] = add_parameter (graph, "down.weights", &VANITY_SHAPE (8, 3, 3, 3));
  ids[2] = add_parameter (graph, "down.bias", &VANITY_SHAPE (8));
  if (frozen)
    vanity_graph_set_trainable (graph, ids[1], FALSE);
  down = test_graph_add (graph, "Conv", "down", ids, 3, "strides=[2,2] pads=[1,1,1,1]");
  ids[0] = down;
  ids[1] = add_parameter (graph, "scale", &VANITY_SHAPE (8));
  ids[2] = add_parameter (graph, "bias", &VANITY_SHAPE (8));
  ids[0] = test_graph_add (graph, "InstanceNormalization", "norm", ids, 3, "");
  ids[0] = test_graph_add (graph, "Relu", "relu", ids, 1, "");
  ids[0] = add_binary (graph, "Add", ids[0], down);
  ids[0] = test_graph_add (graph, "Dropout", "drop", ids, 1, "ratio=0.25");
  up = test_graph_add (graph, "Resize", "up", ids, 1,
                       batch == 1 ? "sizes=[1,16,16,8]" : "sizes=[2,16,16,8]");
  ids[0] = test_graph_add (graph, "Concat", "skip", (VanityValueId[]){ up, x }, 2, "axis=-1");
  ids[1] = add_parameter (graph, "out.weights", &VANITY_SHAPE (3, 3, 3, 11));
  ids[0] = test_graph_add (graph, "Conv", "out", ids, 2, "pads=[1,1,1,1]");
  ids[0] = add_binary (graph, "Sub", ids[0], x);
  ids[0] = add_binary (graph, "Mul", ids[0], ids[0]);
  loss = test_graph_add (graph, "ReduceMean", "loss", ids, 1, "");
  return make_learner (graph, &loss, 1);
}

static double
step (VanityLearner *learner, int batch, float rate)
{
  float *in = vanity_learner_get_input (learner, 0);
  double loss;

  for (int i = 0; i < batch * 16 * 16 * 3; i++)
    in[i] = sinf (i * 0.1f);
  vanity_learner_forward (learner, TRUE);
  loss = vanity_learner_get_loss (learner, 0)[0];
  vanity_learner_backward (learner, FALSE);
  for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
    {
      const VanityParameter *parameter = vanity_learner_get_parameter (learner, i);

      for (gint64 k = 0; k < parameter->count; k++)
        parameter->values[k] -= rate * parameter->gradient[k];
    }
  return loss;
}

static void
test_learns (void)
{
  g_autoptr (VanityLearner) learner = make_net (2, FALSE);
  g_autoptr (VanityLearner) again = NULL;
  double first = step (learner, 2, 0.02f), last = 0;

  for (int i = 0; i < 150; i++)
    last = step (learner, 2, 0.02f);
  g_test_message ("loss %g, then %g", first, last);
  g_assert_cmpfloat (last, <, first / 10);

  /* The same again is the same to the bit. */
  test_reseed (1);
  again = make_net (2, FALSE);
  for (int i = 0; i < 151; i++)
    last = step (again, 2, 0.02f);
  for (int i = 0; i < vanity_learner_get_n_parameters (learner); i++)
    {
      const VanityParameter *one = vanity_learner_get_parameter (learner, i);
      const VanityParameter *other = vanity_learner_get_parameter (again, i);

      g_assert_cmpmem (one->values, one->count * sizeof (float), other->values,
                       other->count * sizeof (float));
    }
}

static void
test_frozen (void)
{
  g_autoptr (VanityLearner) all = make_net (1, FALSE);
  g_autoptr (VanityLearner) frozen = make_net (1, TRUE);

  g_assert_cmpint (vanity_learner_get_n_parameters (all), ==, 5);
  g_assert_cmpint (vanity_learner_get_n_parameters (frozen), ==, 4);
  g_assert_cmpstr (vanity_learner_get_parameter (frozen, 0)->name, ==, "down.bias");
  step (frozen, 1, 0.1f);
}

/* Without training nothing is dropped: the same values each time. */
static void
test_dropout (void)
{
  VanityGraph *graph = vanity_graph_new ("dropout");
  VanityValueId w = add_parameter (graph, "w", &VANITY_SHAPE (20000));
  VanityValueId loss = test_graph_add (graph, "Dropout", "drop", &w, 1, "ratio=0.3");
  g_autoptr (VanityLearner) learner = make_learner (graph, &loss, 1);
  const VanityParameter *parameter = vanity_learner_get_parameter (learner, 0);
  g_autofree float *before = NULL;
  int kept = 0, same = 0;

  vanity_learner_forward (learner, FALSE);
  g_assert_cmpmem (vanity_learner_get_loss (learner, 0), 80000, parameter->values, 80000);
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  before = g_memdup2 (parameter->gradient, 80000);
  for (int i = 0; i < 20000; i++)
    {
      g_assert_cmpfloat_with_epsilon (vanity_learner_get_loss (learner, 0)[i],
                                      before[i] * parameter->values[i], 1e-6);
      kept += before[i] != 0;
    }
  g_assert_cmpint (ABS (kept - 14000), <, 400);
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);
  for (int i = 0; i < 20000; i++)
    same += (parameter->gradient[i] != 0) == (before[i] != 0);
  g_assert_cmpint (ABS (same - 20000 * (0.49 + 0.09)), <, 500);
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new ("refused");
  VanityValueId w = add_parameter (graph, "w", &VANITY_SHAPE (1, 4, 2));
  VanityValueId loss
      = test_graph_add (graph, "Landmarks2TransformMatrix", "crop", &w, 1,
                        "subset_idxs=[0,1,2,3] left_rotation_idx=0 right_rotation_idx=1 "
                        "output_height=8 output_width=8");

  g_assert_null (vanity_learner_new (graph, &loss, 1, NULL, &error));
  test_assert_error (
      &error, VANITY_ERROR_UNSUPPORTED,
      "Node “crop” (Landmarks2TransformMatrix): there is no backward for this operator");

  graph = vanity_graph_new ("steps");
  w = add_parameter (graph, "w", &VANITY_SHAPE (4));
  loss = test_graph_add (graph, "Floor", "floor", &w, 1, "");
  g_assert_null (vanity_learner_new (graph, &loss, 1, NULL, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE, "nothing trainable");

  graph = vanity_graph_new ("nothing");
  w = test_graph_add_input (graph, &VANITY_SHAPE (4));
  loss = test_graph_add (graph, "Relu", "relu", &w, 1, "");
  g_assert_null (vanity_learner_new (graph, &loss, 1, NULL, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE, "nothing trainable");

  graph = vanity_graph_new ("loss");
  loss = add_parameter (graph, "w", &VANITY_SHAPE (4));
  g_assert_null (vanity_learner_new (graph, &loss, 1, NULL, &error));
  test_assert_error (&error, VANITY_ERROR_VALUE, "Loss 0 is value 0");
}

/* Activations live until their way back, and no longer: a chain of layers needs one value each, and
 * two gradients. */
static void
test_memory (void)
{
  VanityGraph *graph = vanity_graph_new ("chain");
  VanityValueId at = test_graph_add_input (graph, &VANITY_SHAPE (1, 64, 64, 16));
  gsize value = 64 * 64 * 16 * sizeof (float);
  g_autoptr (VanityLearner) learner = NULL;

  for (int i = 0; i < 10; i++)
    {
      VanityValueId ids[] = { at, add_parameter (graph, "w", &VANITY_SHAPE (16, 1, 1, 16)) };

      at = test_graph_add (graph, "Conv", "conv", ids, 2, "");
      at = test_graph_add (graph, "Relu", "relu", &at, 1, "");
    }
  at = test_graph_add (graph, "ReduceMean", "loss", &at, 1, "");
  learner = make_learner (graph, &at, 1);
  g_test_message ("%g values", (double)vanity_learner_get_arena_bytes (learner) / value);
  g_assert_cmpfloat ((double)vanity_learner_get_arena_bytes (learner) / value, <, 11 + 2 + 1);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/learner/shared", test_shared);
  test_add ("/train/learner/twice", test_twice);
  test_add ("/train/learner/stopped", test_stopped);
  test_add ("/train/learner/adversaries", test_adversaries);
  test_add ("/train/learner/learns", test_learns);
  test_add ("/train/learner/frozen", test_frozen);
  test_add ("/train/learner/dropout", test_dropout);
  test_add ("/train/learner/refused", test_refused);
  test_add ("/train/learner/memory", test_memory);
  return g_test_run ();
}
