/* Convolutions and poolings. */
#include "reference.h"

#include <math.h>

/* Arrays of two are [height, width]. */
typedef struct
{
  gint64 kernel[2], stride[2], dilation[2], before[2], after[2], in[2], out[2];
} Window;

/* `kernel` is the size that the weights have, NULL where the attribute says it. */
static Window
get_window (const ReferenceCall *call, const gint64 *kernel, gboolean transposed)
{
  gint64 sizes[2], strides[2], dilations[2], pads[4], extra[2], shape[2];
  gboolean upper = reference_has_word (call, "auto_pad", "SAME_UPPER");
  gboolean lower = reference_has_word (call, "auto_pad", "SAME_LOWER");
  gboolean sized = reference_get_ints (call, "output_shape", 2, 0, shape) > 0;
  Window window;

  reference_get_ints (call, "kernel_shape", 2, 1, sizes);
  reference_get_ints (call, "strides", 2, 1, strides);
  reference_get_ints (call, "dilations", 2, 1, dilations);
  reference_get_ints (call, "pads", 4, 0, pads);
  reference_get_ints (call, "output_padding", 2, 0, extra);
  for (int i = 0; i < 2; i++)
    {
      gint64 in = call->inputs[0].shape.dim[1 + i], out = call->output.shape.dim[1 + i];
      gint64 size = kernel != NULL ? kernel[i] : sizes[i];
      gint64 reach = (size - 1) * dilations[i] + 1;

      if (upper || lower || sized)
        {
          gint64 total = transposed ? (in - 1) * strides[i] + reach + extra[i] - out
                                    : (out - 1) * strides[i] + reach - in;

          total = MAX (total, 0);
          pads[i] = upper ? total / 2 : (total + 1) / 2;
          pads[2 + i] = total - pads[i];
        }
      window.kernel[i] = size;
      window.stride[i] = strides[i];
      window.dilation[i] = dilations[i];
      window.before[i] = pads[i];
      window.after[i] = pads[2 + i];
      window.in[i] = in;
      window.out[i] = out;
    }
  return window;
}

/* Σ over taps and channels of pixel (y, x) for output channel `o`. */
static double
convolve (const ReferenceCall *call, const Window *window, gint64 n, gint64 y, gint64 x, gint64 o)
{
  const VanityShape *weights = &call->inputs[1].shape;
  gint64 channels = call->inputs[0].shape.dim[3], each = weights->dim[3];
  gint64 group = o / (weights->dim[0] / (channels / each));
  double sum = 0;

  for (gint64 ky = 0; ky < window->kernel[0]; ky++)
    for (gint64 kx = 0; kx < window->kernel[1]; kx++)
      {
        gint64 iy = y * window->stride[0] - window->before[0] + ky * window->dilation[0];
        gint64 ix = x * window->stride[1] - window->before[1] + kx * window->dilation[1];
        const double *in, *w;

        if (iy < 0 || iy >= window->in[0] || ix < 0 || ix >= window->in[1])
          continue;
        in = call->inputs[0].data + ((n * window->in[0] + iy) * window->in[1] + ix) * channels
             + group * each;
        w = call->inputs[1].data + ((o * window->kernel[0] + ky) * window->kernel[1] + kx) * each;
        for (gint64 i = 0; i < each; i++)
          sum += in[i] * w[i];
      }
  return sum;
}

static void
run_conv (ReferenceCall *call)
{
  const Window window = get_window (call, &call->inputs[1].shape.dim[1], FALSE);
  double *out = call->output.data;
  gint64 index[VANITY_MAX_RANK] = { 0 };

  do
    *out++ = convolve (call, &window, index[0], index[1], index[2], index[3])
             + (reference_has_input (call, 2) ? call->inputs[2].data[index[3]] : 0);
  while (reference_next (&call->output.shape, index));
}

