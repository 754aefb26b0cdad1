/* The gradient of a convolution's input is the transposed convolution of the output's gradient with
 * the weights' channels exchanged, and the other way round; with a stride of 1, it is a convolution
 * with the window turned around, too. So there is an inner node that the operators themselves run,
 * as fast as they can. */
#include "nn/ops/conv-backward.h"

#include "nn/attributes.h"
#include "nn/graph-private.h"
#include "nn/ops/conv-gradient.h"
#include "nn/ops/conv.h"
#include "nn/ops/multiply.h"

#include <string.h>

typedef struct
{
  gboolean transposed; /* this is ConvTranspose */
  gboolean turned;     /* the inner node is Conv, of a Conv */
  VanityCall inner;
  VanityTensor inputs[2];
  VanityTensor output;
} ConvBackward;

static gboolean
is_transposed (const VanityCall *call)
{
  return call->op == vanity_operator_find ("ConvTranspose");
}

/* Convolution from the wide side to the narrow one. */
static VanityConvGradient
get_gradient (const VanityBackwardCall *back)
{
  const VanityCall *call = back->call;
  const VanityConvParams *params = call->params;
  const float *in = call->inputs[0].data, *given = back->output_gradient.data;

  return is_transposed (call) ? (VanityConvGradient){ .batch = params->batch,
                                                      .group = params->group,
                                                      .wide = given,
                                                      .wide_channels = params->out_channels,
                                                      .narrow = in,
                                                      .narrow_channels = params->in_channels }
                              : (VanityConvGradient){ .batch = params->batch,
                                                      .group = params->group,
                                                      .wide = in,
                                                      .wide_channels = params->in_channels,
                                                      .narrow = given,
                                                      .narrow_channels = params->out_channels };
}

/* The window from the wide side to the narrow one. */
static VanityWindow
get_window (const VanityCall *call)
{
  const VanityConvParams *params = call->params;
  VanityWindow window = params->window;

  if (is_transposed (call))
    for (int i = 0; i < 2; i++)
      {
        window.in[i] = params->window.out[i];
        window.out[i] = params->window.in[i];
      }
  return window;
}

static void
set_pair (VanityAttributes *attributes, const char *name, const int *values)
{
  gint64 pair[] = { values[0], values[1] };

  vanity_attributes_set_ints (attributes, name, pair, 2);
}

/* The attributes of the inner node; sets state->turned. */
static VanityAttributes *
make_attributes (const VanityCall *call, ConvBackward *state)
{
  const VanityConvParams *params = call->params;
  VanityWindow window = get_window (call);
  VanityAttributes *attributes = vanity_attributes_new ();
  gint64 pads[4];
  int beyond[2];

  state->turned = !state->transposed && window.stride[0] == 1 && window.stride[1] == 1;
  for (int i = 0; i < 2; i++)
    {
      int reach = (window.kernel[i] - 1) * window.dilation[i] + 1;
      int covered = (window.out[i] - 1) * window.stride[i] + reach - window.before[i];

      /* What the windows do not reach at the end, or reach too far. */
      beyond[i] = window.in[i] - covered;
      pads[i] = window.before[i];
      pads[i + 2] = -beyond[i];
      state->turned = state->turned && reach - 1 - pads[i] >= 0 && reach - 1 - pads[i + 2] >= 0;
    }
  for (int i = 0; i < 2; i++)
    {
      int reach = (window.kernel[i] - 1) * window.dilation[i] + 1;

      if (state->turned)
        {
          pads[i] = reach - 1 - pads[i];
          pads[i + 2] = reach - 1 - pads[i + 2];
        }
      else
        {
          pads[i + 2] = MAX (-beyond[i], 0);
          beyond[i] = MAX (beyond[i], 0);
        }
    }
  set_pair (attributes, "strides", window.stride);
  set_pair (attributes, "dilations", window.dilation);
  vanity_attributes_set_ints (attributes, "pads", pads, 4);
  vanity_attributes_set_int (attributes, "group", params->group);
  if (!state->turned && !state->transposed)
    set_pair (attributes, "output_padding", beyond);
  return attributes;
}

static gsize
get_weight_bytes (const VanityCall *call)
{
  return (vanity_shape_get_elements (&call->inputs[1].shape) * sizeof (float) + 63) / 64 * 64;
}

