/* Gradients of poolings. */
#include "gradient.h"

static void
check_pool (int size_y, int size_x, int channels, const char *attributes)
{
  GradientInput input
      = { GRADIENT_INPUT, VANITY_SHAPE (2, size_y, size_x, channels), .spread = TRUE };

  gradient_check ("MaxPool", attributes, &input, 1, 5e-3);
  gradient_check ("AveragePool", attributes, &input, 1, 5e-3);
}

static void
test_pool (void)
{
  check_pool (8, 6, 3, "kernel_shape=[2,2] strides=[2,2]");
  check_pool (7, 9, 17, "kernel_shape=[2,2] strides=[2,2]");
  check_pool (7, 9, 5, "kernel_shape=[2,2] strides=[2,2] ceil_mode=1");
  check_pool (6, 7, 4, "kernel_shape=[3,3] pads=[1,1,1,1]");
  check_pool (8, 8, 2, "kernel_shape=[3,2] strides=[2,1] dilations=[2,3] pads=[1,0,2,1]");
  gradient_check ("AveragePool",
                  "kernel_shape=[3,3] strides=[2,2] pads=[1,1,1,1] count_include_pad=1 ceil_mode=1",
                  &(GradientInput){ GRADIENT_INPUT, VANITY_SHAPE (1, 6, 8, 3), .spread = TRUE }, 1,
                  5e-3);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/pool/windows", test_pool);
  return g_test_run ();
}
