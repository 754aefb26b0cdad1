/* Gradients of reductions, over any axes. */
#include "gradient.h"

/* " axes=[…] keepdims=…", or nothing: to be freed. */
static char *
draw_axes (int rank)
{
  g_autoptr (GString) text = g_string_new ("");
  int chosen = test_random_int (0, (1 << rank) - 1);

  if (chosen == 0)
    return g_strdup (gradient_draw_once_in (2) ? "keepdims=0" : "");
  g_string_append (text, "axes=[");
  for (int i = rank - 1, first = TRUE; i >= 0; i--)
    if ((chosen & 1 << i) != 0)
      {
        g_string_append_printf (text, "%s%d", first ? "" : ",",
                                gradient_draw_once_in (3) ? i - rank : i);
        first = FALSE;
      }
  g_string_append_printf (text, "] keepdims=%d", test_random_int (0, 1));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check (const char *op, const GradientInput *like)
{
  for (int i = 0; i < gradient_count_draws (40); i++)
    {
      GradientInput input = *like;
      g_autofree char *attributes = NULL;

      input.shape = gradient_draw_shape (1, 5);
      if (i == 0)
        gradient_grow (&input.shape, 0);
      attributes = draw_axes (input.shape.rank);
      gradient_check (op, attributes, &input, 1);
    }
}

static void
test_sums (void)
{
  check ("ReduceSum", &(GradientInput){ GRADIENT_INPUT, .low = -1, .high = 1 });
  check ("ReduceMean", &(GradientInput){ GRADIENT_INPUT, .low = -1, .high = 1 });
  check ("ReduceSumSquare", &(GradientInput){ GRADIENT_INPUT, .low = -1, .high = 1 });
  check ("ReduceL1", &(GradientInput){ GRADIENT_INPUT, .spread = TRUE });
}

static void
test_norms (void)
{
  check ("ReduceL2", &(GradientInput){ GRADIENT_INPUT, .spread = TRUE });
  check ("ReduceLogSum", &(GradientInput){ GRADIENT_INPUT, .low = 0.5, .high = 2 });
  check ("ReduceLogSumExp", &(GradientInput){ GRADIENT_INPUT, .low = -3, .high = 3 });
}

static void
test_largest (void)
{
  check ("ReduceMax", &(GradientInput){ GRADIENT_INPUT, .spread = TRUE });
  check ("ReduceMin", &(GradientInput){ GRADIENT_INPUT, .spread = TRUE });
}

/* Among few numbers, some zeros: with one, only it has a gradient; with two, none. */
static void
test_product (void)
{
  check ("ReduceProd", &(GradientInput){ GRADIENT_INPUT, .low = 0.99, .high = 1.01 });
  for (int i = 0; i < gradient_count_draws (40); i++)
    gradient_check ("ReduceProd", "axes=[1]",
                    &(GradientInput){ GRADIENT_INPUT,
                                      VANITY_SHAPE (test_random_int (1, 5), test_random_int (1, 5),
                                                    gradient_draw_channels ()),
                                      -2, 2, .whole = TRUE },
                    1);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/reduce/sums", test_sums);
  test_add ("/train/reduce/norms", test_norms);
  test_add ("/train/reduce/largest", test_largest);
  test_add ("/train/reduce/product", test_product);
  return g_test_run ();
}
