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

/* Rows [from, to) of the input, of all images. */
static void
space_to_depth_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const SpaceToDepthParams *params = call->params;
  const VanityShape *in_shape = &call->inputs[0].shape;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 block = params->block, channels = in_shape->dim[3];

  for (gint64 row = from; row < to; row++)
    {
      const float *in = (const float *)call->inputs[0].data + row * in_shape->dim[2] * channels;
      float *out = (float *)call->outputs[0].data + row / block * shape->dim[2] * shape->dim[3];

      for (gint64 x = 0; x < in_shape->dim[2]; x++, in += channels)
        memcpy (out + x / block * shape->dim[3] + (row % block * block + x % block) * channels, in,
                channels * sizeof *out);
    }
}

static void
space_to_depth_forward (VanityCall *call)
{
  const VanityShape *shape = &call->inputs[0].shape;

  vanity_call_split (call, space_to_depth_run, shape->dim[0] * shape->dim[1],
                     shape->dim[2] * (3.0 + shape->dim[3] * 0.1));
}

const VanityOperator vanity_operator_space_to_depth = {
  .name = "SpaceToDepth",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (SpaceToDepthParams),
  .infer = space_to_depth_infer,
  .forward = space_to_depth_forward,
};
