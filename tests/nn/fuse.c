/* What fusion makes of a graph: fewer steps and the same results. */
#include "fusion-fixture.h"

enum
{
  POINTWISE,
  CONV,
  GROUPS,
  DEPTHWISE,
  TRANSPOSE,
  GEMM,
  MAT_MUL,
  BATCH,
  INSTANCE,
  GROUP,
  N_PRODUCERS,
};

static VanityValueId
add_normalization (VanityGraph *graph, int producer, int channels)
{
  static const char *const ops[]
      = { "BatchNormalization", "InstanceNormalization", "GroupNormalization" };
  VanityValueId inputs[5];

  inputs[0] = test_graph_add_input (graph, &VANITY_SHAPE (2, 9, 7, channels));
  for (int i = 1; i < 4; i++)
    inputs[i] = test_graph_add_weights (graph, &VANITY_SHAPE (channels));
  inputs[4] = test_graph_add_constant (graph, &VANITY_SHAPE (channels), 0.1, 2);
  return test_graph_add (graph, ops[producer - BATCH], "producer", inputs,
                         producer == BATCH ? 5 : 3,
                         producer == GROUP ? "epsilon=0.1 num_groups=2" : "epsilon=0.1");
}

/* The output has 2·9·7·`channels` elements, or 126·`channels`. */
static VanityValueId
add_producer (VanityGraph *graph, int producer, int channels)
{
  if (producer >= BATCH)
    return add_normalization (graph, producer, channels);

  const VanityShape image = VANITY_SHAPE (2, 9, 7, channels);
  VanityValueId in = test_graph_add_input (
      graph, producer < TRANSPOSE ? &image
                                  : (producer == TRANSPOSE ? &VANITY_SHAPE (2, 3, 7, channels)
                                                           : &VANITY_SHAPE (126, channels)));
  VanityValueId inputs[3] = { in };
  static const struct
  {
    const char *op;
    const char *attributes;
    int kernel[2];
    int groups; /* 0: one for each channel */
  } producers[] = {
    [POINTWISE] = { "Conv", "", { 1, 1 }, 1 },
    [CONV] = { "Conv", "pads=[1,1,1,1]", { 3, 3 }, 1 },
    [GROUPS] = { "Conv", "pads=[0,1,0,1] group=2", { 1, 3 }, 2 },
    [DEPTHWISE] = { "Conv", "pads=[1,1,1,1] group=%d", { 3, 3 }, 0 },
    [TRANSPOSE] = { "ConvTranspose", "strides=[3,1] pads=[0,1,0,1]", { 3, 3 }, 1 },
    [GEMM] = { "Gemm", "alpha=0.5", { 0 }, 1 },
    [MAT_MUL] = { "MatMul", "", { 0 }, 1 },
  };
  g_autofree char *attributes = producer == DEPTHWISE
                                    ? g_strdup_printf ("pads=[1,1,1,1] group=%d", channels)
                                    : g_strdup (producers[producer].attributes);
  int groups = producers[producer].groups == 0 ? channels : producers[producer].groups;

  inputs[1] = test_graph_add_weights (
      graph, producer < GEMM ? &VANITY_SHAPE (channels, producers[producer].kernel[0],
                                              producers[producer].kernel[1], channels / groups)
                             : &VANITY_SHAPE (channels, channels));
  inputs[2] = test_graph_add_weights (graph, &VANITY_SHAPE (channels));
  return test_graph_add (graph, producers[producer].op, "producer", inputs,
                         producer == MAT_MUL ? 2 : 3, attributes);
}

enum
{
  NOTHING,
  RELU,
  CLIP,
  LEAKY_RELU,
  PRELU_EACH,
  PRELU_ONE,
  HARD_SWISH,
  N_ACTIVATIONS,
};

