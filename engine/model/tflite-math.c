/* Operators that map elements, and those that multiply matrices. */
#include "model/tflite.h"

#include <glib/gi18n-lib.h>

gboolean
vanity_tflite_map_unary (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  static const struct
  {
    const char *name;
    const char *onnx_op;
    double min, max; /* for Clip */
  } unary[] = {
    { "EXP", "Exp" },   { "HARD_SWISH", "HardSwish" }, { "LOGISTIC", "Sigmoid" },
    { "RELU", "Relu" }, { "RELU6", "Clip", 0, 6 },     { "RELU_N1_TO_1", "Clip", -1, 1 },
    { "TANH", "Tanh" },
  };
  VanityValueId input;
  gsize which = 0;

  if (!vanity_tflite_use_input (self, op, 0, &input, error))
    return FALSE;
  while (!g_str_equal (unary[which].name, op->name))
    which++;

  VanityAttributes *attributes = NULL;
  if (unary[which].max > unary[which].min)
    {
      attributes = vanity_attributes_new ();
      vanity_attributes_set_float (attributes, "min", unary[which].min);
      vanity_attributes_set_float (attributes, "max", unary[which].max);
    }
  return vanity_tflite_add_node (self, op, unary[which].onnx_op, &input, 1, attributes, error);
}

gboolean
vanity_tflite_map_binary (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  static const struct
  {
    const char *name;
    const char *onnx_op;
    gboolean has_activation; /* first of the options */
  } binary[] = {
    { "ADD", "Add", TRUE },      { "DIV", "Div", TRUE }, { "MAXIMUM", "Max", FALSE },
    { "MINIMUM", "Min", FALSE }, { "MUL", "Mul", TRUE }, { "SUB", "Sub", TRUE },
  };
  VanityValueId inputs[2], value;
  gsize which = 0;

  if (!vanity_tflite_use_input (self, op, 0, &inputs[0], error)
      || !vanity_tflite_use_input (self, op, 1, &inputs[1], error))
    return FALSE;
  while (!g_str_equal (binary[which].name, op->name))
    which++;

  int activation
      = binary[which].has_activation ? vanity_flat_table_get_int8 (&op->options, 0, 0) : 0;
  return vanity_tflite_add_step (self, op, binary[which].onnx_op, inputs, 2, NULL, &value, error)
         && vanity_tflite_finish_activated (self, op, value, activation, error);
}

gboolean
vanity_tflite_map_prelu (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  VanityValueId inputs[2];

  return vanity_tflite_use_input (self, op, 0, &inputs[0], error)
         && vanity_tflite_use_input (self, op, 1, &inputs[1], error)
         && vanity_tflite_add_node (self, op, "PRelu", inputs, 2, NULL, error);
}

gboolean
vanity_tflite_map_leaky_relu (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  VanityValueId input;

  if (!vanity_tflite_use_input (self, op, 0, &input, error))
    return FALSE;
  VanityAttributes *attributes = vanity_attributes_new ();
  vanity_attributes_set_float (attributes, "alpha",
                               vanity_flat_table_get_float (&op->options, 0, 0));
  return vanity_tflite_add_node (self, op, "LeakyRelu", &input, 1, attributes, error);
}

/* softmax (beta · x) over the last dimension. */
gboolean
vanity_tflite_map_softmax (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  VanityValueId inputs[2];
  float beta = vanity_flat_table_get_float (&op->options, 0, 0);

  if (!vanity_tflite_use_input (self, op, 0, &inputs[0], error))
    return FALSE;
  if (beta != 1)
    if (!vanity_tflite_add_floats (self, "beta", &VANITY_SHAPE (1), &beta, &inputs[1], error)
        || !vanity_tflite_add_step (self, op, "Mul", inputs, 2, NULL, &inputs[0], error))
      return FALSE;

  VanityAttributes *attributes = vanity_attributes_new ();
  vanity_attributes_set_int (attributes, "axis", -1);
  return vanity_tflite_add_node (self, op, "Softmax", inputs, 1, attributes, error);
}

/* Activations of any shape, read as rows as long as the weights [O, I] want them. */
gboolean
vanity_tflite_map_fully_connected (VanityTflite *self, const VanityTfliteOperator *op,
                                   GError **error)
{
  VanityValueId inputs[3], value;
  int n_inputs = vanity_tflite_get_input (self, op, 2) != NULL ? 3 : 2;
  gboolean keeps_rank = vanity_flat_table_get_int8 (&op->options, 2, 0) != 0;

  for (int i = 0; i < n_inputs; i++)
    if (!vanity_tflite_use_input (self, op, i, &inputs[i], error))
      return FALSE;
  if (vanity_flat_table_get_int8 (&op->options, 1, 0) != 0)
    return vanity_tflite_fail (op, VANITY_ERROR_UNSUPPORTED, error,
                               _ ("shuffled weights are not supported"));

  VanityShape shape = *vanity_graph_get_shape (self->graph, inputs[0]);
  const VanityShape *weights = vanity_graph_get_shape (self->graph, inputs[1]);
  if (weights->rank != 2)
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                               _ ("the weights have %d dimensions instead of two"), weights->rank);
  gint64 n_in = weights->dim[1];
  gint64 n_out = weights->dim[0];
  if (shape.rank != 2 || shape.dim[1] != n_in)
    if (!vanity_tflite_add_reshape (self, op, &inputs[0], (gint64[]){ -1, n_in }, 2, error))
      return FALSE;

  VanityAttributes *attributes = vanity_attributes_new ();
  vanity_attributes_set_int (attributes, "transB", 1);
  if (!vanity_tflite_add_step (self, op, "Gemm", inputs, n_inputs, attributes, &value, error))
    return FALSE;
  if (keeps_rank && shape.rank > 0 && shape.rank != 2)
    {
      shape.dim[shape.rank - 1] = n_out;
      if (!vanity_tflite_add_reshape (self, op, &value, shape.dim, shape.rank, error))
        return FALSE;
    }
  return vanity_tflite_finish_activated (self, op, value,
                                         vanity_flat_table_get_int8 (&op->options, 0, 0), error);
}

/* Weights stored as float16: the output is the same constant, converted when it is asked for. */
gboolean
vanity_tflite_map_dequantize (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  const VanityTfliteTensor *half = vanity_tflite_get_input (self, op, 0);
  VanityTfliteTensor *output = &self->tensors[op->output];

  if (half == NULL)
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error, _ ("input %d is missing"), 0);
  if (half->data == NULL || half->type != VANITY_TFLITE_FLOAT16)
    return vanity_tflite_fail (op, VANITY_ERROR_UNSUPPORTED, error,
                               _ ("only constant weights of float16 are supported"));
  if (output->type != VANITY_TFLITE_FLOAT32
      || (output->has_shape && !vanity_shape_equal (&output->shape, &half->shape)))
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                               _ ("the output is not the input’s shape in float32"));
  output->type = half->type;
  output->shape = half->shape;
  output->data = half->data;
  output->size = half->size;
  return TRUE;
}
