#include "nn/ops/conv.h"
#include "nn/ops/split.h"

#include <math.h>
#include <string.h>

static gboolean
conv_transpose_infer (VanityCall *call, GError **error)
{
  return vanity_conv_infer_common (call, TRUE, error);
}

static gint64
conv_transpose_cost (const VanityCall *call)
{
  const VanityShape *input = &call->inputs[0].shape;

  return vanity_shape_get_extent (input, 0, 3) * vanity_shape_get_elements (&call->inputs[1].shape);
}

typedef struct
{
  float *weights;
  float *bias;
} ConvState;

static void
conv_transpose_prepare (VanityCall *call)
{
  ConvState *state = g_new0 (ConvState, 1);
  const VanityConvParams *params = call->params;
  gsize bytes = vanity_shape_get_elements (&call->inputs[1].shape) * sizeof (float);

  state->weights = g_memdup2 (call->inputs[1].data, bytes);
  state->bias = g_new0 (float, params->out_channels);
  if (vanity_call_has_input (call, 2))
    memcpy (state->bias, call->inputs[2].data, params->out_channels * sizeof (float));
  call->state = state;
  call->state_bytes = bytes + params->out_channels * sizeof (float);
}

static void
conv_transpose_release (VanityCall *call)
{
  ConvState *state = call->state;

  g_free (state->weights);
  g_free (state->bias);
  g_free (state);
}

/* The input index that tap `tap` brings to output index `out` along `axis`, or −1. */
static int
source_of (const VanityWindow *window, int axis, int out, int tap)
{
  int at = out + window->before[axis] - tap * window->dilation[axis];

  if (at < 0 || at % window->stride[axis] != 0)
    return -1;
  at /= window->stride[axis];
  return at < window->in[axis] ? at : -1;
}

static void
conv_transpose_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityConvParams *params = call->params;
  const ConvState *state = call->state;
  const VanityWindow *window = &params->window;
  int group_in = params->in_channels / params->group;
  int group_out = params->out_channels / params->group;

  for (gint64 row = from; row < to; row++)
    {
      gint64 batch = row / window->out[0];
      int y = row % window->out[0];
      const float *in = (const float *)call->inputs[0].data
                        + batch * window->in[0] * window->in[1] * params->in_channels;
      float *out = (float *)call->outputs[0].data + row * window->out[1] * params->out_channels;

      for (int x = 0; x < window->out[1]; x++)
        {
          float *pixel = out + (gint64)x * params->out_channels;

          memcpy (pixel, state->bias, params->out_channels * sizeof (float));
          for (int ky = 0; ky < window->kernel[0]; ky++)
            for (int kx = 0; kx < window->kernel[1]; kx++)
              {
                int sy = source_of (window, 0, y, ky);
                int sx = source_of (window, 1, x, kx);

                if (sy < 0 || sx < 0)
                  continue;
                for (int o = 0; o < params->out_channels; o++)
                  {
                    const float *source = in
                                          + ((gint64)sy * window->in[1] + sx) * params->in_channels
                                          + (gint64)(o / group_out) * group_in;
                    const float *weight
                        = state->weights
                          + (((gint64)o * window->kernel[0] + ky) * window->kernel[1] + kx)
                                * group_in;
                    float sum = 0.0f;

                    for (int i = 0; i < group_in; i++)
                      sum += source[i] * weight[i];
                    pixel[o] += sum;
                  }
              }
        }
    }
}

static void
conv_transpose_forward (VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 rows = shape->dim[0] * shape->dim[1];

  vanity_call_split (call, conv_transpose_run, rows,
                     (double)conv_transpose_cost (call) / rows / 20);
}

const VanityOperator vanity_operator_conv_transpose = {
  .name = "ConvTranspose",
  .min_inputs = 2,
  .max_inputs = 3,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2,
  .params_size = sizeof (VanityConvParams),
  .infer = conv_transpose_infer,
  .cost = conv_transpose_cost,
  .prepare = conv_transpose_prepare,
  .forward = conv_transpose_forward,
  .release = conv_transpose_release,
};
