#include "model/onnx-write-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *name;
  VanityOnnxEmit emit;
  const char *copied; /* attributes that are the same there */
} Entry;

/* What runs a network elsewhere does without, and Vanity's reader, too. */
static gboolean
refuse_loss (VanityOnnxWriter *self, const VanityOnnxSource *node, GError **error)
{
  return vanity_onnx_refuse (node, error, _ ("a loss is for learning alone"));
}

#define WINDOW "auto_pad dilations kernel_shape pads strides"

/* In alphabetical order. */
static const Entry entries[] = {
  { "Abs", vanity_onnx_emit_elementwise, "" },
  { "Add", vanity_onnx_emit_elementwise, "" },
  { "And", vanity_onnx_emit_logic, "" },
  { "ArgMax", vanity_onnx_emit_arg, "keepdims select_last_index" },
  { "ArgMin", vanity_onnx_emit_arg, "keepdims select_last_index" },
  { "AveragePool", vanity_onnx_emit_channels, WINDOW " ceil_mode count_include_pad" },
  { "BatchNormalization", vanity_onnx_emit_channels, "epsilon momentum" },
  { "Cast", vanity_onnx_emit_cast, "" },
  { "Ceil", vanity_onnx_emit_elementwise, "" },
  { "Clip", vanity_onnx_emit_clip, "" },
  { "Concat", vanity_onnx_emit_axis, "" },
  { "Conv", vanity_onnx_emit_conv, WINDOW " group" },
  { "ConvTranspose", vanity_onnx_emit_conv, WINDOW " group output_padding output_shape" },
  { "DepthToSpace", vanity_onnx_emit_channels, "blocksize mode" },
  { "Div", vanity_onnx_emit_elementwise, "" },
  { "Dropout", vanity_onnx_emit_dropout, "" },
  { "Elu", vanity_onnx_emit_elementwise, "alpha" },
  { "Equal", vanity_onnx_emit_comparison, "" },
  { "Erf", vanity_onnx_emit_elementwise, "" },
  { "Exp", vanity_onnx_emit_elementwise, "" },
  { "Expand", vanity_onnx_emit_list, "" },
  { "Flatten", vanity_onnx_emit_flatten, "" },
  { "Floor", vanity_onnx_emit_elementwise, "" },
  { "Gather", vanity_onnx_emit_gather, "" },
  { "Gelu", vanity_onnx_emit_gelu, "" },
  { "Gemm", vanity_onnx_emit_plain, "alpha beta transA transB" },
  { "GlobalAveragePool", vanity_onnx_emit_channels, "" },
  { "GlobalMaxPool", vanity_onnx_emit_channels, "" },
  { "Greater", vanity_onnx_emit_comparison, "" },
  { "GreaterOrEqual", vanity_onnx_emit_comparison, "" },
  { "GridSample", vanity_onnx_emit_grid_sample, "align_corners padding_mode" },
  { "GroupNormalization", vanity_onnx_emit_group_normalization, "epsilon" },
  { "HardSigmoid", vanity_onnx_emit_elementwise, "alpha beta" },
  { "HardSwish", vanity_onnx_emit_elementwise, "" },
  { "Identity", vanity_onnx_emit_elementwise, "" },
  { "InstanceNormalization", vanity_onnx_emit_channels, "epsilon" },
  { "LRN", vanity_onnx_emit_channels, "alpha beta bias size" },
  { "Landmarks2TransformMatrix", vanity_onnx_emit_landmarks_to_matrix, "" },
  { "LayerNormalization", vanity_onnx_emit_plain, "axis epsilon" },
  { "LeakyRelu", vanity_onnx_emit_elementwise, "alpha" },
  { "Less", vanity_onnx_emit_comparison, "" },
  { "LessOrEqual", vanity_onnx_emit_comparison, "" },
  { "Log", vanity_onnx_emit_elementwise, "" },
  { "LogSoftmax", vanity_onnx_emit_axis, "" },
  { "MatMul", vanity_onnx_emit_plain, "" },
  { "Max", vanity_onnx_emit_elementwise, "" },
  { "MaxPool", vanity_onnx_emit_channels, WINDOW " ceil_mode" },
  { "Min", vanity_onnx_emit_elementwise, "" },
  { "Mul", vanity_onnx_emit_elementwise, "" },
  { "Neg", vanity_onnx_emit_elementwise, "" },
  { "Not", vanity_onnx_emit_logic, "" },
  { "Or", vanity_onnx_emit_logic, "" },
  { "PRelu", vanity_onnx_emit_elementwise, "" },
  { "Pad", vanity_onnx_emit_pad, "mode" },
  { "Pow", vanity_onnx_emit_elementwise, "" },
  { "Reciprocal", vanity_onnx_emit_elementwise, "" },
  { "ReduceL1", vanity_onnx_emit_reduce, "" },
  { "ReduceL2", vanity_onnx_emit_reduce, "" },
  { "ReduceLogSum", vanity_onnx_emit_reduce, "" },
  { "ReduceLogSumExp", vanity_onnx_emit_reduce, "" },
  { "ReduceMax", vanity_onnx_emit_reduce, "" },
  { "ReduceMean", vanity_onnx_emit_reduce, "" },
  { "ReduceMin", vanity_onnx_emit_reduce, "" },
  { "ReduceProd", vanity_onnx_emit_reduce, "" },
  { "ReduceSum", vanity_onnx_emit_reduce, "" },
  { "ReduceSumSquare", vanity_onnx_emit_reduce, "" },
  { "Relu", vanity_onnx_emit_elementwise, "" },
  { "Reshape", vanity_onnx_emit_list, "" },
  { "Resize", vanity_onnx_emit_resize, "cubic_coeff_a exclude_outside extrapolation_value mode" },
  { "Round", vanity_onnx_emit_elementwise, "" },
  { "Selu", vanity_onnx_emit_elementwise, "alpha gamma" },
  { "Sigmoid", vanity_onnx_emit_elementwise, "" },
  { "Sign", vanity_onnx_emit_elementwise, "" },
  { "Slice", vanity_onnx_emit_slice, "" },
  { "Softmax", vanity_onnx_emit_axis, "" },
  { "SoftmaxCrossEntropyLoss", refuse_loss, "" },
  { "Softplus", vanity_onnx_emit_elementwise, "" },
  { "SpaceToDepth", vanity_onnx_emit_channels, "blocksize" },
  { "Sqrt", vanity_onnx_emit_elementwise, "" },
  { "Squeeze", vanity_onnx_emit_list, "" },
  { "Sub", vanity_onnx_emit_elementwise, "" },
  { "Tanh", vanity_onnx_emit_elementwise, "" },
  { "Tile", vanity_onnx_emit_list, "" },
  { "TransformLandmarks", vanity_onnx_emit_transform_landmarks, "" },
  { "TransformTensorBilinear", vanity_onnx_emit_transform_tensor, "" },
  { "Transpose", vanity_onnx_emit_transpose, "perm" },
  { "Unsqueeze", vanity_onnx_emit_list, "" },
  { "Where", vanity_onnx_emit_where, "" },
  { "Xor", vanity_onnx_emit_logic, "" },
};

