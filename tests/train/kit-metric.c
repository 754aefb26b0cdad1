/* Metrics against numbers worked out by hand. */
#include "train/confusion.h"

#include "gradient.h"

#include <math.h>

static void
test_confusion (void)
{
  /* Of 4 of class 0, 3 are found; of 2 of class 1, 1; one of class 0 and one of 1 are said to be 2,
   * which has none. */
  static const int pairs[][2] = { { 0, 0 }, { 0, 0 }, { 0, 0 }, { 0, 2 }, { 1, 1 }, { 1, 2 } };
  VanityConfusion confusion;

  vanity_confusion_init (&confusion, 3);
  g_assert_cmpfloat (vanity_confusion_get_accuracy (&confusion), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    vanity_confusion_add (&confusion, pairs[i][0], pairs[i][1]);
  g_assert_cmpfloat_with_epsilon (vanity_confusion_get_accuracy (&confusion), 4.0 / 6, 1e-12);
  g_assert_cmpfloat_with_epsilon (vanity_confusion_get_recall (&confusion, 0), 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (vanity_confusion_get_precision (&confusion, 0), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (vanity_confusion_get_f1 (&confusion, 0), 1.5 / 1.75, 1e-12);
  g_assert_cmpfloat (vanity_confusion_get_f1 (&confusion, 2), ==, 0);
  g_assert_cmpfloat_with_epsilon (vanity_confusion_get_macro_f1 (&confusion),
                                  (1.5 / 1.75 + 1.0 / 1.5) / 3, 1e-12);
  vanity_confusion_clear (&confusion);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/kit/confusion", test_confusion);
  return g_test_run ();
}
