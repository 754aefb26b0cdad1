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
        out[k * step] = given[k];
    }
}

static void
move_run (VanityBackwardCall *back)
{
  const VanityShape *shape = &back->output_gradient.shape;
  gint64 length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];

  clear (&back->input_gradients[0]);
  vanity_backward_split (back, move_part, vanity_shape_get_elements (shape) / length,
                         5.0 + length * 0.3);
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

/* Rows [from, to) of the output; those that lie outside of the input have no gradient. */
static void
pad_constant_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
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
          out += at * stride;
          stride *= in_shape->dim[i];
          rest /= shape->dim[i];
        }
      if (inside)
        memcpy (out, given + params->before[last], in_shape->dim[last] * sizeof *out);
    }
}

/* Of elements of which some come several times: what is shared out are slabs of the input, one
 * index along this axis each, and those that come before. */
static int
get_slab_axis (const VanityBackwardCall *back)
{
  const VanityPadParams *params = back->call->params;
  int axis = 0, last = back->output_gradient.shape.rank - 1;

  while (axis < last && params->before[axis] == 0 && params->after[axis] == 0)
    axis++;
  return axis;
}

/* Adds a row of the output to that of the input. */
static void
add_padded_row (const VanityBackwardCall *back, float *out, const float *given)
{
  const VanityPadParams *params = back->call->params;
  int last = back->output_gradient.shape.rank - 1;
  gint64 in_length = back->call->inputs[0].shape.dim[last];
  gint64 length = back->output_gradient.shape.dim[last];

  if (length == in_length)
    for (gint64 k = 0; k < length; k++)
      out[k] += given[k];
  else
    for (gint64 k = 0; k < length; k++)
      out[vanity_pad_find_source (params->mode, k - params->before[last], in_length)] += given[k];
}

/* Adds a slab of the output to the one of the input that it is made of. */
static void
add_padded_slab (const VanityBackwardCall *back, int axis, float *out, const float *given)
{
  const VanityPadParams *params = back->call->params;
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  const VanityShape *shape = &back->output_gradient.shape;
  int last = shape->rank - 1;
  gint64 rows = vanity_shape_get_extent (shape, axis + 1, last);

  for (gint64 row = 0; row < rows; row++)
    {
      gint64 stride = in_shape->dim[last], rest = row, at = 0;

      for (int i = last - 1; i > axis; i--)
        {
          at += vanity_pad_find_source (params->mode, rest % shape->dim[i] - params->before[i],
                                        in_shape->dim[i])
                * stride;
          stride *= in_shape->dim[i];
          rest /= shape->dim[i];
        }
      add_padded_row (back, out + at, given + row * shape->dim[last]);
    }
}

/* Slabs [from, to) of the input; of a padding along the last axis alone, rows. */
static void
pad_mirrored_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityPadParams *params = back->call->params;
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  const VanityShape *shape = &back->output_gradient.shape;
  int axis = get_slab_axis (back), last = shape->rank - 1;
  gboolean rows = axis == last;
  gint64 in_slab = vanity_shape_get_extent (in_shape, rows ? last : axis + 1, shape->rank);
  gint64 slab = vanity_shape_get_extent (shape, rows ? last : axis + 1, shape->rank);

  for (gint64 i = from; i < to; i++)
    {
      gint64 before = rows ? i : i / in_shape->dim[axis] * shape->dim[axis];
      const float *given = (const float *)back->output_gradient.data + before * slab;
      float *out = (float *)back->input_gradients[0].data + i * in_slab;

      memset (out, 0, in_slab * sizeof *out);
      if (rows)
        add_padded_row (back, out, given);
      for (gint64 at = 0; !rows && at < shape->dim[axis]; at++)
        if (vanity_pad_find_source (params->mode, at - params->before[axis], in_shape->dim[axis])
            == i % in_shape->dim[axis])
          add_padded_slab (back, axis, out, given + at * slab);
    }
}

static void
pad_run (VanityBackwardCall *back)
{
  const VanityPadParams *params = back->call->params;
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  const VanityShape *shape = &back->output_gradient.shape;
  int last = shape->rank - 1;

  if (shape->rank == 0)
    *(float *)back->input_gradients[0].data = *(const float *)back->output_gradient.data;
  else if (params->mode == VANITY_PAD_CONSTANT)
    vanity_backward_split (back, pad_constant_part, vanity_shape_get_extent (shape, 0, last),
                           5.0 + shape->dim[last] * 0.1);
  else
    {
      gint64 slabs = vanity_shape_get_extent (in_shape, 0, MIN (get_slab_axis (back) + 1, last));

      vanity_backward_split (back, pad_mirrored_part, slabs,
                             (double)vanity_shape_get_elements (shape) / slabs);
    }
}

const VanityBackward vanity_pad_backward = {
  .differentiable = 1 << 0,
  .run = pad_run,
};
