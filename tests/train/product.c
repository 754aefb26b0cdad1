/* Gradients of matrix products. */
#include "gradient.h"

static void
check_gemm (int rows, int inner, int columns)
{
  gboolean trans_a = test_random_int (0, 1), trans_b = test_random_int (0, 1);
  g_autofree char *attributes = g_strdup_printf (
      "transA=%d transB=%d alpha=%d.%d beta=%d.%d", trans_a, trans_b, test_random_int (0, 1),
      test_random_int (1, 9), test_random_int (0, 1), test_random_int (1, 9));
  GradientInput inputs[] = {
    { GRADIENT_INPUT, trans_a ? VANITY_SHAPE (inner, rows) : VANITY_SHAPE (rows, inner), -1, 1 },
    { GRADIENT_PARAMETER, trans_b ? VANITY_SHAPE (columns, inner) : VANITY_SHAPE (inner, columns),
      -1, 1 },
    { GRADIENT_PARAMETER, VANITY_SHAPE (columns), -1, 1 },
  };

  gradient_draw_kinds (inputs);
  if (gradient_draw_once_in (4))
    inputs[2].shape = VANITY_SHAPE (1, columns);
  else if (gradient_draw_once_in (4))
    inputs[2].shape = VANITY_SHAPE (1);
  gradient_check ("Gemm", attributes, inputs, gradient_draw_once_in (4) ? 2 : 3);
}

static void
test_gemm (void)
{
  check_gemm (64, 128, 96);
  check_gemm (32, 70, 10);
  for (int i = 0; i < gradient_count_draws (80); i++)
    check_gemm (test_random_int (1, 40), gradient_draw_channels (), gradient_draw_channels ());
}

/* None that are so long that sums in float32 lose the digits that are compared. */
static VanityShape
draw_rows (void)
{
  VanityShape shape;

  do
    shape = gradient_draw_shape (1, 4);
  while (vanity_shape_get_elements (&shape) > 20000);
  return shape;
}

/* One matrix on the right, constant or computed. */
static void
test_mat_mul (void)
{
  for (int i = 0; i < gradient_count_draws (60); i++)
    {
      VanityShape shape = draw_rows ();
      GradientInput inputs[] = {
        { GRADIENT_INPUT, shape, -1, 1 },
        { GRADIENT_PARAMETER, VANITY_SHAPE (shape.dim[shape.rank - 1], gradient_draw_channels ()),
          -1, 1 },
      };

      gradient_draw_kinds (inputs);
      gradient_check ("MatMul", "", inputs, 2);
      inputs[0].kind = GRADIENT_INPUT;
      inputs[1].kind = GRADIENT_INPUT;
      gradient_check ("MatMul", "", inputs, 2);
    }
}

/* Lists of matrices of `rows` × `columns`, broadcast to those of `pairs`; alone, a matrix has one
 * dimension when a row, or a column, is enough. */
static VanityShape
draw_matrices (const VanityShape *pairs, int rows, int columns, gboolean alone)
{
  int missing = gradient_draw_once_in (2) ? test_random_int (0, pairs->rank) : 0;
  VanityShape shape = { .rank = pairs->rank - missing };

  for (int i = 0; i < shape.rank; i++)
    shape.dim[i] = gradient_draw_once_in (3) ? 1 : pairs->dim[missing + i];
  if (alone)
    return VANITY_SHAPE (rows * columns);
  shape.dim[shape.rank++] = rows;
  shape.dim[shape.rank++] = columns;
  return shape;
}

static void
test_mat_mul_lists (void)
{
  gradient_check ("MatMul", "",
                  (GradientInput[]){ { GRADIENT_INPUT, VANITY_SHAPE (4, 3, 20, 33), -1, 1 },
                                     { GRADIENT_INPUT, VANITY_SHAPE (4, 3, 33, 40), -1, 1 } },
                  2);
  for (int i = 0; i < gradient_count_draws (80); i++)
    {
      VanityShape pairs = { .rank = test_random_int (1, 3) };
      int inner = gradient_draw_channels ();
      int rows = gradient_draw_once_in (3) ? 1 : test_random_int (1, 20);
      int columns = gradient_draw_once_in (3) ? 1 : gradient_draw_channels ();
      GradientInput inputs[]
          = { { GRADIENT_INPUT, .low = -1, .high = 1 }, { GRADIENT_INPUT, .low = -1, .high = 1 } };

      for (int k = 0; k < pairs.rank; k++)
        pairs.dim[k] = test_random_int (1, 3);
      inputs[0].shape = draw_matrices (&pairs, rows, inner, rows == 1 && gradient_draw_once_in (2));
      inputs[1].shape
          = draw_matrices (&pairs, inner, columns, columns == 1 && gradient_draw_once_in (2));
      gradient_check ("MatMul", "", inputs, 2);
      gradient_draw_kinds (inputs);
      gradient_check ("MatMul", "", inputs, 2);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/product/gemm", test_gemm);
  test_add ("/train/product/mat-mul", test_mat_mul);
  test_add ("/train/product/mat-mul-lists", test_mat_mul_lists);
  return g_test_run ();
}
