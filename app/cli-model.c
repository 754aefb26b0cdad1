#include "cli-model.h"

#include "cli.h"
#include "nn/executor.h"

#include <glib/gi18n.h>
#include <string.h>

char *
vanity_cli_find_model (const char *name, GError **error)
{
  if (strchr (name, G_DIR_SEPARATOR) || g_file_test (name, G_FILE_TEST_EXISTS))
    return g_strdup (name);
  return vanity_model_find (name, error);
}

VanityGraph *
vanity_cli_load_model (const char *name, const VanityShape *shapes, int n_shapes, GError **error)
{
  g_autofree char *path = vanity_cli_find_model (name, error);

  return path ? vanity_model_load_shaped (path, shapes, n_shapes, error) : NULL;
}

/* "1,3,256,256" */
static gboolean
parse_shape (const char *text, VanityShape *shape)
{
  g_auto (GStrv) numbers = g_strsplit (text, ",", VANITY_MAX_RANK + 1);

  shape->rank = 0;
  for (char **number = numbers; *number; number++)
    {
      double value;

      if (shape->rank == VANITY_MAX_RANK)
        {
          vanity_cli_usage (_ ("--shape “%s” has more than %d dimensions"), text, VANITY_MAX_RANK);
          return FALSE;
        }
      if (!vanity_cli_parse_number ("--shape", g_strstrip (*number), 1, (double)VANITY_MAX_ELEMENTS,
                                    TRUE, &value))
        return FALSE;
      shape->dim[shape->rank++] = (gint64)value;
    }
  if (shape->rank > 0)
    return TRUE;
  vanity_cli_usage (_ ("--shape is empty; it must be sizes with commas between, as 1,3,256,256"));
  return FALSE;
}

VanityShape *
vanity_cli_parse_shapes (char **sizes, int *n_shapes)
{
  g_autofree VanityShape *shapes = g_new (VanityShape, sizes ? g_strv_length (sizes) + 1 : 1);

  for (*n_shapes = 0; sizes && sizes[*n_shapes]; (*n_shapes)++)
    if (!parse_shape (sizes[*n_shapes], &shapes[*n_shapes]))
      return NULL;
  return g_steal_pointer (&shapes);
}

static void
append_values (GString *text, VanityGraph *graph, const char *label, int n_values,
               VanityValueId (*get) (VanityGraph *, int))
{
  for (int i = 0; i < n_values; i++)
    {
      VanityValueId value = get (graph, i);
      g_autofree char *shape = vanity_shape_to_string (vanity_graph_get_shape (graph, value));

      g_string_append_printf (text, "%s  %s  %s\n", label,
                              vanity_graph_get_value_name (graph, value), shape);
    }
}

static void
append_number (GString *text, const char *label, gint64 number)
{
  g_string_append_printf (text, "%s  %" G_GINT64_FORMAT "\n", label, number);
}

void
vanity_cli_append_cell (GString *text, const char *word, int width)
{
  int space = ABS (width);

  for (const char *c = word; *c; c = g_utf8_next_char (c))
    space -= g_unichar_iswide (g_utf8_get_char (c)) ? 2 : 1;
  g_string_append_printf (text, "%*s", width < 0 ? MAX (space, 0) : 0, "");
  g_string_append (text, word);
  g_string_append_printf (text, "%*s", width > 0 ? MAX (space, 0) : 0, "");
}

/* How often an operator is there, and what it costs. */
typedef struct
{
  const char *op;
  int n_nodes;
  gint64 cost;
} Row;

static int
compare_rows (gconstpointer one, gconstpointer other)
{
  return strcmp (((const Row *)one)->op, ((const Row *)other)->op);
}

static void
append_operators (GString *text, VanityGraph *graph)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  int n_nodes = vanity_graph_get_n_nodes (graph);

  for (int i = 0; i < n_nodes; i++)
    {
      Row row = { vanity_graph_get_node_op (graph, i), 0, 0 };
      guint at = 0;

      while (at < rows->len && !g_str_equal (g_array_index (rows, Row, at).op, row.op))
        at++;
      if (at == rows->len)
        g_array_append_val (rows, row);
      g_array_index (rows, Row, at).n_nodes++;
      g_array_index (rows, Row, at).cost += vanity_graph_get_node_cost (graph, i);
    }
  g_array_sort (rows, compare_rows);
  g_string_append (text, "\n");
  vanity_cli_append_cell (text, _ ("operator"), 26);
  vanity_cli_append_cell (text, _ ("nodes"), -8);
  vanity_cli_append_cell (text, _ ("multiply-adds"), -16);
  g_string_append (text, "\n");
  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);
      g_string_append_printf (text, "%-26s %7d %15" G_GINT64_FORMAT "\n", row->op, row->n_nodes,
                              row->cost);
    }
}

