#include "model/tflite.h"

#include <glib/gi18n-lib.h>

#define CUSTOM 32

/* BuiltinOperator of the schema, by number: for messages. */
/* clang-format off */
static const char *const builtin_names[] = {
  "ADD", "AVERAGE_POOL_2D", "CONCATENATION", "CONV_2D", "DEPTHWISE_CONV_2D", "DEPTH_TO_SPACE",
  "DEQUANTIZE", "EMBEDDING_LOOKUP", "FLOOR", "FULLY_CONNECTED", "HASHTABLE_LOOKUP",
  "L2_NORMALIZATION", "L2_POOL_2D", "LOCAL_RESPONSE_NORMALIZATION", "LOGISTIC", "LSH_PROJECTION",
  "LSTM", "MAX_POOL_2D", "MUL", "RELU", "RELU_N1_TO_1", "RELU6", "RESHAPE", "RESIZE_BILINEAR",
  "RNN", "SOFTMAX", "SPACE_TO_DEPTH", "SVDF", "TANH", "CONCAT_EMBEDDINGS", "SKIP_GRAM", "CALL",
  "CUSTOM", "EMBEDDING_LOOKUP_SPARSE", "PAD", "UNIDIRECTIONAL_SEQUENCE_RNN", "GATHER",
  "BATCH_TO_SPACE_ND", "SPACE_TO_BATCH_ND", "TRANSPOSE", "MEAN", "SUB", "DIV", "SQUEEZE",
  "UNIDIRECTIONAL_SEQUENCE_LSTM", "STRIDED_SLICE", "BIDIRECTIONAL_SEQUENCE_RNN", "EXP", "TOPK_V2",
  "SPLIT", "LOG_SOFTMAX", "DELEGATE", "BIDIRECTIONAL_SEQUENCE_LSTM", "CAST", "PRELU", "MAXIMUM",
  "ARG_MAX", "MINIMUM", "LESS", "NEG", "PADV2", "GREATER", "GREATER_EQUAL", "LESS_EQUAL",
  "SELECT", "SLICE", "SIN", "TRANSPOSE_CONV", "SPARSE_TO_DENSE", "TILE", "EXPAND_DIMS", "EQUAL",
  "NOT_EQUAL", "LOG", "SUM", "SQRT", "RSQRT", "SHAPE", "POW", "ARG_MIN", "FAKE_QUANT",
  "REDUCE_PROD", "REDUCE_MAX", "PACK", "LOGICAL_OR", "ONE_HOT", "LOGICAL_AND", "LOGICAL_NOT",
  "UNPACK", "REDUCE_MIN", "FLOOR_DIV", "REDUCE_ANY", "SQUARE", "ZEROS_LIKE", "FILL", "FLOOR_MOD",
  "RANGE", "RESIZE_NEAREST_NEIGHBOR", "LEAKY_RELU", "SQUARED_DIFFERENCE", "MIRROR_PAD", "ABS",
  "SPLIT_V", "UNIQUE", "CEIL", "REVERSE_V2", "ADD_N", "GATHER_ND", "COS", "WHERE", "RANK", "ELU",
  "REVERSE_SEQUENCE", "MATRIX_DIAG", "QUANTIZE", "MATRIX_SET_DIAG", "ROUND", "HARD_SWISH", "IF",
  "WHILE", "NON_MAX_SUPPRESSION_V4", "NON_MAX_SUPPRESSION_V5", "SCATTER_ND", "SELECT_V2",
  "DENSIFY", "SEGMENT_SUM", "BATCH_MATMUL", "PLACEHOLDER_FOR_GREATER_OP_CODES", "CUMSUM",
  "CALL_ONCE", "BROADCAST_TO", "RFFT2D", "CONV_3D",
};
/* clang-format on */

typedef struct
{
  const char *name;
  VanityTfliteMap map;
} Reader;

