#include "model/onnx.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  const char *name;
  VanityOnnxMap map;
} Entry;

/* In alphabetical order. */
static const Entry entries[] = {
  { "Abs", vanity_onnx_map_unary },
  { "Add", vanity_onnx_map_binary },
  { "And", vanity_onnx_map_compare },
  { "ArgMax", vanity_onnx_map_arg },
  { "ArgMin", vanity_onnx_map_arg },
  { "AveragePool", vanity_onnx_map_pool },
  { "BatchNormalization", vanity_onnx_map_channels },
  { "Cast", vanity_onnx_map_cast },
  { "CastLike", vanity_onnx_map_cast },
  { "Ceil", vanity_onnx_map_unary },
  { "Clip", vanity_onnx_map_clip },
  { "Concat", vanity_onnx_map_concat },
  { "Constant", vanity_onnx_map_constant },
  { "ConstantOfShape", vanity_onnx_map_constant_of_shape },
  { "Conv", vanity_onnx_map_conv },
  { "ConvTranspose", vanity_onnx_map_conv },
  { "DepthToSpace", vanity_onnx_map_channels },
  { "Div", vanity_onnx_map_binary },
  { "Dropout", vanity_onnx_map_dropout },
  { "Elu", vanity_onnx_map_unary },
  { "Equal", vanity_onnx_map_compare },
  { "Erf", vanity_onnx_map_unary },
  { "Exp", vanity_onnx_map_unary },
  { "Expand", vanity_onnx_map_expand },
  { "Flatten", vanity_onnx_map_flatten },
  { "Floor", vanity_onnx_map_unary },
  { "Gather", vanity_onnx_map_plain_pair },
  { "Gelu", vanity_onnx_map_unary },
  { "Gemm", vanity_onnx_map_gemm },
  { "GlobalAveragePool", vanity_onnx_map_channels },
  { "GlobalMaxPool", vanity_onnx_map_channels },
  { "Greater", vanity_onnx_map_compare },
  { "GreaterOrEqual", vanity_onnx_map_compare },
  { "GridSample", vanity_onnx_map_grid_sample },
  { "GroupNormalization", vanity_onnx_map_channels },
  { "HardSigmoid", vanity_onnx_map_unary },
  { "HardSwish", vanity_onnx_map_unary },
  { "Identity", vanity_onnx_map_identity },
  { "InstanceNormalization", vanity_onnx_map_channels },
  { "LRN", vanity_onnx_map_channels },
  { "LayerNormalization", vanity_onnx_map_layer_norm },
  { "LeakyRelu", vanity_onnx_map_unary },
  { "Less", vanity_onnx_map_compare },
  { "LessOrEqual", vanity_onnx_map_compare },
  { "Log", vanity_onnx_map_unary },
  { "LogSoftmax", vanity_onnx_map_softmax },
  { "MatMul", vanity_onnx_map_plain_pair },
  { "Max", vanity_onnx_map_binary },
  { "MaxPool", vanity_onnx_map_pool },
  { "Mean", vanity_onnx_map_sum },
  { "Min", vanity_onnx_map_binary },
  { "Mul", vanity_onnx_map_binary },
  { "Neg", vanity_onnx_map_unary },
  { "Not", vanity_onnx_map_unary },
  { "Or", vanity_onnx_map_compare },
  { "PRelu", vanity_onnx_map_prelu },
  { "Pad", vanity_onnx_map_pad },
  { "Pow", vanity_onnx_map_binary },
  { "Range", vanity_onnx_map_range },
  { "Reciprocal", vanity_onnx_map_unary },
  { "ReduceL1", vanity_onnx_map_reduce },
  { "ReduceL2", vanity_onnx_map_reduce },
  { "ReduceLogSum", vanity_onnx_map_reduce },
  { "ReduceLogSumExp", vanity_onnx_map_reduce },
  { "ReduceMax", vanity_onnx_map_reduce },
  { "ReduceMean", vanity_onnx_map_reduce },
  { "ReduceMin", vanity_onnx_map_reduce },
  { "ReduceProd", vanity_onnx_map_reduce },
  { "ReduceSum", vanity_onnx_map_reduce },
  { "ReduceSumSquare", vanity_onnx_map_reduce },
  { "Relu", vanity_onnx_map_unary },
  { "Reshape", vanity_onnx_map_reshape },
  { "Resize", vanity_onnx_map_resize },
  { "Round", vanity_onnx_map_unary },
  { "Selu", vanity_onnx_map_unary },
  { "Shape", vanity_onnx_map_shape },
  { "Sigmoid", vanity_onnx_map_unary },
  { "Sign", vanity_onnx_map_unary },
  { "Size", vanity_onnx_map_size },
  { "Slice", vanity_onnx_map_slice },
  { "Softmax", vanity_onnx_map_softmax },
  { "Softplus", vanity_onnx_map_unary },
  { "SpaceToDepth", vanity_onnx_map_channels },
  { "Split", vanity_onnx_map_split },
  { "Sqrt", vanity_onnx_map_unary },
  { "Squeeze", vanity_onnx_map_squeeze },
  { "Sub", vanity_onnx_map_binary },
  { "Sum", vanity_onnx_map_sum },
  { "Tanh", vanity_onnx_map_unary },
  { "Tile", vanity_onnx_map_tile },
  { "Transpose", vanity_onnx_map_transpose },
  { "Unsqueeze", vanity_onnx_map_unsqueeze },
  { "Upsample", vanity_onnx_map_resize },
  { "Where", vanity_onnx_map_where },
  { "Xor", vanity_onnx_map_compare },
};

static int
compare (gconstpointer name, gconstpointer entry)
{
  return strcmp (name, ((const Entry *)entry)->name);
}

VanityOnnxMap
vanity_onnx_find_operator (const VanityOnnxNode *node, GError **error)
{
  const char *domain = node->proto->domain;
  const char *name = node->proto->op_type != NULL ? node->proto->op_type : "";
  const Entry *entry = bsearch (name, entries, G_N_ELEMENTS (entries), sizeof *entries, compare);

  if (entry == NULL || !(domain == NULL || *domain == '\0' || g_str_equal (domain, "ai.onnx")))
    {
      vanity_onnx_fail (node, VANITY_ERROR_UNSUPPORTED, error, _ ("there is no such operator"));
      return NULL;
    }
  return entry->map;
}
