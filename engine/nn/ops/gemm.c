#include "nn/ops/product-backward.h"
#include "nn/ops/product.h"

static gboolean
gemm_infer (VanityCall *call, GError **error)
{
  VanityProductParams *params = call->params;
  const VanityShape *a = &call->inputs[0].shape;
  const VanityShape *b = &call->inputs[1].shape;
  gint64 trans_a, trans_b;

  if (!vanity_call_check_input (call, 0, 2, 2, error)
      || !vanity_call_check_input (call, 1, 2, 2, error)
      || !vanity_call_get_int (call, "transA", 0, 0, 1, &trans_a, error)
      || !vanity_call_get_int (call, "transB", 0, 0, 1, &trans_b, error)
      || !vanity_call_get_float (call, "alpha", 1.0, &params->alpha, error)
      || !vanity_call_get_float (call, "beta", 1.0, &params->beta, error))
    return FALSE;
  params->trans_a = trans_a;
  params->trans_b = trans_b;
  params->rows = a->dim[trans_a ? 1 : 0];
  params->inner = a->dim[trans_a ? 0 : 1];
  params->columns = b->dim[trans_b ? 0 : 1];
  if (!vanity_product_check (call, b->dim[trans_b ? 1 : 0], error))
    return FALSE;
  if (vanity_call_has_input (call, 2))
    {
      gint64 elements = vanity_shape_get_elements (&call->inputs[2].shape);
      const VanityShape *c = &call->inputs[2].shape;

      if (!vanity_call_check_input (call, 2, 0, 2, error))
        return FALSE;
      if (elements != 1 && (elements != params->columns || c->dim[c->rank - 1] != elements))
        return vanity_call_fail (call, VANITY_ERROR_UNSUPPORTED, error,
                                 "its input 2 must be one number, or one for each of %d columns",
                                 params->columns);
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32,
                                 &VANITY_SHAPE (params->rows, params->columns), error);
}

const VanityOperator vanity_operator_gemm = {
  .name = "Gemm",
  .flags = VANITY_OPERATOR_FUSES,
  .min_inputs = 2,
  .max_inputs = 3,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2,
  .params_size = sizeof (VanityProductParams),
  .infer = gemm_infer,
  .cost = vanity_product_cost,
  .prepare = vanity_product_prepare,
  .forward = vanity_product_forward,
  .release = vanity_product_release,
  .backward = &vanity_gemm_backward,
};