/* What is read. */
static const Reader builtin_readers[] = {
  { "ADD", vanity_tflite_map_binary },
  { "AVERAGE_POOL_2D", vanity_tflite_map_average_pool },
  { "CONCATENATION", vanity_tflite_map_concatenation },
  { "CONV_2D", vanity_tflite_map_conv },
  { "DEPTHWISE_CONV_2D", vanity_tflite_map_depthwise_conv },
  { "DEQUANTIZE", vanity_tflite_map_dequantize },
  { "DIV", vanity_tflite_map_binary },
  { "EXP", vanity_tflite_map_unary },
  { "EXPAND_DIMS", vanity_tflite_map_reshape_as_declared },
  { "FULLY_CONNECTED", vanity_tflite_map_fully_connected },
  { "HARD_SWISH", vanity_tflite_map_unary },
  { "LEAKY_RELU", vanity_tflite_map_leaky_relu },
  { "LOGISTIC", vanity_tflite_map_unary },
  { "MAXIMUM", vanity_tflite_map_binary },
  { "MAX_POOL_2D", vanity_tflite_map_max_pool },
  { "MEAN", vanity_tflite_map_mean },
  { "MINIMUM", vanity_tflite_map_binary },
  { "MUL", vanity_tflite_map_binary },
  { "PAD", vanity_tflite_map_pad },
  { "PADV2", vanity_tflite_map_pad },
  { "PRELU", vanity_tflite_map_prelu },
  { "RELU", vanity_tflite_map_unary },
  { "RELU6", vanity_tflite_map_unary },
  { "RELU_N1_TO_1", vanity_tflite_map_unary },
  { "RESHAPE", vanity_tflite_map_reshape },
  { "RESIZE_BILINEAR", vanity_tflite_map_resize_bilinear },
  { "RESIZE_NEAREST_NEIGHBOR", vanity_tflite_map_resize_nearest },
  { "SLICE", vanity_tflite_map_slice },
  { "SOFTMAX", vanity_tflite_map_softmax },
  { "SQUEEZE", vanity_tflite_map_reshape_as_declared },
  { "STRIDED_SLICE", vanity_tflite_map_strided_slice },
  { "SUB", vanity_tflite_map_binary },
  { "TANH", vanity_tflite_map_unary },
  { "TRANSPOSE", vanity_tflite_map_transpose },
  { "TRANSPOSE_CONV", vanity_tflite_map_transpose_conv },
};

/* MediaPipe's own, which have no number. */
static const Reader custom_readers[] = {
  { "Convolution2DTransposeBias", vanity_tflite_map_transpose_conv_bias },
  { "Landmarks2TransformMatrix", vanity_tflite_map_landmarks_to_matrix },
  { "TransformLandmarks", vanity_tflite_map_transform_landmarks },
  { "TransformTensorBilinear", vanity_tflite_map_transform_tensor },
};

VanityTfliteMap
vanity_tflite_find_operator (int code, const char *custom_name, const char **name, GError **error)
{
  gboolean is_custom = code == CUSTOM;
  const Reader *readers = is_custom ? custom_readers : builtin_readers;
  gsize n_readers = is_custom ? G_N_ELEMENTS (custom_readers) : G_N_ELEMENTS (builtin_readers);
  const char *wanted = is_custom                                               ? custom_name
                       : code >= 0 && code < (int)G_N_ELEMENTS (builtin_names) ? builtin_names[code]
                                                                               : NULL;

  for (gsize i = 0; wanted != NULL && i < n_readers; i++)
    if (g_str_equal (readers[i].name, wanted))
      {
        *name = readers[i].name;
        return readers[i].map;
      }

  if (wanted != NULL)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                 _ ("the operator %s is not supported"), wanted);
  else
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                 _ ("the operator with number %d is not supported"), code);
  return NULL;
}

