#include "nn/backward.h"
#include "nn/ops/split.h"

typedef struct
{
  gint64 block;
  int by_column; /* the channels of one pixel of the output lie block² apart */
} DepthToSpaceParams;

static gboolean
depth_to_space_infer (VanityCall *call, GError **error)
{
  static const char *const modes[] = { "DCR", "CRD", NULL };
  DepthToSpaceParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 block;

  if (!vanity_call_check_input (call, 0, 4, 4, error)
      || !vanity_call_get_int (call, "blocksize", 0, 1, 1 << 12, &block, error)
      || !vanity_call_get_choice (call, "mode", 0, modes, &params->by_column, error))
    return FALSE;
  if (block == 0 || input->dim[3] % (block * block) != 0)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "%" G_GINT64_FORMAT
                             " channels cannot become blocks of %" G_GINT64_FORMAT "²",
                             input->dim[3], block);
  params->block = block;
  return vanity_call_set_output (call, 0, VANITY_FLOAT32,
                                 &VANITY_SHAPE (input->dim[0], input->dim[1] * block,
                                                input->dim[2] * block,
                                                input->dim[3] / (block * block)),
                                 error);
}

/* Rows [from, to) of what comes out, of all images: from `in` to `out`, or `back`. */
static inline __attribute__ ((always_inline)) void
move_rows (const VanityCall *call, float *in, float *out, gint64 from, gint64 to, gboolean back)
{
  const DepthToSpaceParams *params = call->params;
  const VanityShape *in_shape = &call->inputs[0].shape;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 block = params->block, channels = shape->dim[3];
  gint64 first_step = params->by_column ? 1 : channels;
  gint64 channel_step = params->by_column ? block * block : 1;

  out += from * shape->dim[2] * channels;
  for (gint64 row = from; row < to; row++)
    for (gint64 x = 0; x < shape->dim[2]; x++, out += channels)
      {
        gint64 place = row % block * block + x % block;
        float *pixel = in + (row / block * in_shape->dim[2] + x / block) * in_shape->dim[3]
                       + place * first_step;

        for (gint64 c = 0; c < channels; c++)
          if (back)
            pixel[c * channel_step] = out[c];
          else
            out[c] = pixel[c * channel_step];
      }
}

static double
get_row_cost (const VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;

  return shape->dim[2] * (3.0 + shape->dim[3] * 0.3);
}

static void
depth_to_space_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  move_rows (call, call->inputs[0].data, call->outputs[0].data, from, to, FALSE);
}

static void
depth_to_space_forward (VanityCall *call)
{
  vanity_call_split (call, depth_to_space_run,
                     vanity_shape_get_extent (&call->outputs[0].shape, 0, 2), get_row_cost (call));
}

static void
depth_to_space_back (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  move_rows (back->call, back->input_gradients[0].data, back->output_gradient.data, from, to, TRUE);
}

static void
depth_to_space_backward_run (VanityBackwardCall *back)
{
  vanity_backward_split (back, depth_to_space_back,
                         vanity_shape_get_extent (&back->output_gradient.shape, 0, 2),
                         get_row_cost (back->call));
}

static const VanityBackward depth_to_space_backward = {
  .differentiable = 1 << 0,
  .run = depth_to_space_backward_run,
};

const VanityOperator vanity_operator_depth_to_space = {
  .name = "DepthToSpace",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (DepthToSpaceParams),
  .infer = depth_to_space_infer,
  .forward = depth_to_space_forward,
  .backward = &depth_to_space_backward,
};
