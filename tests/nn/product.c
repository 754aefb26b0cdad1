/* Gemm and MatMul. */
#include "support.h"

static void
check_gemm (int rows, int inner, int columns, int trans_a, int trans_b, int c_way)
{
  g_autoptr (TestNode) node = test_node_new ("Gemm", "transA=%d transB=%d %s", trans_a, trans_b,
                                             c_way % 2 == 0 ? "alpha=0.75 beta=-1.5" : "");
  double alpha = c_way % 2 == 0 ? 0.75 : 1, beta = c_way % 2 == 0 ? -1.5 : 1;
  const VanityShape c_shapes[]
      = { VANITY_SHAPE (columns), VANITY_SHAPE (1, columns), VANITY_SHAPE (1), { .rank = 0 } };
  const float *a = test_node_add_input (
      node, trans_a ? &VANITY_SHAPE (inner, rows) : &VANITY_SHAPE (rows, inner), -1, 1);
  const float *b = test_node_add_constant (
      node, trans_b ? &VANITY_SHAPE (columns, inner) : &VANITY_SHAPE (inner, columns), -1, 1);
  const float *c = c_way < 4 ? test_node_add_constant (node, &c_shapes[c_way], -1, 1) : NULL;
  g_autofree float *expected = g_new (float, rows *columns);

  for (int m = 0; m < rows; m++)
    for (int n = 0; n < columns; n++)
      {
        double sum = 0;

        for (int k = 0; k < inner; k++)
          sum += (double)a[trans_a ? k * rows + m : m * inner + k]
                 * b[trans_b ? n * inner + k : k * columns + n];
        expected[m * columns + n] = alpha * sum + (c == NULL ? 0 : beta * c[c_way < 2 ? n : 0]);
      }
  test_node_check (node, &VANITY_SHAPE (rows, columns), expected, 1e-5);
}

static void
test_gemm (void)
{
  for (int i = 0; i < 160; i++)
    check_gemm (test_random_int (1, 30), test_random_int (1, 40),
                test_channels[test_random_int (0, test_n_channels - 1)], i & 1, i >> 1 & 1,
                test_random_int (0, 5));
}

static void
test_gemm_large (void)
{
  check_gemm (131, 77, 129, 0, 1, 0);
  check_gemm (1, 1031, 257, 0, 0, 1);
  check_gemm (67, 203, 97, 1, 0, 4);
}

static void
check_mat_mul (const VanityShape *a_shape, int columns)
{
  g_autoptr (TestNode) node = test_node_new ("MatMul", " ");
  int inner = a_shape->dim[a_shape->rank - 1];
  int rows = vanity_shape_get_elements (a_shape) / inner;
  VanityShape shape = *a_shape;
  const float *a = test_node_add_input (node, a_shape, -1, 1);
  const float *b = test_node_add_constant (node, &VANITY_SHAPE (inner, columns), -1, 1);
  g_autofree float *expected = g_new (float, rows *columns);

  for (int m = 0; m < rows; m++)
    for (int n = 0; n < columns; n++)
      {
        double sum = 0;

        for (int k = 0; k < inner; k++)
          sum += (double)a[m * inner + k] * b[k * columns + n];
        expected[m * columns + n] = sum;
      }
  shape.dim[shape.rank - 1] = columns;
  test_node_check (node, &shape, expected, 1e-5);
}

static void
test_mat_mul (void)
{
  for (int i = 0; i < test_n_channels; i++)
    {
      check_mat_mul (&VANITY_SHAPE (test_channels[i]), 5);
      check_mat_mul (&VANITY_SHAPE (7, 11), test_channels[i]);
      check_mat_mul (&VANITY_SHAPE (2, 3, 2, test_channels[i]), 18);
    }
}

