#include "nn/ops/layer-normalization.h"

#include "nn/ops/normalize-backward.h"
#include "nn/ops/split.h"

/* Whether a scale of that shape has a number for each element from the axis on. */
static gboolean
fits (const VanityShape *given, const VanityShape *input, int axis)
{
  VanityShape wanted = { .rank = input->rank - axis };

  for (int i = 0; i < wanted.rank; i++)
    wanted.dim[i] = input->dim[axis + i];
  return vanity_shape_equal (given, &wanted);
}

static gboolean
layer_normalization_infer (VanityCall *call, GError **error)
{
  VanityLayerNormalizationParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  int axis;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_get_axis (call, -1, input->rank, &axis, error)
      || !vanity_call_get_float (call, "epsilon", 1e-5, &params->epsilon, error))
    return FALSE;
  params->length = vanity_shape_get_extent (input, axis, input->rank);
  for (int i = 1; i < call->n_inputs; i++)
    {
      if (!vanity_call_has_input (call, i))
        continue;
      if (!vanity_call_check_input (call, i, 0, VANITY_MAX_RANK, error))
        return FALSE;
      if (!fits (&call->inputs[i].shape, input, axis))
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "input %d must have the input's shape from axis %d on", i, axis);
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, input, error);
}

static gint64
layer_normalization_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * 3;
}

static void
layer_normalization_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityLayerNormalizationParams *params = call->params;
  const float *scale = call->inputs[1].data;
  const float *bias = vanity_call_has_input (call, 2) ? call->inputs[2].data : NULL;
  gint64 length = params->length;

  call->kernels->normalize_rows ((float *)call->outputs[0].data + from * length,
                                 (const float *)call->inputs[0].data + from * length, to - from,
                                 length, scale, bias, params->epsilon);
}

static void
layer_normalization_forward (VanityCall *call)
{
  const VanityLayerNormalizationParams *params = call->params;
  gint64 elements = vanity_shape_get_elements (&call->outputs[0].shape);

  vanity_call_split (call, layer_normalization_run, elements / params->length,
                     20 + params->length * 0.3);
}

/* Ba et al., Layer Normalization, 2016. */
const VanityOperator vanity_operator_layer_normalization = {
  .name = "LayerNormalization",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 2,
  .max_inputs = 3,
  .max_outputs = 1,
  .params_size = sizeof (VanityLayerNormalizationParams),
  .infer = layer_normalization_infer,
  .cost = layer_normalization_cost,
  .forward = layer_normalization_forward,
  .backward = &vanity_layer_normalization_backward,
};
