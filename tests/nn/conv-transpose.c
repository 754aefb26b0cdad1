/* ConvTranspose. */
#include "window-fixture.h"

typedef struct
{
  TestWindow window;
  int batch, group, group_in, group_out;
  gboolean has_bias;
} Case;

/* Every input is spread over its window, in double. */
static float *
spread (const Case *c, const float *in, const float *weights, const float *bias)
{
  const TestWindow *w = &c->window;
  int in_channels = c->group * c->group_in, out_channels = c->group * c->group_out;
  gint64 count = (gint64)c->batch * w->out[0] * w->out[1] * out_channels;
  g_autofree double *sums = g_new0 (double, count);
  float *out = g_new (float, count);

  for (int n = 0; n < c->batch; n++)
    for (int iy = 0; iy < w->in[0]; iy++)
      for (int ix = 0; ix < w->in[1]; ix++)
        for (int ky = 0; ky < w->kernel[0]; ky++)
          for (int kx = 0; kx < w->kernel[1]; kx++)
            {
              int y = iy * w->stride[0] - w->before[0] + ky * w->dilation[0];
              int x = ix * w->stride[1] - w->before[1] + kx * w->dilation[1];

              if (y < 0 || y >= w->out[0] || x < 0 || x >= w->out[1])
                continue;
              for (int o = 0; o < out_channels; o++)
                for (int i = 0; i < c->group_in; i++)
                  sums[((n * w->out[0] + y) * w->out[1] + x) * out_channels + o]
                      += (double)in[((n * w->in[0] + iy) * w->in[1] + ix) * in_channels
                                    + o / c->group_out * c->group_in + i]
                         * weights[((o * w->kernel[0] + ky) * w->kernel[1] + kx) * c->group_in + i];
            }
  for (gint64 k = 0; k < count; k++)
    out[k] = sums[k] + (bias != NULL ? bias[k % out_channels] : 0);
  return out;
}

static void
check (const Case *c, const char *pads)
{
  const TestWindow *w = &c->window;
  g_autoptr (TestNode) node
      = test_node_new ("ConvTranspose", "strides=[%d,%d] dilations=[%d,%d] group=%d %s",
                       w->stride[0], w->stride[1], w->dilation[0], w->dilation[1], c->group, pads);
  int in_channels = c->group * c->group_in, out_channels = c->group * c->group_out;
  float *in = test_node_add_input (node, &VANITY_SHAPE (c->batch, w->in[0], w->in[1], in_channels),
                                   -1, 1);
  float *weights = test_node_add_constant (
      node, &VANITY_SHAPE (out_channels, w->kernel[0], w->kernel[1], c->group_in), -1, 1);
  float *bias
      = c->has_bias ? test_node_add_constant (node, &VANITY_SHAPE (out_channels), -1, 1) : NULL;
  g_autofree float *expected = spread (c, in, weights, bias);

  test_node_check (node, &VANITY_SHAPE (c->batch, w->out[0], w->out[1], out_channels), expected,
                   1e-5);
}

/* Padding by the four ways ONNX has to say it. Returns the attributes, NULL when nothing is left.
 */
static char *
pad (TestWindow *w)
{
  static const char *const names[] = { "SAME_UPPER", "SAME_LOWER" };
  int way = test_random_int (0, 4);
  int extra[2] = { test_random_int (0, w->stride[0] - 1), test_random_int (0, w->stride[1] - 1) };
  int size[2];

  for (int i = 0; i < 2; i++)
    {
      int full = (w->in[i] - 1) * w->stride[i] + w->reach[i] + extra[i];
      int total;

      size[i] = way >= 3 ? w->in[i] * w->stride[i] : full - test_random_int (-2, 4);
      total = MAX (full - size[i], 0);
      switch (way)
        {
        case 0: /* explicit pads */
        case 1:
          w->before[i] = test_random_int (0, 3);
          w->after[i] = test_random_int (0, 3);
          size[i] = full - w->before[i] - w->after[i];
          break;
        case 2: /* output_shape alone: as SAME_LOWER */
        case 4:
          w->before[i] = total - total / 2;
          break;
        case 3:
          w->before[i] = total / 2;
          break;
        }
      if (size[i] < 1)
        return NULL;
      w->out[i] = size[i];
    }
  if (way <= 1)
    return g_strdup_printf ("output_padding=[%d,%d] pads=[%d,%d,%d,%d]", extra[0], extra[1],
                            w->before[0], w->before[1], w->after[0], w->after[1]);
  if (way == 2)
    return g_strdup_printf ("output_padding=[%d,%d] output_shape=[%d,%d]", extra[0], extra[1],
                            size[0], size[1]);
  return g_strdup_printf ("output_padding=[%d,%d] auto_pad=%s", extra[0], extra[1], names[way - 3]);
}

