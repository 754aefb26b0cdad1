/* Cross-entropy against its definition, in double. */
#include "support.h"

#include <math.h>

/* Rows of scores; ignored: a class that counts for nothing, or −1. */
static void
check (int rows, int classes, const char *reduction, gboolean weighted, int ignored)
{
  g_autoptr (TestNode) node
      = ignored < 0 ? test_node_new ("SoftmaxCrossEntropyLoss", "reduction=%s", reduction)
                    : test_node_new ("SoftmaxCrossEntropyLoss", "reduction=%s ignore_index=%d",
                                     reduction, ignored);
  float *scores = test_node_add_input (node, &VANITY_SHAPE (rows, classes), -30, 30);
  float *labels = test_node_add_input (node, &VANITY_SHAPE (rows), 0, 1);
  float *weights = NULL;
  g_autofree float *expected = g_new (float, rows);
  double total = 0.0, weight_sum = 0.0;
  gboolean none = g_str_equal (reduction, "none");

  if (weighted)
    weights = test_node_add_constant (node, &VANITY_SHAPE (classes), 0.5, 2);
  for (int i = 0; i < rows; i++)
    {
      int label = test_random_int (0, classes - 1);
      double weight = label == ignored ? 0.0 : weighted ? weights[label] : 1.0;
      double sum = 0.0, loss;

      labels[i] = label;
      for (int c = 0; c < classes; c++)
        sum += exp (scores[i * classes + c]);
      loss = weight * (log (sum) - scores[i * classes + label]);
      expected[i] = loss;
      total += loss;
      weight_sum += weight;
    }
  if (!none)
    expected[0] = g_str_equal (reduction, "sum") ? total : total / weight_sum;
  test_node_check (node, none ? &VANITY_SHAPE (rows) : &(VanityShape){ .rank = 0 }, expected, 1e-5);
}

static void
test_values (void)
{
  check (1, 10, "mean", FALSE, -1);
  check (32, 10, "mean", FALSE, -1);
  check (7, 3, "sum", TRUE, -1);
  check (9, 4, "none", TRUE, 2);
  check (40, 5, "mean", TRUE, 1);
}

static void
test_wrong (void)
{
  g_autoptr (TestNode) node = test_node_new ("SoftmaxCrossEntropyLoss", "reduction=mean");
  g_autoptr (TestNode) other = test_node_new ("SoftmaxCrossEntropyLoss", "reduction=most");

  test_node_add_input (node, &VANITY_SHAPE (4, 3), 0, 1);
  test_node_add_input (node, &VANITY_SHAPE (3), 0, 1);
  test_node_refuse (node, VANITY_ERROR_VALUE, "scores 4×3 and labels 3 do not fit together");
  test_node_add_input (other, &VANITY_SHAPE (4, 3), 0, 1);
  test_node_add_input (other, &VANITY_SHAPE (4), 0, 1);
  test_node_refuse (other, VANITY_ERROR_UNSUPPORTED, "“most”");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/loss/values", test_values);
  test_add ("/nn/loss/wrong", test_wrong);
  return g_test_run ();
}
