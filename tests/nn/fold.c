/* What goes into the weights of the product beside it, and what must not. */
#include "fusion-fixture.h"

enum
{
  CONV,
  GROUPS,
  DEPTHWISE,
  STRIDED,
  TRANSPOSE,
  GEMM,
  GEMM_TRANSPOSED,
  MAT_MUL,
  N_PRODUCERS,
};

#define CHANNELS 18

static VanityValueId
add_producer (VanityGraph *graph, int producer, gboolean has_bias)
{
  static const struct
  {
    const char *op;
    const char *attributes;
    VanityShape weights;
  } producers[N_PRODUCERS] = {
    [CONV] = { "Conv", "pads=[1,1,1,1]", { 4, { CHANNELS, 3, 3, 6 } } },
    [GROUPS] = { "Conv", "group=2", { 4, { CHANNELS, 1, 3, 3 } } },
    [DEPTHWISE] = { "Conv", "pads=[1,1,1,1] group=6", { 4, { CHANNELS, 3, 3, 1 } } },
    [STRIDED] = { "Conv", "strides=[2,2]", { 4, { CHANNELS, 1, 1, 6 } } },
    [TRANSPOSE] = { "ConvTranspose", "strides=[2,3] group=2", { 4, { CHANNELS, 3, 4, 3 } } },
    [GEMM] = { "Gemm", "alpha=0.5 beta=2.0", { 2, { 6, CHANNELS } } },
    [GEMM_TRANSPOSED] = { "Gemm", "transB=1", { 2, { CHANNELS, 6 } } },
    [MAT_MUL] = { "MatMul", "", { 2, { 6, CHANNELS } } },
  };
  VanityValueId inputs[3];

  inputs[0] = test_graph_add_input (graph, producer == GEMM || producer == GEMM_TRANSPOSED
                                               ? &VANITY_SHAPE (35, 6)
                                               : &VANITY_SHAPE (2, 7, 5, 6));
  inputs[1] = test_graph_add_weights (graph, &producers[producer].weights);
  /* One number stands for all only in a Gemm. */
  inputs[2] = test_graph_add_weights (graph, &VANITY_SHAPE (producer == GEMM ? 1 : CHANNELS));
  return test_graph_add (graph, producers[producer].op, "producer", inputs,
                         has_bias && producer != MAT_MUL ? 3 : 2, producers[producer].attributes);
}

static VanityValueId
add_batch_normalization (VanityGraph *graph, VanityValueId value, gint64 channels)
{
  const VanityShape list = VANITY_SHAPE (channels);
  VanityValueId inputs[] = { value, test_graph_add_constant (graph, &list, -2, 2),
                             test_graph_add_constant (graph, &list, -1, 1),
                             test_graph_add_constant (graph, &list, -1, 1),
                             test_graph_add_constant (graph, &list, 0.1, 3) };

  return test_graph_add (graph, "BatchNormalization", "batch", inputs, 5, "epsilon=0.001");
}

/* `value` ∘ constant, or the other way round. */
static VanityValueId
add_binary (VanityGraph *graph, const char *op, VanityValueId value, VanityValueId constant,
            gboolean constant_first)
{
  VanityValueId inputs[] = { constant_first ? constant : value, constant_first ? value : constant };

  return test_graph_add (graph, op, "binary", inputs, 2, "");
}

/* What follows the producer: one node or several. */
enum
{
  BATCH,
  BATCH_RELU,
  MUL_ADD,
  DIV_SUB,
  SUB_FROM,
  SCALAR,
  N_FOLLOWERS,
};

static VanityValueId
add_follower (VanityGraph *graph, int follower, VanityValueId value)
{
  const VanityShape list = VANITY_SHAPE (CHANNELS), wide = VANITY_SHAPE (1, CHANNELS);

  switch (follower)
    {
    case BATCH:
      return add_batch_normalization (graph, value, CHANNELS);
    case BATCH_RELU:
      value = add_batch_normalization (graph, value, CHANNELS);
      return test_graph_add (graph, "Relu", "relu", &value, 1, "");
    case MUL_ADD:
      value
          = add_binary (graph, "Mul", value, test_graph_add_constant (graph, &wide, -2, 2), FALSE);
      return add_binary (graph, "Add", value, test_graph_add_constant (graph, &list, -2, 2), TRUE);
    case DIV_SUB:
      value
          = add_binary (graph, "Div", value, test_graph_add_constant (graph, &list, 0.5, 2), FALSE);
      return add_binary (graph, "Sub", value, test_graph_add_constant (graph, &wide, -2, 2), FALSE);
    case SUB_FROM:
      return add_binary (graph, "Sub", value, test_graph_add_constant (graph, &list, -2, 2), TRUE);
    default:
      return add_binary (graph, "Mul", value,
                         test_graph_add_constant (graph, &VANITY_SHAPE (1), -2, 2), TRUE);
    }
}

