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
        {
          gint64 first = MAX (c - (params->size - 1) / 2, 0);
          gint64 last = MIN (c + params->size / 2, channels - 1);
          float sum = 0.0f;

          for (gint64 i = first; i <= last; i++)
            sum += in[i] * in[i];
          out[c] = in[c] / powf (params->bias + params->alpha / params->size * sum, params->beta);
        }
    }
}

static void
lrn_forward (VanityCall *call)
{
  gint64 rows
      = vanity_shape_get_extent (&call->outputs[0].shape, 0, call->outputs[0].shape.rank - 1);

  vanity_call_split (call, lrn_run, rows, (double)lrn_cost (call) / rows + 10.0);
}

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
};
