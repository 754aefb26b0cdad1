/* MatMul: with a constant matrix on the right, as Gemm, and with the bias that folding gives it; or
 * else a product for each pair of matrices, which are broadcast together. */
#include "nn/ops/mat-mul.h"

#include "nn/graph-private.h"
#include "nn/ops/product-backward.h"
#include "nn/ops/split.h"

#include <string.h>

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
  VanityMatMulParams *params = call->params;
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
  const VanityMatMulParams *params = call->params;

  return vanity_product_cost (call) * vanity_shape_get_elements (&params->pairs);
}

/* As the kernel wants them: panels of columns, each first its biases, which are 0. */
static int
get_panel_width (const VanityCall *call)
{
  return 2 * call->kernels->lanes;
}

static gint64
get_n_panels (const VanityCall *call)
{
  const VanityMatMulParams *params = call->params;

  return (params->product.columns + get_panel_width (call) - 1) / get_panel_width (call);
}

/* Of one matrix on the right. */
static gint64
get_panel_floats (const VanityCall *call)
{
  const VanityMatMulParams *params = call->params;

  return (params->product.inner + 1) * get_n_panels (call) * get_panel_width (call);
}

static gint64
get_n_matrices (const VanityCall *call)
{
  const VanityMatMulParams *params = call->params;

  return vanity_shape_get_elements (&call->inputs[1].shape)
         / (params->product.inner * params->product.columns);
}

/* Panels [from, to) of all matrices on the right. */
static void
pack_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityMatMulParams *params = call->params;
  gint64 inner = params->product.inner, columns = params->product.columns;
  gint64 n_panels = get_n_panels (call);
  int width = get_panel_width (call);
  float *panels = call->state != NULL ? call->state : call->scratch;

  for (gint64 i = from; i < to; i++)
    {
      gint64 first = i % n_panels * width, used = MIN (width, columns - first);
      /* The last one is narrower where that is enough. */
      gint64 whole = used <= width / 2 ? width / 2 : width;
      const float *b = (const float *)call->inputs[1].data + i / n_panels * inner * columns + first;
      float *out = panels + i / n_panels * get_panel_floats (call) + first * (inner + 1);

      memset (out, 0, whole * sizeof *out);
      out += whole;
      for (gint64 k = 0; k < inner; k++, b += columns, out += whole)
        {
          memcpy (out, b, used * sizeof *out);
          memset (out + used, 0, (whole - used) * sizeof *out);
        }
    }
}

static void
mat_mul_prepare (VanityCall *call)
{
  const VanityTensor *b = &call->inputs[1];
  gsize bytes;

  if (b->data != NULL && b->shape.rank == 2)
    {
      vanity_product_prepare (call);
      return;
    }
  bytes = get_n_matrices (call) * get_panel_floats (call) * sizeof (float);
  if (b->data == NULL || call->packs_anew)
    {
      call->scratch_bytes = bytes;
      return;
    }
  call->state = vanity_call_alloc (call, bytes);
  if (call->state != NULL)
    pack_run (call, 0, get_n_matrices (call) * get_n_panels (call), 0);
}

/* A vector on the right makes channels of the rows: each may have a slope of its own then. */
static gboolean
has_slope_rows (const VanityCall *call)
{
  return call->inputs[1].shape.rank == 1
         && call->epilogue.activation.kind == VANITY_ACTIVATION_SLOPE
         && call->epilogue.activation.n_slopes > 1;
}

static gint64
get_tile_rows (const VanityCall *call)
{
  return has_slope_rows (call) ? 1 : call->kernels->max_rows;
}

/* Tiles of rows in a product. */
static gint64
get_n_tiles (const VanityCall *call)
{
  const VanityMatMulParams *params = call->params;

  return (params->product.rows + get_tile_rows (call) - 1) / get_tile_rows (call);
}

