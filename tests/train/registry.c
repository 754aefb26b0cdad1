/* Every operator that learns has a reference, and a test that compares its gradients with it. */
#include "reference.h"

#include "nn/backward.h"

#include "../nn/support.h"

#include <string.h>

/* All programs of this folder that check gradients, one after the other. */
static char *
read_tests (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = g_dir_open (TEST_SOURCE_FOLDER, 0, &error);
  g_autoptr (GString) all = g_string_new (NULL);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (TEST_SOURCE_FOLDER, name, NULL);
      g_autofree char *text = NULL;

      if (!g_str_has_suffix (name, ".c"))
        continue;
      g_assert_true (g_file_get_contents (path, &text, NULL, &error));
      if (strstr (text, "gradient_check (") != NULL && strstr (text, "main (") != NULL)
        g_string_append (all, text);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static gboolean
learns (const VanityOperator *op)
{
  return (op->backward != NULL && op->backward->differentiable != 0)
         || (op->flags & VANITY_OPERATOR_VIEW) != 0;
}

static void
test_complete (void)
{
  g_autofree char *tests = read_tests ();
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

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/registry/complete", test_complete);
  return g_test_run ();
}
