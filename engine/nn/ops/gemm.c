/* Gemm, and MatMul with a constant matrix on the right. */
#include "nn/ops/split.h"

#include <string.h>

typedef struct
{
  gint64 rows;  /* M */
  gint64 inner; /* K */
  int columns;  /* N */
  gboolean trans_a, trans_b;
  float alpha, beta;
} GemmParams;

typedef struct
{
  float *weights; /* [K, N] */
  float *bias;
} GemmState;

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
  GemmState *state = g_new0 (GemmState, 1);
  const float *b = call->inputs[1].data;

  state->weights = g_new (float, params->inner * params->columns);
  state->bias = g_new0 (float, params->columns);
  for (gint64 k = 0; k < params->inner; k++)
    for (int n = 0; n < params->columns; n++)
      state->weights[k * params->columns + n]
          = params->alpha
            * (params->trans_b ? b[n * params->inner + k] : b[k * params->columns + n]);
  if (vanity_call_has_input (call, 2))
    for (int n = 0; n < params->columns; n++)
      {
        const VanityTensor *c = &call->inputs[2];

        state->bias[n]
            = params->beta
              * ((const float *)c->data)[vanity_shape_get_elements (&c->shape) == 1 ? 0 : n];
      }
  call->state = state;
  call->state_bytes = (params->inner + 1) * params->columns * sizeof (float);
}

static void
gemm_release (VanityCall *call)
{
  GemmState *state = call->state;

  g_free (state->weights);
  g_free (state->bias);
  g_free (state);
}

static void
gemm_forward (VanityCall *call)
{
  const GemmParams *params = call->params;
  const GemmState *state = call->state;
  const float *a = call->inputs[0].data;
  float *out = call->outputs[0].data;

  for (gint64 m = 0; m < params->rows; m++, out += params->columns)
    {
      memcpy (out, state->bias, params->columns * sizeof (float));
      for (gint64 k = 0; k < params->inner; k++)
        {
          float x = params->trans_a ? a[k * params->rows + m] : a[m * params->inner + k];
          const float *row = state->weights + k * params->columns;

          for (int n = 0; n < params->columns; n++)
            out[n] += x * row[n];
        }
    }
}

const VanityOperator vanity_operator_gemm = {
  .name = "Gemm",
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
