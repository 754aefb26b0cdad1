/* Matrix products. */
#include "reference.h"

static void
run_gemm (ReferenceCall *call)
{
  const ReferenceTensor *a = &call->inputs[0], *b = &call->inputs[1], *c = &call->inputs[2];
  gboolean trans_a = reference_get_int (call, "transA", 0) != 0;
  gboolean trans_b = reference_get_int (call, "transB", 0) != 0;
  double alpha = reference_get_float (call, "alpha", 1),
         beta = reference_get_float (call, "beta", 1);
  gint64 inner = a->shape.dim[trans_a ? 0 : 1];
  gint64 index[VANITY_MAX_RANK] = { 0 };

  do
    {
      double sum = 0;

      for (gint64 k = 0; k < inner; k++)
        sum += a->data[trans_a ? k * a->shape.dim[1] + index[0] : index[0] * inner + k]
               * b->data[trans_b ? index[1] * inner + k : k * b->shape.dim[1] + index[1]];
      sum *= alpha;
      if (reference_has_input (call, 2))
        sum += beta * c->data[reference_find_broadcast (&c->shape, &call->output.shape, index)];
      call->output.data[reference_find_place (&call->output.shape, index)] = sum;
    }
  while (reference_next (&call->output.shape, index));
}

/* A list of matrices that are gone through as those of `pairs`, the common list, are. */
static const double *
find_matrix (const ReferenceTensor *tensor, const VanityShape *pairs, const gint64 *index,
             gint64 elements)
{
  VanityShape list = tensor->shape;

  list.rank = MAX (list.rank - 2, 0);
  return tensor->data + reference_find_broadcast (&list, pairs, index) * elements;
}

/* What has one dimension is a row on the left and a column on the right, which is then left out. */
static void
run_mat_mul (ReferenceCall *call)
{
  const VanityShape *a = &call->inputs[0].shape, *b = &call->inputs[1].shape;
  gint64 rows = a->rank == 1 ? 1 : a->dim[a->rank - 2], inner = a->dim[a->rank - 1];
  gint64 columns = b->rank == 1 ? 1 : b->dim[b->rank - 1];
  VanityShape pairs = call->output.shape;
  gint64 index[VANITY_MAX_RANK] = { 0 };
  double *out = call->output.data;

  pairs.rank -= (a->rank > 1) + (b->rank > 1);
  do
    {
      const double *left = find_matrix (&call->inputs[0], &pairs, index, rows * inner);
      const double *right = find_matrix (&call->inputs[1], &pairs, index, inner * columns);

      for (gint64 m = 0; m < rows; m++)
        for (gint64 n = 0; n < columns; n++, out++)
          {
            *out = 0;
            for (gint64 k = 0; k < inner; k++)
              *out += left[m * inner + k] * right[k * columns + n];
          }
    }
  while (reference_next (&pairs, index));
}

const ReferenceEntry reference_product[] = {
  { "Gemm", run_gemm },
  { "MatMul", run_mat_mul },
  { NULL },
};
