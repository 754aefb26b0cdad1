/* Conv. */
#include "fusion-fixture.h"
#include "nn/ops/conv-choice.h"
#include "window-fixture.h"

#include <math.h>

typedef struct
{
  TestWindow window;
  int batch, group, group_in, group_out;
  gboolean has_bias;
} Case;

/* Every output is a sum over its window, in double. */
static float *
convolve (const Case *c, const float *in, const float *weights, const float *bias)
{
  const TestWindow *w = &c->window;
  int in_channels = c->group * c->group_in, out_channels = c->group * c->group_out;
  float *out = g_new (float, c->batch * w->out[0] * w->out[1] * out_channels), *at = out;

  for (int n = 0; n < c->batch; n++)
    for (int y = 0; y < w->out[0]; y++)
      for (int x = 0; x < w->out[1]; x++)
        for (int o = 0; o < out_channels; o++)
          {
            double sum = bias != NULL ? bias[o] : 0;

            for (int ky = 0; ky < w->kernel[0]; ky++)
              for (int kx = 0; kx < w->kernel[1]; kx++)
                for (int i = 0; i < c->group_in; i++)
                  {
                    int iy = y * w->stride[0] - w->before[0] + ky * w->dilation[0];
                    int ix = x * w->stride[1] - w->before[1] + kx * w->dilation[1];
                    int channel = o / c->group_out * c->group_in + i;

                    if (iy < 0 || iy >= w->in[0] || ix < 0 || ix >= w->in[1])
                      continue;
                    sum += (double)in[((n * w->in[0] + iy) * w->in[1] + ix) * in_channels + channel]
                           * weights[((o * w->kernel[0] + ky) * w->kernel[1] + kx) * c->group_in
                                     + i];
                  }
            *at++ = sum;
          }
  return out;
}

static void
check (const Case *c)
{
  const TestWindow *w = &c->window;
  g_autofree char *attributes = test_window_attributes (w);
  g_autoptr (TestNode) node = test_node_new ("Conv", "%s group=%d", attributes, c->group);
  int in_channels = c->group * c->group_in, out_channels = c->group * c->group_out;
  float *in = test_node_add_input (node, &VANITY_SHAPE (c->batch, w->in[0], w->in[1], in_channels),
                                   -1, 1);
  float *weights = test_node_add_constant (
      node, &VANITY_SHAPE (out_channels, w->kernel[0], w->kernel[1], c->group_in), -1, 1);
  float *bias
      = c->has_bias ? test_node_add_constant (node, &VANITY_SHAPE (out_channels), -1, 1) : NULL;
  g_autofree float *expected = convolve (c, in, weights, bias);

  /* Rounding grows as a random walk does. */
  test_node_check (node, &VANITY_SHAPE (c->batch, w->out[0], w->out[1], out_channels), expected,
                   MAX (1e-5, 2e-6 * sqrt (w->kernel[0] * w->kernel[1] * c->group_in)));
}

static void
test_windows (void)
{
  for (int i = 0; i < 150; i++)
    {
      Case c = { .batch = test_random_int (1, 3),
                 .group = 1,
                 .group_in = test_channels[test_random_int (0, test_n_channels - 1)],
                 .group_out = test_channels[test_random_int (0, test_n_channels - 1)],
                 .has_bias = test_random_int (0, 1) };

      test_window_random (&c.window, 9, 6);
      check (&c);
    }
}

static void
test_groups (void)
{
  for (int i = 0; i < 60; i++)
    {
      Case c = { .batch = test_random_int (1, 2),
                 .group = test_random_int (2, 5),
                 .group_in = test_random_int (1, 9),
                 .group_out = test_random_int (1, 20),
                 .has_bias = test_random_int (0, 1) };

      test_window_random (&c.window, 9, 6);
      check (&c);
    }
}

static void
test_depthwise (void)
{
  for (int i = 0; i < 150; i++)
    {
      Case c = { .batch = test_random_int (1, 3),
                 .group = test_channels[test_random_int (0, test_n_channels - 1)],
                 .group_in = 1,
                 .group_out = 1,
                 .has_bias = test_random_int (0, 1) };

      test_window_random (&c.window, 14, 6);
      check (&c);
    }
}

/* Rows so long that they are gone through in strips. */
static void
test_depthwise_rows (void)
{
  for (int size = 3; size <= 7; size += 2)
    for (int stride = 1; stride <= 2; stride++)
      for (int width = 90; width <= 93; width++)
        {
          int pad = size / 2;

          check (&(Case){ .window = { .in = { 6, width },
                                      .kernel = { size, size },
                                      .stride = { stride, stride },
                                      .dilation = { 1, 1 },
                                      .before = { pad, pad },
                                      .after = { pad, pad },
                                      .out = { (6 - 1) / stride + 1, (width - 1) / stride + 1 },
                                      .reach = { size, size } },
                          .batch = 1,
                          .group = 75,
                          .group_in = 1,
                          .group_out = 1,
                          .has_bias = TRUE });
        }
}