/* producer · 100 + follower · 10 + whether it has a bias of its own */
static VanityGraph *
build_followed (int variant)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId value = add_producer (graph, variant / 100, variant % 10);

  vanity_graph_add_output (graph, add_follower (graph, variant / 10 % 10, value));
  return graph;
}

static void
test_followed (void)
{
  for (int producer = 0; producer < N_PRODUCERS; producer++)
    for (int follower = 0; follower < N_FOLLOWERS; follower++)
      for (int bias = 0; bias < 2; bias++)
        test_check_fusion (build_followed, producer * 100 + follower * 10 + bias, 1);
}

/* Whether there is padding · 10 + what is ahead of the convolution: 0 a BatchNormalization, 1 a
 * factor alone, 2 a mean and a deviation for all. */
static VanityGraph *
build_preceded (int variant)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId value = test_graph_add_input (graph, &VANITY_SHAPE (2, 7, 5, 6));
  VanityValueId inputs[3];

  switch (variant % 10)
    {
    case 0:
      value = add_batch_normalization (graph, value, 6);
      break;
    case 1:
      value = add_binary (graph, "Mul", value,
                          test_graph_add_constant (graph, &VANITY_SHAPE (6), -2, 2), 0);
      break;
    default:
      value = add_binary (graph, "Sub", value,
                          test_graph_add_constant (graph, &VANITY_SHAPE (1), -2, 2), 0);
      value = add_binary (graph, "Div", value,
                          test_graph_add_constant (graph, &VANITY_SHAPE (6), 1, 2), 0);
      break;
    }
  inputs[0] = value;
  inputs[1] = test_graph_add_weights (graph, &VANITY_SHAPE (8, 3, 3, 3));
  inputs[2] = test_graph_add_weights (graph, &VANITY_SHAPE (8));
  vanity_graph_add_output (graph,
                           test_graph_add (graph, "Conv", "conv", inputs, 2 + variant % 2,
                                           variant < 10 ? "group=2" : "group=2 pads=[0,0,0,1]"));
  return graph;
}

static void
test_preceded (void)
{
  static const int n_steps[] = { 1, 1, 1, 2, 1, 2 };

  for (int i = 0; i < 6; i++)
    test_check_fusion (build_preceded, i / 3 * 10 + i % 3, n_steps[i]);
}

enum
{
  READ_TWICE,   /* the product is read by another, too */
  OUTPUT,       /* … is an output of the graph */
  COMPUTED,     /* the statistics are not there beforehand */
  OTHER_AXIS,   /* the constants are for rows, not for channels */
  LARGER,       /* the result is larger than the product */
  DIVIDED,      /* a constant ÷ the product */
  ZERO,         /* the product ÷ 0 */
  ACTIVATED,    /* an activation comes between */
  READ_BEFORE,  /* what the convolution reads is read by another, too */
  MAT_MUL_MANY, /* a list of constant matrices */
  N_KEPT,
};

