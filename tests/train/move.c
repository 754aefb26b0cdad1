/* Gradients of what moves elements, repeats them or mixes them along the way. */
#include "gradient.h"

static void
check (const char *op, VanityShape shape, const char *attributes)
{
  gradient_check_linear (op, attributes, &(GradientInput){ GRADIENT_INPUT, shape, -1, 1 }, 1);
}

static void
test_strides (void)
{
  check ("Transpose", VANITY_SHAPE (2, 3, 4, 5), "perm=[0,3,1,2]");
  check ("Transpose", VANITY_SHAPE (7, 9), "");
  check ("Slice", VANITY_SHAPE (5, 7), "starts=[1,2] ends=[4,6]");
  check ("Slice", VANITY_SHAPE (6, 9, 3), "starts=[-1,0] ends=[-7,9] steps=[-2,3] axes=[0,1]");
  check ("Expand", VANITY_SHAPE (3, 1), "shape=[2,3,4]");
  check ("Expand", VANITY_SHAPE (1), "shape=[5]");
}

static void
test_concat (void)
{
  GradientInput inputs[] = {
    { GRADIENT_INPUT, VANITY_SHAPE (2, 3, 5), -1, 1 },
    { GRADIENT_FIXED_INPUT, VANITY_SHAPE (2, 3, 2), -1, 1 },
    { GRADIENT_PARAMETER, VANITY_SHAPE (2, 3, 4), -1, 1 },
  };

  gradient_check_linear ("Concat", "axis=-1", inputs, 3);
  inputs[1].shape = VANITY_SHAPE (2, 1, 5);
  inputs[2].shape = VANITY_SHAPE (2, 4, 5);
  gradient_check_linear ("Concat", "axis=1", inputs, 3);
}

static void
test_pad (void)
{
  static const char *const modes[] = { "constant", "reflect", "edge", "wrap" };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *attributes
          = g_strdup_printf ("mode=%s value=0.5 pads=[0,2,1,0,0,1,2,3]", modes[i]);

      check ("Pad", VANITY_SHAPE (2, 4, 5, 6), attributes);
    }
}

static void
test_resize (void)
{
  check ("Resize", VANITY_SHAPE (2, 4, 5, 3), "sizes=[2,8,10,3]");
  check ("Resize", VANITY_SHAPE (1, 7, 6, 17), "sizes=[1,5,11,17] nearest_mode=floor");
  check ("Resize", VANITY_SHAPE (2, 4, 5, 3), "sizes=[2,8,10,3] mode=linear");
  check ("Resize", VANITY_SHAPE (1, 9, 7, 5), "sizes=[1,4,13,5] mode=linear");
  check ("Resize", VANITY_SHAPE (1, 4, 4, 2),
         "sizes=[1,9,7,2] mode=linear coordinate_transformation_mode=align_corners");
}

static void
test_reduce (void)
{
  static const char *const ops[] = { "ReduceSum", "ReduceMean" };

  for (guint i = 0; i < G_N_ELEMENTS (ops); i++)
    {
      check (ops[i], VANITY_SHAPE (3, 4, 5), "");
      check (ops[i], VANITY_SHAPE (3, 4, 5), "axes=[1]");
      check (ops[i], VANITY_SHAPE (3, 4, 5), "axes=[0,2] keepdims=0");
    }
  check ("GlobalAveragePool", VANITY_SHAPE (2, 5, 6, 7), "");
  gradient_check ("ReduceSumSquare", "axes=[-1]",
                  &(GradientInput){ GRADIENT_INPUT, VANITY_SHAPE (4, 6), -1, 1 }, 1, 2e-3);
  gradient_check ("ReduceL1", "axes=[0]",
                  &(GradientInput){ GRADIENT_INPUT, VANITY_SHAPE (4, 6), .spread = TRUE }, 1, 2e-3);
}

static void
test_softmax (void)
{
  GradientInput input = { GRADIENT_INPUT, VANITY_SHAPE (3, 7, 4), -2, 2 };

  gradient_check ("Softmax", "", &input, 1, 2e-3);
  gradient_check ("Softmax", "axis=1", &input, 1, 2e-3);
  gradient_check ("LogSoftmax", "", &input, 1, 2e-3);
  gradient_check ("LogSoftmax", "axis=0", &input, 1, 2e-3);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/move/strides", test_strides);
  test_add ("/train/move/concat", test_concat);
  test_add ("/train/move/pad", test_pad);
  test_add ("/train/move/resize", test_resize);
  test_add ("/train/move/reduce", test_reduce);
  test_add ("/train/move/softmax", test_softmax);
  return g_test_run ();
}
