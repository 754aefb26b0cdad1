/* Of each pair: ∂A = ∂Y · Bᵀ, ∂B = Aᵀ · ∂Y; added up, pair by pair, where a matrix belongs to
 * several. A matrix on the right that all share is Gemm's matter. */
#include "nn/ops/mat-mul.h"
#include "nn/ops/multiply.h"
#include "nn/ops/product-backward.h"

static gboolean
is_single (const VanityBackwardCall *back)
{
  return back->call->inputs[1].shape.rank == 2;
}

static gint64
get_matrix_size (const VanityBackwardCall *back, int operand)
{
  const VanityMatMulParams *params = back->call->params;

  return params->product.inner
         * (operand == 0 ? params->product.rows : (gint64)params->product.columns);
}

static gboolean
mat_mul_prepare (VanityBackwardCall *back, GError **error)
{
  if (is_single (back))
    return vanity_product_backward_prepare (back, error);
  if (vanity_backward_wants (back, 0))
    back->scratch_bytes
        = vanity_pool_get_threads (back->call->pool) * get_matrix_size (back, 1) * sizeof (float);
  return TRUE;
}

/* Where the factors of a pair lie; TRUE when it is the first that `operand`'s matrix belongs to. */
static gboolean
find_pair (const VanityMatMulParams *params, gint64 pair, int operand, gint64 *at)
{
  gboolean first = TRUE;

  at[0] = at[1] = 0;
  for (int i = params->pairs.rank - 1; i >= 0; i--)
    {
      gint64 index = pair % params->pairs.dim[i];

      at[0] += index * params->stride[0][i];
      at[1] += index * params->stride[1][i];
      first = first && (index == 0 || params->stride[operand][i] != 0);
      pair /= params->pairs.dim[i];
    }
  return first;
}

static VanityMultiply
get_left (VanityBackwardCall *back, const float *given, gint64 b, int worker)
{
  const VanityMatMulParams *params = back->call->params;
  const VanityProductParams *product = &params->product;
  float *turned = (float *)back->scratch + worker * get_matrix_size (back, 1);

  vanity_multiply_transpose (turned, (const float *)back->call->inputs[1].data + b, product->inner,
                             product->columns);
  return (VanityMultiply){ .a = given,
                           .a_row = product->columns,
                           .a_step = 1,
                           .b = turned,
                           .b_step = product->inner,
                           .rows = product->rows,
                           .columns = product->inner,
                           .inner = product->columns };
}

static VanityMultiply
get_right (VanityBackwardCall *back, const float *given, gint64 a)
{
  const VanityMatMulParams *params = back->call->params;
  const VanityProductParams *product = &params->product;

  return (VanityMultiply){ .a = (const float *)back->call->inputs[0].data + a,
                           .a_row = 1,
                           .a_step = product->inner,
                           .b = given,
                           .b_step = product->columns,
                           .rows = product->inner,
                           .columns = product->columns,
                           .inner = product->rows };
}

/* Matrices [from, to) of an operand. */
static void
run_matrices (VanityBackwardCall *back, int operand, gint64 from, gint64 to, int worker)
{
  const VanityMatMulParams *params = back->call->params;
  gint64 size = get_matrix_size (back, operand);
  const float *given = back->output_gradient.data;

  for (gint64 pair = 0; pair < vanity_shape_get_elements (&params->pairs);
       pair++, given += params->product.rows * params->product.columns)
    {
      gint64 at[2];
      gboolean first = find_pair (params, pair, operand, at);
      VanityMultiply multiply;

      if (at[operand] < from * size || at[operand] >= to * size)
        continue;
      multiply
          = operand == 0 ? get_left (back, given, at[1], worker) : get_right (back, given, at[0]);
      multiply.out = (float *)back->input_gradients[operand].data + at[operand];
      multiply.add = !first;
      vanity_multiply_run (&multiply, back->call);
    }
}

static void
left_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  run_matrices (back, 0, from, to, worker);
}

static void
right_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  run_matrices (back, 1, from, to, worker);
}

/* Few matrices go one by one, with all threads on each. */
static void
run_operand (VanityBackwardCall *back, int operand)
{
  VanityBackwardSplitFunc func = operand == 0 ? left_part : right_part;
  gint64 count = vanity_shape_get_elements (&back->input_gradients[operand].shape)
                 / get_matrix_size (back, operand);

  if (count < 2 * vanity_pool_get_threads (back->call->pool))
    func (back, 0, count, 0);
  else
    vanity_backward_split (back, func, count,
                           (double)back->call->op->cost (back->call) / count / 20);
}

static void
mat_mul_run (VanityBackwardCall *back)
{
  if (is_single (back))
    {
      vanity_product_backward_run (back);
      return;
    }
  for (int i = 0; i < 2; i++)
    if (vanity_backward_wants (back, i))
      run_operand (back, i);
}

const VanityBackward vanity_mat_mul_backward = {
  .differentiable = 1 << 0 | 1 << 1,
  .reads_inputs = 1 << 0 | 1 << 1,
  .prepare = mat_mul_prepare,
  .run = mat_mul_run,
};