gboolean
vanity_tflite_fail (const VanityTfliteOperator *op, VanityError code, GError **error,
                    const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *rule = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, VANITY_ERROR, code, _ ("operator %d (%s): %s"), op->index, op->name, rule);
  return FALSE;
}

gboolean
vanity_tflite_add_step (VanityTflite *self, const VanityTfliteOperator *op, const char *onnx_op,
                        const VanityValueId *inputs, int n_inputs, VanityAttributes *attributes,
                        VanityValueId *output, GError **error)
{
  g_autofree char *name = vanity_tflite_tensor_dup_name (&self->tensors[op->output]);

  if (!vanity_graph_add_node (self->graph, onnx_op, name, inputs, n_inputs, attributes, output, 1,
                              error))
    {
      g_prefix_error (error, _ ("operator %d (%s): "), op->index, op->name);
      return FALSE;
    }

  gint64 elements = vanity_shape_get_elements (vanity_graph_get_shape (self->graph, *output));
  if (elements > self->activation_elements)
    return vanity_tflite_fail (op, VANITY_ERROR_LIMIT, error,
                               _ ("the network would need too much memory"));
  self->activation_elements -= elements;
  return TRUE;
}

gboolean
vanity_tflite_finish (VanityTflite *self, const VanityTfliteOperator *op, VanityValueId value,
                      GError **error)
{
  VanityTfliteTensor *tensor = &self->tensors[op->output];
  const VanityShape *shape = vanity_graph_get_shape (self->graph, value);

  if (tensor->type != VANITY_TFLITE_FLOAT32)
    return vanity_tflite_fail (op, VANITY_ERROR_UNSUPPORTED, error,
                               _ ("the output is not of float32"));
  if (tensor->has_shape && !vanity_shape_equal (&tensor->shape, shape))
    {
      g_autofree char *declared = vanity_shape_to_string (&tensor->shape);
      g_autofree char *computed = vanity_shape_to_string (shape);
      return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                                 _ ("the output is %s, but the file declares %s"), computed,
                                 declared);
    }
  tensor->value = value;
  return TRUE;
}

/* ActivationFunctionType of the schema. */
enum
{
  NONE,
  RELU,
  RELU_N1_TO_1,
  RELU6,
  TANH,
};

gboolean
vanity_tflite_finish_activated (VanityTflite *self, const VanityTfliteOperator *op,
                                VanityValueId value, int activation, GError **error)
{
  static const struct
  {
    const char *onnx_op;
    double min, max;
  } activations[] = {
    [RELU] = { "Relu" },
    [RELU_N1_TO_1] = { "Clip", -1, 1 },
    [RELU6] = { "Clip", 0, 6 },
    [TANH] = { "Tanh" },
  };

  if (activation == NONE)
    return vanity_tflite_finish (self, op, value, error);
  if (activation < 0 || activation >= (int)G_N_ELEMENTS (activations))
    return vanity_tflite_fail (op, VANITY_ERROR_UNSUPPORTED, error,
                               _ ("the activation with number %d is not supported"), activation);

  VanityAttributes *attributes = NULL;
  if (activations[activation].max > activations[activation].min)
    {
      attributes = vanity_attributes_new ();
      vanity_attributes_set_float (attributes, "min", activations[activation].min);
      vanity_attributes_set_float (attributes, "max", activations[activation].max);
    }
  return vanity_tflite_add_step (self, op, activations[activation].onnx_op, &value, 1, attributes,
                                 &value, error)
         && vanity_tflite_finish (self, op, value, error);
}

gboolean
vanity_tflite_add_node (VanityTflite *self, const VanityTfliteOperator *op, const char *onnx_op,
                        const VanityValueId *inputs, int n_inputs, VanityAttributes *attributes,
                        GError **error)
{
  VanityValueId value;
  return vanity_tflite_add_step (self, op, onnx_op, inputs, n_inputs, attributes, &value, error)
         && vanity_tflite_finish (self, op, value, error);
}
