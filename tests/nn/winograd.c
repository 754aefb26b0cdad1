/* Winograd's convolution with tiles of either size, whichever Conv would choose. */
#include "nn/ops/winograd.h"
#include "nn/graph-private.h"
#include "window-fixture.h"

#include <math.h>
#include <string.h>

typedef struct
{
  int taps; /* along a side of the window */
  int batch, in[2], out[2], before[2], in_channels, out_channels;
  gboolean has_bias;
  gboolean packs_anew;         /* weights with each run */
  int residual_channels;       /* 0: none */
  gboolean residual_is_output; /* then it has all channels */
  VanityActivationKind kind;
  gboolean slopes; /* one for each channel */
} Case;

static double
activate (const VanityActivation *activation, int channel, double x)
{
  switch (activation->kind)
    {
    case VANITY_ACTIVATION_SLOPE:
      return x < 0 ? x * activation->slope[activation->n_slopes == 1 ? 0 : channel] : x;
    case VANITY_ACTIVATION_HARD_SWISH:
      return x * CLAMP (activation->alpha * x + activation->beta, 0, 1);
    case VANITY_ACTIVATION_CLAMP:
    default:
      return CLAMP (x, activation->low, activation->high);
    }
}

/* In double, tap by tap. `magnitude` receives for each output the sum of what is added up in it,
 * without signs: what rounding is measured by. */
static void
convolve (const Case *c, const float *in, const float *weights, const float *bias,
          const float *residual, const VanityActivation *activation, float *out, float *magnitude)
{
  for (int n = 0; n < c->batch; n++)
    for (int y = 0; y < c->out[0]; y++)
      for (int x = 0; x < c->out[1]; x++)
        for (int o = 0; o < c->out_channels; o++)
          {
            gint64 pixel = (n * c->out[0] + y) * c->out[1] + x;
            double sum = bias != NULL ? bias[o] : 0, size = fabs (sum);

            for (int tap = 0; tap < c->taps * c->taps; tap++)
              {
                int iy = y - c->before[0] + tap / c->taps, ix = x - c->before[1] + tap % c->taps;

                if (iy < 0 || iy >= c->in[0] || ix < 0 || ix >= c->in[1])
                  continue;
                for (int i = 0; i < c->in_channels; i++)
                  {
                    double product
                        = (double)in[((n * c->in[0] + iy) * c->in[1] + ix) * c->in_channels + i]
                          * weights[(o * c->taps * c->taps + tap) * c->in_channels + i];

                    sum += product;
                    size += fabs (product);
                  }
              }
            if (o < c->residual_channels)
              sum += residual[pixel * c->residual_channels + o];
            out[pixel * c->out_channels + o] = activate (activation, o, sum);
            magnitude[pixel * c->out_channels + o] = size;
          }
}

/* The largest error of one size on one instruction set, as a part of the largest magnitude. */
static double
measure (const Case *c, int size, const VanityKernels *kernels, int threads)
{
  VanityConvParams params = { .window = { .kernel = { c->taps, c->taps },
                                          .stride = { 1, 1 },
                                          .dilation = { 1, 1 },
                                          .before = { c->before[0], c->before[1] },
                                          .in = { c->in[0], c->in[1] },
                                          .out = { c->out[0], c->out[1] } },
                              .group = 1,
                              .batch = c->batch,
                              .in_channels = c->in_channels,
                              .out_channels = c->out_channels };
  VanityShape in_shape = VANITY_SHAPE (c->batch, c->in[0], c->in[1], c->in_channels);
  VanityShape out_shape = VANITY_SHAPE (c->batch, c->out[0], c->out[1], c->out_channels);
  gint64 n_out = vanity_shape_get_elements (&out_shape);
  int n_taps = c->taps * c->taps;
  gint64 n_residual = n_out / c->out_channels * c->residual_channels;
  g_autofree float *in = test_random_floats (vanity_shape_get_elements (&in_shape), -1, 1);
  g_autofree float *weights
      = test_random_floats ((gint64)c->out_channels * n_taps * c->in_channels, -1, 1);
  g_autofree float *bias = c->has_bias ? test_random_floats (c->out_channels, -1, 1) : NULL;
  g_autofree float *residual = test_random_floats (MAX (n_residual, 1), -1, 1);
  g_autofree float *slopes = test_random_floats (c->out_channels, -0.5, 0.5);
  g_autofree float *expected = g_new (float, n_out);
  g_autofree float *magnitude = g_new (float, n_out);
  /* On memory that ends where the tensor ends, for a sanitizer. */
  g_autofree float *out = g_new (float, n_out);
  VanityTensor input = { .type = VANITY_FLOAT32, .shape = in_shape, .data = in };
  VanityTensor output = { .type = VANITY_FLOAT32, .shape = out_shape, .data = out };
  VanityActivation activation = { .kind = c->kind,
                                  .low = -0.5f,
                                  .high = 2,
                                  .slope = slopes,
                                  .n_slopes = c->slopes ? c->out_channels : 1,
                                  .alpha = 0.2f,
                                  .beta = 0.5f };
  VanityCall call = { .params = &params,
                      .n_inputs = 1,
                      .inputs = &input,
                      .n_outputs = 1,
                      .outputs = &output,
                      .pool = test_get_pool (threads),
                      .kernels = kernels };
  VanityConvWeights placed = { weights, (gint64)n_taps * c->in_channels, c->in_channels, 1 };
  VanityWinograd winograd = { 0 };
  double error = 0, largest = 0;

  call.epilogue.activation = activation;
  if (c->residual_channels > 0)
    {
      call.epilogue.has_residual = TRUE;
      call.epilogue.residual
          = (VanityTensor){ .type = VANITY_FLOAT32,
                            .shape
                            = VANITY_SHAPE (c->batch, c->out[0], c->out[1], c->residual_channels),
                            .data = c->residual_is_output ? out : residual };
    }
  convolve (c, in, weights, bias, residual, &activation, expected, magnitude);
  for (gint64 i = 0; i < n_out; i++)
    out[i] = c->residual_is_output ? residual[i] : NAN;
  call.packs_anew = c->packs_anew;
  vanity_winograd_prepare (&winograd, &call, size, &placed, bias);
  call.scratch = vanity_aligned_alloc (call.scratch_bytes);
  memset (call.scratch, 0xff, call.scratch_bytes);
  vanity_winograd_run (&winograd, &call);
  for (gint64 i = 0; i < n_out; i++)
    {
      if (!isfinite (out[i]))
        g_error ("%s, size %d, %d threads: element %" G_GINT64_FORMAT " is %g", kernels->name, size,
                 threads, i, out[i]);
      error = MAX (error, fabs (out[i] - expected[i]));
      largest = MAX (largest, magnitude[i]);
    }
  vanity_aligned_free (call.scratch);
  vanity_winograd_clear (&winograd);
  return error / largest;
}

