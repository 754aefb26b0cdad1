/* Gradients of convolutions: windows, strides, dilations, padding, groups, odd channel counts. */
#include "gradient.h"

/* Multiply-adds of a draw: the reference takes a few milliseconds for them. */
#define MAX_COST 1000000

typedef struct
{
  int batch, size_y, size_x, in, out, kernel_y, kernel_x, group;
} Shape;

static void
check_conv (const char *op, const Shape *shape, const char *attributes)
{
  g_autofree char *all = g_strdup_printf ("group=%d %s", shape->group, attributes);
  GradientInput inputs[] = {
    { GRADIENT_INPUT, VANITY_SHAPE (shape->batch, shape->size_y, shape->size_x, shape->in), -1, 1 },
    { GRADIENT_PARAMETER,
      VANITY_SHAPE (shape->out, shape->kernel_y, shape->kernel_x, shape->in / shape->group), -1,
      1 },
    { GRADIENT_PARAMETER, VANITY_SHAPE (shape->out), -1, 1 },
  };

  gradient_draw_kinds (inputs);
  gradient_check (op, all, inputs, gradient_draw_once_in (4) ? 2 : 3);
}

/* The sizes that each way of working out a convolution, and its gradients, is chosen for. */
static void
test_conv (void)
{
  static const struct
  {
    Shape shape;
    const char *attributes;
  } cases[] = {
    { { 1, 7, 9, 3, 5, 3, 3, 1 }, "pads=[1,1,1,1]" },
    { { 2, 8, 8, 4, 33, 3, 3, 1 }, "" },
    { { 2, 9, 8, 17, 12, 3, 3, 1 }, "strides=[2,2] pads=[1,1,1,1]" },
    { { 1, 9, 10, 3, 16, 7, 7, 1 }, "pads=[3,3,3,3]" },
    { { 3, 6, 7, 40, 13, 1, 1, 1 }, "" },
    { { 2, 9, 9, 6, 4, 3, 2, 1 }, "dilations=[2,3] pads=[2,1,0,2]" },
    { { 2, 7, 7, 6, 9, 3, 3, 3 }, "pads=[1,1,1,1]" },
    { { 2, 7, 8, 18, 18, 3, 3, 18 }, "pads=[1,1,1,1]" },
    { { 1, 9, 9, 5, 5, 3, 3, 5 }, "strides=[2,2] pads=[0,1,1,0]" },
    { { 1, 5, 5, 3, 4, 2, 2, 1 }, "pads=[3,3,3,3]" },
    { { 1, 40, 40, 24, 40, 3, 3, 1 }, "pads=[1,1,1,1]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int k = 0; k < 2; k++)
      check_conv ("Conv", &cases[i].shape, cases[i].attributes);
}

/* Kernel, group and channels. */
static Shape
draw_shape (void)
{
  Shape shape = { .batch = test_random_int (1, 3),
                  .kernel_y = test_random_int (1, 5),
                  .kernel_x = test_random_int (1, 5),
                  .group = 1 };

  if (gradient_draw_once_in (4))
    shape.group = test_random_int (2, 4);
  shape.in = shape.group * gradient_draw_channels ();
  shape.out = shape.group * gradient_draw_channels ();
  if (gradient_draw_once_in (4))
    {
      /* Each channel by itself. */
      shape.group = shape.in;
      shape.out = shape.in * test_random_int (1, 2);
    }
  return shape;
}

static int
get_reach (int kernel, int dilation)
{
  return (kernel - 1) * dilation + 1;
}

static void
test_random_conv (void)
{
  static const char *const auto_pads[] = { "SAME_UPPER", "SAME_LOWER", "VALID" };

  for (int i = 0; i < gradient_count_draws (120);)
    {
      Shape shape = draw_shape ();
      int dilation_y = gradient_draw_once_in (3) ? test_random_int (2, 3) : 1;
      int dilation_x = gradient_draw_once_in (3) ? test_random_int (2, 3) : 1;
      int reach_y = get_reach (shape.kernel_y, dilation_y);
      int reach_x = get_reach (shape.kernel_x, dilation_x);
      int pads[4];
      g_autofree char *padding = NULL, *attributes = NULL;

      for (int k = 0; k < 4; k++)
        pads[k] = test_random_int (0, 3);
      padding = gradient_draw_once_in (4)
                    ? g_strdup_printf ("auto_pad=%s", auto_pads[test_random_int (0, 2)])
                    : g_strdup_printf ("pads=[%d,%d,%d,%d]", pads[0], pads[1], pads[2], pads[3]);
      attributes = g_strdup_printf ("strides=[%d,%d] dilations=[%d,%d] %s", test_random_int (1, 3),
                                    test_random_int (1, 3), dilation_y, dilation_x, padding);
      shape.size_y = reach_y + test_random_int (0, 9);
      shape.size_x = reach_x + test_random_int (0, 9);
      if ((double)shape.batch * shape.size_y * shape.size_x * shape.out * shape.kernel_y
              * shape.kernel_x * shape.in / shape.group
          > MAX_COST)
        continue;
      check_conv ("Conv", &shape, attributes);
      i++;
    }
}

static void
test_conv_transpose (void)
{
  check_conv ("ConvTranspose", &(Shape){ 1, 5, 6, 4, 3, 2, 2, 1 }, "strides=[2,2]");
  check_conv ("ConvTranspose", &(Shape){ 2, 5, 4, 7, 18, 4, 4, 1 }, "strides=[2,2] pads=[1,1,1,1]");
  check_conv ("ConvTranspose", &(Shape){ 1, 6, 6, 5, 4, 3, 3, 1 }, "pads=[1,1,1,1]");
  check_conv ("ConvTranspose", &(Shape){ 1, 7, 9, 16, 1, 2, 2, 1 }, "strides=[2,2]");
}

/* How an output of a transposed convolution is padded along an axis whose output has `full`
 * elements, without. */
static void
draw_cut (int full, int *before, int *after)
{
  *before = test_random_int (0, MIN (3, (full - 1) / 2));
  *after = test_random_int (0, MIN (3, (full - 1) / 2));
}

static void
test_random_conv_transpose (void)
{
  static const char *const auto_pads[] = { "SAME_UPPER", "SAME_LOWER" };

  for (int i = 0; i < gradient_count_draws (80);)
    {
      Shape shape = draw_shape ();
      int stride_y = test_random_int (1, 3), stride_x = test_random_int (1, 3);
      int dilation_y = gradient_draw_once_in (4) ? 2 : 1;
      int dilation_x = gradient_draw_once_in (4) ? 2 : 1;
      int extra_y = test_random_int (0, stride_y - 1), extra_x = test_random_int (0, stride_x - 1);
      int full_y, full_x, top, left, bottom, right;
      g_autofree char *padding = NULL, *attributes = NULL;

      shape.size_y = test_random_int (1, 8);
      shape.size_x = test_random_int (1, 8);
      full_y = stride_y * (shape.size_y - 1) + get_reach (shape.kernel_y, dilation_y) + extra_y;
      full_x = stride_x * (shape.size_x - 1) + get_reach (shape.kernel_x, dilation_x) + extra_x;
      draw_cut (full_y, &top, &bottom);
      draw_cut (full_x, &left, &right);
      if (gradient_draw_once_in (5))
        padding = g_strdup_printf ("auto_pad=%s", auto_pads[test_random_int (0, 1)]);
      else if (gradient_draw_once_in (5))
        padding = g_strdup_printf ("output_shape=[%d,%d]", full_y - top, full_x - left);
      else
        padding = g_strdup_printf ("output_padding=[%d,%d] pads=[%d,%d,%d,%d]", extra_y, extra_x,
                                   top, left, bottom, right);
      attributes = g_strdup_printf ("strides=[%d,%d] dilations=[%d,%d] %s", stride_y, stride_x,
                                    dilation_y, dilation_x, padding);
      if ((double)shape.batch * shape.size_y * shape.size_x * shape.out * shape.kernel_y
              * shape.kernel_x * shape.in / shape.group
          > MAX_COST)
        continue;
      check_conv ("ConvTranspose", &shape, attributes);
      i++;
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/conv/chosen", test_conv);
  test_add ("/train/conv/random", test_random_conv);
  test_add ("/train/conv/transposed", test_conv_transpose);
  test_add ("/train/conv/random-transposed", test_random_conv_transpose);
  return g_test_run ();
}
