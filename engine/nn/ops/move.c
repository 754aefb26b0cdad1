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

/* The move as planes that are transposed: neighbours of the input lie along dimension `across` of
 * the output, and the others are gone through. Dimensions that follow each other in both are one.
 */
typedef struct
{
  VanityShape shape;
  gint64 in_stride[VANITY_MAX_RANK];
  gint64 out_stride[VANITY_MAX_RANK];
  int across; /* −1: rows of the output are rows of the input, or no input's neighbours are */
} Planes;

static void
find_planes (const VanityCall *call, Planes *planes)
{
  const VanityMoveParams *params = call->params;
  const VanityShape *shape = &call->outputs[0].shape;
  VanityShape *merged = &planes->shape;

  *planes = (Planes){ .across = -1 };
  for (int i = 0; i < shape->rank; i++)
    {
      int last = merged->rank - 1;

      if (shape->dim[i] == 1)
        continue;
      if (last >= 0 && planes->in_stride[last] == params->stride[i] * shape->dim[i])
        {
          merged->dim[last] *= shape->dim[i];
          planes->in_stride[last] = params->stride[i];
          continue;
        }
      planes->in_stride[merged->rank] = params->stride[i];
      merged->dim[merged->rank++] = shape->dim[i];
    }
  vanity_move_fill_strides (merged, planes->out_stride);
  for (int i = 0; i < merged->rank - 1; i++)
    if (planes->in_stride[i] == 1 && planes->in_stride[merged->rank - 1] != 1)
      planes->across = i;
}

/* Elements of a plane, across and along, that are one part of the work. */
#define PART_ACROSS 256
#define PART_ALONG 4096

static gint64
get_parts_across (const Planes *planes)
{
  return (planes->shape.dim[planes->across] + PART_ACROSS - 1) / PART_ACROSS;
}

static gint64
get_parts_along (const Planes *planes)
{
  return (planes->shape.dim[planes->shape.rank - 1] + PART_ALONG - 1) / PART_ALONG;
}

/* Parts [from, to) of all planes. */
static void
transpose_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityMoveParams *params = call->params;
  Planes planes;
  int last, across;

  find_planes (call, &planes);
  last = planes.shape.rank - 1;
  across = planes.across;
  for (gint64 i = from; i < to; i++)
    {
      gint64 rest = i;
      gint64 column = rest % get_parts_across (&planes) * PART_ACROSS;
      gint64 row = (rest /= get_parts_across (&planes)) % get_parts_along (&planes) * PART_ALONG;
      gint64 in = params->offset + row * planes.in_stride[last] + column;
      gint64 out = column * planes.out_stride[across] + row;

      rest /= get_parts_along (&planes);

      for (int k = last - 1; k >= 0; k--)
        {
          if (k == across)
            continue;
          in += rest % planes.shape.dim[k] * planes.in_stride[k];
          out += rest % planes.shape.dim[k] * planes.out_stride[k];
          rest /= planes.shape.dim[k];
        }
      call->kernels->transpose ((float *)call->outputs[0].data + out, planes.out_stride[across],
                                (const float *)call->inputs[0].data + in, planes.in_stride[last],
                                MIN (PART_ALONG, planes.shape.dim[last] - row),
                                MIN (PART_ACROSS, planes.shape.dim[across] - column));
    }
}

void
vanity_move_forward (VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];
  gint64 elements = vanity_shape_get_elements (shape);
  Planes planes;

  find_planes (call, &planes);
  if (planes.across >= 0)
    {
      gint64 plane = planes.shape.dim[planes.across] * planes.shape.dim[planes.shape.rank - 1];
      gint64 parts = elements / plane * get_parts_across (&planes) * get_parts_along (&planes);

      vanity_call_split (call, transpose_run, parts, (double)elements / parts * 0.5);
    }
  else
    {
      vanity_call_split (call, move_run, elements / length, 5.0 + length * 0.3);
    }
}