/* Panels [first, end) of a tile of rows of product `pair`. */
static void
run_tile (VanityCall *call, gint64 pair, gint64 tile_index, gint64 first, gint64 end)
{
  const VanityMatMulParams *params = call->params;
  const VanityEpilogue *epilogue = &call->epilogue;
  gint64 rows = params->product.rows, inner = params->product.inner;
  int columns = params->product.columns, width = get_panel_width (call);
  const float *panels = call->state != NULL ? call->state : call->scratch;
  VanityActivation activation = epilogue->activation;
  gint64 run = 0, row = tile_index * get_tile_rows (call), rest = pair, a = 0, b = 0;
  gint64 at = (pair * rows + row) * columns;
  VanityMatrixTile tile = {
    .row_stride = inner,
    .runs = &run,
    .n_runs = 1,
    .run_length = inner,
    .columns = columns,
    .first_column = first * width,
    .last_column = MIN (end * width, columns),
    .rows = MIN (get_tile_rows (call), rows - row),
    .out = (float *)call->outputs[0].data + at,
    .out_stride = columns,
    .residual = epilogue->has_residual ? (const float *)epilogue->residual.data + at : NULL,
    .residual_stride = columns,
    .residual_columns = columns,
    .activation = &activation,
  };

  for (int i = params->pairs.rank - 1; i >= 0; i--)
    {
      a += rest % params->pairs.dim[i] * params->stride[0][i];
      b += rest % params->pairs.dim[i] * params->stride[1][i];
      rest /= params->pairs.dim[i];
    }
  tile.in = (const float *)call->inputs[0].data + a + row * inner;
  tile.panels
      = panels + b / (inner * columns) * get_panel_floats (call) + tile.first_column * (inner + 1);
  if (has_slope_rows (call))
    {
      activation.slope += row;
      activation.n_slopes = 1;
    }
  call->kernels->matrix_tile (&tile);
}

/* Where there are few tiles, each panel of one is a part. */
static gboolean
is_split_by_panels (const VanityCall *call)
{
  const VanityMatMulParams *params = call->params;

  return vanity_shape_get_elements (&params->pairs) * get_n_tiles (call)
         < 8 * vanity_pool_get_threads (call->pool);
}

static void
mat_mul_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  gint64 n_tiles = get_n_tiles (call), n_panels = get_n_panels (call);

  if (is_split_by_panels (call))
    for (gint64 i = from; i < to; i++)
      run_tile (call, i / n_panels / n_tiles, i / n_panels % n_tiles, i % n_panels,
                i % n_panels + 1);
  else
    for (gint64 i = from; i < to; i++)
      run_tile (call, i / n_tiles, i % n_tiles, 0, n_panels);
}

static void
mat_mul_forward (VanityCall *call)
{
  const VanityMatMulParams *params = call->params;
  const VanityProductParams *product = &params->product;
  gint64 parts;

  if (call->state != NULL && call->inputs[1].shape.rank == 2)
    {
      vanity_product_forward (call);
      return;
    }
  if (call->state == NULL)
    vanity_call_split (call, pack_run, get_n_matrices (call) * get_n_panels (call),
                       product->inner * get_panel_width (call) * 0.1);
  parts = vanity_shape_get_elements (&params->pairs) * get_n_tiles (call)
          * (is_split_by_panels (call) ? get_n_panels (call) : 1);
  vanity_call_split (call, mat_mul_run, parts,
                     (double)vanity_product_cost (call) * vanity_shape_get_elements (&params->pairs)
                         / parts / 40);
}

static void
mat_mul_release (VanityCall *call)
{
  if (call->inputs[1].shape.rank == 2)
    vanity_product_release (call);
  else
    vanity_aligned_free (call->state);
}

const VanityOperator vanity_operator_mat_mul = {
  .name = "MatMul",
  .flags = VANITY_OPERATOR_FUSES,
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .packed_inputs = 1 << 1 | 1 << 2,
  .params_size = sizeof (VanityMatMulParams),
  .infer = mat_mul_infer,
  .cost = mat_mul_cost,
  .prepare = mat_mul_prepare,
  .forward = mat_mul_forward,
  .release = mat_mul_release,
  .backward = &vanity_mat_mul_backward,
};
