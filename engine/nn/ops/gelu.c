#include "nn/ops/map.h"

#include <math.h>

typedef struct
{
  int approximate; /* by tanh */
} GeluParams;

static gboolean
gelu_infer (VanityCall *call, GError **error)
{
  GeluParams *params = call->params;
  static const char *const choices[] = { "none", "tanh", NULL };

  return vanity_call_get_choice (call, "approximate", 0, choices, &params->approximate, error)
         && vanity_unary_infer_shape (call, error);
}

/* x Φ (x): Hendrycks and Gimpel, Gaussian Error Linear Units, 2016. */
static void
gelu_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const GeluParams *params = call->params;
  const float *in = call->inputs[0].data;
  float *out = call->outputs[0].data;

  for (gint64 i = from; i < to; i++)
    {
      float x = in[i];

      out[i] = params->approximate
                   ? 0.5f * x * (1.0f + tanhf (0.797884561f * (x + 0.044715f * x * x * x)))
                   : 0.5f * x * (1.0f + erff (x * (float)M_SQRT1_2));
    }
}

static void
gelu_forward (VanityCall *call)
{
  vanity_map_split (call, gelu_run, 6.0);
}

const VanityOperator vanity_operator_gelu = {
  .name = "Gelu",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (GeluParams),
  .infer = gelu_infer,
  .cost = vanity_unary_cost,
  .forward = gelu_forward,
};
