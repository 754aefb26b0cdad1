#include "nn/ops/landmarks.h"

static gboolean
transform_infer (VanityCall *call, GError **error)
{
  return vanity_landmarks_check (call, error) && vanity_landmarks_check_matrix (call, 1, error)
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

const VanityOperator vanity_operator_transform_landmarks = {
  .name = "TransformLandmarks",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .infer = transform_infer,
  .forward = transform_forward,
};
