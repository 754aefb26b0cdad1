#include "nn/ops/product.h"

#include "nn/ops/implicit-gemm.h"

gboolean
vanity_product_check (const VanityCall *call, gint64 inner, GError **error)
{
  const VanityProductParams *params = call->params;
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (params->inner == inner)
    return TRUE;
  one = vanity_shape_to_string (&call->inputs[0].shape);
  other = vanity_shape_to_string (&call->inputs[1].shape);
  return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                           "matrices %s and %s cannot be multiplied", one, other);
}

gint64
vanity_product_cost (const VanityCall *call)
{
  const VanityProductParams *params = call->params;

  return params->rows * params->inner * params->columns;
}

void
vanity_product_prepare (VanityCall *call)
{
  const VanityProductParams *params = call->params;
  VanityImplicitGemm *gemm = g_new0 (VanityImplicitGemm, 1);

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
    .weights = call->inputs[1].data,
    .column_stride = params->trans_b ? params->inner : 1,
    .element_stride = params->trans_b ? 1 : params->columns,
    .taps_at = g_new0 (gint64, 1),
    .scale = params->alpha,
    .bias_scale = params->beta,
  };
  if (vanity_call_has_input (call, 2))
    {
      gemm->bias = call->inputs[2].data;
      gemm->bias_stride = vanity_shape_get_elements (&call->inputs[2].shape) > 1;
    }
  call->state = gemm;
  vanity_implicit_gemm_prepare (gemm, 1, call);
  if (params->trans_a)
    call->scratch_bytes += params->rows * params->inner * sizeof (float);
}

void
vanity_product_release (VanityCall *call)
{
  vanity_implicit_gemm_clear (call->state);
  g_free (call->state);
}

void
vanity_product_forward (VanityCall *call)
{
  const VanityProductParams *params = call->params;
  gpointer given = call->inputs[0].data;

  if (params->trans_a)
    {
      gsize bytes = params->rows * params->inner * sizeof (float);
      float *turned = (gpointer)((char *)call->scratch + call->scratch_bytes - bytes);

      call->kernels->transpose (turned, params->inner, given, params->rows, params->inner,
                                params->rows);
      call->inputs[0].data = turned;
    }
  vanity_implicit_gemm_run (call->state, 1, call);
  call->inputs[0].data = given;
}
