#include "nn/ops/conv-backward.h"
#include "nn/ops/conv.h"
#include "nn/ops/implicit-gemm.h"

/* More than any network has: strides of a few elements are usual, and groups are not. */
#define MAX_PRODUCTS 65536

/* Outputs have so many phases along an axis, each a product of its own. */
static int
get_phases (const VanityWindow *window, int axis)
{
  return MIN (window->stride[axis], window->out[axis]);
}

static gboolean
conv_transpose_infer (VanityCall *call, GError **error)
{
  const VanityConvParams *params = call->params;
  gint64 products;

  if (!vanity_conv_infer_common (call, TRUE, error))
    return FALSE;
  products = (gint64)get_phases (&params->window, 0) * get_phases (&params->window, 1);
  if (products > MAX_PRODUCTS / params->group)
    return vanity_call_fail (call, VANITY_ERROR_LIMIT, error,
                             "%d groups with strides %d and %d are %" G_GINT64_FORMAT
                             " products, more than %d",
                             params->group, params->window.stride[0], params->window.stride[1],
                             products * params->group, MAX_PRODUCTS);
  return TRUE;
}

static gint64
conv_transpose_cost (const VanityCall *call)
{
  const VanityShape *input = &call->inputs[0].shape;

  return vanity_shape_get_extent (input, 0, 3) * vanity_shape_get_elements (&call->inputs[1].shape);
}

/* Every output lies in one phase of the stride in y and x, and is reached by the same taps as its
 * fellows: a transposed convolution is one ordinary convolution for each phase. */
typedef struct
{
  int n_gemms; /* groups × phases */
  VanityImplicitGemm *gemms;
} TransposeState;

/* Taps along `axis` that reach outputs of phase `phase`: which, and how far from output ÷ stride
 * their input lies. Returns how many. */
static int
find_taps (const VanityWindow *window, int axis, int phase, int *taps, int *offsets)
{
  int n_taps = 0;

  for (int k = 0; k < window->kernel[axis]; k++)
    {
      int at = phase + window->before[axis] - k * window->dilation[axis];
      int stride = window->stride[axis];

      if (at % stride != 0)
        continue;
      taps[n_taps] = k;
      offsets[n_taps++] = at / stride;
    }
  return n_taps;
}

/* A mask, say, that is enlarged without overlap: the phases along x have one tap each, all at the
 * same input, and their only channels lie side by side. They are columns of one product. */
static gboolean
joins_phases (const VanityConvParams *params)
{
  const VanityWindow *window = &params->window;

  return params->out_channels == 1 && params->group == 1 && window->dilation[1] == 1
         && window->before[1] == 0 && window->kernel[1] == window->stride[1]
         && window->out[1] == (gint64)window->in[1] * window->stride[1];
}

static void
prepare_joined (VanityCall *call, VanityImplicitGemm *gemm, int phase_y)
{
  const VanityConvParams *params = call->params;
  const VanityWindow *window = &params->window;
  gint64 row = window->out[1];
  g_autofree int *taps_y = g_new (int, window->kernel[0]);
  g_autofree int *offsets_y = g_new (int, window->kernel[0]);
  VanityConvWeights weights = vanity_conv_get_weights (call, 0);
  int n_y = find_taps (window, 0, phase_y, taps_y, offsets_y);

  *gemm = (VanityImplicitGemm){
    .n_taps = n_y,
    .tap = g_malloc_n (MAX (n_y, 1), sizeof *gemm->tap),
    .stride = { 1, 1 },
    .batch = params->batch,
    .in = { window->in[0], window->in[1] },
    .in_channels = params->in_channels,
    .in_count = params->in_channels,
    .out
    = { (window->out[0] - phase_y + window->stride[0] - 1) / window->stride[0], window->in[1] },
    .out_batch = row * window->out[0],
    .out_row = row * window->stride[0],
    .out_pixel = window->stride[1],
    .out_offset = row * phase_y,
    .columns = window->stride[1],
    .weights = weights.data,
    .column_stride = weights.tap,
    .element_stride = weights.inner,
    .taps_at = g_new (gint64, MAX (n_y, 1)),
    .scale = 1.0f,
    .bias = vanity_call_has_input (call, 2) ? call->inputs[2].data : NULL,
    .bias_scale = 1.0f,
  };
  for (int y = 0; y < n_y; y++)
    {
      gemm->tap[y][0] = offsets_y[y];
      gemm->tap[y][1] = 0;
      gemm->taps_at[y] = (gint64)taps_y[y] * window->kernel[1] * weights.tap;
    }
}

