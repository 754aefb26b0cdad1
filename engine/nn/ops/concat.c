#include "nn/ops/concat.h"

#include "nn/ops/move-backward.h"
#include "nn/ops/split.h"

#include <string.h>

static gboolean
concat_infer (VanityCall *call, GError **error)
{
  VanityConcatParams *params = call->params;
  VanityShape shape = call->inputs[0].shape;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_get_axis (call, VANITY_AXIS_MUST, shape.rank, &params->axis, error))
    return FALSE;
  for (int i = 1; i < call->n_inputs; i++)
    {
      const VanityShape *other = &call->inputs[i].shape;

      if (!vanity_call_check_input (call, i, shape.rank, shape.rank, error))
        return FALSE;
      for (int k = 0; k < shape.rank; k++)
        if (k != params->axis && other->dim[k] != shape.dim[k])
          return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                   "inputs 0 and %d differ along axis %d", i, k);
      shape.dim[params->axis] += other->dim[params->axis];
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

/* Rows [from, to) of the dimensions before the axis. */
static void
concat_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityConcatParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 out_row = vanity_shape_get_extent (shape, params->axis, shape->rank);
  float *out = (float *)call->outputs[0].data + from * out_row;

  for (int i = 0; i < call->n_inputs; i++)
    {
      gint64 row = vanity_shape_get_extent (&call->inputs[i].shape, params->axis, shape->rank);
      const float *in = (const float *)call->inputs[i].data + from * row;

      for (gint64 k = 0; k < to - from; k++)
        memcpy (out + k * out_row, in + k * row, row * sizeof (float));
      out += row;
    }
}

static void
concat_forward (VanityCall *call)
{
  const VanityConcatParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;

  vanity_call_split (call, concat_run, vanity_shape_get_extent (shape, 0, params->axis),
                     vanity_shape_get_extent (shape, params->axis, shape->rank) * 0.1);
}

const VanityOperator vanity_operator_concat = {
  .name = "Concat",
  .min_inputs = 1,
  .max_inputs = -1,
  .max_outputs = 1,
  .params_size = sizeof (VanityConcatParams),
  .infer = concat_infer,
  .forward = concat_forward,
  .backward = &vanity_concat_backward,
};
