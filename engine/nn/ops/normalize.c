#include "nn/ops/normalize.h"

#include <math.h>

/* Channels gone through together: neighbours in memory. */
#define BLOCK 16

gboolean
vanity_normalize_infer (VanityCall *call, gboolean by_group, GError **error)
{
  VanityNormalizeParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 channels;

  if (!vanity_call_check_input (call, 0, 3, VANITY_MAX_RANK, error)
      || !vanity_call_get_float (call, "epsilon", 1e-5, &params->epsilon, error))
    return FALSE;
  channels = input->dim[input->rank - 1];
  if (channels % params->groups != 0)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "%" G_GINT64_FORMAT " channels cannot be %" G_GINT64_FORMAT " groups",
                             channels, params->groups);
  for (int i = 1; i < 3; i++)
    {
      gint64 given;

      if (!vanity_call_check_input (call, i, 1, 1, error))
        return FALSE;
      given = call->inputs[i].shape.dim[0];
      if (given != channels && !(by_group && given == params->groups))
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "input %d has %" G_GINT64_FORMAT " numbers for %" G_GINT64_FORMAT
                                 " channels",
                                 i, given, channels);
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, input, error);
}

gint64
vanity_normalize_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * 3;
}

/* Mean and 1 ÷ deviation of each of `width` neighbouring channels over `pixels`, which are `stride`
 * apart. In two passes, and in double: large means would eat up small variances. */
static void
measure (const float *in, gint64 pixels, gint64 stride, int width, float epsilon, double *mean,
         double *inverse)
{
  double sum[BLOCK] = { 0 }, squares[BLOCK] = { 0 };

  for (gint64 p = 0; p < pixels; p++)
    for (int c = 0; c < width; c++)
      sum[c] += in[p * stride + c];
  for (int c = 0; c < width; c++)
    mean[c] = sum[c] / pixels;
  for (gint64 p = 0; p < pixels; p++)
    for (int c = 0; c < width; c++)
      {
        double off = in[p * stride + c] - mean[c];

        squares[c] += off * off;
      }
  for (int c = 0; c < width; c++)
    inverse[c] = 1.0 / sqrt (squares[c] / pixels + epsilon);
}

/* out = in · factor + offset, of up to BLOCK channels. */
static void
apply (VanityCall *call, gint64 at, gint64 pixels, gint64 stride, gint64 channel, int width,
       const double *mean, const double *inverse)
{
  const VanityNormalizeParams *params = call->params;
  const float *scale = call->inputs[1].data, *bias = call->inputs[2].data;
  const float *in = (const float *)call->inputs[0].data + at;
  float *out = (float *)call->outputs[0].data + at;
  float factor[BLOCK], offset[BLOCK];

  for (int c = 0; c < width; c++)
    {
      gint64 group_size = stride / params->groups;
      gint64 s = call->inputs[1].shape.dim[0] == stride ? channel + c : (channel + c) / group_size;
      gint64 b = call->inputs[2].shape.dim[0] == stride ? channel + c : (channel + c) / group_size;

      factor[c] = scale[s] * inverse[c];
      offset[c] = bias[b] - mean[c] * scale[s] * inverse[c];
    }
  for (gint64 p = 0; p < pixels; p++)
    for (int c = 0; c < width; c++)
      out[p * stride + c] = in[p * stride + c] * factor[c] + offset[c];
}

/* Each channel by itself: blocks [from, to) of all images. */
static void
run_channels (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityNormalizeParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 channels = shape->dim[shape->rank - 1];
  gint64 pixels = vanity_shape_get_extent (shape, 1, shape->rank - 1);
  gint64 blocks = (channels + BLOCK - 1) / BLOCK;

  for (gint64 i = from; i < to; i++)
    {
      gint64 channel = i % blocks * BLOCK;
      gint64 at = i / blocks * pixels * channels + channel;
      int width = MIN (BLOCK, channels - channel);
      double mean[BLOCK], inverse[BLOCK];

      measure ((const float *)call->inputs[0].data + at, pixels, channels, width, params->epsilon,
               mean, inverse);
      apply (call, at, pixels, channels, channel, width, mean, inverse);
    }
}

/* Each group of channels by itself: groups [from, to) of all images. */
static void
run_groups (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityNormalizeParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 channels = shape->dim[shape->rank - 1];
  gint64 pixels = vanity_shape_get_extent (shape, 1, shape->rank - 1);
  gint64 size = channels / params->groups;

  for (gint64 i = from; i < to; i++)
    {
      gint64 first = i % params->groups * size;
      gint64 image = i / params->groups * pixels * channels;
      const float *in = (const float *)call->inputs[0].data + image + first;
      double sum = 0.0, squares = 0.0, mean[BLOCK], inverse[BLOCK];

      for (gint64 p = 0; p < pixels; p++)
        for (gint64 c = 0; c < size; c++)
          sum += in[p * channels + c];
      sum /= pixels * size;
      for (gint64 p = 0; p < pixels; p++)
        for (gint64 c = 0; c < size; c++)
          squares += (in[p * channels + c] - sum) * (in[p * channels + c] - sum);
      for (int c = 0; c < BLOCK; c++)
        {
          mean[c] = sum;
          inverse[c] = 1.0 / sqrt (squares / (pixels * size) + params->epsilon);
        }
      for (gint64 c = first; c < first + size; c += BLOCK)
        apply (call, image + c, pixels, channels, c, MIN (BLOCK, first + size - c), mean, inverse);
    }
}

void
vanity_normalize_forward (VanityCall *call)
{
  const VanityNormalizeParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 channels = shape->dim[shape->rank - 1];
  gint64 elements = vanity_shape_get_elements (shape);
  gboolean single = params->groups == channels;
  gint64 parts = shape->dim[0] * (single ? (channels + BLOCK - 1) / BLOCK : params->groups);

  vanity_call_split (call, single ? run_channels : run_groups, parts, elements * 0.8 / parts);
}
