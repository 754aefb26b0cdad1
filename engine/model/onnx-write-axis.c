/* Operators with an axis, or with numbers for each dimension: found where it lies in the file. */
#include "model/onnx-write-private.h"

#include <string.h>

static gint64
find_axis (gint64 axis, int rank, gboolean first)
{
  axis += axis < 0 ? rank : 0;
  return first ? vanity_onnx_axis_to_first (axis, rank) : axis;
}

static int
get_input_rank (VanityOnnxWriter *self, const VanityOnnxSource *node)
{
  return vanity_graph_get_shape (self->graph, vanity_onnx_source_get_input (self, node, 0))->rank;
}

/* Concat, Softmax, LogSoftmax: one axis, and an output of the input's rank. */
gboolean
vanity_onnx_emit_axis (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  gboolean first = vanity_onnx_source_goes_first (self, node);
  g_autofree const char **inputs = g_new0 (const char *, node->n_inputs);
  int rank = node->shape->rank;
  Onnx__NodeProto *proto;

  for (int i = 0; i < node->n_inputs; i++)
    inputs[i]
        = vanity_onnx_writer_use (self, vanity_onnx_source_get_input (self, node, i), first, rank);
  proto = vanity_onnx_writer_add (self, node->op, inputs, node->n_inputs,
                                  vanity_onnx_writer_name (self, node->out, first));
  vanity_onnx_proto_set_int (
      proto, "axis", find_axis (vanity_onnx_source_get_int (node, "axis", -1), rank, first));
  return TRUE;
}

gboolean
vanity_onnx_emit_slice (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  static const char *const names[] = { "starts", "ends", "axes", "steps" };
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  int rank = node->shape->rank, counts[4];
  gboolean first = rank >= 3 && vanity_onnx_writer_is_first (self, in);
  const char *inputs[5] = { vanity_onnx_writer_use (self, in, first, rank) };
  gint64 values[4][VANITY_MAX_RANK];

  for (int i = 0; i < 4; i++)
    vanity_onnx_source_get_ints (self, node, 1 + i, names[i], values[i], &counts[i]);
  for (int i = 0; counts[2] < 0 && i < counts[0]; i++)
    values[2][i] = i;
  counts[2] = counts[0];
  for (int i = 0; i < counts[2]; i++)
    values[2][i] = find_axis (values[2][i], rank, first);
  for (int i = 0; i < 4; i++)
    if (counts[i] >= 0)
      inputs[1 + i] = vanity_onnx_writer_add_ints (self, node, names[i], values[i], counts[i]);
  vanity_onnx_writer_add (self, node->op, inputs, 5,
                          vanity_onnx_writer_name (self, node->out, first));
  return TRUE;
}

/* Whether what is left of the two layouts without these plain axes is the same: the channels are
 * gone, or all between the first axis and them is. */
static gboolean
leaves_same_order (guint axes, int rank)
{
  guint space = (1u << (rank - 1)) - 2;

  return (axes & (1u << (rank - 1))) != 0 || (axes & space) == space;
}

/* What each makes of a single element, along no axes at all. */
static void
add_alone (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *input,
           const char *output)
{
  const char *inputs[2] = { input, input };
  const char *op = g_str_equal (node->op, "ReduceSumSquare") ? "Mul"
                   : g_str_equal (node->op, "ReduceLogSum")  ? "Log"
                   : g_str_equal (node->op, "ReduceL1")      ? "Abs"
                   : g_str_equal (node->op, "ReduceL2")      ? "Abs"
                                                             : "Identity";

  vanity_onnx_writer_add (self, op, inputs, g_str_equal (op, "Mul") ? 2 : 1, output);
}

/* The means, sums and extremes along axes. Until operator set 18 only ReduceSum has its axes as an
 * input. */
gboolean
vanity_onnx_emit_reduce (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  gboolean as_input = self->opset >= 18 || g_str_equal (node->op, "ReduceSum");
  gint64 keep = vanity_onnx_source_get_int (node, "keepdims", 1);
  gint64 noop = vanity_onnx_source_get_int (node, "noop_with_empty_axes", 0);
  int rank = get_input_rank (self, node), n_axes;
  gboolean first = rank >= 3 && vanity_onnx_writer_is_first (self, in);
  gint64 axes[VANITY_MAX_RANK];
  const char *inputs[2], *output;
  Onnx__NodeProto *proto;
  guint dropped = 0;

  vanity_onnx_source_get_ints (self, node, 1, "axes", axes, &n_axes);
  if (n_axes <= 0)
    for (n_axes = 0; !noop && n_axes < rank; n_axes++)
      axes[n_axes] = n_axes;
  for (int i = 0; i < n_axes; i++)
    dropped |= 1u << find_axis (axes[i], rank, FALSE);
  first = first && (keep || leaves_same_order (dropped, rank));
  inputs[0] = vanity_onnx_writer_use (self, in, first, rank);
  output = vanity_onnx_writer_name (self, node->out, first && keep);
  if (n_axes == 0)
    {
      add_alone (self, node, inputs[0], output);
      return TRUE;
    }
  for (int i = 0; i < n_axes; i++)
    axes[i] = find_axis (axes[i], rank, first);
  if (as_input)
    inputs[1] = vanity_onnx_writer_add_ints (self, node, "axes", axes, n_axes);
  proto = vanity_onnx_writer_add (self, node->op, inputs, as_input ? 2 : 1, output);
  if (!as_input)
    vanity_onnx_proto_set_ints (proto, "axes", axes, n_axes);
  vanity_onnx_proto_set_int (proto, "keepdims", keep);
  return TRUE;
}

/* With pads for every axis. */
gboolean
vanity_onnx_emit_pad (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  VanityValueId in = vanity_onnx_source_get_input (self, node, 0);
  int rank = node->shape->rank, n_pads, n_axes, n_values;
  gboolean first = rank >= 3 && vanity_onnx_writer_is_first (self, in);
  const char *inputs[3] = { vanity_onnx_writer_use (self, in, first, rank) };
  gint64 pads[2 * VANITY_MAX_RANK], axes[VANITY_MAX_RANK], laid[2 * VANITY_MAX_RANK] = { 0 };
  float value;

  vanity_onnx_source_get_ints (self, node, 1, "pads", pads, &n_pads);
  vanity_onnx_source_get_floats (self, node, 2, "value", &value, &n_values);
  vanity_onnx_source_get_ints (self, node, 3, "axes", axes, &n_axes);
  for (int i = 0; n_axes < 0 && i < rank; i++)
    axes[i] = i;
  n_axes = n_pads / 2;
  for (int i = 0; i < n_axes; i++)
    {
      gint64 axis = find_axis (axes[i], rank, first);

      laid[axis] = pads[i];
      laid[rank + axis] = pads[n_axes + i];
    }
  inputs[1] = vanity_onnx_writer_add_ints (self, node, "pads", laid, 2 * rank);
  if (n_values == 1)
    inputs[2] = vanity_onnx_writer_add_number (self, node, "value", value);
  vanity_onnx_writer_copy_attributes (
      node, vanity_onnx_writer_add (self, node->op, inputs, 3,
                                    vanity_onnx_writer_name (self, node->out, first)));
  return TRUE;
}
