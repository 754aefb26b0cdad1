/* Y = alpha · X · W + beta · C: ∂X = alpha · ∂Y · Wᵀ, ∂W = alpha · Xᵀ · ∂Y, ∂C = beta · Σ ∂Y. */
#include "nn/ops/product-backward.h"

#include "nn/ops/multiply.h"
#include "nn/ops/product.h"

gboolean
vanity_product_backward_prepare (VanityBackwardCall *call, GError **error)
{
  const VanityProductParams *params = call->call->params;
  gint64 needed = VANITY_SUM_SLICES * params->columns;

  if (vanity_backward_wants (call, 0) && params->trans_a)
    needed = MAX (needed, params->rows * params->columns);
  else if (vanity_backward_wants (call, 0) && !params->trans_b)
    needed = MAX (needed, params->inner * params->columns);
  if (vanity_backward_wants (call, 1) && params->trans_a && params->trans_b)
    needed = MAX (needed, params->rows * params->inner);
  call->scratch_bytes = needed * sizeof (float);
  return TRUE;
}

static void
scale (const VanityCall *call, float *values, gint64 count, float factor)
{
  if (factor != 1.0f)
    call->kernels->binary (VANITY_BINARY_MUL, values, values, 1, &factor, 0, count);
}

/* Of what was transposed: ∂Xᵀ = alpha · W · ∂Yᵀ. */
static void
run_transposed (VanityBackwardCall *back)
{
  const VanityCall *call = back->call;
  const VanityProductParams *params = call->params;
  float *out = back->input_gradients[0].data;

  vanity_multiply_transpose (back->scratch, back->output_gradient.data, params->rows,
                             params->columns);
  vanity_multiply_run (&(VanityMultiply){ .a = call->inputs[1].data,
                                          .a_row = params->trans_b ? 1 : params->columns,
                                          .a_step = params->trans_b ? params->inner : 1,
                                          .b = back->scratch,
                                          .b_step = params->rows,
                                          .out = out,
                                          .rows = params->inner,
                                          .columns = params->rows,
                                          .inner = params->columns },
                       call);
  scale (call, out, params->rows * params->inner, params->alpha);
}

static void
run_first (VanityBackwardCall *back)
{
  const VanityCall *call = back->call;
  const VanityProductParams *params = call->params;
  const float *weights = call->inputs[1].data;
  float *out = back->input_gradients[0].data;

  if (!params->trans_b)
    {
      vanity_multiply_transpose (back->scratch, weights, params->inner, params->columns);
      weights = back->scratch;
    }
  vanity_multiply_run (&(VanityMultiply){ .a = back->output_gradient.data,
                                          .a_row = params->columns,
                                          .a_step = 1,
                                          .b = weights,
                                          .b_step = params->inner,
                                          .out = out,
                                          .rows = params->rows,
                                          .columns = params->inner,
                                          .inner = params->columns },
                       call);
  scale (call, out, params->rows * params->inner, params->alpha);
}

static void
run_weights (VanityBackwardCall *back)
{
  const VanityCall *call = back->call;
  const VanityProductParams *params = call->params;
  float *out = back->input_gradients[1].data;
  /* One of the factors is X, [M, K] or the other way round, the other ∂Y, [M, N]. */
  VanityMultiply multiply = { .out = out, .inner = params->rows };

  if (params->trans_b)
    {
      const float *x = call->inputs[0].data;

      if (params->trans_a)
        {
          vanity_multiply_transpose (back->scratch, x, params->inner, params->rows);
          x = back->scratch;
        }
      multiply.a = back->output_gradient.data;
      multiply.a_row = 1;
      multiply.a_step = params->columns;
      multiply.b = x;
      multiply.b_step = params->inner;
      multiply.rows = params->columns;
      multiply.columns = params->inner;
    }
  else
    {
      multiply.a = call->inputs[0].data;
      multiply.a_row = params->trans_a ? params->rows : 1;
      multiply.a_step = params->trans_a ? 1 : params->inner;
      multiply.b = back->output_gradient.data;
      multiply.b_step = params->columns;
      multiply.rows = params->inner;
      multiply.columns = params->columns;
    }
  vanity_multiply_run (&multiply, call);
  scale (call, out, params->inner * params->columns, params->alpha);
}

static void
run_bias (VanityBackwardCall *back)
{
  const VanityCall *call = back->call;
  const VanityProductParams *params = call->params;
  const VanityTensor *gradient = &back->input_gradients[2];
  float *out = gradient->data;
  gint64 count = vanity_shape_get_elements (&gradient->shape);

  if (count == 1)
    {
      const float *in = back->output_gradient.data;
      double sum = 0.0;

      for (gint64 i = 0; i < params->rows * params->columns; i++)
        sum += in[i];
      out[0] = sum;
    }
  else
    {
      vanity_multiply_sum_rows (out, back->output_gradient.data, params->rows, params->columns,
                                back->scratch, call);
    }
  scale (call, out, count, params->beta);
}

void
vanity_product_backward_run (VanityBackwardCall *back)
{
  const VanityProductParams *params = back->call->params;

  if (vanity_backward_wants (back, 0) && params->trans_a)
    run_transposed (back);
  else if (vanity_backward_wants (back, 0))
    run_first (back);
  if (vanity_backward_wants (back, 1))
    run_weights (back);
  if (vanity_backward_wants (back, 2))
    run_bias (back);
}

const VanityBackward vanity_gemm_backward = {
  .differentiable = 1 << 0 | 1 << 1 | 1 << 2,
  .reads_inputs = 1 << 0 | 1 << 1,
  .prepare = vanity_product_backward_prepare,
  .run = vanity_product_backward_run,
};
