#include "nn/backward.h"
#include "nn/ops/split.h"

#include <string.h>

static gboolean
tile_infer (VanityCall *call, GError **error)
{
  VanityShape shape = call->inputs[0].shape;
  gint64 repeats[VANITY_MAX_RANK];
  int n_repeats;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_get_input_ints (call, 1, "repeats", VANITY_MAX_RANK, repeats, &n_repeats,
                                      error))
    return FALSE;
  if (n_repeats != shape.rank)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“repeats” must have %d values",
                             shape.rank);
  for (int i = 0; i < shape.rank; i++)
    {
      if (repeats[i] < 1 || repeats[i] > VANITY_MAX_ELEMENTS)
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "%" G_GINT64_FORMAT " repeats of axis %d are not possible",
                                 repeats[i], i);
      shape.dim[i] *= repeats[i];
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

/* Rows [from, to) of the output, a row being its last dimension. */
static void
tile_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityShape *in_shape = &call->inputs[0].shape;
  const VanityShape *shape = &call->outputs[0].shape;
  int last = shape->rank - 1;

  for (gint64 row = from; row < to; row++)
    {
      const float *in = call->inputs[0].data;
      float *out = (float *)call->outputs[0].data + row * shape->dim[last];
      gint64 rest = row, stride = in_shape->dim[last];

      for (int i = last - 1; i >= 0; i--)
        {
          in += rest % shape->dim[i] % in_shape->dim[i] * stride;
          stride *= in_shape->dim[i];
          rest /= shape->dim[i];
        }
      for (gint64 at = 0; at < shape->dim[last]; at += in_shape->dim[last])
        for (gint64 i = 0; i < in_shape->dim[last]; i++)
          out[at + i] = in[i];
    }
}

static void
tile_forward (VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;

  vanity_call_split (call, tile_run, vanity_shape_get_extent (shape, 0, shape->rank - 1),
                     5.0 + shape->dim[shape->rank - 1] * 0.3);
}

/* Rows [from, to) of what went in: each is the sum of its repeats, in their order. */
static void
tile_back (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  const VanityShape *shape = &back->output_gradient.shape;
  int last = shape->rank - 1;
  gint64 length = in_shape->dim[last];
  float *out = (float *)back->input_gradients[0].data + from * length;

  for (gint64 row = from; row < to; row++, out += length)
    {
      gint64 repeats = 1;

      memset (out, 0, length * sizeof *out);
      for (int i = 0; i < last; i++)
        repeats *= shape->dim[i] / in_shape->dim[i];
      for (gint64 repeat = 0; repeat < repeats; repeat++)
        {
          const float *given = back->output_gradient.data;
          gint64 rest = row, which = repeat, stride = shape->dim[last];

          for (int i = last - 1; i >= 0; i--)
            {
              gint64 times = shape->dim[i] / in_shape->dim[i];

              given += (which % times * in_shape->dim[i] + rest % in_shape->dim[i]) * stride;
              stride *= shape->dim[i];
              rest /= in_shape->dim[i];
              which /= times;
            }
          for (gint64 at = 0; at < shape->dim[last]; at += length)
            for (gint64 i = 0; i < length; i++)
              out[i] += given[at + i];
        }
    }
}

static void
tile_backward_run (VanityBackwardCall *back)
{
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  gint64 rows = vanity_shape_get_extent (in_shape, 0, in_shape->rank - 1);

  vanity_backward_split (back, tile_back, rows,
                         vanity_shape_get_elements (&back->output_gradient.shape) * 0.5 / rows);
}

static const VanityBackward tile_backward = {
  .differentiable = 1 << 0,
  .run = tile_backward_run,
};

static gboolean
tile_is_identity (const VanityCall *call)
{
  return vanity_shape_equal (&call->inputs[0].shape, &call->outputs[0].shape);
}

const VanityOperator vanity_operator_tile = {
  .name = "Tile",
  .min_inputs = 1,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .infer = tile_infer,
  .forward = tile_forward,
  .is_identity = tile_is_identity,
  .backward = &tile_backward,
};
