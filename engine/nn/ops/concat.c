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

/* Floats of the output that are put together before the next: they stay in the cache. */
#define CHUNK 4096
/* Floats that are copied without calling anybody. */
#define PIECE 16

static inline void
copy (float *out, const float *in, gint64 count)
{
  if (count % PIECE != 0)
    memcpy (out, in, count * sizeof *out);
  else
    for (gint64 i = 0; i < count; i += PIECE)
      memcpy (out + i, in + i, PIECE * sizeof *out);
}

/* `count` rows of input `i`, from row `from` on, each to its place in an output row. */
static void
copy_rows (const VanityTensor *input, gint64 row, float *out, gint64 out_row, gint64 from,
           gint64 count)
{
  const float *in = (const float *)input->data + from * row;

  for (gint64 k = 0; k < count; k++)
    copy (out + k * out_row, in + k * row, row);
}

/* The same of a smaller image, whose pixels are repeated: a row is a pixel, and all are of one row
 * of pixels. */
static void
repeat_rows (const VanityTensor *input, const VanityShape *shape, float *out, gint64 from,
             gint64 count)
{
  gint64 height = input->shape.dim[1], width = input->shape.dim[2], channels = input->shape.dim[3];
  gint64 times = shape->dim[2] / width, x = from % shape->dim[2];
  gint64 y = from / shape->dim[2] % shape->dim[1] / (shape->dim[1] / height);
  const float *in
      = (const float *)input->data
        + ((from / shape->dim[2] / shape->dim[1] * height + y) * width + x / times) * channels;
  gint64 left = times - x % times; /* that see the same pixel */

  for (gint64 k = 0; k < count; k++)
    {
      copy (out + k * shape->dim[3], in, channels);
      if (--left == 0)
        {
          left = times;
          in += channels;
        }
    }
}

static gboolean
is_repeated (const VanityCall *call, int input)
{
  const VanityConcatParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape, *own = &call->inputs[input].shape;

  return params->axis == 3 && shape->rank == 4
         && (own->dim[1] != shape->dim[1] || own->dim[2] != shape->dim[2]);
}

/* Rows [from, to) of the dimensions before the axis. */
static void
concat_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityConcatParams *params = call->params;
  const VanityActivation *activation = &call->epilogue.activation;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 out_row = vanity_shape_get_extent (shape, params->axis, shape->rank);
  gint64 channels = shape->dim[shape->rank - 1];
  gint64 chunk = MAX (CHUNK / out_row, 1), count;

  for (gint64 at = from; at < to; at += count)
    {
      float *out = (float *)call->outputs[0].data + at * out_row, *place = out;

      count = MIN (chunk, to - at);
      if (params->axis > 0)
        count = MIN (count, shape->dim[params->axis - 1] - at % shape->dim[params->axis - 1]);
      for (int i = 0; i < call->n_inputs; i++)
        {
          const VanityTensor *input = &call->inputs[i];
          gint64 row = vanity_shape_get_extent (&input->shape, params->axis, shape->rank);

          if (is_repeated (call, i))
            repeat_rows (input, shape, place, at, count);
          else
            copy_rows (input, row, place, out_row, at, count);
          place += row;
        }
      if (!vanity_activation_is_none (activation))
        call->kernels->activate (out, out, count * out_row / channels, channels, activation);
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

/* Fusion leaves out the Resize of an input that repeats pixels: then that one is smaller. */
const VanityOperator vanity_operator_concat = {
  .name = "Concat",
  .flags = VANITY_OPERATOR_ACTIVATES,
  .min_inputs = 1,
  .max_inputs = -1,
  .max_outputs = 1,
  .params_size = sizeof (VanityConcatParams),
  .infer = concat_infer,
  .forward = concat_forward,
  .backward = &vanity_concat_backward,
};
