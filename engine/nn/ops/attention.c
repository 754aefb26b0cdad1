/* The operators of MediaPipe's attention mesh: a region around some landmarks is cut out of a
 * feature map, turned upright, refined by a small network and put back. */
#include "nn/operator.h"

#include <math.h>
#include <string.h>

#define MAX_SUBSET 4096

typedef struct
{
  gint64 left, right; /* landmarks whose line becomes horizontal */
  gint64 width, height;
  float target, scale_x, scale_y;
  int n_subset;
  gint64 subset[MAX_SUBSET];
} MatrixParams;

typedef struct
{
  gint64 width, height;
} BilinearParams;

/* A 4×4 matrix in rows, of which x and y use the first two. */
static gboolean
check_matrix (const VanityCall *call, int index, GError **error)
{
  const VanityShape *shape = &call->inputs[index].shape;

  if (!vanity_call_check_input (call, index, 2, VANITY_MAX_RANK, error))
    return FALSE;
  if (vanity_shape_get_elements (shape) == 16 && shape->dim[shape->rank - 1] == 4
      && shape->dim[shape->rank - 2] == 4)
    return TRUE;
  return vanity_call_fail (call, VANITY_ERROR_VALUE, error, "input %d must be one 4×4 matrix",
                           index);
}

static gboolean
check_landmarks (const VanityCall *call, GError **error)
{
  const VanityShape *shape = &call->inputs[0].shape;

  if (!vanity_call_check_input (call, 0, 3, 3, error))
    return FALSE;
  if (shape->dim[0] == 1 && (shape->dim[2] == 2 || shape->dim[2] == 3))
    return TRUE;
  return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                           "its landmarks must have shape 1×N×2 or 1×N×3");
}

static gboolean
matrix_infer (VanityCall *call, GError **error)
{
  MatrixParams *params = call->params;
  gint64 last;

  if (!check_landmarks (call, error))
    return FALSE;
  last = call->inputs[0].shape.dim[1] - 1;
  if (!vanity_call_get_int (call, "left_rotation_idx", 0, 0, last, &params->left, error)
      || !vanity_call_get_int (call, "right_rotation_idx", 0, 0, last, &params->right, error)
      || !vanity_call_get_int (call, "output_width", 0, 1, 1 << 14, &params->width, error)
      || !vanity_call_get_int (call, "output_height", 0, 1, 1 << 14, &params->height, error)
      || !vanity_call_get_float (call, "target_rotation_radians", 0, &params->target, error)
      || !vanity_call_get_float (call, "scale_x", 1, &params->scale_x, error)
      || !vanity_call_get_float (call, "scale_y", 1, &params->scale_y, error)
      || !vanity_call_get_ints (call, "subset_idxs", MAX_SUBSET, params->subset, &params->n_subset,
                                error))
    return FALSE;
  if (params->n_subset < 1 || params->width < 1 || params->height < 1)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "“subset_idxs”, “output_width” and “output_height” must be given");
  for (int i = 0; i < params->n_subset; i++)
    if (params->subset[i] < 0 || params->subset[i] > last)
      return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                               "“subset_idxs” names landmark %" G_GINT64_FORMAT
                               ", but the last is %" G_GINT64_FORMAT,
                               params->subset[i], last);
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &VANITY_SHAPE (1, 4, 4), error);
}

/* Maps the output grid onto the box around the subset, in a frame where the line from left to right
 * is horizontal: Shift (centre) · Rotate (−r) · Scale · Shift (−half the grid). */
static void
matrix_forward (VanityCall *call)
{
  const MatrixParams *params = call->params;
  const float *points = call->inputs[0].data;
  float *out = call->outputs[0].data;
  gint64 stride = call->inputs[0].shape.dim[2];
  const float *left = points + params->left * stride;
  const float *right = points + params->right * stride;
  double r = params->target - atan2 (right[1] - left[1], right[0] - left[0]);
  double c = cos (r), s = sin (r);
  double low_x = INFINITY, low_y = INFINITY, high_x = -INFINITY, high_y = -INFINITY;
  double x, y, step_x, step_y;
  double m[2][3];

  for (int i = 0; i < params->n_subset; i++)
    {
      const float *point = points + params->subset[i] * stride;

      x = c * point[0] - s * point[1];
      y = s * point[0] + c * point[1];
      low_x = MIN (low_x, x);
      high_x = MAX (high_x, x);
      low_y = MIN (low_y, y);
      high_y = MAX (high_y, y);
    }
  x = (low_x + high_x) / 2;
  y = (low_y + high_y) / 2;
  step_x = params->scale_x * (high_x - low_x) / params->width;
  step_y = params->scale_y * (high_y - low_y) / params->height;

  m[0][0] = c * step_x;
  m[0][1] = s * step_y;
  m[1][0] = -s * step_x;
  m[1][1] = c * step_y;
  m[0][2] = c * x + s * y - m[0][0] * params->width / 2 - m[0][1] * params->height / 2;
  m[1][2] = -s * x + c * y - m[1][0] * params->width / 2 - m[1][1] * params->height / 2;
  memset (out, 0, 16 * sizeof *out);
  for (int i = 0; i < 2; i++)
    {
      out[4 * i] = m[i][0];
      out[4 * i + 1] = m[i][1];
      out[4 * i + 3] = m[i][2];
    }
  out[10] = out[15] = 1.0f;
}

static gboolean
bilinear_infer (VanityCall *call, GError **error)
{
  BilinearParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;

  if (!vanity_call_check_input (call, 0, 4, 4, error) || !check_matrix (call, 1, error)
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
            const float *source = in + (sy * width + sx) * channels;

            if (sx < 0 || sx >= width || sy < 0 || sy >= height)
              continue;
            for (gint64 c = 0; c < channels; c++)
              out[c] += weight * source[c];
          }
      }
}

static gboolean
transform_infer (VanityCall *call, GError **error)
{
  return check_landmarks (call, error) && check_matrix (call, 1, error)
         && vanity_call_set_output (call, 0, VANITY_FLOAT32, &call->inputs[0].shape, error);
}

static void
transform_forward (VanityCall *call)
{
  const VanityShape *shape = &call->inputs[0].shape;
  const float *m = call->inputs[1].data;
  const float *in = call->inputs[0].data;
  float *out = call->outputs[0].data;

  for (gint64 i = 0; i < shape->dim[1]; i++, in += shape->dim[2], out += shape->dim[2])
    {
      float x = in[0], y = in[1];

      out[0] = m[0] * x + m[1] * y + m[3];
      out[1] = m[4] * x + m[5] * y + m[7];
      if (shape->dim[2] == 3)
        out[2] = in[2];
    }
}

const VanityOperator vanity_operator_landmarks_to_transform_matrix = {
  .name = "Landmarks2TransformMatrix",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (MatrixParams),
  .infer = matrix_infer,
  .forward = matrix_forward,
};

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

const VanityOperator vanity_operator_transform_landmarks = {
  .name = "TransformLandmarks",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .infer = transform_infer,
  .forward = transform_forward,
};