static int
compare (gconstpointer name, gconstpointer entry)
{
  return strcmp (name, ((const Entry *)entry)->name);
}

static const Entry *
find_entry (const char *op)
{
  return bsearch (op, entries, G_N_ELEMENTS (entries), sizeof *entries, compare);
}

gboolean
vanity_onnx_writer_knows (const char *op)
{
  return find_entry (op) != NULL;
}

gint64
vanity_onnx_find_opset (VanityGraph *graph, int node)
{
  static const struct
  {
    const char *op, *attribute, *value;
  } newer[] = {
    { "Pad", "mode", "wrap" },
    { "Resize", "coordinate_transformation_mode", "half_pixel_symmetric" },
  };
  VanityAttributes *attributes = vanity_graph_get_node_attributes (graph, node);
  const char *op = vanity_graph_get_node_op (graph, node);
  const gint64 *dilations;
  int n_values;

  for (guint i = 0; i < G_N_ELEMENTS (newer); i++)
    if (g_str_equal (op, newer[i].op)
        && g_strcmp0 (vanity_attributes_get_string (attributes, newer[i].attribute), newer[i].value)
               == 0)
      return 19;
  dilations = vanity_attributes_get_ints (attributes, "dilations", &n_values);
  for (int i = 0; g_str_equal (op, "AveragePool") && i < n_values; i++)
    if (dilations[i] != 1)
      return 19;
  return 17;
}

gboolean
vanity_onnx_writer_add_source (VanityOnnxWriter *self, int index, GError **error)
{
  VanityValueId out = vanity_graph_get_node_output (self->graph, index, 0);
  VanityOnnxSource node = {
    .index = index,
    .op = vanity_graph_get_node_op (self->graph, index),
    .name = vanity_graph_get_node_name (self->graph, index),
    .attributes = vanity_graph_get_node_attributes (self->graph, index),
    .n_inputs = vanity_graph_get_node_n_inputs (self->graph, index),
    .out = out,
    .shape = vanity_graph_get_shape (self->graph, out),
  };
  const Entry *entry = find_entry (node.op);

  if (entry == NULL)
    return vanity_onnx_refuse (&node, error, _ ("ONNX has no such operator"));
  node.copied = entry->copied;
  return entry->emit (self, &node, error);
}
