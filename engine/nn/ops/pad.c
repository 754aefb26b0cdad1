#include "nn/ops/pad.h"

#include "nn/ops/move-backward.h"
#include "nn/ops/split.h"

#include <string.h>

static gboolean
pad_infer (VanityCall *call, GError **error)
{
  static const char *const modes[] = { "constant", "reflect", "edge", "wrap", NULL };
  VanityPadParams *params = call->params;
  VanityShape shape = call->inputs[0].shape;
  gint64 pads[2 * VANITY_MAX_RANK], axes[VANITY_MAX_RANK];
  int n_pads, n_axes;

  if (!vanity_call_check_input (call, 0, 0, VANITY_MAX_RANK, error)
      || !vanity_call_get_choice (call, "mode", 0, modes, &params->mode, error)
      || !vanity_call_get_input_ints (call, 1, "pads", 2 * VANITY_MAX_RANK, pads, &n_pads, error)
      || !vanity_call_get_input_float (call, 2, "value", 0.0, &params->value, error)
      || !vanity_call_get_input_ints (call, 3, "axes", VANITY_MAX_RANK, axes, &n_axes, error)
      || !vanity_call_normalize_axes (call, axes, n_axes, shape.rank, error))
    return FALSE;
  if (n_axes < 0)
    for (n_axes = 0; n_axes < shape.rank; n_axes++)
      axes[n_axes] = n_axes;
  if (n_pads != 2 * n_axes)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "“pads” must have %d values, two for each axis", 2 * n_axes);
  for (int i = 0; i < n_axes; i++)
    {
      gint64 before = pads[i];
      gint64 after = pads[n_axes + i];

      if (before < 0 || after < 0 || before > VANITY_MAX_ELEMENTS || after > VANITY_MAX_ELEMENTS)
        return vanity_call_fail (call, VANITY_ERROR_UNSUPPORTED, error,
                                 "“pads” must be from 0 to %" G_GINT64_FORMAT, VANITY_MAX_ELEMENTS);
      if ((params->mode == VANITY_PAD_REFLECT && MAX (before, after) >= shape.dim[axes[i]])
          || (params->mode == VANITY_PAD_WRAP && MAX (before, after) > shape.dim[axes[i]]))
        return vanity_call_fail (
            call, VANITY_ERROR_UNSUPPORTED, error,
            "%" G_GINT64_FORMAT " elements cannot be padded with %" G_GINT64_FORMAT " of their own",
            shape.dim[axes[i]], MAX (before, after));
      params->before[axes[i]] = before;
      params->after[axes[i]] = after;
      shape.dim[axes[i]] += before + after;
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

static gboolean
pad_is_identity (const VanityCall *call)
{
  return vanity_shape_equal (&call->inputs[0].shape, &call->outputs[0].shape);
}

static void
fill (float *out, float value, gint64 count)
{
  for (gint64 i = 0; i < count; i++)
    out[i] = value;
}

gint64
vanity_pad_find_source (int mode, gint64 at, gint64 length)
{
  if (mode == VANITY_PAD_REFLECT)
    return at < 0 ? -at : at >= length ? 2 * (length - 1) - at : at;
  if (mode == VANITY_PAD_WRAP)
    return at < 0 ? at + length : at >= length ? at - length : at;
  return CLAMP (at, 0, length - 1);
}

/* The last dimension that is padded: those behind it stay together. */
static int
get_axis (const VanityCall *call)
{
  const VanityPadParams *params = call->params;
  int axis = call->outputs[0].shape.rank - 1;

  while (axis > 0 && params->before[axis] == 0 && params->after[axis] == 0)
    axis--;
  return axis;
}

/* Where row `row` of the output, of all dimensions before `axis`, has its elements: a row of the
 * input; −1 when it is padding alone. */
static gint64
find_row (const VanityCall *call, int axis, gint64 row)
{
  const VanityPadParams *params = call->params;
  gint64 source = 0, stride = 1;

  for (int i = axis - 1; i >= 0; i--)
    {
      gint64 length = call->inputs[0].shape.dim[i];
      gint64 at = row % call->outputs[0].shape.dim[i] - params->before[i];

      if (params->mode == VANITY_PAD_CONSTANT && (at < 0 || at >= length))
        return -1;
      source += vanity_pad_find_source (params->mode, at, length) * stride;
      stride *= length;
      row /= call->outputs[0].shape.dim[i];
    }
  return source;
}

/* The padding of a row of `length` blocks of `size` elements, from block `first` to `end`. */
static void
pad_blocks (const VanityPadParams *params, float *out, const float *in, gint64 first, gint64 end,
            gint64 length, gint64 size)
{
  if (params->mode == VANITY_PAD_CONSTANT)
    fill (out, params->value, (end - first) * size);
  else
    for (gint64 k = first; k < end; k++, out += size)
      memcpy (out, in + vanity_pad_find_source (params->mode, k, length) * size,
              size * sizeof *out);
}

/* Rows [from, to) of the output. */
static void
pad_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityPadParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;
  int axis = get_axis (call);
  gint64 length = call->inputs[0].shape.dim[axis];
  gint64 size = vanity_shape_get_extent (shape, axis + 1, shape->rank);
  gint64 before = params->before[axis], after = params->after[axis];

  for (gint64 row = from; row < to; row++)
    {
      gint64 source = find_row (call, axis, row);
      const float *in = (const float *)call->inputs[0].data + source * length * size;
      float *out = (float *)call->outputs[0].data + row * shape->dim[axis] * size;

      if (source < 0)
        {
          fill (out, params->value, shape->dim[axis] * size);
          continue;
        }
      pad_blocks (params, out, in, -before, 0, length, size);
      memcpy (out + before * size, in, length * size * sizeof *out);
      pad_blocks (params, out + (before + length) * size, in, length, length + after, length, size);
    }
}

static void
pad_forward (VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;
  int axis = get_axis (call);

  if (shape->rank == 0)
    *(float *)call->outputs[0].data = *(const float *)call->inputs[0].data;
  else
    vanity_call_split (call, pad_run, vanity_shape_get_extent (shape, 0, axis),
                       10.0 + vanity_shape_get_extent (shape, axis, shape->rank) * 0.1);
}

const VanityOperator vanity_operator_pad = {
  .name = "Pad",
  .min_inputs = 1,
  .max_inputs = 4,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2 | 1 << 3,
  .params_size = sizeof (VanityPadParams),
  .infer = pad_infer,
  .forward = pad_forward,
  .is_identity = pad_is_identity,
  .backward = &vanity_pad_backward,
};
