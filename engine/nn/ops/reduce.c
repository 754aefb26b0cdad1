/* ReduceMean and GlobalAveragePool. */
#include "nn/operator.h"

#include <string.h>

typedef struct
{
  guint axes; /* bit i: axis i is averaged */
} ReduceParams;

static gboolean
reduce_infer (VanityCall *call, gboolean keep, GError **error)
{
  const ReduceParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  VanityShape shape = { 0 };

  for (int i = 0; i < input->rank; i++)
    {
      if ((params->axes & (1u << i)) == 0)
        shape.dim[shape.rank++] = input->dim[i];
      else if (keep)
        shape.dim[shape.rank++] = 1;
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

static gboolean
reduce_mean_infer (VanityCall *call, GError **error)
{
  ReduceParams *params = call->params;
  gint64 axes[VANITY_MAX_RANK];
  gint64 keep, noop;
  int n_axes;

  if (!vanity_call_check_input (call, 0, 0, VANITY_MAX_RANK, error)
      || !vanity_call_get_input_ints (call, 1, "axes", VANITY_MAX_RANK, axes, &n_axes, error)
      || !vanity_call_normalize_axes (call, axes, n_axes, call->inputs[0].shape.rank, error)
      || !vanity_call_get_int (call, "keepdims", 1, 0, 1, &keep, error)
      || !vanity_call_get_int (call, "noop_with_empty_axes", 0, 0, 1, &noop, error))
    return FALSE;
  for (int i = 0; i < n_axes; i++)
    params->axes |= 1u << axes[i];
  if (n_axes <= 0 && !noop)
    params->axes = (1u << call->inputs[0].shape.rank) - 1;
  return reduce_infer (call, keep, error);
}

static gboolean
global_average_pool_infer (VanityCall *call, GError **error)
{
  ReduceParams *params = call->params;

  if (!vanity_call_check_input (call, 0, 3, VANITY_MAX_RANK, error))
    return FALSE;
  for (int i = 1; i < call->inputs[0].shape.rank - 1; i++)
    params->axes |= 1u << i;
  return reduce_infer (call, TRUE, error);
}

static gint64
reduce_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->inputs[0].shape);
}

/* The output index at which input row `row` (all axes but the last) begins. */
static gint64
target_of (const VanityShape *shape, guint axes, gint64 row, gint64 channels)
{
  gint64 target = 0, stride = channels;

  for (int i = shape->rank - 2; i >= 0; i--)
    {
      if ((axes & (1u << i)) == 0)
        {
          target += row % shape->dim[i] * stride;
          stride *= shape->dim[i];
        }
      row /= shape->dim[i];
    }
  return target;
}

static void
reduce_forward (VanityCall *call)
{
  const ReduceParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 in_count = vanity_shape_get_elements (shape);
  gint64 out_count = vanity_shape_get_elements (&call->outputs[0].shape);
  gint64 row_length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];
  gboolean sum_row = shape->rank > 0 && (params->axes & (1u << (shape->rank - 1))) != 0;
  const float *in = call->inputs[0].data;
  float *out = call->outputs[0].data;
  float scale = (float)((double)out_count / in_count);

  memset (out, 0, out_count * sizeof *out);
  for (gint64 row = 0; row < in_count / row_length; row++, in += row_length)
    {
      float *target = out + target_of (shape, params->axes, row, sum_row ? 1 : row_length);

      if (sum_row)
        {
          double sum = 0.0;

          for (gint64 i = 0; i < row_length; i++)
            sum += in[i];
          *target += sum;
        }
      else
        {
          call->kernels->binary (VANITY_BINARY_ADD, target, target, 1, in, 1, row_length);
        }
    }
  call->kernels->binary (VANITY_BINARY_MUL, out, out, 1, &scale, 0, out_count);
}

const VanityOperator vanity_operator_reduce_mean = {
  .name = "ReduceMean",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (ReduceParams),
  .infer = reduce_mean_infer,
  .cost = reduce_cost,
  .forward = reduce_forward,
};

const VanityOperator vanity_operator_global_average_pool = {
  .name = "GlobalAveragePool",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (ReduceParams),
  .infer = global_average_pool_infer,
  .cost = reduce_cost,
  .forward = reduce_forward,
};
