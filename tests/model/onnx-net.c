#include "onnx-net.h"

#include "model/model.h"
#include "model/onnx-write.h"

#include <math.h>
#include <string.h>

void
onnx_net_init (OnnxNet *net)
{
  net->graph = vanity_graph_new ("folder/net");
  net->random = g_rand_new_with_seed (7);
  net->n_nodes = 0;
}

void
onnx_net_clear (OnnxNet *net)
{
  g_clear_pointer (&net->graph, vanity_graph_free);
  g_rand_free (net->random);
}

VanityValueId
onnx_net_input (OnnxNet *net, const char *name, const VanityShape *shape)
{
  g_autoptr (GError) error = NULL;
  VanityValueId id = vanity_graph_add_input (net->graph, name, shape, &error);

  g_assert_no_error (error);
  return id;
}

VanityValueId
onnx_net_constant (OnnxNet *net, const VanityShape *shape, double low, double high)
{
  gint64 count = vanity_shape_get_elements (shape);
  g_autofree float *values = g_new (float, MAX (count, 1));
  g_autoptr (GError) error = NULL;
  VanityValueId id;

  for (gint64 i = 0; i < count; i++)
    values[i] = (float)g_rand_double_range (net->random, low, high);
  id = vanity_graph_add_constant (net->graph, "constant", VANITY_FLOAT32, shape, values, &error);
  g_assert_no_error (error);
  return id;
}

VanityValueId
onnx_net_list (OnnxNet *net, const gint64 *values, int n_values)
{
  g_autoptr (GError) error = NULL;
  VanityValueId id = vanity_graph_add_constant (net->graph, "list", VANITY_INT64,
                                                &VANITY_SHAPE (n_values), values, &error);

  g_assert_no_error (error);
  return id;
}

static VanityAttributes *
parse_attributes (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  VanityAttributes *attributes = vanity_attributes_new ();

  for (int i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
      g_auto (GStrv) parts = g_strsplit (pair[1], ",", -1);
      gboolean list = strchr (pair[1], ',') != NULL, point = strchr (pair[1], '.') != NULL;
      double numbers[16];
      gint64 values[16];
      int count = 0;

      for (; parts[count] != NULL && *parts[count] != '\0'; count++)
        {
          numbers[count] = g_ascii_strtod (parts[count], NULL);
          values[count] = (gint64)numbers[count];
        }
      if (g_ascii_isalpha (*pair[1]))
        vanity_attributes_set_string (attributes, pair[0], pair[1]);
      else if (point && list)
        vanity_attributes_set_floats (attributes, pair[0], numbers, count);
      else if (point)
        vanity_attributes_set_float (attributes, pair[0], numbers[0]);
      else if (list)
        vanity_attributes_set_ints (attributes, pair[0], values, count);
      else
        vanity_attributes_set_int (attributes, pair[0], values[0]);
    }
  return attributes;
}

VanityValueId
onnx_net_add_values (OnnxNet *net, const char *op, const char *attributes,
                     const VanityValueId *inputs, int n_inputs)
{
  g_autofree char *name = g_strdup_printf ("%s/%d", op, net->n_nodes++);
  g_autoptr (GError) error = NULL;
  VanityValueId output = -1;

  vanity_graph_add_node (net->graph, op, name, inputs, n_inputs, parse_attributes (attributes),
                         &output, 1, &error);
  g_assert_no_error (error);
  return output;
}

VanityValueId
onnx_net_add (OnnxNet *net, const char *op, const char *attributes, int n_inputs, ...)
{
  VanityValueId inputs[8];
  va_list list;

  va_start (list, n_inputs);
  for (int i = 0; i < n_inputs; i++)
    inputs[i] = va_arg (list, VanityValueId);
  va_end (list);
  return onnx_net_add_values (net, op, attributes, inputs, n_inputs);
}

static VanityGraph *
read_again (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_model_load_bytes (bytes, "written.onnx", &error);

  g_assert_no_error (error);
  return graph;
}

VanityExecutor *
onnx_net_run (VanityGraph *graph)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (11);
  g_autoptr (GError) error = NULL;
  VanityExecutor *executor = vanity_executor_new (graph, NULL, &error);

  g_assert_no_error (error);
  for (int i = 0; i < vanity_executor_get_n_inputs (executor); i++)
    {
      const VanityShape *shape = vanity_executor_get_input_shape (executor, i);
      float *values = vanity_executor_get_input (executor, i);

      for (gint64 k = 0; k < vanity_shape_get_elements (shape); k++)
        values[k] = (float)g_rand_double_range (random, -2, 2);
    }
  g_assert_true (vanity_executor_run (executor, NULL, NULL));
  return executor;
}

VanityGraph *
onnx_net_assert_survives (OnnxNet *net, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = vanity_onnx_write (net->graph, &error);
  g_autoptr (VanityExecutor) one = NULL;
  g_autoptr (VanityExecutor) other = NULL;
  float most = 0.0f;

  g_assert_no_error (error);
  if (path != NULL)
    g_assert_true (
        g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  one = onnx_net_run (g_steal_pointer (&net->graph));
  other = onnx_net_run (read_again (bytes));
  g_assert_cmpint (vanity_executor_get_n_outputs (one), ==, vanity_executor_get_n_outputs (other));
  for (int i = 0; i < vanity_executor_get_n_outputs (one); i++)
    {
      const VanityShape *shape = vanity_executor_get_output_shape (one, i);
      const float *wanted = vanity_executor_get_output (one, i);
      const float *values = vanity_executor_get_output (other, i);

      g_assert_true (vanity_shape_equal (shape, vanity_executor_get_output_shape (other, i)));
      for (gint64 k = 0; k < vanity_shape_get_elements (shape); k++)
        {
          most = MAX (most, fabsf (wanted[k]));
          g_assert_cmpfloat_with_epsilon (values[k], wanted[k], 2e-6 * (1 + fabsf (wanted[k])));
        }
    }
  g_assert_cmpfloat (most, >, 0.0f); /* or nothing was compared */
  return read_again (bytes);
}

void
onnx_net_output (OnnxNet *net, VanityValueId value)
{
  vanity_graph_add_output (net->graph, value);
}
