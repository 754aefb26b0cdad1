#include "nn/ops/move-backward.h"

#include "nn/ops/concat.h"
#include "nn/ops/move.h"
#include "nn/ops/pad.h"

#include <string.h>

static void
clear (const VanityTensor *tensor)
{
  memset (tensor->data, 0, vanity_shape_get_elements (&tensor->shape) * sizeof (float));
}

/* Rows [from, to) of the output, a row being its last dimension. */
static void
move_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityMoveParams *params = back->call->params;
  const VanityShape *shape = &back->output_gradient.shape;
  int last = shape->rank - 1;
  gint64 length = shape->rank == 0 ? 1 : shape->dim[last];
  gint64 step = shape->rank == 0 ? 1 : params->stride[last];

  for (gint64 row = from; row < to; row++)
    {
      const float *given = (const float *)back->output_gradient.data + row * length;
      float *out = (float *)back->input_gradients[0].data + params->offset;
      gint64 rest = row;

      for (int i = last - 1; i >= 0; i--)
        {
          out += rest % shape->dim[i] * params->stride[i];
          rest /= shape->dim[i];
        }
      for (gint64 k = 0; k < length; k++)
        out[k * step] += given[k];
    }
}

static void
move_run (VanityBackwardCall *back)
{
  const VanityMoveParams *params = back->call->params;
  const VanityShape *shape = &back->output_gradient.shape;
  gint64 length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];
  gint64 rows = vanity_shape_get_elements (shape) / length;
  gboolean repeats = FALSE;

  for (int i = 0; i < shape->rank; i++)
    repeats = repeats || (shape->dim[i] > 1 && params->stride[i] == 0);
  clear (&back->input_gradients[0]);
  if (repeats)
    move_part (back, 0, rows, 0);
  else
    vanity_backward_split (back, move_part, rows, 5.0 + length * 0.3);
}

const VanityBackward vanity_move_backward = {
  .differentiable = 1 << 0,
  .run = move_run,
};

/* Rows [from, to) of the dimensions before the axis. */
static void
concat_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityConcatParams *params = back->call->params;
  const VanityShape *shape = &back->output_gradient.shape;
  gint64 given_row = vanity_shape_get_extent (shape, params->axis, shape->rank);
  const float *given = (const float *)back->output_gradient.data + from * given_row;

  for (int i = 0; i < back->call->n_inputs; i++)
    {
      gint64 row
          = vanity_shape_get_extent (&back->call->inputs[i].shape, params->axis, shape->rank);

      if (vanity_backward_wants (back, i))
        for (gint64 k = from; k < to; k++)
          memcpy ((float *)back->input_gradients[i].data + k * row, given + (k - from) * given_row,
                  row * sizeof (float));
      given += row;
    }
}

static void
concat_run (VanityBackwardCall *back)
{
  const VanityConcatParams *params = back->call->params;
  const VanityShape *shape = &back->output_gradient.shape;

  vanity_backward_split (back, concat_part, vanity_shape_get_extent (shape, 0, params->axis),
                         vanity_shape_get_extent (shape, params->axis, shape->rank) * 0.1);
}

const VanityBackward vanity_concat_backward = {
  .differentiable = VANITY_BACKWARD_ALL,
  .run = concat_run,
};

/* Rows [from, to) of the output; those that lie outside of the input count only where the padding
 * is made of the input's own elements. */
static void
pad_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityPadParams *params = back->call->params;
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  const VanityShape *shape = &back->output_gradient.shape;
  int last = shape->rank - 1;

  for (gint64 row = from; row < to; row++)
    {
      const float *given = (const float *)back->output_gradient.data + row * shape->dim[last];
      float *out = back->input_gradients[0].data;
      gint64 stride = in_shape->dim[last], rest = row;
      gboolean inside = TRUE;

      for (int i = last - 1; i >= 0; i--)
        {
          gint64 at = rest % shape->dim[i] - params->before[i];

          inside = inside && at >= 0 && at < in_shape->dim[i];
          out += (params->mode == VANITY_PAD_CONSTANT
                      ? at
                      : vanity_pad_find_source (params->mode, at, in_shape->dim[i]))
                 * stride;
          stride *= in_shape->dim[i];
          rest /= shape->dim[i];
        }
      if (params->mode != VANITY_PAD_CONSTANT)
        for (gint64 k = 0; k < shape->dim[last]; k++)
          out[vanity_pad_find_source (params->mode, k - params->before[last], in_shape->dim[last])]
              += given[k];
      else if (inside)
        memcpy (out, given + params->before[last], in_shape->dim[last] * sizeof *out);
    }
}

static void
pad_run (VanityBackwardCall *back)
{
  const VanityPadParams *params = back->call->params;
  const VanityShape *shape = &back->output_gradient.shape;
  gint64 rows;

  if (shape->rank == 0)
    {
      *(float *)back->input_gradients[0].data = *(const float *)back->output_gradient.data;
      return;
    }
  rows = vanity_shape_get_extent (shape, 0, shape->rank - 1);
  if (params->mode == VANITY_PAD_CONSTANT)
    {
      vanity_backward_split (back, pad_part, rows, 5.0 + shape->dim[shape->rank - 1] * 0.1);
      return;
    }
  clear (&back->input_gradients[0]);
  pad_part (back, 0, rows, 0);
}

const VanityBackward vanity_pad_backward = {
  .differentiable = 1 << 0,
  .run = pad_run,
};
