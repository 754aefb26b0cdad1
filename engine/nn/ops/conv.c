#include "nn/ops/conv.h"

#include "nn/graph-private.h"
#include "nn/ops/conv-backward.h"
#include "nn/ops/conv-choice.h"
#include "nn/ops/implicit-gemm.h"
#include "nn/ops/split.h"
#include "nn/ops/winograd.h"

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

VanityConvWeights
vanity_conv_get_weights (const VanityCall *call, int group)
{
  const VanityConvParams *params = call->params;
  int taps = params->window.kernel[0] * params->window.kernel[1];
  int group_in = params->in_channels / params->group;
  int group_out = params->out_channels / params->group;
  const float *data
      = (const float *)call->inputs[1].data + (gint64)group * group_out * taps * group_in;

  if (!params->exchanged)
    return (VanityConvWeights){ data, (gint64)taps * group_in, group_in, 1 };
  if (!params->turned)
    return (VanityConvWeights){ data, 1, group_out, (gint64)taps * group_out };
  return (VanityConvWeights){ data + (gint64)(taps - 1) * group_out, 1, -group_out,
                              (gint64)taps * group_out };
}

typedef struct
{
  gboolean depthwise;
  /* Depthwise: [taps, channels], then a bias for each channel. */
  float *weights;
  VanityWinograd winograd; /* has a size of 0 where it is not used */
  /* Otherwise products, one for each group. */
  int n_gemms;
  VanityImplicitGemm *gemms;
} ConvState;

static void
fill_depthwise (VanityCall *call, ConvState *state)
{
  const VanityConvParams *params = call->params;
  const float *bias = vanity_call_has_input (call, 2) ? call->inputs[2].data : NULL;
  int taps = params->window.kernel[0] * params->window.kernel[1];
  int channels = params->out_channels;

  for (int c = 0; c < channels; c++)
    {
      VanityConvWeights weights = vanity_conv_get_weights (call, c);

      for (int t = 0; t < taps; t++)
        state->weights[t * channels + c] = weights.data[t * weights.tap];
      state->weights[taps * channels + c] = bias != NULL ? bias[c] : 0.0f;
    }
}

static void
prepare_depthwise (VanityCall *call, ConvState *state)
{
  const VanityConvParams *params = call->params;
  int taps = params->window.kernel[0] * params->window.kernel[1];

  state->depthwise = TRUE;
  state->weights
      = vanity_call_alloc (call, (gsize)(taps + 1) * params->out_channels * sizeof (float));
  if (state->weights != NULL && !call->packs_anew)
    fill_depthwise (call, state);
}

static void
prepare_gemms (VanityCall *call, ConvState *state)
{
  const VanityConvParams *params = call->params;
  const VanityWindow *window = &params->window;
  const float *bias = vanity_call_has_input (call, 2) ? call->inputs[2].data : NULL;
  int taps = window->kernel[0] * window->kernel[1];
  int group_in = params->in_channels / params->group;
  int group_out = params->out_channels / params->group;

  state->n_gemms = params->group;
  state->gemms = g_new0 (VanityImplicitGemm, params->group);
  for (int g = 0; g < params->group; g++)
    {
      VanityImplicitGemm *gemm = &state->gemms[g];
      gint64 out_row = (gint64)window->out[1] * params->out_channels;
      VanityConvWeights weights = vanity_conv_get_weights (call, g);

      *gemm = (VanityImplicitGemm){
        .n_taps = taps,
        .tap = g_malloc_n (taps, sizeof *gemm->tap),
        .stride = { window->stride[0], window->stride[1] },
        .batch = params->batch,
        .in = { window->in[0], window->in[1] },
        .in_channels = params->in_channels,
        .in_first = g * group_in,
        .in_count = group_in,
        .out = { window->out[0], window->out[1] },
        .out_batch = out_row * window->out[0],
        .out_row = out_row,
        .out_pixel = params->out_channels,
        .out_offset = g * group_out,
        .columns = group_out,
        .first_channel = g * group_out,
        .weights = weights.data,
        .column_stride = weights.column,
        .element_stride = weights.inner,
        .taps_at = g_new (gint64, taps),
        .scale = 1.0f,
        .bias = bias != NULL ? bias + g * group_out : NULL,
        .bias_stride = 1,
        .bias_scale = 1.0f,
      };
      for (int t = 0; t < taps; t++)
        {
          gemm->taps_at[t] = t * weights.tap;
          gemm->tap[t][0] = t / window->kernel[1] * window->dilation[0] - window->before[0];
          gemm->tap[t][1] = t % window->kernel[1] * window->dilation[1] - window->before[1];
        }
    }
  vanity_implicit_gemm_prepare (state->gemms, params->group, call);
}

