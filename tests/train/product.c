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

/* One matrix on the right, constant or computed. */
static void
test_mat_mul (void)
{
  for (int i = 0; i < gradient_count_draws (60); i++)
    {
      VanityShape shape = gradient_draw_shape (1, 4);
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

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/product/gemm", test_gemm);
  test_add ("/train/product/mat-mul", test_mat_mul);
  return g_test_run ();
}
