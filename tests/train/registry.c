/* Every operator has a backward; and each that learns has a reference, and a test that compares its
 * gradients with it. */
#include "reference.h"

#include "nn/backward.h"

#include "../nn/support.h"

#include <string.h>

static gboolean
learns (const VanityOperator *op)
{
  return (op->backward != NULL && op->backward->differentiable != 0)
         || (op->flags & VANITY_OPERATOR_VIEW) != 0;
}

static void
test_complete (void)
{
  g_autofree char *tests = test_read_programs (TEST_SOURCE_FOLDER, "gradient_check (");
  int n_learning = 0;

  for (int i = 0; i < vanity_operator_get_count (); i++)
    {
      const VanityOperator *op = vanity_operator_get (i);
      g_autofree char *quoted = g_strdup_printf ("\"%s\"", op->name);

      if (!learns (op))
        continue;
      n_learning++;
      if (reference_find (op->name) == NULL)
        g_error ("%s learns, but has no reference", op->name);
      if (strstr (tests, quoted) == NULL)
        g_error ("%s learns, but no test checks its gradients", op->name);
    }
  g_assert_cmpint (n_learning, >, 60);
}

/* Every operator has a backward. The one without is a matter of measuring, which is done before
 * anything is learnt. */
static void
test_backwards (void)
{
  for (int i = 0; i < vanity_operator_get_count (); i++)
    {
      const VanityOperator *op = vanity_operator_get (i);

      if ((op->flags & VANITY_OPERATOR_VIEW) != 0)
        continue;
      if (g_str_equal (op->name, "Landmarks2TransformMatrix"))
        {
          g_assert_null (op->backward);
          continue;
        }
      if (op->backward == NULL)
        g_error ("%s has no backward", op->name);
      g_assert_true ((op->backward->run != NULL) == (op->backward->differentiable != 0));
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/registry/backwards", test_backwards);
  test_add ("/train/registry/complete", test_complete);
  return g_test_run ();
}
