#include "nn/ops/landmarks.h"

#include <math.h>
#include <string.h>

typedef struct
{
  gint64 width, height;
} BilinearParams;

static gboolean
bilinear_infer (VanityCall *call, GError **error)
{
  BilinearParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;

  if (!vanity_call_check_input (call, 0, 4, 4, error)
      || !vanity_landmarks_check_matrix (call, 1, error)
      || !vanity_call_get_int (call, "output_width", 0, 1, 1 << 14, &params->width, error)
      || !vanity_call_get_int (call, "output_height", 0, 1, 1 << 14, &params->height, error))
    return FALSE;
  if (input->dim[0] != 1 || params->width < 1 || params->height < 1)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "there must be one image, “output_width” and “output_height”");
  return vanity_call_set_output (call, 0, VANITY_FLOAT32,
                                 &VANITY_SHAPE (1, params->height, params->width, input->dim[3]),
                                 error);
}

static gint64
bilinear_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * 4;
}

/* The matrix maps pixel corners to pixel corners: half a pixel goes in and comes off again. */
static void
bilinear_forward (VanityCall *call)
{
  const BilinearParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  const float *m = call->inputs[1].data;
  const float *in = call->inputs[0].data;
  float *out = call->outputs[0].data;
  gint64 height = shape->dim[1], width = shape->dim[2], channels = shape->dim[3];

  for (gint64 row = 0; row < params->height; row++)
    for (gint64 column = 0; column < params->width; column++, out += channels)
      {
        float x = m[0] * (column + 0.5f) + m[1] * (row + 0.5f) + m[3] - 0.5f;
        float y = m[4] * (column + 0.5f) + m[5] * (row + 0.5f) + m[7] - 0.5f;
        float x0 = floorf (x), y0 = floorf (y);
        float fx = x - x0, fy = y - y0;

        memset (out, 0, channels * sizeof *out);
        /* Also false when the numbers are not finite. */
        if (!(x0 >= -1 && x0 < width && y0 >= -1 && y0 < height))
          continue;
        for (int tap = 0; tap < 4; tap++)
          {
            gint64 sx = (gint64)x0 + (tap & 1);
            gint64 sy = (gint64)y0 + (tap >> 1);
            float weight = ((tap & 1) ? fx : 1 - fx) * ((tap >> 1) ? fy : 1 - fy);
            const float *source;

            if (sx < 0 || sx >= width || sy < 0 || sy >= height)
              continue;
            source = in + (sy * width + sx) * channels;
            for (gint64 c = 0; c < channels; c++)
              out[c] += weight * source[c];
          }
      }
}

const VanityOperator vanity_operator_transform_tensor_bilinear = {
  .name = "TransformTensorBilinear",
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .params_size = sizeof (BilinearParams),
  .infer = bilinear_infer,
  .cost = bilinear_cost,
  .forward = bilinear_forward,
};