static void
prepare_phase (VanityCall *call, VanityImplicitGemm *gemm, int group, int phase_y, int phase_x)
{
  const VanityConvParams *params = call->params;
  const VanityWindow *window = &params->window;
  const float *bias = vanity_call_has_input (call, 2) ? call->inputs[2].data : NULL;
  int group_in = params->in_channels / params->group;
  int group_out = params->out_channels / params->group;
  gint64 row = (gint64)window->out[1] * params->out_channels;
  g_autofree int *taps_y = g_new (int, window->kernel[0]);
  g_autofree int *taps_x = g_new (int, window->kernel[1]);
  g_autofree int *offsets_y = g_new (int, window->kernel[0]);
  g_autofree int *offsets_x = g_new (int, window->kernel[1]);
  VanityConvWeights weights = vanity_conv_get_weights (call, group);
  int n_y = find_taps (window, 0, phase_y, taps_y, offsets_y);
  int n_x = find_taps (window, 1, phase_x, taps_x, offsets_x);

  *gemm = (VanityImplicitGemm){
    .n_taps = n_y * n_x,
    .tap = g_malloc_n (MAX (n_y * n_x, 1), sizeof *gemm->tap),
    .stride = { 1, 1 },
    .batch = params->batch,
    .in = { window->in[0], window->in[1] },
    .in_channels = params->in_channels,
    .in_first = group * group_in,
    .in_count = group_in,
    .out = { (window->out[0] - phase_y + window->stride[0] - 1) / window->stride[0],
             (window->out[1] - phase_x + window->stride[1] - 1) / window->stride[1] },
    .out_batch = row * window->out[0],
    .out_row = row * window->stride[0],
    .out_pixel = (gint64)params->out_channels * window->stride[1],
    .out_offset = row * phase_y + (gint64)params->out_channels * phase_x + group * group_out,
    .columns = group_out,
    .first_channel = group * group_out,
    .weights = weights.data,
    .column_stride = weights.column,
    .element_stride = weights.inner,
    .taps_at = g_new (gint64, MAX (n_y * n_x, 1)),
    .scale = 1.0f,
    .bias = bias != NULL ? bias + group * group_out : NULL,
    .bias_stride = 1,
    .bias_scale = 1.0f,
  };
  for (int y = 0; y < n_y; y++)
    for (int x = 0; x < n_x; x++)
      {
        int t = y * n_x + x;

        gemm->tap[t][0] = offsets_y[y];
        gemm->tap[t][1] = offsets_x[x];
        gemm->taps_at[t] = (taps_y[y] * window->kernel[1] + taps_x[x]) * weights.tap;
      }
}

static void
conv_transpose_prepare (VanityCall *call)
{
  const VanityConvParams *params = call->params;
  const VanityWindow *window = &params->window;
  TransposeState *state = g_new0 (TransposeState, 1);
  int phases_y = get_phases (window, 0);
  gboolean joins = joins_phases (params);
  int phases_x = joins ? 1 : get_phases (window, 1);

  call->state = state;
  state->gemms = g_new0 (VanityImplicitGemm, (gsize)params->group * phases_y * phases_x);
  for (int g = 0; g < params->group; g++)
    for (int y = 0; y < phases_y; y++)
      for (int x = 0; x < phases_x; x++)
        {
          if (joins)
            prepare_joined (call, &state->gemms[state->n_gemms++], y);
          else
            prepare_phase (call, &state->gemms[state->n_gemms++], g, y, x);
        }
  vanity_implicit_gemm_prepare (state->gemms, state->n_gemms, call);
}

static void
conv_transpose_release (VanityCall *call)
{
  TransposeState *state = call->state;

  for (int i = 0; i < state->n_gemms; i++)
    vanity_implicit_gemm_clear (&state->gemms[i]);
  g_free (state->gemms);
  g_free (state);
}

static void
conv_transpose_forward (VanityCall *call)
{
  const TransposeState *state = call->state;

  vanity_implicit_gemm_run (state->gemms, state->n_gemms, call);
}

const VanityOperator vanity_operator_conv_transpose = {
  .name = "ConvTranspose",
  .flags = VANITY_OPERATOR_FUSES,
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
  .backward = &vanity_conv_backward,
};
