#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

static float
sign_of (float x)
{
  return (float)(x > 0.0f) - (float)(x < 0.0f);
}

static void
sign_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, sign_of);
}

static void
sign_forward (VanityCall *call)
{
  vanity_map_split (call, sign_run, 0.2);
}

const VanityOperator vanity_operator_sign = {
  .name = "Sign",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = sign_forward,
  .backward = &vanity_step_backward,
};