static VanityValueId
add_activation (VanityGraph *graph, int activation, VanityValueId value, int channels)
{
  VanityValueId inputs[2] = { value };

  switch (activation)
    {
    case NOTHING:
      return value;
    case RELU:
      return test_graph_add (graph, "Relu", "activation", inputs, 1, "");
    case CLIP:
      return test_graph_add (graph, "Clip", "activation", inputs, 1, "min=-0.25 max=0.5");
    case LEAKY_RELU:
      return test_graph_add (graph, "LeakyRelu", "activation", inputs, 1, "alpha=0.3");
    case PRELU_EACH:
    case PRELU_ONE:
      inputs[1]
          = test_graph_add_weights (graph, &VANITY_SHAPE (activation == PRELU_EACH ? channels : 1));
      return test_graph_add (graph, "PRelu", "activation", inputs, 2, "");
    default:
      return test_graph_add (graph, "HardSwish", "activation", inputs, 1, "");
    }
}

/* What is added: an input, a constant, or an input with zero channels behind its own. */
static VanityValueId
add_term (VanityGraph *graph, const VanityShape *shape, int residual)
{
  g_autofree char *pads = NULL;
  VanityShape narrow = *shape;
  VanityValueId value;

  if (residual == 3)
    return test_graph_add_weights (graph, shape);
  if (residual < 4)
    return test_graph_add_input (graph, shape);
  narrow.dim[3] = (shape->dim[3] + 1) / 2;
  pads = g_strdup_printf ("pads=[0,0,0,0,0,0,0,%d]", (int)(shape->dim[3] - narrow.dim[3]));
  value = test_graph_add_input (graph, &narrow);
  return test_graph_add (graph, "Pad", "pad", &value, 1, pads);
}

static const int even_channels[] = { 2, 8, 16, 18, 34, 64 };

/* producer · 1000 + activation · 100 + residual · 10 + index of channels; residual 1: from the
 * left, 2: from the right, 3: a constant, 4 and 5: as 1 and 2, padded to fit. */
static VanityGraph *
build_producer (int variant)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  int channels = even_channels[variant % 10], residual = variant / 10 % 10;
  VanityValueId value = add_producer (graph, variant / 1000, channels);

  if (residual > 0)
    {
      const VanityShape shape = *vanity_graph_get_shape (graph, value);
      VanityValueId other = add_term (graph, &shape, residual);
      VanityValueId inputs[]
          = { residual % 3 == 1 ? other : value, residual % 3 == 1 ? value : other };

      value = test_graph_add (graph, "Add", "add", inputs, 2, "");
    }
  vanity_graph_add_output (graph, add_activation (graph, variant / 100 % 10, value, channels));
  return graph;
}

static void
test_producers (void)
{
  for (int producer = 0; producer < N_PRODUCERS; producer++)
    for (int activation = 0; activation < N_ACTIVATIONS; activation++)
      for (int residual = 0; residual <= (producer < GEMM ? 5 : 3); residual++)
        test_check_fusion (build_producer,
                           producer * 1000 + activation * 100 + residual * 10
                               + (producer + activation + residual)
                                     % (int)G_N_ELEMENTS (even_channels),
                           1);
}

/* The sum of a product and of what it was made from must not be written over that. */
static VanityGraph *
build_own_input (int producer)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId value = add_producer (graph, producer, 18);
  VanityValueId inputs[] = { vanity_graph_get_input (graph, 0), value };

  vanity_graph_add_output (graph, test_graph_add (graph, "Add", "add", inputs, 2, ""));
  return graph;
}

static void
test_own_input (void)
{
  for (int producer = 0; producer < N_PRODUCERS; producer++)
    if (producer != TRANSPOSE)
      test_check_fusion (build_own_input, producer, 1);
}

/* What must stay a step of its own. */
enum
{
  READ_TWICE,      /* the producer's output is read by someone else, too */
  OUTPUT,          /* … is an output of the graph */
  OUTPUT_VIEW,     /* … is one under another shape */
  BROADCAST,       /* the sum is larger than the product */
  SMALLER,         /* the other term is one number for each channel */
  DOUBLED,         /* both terms are the product */
  SLOPE_COMPUTED,  /* the slope is not there beforehand */
  RESHAPED_SLOPES, /* the slopes are for the channels of another shape */
  TWO_ACTIVATIONS, /* only the first one fits */
  SUM_AFTER,       /* the sum comes after the activation */
  PADDED_BEFORE,   /* the term added has its own channels behind zeros */
  PADDED_ONES,     /* … has ones behind its own */
  PADDED_ROWS,     /* … has rows of zeros */
  PADDED_WRAPPED,
  PADDED_READ,  /* … is read by another, too */
  TWO_PRODUCTS, /* one takes the other as its residual; only one can */
  N_KEPT,
};

