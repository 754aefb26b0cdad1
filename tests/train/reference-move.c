/* What moves elements, repeats them or leaves some out: each element of the output is one of the
 * inputs', or a constant. */
#include "reference.h"

#include <string.h>

/* Fills in which element of input 0 element `index` of the output is; FALSE: none. */
typedef gboolean (*FindSource) (const ReferenceCall *call, const gint64 *index, gint64 *source);

static void
move (ReferenceCall *call, FindSource find, double otherwise)
{
  gint64 index[VANITY_MAX_RANK] = { 0 }, at = 0;
  const ReferenceTensor *in = &call->inputs[0];

  do
    {
      gint64 source[VANITY_MAX_RANK];

      call->output.data[at++] = find (call, index, source)
                                    ? in->data[reference_find_place (&in->shape, source)]
                                    : otherwise;
    }
  while (reference_next (&call->output.shape, index));
}

static gboolean
find_transposed (const ReferenceCall *call, const gint64 *index, gint64 *source)
{
  int rank = call->inputs[0].shape.rank;
  gint64 perm[VANITY_MAX_RANK];
  int n_perm = reference_get_ints (call, "perm", 0, 0, perm);

  for (int i = 0; i < rank; i++)
    source[n_perm < 0 ? rank - 1 - i : perm[i]] = index[i];
  return TRUE;
}

static void
run_transpose (ReferenceCall *call)
{
  move (call, find_transposed, 0);
}

static gboolean
find_sliced (const ReferenceCall *call, const gint64 *index, gint64 *source)
{
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 starts[VANITY_MAX_RANK], axes[VANITY_MAX_RANK], steps[VANITY_MAX_RANK];
  int n_starts = reference_get_ints (call, "starts", 0, 0, starts);
  int n_axes = reference_get_ints (call, "axes", 0, 0, axes);

  reference_get_ints (call, "steps", n_starts, 1, steps);
  memcpy (source, index, shape->rank * sizeof *source);
  for (int i = 0; i < n_starts; i++)
    {
      int axis = n_axes < 0 ? i : axes[i] < 0 ? axes[i] + shape->rank : axes[i];
      gint64 start = starts[i] < 0 ? starts[i] + shape->dim[axis] : starts[i];

      /* Backwards, the last element is the first that there is. */
      start = CLAMP (start, 0, shape->dim[axis] - (steps[i] < 0));
      source[axis] = start + index[axis] * steps[i];
    }
  return TRUE;
}

static void
run_slice (ReferenceCall *call)
{
  move (call, find_sliced, 0);
}

/* What has one element, or is not there, is the same everywhere. */
static gboolean
find_expanded (const ReferenceCall *call, const gint64 *index, gint64 *source)
{
  const VanityShape *shape = &call->inputs[0].shape;
  int ahead = call->output.shape.rank - shape->rank;

  for (int i = 0; i < shape->rank; i++)
    source[i] = shape->dim[i] == 1 ? 0 : index[ahead + i];
  return TRUE;
}

static void
run_expand (ReferenceCall *call)
{
  move (call, find_expanded, 0);
}

static gboolean
find_tiled (const ReferenceCall *call, const gint64 *index, gint64 *source)
{
  const VanityShape *shape = &call->inputs[0].shape;

  for (int i = 0; i < shape->rank; i++)
    source[i] = index[i] % shape->dim[i];
  return TRUE;
}

static void
run_tile (ReferenceCall *call)
{
  move (call, find_tiled, 0);
}

static gboolean
find_padded (const ReferenceCall *call, const gint64 *index, gint64 *source)
{
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 pads[2 * VANITY_MAX_RANK], axes[VANITY_MAX_RANK];
  int n_pads = reference_get_ints (call, "pads", 0, 0, pads);
  int n_axes = reference_get_ints (call, "axes", 0, 0, axes);

  memcpy (source, index, shape->rank * sizeof *source);
  for (int i = 0; i < n_pads / 2; i++)
    {
      int axis = n_axes < 0 ? i : axes[i] < 0 ? axes[i] + shape->rank : axes[i];

      source[axis] -= pads[i];
    }
  for (int i = 0; i < shape->rank; i++)
    {
      gint64 length = shape->dim[i];

      while (source[i] < 0 || source[i] >= length)
        {
          if (reference_has_word (call, "mode", "reflect"))
            source[i] = source[i] < 0 ? -source[i] : 2 * length - 2 - source[i];
          else if (reference_has_word (call, "mode", "edge"))
            source[i] = source[i] < 0 ? 0 : length - 1;
          else if (reference_has_word (call, "mode", "wrap"))
            source[i] += source[i] < 0 ? length : -length;
          else
            return FALSE;
        }
    }
  return TRUE;
}

