#include "nn/ops/batch-normalization.h"

#include "nn/ops/normalize-backward.h"
#include "nn/ops/normalize.h"

#include <math.h>

static gboolean
batch_normalization_infer (VanityCall *call, GError **error)
{
  VanityBatchNormalizationParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;

  if (!vanity_call_check_input (call, 0, 2, VANITY_MAX_RANK, error)
      || !vanity_call_get_float (call, "epsilon", 1e-5, &params->epsilon, error)
      || !vanity_call_get_float (call, "momentum", 0.9, &params->momentum, error))
    return FALSE;
  if (!(params->momentum >= 0.0f && params->momentum <= 1.0f))
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "a momentum of %g is not 0 to 1",
                             params->momentum);
  for (int i = 1; i < 5; i++)
    {
      if (!vanity_call_check_input (call, i, 1, 1, error))
        return FALSE;
      if (call->inputs[i].shape.dim[0] != input->dim[input->rank - 1])
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "input %d has %" G_GINT64_FORMAT " numbers for %" G_GINT64_FORMAT
                                 " channels",
                                 i, call->inputs[i].shape.dim[0], input->dim[input->rank - 1]);
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, input, error);
}

static gint64
batch_normalization_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape);
}

static void
batch_normalization_prepare (VanityCall *call)
{
  call->scratch_bytes = vanity_scaling_get_floats (call->inputs[1].shape.dim[0]) * sizeof (float);
}

/* Rows [from, to) of channels. */
static void
batch_normalization_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  VanityScaling scaling = vanity_scaling_init (call->scratch, call->inputs[1].shape.dim[0]);

  vanity_scaling_run (&scaling, call, from, to);
}

static void
batch_normalization_forward (VanityCall *call)
{
  const VanityBatchNormalizationParams *params = call->params;
  const float *scale = call->inputs[1].data, *bias = call->inputs[2].data;
  const float *mean = call->inputs[3].data, *variance = call->inputs[4].data;
  gint64 channels = call->inputs[1].shape.dim[0];
  VanityScaling scaling = vanity_scaling_init (call->scratch, channels);

  for (gint64 c = 0; c < channels; c++)
    vanity_scaling_set (&scaling, c, mean[c],
                        scale[c] / sqrt ((double)variance[c] + params->epsilon), bias[c]);
  vanity_call_split (call, batch_normalization_run,
                     vanity_shape_get_elements (&call->outputs[0].shape) / channels,
                     channels * 0.15);
}

/* As it is after training: the mean and variance are given. */
const VanityOperator vanity_operator_batch_normalization = {
  .name = "BatchNormalization",
  .flags = VANITY_OPERATOR_IN_PLACE | VANITY_OPERATOR_FUSES,
  .min_inputs = 5,
  .max_inputs = 5,
  .max_outputs = 1,
  .params_size = sizeof (VanityBatchNormalizationParams),
  .infer = batch_normalization_infer,
  .cost = batch_normalization_cost,
  .prepare = batch_normalization_prepare,
  .forward = batch_normalization_forward,
  .backward = &vanity_batch_normalization_backward,
};
