/* Shapes. */
#include "support.h"

static void
test_elements (void)
{
  const VanityShape scalar = { .rank = 0 };

  g_assert_cmpint (vanity_shape_get_elements (&scalar), ==, 1);
  g_assert_cmpint (vanity_shape_get_elements (&VANITY_SHAPE (2, 3, 4)), ==, 24);
  g_assert_cmpint (vanity_shape_get_elements (&VANITY_SHAPE (2, 0, 4)), ==, 0);
  g_assert_cmpint (vanity_shape_get_elements (&VANITY_SHAPE (1 << 29)), ==, 1 << 29);
  g_assert_cmpint (vanity_shape_get_elements (&VANITY_SHAPE (1, 1 << 29, 1)), ==, 1 << 29);
}

/* Products that would not fit, also those that come out small when they overflow. */
static void
test_elements_hostile (void)
{
  const VanityShape hostile[] = {
    VANITY_SHAPE ((1 << 29) + 1),
    VANITY_SHAPE (1 << 15, 1 << 15),
    VANITY_SHAPE (-1),
    VANITY_SHAPE (-2, -2),
    VANITY_SHAPE (G_MAXINT64, 2),
    VANITY_SHAPE (G_MININT64, G_MININT64),
    VANITY_SHAPE (G_GINT64_CONSTANT (1) << 32, G_GINT64_CONSTANT (1) << 32),
    VANITY_SHAPE (1 << 16, 1 << 16, 1 << 16, 1 << 16),
    VANITY_SHAPE (1 << 29, 1 << 29, 1 << 29, 1 << 29, 1 << 29, 1 << 29, 1 << 29, 1 << 29),
    { .rank = -1 },
    { .rank = VANITY_MAX_RANK + 1 },
    { .rank = G_MAXINT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    g_assert_cmpint (vanity_shape_get_elements (&hostile[i]), ==, -1);
}

static void
assert_text (const VanityShape *shape, const char *expected)
{
  g_autofree char *text = vanity_shape_to_string (shape);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_text (void)
{
  assert_text (&VANITY_SHAPE (1, 128, 128, 3), "1×128×128×3");
  assert_text (&VANITY_SHAPE (7), "7");
  assert_text (&VANITY_SHAPE (-1, 0), "-1×0");
  assert_text (&(VanityShape){ .rank = 0 }, "scalar");
}

static void
test_equal (void)
{
  const VanityShape shape = VANITY_SHAPE (2, 3);

  g_assert_true (vanity_shape_equal (&shape, &VANITY_SHAPE (2, 3)));
  g_assert_false (vanity_shape_equal (&shape, &VANITY_SHAPE (3, 2)));
  g_assert_false (vanity_shape_equal (&shape, &VANITY_SHAPE (2, 3, 1)));
  /* What lies past the rank does not count. */
  g_assert_true (vanity_shape_equal (&(VanityShape){ .rank = 1, .dim = { 2, 9 } },
                                     &(VanityShape){ .rank = 1, .dim = { 2, 8 } }));
}

static void
test_extent (void)
{
  const VanityShape shape = VANITY_SHAPE (2, 3, 5, 7);

  g_assert_cmpint (vanity_shape_get_extent (&shape, 0, 4), ==, 210);
  g_assert_cmpint (vanity_shape_get_extent (&shape, 1, 3), ==, 15);
  g_assert_cmpint (vanity_shape_get_extent (&shape, 3, 4), ==, 7);
  g_assert_cmpint (vanity_shape_get_extent (&shape, 2, 2), ==, 1);
}

static void
assert_broadcast (const VanityShape *one, const VanityShape *other, const VanityShape *expected)
{
  VanityShape common;

  for (int turn = 0; turn < 2; turn++)
    {
      gboolean possible = turn == 0 ? vanity_shape_broadcast (one, other, &common)
                                    : vanity_shape_broadcast (other, one, &common);

      g_assert_cmpint (possible, ==, expected != NULL);
      if (possible)
        g_assert_true (vanity_shape_equal (&common, expected));
    }
}

static void
test_broadcast (void)
{
  const VanityShape scalar = { .rank = 0 };

  assert_broadcast (&VANITY_SHAPE (2, 3), &VANITY_SHAPE (3), &VANITY_SHAPE (2, 3));
  assert_broadcast (&VANITY_SHAPE (2, 1), &VANITY_SHAPE (1, 3), &VANITY_SHAPE (2, 3));
  assert_broadcast (&VANITY_SHAPE (4, 1, 3), &VANITY_SHAPE (2, 1), &VANITY_SHAPE (4, 2, 3));
  assert_broadcast (&VANITY_SHAPE (2, 3), &scalar, &VANITY_SHAPE (2, 3));
  assert_broadcast (&scalar, &scalar, &scalar);
  assert_broadcast (&VANITY_SHAPE (2, 3), &VANITY_SHAPE (2), NULL);
  assert_broadcast (&VANITY_SHAPE (2, 3), &VANITY_SHAPE (3, 3), NULL);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/tensor/elements", test_elements);
  test_add ("/nn/tensor/elements-hostile", test_elements_hostile);
  test_add ("/nn/tensor/text", test_text);
  test_add ("/nn/tensor/equal", test_equal);
  test_add ("/nn/tensor/extent", test_extent);
  test_add ("/nn/tensor/broadcast", test_broadcast);
  return g_test_run ();
}