/* A window of one pixel, on every pair of channel counts. */
static void
test_pointwise (void)
{
  for (int i = 0; i < test_n_channels; i++)
    for (int o = 0; o < test_n_channels; o++)
      check (&(Case){ .window = { .in = { 3, 5 },
                                  .kernel = { 1, 1 },
                                  .stride = { 1, 1 },
                                  .dilation = { 1, 1 },
                                  .out = { 3, 5 },
                                  .reach = { 1, 1 } },
                      .batch = 2,
                      .group = 1,
                      .group_in = test_channels[i],
                      .group_out = test_channels[o],
                      .has_bias = TRUE });
}

/* Large enough to be shared between threads. */
static void
test_large (void)
{
  TestWindow window = { .in = { 33, 41 },
                        .kernel = { 3, 3 },
                        .stride = { 2, 1 },
                        .dilation = { 1, 1 },
                        .before = { 0, 1 },
                        .after = { 1, 1 },
                        .out = { 16, 41 },
                        .reach = { 3, 3 } };

  check (&(Case){ window, .batch = 2, .group = 1, .group_in = 17, .group_out = 33, TRUE });
  check (&(Case){ window, .batch = 2, .group = 3, .group_in = 8, .group_out = 9, FALSE });
  check (&(Case){ window, .batch = 2, .group = 67, .group_in = 1, .group_out = 1, TRUE });
}

/* So many weights that they come piece by piece: of some taps, or of some channels of one. */
static void
test_pieces (void)
{
  TestWindow window = { .in = { 9, 7 },
                        .kernel = { 4, 4 },
                        .stride = { 2, 1 },
                        .dilation = { 1, 1 },
                        .before = { 1, 1 },
                        .after = { 1, 2 },
                        .out = { 4, 7 },
                        .reach = { 4, 4 } };

  check (&(Case){ window, .batch = 2, .group = 1, .group_in = 131, .group_out = 101, TRUE });
  check (&(Case){ window, .batch = 1, .group = 1, .group_in = 300, .group_out = 1100, TRUE });
}

/* So few channels that several pixels of a row are made at once, and some are left over. */
static void
test_narrow (void)
{
  for (int i = 0; i < 100; i++)
    {
      Case c = { .batch = test_random_int (1, 2),
                 .group = 1,
                 .group_in = test_random_int (1, 9),
                 .group_out = test_random_int (1, 4),
                 .has_bias = test_random_int (0, 1) };
      TestWindow *w = &c.window;

      for (int axis = 0; axis < 2; axis++)
        {
          w->in[axis] = test_random_int (1, 40);
          w->kernel[axis] = test_random_int (1, 9);
          w->stride[axis] = test_random_int (1, 3);
          w->dilation[axis] = axis == 0 ? test_random_int (1, 2) : 1;
          w->before[axis] = test_random_int (0, 5);
          w->reach[axis] = (w->kernel[axis] - 1) * w->dilation[axis] + 1;
          w->after[axis] = test_random_int (0, 5);
          w->after[axis] = MAX (w->after[axis], w->reach[axis] - w->in[axis] - w->before[axis]);
          w->out[axis]
              = (w->in[axis] + w->before[axis] + w->after[axis] - w->reach[axis]) / w->stride[axis]
                + 1;
        }
      check (&c);
    }
}

/* [2, 13, 23, 3] by a window of 5 × 7, then what its step takes on. */
static VanityGraph *
build_narrow (int variant)
{
  VanityGraph *graph = vanity_graph_new ("test");
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (2, 13, 23, 6));
  VanityValueId other = test_graph_add_input (graph, &VANITY_SHAPE (2, 13, 23, 3));
  VanityValueId weights = test_graph_add_weights (graph, &VANITY_SHAPE (3, 5, 7, 6));
  VanityValueId bias = test_graph_add_weights (graph, &VANITY_SHAPE (3));
  VanityValueId slopes = test_graph_add_weights (graph, &VANITY_SHAPE (variant == 1 ? 3 : 1));
  VanityValueId out = test_graph_add (graph, "Conv", "conv", (VanityValueId[]){ in, weights, bias },
                                      3, "pads=[2,3,2,3]");

  if (variant != 2)
    out = test_graph_add (graph, "Add", "add", (VanityValueId[]){ out, other }, 2, "");
  out = test_graph_add (graph, "PRelu", "activation", (VanityValueId[]){ out, slopes }, 2, "");
  vanity_graph_add_output (graph, out);
  return graph;
}

