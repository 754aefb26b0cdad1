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

/* Rows [from, to) of the output, from elements of the input alone. */
static void
pad_run_own (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityPadParams *params = call->params;
  const VanityShape *in_shape = &call->inputs[0].shape;
  const VanityShape *shape = &call->outputs[0].shape;
  int last = shape->rank - 1;

  for (gint64 row = from; row < to; row++)
    {
      float *out = (float *)call->outputs[0].data + row * shape->dim[last];
      const float *in = call->inputs[0].data;
      gint64 stride = in_shape->dim[last], rest = row;

      for (int i = last - 1; i >= 0; i--)
        {
          in += vanity_pad_find_source (params->mode, rest % shape->dim[i] - params->before[i],
                                        in_shape->dim[i])
                * stride;
          stride *= in_shape->dim[i];
          rest /= shape->dim[i];
        }
      if (shape->dim[last] == in_shape->dim[last])
        memcpy (out, in, shape->dim[last] * sizeof *out);
      else
        for (gint64 k = 0; k < shape->dim[last]; k++)
          out[k] = in[vanity_pad_find_source (params->mode, k - params->before[last],
                                              in_shape->dim[last])];
    }
}

/* Rows [from, to) of the output, a row being its last dimension. */
static void
pad_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityPadParams *params = call->params;
  const VanityShape *in_shape = &call->inputs[0].shape;
  const VanityShape *shape = &call->outputs[0].shape;
  int last = shape->rank - 1;

  for (gint64 row = from; row < to; row++)
    {
      float *out = (float *)call->outputs[0].data + row * shape->dim[last];
      gint64 in_row = 0, stride = 1, rest = row;
      gboolean inside = TRUE;

      for (int i = last - 1; i >= 0; i--)
        {
          gint64 at = rest % shape->dim[i] - params->before[i];

          inside = inside && at >= 0 && at < in_shape->dim[i];
          in_row += at * stride;
          stride *= in_shape->dim[i];
          rest /= shape->dim[i];
        }
      if (inside)
        {
          fill (out, params->value, params->before[last]);
          memcpy (out + params->before[last],
                  (const float *)call->inputs[0].data + in_row * in_shape->dim[last],
                  in_shape->dim[last] * sizeof *out);
          fill (out + params->before[last] + in_shape->dim[last], params->value,
                params->after[last]);
        }
      else
        {
          fill (out, params->value, shape->dim[last]);
        }
    }
}

static void
pad_forward (VanityCall *call)
{
  const VanityPadParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;

  if (shape->rank == 0)
    {
      *(float *)call->outputs[0].data = *(const float *)call->inputs[0].data;
      return;
    }
  vanity_call_split (call, params->mode == VANITY_PAD_CONSTANT ? pad_run : pad_run_own,
                     vanity_shape_get_extent (shape, 0, shape->rank - 1),
                     5.0 + shape->dim[shape->rank - 1] * 0.1);
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
