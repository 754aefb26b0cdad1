#include "nn/ops/map.h"

#include <math.h>

typedef struct
{
  float alpha;
} EluParams;

static gboolean
elu_infer (VanityCall *call, GError **error)
{
  EluParams *params = call->params;

  return vanity_call_get_float (call, "alpha", 1.0, &params->alpha, error)
         && vanity_unary_infer_shape (call, error);
}

static void
elu_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const EluParams *params = call->params;
  const float *in = call->inputs[0].data;
  float *out = call->outputs[0].data;

  for (gint64 i = from; i < to; i++)
    out[i] = in[i] < 0.0f ? params->alpha * expm1f (in[i]) : in[i];
}

static void
elu_forward (VanityCall *call)
{
  vanity_map_split (call, elu_run, 4.0);
}

const VanityOperator vanity_operator_elu = {
  .name = "Elu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (EluParams),
  .infer = elu_infer,
  .cost = vanity_unary_cost,
  .forward = elu_forward,
};
