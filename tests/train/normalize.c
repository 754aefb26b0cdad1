/* Gradients of normalisations. */
#include "gradient.h"

static void
check (const char *op, VanityShape shape, gint64 n_scales, const char *attributes)
{
  GradientInput inputs[] = {
    { GRADIENT_INPUT, shape, 2, 4 },
    { GRADIENT_PARAMETER, VANITY_SHAPE (n_scales), 0.5, 2 },
    { GRADIENT_PARAMETER, VANITY_SHAPE (n_scales), -1, 1 },
    { GRADIENT_FIXED_CONSTANT, VANITY_SHAPE (n_scales), -1, 1 },
    { GRADIENT_FIXED_CONSTANT, VANITY_SHAPE (n_scales), 0.5, 1 },
  };

  gradient_check (op, attributes, inputs, g_str_equal (op, "BatchNormalization") ? 5 : 3, 5e-3);
  inputs[1].kind = inputs[2].kind = GRADIENT_FIXED_CONSTANT;
  gradient_check (op, attributes, inputs, g_str_equal (op, "BatchNormalization") ? 5 : 3, 5e-3);
}

static void
test_instance (void)
{
  check ("InstanceNormalization", VANITY_SHAPE (2, 4, 5, 3), 3, "");
  check ("InstanceNormalization", VANITY_SHAPE (1, 9, 7, 33), 33, "epsilon=0.1");
  check ("InstanceNormalization", VANITY_SHAPE (2, 11, 80), 80, "");
}

static void
test_group (void)
{
  check ("GroupNormalization", VANITY_SHAPE (2, 4, 5, 6), 6, "num_groups=2");
  check ("GroupNormalization", VANITY_SHAPE (2, 3, 3, 12), 3, "num_groups=3");
}

static void
test_batch (void)
{
  check ("BatchNormalization", VANITY_SHAPE (3, 4, 5, 7), 7, "");
  check ("BatchNormalization", VANITY_SHAPE (20, 18), 18, "epsilon=0.01");
}

static void
test_layer (void)
{
  check ("LayerNormalization", VANITY_SHAPE (3, 4, 9), 9, "");
  check ("LayerNormalization", VANITY_SHAPE (5, 70), 70, "");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/normalize/instance", test_instance);
  test_add ("/train/normalize/group", test_group);
  test_add ("/train/normalize/batch", test_batch);
  test_add ("/train/normalize/layer", test_layer);
  return g_test_run ();
}