static void
run_pad (ReferenceCall *call)
{
  move (call, find_padded, reference_get_float (call, "value", 0));
}

/* Pixel (y, x) of the larger image and its channel `c`, as the channel of the smaller. */
static gint64
find_depth (const ReferenceCall *call, gint64 y, gint64 x, gint64 c, gint64 channels)
{
  gint64 block = reference_get_int (call, "blocksize", 1);
  gint64 place = y % block * block + x % block;

  return reference_has_word (call, "mode", "CRD") ? c * block * block + place
                                                  : place * channels + c;
}

static gboolean
find_in_depth (const ReferenceCall *call, const gint64 *index, gint64 *source)
{
  gint64 block = reference_get_int (call, "blocksize", 1);

  source[0] = index[0];
  source[1] = index[1] / block;
  source[2] = index[2] / block;
  source[3] = find_depth (call, index[1], index[2], index[3], call->output.shape.dim[3]);
  return TRUE;
}

static void
run_depth_to_space (ReferenceCall *call)
{
  move (call, find_in_depth, 0);
}

static void
run_space_to_depth (ReferenceCall *call)
{
  const ReferenceTensor *in = &call->inputs[0];
  gint64 block = reference_get_int (call, "blocksize", 1);
  gint64 index[VANITY_MAX_RANK] = { 0 }, at = 0;

  do
    {
      const gint64 to[] = { index[0], index[1] / block, index[2] / block,
                            find_depth (call, index[1], index[2], index[3], in->shape.dim[3]) };

      call->output.data[reference_find_place (&call->output.shape, to)] = in->data[at++];
    }
  while (reference_next (&in->shape, index));
}

static void
run_gather (ReferenceCall *call)
{
  const ReferenceTensor *in = &call->inputs[0], *indices = &call->inputs[1];
  int axis = reference_get_axis (call, 0);
  gint64 index[VANITY_MAX_RANK] = { 0 }, at = 0;

  do
    {
      gint64 source[VANITY_MAX_RANK], chosen;

      for (int i = 0; i < axis; i++)
        source[i] = index[i];
      chosen = indices->data[reference_find_place (&indices->shape, index + axis)];
      source[axis] = chosen < 0 ? chosen + in->shape.dim[axis] : chosen;
      for (int i = axis + 1; i < in->shape.rank; i++)
        source[i] = index[i + indices->shape.rank - 1];
      call->output.data[at++] = in->data[reference_find_place (&in->shape, source)];
    }
  while (reference_next (&call->output.shape, index));
}

static void
run_concat (ReferenceCall *call)
{
  int axis = reference_get_axis (call, 0);
  gint64 before = 0;

  for (int i = 0; i < call->n_inputs; i++)
    {
      const ReferenceTensor *in = &call->inputs[i];
      gint64 index[VANITY_MAX_RANK] = { 0 }, at = 0;

      do
        {
          gint64 to[VANITY_MAX_RANK];

          memcpy (to, index, sizeof to);
          to[axis] += before;
          call->output.data[reference_find_place (&call->output.shape, to)] = in->data[at++];
        }
      while (reference_next (&in->shape, index));
      before += in->shape.dim[axis];
    }
}

/* All stay in order: only the shape differs. */
static void
run_view (ReferenceCall *call)
{
  memcpy (call->output.data, call->inputs[0].data,
          vanity_shape_get_elements (&call->output.shape) * sizeof (double));
}

const ReferenceEntry reference_move[] = {
  { "Concat", run_concat },
  { "DepthToSpace", run_depth_to_space },
  { "Expand", run_expand },
  { "Flatten", run_view },
  { "Gather", run_gather },
  { "Identity", run_view },
  { "Pad", run_pad },
  { "Reshape", run_view },
  { "Slice", run_slice },
  { "SpaceToDepth", run_space_to_depth },
  { "Squeeze", run_view },
  { "Tile", run_tile },
  { "Transpose", run_transpose },
  { "Unsqueeze", run_view },
  { NULL },
};
