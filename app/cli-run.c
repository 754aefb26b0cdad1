#include "cli.h"

#include "base/error.h"
#include "cli-model.h"
#include "nn/executor.h"
#include "npy.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

/* An input as it was read, and where from. */
typedef struct
{
  const char *path;
  VanityNpy *npy;
} Input;

static void
input_free (gpointer data)
{
  Input *input = data;

  vanity_npy_free (input->npy);
  g_free (input);
}

static GPtrArray *
load_inputs (char **paths, GError **error)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func (input_free);

  for (; *paths; paths++)
    {
      VanityNpy *npy = vanity_npy_load (*paths, error);
      Input *input;

      if (!npy)
        return NULL;
      input = g_new (Input, 1);
      *input = (Input){ *paths, npy };
      g_ptr_array_add (inputs, input);
    }
  return g_steal_pointer (&inputs);
}

/* Sizes that the model leaves open are the inputs'. */
static VanityGraph *
load_model (const char *name, GPtrArray *inputs, GError **error)
{
  g_autofree VanityShape *shapes = g_new (VanityShape, inputs->len + 1);

  for (guint i = 0; i < inputs->len; i++)
    shapes[i] = ((Input *)inputs->pdata[i])->npy->shape;
  return vanity_cli_load_model (name, shapes, (int)inputs->len, error);
}

static VanityExit
explain_inputs (const char *model, VanityGraph *graph, int n_given)
{
  int n_inputs = vanity_graph_get_n_inputs (graph);
  g_autoptr (GString) list = g_string_new (NULL);

  for (int i = 0; i < n_inputs; i++)
    {
      VanityValueId input = vanity_graph_get_input (graph, i);
      g_autofree char *shape = vanity_shape_to_string (vanity_graph_get_shape (graph, input));
      g_string_append_printf (list, "%s%s %s", i ? ", " : "",
                              vanity_graph_get_value_name (graph, input), shape);
    }
  return vanity_cli_usage (
      ngettext ("%s takes %d input, %d given: %s", "%s takes %d inputs, %d given: %s", n_inputs),
      model, n_inputs, n_given, list->str);
}

static gboolean
fill_input (VanityExecutor *executor, int index, const Input *input, GError **error)
{
  const VanityShape *shape = vanity_executor_get_input_shape (executor, index);

  if (!vanity_shape_equal (&input->npy->shape, shape))
    {
      g_autofree char *given = vanity_shape_to_string (&input->npy->shape);
      g_autofree char *wanted = vanity_shape_to_string (shape);

      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("%s: its shape is %s, input %d of the model must be %s"), input->path, given,
                   index, wanted);
      return FALSE;
    }
  memcpy (vanity_executor_get_input (executor, index), input->npy->values,
          (gsize)vanity_shape_get_elements (shape) * sizeof (float));
  return TRUE;
}

/* What the model calls its outputs. */
static char **
dup_output_names (VanityGraph *graph)
{
  int n_outputs = vanity_graph_get_n_outputs (graph);
  char **names = g_new0 (char *, n_outputs + 1);

  for (int i = 0; i < n_outputs; i++)
    names[i] = g_strdup (vanity_graph_get_value_name (graph, vanity_graph_get_output (graph, i)));
  return names;
}

/* Appends a line per output, for the person. */
static gboolean
save_outputs (VanityExecutor *executor, char **names, const char *directory, GString *text,
              GError **error)
{
  if (g_mkdir_with_parents (directory, 0777) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot make this directory: %s"),
                   directory, g_strerror (errno));
      return FALSE;
    }
  for (int i = 0; i < vanity_executor_get_n_outputs (executor); i++)
    {
      const VanityShape *shape = vanity_executor_get_output_shape (executor, i);
      g_autofree char *name = g_strdup_printf ("%d.npy", i);
      g_autofree char *path = g_build_filename (directory, name, NULL);
      g_autofree char *size = vanity_shape_to_string (shape);

      if (!vanity_npy_save (path, shape, vanity_executor_get_output (executor, i), error))
        return FALSE;
      g_string_append_printf (text, "%s  %s  %s\n", path, size, names[i]);
    }
  return TRUE;
}

/* Takes `graph`. */
static gboolean
run_graph (VanityGraph *graph, GPtrArray *inputs, const char *directory, GString *text,
           GError **error)
{
  g_auto (GStrv) names = dup_output_names (graph);
  g_autoptr (VanityExecutor) executor = vanity_executor_new (graph, NULL, error);

  if (!executor)
    return FALSE;
  for (guint i = 0; i < inputs->len; i++)
    if (!fill_input (executor, (int)i, inputs->pdata[i], error))
      return FALSE;
  return vanity_executor_run (executor, NULL, error)
         && save_outputs (executor, names, directory, text, error);
}

VanityExit
vanity_cli_run (int argc, char **argv)
{
  g_autofree char *directory = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &directory,
      N_ ("The directory that gets 0.npy, 1.npy, … in the order of the model's outputs"),
      N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (VanityGraph) graph = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  VanityExit status;

  if (!vanity_cli_parse (&argc, &argv, _ ("MODEL [INPUT.npy …]"),
                         _ ("Runs a network on NumPy arrays. MODEL is a file or the name of an "
                            "installed model; inputs stand in the model's own order and layout."),
                         entries, &names, &status))
    return status;
  if (!names[0] || !*names[0])
    return vanity_cli_usage (_ ("no model is named"));
  if (!directory || !*directory)
    return vanity_cli_usage (_ ("-o is missing: it names the directory for the outputs"));
  inputs = load_inputs (names + 1, &error);
  graph = inputs ? load_model (names[0], inputs, &error) : NULL;
  if (!graph)
    return vanity_cli_fail (error);
  if ((int)inputs->len != vanity_graph_get_n_inputs (graph))
    return explain_inputs (names[0], graph, (int)inputs->len);
  if (!run_graph (g_steal_pointer (&graph), inputs, directory, text, &error))
    return vanity_cli_fail (error);
  return vanity_cli_print (text->str);
}