static void
check_random (int max_group, int max_group_in, int max_group_out)
{
  g_autofree char *pads = NULL;
  Case c = { .batch = test_random_int (1, 2),
             .group = test_random_int (MIN (2, max_group), max_group),
             .group_in = test_random_int (1, max_group_in),
             .group_out = test_random_int (1, max_group_out),
             .has_bias = test_random_int (0, 1) };

  while (pads == NULL)
    {
      test_window_random (&c.window, 6, 0);
      pads = pad (&c.window);
    }
  check (&c, pads);
}

static void
test_windows (void)
{
  for (int i = 0; i < 120; i++)
    check_random (1, 35, 35);
}

/* One channel out, enlarged along x without overlap or gaps; along y as it comes. */
static void
test_mask (void)
{
  for (int i = 0; i < 40; i++)
    {
      g_autofree char *pads = NULL;
      Case c = { .batch = test_random_int (1, 2),
                 .group = 1,
                 .group_in = test_random_int (1, 35),
                 .group_out = 1,
                 .has_bias = test_random_int (0, 1) };
      TestWindow *w = &c.window;

      test_window_random (w, 6, 0);
      w->in[1] = test_random_int (1, 30);
      w->kernel[1] = w->stride[1] = w->reach[1] = test_random_int (1, 20);
      w->dilation[1] = 1;
      w->before[0] = w->before[1] = w->after[0] = w->after[1] = 0;
      w->out[0] = (w->in[0] - 1) * w->stride[0] + w->reach[0];
      w->out[1] = w->in[1] * w->stride[1];
      if (w->out[0] > 2 && test_random_int (0, 1))
        {
          w->before[0] = w->after[0] = 1;
          w->out[0] -= 2;
        }
      pads = g_strdup_printf ("pads=[%d,0,%d,0]", w->before[0], w->after[0]);
      check (&c, pads);
    }
}

static void
test_groups (void)
{
  for (int i = 0; i < 40; i++)
    check_random (4, 5, 9);
}

static void
test_depthwise (void)
{
  for (int i = 0; i < 30; i++)
    check_random (20, 1, 1);
}

/* A window smaller than its stride leaves outputs that nothing reaches but the bias. */
static void
test_gaps (void)
{
  check (&(Case){ .window = { .in = { 3, 4 },
                              .kernel = { 2, 1 },
                              .stride = { 4, 3 },
                              .dilation = { 1, 1 },
                              .out = { 10, 10 } },
                  .batch = 2,
                  .group = 1,
                  .group_in = 5,
                  .group_out = 17,
                  .has_bias = TRUE },
         "");
}

static void
test_large (void)
{
  check (&(Case){ .window = { .in = { 19, 23 },
                              .kernel = { 4, 4 },
                              .stride = { 2, 2 },
                              .dilation = { 1, 1 },
                              .before = { 1, 1 },
                              .out = { 38, 46 } },
                  .batch = 2,
                  .group = 1,
                  .group_in = 24,
                  .group_out = 18,
                  .has_bias = TRUE },
         "pads=[1,1,1,1]");
}

static void
refuse (const char *attributes, const VanityShape *in, const VanityShape *weights, int code,
        const char *rule)
{
  g_autoptr (TestNode) node = test_node_new ("ConvTranspose", "%s", attributes);

  test_node_add_input (node, in, -1, 1);
  test_node_add_constant (node, weights, -1, 1);
  test_node_refuse (node, code, rule);
}

static void
test_refused (void)
{
  const VanityShape in = VANITY_SHAPE (1, 3, 3, 4), weights = VANITY_SHAPE (6, 2, 2, 4);

  refuse ("pads=[2,0,2,0]", &in, &weights, VANITY_ERROR_VALUE, "its output would be 0 long");
  refuse ("output_shape=[0,4]", &in, &weights, VANITY_ERROR_VALUE, "“output_shape” has 0");
  refuse ("output_padding=[-1,0]", &in, &weights, VANITY_ERROR_VALUE, "“output_padding” has -1");
  refuse ("group=3", &in, &weights, VANITY_ERROR_VALUE, "3 groups do not fit");
  refuse ("strides=[16384,16384]", &VANITY_SHAPE (1, 3000, 3000, 4), &weights, VANITY_ERROR_LIMIT,
          "from 1 to 536870912 elements");
  /* Each phase of the stride is a product: a few bytes must not become millions of them. */
  refuse ("strides=[16384,16384]", &VANITY_SHAPE (1, 2, 2, 1), &VANITY_SHAPE (1, 1, 1, 1),
          VANITY_ERROR_LIMIT, "products, more than 65536");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/conv-transpose/windows", test_windows);
  test_add ("/nn/conv-transpose/mask", test_mask);
  test_add ("/nn/conv-transpose/groups", test_groups);
  test_add ("/nn/conv-transpose/depthwise", test_depthwise);
  test_add ("/nn/conv-transpose/gaps", test_gaps);
  test_add ("/nn/conv-transpose/large", test_large);
  test_add ("/nn/conv-transpose/refused", test_refused);
  return g_test_run ();
}
