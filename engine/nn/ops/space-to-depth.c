#include "nn/backward.h"
#include "nn/ops/split.h"

#include <string.h>

typedef struct
{
  gint64 block;
} SpaceToDepthParams;

static gboolean
space_to_depth_infer (VanityCall *call, GError **error)
{
  SpaceToDepthParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 block;

  if (!vanity_call_check_input (call, 0, 4, 4, error)
      || !vanity_call_get_int (call, "blocksize", 0, 1, 1 << 12, &block, error))
    return FALSE;
  if (block == 0 || input->dim[1] % block != 0 || input->dim[2] % block != 0)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "%" G_GINT64_FORMAT "×%" G_GINT64_FORMAT
                             " pixels cannot be blocks of %" G_GINT64_FORMAT "²",
                             input->dim[1], input->dim[2], block);
  params->block = block;
  return vanity_call_set_output (call, 0, VANITY_FLOAT32,
                                 &VANITY_SHAPE (input->dim[0], input->dim[1] / block,
                                                input->dim[2] / block,
                                                input->dim[3] * block * block),
                                 error);
}

/* Rows [from, to) of what goes in, of all images: from `in` to `out`, or `back`. */
static inline __attribute__ ((always_inline)) void
move_rows (const VanityCall *call, float *in, float *out, gint64 from, gint64 to, gboolean back)
{
  const SpaceToDepthParams *params = call->params;
  const VanityShape *in_shape = &call->inputs[0].shape;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 block = params->block, channels = in_shape->dim[3];

  in += from * in_shape->dim[2] * channels;
  for (gint64 row = from; row < to; row++)
    for (gint64 x = 0; x < in_shape->dim[2]; x++, in += channels)
      {
        float *pixel = out + (row / block * shape->dim[2] + x / block) * shape->dim[3]
                       + (row % block * block + x % block) * channels;

        memcpy (back ? in : pixel, back ? pixel : in, channels * sizeof *out);
      }
}

static double
get_row_cost (const VanityCall *call)
{
  const VanityShape *shape = &call->inputs[0].shape;

  return shape->dim[2] * (3.0 + shape->dim[3] * 0.1);
}

static void
space_to_depth_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  move_rows (call, call->inputs[0].data, call->outputs[0].data, from, to, FALSE);
}

static void
space_to_depth_forward (VanityCall *call)
{
  vanity_call_split (call, space_to_depth_run,
                     vanity_shape_get_extent (&call->inputs[0].shape, 0, 2), get_row_cost (call));
}

static void
space_to_depth_back (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  move_rows (back->call, back->input_gradients[0].data, back->output_gradient.data, from, to, TRUE);
}

static void
space_to_depth_backward_run (VanityBackwardCall *back)
{
  vanity_backward_split (back, space_to_depth_back,
                         vanity_shape_get_extent (&back->call->inputs[0].shape, 0, 2),
                         get_row_cost (back->call));
}

static const VanityBackward space_to_depth_backward = {
  .differentiable = 1 << 0,
  .run = space_to_depth_backward_run,
};

const VanityOperator vanity_operator_space_to_depth = {
  .name = "SpaceToDepth",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (SpaceToDepthParams),
  .infer = space_to_depth_infer,
  .forward = space_to_depth_forward,
  .backward = &space_to_depth_backward,
};