/* The product that makes `pixels` pixels of a row at once, from pixel `first` on, `count` times. */
static void
fill_joined_gemm (VanityCall *call, VanityImplicitGemm *gemm, int pixels, int first, int count)
{
  const VanityConvParams *params = call->params;
  const VanityWindow *window = &params->window;
  VanityConvWeights weights = vanity_conv_get_weights (call, 0);
  int width = window->kernel[1] + (pixels - 1) * window->stride[1];
  int taps = window->kernel[0] * width, columns = pixels * params->out_channels;
  gint64 out_row = (gint64)window->out[1] * params->out_channels;

  *gemm = (VanityImplicitGemm){
    .n_taps = taps,
    .tap = g_malloc_n (taps, sizeof *gemm->tap),
    .stride = { window->stride[0], window->stride[1] * pixels },
    .batch = params->batch,
    .in = { window->in[0], window->in[1] },
    .in_channels = params->in_channels,
    .in_count = params->in_channels,
    .out = { window->out[0], count },
    .out_batch = out_row * window->out[0],
    .out_row = out_row,
    .out_pixel = columns,
    .out_offset = (gint64)first * params->out_channels,
    .columns = columns,
    .weights = weights.data,
    .column_stride = weights.column,
    .element_stride = weights.inner,
    .taps_at = g_new (gint64, (gsize)pixels * taps),
    .period = params->out_channels,
    .scale = 1.0f,
    .bias = vanity_call_has_input (call, 2) ? call->inputs[2].data : NULL,
    .bias_stride = 1,
    .bias_scale = 1.0f,
  };
  for (int t = 0; t < taps; t++)
    {
      gemm->tap[t][0] = t / width * window->dilation[0] - window->before[0];
      gemm->tap[t][1] = first * window->stride[1] + t % width - window->before[1];
      for (int p = 0; p < pixels; p++)
        {
          int x = t % width - p * window->stride[1];

          gemm->taps_at[p * taps + t] = x >= 0 && x < window->kernel[1]
                                            ? (t / width * window->kernel[1] + x) * weights.tap
                                            : VANITY_IMPLICIT_GEMM_NO_TAP;
        }
    }
}

static void
prepare_joined (VanityCall *call, ConvState *state, int pixels)
{
  const VanityConvParams *params = call->params;
  int out = params->window.out[1], left = out % pixels;

  state->n_gemms = left > 0 ? 2 : 1;
  state->gemms = g_new0 (VanityImplicitGemm, state->n_gemms);
  fill_joined_gemm (call, &state->gemms[0], pixels, 0, out / pixels);
  if (left > 0)
    fill_joined_gemm (call, &state->gemms[1], left, out - left, 1);
  vanity_implicit_gemm_prepare (state->gemms, state->n_gemms, call);
}

static void
prepare_winograd (VanityCall *call, ConvState *state, int size)
{
  const float *bias = vanity_call_has_input (call, 2) ? call->inputs[2].data : NULL;

  VanityConvWeights weights = vanity_conv_get_weights (call, 0);

  vanity_winograd_prepare (&state->winograd, call, size, &weights, bias);
}

static void
conv_prepare (VanityCall *call)
{
  const VanityConvParams *params = call->params;
  ConvState *state = g_new0 (ConvState, 1);
  VanityConvChoice choice = vanity_conv_choose (call);

  call->state = state;
  if (params->group == params->in_channels && params->group == params->out_channels
      && params->group > 1)
    prepare_depthwise (call, state);
  else if (choice.tiles != 0)
    prepare_winograd (call, state, choice.tiles);
  else if (choice.pixels > 1)
    prepare_joined (call, state, choice.pixels);
  else
    prepare_gemms (call, state);
}

static void
conv_release (VanityCall *call)
{
  ConvState *state = call->state;

  vanity_aligned_free (state->weights);
  vanity_winograd_clear (&state->winograd);
  for (int g = 0; g < state->n_gemms; g++)
    vanity_implicit_gemm_clear (&state->gemms[g]);
  g_free (state->gemms);
  g_free (state);
}

/* Output rows [from, to), of all images. */
static void
depthwise_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityConvParams *params = call->params;
  const ConvState *state = call->state;
  const VanityWindow *window = &params->window;
  const VanityTensor *residual = &call->epilogue.residual;
  gint64 channels = params->out_channels;
  gint64 taps = (gint64)window->kernel[0] * window->kernel[1];
  VanityDepthwiseRow row = {
    .in_row = window->dilation[0] * window->in[1] * channels,
    .in_pixels = window->in[1],
    .before = window->before[1],
    .stride = window->stride[1],
    .dilation = window->dilation[1],
    .bias = state->weights + taps * channels,
    .taps_x = window->kernel[1],
    .channels = params->out_channels,
    .pixels = window->out[1],
    .residual_channels = call->epilogue.has_residual ? residual->shape.dim[3] : 0,
    .activation = &call->epilogue.activation,
  };

  for (gint64 at = from; at < to; at++)
    {
      gint64 image = at / window->out[0];
      int y0, first, last;

      vanity_window_clip (window, 0, at % window->out[0], &y0, &first, &last);
      row.taps_y = last - first;
      row.in = (const float *)call->inputs[0].data
               + (image * window->in[0] + (row.taps_y > 0 ? y0 + first * window->dilation[0] : 0))
                     * window->in[1] * channels;
      row.weights = state->weights + first * window->kernel[1] * channels;
      row.out = (float *)call->outputs[0].data + at * window->out[1] * channels;
      row.residual = call->epilogue.has_residual ? (const float *)residual->data
                                                       + at * window->out[1] * row.residual_channels
                                                 : NULL;
      call->kernels->depthwise_row (&row);
    }
}

static void
conv_forward (VanityCall *call)
{
  const VanityConvParams *params = call->params;
  ConvState *state = call->state;

  if (state->depthwise && call->packs_anew)
    fill_depthwise (call, state);
  if (state->depthwise)
    {
      gint64 rows = (gint64)params->batch * params->window.out[0];

      vanity_call_split (call, depthwise_run, rows, (double)conv_cost (call) / rows / 30);
    }
  else if (state->winograd.size != 0)
    {
      vanity_winograd_run (&state->winograd, call);
    }
  else
    {
      vanity_implicit_gemm_run (state->gemms, state->n_gemms, call);
    }
}

const VanityOperator vanity_operator_conv = {
  .name = "Conv",
  .flags = VANITY_OPERATOR_FUSES,
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
  .backward = &vanity_conv_backward,
};
