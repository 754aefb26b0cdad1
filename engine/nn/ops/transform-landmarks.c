#include "nn/ops/landmarks.h"

#include "nn/backward.h"

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

static void
transform_back_points (VanityBackwardCall *back)
{
  const VanityShape *shape = &back->output_gradient.shape;
  const float *m = back->call->inputs[1].data;
  const float *given = back->output_gradient.data;
  float *out = back->input_gradients[0].data;

  for (gint64 i = 0; i < shape->dim[1]; i++, given += shape->dim[2], out += shape->dim[2])
    {
      out[0] = m[0] * given[0] + m[4] * given[1];
      out[1] = m[1] * given[0] + m[5] * given[1];
      if (shape->dim[2] == 3)
        out[2] = given[2];
    }
}

/* The other elements of the matrix are not looked at. */
static void
transform_back_matrix (VanityBackwardCall *back)
{
  const VanityShape *shape = &back->output_gradient.shape;
  const float *in = back->call->inputs[0].data;
  const float *given = back->output_gradient.data;
  float *out = back->input_gradients[1].data;
  double sums[2][3] = { { 0.0 } };

  for (gint64 i = 0; i < shape->dim[1]; i++, given += shape->dim[2], in += shape->dim[2])
    for (int k = 0; k < 2; k++)
      {
        sums[k][0] += given[k] * in[0];
        sums[k][1] += given[k] * in[1];
        sums[k][2] += given[k];
      }
  vanity_landmarks_set_matrix (out, sums);
}

static void
transform_backward_run (VanityBackwardCall *back)
{
  if (vanity_backward_wants (back, 0))
    transform_back_points (back);
  if (vanity_backward_wants (back, 1))
    transform_back_matrix (back);
}

static const VanityBackward transform_backward = {
  .differentiable = 1 << 0 | 1 << 1,
  .reads_inputs = 1 << 0 | 1 << 1,
  .run = transform_backward_run,
};

const VanityOperator vanity_operator_transform_landmarks = {
  .name = "TransformLandmarks",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .infer = transform_infer,
  .forward = transform_forward,
  .backward = &transform_backward,
};
