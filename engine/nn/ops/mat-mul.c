/* MatMul: with a constant matrix on the right, as Gemm, and with the bias that folding gives it; or
 * else a product for each pair of matrices, which are broadcast together. */
#include "nn/ops/product-backward.h"
#include "nn/ops/product.h"

#include "nn/ops/split.h"

#include <string.h>

typedef struct
{
  VanityProductParams product; /* rows, inner and columns of one pair */
  /* Of the pairs: strides in elements along each dimension of `pairs`, 0 where it is broadcast. */
  VanityShape pairs;
  gint64 stride[2][VANITY_MAX_RANK];
} MatMulParams;

/* Strides of the matrices of an input, of all dimensions but the last two. */
static void
fill_strides (const VanityShape *shape, const VanityShape *pairs, gint64 *strides)
{
  gint64 stride = vanity_shape_get_extent (shape, MAX (shape->rank - 2, 0), shape->rank);

  for (int i = shape->rank - 3; i >= 0; i--)
    {
      strides[pairs->rank - (shape->rank - 2) + i] = shape->dim[i] == 1 ? 0 : stride;
      stride *= shape->dim[i];
    }
}

static gboolean
mat_mul_infer (VanityCall *call, GError **error)
{
  MatMulParams *params = call->params;
  VanityProductParams *product = &params->product;
  const VanityShape *a = &call->inputs[0].shape, *b = &call->inputs[1].shape;
  VanityShape ahead[2] = { 0 }, shape;

  if (!vanity_call_check_input (call, 0, 1, VANITY_MAX_RANK, error)
      || !vanity_call_check_input (call, 1, 1, VANITY_MAX_RANK, error))
    return FALSE;
  product->alpha = product->beta = 1.0f;
  product->inner = a->dim[a->rank - 1];
  product->columns = b->rank == 1 ? 1 : b->dim[b->rank - 1];
  if (!vanity_product_check (call, b->dim[MAX (b->rank - 2, 0)], error))
    return FALSE;
  if (b->rank == 2)
    {
      /* All of a's matrices lie below each other, as one. */
      product->rows = vanity_shape_get_extent (a, 0, a->rank - 1);
      shape = *a;
      shape.dim[shape.rank - 1] = product->columns;
      return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
    }

  product->rows = a->rank == 1 ? 1 : a->dim[a->rank - 2];
  for (int i = 0; i < 2; i++)
    {
      const VanityShape *input = &call->inputs[i].shape;

      ahead[i].rank = MAX (input->rank - 2, 0);
      memcpy (ahead[i].dim, input->dim, ahead[i].rank * sizeof *input->dim);
    }
  if (!vanity_shape_broadcast (&ahead[0], &ahead[1], &params->pairs))
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "its lists of matrices do not broadcast");
  fill_strides (a, &params->pairs, params->stride[0]);
  fill_strides (b, &params->pairs, params->stride[1]);
  shape = params->pairs;
  if (a->rank > 1)
    shape.dim[shape.rank++] = product->rows;
  if (b->rank > 1)
    shape.dim[shape.rank++] = product->columns;
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

static gint64
mat_mul_cost (const VanityCall *call)
{
  const MatMulParams *params = call->params;

  return vanity_product_cost (call) * vanity_shape_get_elements (&params->pairs);
}

static void
mat_mul_prepare (VanityCall *call)
{
  const MatMulParams *params = call->params;

  const VanityTensor *b = &call->inputs[1];

  if (b->data != NULL && b->shape.rank == 2)
    {
      vanity_product_prepare (call);
      return;
    }
  call->scratch_bytes
      = (gsize)vanity_pool_get_threads (call->pool) * params->product.columns * sizeof (float);
  if (b->data != NULL)
    {
      call->state_bytes = vanity_shape_get_elements (&b->shape) * sizeof (float);
      call->state = g_memdup2 (b->data, call->state_bytes);
    }
}

/* Rows [from, to) of all products. */
static void
mat_mul_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const MatMulParams *params = call->params;
  gint64 rows = params->product.rows, inner = params->product.inner;
  int columns = params->product.columns;
  const VanityEpilogue *epilogue = &call->epilogue;
  float *sums = (float *)call->scratch + (gint64)worker * columns;

  for (gint64 row = from; row < to; row++)
    {
      const float *a = call->inputs[0].data;
      const float *b = call->state != NULL ? call->state : call->inputs[1].data;
      VanityActivation activation = epilogue->activation;
      float *out = (float *)call->outputs[0].data + row * columns;
      gint64 rest = row / rows;

      for (int i = params->pairs.rank - 1; i >= 0; i--)
        {
          a += rest % params->pairs.dim[i] * params->stride[0][i];
          b += rest % params->pairs.dim[i] * params->stride[1][i];
          rest /= params->pairs.dim[i];
        }
      a += row % rows * inner;
      memset (sums, 0, columns * sizeof *sums);
      for (gint64 k = 0; k < inner; k++)
        for (int n = 0; n < columns; n++)
          sums[n] += a[k] * b[k * columns + n];
      if (epilogue->has_residual)
        call->kernels->binary (VANITY_BINARY_ADD, sums, sums, 1,
                               (const float *)epilogue->residual.data + row * columns, 1, columns);
      /* Times a vector, the channels of what comes out are the rows. */
      if (call->inputs[1].shape.rank == 1 && activation.kind == VANITY_ACTIVATION_SLOPE
          && activation.n_slopes > 1)
        {
          activation.slope += row % rows;
          activation.n_slopes = 1;
        }
      call->kernels->activate (out, sums, 1, columns, &activation);
    }
}

static void
mat_mul_forward (VanityCall *call)
{
  const MatMulParams *params = call->params;

  if (call->state != NULL && call->inputs[1].shape.rank == 2)
    vanity_product_forward (call);
  else
    vanity_call_split (call, mat_mul_run,
                       params->product.rows * vanity_shape_get_elements (&params->pairs),
                       (double)params->product.inner * params->product.columns / 4);
}

static void
mat_mul_release (VanityCall *call)
{
  if (call->inputs[1].shape.rank == 2)
    vanity_product_release (call);
  else
    g_free (call->state);
}

const VanityOperator vanity_operator_mat_mul = {
  .name = "MatMul",
  .flags = VANITY_OPERATOR_FUSES,
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .packed_inputs = 1 << 1 | 1 << 2,
  .params_size = sizeof (MatMulParams),
  .infer = mat_mul_infer,
  .cost = mat_mul_cost,
  .prepare = mat_mul_prepare,
  .forward = mat_mul_forward,
  .release = mat_mul_release,
  .backward = &vanity_mat_mul_backward,
};