/* Both sides of any rank, the right one computed or constant. */
static void
check_lists (const VanityShape *a_shape, const VanityShape *b_shape, gboolean constant)
{
  g_autoptr (TestNode) node = test_node_new ("MatMul", "%s", "");
  const float *a = test_node_add_input (node, a_shape, -1, 1);
  const float *b = constant ? test_node_add_constant (node, b_shape, -1, 1)
                            : test_node_add_input (node, b_shape, -1, 1);
  gint64 rows = a_shape->rank == 1 ? 1 : a_shape->dim[a_shape->rank - 2];
  gint64 columns = b_shape->rank == 1 ? 1 : b_shape->dim[b_shape->rank - 1];
  gint64 inner = a_shape->dim[a_shape->rank - 1];
  VanityShape ahead_a = { .rank = MAX (a_shape->rank - 2, 0) };
  VanityShape ahead_b = { .rank = MAX (b_shape->rank - 2, 0) };
  VanityShape shape;
  gint64 pairs;

  for (int i = 0; i < ahead_a.rank; i++)
    ahead_a.dim[i] = a_shape->dim[i];
  for (int i = 0; i < ahead_b.rank; i++)
    ahead_b.dim[i] = b_shape->dim[i];
  g_assert_true (vanity_shape_broadcast (&ahead_a, &ahead_b, &shape));
  pairs = vanity_shape_get_elements (&shape);
  g_autofree float *expected = g_new0 (float, pairs *rows *columns);
  for (gint64 at = 0; at < pairs * rows * columns; at++)
    {
      gint64 rest = at / columns / rows, in_a = 0, in_b = 0, step_a = 1, step_b = 1;
      double sum = 0;

      for (int i = 0; i < shape.rank; i++)
        {
          int axis = shape.rank - 1 - i, axis_a = ahead_a.rank - 1 - i,
              axis_b = ahead_b.rank - 1 - i;
          gint64 index = rest % shape.dim[axis];

          rest /= shape.dim[axis];
          if (axis_a >= 0)
            in_a += index % ahead_a.dim[axis_a] * step_a;
          if (axis_b >= 0)
            in_b += index % ahead_b.dim[axis_b] * step_b;
          step_a *= axis_a >= 0 ? ahead_a.dim[axis_a] : 1;
          step_b *= axis_b >= 0 ? ahead_b.dim[axis_b] : 1;
        }
      for (gint64 k = 0; k < inner; k++)
        sum += (double)a[(in_a * rows + at / columns % rows) * inner + k]
               * b[(in_b * inner + k) * columns + at % columns];
      expected[at] = sum;
    }
  if (a_shape->rank > 1)
    shape.dim[shape.rank++] = rows;
  if (b_shape->rank > 1)
    shape.dim[shape.rank++] = columns;
  test_node_check (node, &shape, expected, 1e-5);
}

static void
test_lists (void)
{
  for (int constant = 0; constant < 2; constant++)
    {
      check_lists (&VANITY_SHAPE (7, 11), &VANITY_SHAPE (11, 17), constant);
      check_lists (&VANITY_SHAPE (11), &VANITY_SHAPE (11), constant);
      check_lists (&VANITY_SHAPE (7, 11), &VANITY_SHAPE (11), constant);
      check_lists (&VANITY_SHAPE (11), &VANITY_SHAPE (3, 11, 5), constant);
      check_lists (&VANITY_SHAPE (2, 3, 4, 5), &VANITY_SHAPE (2, 3, 5, 6), constant);
      check_lists (&VANITY_SHAPE (2, 1, 4, 5), &VANITY_SHAPE (3, 5, 6), constant);
      check_lists (&VANITY_SHAPE (1, 3, 4, 5), &VANITY_SHAPE (2, 1, 5, 33), constant);
      check_lists (&VANITY_SHAPE (2, 3, 4, 5), &VANITY_SHAPE (5, 6), constant);
      check_lists (&VANITY_SHAPE (2, 64, 50), &VANITY_SHAPE (2, 50, 64), constant);
    }
}

/* What follows a product of two computed sides happens inside it: a residual, and slopes of the
 * output's last dimension, which times a vector are the rows. */