static gboolean
prepare_inner (VanityBackwardCall *back, ConvBackward *state, GError **error)
{
  const VanityCall *call = back->call;
  const VanityConvParams *params = call->params;
  VanityCall *inner = &state->inner;
  VanityConvParams *inner_params;
  g_autoptr (VanityAttributes) attributes = make_attributes (call, state);

  *inner = (VanityCall){
    .op = vanity_operator_find (state->turned || state->transposed ? "Conv" : "ConvTranspose"),
    .name = call->name,
    .attributes = attributes,
    .n_inputs = 2,
    .inputs = state->inputs,
    .n_outputs = 1,
    .outputs = &state->output,
    .pool = call->pool,
    .kernels = call->kernels,
    .epilogue = { .activation = VANITY_ACTIVATION_NONE },
    .packs_anew = call->packs_anew,
  };
  inner->params = inner_params = g_malloc0 (inner->op->params_size);
  state->inputs[0] = call->outputs[0];
  state->inputs[0].data = NULL;
  state->inputs[1].data = call->inputs[1].data;
  state->inputs[1].shape
      = VANITY_SHAPE (params->in_channels, params->window.kernel[0], params->window.kernel[1],
                      params->out_channels / params->group);
  if (!inner->op->infer (inner, error))
    return FALSE;
  inner->attributes = NULL;
  if (!vanity_shape_equal (&state->output.shape, &call->inputs[0].shape))
    return vanity_call_fail (call, VANITY_ERROR_UNSUPPORTED, error,
                             "there is no backward for its padding");
  inner_params->exchanged = TRUE;
  inner_params->turned = state->turned;
  if (!vanity_call_prepare (inner, error))
    return FALSE;
  back->state_bytes = inner->state_bytes;
  back->scratch_bytes = inner->scratch_bytes;
  return TRUE;
}

static gboolean
conv_prepare (VanityBackwardCall *back, GError **error)
{
  const VanityCall *call = back->call;
  const VanityConvParams *params = call->params;
  ConvBackward *state = g_new0 (ConvBackward, 1);

  back->state = state;
  state->transposed = is_transposed (call);
  if (vanity_backward_wants (back, 0) && !prepare_inner (back, state, error))
    return FALSE;
  if (vanity_backward_wants (back, 1))
    {
      VanityWindow window = get_window (call);
      VanityConvGradient gradient = get_gradient (back);
      gsize bytes;

      gradient.window = &window;
      bytes = vanity_conv_gradient_get_scratch (&gradient, call);
      if (state->transposed)
        bytes += get_weight_bytes (call);
      back->scratch_bytes = MAX (back->scratch_bytes, bytes);
    }
  if (vanity_backward_wants (back, 2))
    back->scratch_bytes
        = MAX (back->scratch_bytes, VANITY_SUM_SLICES * params->out_channels * sizeof (float));
  return TRUE;
}

static void
run_input (VanityBackwardCall *back, ConvBackward *state)
{
  VanityCall *inner = &state->inner;

  state->inputs[0].data = back->output_gradient.data;
  state->output.data = back->input_gradients[0].data;
  inner->scratch = back->scratch;
  inner->op->forward (inner);
}

static void
run_weights (VanityBackwardCall *back, const ConvBackward *state)
{
  const VanityCall *call = back->call;
  const VanityConvParams *params = call->params;
  VanityWindow window = get_window (call);
  VanityConvGradient gradient = get_gradient (back);
  float *out = back->input_gradients[1].data, *exchanged = back->scratch;
  gboolean add = vanity_backward_has_bit (back->adds, 1);

  gradient.window = &window;
  if (!state->transposed)
    {
      gradient.out = out;
      gradient.add = add;
      vanity_conv_gradient_run (&gradient, call, back->scratch);
    }
  else
    {
      int taps = window.kernel[0] * window.kernel[1];
      int group_in = params->in_channels / params->group;
      int group_out = params->out_channels / params->group;

      /* It comes as [i, ky, kx, o]. */
      gradient.out = exchanged;
      vanity_conv_gradient_run (&gradient, call, (char *)back->scratch + get_weight_bytes (call));
      for (int g = 0; g < params->group; g++)
        for (int o = 0; o < group_out; o++)
          for (int t = 0; t < taps; t++)
            for (int i = 0; i < group_in; i++, out++)
              *out = (add ? *out : 0.0f)
                     + exchanged[(((gint64)g * group_in + i) * taps + t) * group_out + o];
    }
}

static void
conv_run (VanityBackwardCall *back)
{
  const VanityConvParams *params = back->call->params;

  if (vanity_backward_wants (back, 2))
    vanity_multiply_sum_rows (back->input_gradients[2].data, back->output_gradient.data,
                              vanity_shape_get_extent (&back->output_gradient.shape, 0, 3),
                              params->out_channels, back->scratch, back->call);
  if (vanity_backward_wants (back, 1))
    run_weights (back, back->state);
  if (vanity_backward_wants (back, 0))
    run_input (back, back->state);
}

static void
conv_release (VanityBackwardCall *back)
{
  ConvBackward *state = back->state;

  if (state->inner.state != NULL)
    state->inner.op->release (&state->inner);
  g_free (state->inner.params);
  g_free (state);
}

const VanityBackward vanity_conv_backward = {
  .differentiable = 1 << 0 | 1 << 1 | 1 << 2,
  .reads_inputs = 1 << 0 | 1 << 1,
  .adds = 1 << 1,
  .prepare = conv_prepare,
  .run = conv_run,
  .release = conv_release,
};
