#include "nn/ops/landmarks.h"

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

static gboolean
matrix_infer (VanityCall *call, GError **error)
{
  MatrixParams *params = call->params;
  gint64 last;

  if (!vanity_landmarks_check (call, error))
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

const VanityOperator vanity_operator_landmarks_to_transform_matrix = {
  .name = "Landmarks2TransformMatrix",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (MatrixParams),
  .infer = matrix_infer,
  .forward = matrix_forward,
};
