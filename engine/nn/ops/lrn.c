#include "nn/backward.h"
#include "nn/ops/split.h"

#include <math.h>

typedef struct
{
  float alpha, beta, bias;
  gint64 size; /* channels in the neighbourhood */
} LrnParams;

static gboolean
lrn_infer (VanityCall *call, GError **error)
{
  LrnParams *params = call->params;

  if (!vanity_call_check_input (call, 0, 3, VANITY_MAX_RANK, error)
      || !vanity_call_get_float (call, "alpha", 0.0001, &params->alpha, error)
      || !vanity_call_get_float (call, "beta", 0.75, &params->beta, error)
      || !vanity_call_get_float (call, "bias", 1.0, &params->bias, error)
      || !vanity_call_get_int (call, "size", 0, 1, G_MAXINT32, &params->size, error))
    return FALSE;
  if (params->size == 0)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“size” is missing");
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &call->inputs[0].shape, error);
}

static gint64
lrn_cost (const VanityCall *call)
{
  const LrnParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;

  return vanity_shape_get_elements (shape) * MIN (params->size, shape->dim[shape->rank - 1]);
}

/* How large the neighbourhood of channel `c` is: its mean square, weighted, with the bias. */
static float
get_size (const LrnParams *params, const float *in, gint64 c, gint64 channels)
{
  gint64 first = MAX (c - (params->size - 1) / 2, 0);
  gint64 last = MIN (c + params->size / 2, channels - 1);
  float sum = 0.0f;

  for (gint64 i = first; i <= last; i++)
    sum += in[i] * in[i];
  return params->bias + params->alpha / params->size * sum;
}

/* Rows [from, to) of channels. */
static void
lrn_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const LrnParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 channels = shape->dim[shape->rank - 1];

  for (gint64 row = from; row < to; row++)
    {
      const float *in = (const float *)call->inputs[0].data + row * channels;
      float *out = (float *)call->outputs[0].data + row * channels;

      for (gint64 c = 0; c < channels; c++)
        out[c] = in[c] / powf (get_size (params, in, c, channels), params->beta);
    }
}

static void
lrn_forward (VanityCall *call)
{
  gint64 rows
      = vanity_shape_get_extent (&call->outputs[0].shape, 0, call->outputs[0].shape.rank - 1);

  vanity_call_split (call, lrn_run, rows, (double)lrn_cost (call) / rows + 10.0);
}

static gboolean
lrn_backward_prepare (VanityBackwardCall *back, GError **error)
{
  const VanityShape *shape = &back->output_gradient.shape;

  back->scratch_bytes
      = vanity_pool_get_threads (back->call->pool) * shape->dim[shape->rank - 1] * sizeof (float);
  return TRUE;
}

/* ∂x = ∂y · sᵝ⁻ − 2 alpha beta ÷ size · x · Σ ∂y x sᵝ⁻ ÷ s, over all whose neighbour x is; sᵝ⁻ is s
 * to the power of −beta. */
static void
lrn_back (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const LrnParams *params = back->call->params;
  const VanityShape *shape = &back->output_gradient.shape;
  gint64 channels = shape->dim[shape->rank - 1];
  float *shares = (float *)back->scratch + worker * channels;

  for (gint64 row = from; row < to; row++)
    {
      const float *in = (const float *)back->call->inputs[0].data + row * channels;
      const float *given = (const float *)back->output_gradient.data + row * channels;
      float *out = (float *)back->input_gradients[0].data + row * channels;

      for (gint64 c = 0; c < channels; c++)
        {
          float size = get_size (params, in, c, channels);

          out[c] = given[c] * powf (size, -params->beta);
          shares[c] = out[c] * in[c] / size;
        }
      for (gint64 c = 0; c < channels; c++)
        {
          gint64 first = MAX (c - params->size / 2, 0);
          gint64 last = MIN (c + (params->size - 1) / 2, channels - 1);
          float sum = 0.0f;

          for (gint64 i = first; i <= last; i++)
            sum += shares[i];
          out[c] -= 2.0f * params->alpha * params->beta / params->size * in[c] * sum;
        }
    }
}

static void
lrn_backward_run (VanityBackwardCall *back)
{
  const VanityShape *shape = &back->output_gradient.shape;
  gint64 rows = vanity_shape_get_extent (shape, 0, shape->rank - 1);

  vanity_backward_split (back, lrn_back, rows, 2.0 * lrn_cost (back->call) / rows + 20.0);
}

static const VanityBackward lrn_backward = {
  .differentiable = 1 << 0,
  .reads_inputs = 1 << 0,
  .prepare = lrn_backward_prepare,
  .run = lrn_backward_run,
};

/* Krizhevsky et al., ImageNet Classification with Deep Convolutional Neural Networks, 2012. */
const VanityOperator vanity_operator_lrn = {
  .name = "LRN",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (LrnParams),
  .infer = lrn_infer,
  .cost = lrn_cost,
  .forward = lrn_forward,
  .backward = &lrn_backward,
};
