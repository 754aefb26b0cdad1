#include "nn/backward.h"
#include "nn/ops/split.h"

#include <math.h>
#include <string.h>

typedef struct
{
  gint64 length; /* of the axis */
  gint64 inner;  /* elements behind the axis */
  gint64 count;  /* indices */
} GatherParams;

/* The indices are numbers, since everything that is computed is float32. */
static gboolean
gather_infer (VanityCall *call, GError **error)
{
  GatherParams *params = call->params;
  const VanityShape *data = &call->inputs[0].shape;
  const VanityShape *indices = &call->inputs[1].shape;
  const float *values = call->inputs[1].data;
  VanityShape shape = { 0 };
  int axis;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_check_input (call, 1, 0, VANITY_MAX_RANK, error)
      || !vanity_call_get_axis (call, 0, data->rank, &axis, error))
    return FALSE;
  params->length = data->dim[axis];
  params->inner = vanity_shape_get_extent (data, axis + 1, data->rank);
  params->count = vanity_shape_get_elements (indices);
  for (gint64 i = 0; values != NULL && i < params->count; i++)
    if (!(values[i] >= -params->length && values[i] < params->length))
      return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                               "index %g is not one of %" G_GINT64_FORMAT, values[i],
                               params->length);
  if (data->rank - 1 + indices->rank > VANITY_MAX_RANK)
    return vanity_call_fail (call, VANITY_ERROR_LIMIT, error,
                             "its output would have more than %d dimensions", VANITY_MAX_RANK);
  for (int i = 0; i < axis; i++)
    shape.dim[shape.rank++] = data->dim[i];
  for (int i = 0; i < indices->rank; i++)
    shape.dim[shape.rank++] = indices->dim[i];
  for (int i = axis + 1; i < data->rank; i++)
    shape.dim[shape.rank++] = data->dim[i];
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

/* An index that was computed and lies outside takes the nearest there is. */
static gint64
find_index (const GatherParams *params, float value)
{
  gint64 index = isnan (value) ? 0 : (gint64)CLAMP (value, -(float)params->length, params->length);

  index += index < 0 ? params->length : 0;
  return MIN (index, params->length - 1);
}

static void
gather_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const GatherParams *params = call->params;
  const float *indices = call->inputs[1].data;

  for (gint64 at = from; at < to; at++)
    {
      gint64 outer = at / params->count;
      gint64 index = find_index (params, indices[at % params->count]);

      memcpy ((float *)call->outputs[0].data + at * params->inner,
              (const float *)call->inputs[0].data
                  + (outer * params->length + index) * params->inner,
              params->inner * sizeof (float));
    }
}

static void
gather_forward (VanityCall *call)
{
  const GatherParams *params = call->params;

  vanity_call_split (call, gather_run,
                     vanity_shape_get_elements (&call->outputs[0].shape) / params->inner,
                     3.0 + params->inner * 0.1);
}

/* Neighbours that one part of the work adds up: an index may come several times, so that what is
 * shared out are columns of elements that share their indices. */
#define BLOCK 64

static gint64
get_n_blocks (const GatherParams *params)
{
  return (params->inner + BLOCK - 1) / BLOCK;
}

static void
gather_back (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const GatherParams *params = back->call->params;
  const float *indices = back->call->inputs[1].data;

  for (gint64 part = from; part < to; part++)
    {
      gint64 outer = part / get_n_blocks (params), first = part % get_n_blocks (params) * BLOCK;
      gint64 width = MIN (BLOCK, params->inner - first);
      const float *given = (const float *)back->output_gradient.data
                           + outer * params->count * params->inner + first;
      float *out
          = (float *)back->input_gradients[0].data + outer * params->length * params->inner + first;

      for (gint64 i = 0; i < params->length; i++)
        memset (out + i * params->inner, 0, width * sizeof *out);
      for (gint64 k = 0; k < params->count; k++, given += params->inner)
        {
          float *target = out + find_index (params, indices[k]) * params->inner;

          for (gint64 i = 0; i < width; i++)
            target[i] += given[i];
        }
    }
}

static void
gather_backward_run (VanityBackwardCall *back)
{
  const GatherParams *params = back->call->params;
  gint64 parts = vanity_shape_get_elements (&back->output_gradient.shape)
                 / (params->count * params->inner) * get_n_blocks (params);

  vanity_backward_split (back, gather_back, parts,
                         params->count * (3.0 + MIN (params->inner, BLOCK) * 0.3));
}

static const VanityBackward gather_backward = {
  .differentiable = 1 << 0,
  .reads_inputs = 1 << 1,
  .run = gather_backward_run,
};

const VanityOperator vanity_operator_gather = {
  .name = "Gather",
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .params_size = sizeof (GatherParams),
  .infer = gather_infer,
  .forward = gather_forward,
  .backward = &gather_backward,
};
