/* Transpose and Slice: elements picked by strides. */
#include "nn/ops/split.h"

#include <string.h>

/* Output element (i₀, i₁, …) is input element offset + Σ iₖ strideₖ. */
typedef struct
{
  gint64 offset;
  gint64 stride[VANITY_MAX_RANK];
} MoveParams;

static void
fill_strides (const VanityShape *shape, gint64 *strides)
{
  gint64 stride = 1;

  for (int i = shape->rank - 1; i >= 0; i--)
    {
      strides[i] = stride;
      stride *= shape->dim[i];
    }
}

static gboolean
transpose_infer (VanityCall *call, GError **error)
{
  MoveParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 strides[VANITY_MAX_RANK], perm[VANITY_MAX_RANK];
  VanityShape shape = { .rank = input->rank };
  int n_perm;

  if (!vanity_call_check_input (call, 0, 0, VANITY_MAX_RANK, error)
      || !vanity_call_get_ints (call, "perm", VANITY_MAX_RANK, perm, &n_perm, error)
      || !vanity_call_normalize_axes (call, perm, n_perm, input->rank, error))
    return FALSE;
  if (n_perm >= 0 && n_perm != input->rank)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“perm” has %d values, not %d",
                             n_perm, input->rank);
  fill_strides (input, strides);
  for (int i = 0; i < input->rank; i++)
    {
      int from = n_perm < 0 ? input->rank - 1 - i : perm[i];

      shape.dim[i] = input->dim[from];
      params->stride[i] = strides[from];
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

static gboolean
slice_infer (VanityCall *call, GError **error)
{
  MoveParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 starts[VANITY_MAX_RANK], ends[VANITY_MAX_RANK], axes[VANITY_MAX_RANK],
      steps[VANITY_MAX_RANK];
  int n_starts, n_ends, n_axes, n_steps;
  VanityShape shape = *input;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_get_input_ints (call, 1, "starts", VANITY_MAX_RANK, starts, &n_starts, error)
      || !vanity_call_get_input_ints (call, 2, "ends", VANITY_MAX_RANK, ends, &n_ends, error)
      || !vanity_call_get_input_ints (call, 3, "axes", VANITY_MAX_RANK, axes, &n_axes, error)
      || !vanity_call_get_input_ints (call, 4, "steps", VANITY_MAX_RANK, steps, &n_steps, error))
    return FALSE;
  if (n_starts < 0 || n_ends != n_starts || (n_axes >= 0 && n_axes != n_starts)
      || (n_steps >= 0 && n_steps != n_starts) || n_starts > input->rank)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "“starts”, “ends”, “axes” and “steps” must be of one length");
  for (int i = 0; n_axes < 0 && i < n_starts; i++)
    axes[i] = i;
  if (!vanity_call_normalize_axes (call, axes, n_starts, input->rank, error))
    return FALSE;

  fill_strides (input, params->stride);
  for (int i = 0; i < n_starts; i++)
    {
      gint64 dim = input->dim[axes[i]];
      gint64 step = n_steps < 0 ? 1 : steps[i];
      gint64 start = starts[i] < 0 ? MAX (starts[i], -dim) + dim : starts[i];
      gint64 end = ends[i] < 0 ? MAX (ends[i], -dim - 1) + dim : ends[i];
      gint64 count;

      if (step == 0 || step < -VANITY_MAX_ELEMENTS || step > VANITY_MAX_ELEMENTS)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "a step of %" G_GINT64_FORMAT " is not possible", step);
      if (step > 0)
        {
          start = CLAMP (start, 0, dim);
          end = CLAMP (end, 0, dim);
          count = (end - start + step - 1) / step;
        }
      else
        {
          start = CLAMP (start, 0, dim - 1);
          end = CLAMP (end, -1, dim - 1);
          count = (start - end - step - 1) / -step;
        }
      if (count < 1)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "nothing is left of axis %" G_GINT64_FORMAT, axes[i]);
      shape.dim[axes[i]] = count;
      params->offset += start * params->stride[axes[i]];
      params->stride[axes[i]] *= step;
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

/* Every element stays where it is. */
static gboolean
move_is_identity (const VanityCall *call)
{
  const MoveParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 strides[VANITY_MAX_RANK];

  fill_strides (shape, strides);
  for (int i = 0; i < shape->rank; i++)
    if (shape->dim[i] != 1 && strides[i] != params->stride[i])
      return FALSE;
  return vanity_shape_get_elements (shape) == vanity_shape_get_elements (&call->inputs[0].shape);
}

/* Rows [from, to) of the output, a row being its last dimension. */
static void
move_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const MoveParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;
  int last = shape->rank - 1;
  gint64 length = shape->rank == 0 ? 1 : shape->dim[last];
  gint64 step = shape->rank == 0 ? 1 : params->stride[last];

  for (gint64 row = from; row < to; row++)
    {
      const float *in = (const float *)call->inputs[0].data + params->offset;
      float *out = (float *)call->outputs[0].data + row * length;
      gint64 rest = row;

      for (int i = last - 1; i >= 0; i--)
        {
          in += rest % shape->dim[i] * params->stride[i];
          rest /= shape->dim[i];
        }
      if (step == 1)
        memcpy (out, in, length * sizeof *out);
      else
        for (gint64 k = 0; k < length; k++)
          out[k] = in[k * step];
    }
}

static void
move_forward (VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];

  vanity_call_split (call, move_run, vanity_shape_get_elements (shape) / length,
                     5.0 + length * 0.3);
}

const VanityOperator vanity_operator_transpose = {
  .name = "Transpose",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (MoveParams),
  .infer = transpose_infer,
  .forward = move_forward,
  .is_identity = move_is_identity,
};

const VanityOperator vanity_operator_slice = {
  .name = "Slice",
  .min_inputs = 1,
  .max_inputs = 5,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4,
  .params_size = sizeof (MoveParams),
  .infer = slice_infer,
  .forward = move_forward,
  .is_identity = move_is_identity,
};
