#include "nn/ops/product.h"

static gboolean
mat_mul_infer (VanityCall *call, GError **error)
{
  VanityProductParams *params = call->params;
  const VanityShape *b = &call->inputs[1].shape;
  VanityShape shape = call->inputs[0].shape;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_check_input (call, 1, 2, 2, error))
    return FALSE;
  params->alpha = params->beta = 1.0f;
  params->inner = shape.dim[shape.rank - 1];
  params->rows = vanity_shape_get_extent (&shape, 0, shape.rank - 1);
  params->columns = b->dim[1];
  if (!vanity_product_check (call, b->dim[0], error))
    return FALSE;
  shape.dim[shape.rank - 1] = params->columns;
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

const VanityOperator vanity_operator_mat_mul = {
  .name = "MatMul",
  .flags = VANITY_OPERATOR_FUSES,
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (VanityProductParams),
  .infer = mat_mul_infer,
  .cost = vanity_product_cost,
  .prepare = vanity_product_prepare,
  .forward = vanity_product_forward,
  .release = vanity_product_release,
};