static void
check_fused (gboolean vector)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_graph_new (NULL);
  VanityShape shape = vector ? VANITY_SHAPE (5) : VANITY_SHAPE (5, 3);
  VanityValueId in[3]
      = { test_graph_add_input (graph, &VANITY_SHAPE (5, 4)),
          test_graph_add_input (graph, vector ? &VANITY_SHAPE (4) : &VANITY_SHAPE (4, 3)),
          test_graph_add_input (graph, &shape) };
  int columns = vector ? 1 : 3, n_slopes = vector ? 5 : 3;
  g_autofree float *slopes = test_random_floats (n_slopes, -1, 1);
  VanityValueId value = test_graph_add (graph, "MatMul", "product", in, 2, "");

  value = test_graph_add (graph, "Add", "sum", (VanityValueId[]){ value, in[2] }, 2, "");
  VanityValueId slope = vanity_graph_add_constant (graph, "slopes", VANITY_FLOAT32,
                                                   &VANITY_SHAPE (n_slopes), slopes, &error);
  value = test_graph_add (graph, "PRelu", "slope", (VanityValueId[]){ value, slope }, 2, "");
  vanity_graph_add_output (graph, value);
  g_autoptr (VanityExecutor) executor = vanity_executor_new (graph, test_get_pool (2), &error);
  g_assert_no_error (error);
  g_assert_cmpint (vanity_executor_get_n_steps (executor), ==, 1);

  float *a = vanity_executor_get_input (executor, 0), *b = vanity_executor_get_input (executor, 1);
  float *residual = vanity_executor_get_input (executor, 2), expected[15];
  for (int i = 0; i < 20; i++)
    a[i] = test_random_int (-9, 9);
  for (int i = 0; i < 4 * columns; i++)
    b[i] = test_random_int (-9, 9);
  for (int i = 0; i < 5 * columns; i++)
    residual[i] = test_random_int (-9, 9);
  for (int i = 0; i < 5 * columns; i++)
    {
      float sum = residual[i];

      for (int k = 0; k < 4; k++)
        sum += a[i / columns * 4 + k] * b[k * columns + i % columns];
      expected[i] = sum < 0 ? sum * slopes[i % n_slopes] : sum;
    }
  g_assert_true (vanity_executor_run (executor, NULL, NULL));
  test_assert_near ("fused", vanity_executor_get_output (executor, 0), expected, 5 * columns, 1e-6);
}

static void
test_fused (void)
{
  check_fused (FALSE);
  check_fused (TRUE);
}

static void
refuse (const char *op, const char *attributes, const VanityShape *a, const VanityShape *b,
        const VanityShape *c, int code, const char *rule)
{
  g_autoptr (TestNode) node = test_node_new (op, "%s", attributes);

  test_node_add_input (node, a, 0, 1);
  test_node_add_constant (node, b, 0, 1);
  if (c != NULL)
    test_node_add_constant (node, c, 0, 1);
  test_node_refuse (node, code, rule);
}

static void
test_refused (void)
{
  const VanityShape a = VANITY_SHAPE (2, 3), b = VANITY_SHAPE (3, 4);

  refuse ("Gemm", "transA=1", &a, &b, NULL, VANITY_ERROR_VALUE,
          "matrices 2×3 and 3×4 cannot be multiplied");
  refuse ("Gemm", "transB=1", &a, &b, NULL, VANITY_ERROR_VALUE, "cannot be multiplied");
  refuse ("Gemm", "transB=2", &a, &b, NULL, VANITY_ERROR_VALUE, "attribute “transB” is 2");
  refuse ("Gemm", "alpha=1", &a, &b, NULL, VANITY_ERROR_VALUE, "“alpha” must be a number");
  refuse ("Gemm", "", &a, &b, &VANITY_SHAPE (3), VANITY_ERROR_UNSUPPORTED,
          "one for each of 4 columns");
  refuse ("Gemm", "", &VANITY_SHAPE (4, 3), &b, &VANITY_SHAPE (4, 1), VANITY_ERROR_UNSUPPORTED,
          "one for each of 4 columns");
  refuse ("Gemm", "", &VANITY_SHAPE (1, 2, 3), &b, NULL, VANITY_ERROR_VALUE,
          "input 0 has shape 1×2×3");
  refuse ("MatMul", "", &a, &VANITY_SHAPE (2, 4), NULL, VANITY_ERROR_VALUE,
          "matrices 2×3 and 2×4 cannot be multiplied");
  refuse ("MatMul", "", &(VanityShape){ .rank = 0 }, &b, NULL, VANITY_ERROR_VALUE,
          "input 0 has shape scalar");
  refuse ("MatMul", "", &VANITY_SHAPE (2, 2, 3), &VANITY_SHAPE (3, 3, 4), NULL, VANITY_ERROR_VALUE,
          "its lists of matrices do not broadcast");
  refuse ("MatMul", "", &VANITY_SHAPE (1 << 20, 1), &VANITY_SHAPE (1, 1 << 10), NULL,
          VANITY_ERROR_LIMIT, "1048576×1024");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/product/gemm", test_gemm);
  test_add ("/nn/product/gemm-large", test_gemm_large);
  test_add ("/nn/product/mat-mul", test_mat_mul);
  test_add ("/nn/product/lists", test_lists);
  test_add ("/nn/product/fused", test_fused);
  test_add ("/nn/product/refused", test_refused);
  return g_test_run ();
}
