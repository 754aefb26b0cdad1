/* The gradient of a convolution's weights beside plain loops in double, whichever way it is found:
 * tap by tap, turned, channel by channel or by Winograd's tiles of any size. */
#include "nn/ops/conv-gradient.h"
#include "../nn/support.h"
#include "nn/graph-private.h"
#include "nn/ops/winograd-gradient.h"

#include <math.h>
#include <string.h>

typedef struct
{
  int batch, group, wide, narrow; /* channels */
  VanityWindow window;
  gboolean add; /* to what is there */
} Case;

/* `magnitude` receives for each weight the sum of what is added up, without signs: what rounding is
 * measured by. */
static void
find_plainly (const Case *c, const float *in, const float *given, double *out, double *magnitude)
{
  const VanityWindow *window = &c->window;
  int wide = c->wide / c->group, narrow = c->narrow / c->group;

  for (int n = 0; n < c->narrow; n++)
    for (int ky = 0; ky < window->kernel[0]; ky++)
      for (int kx = 0; kx < window->kernel[1]; kx++)
        for (int w = 0; w < wide; w++, out++, magnitude++)
          {
            *out = *magnitude = 0;
            for (int image = 0; image < c->batch; image++)
              for (int y = 0; y < window->out[0]; y++)
                for (int x = 0; x < window->out[1]; x++)
                  {
                    int in_y = y * window->stride[0] + ky * window->dilation[0] - window->before[0];
                    int in_x = x * window->stride[1] + kx * window->dilation[1] - window->before[1];
                    gint64 from = ((gint64)image * window->in[0] + in_y) * window->in[1] + in_x;
                    gint64 to = ((gint64)image * window->out[0] + y) * window->out[1] + x;
                    double product;

                    if (in_y < 0 || in_y >= window->in[0] || in_x < 0 || in_x >= window->in[1])
                      continue;
                    product = (double)in[from * c->wide + n / narrow * wide + w]
                              * given[to * c->narrow + n];
                    *out += product;
                    *magnitude += fabs (product);
                  }
          }
}

/* `size`: of Winograd's tiles; 0: as is chosen. On memory that ends where the tensor ends, for a
 * sanitizer. */
static float *
run (const Case *c, const VanityKernels *kernels, int threads, int size, const float *in,
     const float *given, gint64 count)
{
  VanityCall call = { .pool = test_get_pool (threads), .kernels = kernels };
  float *out = g_new (float, count);
  VanityConvGradient gradient = { .window = &c->window,
                                  .batch = c->batch,
                                  .group = c->group,
                                  .wide = in,
                                  .wide_channels = c->wide,
                                  .narrow = given,
                                  .narrow_channels = c->narrow,
                                  .out = out,
                                  .add = c->add };
  gsize bytes = size > 0 ? vanity_winograd_gradient_get_scratch (&gradient, &call, size)
                         : vanity_conv_gradient_get_scratch (&gradient, &call);
  gpointer scratch = vanity_aligned_alloc (bytes);

  memset (scratch, 0xff, bytes);
  for (gint64 i = 0; i < count; i++)
    out[i] = c->add ? 0.5f * (float)(i % 5) : NAN;
  if (size > 0)
    vanity_winograd_gradient_run (&gradient, &call, size, scratch);
  else
    vanity_conv_gradient_run (&gradient, &call, scratch);
  vanity_aligned_free (scratch);
  return out;
}

static void
check (const Case *c, int size, double tolerance)
{
  const VanityWindow *window = &c->window;
  gint64 count = (gint64)c->narrow * window->kernel[0] * window->kernel[1] * c->wide / c->group;
  g_autofree float *in
      = test_random_floats ((gint64)c->batch * window->in[0] * window->in[1] * c->wide, -1, 1);
  g_autofree float *given
      = test_random_floats ((gint64)c->batch * window->out[0] * window->out[1] * c->narrow, -1, 1);
  g_autofree double *expected = g_new (double, count), *magnitude = g_new (double, count);
  const VanityKernels *kernels;
  double largest = 0;

  find_plainly (c, in, given, expected, magnitude);
  for (gint64 i = 0; i < count && c->add; i++)
    {
      expected[i] += 0.5 * (double)(i % 5);
      magnitude[i] += 0.5 * (double)(i % 5);
    }
  for (gint64 i = 0; i < count; i++)
    largest = MAX (largest, magnitude[i]);
  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    {
      g_autofree float *first = run (c, kernels, 1, size, in, given, count);
      g_autofree float *second = run (c, kernels, 2, size, in, given, count);

      for (gint64 i = 0; i < count; i++)
        if (!(fabs (first[i] - expected[i]) <= tolerance * largest))
          g_error ("%s, tiles of %d: weight %" G_GINT64_FORMAT " is %g, not %g", kernels->name,
                   size, i, first[i], expected[i]);
      g_assert_cmpmem (first, count * sizeof *first, second, count * sizeof *second);
    }
}