static void
append_nodes (GString *text, VanityGraph *graph)
{
  int n_nodes = vanity_graph_get_n_nodes (graph);

  g_string_append (text, "\n");
  vanity_cli_append_cell (text, _ ("node"), -5);
  g_string_append (text, "  ");
  vanity_cli_append_cell (text, _ ("operator"), 26);
  vanity_cli_append_cell (text, _ ("multiply-adds"), -16);
  g_string_append_printf (text, "  %s\n", _ ("outputs, channels last"));
  for (int i = 0; i < n_nodes; i++)
    {
      int n_outputs = vanity_graph_get_node_n_outputs (graph, i);

      g_string_append_printf (text, "%5d  %-26s %15" G_GINT64_FORMAT " ", i,
                              vanity_graph_get_node_op (graph, i),
                              vanity_graph_get_node_cost (graph, i));
      for (int k = 0; k < n_outputs; k++)
        {
          VanityValueId value = vanity_graph_get_node_output (graph, i, k);
          g_autofree char *shape = vanity_shape_to_string (vanity_graph_get_shape (graph, value));
          g_string_append_printf (text, " %s", shape);
        }
      g_string_append_printf (text, "  %s\n", vanity_graph_get_node_name (graph, i));
    }
}

/* Elements of the constants of float32 that nodes read, each counted once. */
static gint64
count_parameters (VanityGraph *graph)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  int n_nodes = vanity_graph_get_n_nodes (graph);
  gint64 n_parameters = 0;

  for (int i = 0; i < n_nodes; i++)
    for (int k = 0; k < vanity_graph_get_node_n_inputs (graph, i); k++)
      {
        VanityValueId value = vanity_graph_get_node_input (graph, i, k);

        if (value >= 0 && vanity_graph_get_constant (graph, value)
            && vanity_graph_get_type (graph, value) == VANITY_FLOAT32
            && g_hash_table_add (seen, GINT_TO_POINTER (value)))
          n_parameters += vanity_shape_get_elements (vanity_graph_get_shape (graph, value));
      }
  return n_parameters;
}

/* Takes `graph`: the executor does, whose memory is told. */
static VanityExit
print_info (VanityGraph *graph, gboolean nodes)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (VanityExecutor) executor = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n_parameters = count_parameters (graph);
  int n_nodes = vanity_graph_get_n_nodes (graph);
  gint64 cost = 0;
  gsize weights, arena;

  for (int i = 0; i < n_nodes; i++)
    cost += vanity_graph_get_node_cost (graph, i);
  append_values (text, graph, _ ("input"), vanity_graph_get_n_inputs (graph),
                 vanity_graph_get_input);
  append_values (text, graph, _ ("output"), vanity_graph_get_n_outputs (graph),
                 vanity_graph_get_output);
  if (nodes)
    append_nodes (text, graph);
  else
    append_operators (text, graph);
  executor = vanity_executor_new (graph, NULL, &error);
  if (!executor)
    return vanity_cli_fail (error);
  weights = vanity_executor_get_weight_bytes (executor);
  arena = vanity_executor_get_arena_bytes (executor);
  g_string_append (text, "\n");
  append_number (text, _ ("nodes"), n_nodes);
  append_number (text, _ ("multiply-adds"), cost);
  append_number (text, _ ("parameters"), n_parameters);
  append_number (text, _ ("bytes of parameters, as float32"), 4 * n_parameters);
  append_number (text, _ ("bytes of packed weights, to run"), (gint64)weights);
  append_number (text, _ ("bytes of activations, to run"), (gint64)arena);
  append_number (text, _ ("bytes of memory, to run"), (gint64)(weights + arena));
  return vanity_cli_print (text->str);
}

VanityExit
vanity_cli_model (int argc, char **argv)
{
  gboolean nodes = FALSE;
  g_auto (GStrv) sizes = NULL;
  const GOptionEntry entries[] = {
    { "nodes", 'n', 0, G_OPTION_ARG_NONE, &nodes, N_ ("List every node, not only operators"),
      NULL },
    VANITY_CLI_SHAPE_ENTRY (&sizes),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autofree VanityShape *shapes = NULL;
  g_autoptr (GError) error = NULL;
  VanityGraph *graph;
  VanityExit status;
  int n_shapes;

  if (argc > 1 && g_str_equal (argv[1], "profile"))
    {
      argv[1] = (char *)"model profile";
      return vanity_cli_profile (argc - 1, argv + 1);
    }
  if (argc > 1 && g_str_equal (argv[1], "convert"))
    {
      argv[1] = (char *)"model convert";
      return vanity_cli_convert (argc - 1, argv + 1);
    }
  if (!vanity_cli_parse (&argc, &argv, _ ("info MODEL"),
                         _ ("Tells what a network is made of: its inputs and outputs in the "
                            "model's own layout, its operators, and what it takes to run it. MODEL "
                            "is a file or the name of an installed model."),
                         entries, &names, &status))
    return status;
  if (!names[0] || !g_str_equal (names[0], "info"))
    return vanity_cli_usage (_ ("say what to do with the model: info, profile or convert"));
  if (!names[1] || !*names[1])
    return vanity_cli_usage (_ ("no model is named"));
  if (names[2])
    return vanity_cli_usage (_ ("“%s” is one argument too many"), names[2]);
  shapes = vanity_cli_parse_shapes (sizes, &n_shapes);
  if (!shapes)
    return VANITY_EXIT_USAGE;
  graph = vanity_cli_load_model (names[1], shapes, n_shapes, &error);
  return graph ? print_info (graph, nodes) : vanity_cli_fail (error);
}
