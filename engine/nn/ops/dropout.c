#include "nn/operator.h"

/* Outside training nothing is dropped. */
static gboolean
dropout_infer (VanityCall *call, GError **error)
{
  gint64 seed;
  float ratio;

  return vanity_call_get_int (call, "seed", 0, G_MININT64, G_MAXINT64, &seed, error)
         && vanity_call_get_float (call, "ratio", 0.5, &ratio, error)
         && vanity_call_set_output (call, 0, call->inputs[0].type, &call->inputs[0].shape, error);
}

const VanityOperator vanity_operator_dropout = {
  .name = "Dropout",
  .flags = VANITY_OPERATOR_VIEW,
  .min_inputs = 1,
  .max_inputs = 3,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2,
  .infer = dropout_infer,
};