/* A few units of the last place of what is added up. */
#define TOLERANCE 1e-6

static void
check (const Case *c)
{
  const VanityKernels *kernels;

  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    for (int threads = 1; threads <= 2; threads++)
      for (int size = 2; size <= 4; size++)
        if ((size == 3) == (c->taps == 4))
          g_assert_cmpfloat (measure (c, size, kernels, threads), <, TOLERANCE);
}

static void
test_shapes (void)
{
  for (int i = 0; i < 150; i++)
    {
      Case c = { .taps = test_random_int (3, 4),
                 .batch = test_random_int (1, 3),
                 .in_channels = test_channels[test_random_int (0, test_n_channels - 1)],
                 .out_channels = test_channels[test_random_int (0, test_n_channels - 1)],
                 .has_bias = test_random_int (0, 1),
                 .packs_anew = test_random_int (0, 1),
                 .kind = test_random_int (VANITY_ACTIVATION_CLAMP, VANITY_ACTIVATION_HARD_SWISH),
                 .slopes = test_random_int (0, 1) };

      for (int axis = 0; axis < 2; axis++)
        {
          int after = test_random_int (0, 3);

          c.in[axis] = test_random_int (1, 11);
          c.before[axis] = test_random_int (0, 3);
          if (c.in[axis] + c.before[axis] + after < c.taps)
            after = c.taps - c.in[axis] - c.before[axis];
          c.out[axis] = c.in[axis] + c.before[axis] + after - c.taps + 1;
        }
      switch (test_random_int (0, 3))
        {
        case 0:
          c.residual_channels = test_random_int (1, c.out_channels);
          break;
        case 1:
          c.residual_channels = c.out_channels;
          c.residual_is_output = TRUE;
          break;
        default:
          break;
        }
      check (&c);
    }
}

/* One pixel, alone and under a pad. */
static void
test_one_pixel (void)
{
  check (&(Case){ .taps = 3,
                  .batch = 1,
                  .in = { 1, 1 },
                  .out = { 1, 1 },
                  .before = { 1, 1 },
                  .in_channels = 5,
                  .out_channels = 19,
                  .kind = VANITY_ACTIVATION_CLAMP });
  check (&(Case){ .taps = 3,
                  .batch = 3,
                  .in = { 3, 3 },
                  .out = { 1, 1 },
                  .in_channels = 33,
                  .out_channels = 1,
                  .has_bias = TRUE,
                  .kind = VANITY_ACTIVATION_SLOPE });
}

/* Several blocks of tiles, weights that pass the cache, threads that take columns each. */
static void
test_blocks (void)
{
  check (&(Case){ .taps = 3,
                  .batch = 2,
                  .in = { 37, 29 },
                  .out = { 37, 29 },
                  .before = { 1, 1 },
                  .in_channels = 9,
                  .out_channels = 20,
                  .has_bias = TRUE,
                  .residual_channels = 20,
                  .kind = VANITY_ACTIVATION_CLAMP });
  check (&(Case){ .taps = 3,
                  .batch = 1,
                  .in = { 18, 7 },
                  .out = { 16, 7 },
                  .before = { 0, 1 },
                  .in_channels = 130,
                  .out_channels = 140,
                  .has_bias = TRUE,
                  .residual_channels = 70,
                  .kind = VANITY_ACTIVATION_SLOPE,
                  .slopes = TRUE });
}

/* What the larger tiles cost in accuracy on the depth of real networks, in the worst output. */
static void
test_accuracy (void)
{
  Case c = { .batch = 1,
             .in = { 16, 16 },
             .out = { 16, 16 },
             .before = { 1, 1 },
             .in_channels = 256,
             .out_channels = 16,
             .kind = VANITY_ACTIVATION_SLOPE };
  const VanityKernels *kernels;

  for (int k = 0; (kernels = test_get_kernels (k)) != NULL; k++)
    for (int size = 2; size <= 4; size++)
      {
        double error;

        c.taps = size == 3 ? 4 : 3;
        error = measure (&c, size, kernels, 1);

        g_test_message ("%s, tiles of %d: %.2g of what is added up", kernels->name, size, error);
        g_assert_cmpfloat (error, <, size> 2 ? 5e-7 : 1.5e-7);
      }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/winograd/shapes", test_shapes);
  test_add ("/nn/winograd/one-pixel", test_one_pixel);
  test_add ("/nn/winograd/blocks", test_blocks);
  test_add ("/nn/winograd/accuracy", test_accuracy);
  return g_test_run ();
}
