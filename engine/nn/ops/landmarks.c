#include "nn/ops/landmarks.h"

gboolean
vanity_landmarks_check_matrix (const VanityCall *call, int index, GError **error)
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

gboolean
vanity_landmarks_check (const VanityCall *call, GError **error)
{
  const VanityShape *shape = &call->inputs[0].shape;

  if (!vanity_call_check_input (call, 0, 3, 3, error))
    return FALSE;
  if (shape->dim[0] == 1 && (shape->dim[2] == 2 || shape->dim[2] == 3))
    return TRUE;
  return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                           "its landmarks must have shape 1×N×2 or 1×N×3");
}

void
vanity_landmarks_set_matrix (float *out, const double sums[2][3])
{
  for (int i = 0; i < 16; i++)
    out[i] = 0.0f;
  for (int k = 0; k < 2; k++)
    {
      out[4 * k] = sums[k][0];
      out[4 * k + 1] = sums[k][1];
      out[4 * k + 3] = sums[k][2];
    }
}