/* Fills in what is not there yet: so many outputs, and what they see. */
static void
draw_sizes (Case *c, int least, int most)
{
  VanityWindow *window = &c->window;

  for (int axis = 0; axis < 2; axis++)
    {
      int reach = (window->kernel[axis] - 1) * window->dilation[axis] + 1, after;

      window->before[axis] = test_random_int (0, reach - 1);
      after = test_random_int (0, reach - 1);
      window->out[axis] = test_random_int (least, most);
      window->in[axis]
          = (window->out[axis] - 1) * window->stride[axis] + reach - window->before[axis] - after;
      if (window->in[axis] < 1)
        {
          window->out[axis] += (1 - window->in[axis]) / window->stride[axis] + 1;
          window->in[axis] = (window->out[axis] - 1) * window->stride[axis] + reach
                             - window->before[axis] - after;
        }
    }
}

static void
test_random (void)
{
  for (int i = 0; i < 60; i++)
    {
      Case c = { .batch = test_random_int (1, 3), .group = 1, .add = test_random_int (0, 1) };

      for (int axis = 0; axis < 2; axis++)
        {
          c.window.kernel[axis] = test_random_int (1, 5);
          c.window.stride[axis] = test_random_int (1, 3);
          c.window.dilation[axis] = test_random_int (1, 4) == 1 ? 2 : 1;
        }
      switch (test_random_int (0, 3))
        {
        case 0: /* a few channels of one side */
          c.wide = test_random_int (1, 4);
          c.narrow = test_random_int (8, 70);
          break;
        case 1:
          c.wide = test_random_int (8, 70);
          c.narrow = test_random_int (1, 4);
          break;
        case 2:
          c.wide = c.narrow = c.group = test_random_int (1, 35);
          break;
        default:
          c.group = test_random_int (1, 2);
          c.wide = c.group * test_random_int (1, 20);
          c.narrow = c.group * test_random_int (1, 30);
        }
      draw_sizes (&c, 1, 9);
      check (&c, 0, 1e-6);
    }
}

static void
test_winograd (void)
{
  for (int i = 0; i < 40; i++)
    {
      int size = test_random_int (2, 4), taps = size == 3 ? 4 : 3;
      Case c = { .batch = test_random_int (1, 3),
                 .group = 1,
                 .wide = test_random_int (1, 40),
                 .narrow = test_random_int (1, 40),
                 .add = test_random_int (0, 1),
                 .window = { .kernel = { taps, taps }, .stride = { 1, 1 }, .dilation = { 1, 1 } } };

      draw_sizes (&c, 1, 9);
      check (&c, size, 2e-6);
    }
}

/* Several panels of both sides, and several blocks of tiles. */
static void
test_blocks (void)
{
  Case c = { .batch = 2,
             .group = 1,
             .wide = 150,
             .narrow = 70,
             .window = { .kernel = { 3, 3 },
                         .stride = { 1, 1 },
                         .dilation = { 1, 1 },
                         .before = { 1, 1 },
                         .in = { 33, 32 },
                         .out = { 33, 32 } } };

  check (&c, 4, 1e-6);
  c.wide = 33;
  c.narrow = 200;
  for (int axis = 0; axis < 2; axis++)
    {
      c.window.kernel[axis] = 4;
      c.window.in[axis] = 24;
      c.window.out[axis] = 23;
    }
  check (&c, 3, 1e-6);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/conv-gradient/random", test_random);
  test_add ("/train/conv-gradient/winograd", test_winograd);
  test_add ("/train/conv-gradient/blocks", test_blocks);
  return g_test_run ();
}