static VanityGraph *
build_kept (int variant)
{
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId value = add_producer (graph, CONV, 16), other;
  VanityValueId inputs[2] = { value };

  switch (variant)
    {
    case READ_TWICE:
      vanity_graph_add_output (graph, test_graph_add (graph, "Sigmoid", "s", &value, 1, ""));
      vanity_graph_add_output (graph, test_graph_add (graph, "Relu", "r", &value, 1, ""));
      break;
    case OUTPUT:
      vanity_graph_add_output (graph, test_graph_add (graph, "Relu", "r", &value, 1, ""));
      vanity_graph_add_output (graph, value);
      break;
    case OUTPUT_VIEW:
      vanity_graph_add_output (graph, test_graph_add (graph, "Flatten", "f", &value, 1, ""));
      vanity_graph_add_output (graph, test_graph_add (graph, "Relu", "r", &value, 1, ""));
      break;
    case BROADCAST:
      inputs[1] = test_graph_add_input (graph, &VANITY_SHAPE (3, 1, 1, 1, 1));
      vanity_graph_add_output (graph, test_graph_add (graph, "Add", "a", inputs, 2, ""));
      break;
    case SMALLER:
      inputs[1] = test_graph_add_input (graph, &VANITY_SHAPE (16));
      vanity_graph_add_output (graph, test_graph_add (graph, "Add", "a", inputs, 2, ""));
      break;
    case DOUBLED:
      inputs[1] = value;
      vanity_graph_add_output (graph, test_graph_add (graph, "Add", "a", inputs, 2, ""));
      break;
    case SLOPE_COMPUTED:
      inputs[1] = test_graph_add_input (graph, &VANITY_SHAPE (16));
      vanity_graph_add_output (graph, test_graph_add (graph, "PRelu", "p", inputs, 2, ""));
      break;
    case RESHAPED_SLOPES:
      inputs[0] = test_graph_add (graph, "Reshape", "r", &value, 1, "shape=[2,16,63]");
      inputs[1] = test_graph_add_weights (graph, &VANITY_SHAPE (63));
      vanity_graph_add_output (graph, test_graph_add (graph, "PRelu", "p", inputs, 2, ""));
      break;
    case TWO_ACTIVATIONS:
      value = test_graph_add (graph, "LeakyRelu", "l", &value, 1, "alpha=0.5");
      vanity_graph_add_output (graph, test_graph_add (graph, "Clip", "c", &value, 1, "min=-0.25"));
      break;
    case SUM_AFTER:
      inputs[0] = test_graph_add (graph, "Relu", "r", &value, 1, "");
      inputs[1] = test_graph_add_input (graph, &VANITY_SHAPE (2, 9, 7, 16));
      vanity_graph_add_output (graph, test_graph_add (graph, "Add", "a", inputs, 2, ""));
      break;
    case PADDED_BEFORE:
    case PADDED_ONES:
    case PADDED_ROWS:
    case PADDED_WRAPPED:
    case PADDED_READ:
      {
        static const char *const pads[]
            = { "pads=[0,0,0,4,0,0,0,4]", "pads=[0,0,0,0,0,0,0,8] value=1.0",
                "pads=[0,0,0,0,0,1,0,8]", "mode=wrap pads=[0,0,0,0,0,0,0,8]",
                "pads=[0,0,0,0,0,0,0,8]" };

        other
            = test_graph_add_input (graph, &VANITY_SHAPE (2, variant == PADDED_ROWS ? 8 : 9, 7, 8));
        inputs[1] = test_graph_add (graph, "Pad", "p", &other, 1, pads[variant - PADDED_BEFORE]);
        vanity_graph_add_output (graph, test_graph_add (graph, "Add", "a", inputs, 2, ""));
        if (variant == PADDED_READ)
          vanity_graph_add_output (graph, inputs[1]);
        break;
      }
    case TWO_PRODUCTS:
    default:
      other = add_producer (graph, DEPTHWISE, 16);
      inputs[1] = other;
      value = test_graph_add (graph, "Add", "a", inputs, 2, "");
      vanity_graph_add_output (graph, test_graph_add (graph, "Relu", "r", &value, 1, ""));
      break;
    }
  return graph;
}