/* Each input pixel is dealt out over the window that begins where it lies. */
static void
deal_out (ReferenceCall *call, const Window *window, const double *in, gint64 n, gint64 y, gint64 x)
{
  const VanityShape *weights = &call->inputs[1].shape;
  gint64 channels = weights->dim[0], each = weights->dim[3];
  gint64 groups = call->inputs[0].shape.dim[3] / each;

  for (gint64 ky = 0; ky < window->kernel[0]; ky++)
    for (gint64 kx = 0; kx < window->kernel[1]; kx++)
      {
        gint64 oy = y * window->stride[0] - window->before[0] + ky * window->dilation[0];
        gint64 ox = x * window->stride[1] - window->before[1] + kx * window->dilation[1];

        if (oy < 0 || oy >= window->out[0] || ox < 0 || ox >= window->out[1])
          continue;
        for (gint64 o = 0; o < channels; o++)
          {
            const double *w = call->inputs[1].data
                              + ((o * window->kernel[0] + ky) * window->kernel[1] + kx) * each;
            const double *part = in + o / (channels / groups) * each;
            double sum = 0;

            for (gint64 i = 0; i < each; i++)
              sum += part[i] * w[i];
            call->output.data[((n * window->out[0] + oy) * window->out[1] + ox) * channels + o]
                += sum;
          }
      }
}

static void
run_conv_transpose (ReferenceCall *call)
{
  const VanityShape *shape = &call->inputs[0].shape;
  const Window window = get_window (call, &call->inputs[1].shape.dim[1], TRUE);
  gint64 channels = call->output.shape.dim[3];
  const double *in = call->inputs[0].data;

  for (gint64 i = 0; i < vanity_shape_get_elements (&call->output.shape); i++)
    call->output.data[i] = reference_has_input (call, 2) ? call->inputs[2].data[i % channels] : 0;
  for (gint64 n = 0; n < shape->dim[0]; n++)
    for (gint64 y = 0; y < shape->dim[1]; y++)
      for (gint64 x = 0; x < shape->dim[2]; x++, in += shape->dim[3])
        deal_out (call, &window, in, n, y, x);
}

typedef struct
{
  double sum;
  double largest;
  int inside; /* taps in the input */
  int padded; /* taps in the input or its padding */
} Seen;

/* What a window sees of channel `c`. */
static Seen
look (const ReferenceCall *call, const Window *window, gint64 n, gint64 y, gint64 x, gint64 c)
{
  Seen seen = { .largest = -INFINITY };

  for (gint64 ky = 0; ky < window->kernel[0]; ky++)
    for (gint64 kx = 0; kx < window->kernel[1]; kx++)
      {
        gint64 iy = y * window->stride[0] - window->before[0] + ky * window->dilation[0];
        gint64 ix = x * window->stride[1] - window->before[1] + kx * window->dilation[1];
        double value;

        if (iy >= window->in[0] + window->after[0] || ix >= window->in[1] + window->after[1])
          continue;
        seen.padded++;
        if (iy < 0 || iy >= window->in[0] || ix < 0 || ix >= window->in[1])
          continue;
        value = call->inputs[0].data[((n * window->in[0] + iy) * window->in[1] + ix)
                                         * call->inputs[0].shape.dim[3]
                                     + c];
        seen.inside++;
        seen.sum += value;
        seen.largest = value > seen.largest ? value : seen.largest;
      }
  return seen;
}

static void
run_pool (ReferenceCall *call)
{
  const Window window = get_window (call, NULL, FALSE);
  gboolean max = g_str_equal (call->op, "MaxPool");
  gboolean padding = reference_get_int (call, "count_include_pad", 0) != 0;
  double *out = call->output.data;
  gint64 index[VANITY_MAX_RANK] = { 0 };

  do
    {
      const Seen seen = look (call, &window, index[0], index[1], index[2], index[3]);

      *out++ = max ? seen.largest : seen.sum / (padding ? seen.padded : seen.inside);
    }
  while (reference_next (&call->output.shape, index));
}

const ReferenceEntry reference_window[] = {
  { "AveragePool", run_pool },
  { "Conv", run_conv },
  { "ConvTranspose", run_conv_transpose },
  { "MaxPool", run_pool },
  { NULL },
};
