#include "nn/ops/conv.h"

#include "nn/ops/split.h"

#include <math.h>
#include <string.h>

gboolean
vanity_conv_infer_common (VanityCall *call, gboolean transposed, GError **error)
{
  VanityConvParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  const VanityShape *weights = &call->inputs[1].shape;
  gint64 group;
  VanityShape shape;

  if (!vanity_call_check_input (call, 0, 4, 4, error)
      || !vanity_call_check_input (call, 1, 4, 4, error)
      || !vanity_call_get_int (call, "group", 1, 1, G_MAXINT32, &group, error))
    return FALSE;
  if (input->dim[3] != weights->dim[3] * group || weights->dim[0] % group != 0
      || weights->dim[0] == 0)
    {
      g_autofree char *one = vanity_shape_to_string (input);
      g_autofree char *other = vanity_shape_to_string (weights);

      return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                               "input %s, weights %s and %" G_GINT64_FORMAT
                               " groups do not fit together",
                               one, other, group);
    }
  if (vanity_call_has_input (call, 2))
    {
      if (!vanity_call_check_input (call, 2, 1, 1, error))
        return FALSE;
      if (call->inputs[2].shape.dim[0] != weights->dim[0])
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "%" G_GINT64_FORMAT " biases for %" G_GINT64_FORMAT " channels",
                                 call->inputs[2].shape.dim[0], weights->dim[0]);
    }
  if (transposed
          ? !vanity_window_infer_transposed (call, input, &weights->dim[1], &params->window, error)
          : !vanity_window_infer (call, input, &weights->dim[1], &params->window, error))
    return FALSE;
  params->group = group;
  params->batch = input->dim[0];
  params->in_channels = input->dim[3];
  params->out_channels = weights->dim[0];
  shape
      = VANITY_SHAPE (input->dim[0], params->window.out[0], params->window.out[1], weights->dim[0]);
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

static gboolean
conv_infer (VanityCall *call, GError **error)
{
  return vanity_conv_infer_common (call, FALSE, error);
}

static gint64
conv_cost (const VanityCall *call)
{
  const VanityShape *weights = &call->inputs[1].shape;

  return vanity_shape_get_elements (&call->outputs[0].shape)
         * vanity_shape_get_extent (weights, 1, 4);
}

typedef struct
{
  float *weights;
  float *bias;
} ConvState;

static void
conv_prepare (VanityCall *call)
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
conv_release (VanityCall *call)
{
  ConvState *state = call->state;

  g_free (state->weights);
  g_free (state->bias);
  g_free (state);
}

static void
conv_run (VanityCall *call, gint64 from, gint64 to, int worker)
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
      int y0, first_y, last_y;

      vanity_window_clip (window, 0, y, &y0, &first_y, &last_y);
      for (int x = 0; x < window->out[1]; x++)
        {
          int x0, first_x, last_x;

          vanity_window_clip (window, 1, x, &x0, &first_x, &last_x);
          for (int o = 0; o < params->out_channels; o++)
            {
              float sum = state->bias[o];

              for (int ky = first_y; ky < last_y; ky++)
                for (int kx = first_x; kx < last_x; kx++)
                  {
                    const float *pixel = in
                                         + ((gint64)(y0 + ky * window->dilation[0]) * window->in[1]
                                            + x0 + kx * window->dilation[1])
                                               * params->in_channels
                                         + (gint64)(o / group_out) * group_in;
                    const float *weight
                        = state->weights
                          + (((gint64)o * window->kernel[0] + ky) * window->kernel[1] + kx)
                                * group_in;

                    for (int i = 0; i < group_in; i++)
                      sum += pixel[i] * weight[i];
                  }
              out[(gint64)x * params->out_channels + o] = sum;
            }
        }
    }
}

static void
conv_forward (VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 rows = shape->dim[0] * shape->dim[1];

  vanity_call_split (call, conv_run, rows, (double)conv_cost (call) / rows / 20);
}

const VanityOperator vanity_operator_conv = {
  .name = "Conv",
  .min_inputs = 2,
  .max_inputs = 3,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2,
  .params_size = sizeof (VanityConvParams),
  .infer = conv_infer,
  .cost = conv_cost,
  .prepare = conv_prepare,
  .forward = conv_forward,
  .release = conv_release,
};