/* Slopes and what is added belong to channels, not to columns. */
static void
test_narrow_fused (void)
{
  for (int variant = 0; variant < 3; variant++)
    test_check_fusion (build_narrow, variant, 1);
}

/* Pieces, with what is added, which may lie where the sums wait, and slopes at the end. */
static VanityGraph *
build_pieces (int variant)
{
  VanityGraph *graph = vanity_graph_new ("test");
  VanityValueId in = test_graph_add_input (graph, &VANITY_SHAPE (1, 5, 7, 220));
  VanityValueId weights
      = test_graph_add_constant (graph, &VANITY_SHAPE (220, 5, 1, 220), -0.05, 0.05);
  VanityValueId slopes = test_graph_add_weights (graph, &VANITY_SHAPE (220));
  VanityValueId other = test_graph_add (graph, "Tanh", "other", &in, 1, "");
  VanityValueId out = test_graph_add (graph, "Conv", "conv", (VanityValueId[]){ in, weights }, 2,
                                      "pads=[2,0,2,0]");

  out = test_graph_add (graph, "Add", "add", (VanityValueId[]){ out, other }, 2, "");
  out = test_graph_add (graph, "PRelu", "activation", (VanityValueId[]){ out, slopes }, 2, "");
  vanity_graph_add_output (graph, out);
  return graph;
}

static void
test_pieces_fused (void)
{
  test_check_fusion (build_pieces, 0, 2);
}

static VanityConvChoice
choose (int in_channels, int out_channels, int size, int kernel, int stride)
{
  VanityConvParams params = { .window = { .kernel = { kernel, kernel },
                                          .stride = { stride, stride },
                                          .dilation = { 1, 1 },
                                          .in = { size * stride, size * stride },
                                          .out = { size, size } },
                              .group = 1,
                              .batch = 1,
                              .in_channels = in_channels,
                              .out_channels = out_channels };
  VanityCall call = { .params = &params, .kernels = test_get_kernels (0) };

  return vanity_conv_choose (&call);
}

/* Which way a convolution goes, on the portable kernels. */
static void
test_choice (void)
{
  static const struct
  {
    int in_channels, out_channels, size, kernel, stride, tiles;
    gboolean joined;
  } cases[] = {
    { 64, 64, 128, 3, 1, 4, FALSE }, /* large images: the large tiles */
    { 256, 256, 32, 3, 1, 4, FALSE },
    { 64, 64, 4, 3, 1, 2, FALSE },  /* one large tile would not be worth its weights */
    { 1, 4, 64, 3, 1, 0, FALSE },   /* transforms would take longer than what they save */
    { 64, 64, 64, 3, 2, 0, FALSE }, /* tap by tap for other windows */
    { 64, 64, 64, 5, 1, 0, FALSE },
    { 64, 64, 64, 1, 1, 0, FALSE },
    { 64, 1, 64, 7, 1, 0, TRUE }, /* one channel of four would be used */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VanityConvChoice choice = choose (cases[i].in_channels, cases[i].out_channels, cases[i].size,
                                        cases[i].kernel, cases[i].stride);

      g_assert_cmpint (choice.tiles, ==, cases[i].tiles);
      g_assert_cmpint (choice.pixels > 1, ==, cases[i].joined);
    }
}

/* What is left out: strides and dilations of 1, no padding, one group, the weights' own size. */
static void
test_defaults (void)
{
  Case c = { .window = { .in = { 5, 6 },
                         .kernel = { 2, 3 },
                         .stride = { 1, 1 },
                         .dilation = { 1, 1 },
                         .out = { 4, 4 } },
             .batch = 1,
             .group = 1,
             .group_in = 2,
             .group_out = 3 };
  g_autoptr (TestNode) node = test_node_new ("Conv", " ");
  float *in = test_node_add_input (node, &VANITY_SHAPE (1, 5, 6, 2), -1, 1);
  float *weights = test_node_add_constant (node, &VANITY_SHAPE (3, 2, 3, 2), -1, 1);
  g_autofree float *expected = convolve (&c, in, weights, NULL);

  test_node_check (node, &VANITY_SHAPE (1, 4, 4, 3), expected, 1e-6);
}

static void
refuse (const char *attributes, const VanityShape *in, const VanityShape *weights,
        const VanityShape *bias, int code, const char *rule)
{
  g_autoptr (TestNode) node = test_node_new ("Conv", "%s", attributes);

  test_node_add_input (node, in, -1, 1);
  test_node_add_constant (node, weights, -1, 1);
  if (bias != NULL)
    test_node_add_constant (node, bias, -1, 1);
  test_node_refuse (node, code, rule);
}

