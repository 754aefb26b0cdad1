/* The operators: in order, complete, and each with a test. */
#include "support.h"

#include <string.h>

static void
test_order (void)
{
  int n = vanity_operator_get_count ();

  g_assert_cmpint (n, >, 0);
  for (int i = 0; i < n; i++)
    {
      const VanityOperator *op = vanity_operator_get (i);

      g_assert_true (vanity_operator_find (op->name) == op);
      if (i > 0)
        g_assert_cmpint (strcmp (vanity_operator_get (i - 1)->name, op->name), <, 0);
    }
  g_assert_null (vanity_operator_find ("add"));
  g_assert_null (vanity_operator_find (""));
  g_assert_null (vanity_operator_find ("Convolution"));
}

static void
test_complete (void)
{
  for (int i = 0; i < vanity_operator_get_count (); i++)
    {
      const VanityOperator *op = vanity_operator_get (i);

      g_test_message ("%s", op->name);
      g_assert_nonnull (op->infer);
      g_assert_cmpint (op->max_outputs, ==, 1);
      g_assert_cmpint (op->min_inputs, >, 0);
      g_assert_true (op->max_inputs < 0 || op->max_inputs >= op->min_inputs);
      /* A view is never run. */
      g_assert_true ((op->forward == NULL) == ((op->flags & VANITY_OPERATOR_VIEW) != 0));
      /* What prepare leaves must be taken away; a producer applies what maps elements. */
      g_assert_true (op->release == NULL || op->prepare != NULL);
      if (op->get_activation != NULL)
        g_assert_true ((op->flags & VANITY_OPERATOR_IN_PLACE) != 0);
    }
}

/* Every operator is named, in quotes, by a test of this folder. */
static void
test_tested (void)
{
  /* Only a program that compares nodes counts. */
  g_autofree char *all = test_read_programs (TEST_SOURCE_FOLDER, "test_node_check (");

  for (int i = 0; i < vanity_operator_get_count (); i++)
    {
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", vanity_operator_get (i)->name);

      if (strstr (all, quoted) == NULL)
        g_error ("%s has no test", vanity_operator_get (i)->name);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/registry/order", test_order);
  test_add ("/nn/registry/complete", test_complete);
  test_add ("/nn/registry/tested", test_tested);
  return g_test_run ();
}
