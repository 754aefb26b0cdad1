/* Operators that are written as they are, or whose elements do not know of each other. */
#include "model/onnx-write-private.h"

#include <math.h>
#include <string.h>

const char **
vanity_onnx_writer_use_all (VanityOnnxWriter *self, const VanityOnnxSource *node, gboolean first)
{
  const char **names = g_new0 (const char *, node->n_inputs + 1);

  for (int i = 0; i < node->n_inputs; i++)
    {
      VanityValueId id = vanity_onnx_source_get_input (self, node, i);

      if (id >= 0)
        names[i] = vanity_onnx_writer_use (self, id, first, node->shape->rank);
    }
  return names;
}

/* The same operator with these inputs. */
static Onnx__NodeProto *
add_same (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *const *inputs,
          int n_inputs, gboolean first)
{
  Onnx__NodeProto *proto = vanity_onnx_writer_add (
      self, node->op, inputs, n_inputs, vanity_onnx_writer_name (self, node->out, first));

  vanity_onnx_writer_copy_attributes (node, proto);
  return proto;
}

gboolean
vanity_onnx_emit_plain (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  g_autofree const char **inputs = vanity_onnx_writer_use_all (self, node, FALSE);

  add_same (self, node, inputs, node->n_inputs, FALSE);
  return TRUE;
}

/* Channels come first where they do already in one of the inputs, and can in all. */
gboolean
vanity_onnx_source_goes_first (VanityOnnxWriter *self, const VanityOnnxSource *node)
{
  gboolean any = FALSE;

  if (node->shape->rank < 3)
    return FALSE;
  for (int i = 0; i < node->n_inputs; i++)
    {
      VanityValueId id = vanity_onnx_source_get_input (self, node, i);
      int rank = id < 0 ? 0 : vanity_graph_get_shape (self->graph, id)->rank;

      if (id < 0 || vanity_graph_get_constant (self->graph, id) != NULL)
        continue;
      if (rank != node->shape->rank)
        return FALSE;
      any = any || vanity_onnx_writer_is_first (self, id);
    }
  return any;
}

gboolean
vanity_onnx_emit_elementwise (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  gboolean first = vanity_onnx_source_goes_first (self, node);
  g_autofree const char **inputs = vanity_onnx_writer_use_all (self, node, first);

  add_same (self, node, inputs, node->n_inputs, first);
  return TRUE;
}

/* ONNX wants its bounds as inputs, each one number. */
gboolean
vanity_onnx_emit_clip (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  static const char *const names[] = { "min", "max" };
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  gboolean first = node->shape->rank >= 3 && vanity_onnx_writer_is_first (self, in);
  const char *inputs[3] = { vanity_onnx_writer_use (self, in, first, node->shape->rank) };

  for (int i = 0; i < 2; i++)
    {
      float value;
      int n_values;

      vanity_onnx_source_get_floats (self, node, 1 + i, names[i], &value, &n_values);
      if (n_values == 1 && !isinf (value))
        inputs[1 + i] = vanity_onnx_writer_add_number (self, node, names[i], value);
    }
  add_same (self, node, inputs, 3, first);
  return TRUE;
}

/* Expand, Reshape, Squeeze, Tile, Unsqueeze: a list of integers is input 1. */
gboolean
vanity_onnx_emit_list (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  const char *name = g_str_equal (node->op, "Tile")          ? "repeats"
                     : g_str_has_suffix (node->op, "queeze") ? "axes"
                                                             : "shape";
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  const char *inputs[2] = { vanity_onnx_writer_use_plain (self, in) };
  gint64 values[VANITY_MAX_RANK];
  int n_values;

  vanity_onnx_source_get_ints (self, node, 1, name, values, &n_values);
  if (n_values >= 0)
    inputs[1] = vanity_onnx_writer_add_ints (self, node, name, values, n_values);
  add_same (self, node, inputs, 2, FALSE);
  return TRUE;
}

/* Its axis is at most the input's rank. */
gboolean
vanity_onnx_emit_flatten (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  int rank = vanity_graph_get_shape (self->graph, in)->rank;
  const char *input = vanity_onnx_writer_use_plain (self, in);

  vanity_onnx_proto_set_int (add_same (self, node, &input, 1, FALSE), "axis",
                             MIN (vanity_onnx_source_get_int (node, "axis", 1), rank));
  return TRUE;
}

/* Between the two layouts, a Transpose only says how the same elements are called. */
gboolean
vanity_onnx_emit_transpose (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  int rank = node->shape->rank, n_values;
  const gint64 *perm = vanity_attributes_get_ints (node->attributes, "perm", &n_values);
  gboolean to_first = n_values == rank && rank >= 3, to_last = to_first;

  for (int i = 0; i < rank && to_last; i++)
    to_last = perm[i] == vanity_onnx_axis_to_first (i, rank);
  for (int i = 0; i < rank && to_first; i++)
    to_first = vanity_onnx_axis_to_first (perm[i], rank) == i;
  if (to_last)
    vanity_onnx_writer_alias (self, node->out, TRUE, vanity_onnx_writer_use_plain (self, in));
  else if (to_first)
    vanity_onnx_writer_alias (self, node->out, FALSE,
                              vanity_onnx_writer_use_first (self, in, rank));
  else
    return vanity_onnx_emit_plain (self, node, error);
  return TRUE;
}