static void
test_refused (void)
{
  const VanityShape in = VANITY_SHAPE (1, 8, 8, 4), weights = VANITY_SHAPE (6, 3, 3, 4);
  static const struct
  {
    const char *attributes;
    int code;
    const char *rule;
  } cases[] = {
    { "strides=[0,1]", VANITY_ERROR_VALUE, "“strides” has 0, but must be from 1 to 16384" },
    { "strides=[1]", VANITY_ERROR_VALUE, "“strides” must have 2 values, not 1" },
    { "strides=[1,1,1]", VANITY_ERROR_VALUE, "“strides” has 3 values" },
    { "strides=2", VANITY_ERROR_VALUE, "attribute “strides” must be a list of integers" },
    { "dilations=[1,20000]", VANITY_ERROR_VALUE, "“dilations” has 20000" },
    { "dilations=[1,4]", VANITY_ERROR_VALUE, "its kernel reaches over 9" },
    { "pads=[0,0,-1,0]", VANITY_ERROR_VALUE, "“pads” has -1" },
    { "pads=[1,1]", VANITY_ERROR_VALUE, "“pads” must have 4 values" },
    { "kernel_shape=[3,2]", VANITY_ERROR_VALUE, "“kernel_shape” says 2, but the weights have 3" },
    { "auto_pad=SAME", VANITY_ERROR_UNSUPPORTED, "“SAME”, which is not supported" },
    { "group=2", VANITY_ERROR_VALUE, "input 1×8×8×4, weights 6×3×3×4 and 2 groups do not fit" },
    { "group=0", VANITY_ERROR_VALUE, "attribute “group” is 0, but must be from 1" },
    { "groups=1", VANITY_ERROR_UNSUPPORTED, "its attribute “groups” is not known" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    refuse (cases[i].attributes, &in, &weights, NULL, cases[i].code, cases[i].rule);
  refuse ("", &VANITY_SHAPE (8, 8, 4), &weights, NULL, VANITY_ERROR_VALUE,
          "input 0 has shape 8×8×4, but must have 4 to 4 dimensions");
  refuse ("", &in, &VANITY_SHAPE (6, 3, 4), NULL, VANITY_ERROR_VALUE, "input 1 has shape 6×3×4");
  refuse ("", &in, &weights, &VANITY_SHAPE (5), VANITY_ERROR_VALUE, "5 biases for 6 channels");
  refuse ("", &in, &weights, &VANITY_SHAPE (1, 6), VANITY_ERROR_VALUE, "input 2 has shape 1×6");
  refuse ("group=3", &VANITY_SHAPE (1, 8, 8, 12), &VANITY_SHAPE (4, 3, 3, 4), NULL,
          VANITY_ERROR_VALUE, "3 groups do not fit");
  refuse ("", &in, &VANITY_SHAPE (0, 3, 3, 4), NULL, VANITY_ERROR_VALUE, "input 1 has no elements");
  refuse ("pads=[16384,16384,16384,16384]", &in, &VANITY_SHAPE (1, 1, 1, 4), NULL,
          VANITY_ERROR_LIMIT, "from 1 to 536870912 elements");
}

static void
test_weights_computed (void)
{
  g_autoptr (TestNode) node = test_node_new ("Conv", " ");

  test_node_add_input (node, &VANITY_SHAPE (1, 8, 8, 4), -1, 1);
  test_node_add_input (node, &VANITY_SHAPE (2, 3, 3, 4), -1, 1);
  test_node_refuse (node, VANITY_ERROR_UNSUPPORTED, "input 1 must be a constant");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/conv/windows", test_windows);
  test_add ("/nn/conv/groups", test_groups);
  test_add ("/nn/conv/depthwise", test_depthwise);
  test_add ("/nn/conv/depthwise-rows", test_depthwise_rows);
  test_add ("/nn/conv/pointwise", test_pointwise);
  test_add ("/nn/conv/large", test_large);
  test_add ("/nn/conv/pieces", test_pieces);
  test_add ("/nn/conv/narrow", test_narrow);
  test_add ("/nn/conv/narrow-fused", test_narrow_fused);
  test_add ("/nn/conv/pieces-fused", test_pieces_fused);
  test_add ("/nn/conv/choice", test_choice);
  test_add ("/nn/conv/defaults", test_defaults);
  test_add ("/nn/conv/refused", test_refused);
  test_add ("/nn/conv/weights-computed", test_weights_computed);
  return g_test_run ();
}
