#include "nn/ops/view.h"

const VanityOperator vanity_operator_identity = {
  .name = "Identity",
  .flags = VANITY_OPERATOR_VIEW,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_view_infer_same,
  .forward = vanity_view_forward,
};
