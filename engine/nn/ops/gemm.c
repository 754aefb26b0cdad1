/* Gemm, and MatMul with a constant matrix on the right. */
#include "nn/ops/implicit-gemm.h"

#include <string.h>

typedef struct
{
  gint64 rows;  /* M */
  gint64 inner; /* K */
  int columns;  /* N */
  gboolean trans_a, trans_b;
  float alpha, beta;
} GemmParams;

static gboolean
gemm_infer (VanityCall *call, GError **error)
{
  GemmParams *params = call->params;
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
  if (b->dim[trans_b ? 1 : 0] != params->inner)
    {
      g_autofree char *one = vanity_shape_to_string (a);
      g_autofree char *other = vanity_shape_to_string (b);

      return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                               "matrices %s and %s cannot be multiplied", one, other);
    }
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

static gboolean
mat_mul_infer (VanityCall *call, GError **error)
{
  GemmParams *params = call->params;
  const VanityShape *b = &call->inputs[1].shape;
  VanityShape shape = call->inputs[0].shape;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_check_input (call, 1, 2, 2, error))
    return FALSE;
  params->alpha = params->beta = 1.0f;
  params->inner = shape.dim[shape.rank - 1];
  params->rows = vanity_shape_get_extent (&shape, 0, shape.rank - 1);
  params->columns = b->dim[1];
  if (b->dim[0] != params->inner)
    {
      g_autofree char *one = vanity_shape_to_string (&shape);
      g_autofree char *other = vanity_shape_to_string (b);

      return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                               "matrices %s and %s cannot be multiplied", one, other);
    }
  shape.dim[shape.rank - 1] = params->columns;
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

static gint64
gemm_cost (const VanityCall *call)
{
  const GemmParams *params = call->params;

  return params->rows * params->inner * params->columns;
}

static void
gemm_prepare (VanityCall *call)
{
  const GemmParams *params = call->params;
  VanityImplicitGemm *gemm = g_new0 (VanityImplicitGemm, 1);
  g_autofree float *bias = g_new0 (float, params->columns);
  gint64 taps_at[] = { 0 };

  if (vanity_call_has_input (call, 2))
    {
      const float *c = call->inputs[2].data;
      gboolean single = vanity_shape_get_elements (&call->inputs[2].shape) == 1;

      for (int n = 0; n < params->columns; n++)
        bias[n] = params->beta * c[single ? 0 : n];
    }
  *gemm = (VanityImplicitGemm){
    .n_taps = 1,
    .tap = g_malloc0 (sizeof *gemm->tap),
    .stride = { 1, 1 },
    .batch = 1,
    .in = { 1, params->rows },
    .in_channels = params->inner,
    .in_count = params->inner,
    .out = { 1, params->rows },
    .out_batch = params->rows * params->columns,
    .out_row = params->rows * params->columns,
    .out_pixel = params->columns,
    .columns = params->columns,
  };
  vanity_implicit_gemm_pack (gemm, call->kernels, call->inputs[1].data,
                             params->trans_b ? params->inner : 1, taps_at,
                             params->trans_b ? 1 : params->columns, params->alpha, bias);
  call->state = gemm;
  call->state_bytes = gemm->panel_bytes;
  if (params->trans_a)
    call->scratch_bytes = params->rows * params->inner * sizeof (float);
}

static void
gemm_release (VanityCall *call)
{
  vanity_implicit_gemm_clear (call->state);
  g_free (call->state);
}

static void
gemm_forward (VanityCall *call)
{
  const GemmParams *params = call->params;
  gpointer given = call->inputs[0].data;

  if (params->trans_a)
    {
      const float *in = given;
      float *transposed = call->scratch;

      for (gint64 m = 0; m < params->rows; m++)
        for (gint64 k = 0; k < params->inner; k++)
          *transposed++ = in[k * params->rows + m];
      call->inputs[0].data = call->scratch;
    }
  vanity_implicit_gemm_run (call->state, 1, call);
  call->inputs[0].data = given;
}

const VanityOperator vanity_operator_gemm = {
  .name = "Gemm",
  .flags = VANITY_OPERATOR_FUSES,
  .min_inputs = 2,
  .max_inputs = 3,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2,
  .params_size = sizeof (GemmParams),
  .infer = gemm_infer,
  .cost = gemm_cost,
  .prepare = gemm_prepare,
  .forward = gemm_forward,
  .release = gemm_release,
};

const VanityOperator vanity_operator_mat_mul = {
  .name = "MatMul",
  .flags = VANITY_OPERATOR_FUSES,
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .static_inputs = 1 << 1,
  .params_size = sizeof (GemmParams),
  .infer = mat_mul_infer,
  .cost = gemm_cost,
  .prepare = gemm_prepare,
  .forward = gemm_forward,
  .release = gemm_release,
};
