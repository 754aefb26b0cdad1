/* Gradients of convolutions: windows, strides, dilations, padding, groups, odd channel counts. */
#include "gradient.h"

static void
check_conv (const char *op, int batch, int size_y, int size_x, int in, int out, int kernel_y,
            int kernel_x, int group, const char *attributes)
{
  g_autofree char *all = g_strdup_printf ("group=%d %s", group, attributes);
  GradientInput inputs[] = {
    { GRADIENT_INPUT, VANITY_SHAPE (batch, size_y, size_x, in), -1, 1 },
    { GRADIENT_PARAMETER, VANITY_SHAPE (out, kernel_y, kernel_x, in / group), -1, 1 },
    { GRADIENT_PARAMETER, VANITY_SHAPE (out), -1, 1 },
  };

  gradient_check_linear (op, all, inputs, 3);
}

static void
test_conv (void)
{
  check_conv ("Conv", 1, 7, 9, 3, 5, 3, 3, 1, "pads=[1,1,1,1]");
  check_conv ("Conv", 2, 8, 8, 4, 33, 3, 3, 1, "");
  check_conv ("Conv", 2, 9, 8, 17, 12, 3, 3, 1, "strides=[2,2] pads=[1,1,1,1]");
  check_conv ("Conv", 1, 9, 10, 3, 16, 7, 7, 1, "pads=[3,3,3,3]");
  check_conv ("Conv", 3, 6, 7, 40, 13, 1, 1, 1, "");
  check_conv ("Conv", 2, 9, 9, 6, 4, 3, 2, 1, "dilations=[2,3] pads=[2,1,0,2]");
  check_conv ("Conv", 1, 10, 11, 5, 6, 4, 3, 1, "strides=[3,2] pads=[0,1,2,0] dilations=[1,2]");
  check_conv ("Conv", 2, 7, 7, 6, 9, 3, 3, 3, "pads=[1,1,1,1]");
  check_conv ("Conv", 2, 7, 8, 18, 18, 3, 3, 18, "pads=[1,1,1,1]");
  check_conv ("Conv", 1, 9, 9, 5, 5, 3, 3, 5, "strides=[2,2] pads=[0,1,1,0]");
  check_conv ("Conv", 1, 5, 5, 3, 4, 2, 2, 1, "pads=[3,3,3,3]");
  check_conv ("Conv", 2, 40, 40, 24, 40, 3, 3, 1, "pads=[1,1,1,1]");
}

static void
test_random_conv (void)
{
  for (int i = 0; i < 30; i++)
    {
      int group = test_random_int (0, 3) > 0 ? 1 : test_random_int (2, 4);
      int kernel_y = test_random_int (1, 4), kernel_x = test_random_int (1, 4);
      int dilation = test_random_int (0, 3) > 0 ? 1 : 2;
      g_autofree char *attributes = g_strdup_printf (
          "strides=[%d,%d] dilations=[%d,%d] pads=[%d,%d,%d,%d]", test_random_int (1, 3),
          test_random_int (1, 3), dilation, dilation, test_random_int (0, 2),
          test_random_int (0, 2), test_random_int (0, 2), test_random_int (0, 2));

      check_conv ("Conv", test_random_int (1, 3), test_random_int (7, 12), test_random_int (7, 12),
                  group * test_random_int (1, 20), group * test_random_int (1, 20), kernel_y,
                  kernel_x, group, attributes);
    }
}

static void
test_conv_transpose (void)
{
  check_conv ("ConvTranspose", 1, 5, 6, 4, 3, 2, 2, 1, "strides=[2,2]");
  check_conv ("ConvTranspose", 2, 5, 4, 7, 18, 4, 4, 1, "strides=[2,2] pads=[1,1,1,1]");
  check_conv ("ConvTranspose", 1, 6, 6, 5, 4, 3, 3, 1, "pads=[1,1,1,1]");
  check_conv ("ConvTranspose", 1, 4, 4, 6, 4, 3, 3, 2,
              "strides=[2,2] pads=[1,1,1,1] output_padding=[1,1]");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/conv/chosen", test_conv);
  test_add ("/train/conv/random", test_random_conv);
  test_add ("/train/conv/transposed", test_conv_transpose);
  return g_test_run ();
}
