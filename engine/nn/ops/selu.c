#include "nn/ops/map.h"

#include <math.h>

typedef struct
{
  float alpha, gamma;
} SeluParams;

static gboolean
selu_infer (VanityCall *call, GError **error)
{
  SeluParams *params = call->params;

  return vanity_call_get_float (call, "alpha", 1.67326319217681884765625, &params->alpha, error)
         && vanity_call_get_float (call, "gamma", 1.05070102214813232421875, &params->gamma, error)
         && vanity_unary_infer_shape (call, error);
}

/* Klambauer et al., Self-Normalizing Neural Networks, 2017. */
static void
selu_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const SeluParams *params = call->params;
  const float *in = call->inputs[0].data;
  float *out = call->outputs[0].data;

  for (gint64 i = from; i < to; i++)
    out[i] = params->gamma * (in[i] < 0.0f ? params->alpha * expm1f (in[i]) : in[i]);
}

static void
selu_forward (VanityCall *call)
{
  vanity_map_split (call, selu_run, 4.0);
}

const VanityOperator vanity_operator_selu = {
  .name = "Selu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (SeluParams),
  .infer = selu_infer,
  .cost = vanity_unary_cost,
  .forward = selu_forward,
};