static VanityGraph *
build_kept (int variant)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId value, constant, inputs[5];

  if (variant == MAT_MUL_MANY)
    {
      inputs[0] = test_graph_add_input (graph, &VANITY_SHAPE (2, 7, 6));
      inputs[1] = test_graph_add_weights (graph, &VANITY_SHAPE (2, 6, CHANNELS));
      value = test_graph_add (graph, "MatMul", "producer", inputs, 2, "");
    }
  else
    {
      value = add_producer (graph, variant == READ_BEFORE ? STRIDED : CONV, TRUE);
    }
  switch (variant)
    {
    case READ_TWICE:
      vanity_graph_add_output (graph, test_graph_add (graph, "Sigmoid", "s", &value, 1, ""));
      value = add_batch_normalization (graph, value, CHANNELS);
      break;
    case OUTPUT:
      vanity_graph_add_output (graph, value);
      value = add_batch_normalization (graph, value, CHANNELS);
      break;
    case COMPUTED:
      inputs[0] = value;
      inputs[1] = test_graph_add_input (graph, &VANITY_SHAPE (CHANNELS));
      for (int i = 2; i < 5; i++)
        inputs[i] = test_graph_add_constant (graph, &VANITY_SHAPE (CHANNELS), 0.5, 2);
      value = test_graph_add (graph, "BatchNormalization", "b", inputs, 5, "");
      break;
    case OTHER_AXIS:
      constant = test_graph_add_constant (graph, &VANITY_SHAPE (5, 1), -1, 1);
      value = add_binary (graph, "Mul", value, constant, FALSE);
      break;
    case LARGER:
      constant = test_graph_add_constant (graph, &VANITY_SHAPE (3, 1, 1, 1, 1), -1, 1);
      value = add_binary (graph, "Mul", value, constant, FALSE);
      break;
    case DIVIDED:
      constant = test_graph_add_constant (graph, &VANITY_SHAPE (CHANNELS), 1, 2);
      value = add_binary (graph, "Div", value, constant, TRUE);
      break;
    case ZERO:
      constant = test_graph_add_constant (graph, &VANITY_SHAPE (1), 0, 0);
      value = add_binary (graph, "Div", value, constant, FALSE);
      value = test_graph_add (graph, "Clip", "c", &value, 1, "min=-1.0 max=1.0");
      break;
    case ACTIVATED:
      value = test_graph_add (graph, "Relu", "r", &value, 1, "");
      value = add_batch_normalization (graph, value, CHANNELS);
      break;
    case READ_BEFORE:
      value = test_graph_add (graph, "Relu", "r", &value, 1, "");
      value = add_batch_normalization (graph, value, CHANNELS);
      vanity_graph_add_output (graph, value);
      inputs[0] = value;
      inputs[1] = test_graph_add_weights (graph, &VANITY_SHAPE (4, 1, 1, CHANNELS));
      value = test_graph_add (graph, "Conv", "c", inputs, 2, "");
      break;
    default:
      value = add_binary (graph, "Mul", value,
                          test_graph_add_constant (graph, &VANITY_SHAPE (1), 1, 2), 0);
      break;
    }
  vanity_graph_add_output (graph, value);
  return graph;
}

static void
test_kept (void)
{
  static const int n_steps[N_KEPT] = {
    [READ_TWICE] = 3, [OUTPUT] = 2, [COMPUTED] = 2,  [OTHER_AXIS] = 2,  [LARGER] = 2,
    [DIVIDED] = 2,    [ZERO] = 3,   [ACTIVATED] = 2, [READ_BEFORE] = 3, [MAT_MUL_MANY] = 2,
  };

  for (int variant = 0; variant < N_KEPT; variant++)
    test_check_fusion (build_kept, variant, n_steps[variant]);
}

/* Weights that two convolutions share stay as they are for the other one. */
static VanityGraph *
build_shared (int variant)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId inputs[] = { test_graph_add_input (graph, &VANITY_SHAPE (1, 7, 5, 6)),
                             test_graph_add_weights (graph, &VANITY_SHAPE (CHANNELS, 3, 3, 6)),
                             test_graph_add_weights (graph, &VANITY_SHAPE (CHANNELS)) };

  for (int i = 0; i < 3; i++)
    {
      VanityValueId value = test_graph_add (graph, "Conv", "conv", inputs, 3, "pads=[1,1,1,1]");

      if (i != variant)
        value = add_batch_normalization (graph, value, CHANNELS);
      vanity_graph_add_output (graph, value);
    }
  return graph;
}

static void
test_shared (void)
{
  for (int variant = 0; variant < 3; variant++)
    test_check_fusion (build_shared, variant, 3);
}

/* Nothing of what was folded is held beside the packed weights. */
static void
test_freed (void)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId inputs[] = { test_graph_add_input (graph, &VANITY_SHAPE (1, 7, 5, 64)),
                             test_graph_add_weights (graph, &VANITY_SHAPE (64, 3, 3, 64)) };
  VanityValueId value = test_graph_add (graph, "Conv", "conv", inputs, 2, "");
  int first = value + 1;
  g_autoptr (VanityExecutor) executor = NULL;

  vanity_graph_add_output (graph, add_batch_normalization (graph, value, 64));
  executor = vanity_executor_new (graph, test_get_pool (1), &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_executor_get_n_steps (executor), ==, 1);
  g_assert_null (vanity_graph_get_constant (graph, inputs[1]));
  for (int i = first; i < first + 4; i++)
    g_assert_null (vanity_graph_get_constant (graph, i));
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/fold/followed", test_followed);
  test_add ("/nn/fold/preceded", test_preceded);
  test_add ("/nn/fold/kept", test_kept);
  test_add ("/nn/fold/shared", test_shared);
  test_add ("/nn/fold/freed", test_freed);
  return g_test_run ();
}
