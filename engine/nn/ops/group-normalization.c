#include "nn/ops/normalize-backward.h"
#include "nn/ops/normalize.h"

static gboolean
group_normalization_infer (VanityCall *call, GError **error)
{
  VanityNormalizeParams *params = call->params;

  /* A group is at least a channel: without the attribute, too many. */
  return vanity_call_get_int (call, "num_groups", 0, 1, G_MAXINT32, &params->groups, error)
         && (params->groups > 0
             || vanity_call_fail (call, VANITY_ERROR_VALUE, error, "“num_groups” is missing"))
         && vanity_normalize_infer (call, TRUE, error);
}

const VanityOperator vanity_operator_group_normalization = {
  .name = "GroupNormalization",
  .flags = VANITY_OPERATOR_IN_PLACE | VANITY_OPERATOR_FUSES,
  .min_inputs = 3,
  .max_inputs = 3,
  .max_outputs = 1,
  .params_size = sizeof (VanityNormalizeParams),
  .infer = group_normalization_infer,
  .cost = vanity_normalize_cost,
  .prepare = vanity_normalize_prepare,
  .forward = vanity_normalize_forward,
  .backward = &vanity_normalize_backward,
};
