#include "nn/ops/move.h"

#include "nn/ops/split.h"

#include <string.h>

void
vanity_move_fill_strides (const VanityShape *shape, gint64 *strides)
{
  gint64 stride = 1;

  for (int i = shape->rank - 1; i >= 0; i--)
    {
      strides[i] = stride;
      stride *= shape->dim[i];
    }
}

gboolean
vanity_move_is_identity (const VanityCall *call)
{
  const VanityMoveParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 strides[VANITY_MAX_RANK];

  vanity_move_fill_strides (shape, strides);
  for (int i = 0; i < shape->rank; i++)
    if (shape->dim[i] != 1 && strides[i] != params->stride[i])
      return FALSE;
  return vanity_shape_get_elements (shape) == vanity_shape_get_elements (&call->inputs[0].shape);
}

/* Rows [from, to) of the output, a row being its last dimension. */
static void
move_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityMoveParams *params = call->params;
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

void
vanity_move_forward (VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];

  vanity_call_split (call, move_run, vanity_shape_get_elements (shape) / length,
                     5.0 + length * 0.3);
}
