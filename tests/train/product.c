/* Gradients of matrix products. */
#include "gradient.h"

static void
check_gemm (int rows, int inner, int columns, gboolean trans_b, const char *attributes)
{
  g_autofree char *all = g_strdup_printf ("transB=%d %s", trans_b, attributes);
  GradientInput inputs[] = {
    { GRADIENT_INPUT, VANITY_SHAPE (rows, inner), -1, 1 },
    { GRADIENT_PARAMETER, trans_b ? VANITY_SHAPE (columns, inner) : VANITY_SHAPE (inner, columns),
      -1, 1 },
    { GRADIENT_PARAMETER, VANITY_SHAPE (columns), -1, 1 },
  };

  gradient_check_linear ("Gemm", all, inputs, 3);
  inputs[2].shape = VANITY_SHAPE (1);
  gradient_check_linear ("Gemm", all, inputs, 3);
}

static void
test_gemm (void)
{
  for (int trans_b = 0; trans_b < 2; trans_b++)
    {
      check_gemm (1, 5, 3, trans_b, "");
      check_gemm (13, 33, 34, trans_b, "alpha=0.5 beta=2.0");
      check_gemm (32, 70, 10, trans_b, "");
      check_gemm (64, 128, 96, trans_b, "");
    }
}

static void
test_transposed (void)
{
  GradientInput inputs[] = {
    { GRADIENT_FIXED_INPUT, VANITY_SHAPE (6, 9), -1, 1 },
    { GRADIENT_PARAMETER, VANITY_SHAPE (6, 7), -1, 1 },
  };

  gradient_check_linear ("Gemm", "transA=1", inputs, 2);
}

static void
test_mat_mul (void)
{
  GradientInput inputs[] = {
    { GRADIENT_INPUT, VANITY_SHAPE (2, 3, 9), -1, 1 },
    { GRADIENT_PARAMETER, VANITY_SHAPE (9, 7), -1, 1 },
  };

  gradient_check_linear ("MatMul", "", inputs, 2);
  inputs[1].kind = GRADIENT_INPUT;
  gradient_check_linear ("MatMul", "", inputs, 2);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/product/gemm", test_gemm);
  test_add ("/train/product/transposed", test_transposed);
  test_add ("/train/product/mat-mul", test_mat_mul);
  return g_test_run ();
}