static void
test_kept (void)
{
  static const int n_steps[N_KEPT] = {
    [READ_TWICE] = 3,      [OUTPUT] = 2,      [OUTPUT_VIEW] = 2,    [BROADCAST] = 2,
    [SMALLER] = 2,         [DOUBLED] = 2,     [SLOPE_COMPUTED] = 2, [RESHAPED_SLOPES] = 2,
    [TWO_ACTIVATIONS] = 2, [SUM_AFTER] = 2,   [TWO_PRODUCTS] = 2,   [PADDED_BEFORE] = 3,
    [PADDED_ONES] = 3,     [PADDED_ROWS] = 3, [PADDED_WRAPPED] = 3, [PADDED_READ] = 3,
  };

  for (int variant = 0; variant < N_KEPT; variant++)
    test_check_fusion (build_kept, variant, n_steps[variant]);
}

static const struct
{
  const char *resize;
  const char *attributes;
  gboolean read_twice;
  int n_steps;
} repetitions[] = {
  { "mode=nearest scales=[1.0,2.0,2.0,1.0]", "axis=3", FALSE, 1 },
  { "mode=nearest scales=[1.0,3.0,1.0,1.0]", "axis=-1", FALSE, 1 },
  { "mode=nearest coordinate_transformation_mode=asymmetric nearest_mode=floor"
    " scales=[1.0,1.0,4.0,1.0]",
    "axis=3", FALSE, 1 },
  { "mode=nearest scales=[1.0,2.0,2.0,1.0]", "axis=3", TRUE, 2 },
  { "mode=nearest scales=[1.0,2.0,2.0,1.0]", "axis=1", FALSE, 2 },
  { "mode=nearest scales=[1.0,2.5,2.0,1.0]", "axis=3", FALSE, 2 },
  { "mode=nearest coordinate_transformation_mode=asymmetric nearest_mode=ceil"
    " scales=[1.0,2.0,2.0,1.0]",
    "axis=3", FALSE, 2 },
  { "mode=linear scales=[1.0,2.0,2.0,1.0]", "axis=3", FALSE, 2 },
};

/* What a Concat repeats itself; with an activation after it from 100 on, and 1000 · channels. */
static VanityGraph *
build_repetition (int variant)
{
  int index = variant % 100, channels = even_channels[variant / 1000];
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityValueId value = test_graph_add_input (graph, &VANITY_SHAPE (2, 6, 4, channels)), inputs[3];
  VanityShape shape;

  inputs[1] = test_graph_add (graph, "Resize", "resize", &value, 1, repetitions[index].resize);
  shape = *vanity_graph_get_shape (graph, inputs[1]);
  inputs[0] = test_graph_add_input (graph, &shape);
  inputs[2] = test_graph_add_input (graph, &shape);
  value = test_graph_add (graph, "Concat", "concat", inputs, 3, repetitions[index].attributes);
  if (variant % 1000 >= 100)
    value = test_graph_add (graph, "LeakyRelu", "activation", &value, 1, "alpha=0.3");
  vanity_graph_add_output (graph, value);
  if (repetitions[index].read_twice)
    vanity_graph_add_output (graph, inputs[1]);
  return graph;
}

static void
test_repetition (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (repetitions); i++)
    for (int channels = 0; channels < (int)G_N_ELEMENTS (even_channels); channels++)
      for (int activation = 0; activation <= 100; activation += 100)
        test_check_fusion (build_repetition, channels * 1000 + activation + i,
                           repetitions[i].n_steps);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/fuse/producers", test_producers);
  test_add ("/nn/fuse/own-input", test_own_input);
  test_add ("/nn/fuse/kept", test_kept);
  test_add ("/nn/fuse/repetition", test_repetition);
  return g_test_run ();
}
