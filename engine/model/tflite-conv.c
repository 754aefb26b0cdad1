/* Convolutions and pooling.
 *
 * TensorFlow's SAME pads so that the output is ⌈input / stride⌉, the odd row or column at the end:
 * ONNX's SAME_UPPER. */
#include "model/tflite.h"

#include <glib/gi18n-lib.h>

/* Padding of the schema. */
enum
{
  SAME,
  VALID,
};

static void
set_pair (VanityAttributes *attributes, const char *name, gint64 height, gint64 width)
{
  vanity_attributes_set_ints (attributes, name, (gint64[]){ height, width }, 2);
}

/* Reads the padding that stands first in the options of all these operators. */
static gboolean
set_padding (const VanityTfliteOperator *op, VanityAttributes *attributes, GError **error)
{
  int padding = vanity_flat_table_get_int8 (&op->options, 0, SAME);

  if (padding != SAME && padding != VALID)
    return vanity_tflite_fail (op, VANITY_ERROR_VALUE, error,
                               _ ("the padding is %d, neither SAME nor VALID"), padding);
  vanity_attributes_set_string (attributes, "auto_pad", padding == SAME ? "SAME_UPPER" : "VALID");
  return TRUE;
}

/* Fills inputs [activation, weights, bias]; how many there are goes to `n_inputs`. */
static gboolean
use_bias (VanityTflite *self, const VanityTfliteOperator *op, int index, VanityValueId *inputs,
          int *n_inputs, GError **error)
{
  *n_inputs = vanity_tflite_get_input (self, op, index) != NULL ? 3 : 2;
  return *n_inputs == 2 || vanity_tflite_use_input (self, op, index, &inputs[2], error);
}

static gboolean
check_rank (VanityTflite *self, const VanityTfliteOperator *op, VanityValueId value,
            const char *what, GError **error)
{
  const VanityShape *shape = vanity_graph_get_shape (self->graph, value);
  return shape->rank == 4
         || vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                                _ ("%s have %d dimensions instead of four"), what, shape->rank);
}

gboolean
vanity_tflite_map_conv (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  VanityValueId inputs[3], value;
  int n_inputs;

  if (!vanity_tflite_use_input (self, op, 0, &inputs[0], error)
      || !vanity_tflite_use_input (self, op, 1, &inputs[1], error)
      || !use_bias (self, op, 2, inputs, &n_inputs, error)
      || !check_rank (self, op, inputs[0], _ ("the activations"), error)
      || !check_rank (self, op, inputs[1], _ ("the weights"), error))
    return FALSE;

  gint64 channels = vanity_graph_get_shape (self->graph, inputs[0])->dim[3];
  gint64 group_channels = vanity_graph_get_shape (self->graph, inputs[1])->dim[3];
  if (group_channels < 1 || channels % group_channels != 0)
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                               _ ("%d channels cannot be divided into groups of %d"), (int)channels,
                               (int)group_channels);

  g_autoptr (VanityAttributes) attributes = vanity_attributes_new ();
  if (!set_padding (op, attributes, error))
    return FALSE;
  set_pair (attributes, "strides", vanity_flat_table_get_int32 (&op->options, 2, 0),
            vanity_flat_table_get_int32 (&op->options, 1, 0));
  set_pair (attributes, "dilations", vanity_flat_table_get_int32 (&op->options, 5, 1),
            vanity_flat_table_get_int32 (&op->options, 4, 1));
  vanity_attributes_set_int (attributes, "group", channels / group_channels);
  return vanity_tflite_add_step (self, op, "Conv", inputs, n_inputs, g_steal_pointer (&attributes),
                                 &value, error)
         && vanity_tflite_finish_activated (self, op, value,
                                            vanity_flat_table_get_int8 (&op->options, 3, 0), error);
}

/* [1, kH, kW, O] → [O, kH, kW, 1]. */
static gboolean
use_depthwise_weights (VanityTflite *self, const VanityTfliteOperator *op, VanityValueId *value,
                       GError **error)
{
  VanityTfliteTensor *tensor = vanity_tflite_get_input (self, op, 1);
  g_autofree float *weights = vanity_tflite_read_floats (self, op, 1, error);

  if (weights == NULL)
    return FALSE;
  const gint64 *dim = tensor->shape.dim;
  if (tensor->shape.rank != 4 || dim[0] != 1)
    {
      g_autofree char *shape = vanity_shape_to_string (&tensor->shape);
      return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                                 _ ("the weights are %s instead of 1×h×w×c"), shape);
    }

  gint64 taps = dim[1] * dim[2];
  gint64 channels = dim[3];
  g_autofree float *turned = g_new (float, MAX (taps * channels, 1));
  for (gint64 tap = 0; tap < taps; tap++)
    for (gint64 channel = 0; channel < channels; channel++)
      turned[channel * taps + tap] = weights[tap * channels + channel];
  g_autofree char *name = vanity_tflite_tensor_dup_name (tensor);
  return vanity_tflite_add_floats (self, name, &VANITY_SHAPE (channels, dim[1], dim[2], 1), turned,
                                   value, error);
}

gboolean
vanity_tflite_map_depthwise_conv (VanityTflite *self, const VanityTfliteOperator *op,
                                  GError **error)
{
  VanityValueId inputs[3], value;
  int n_inputs;

  if (!vanity_tflite_use_input (self, op, 0, &inputs[0], error)
      || !check_rank (self, op, inputs[0], _ ("the activations"), error)
      || !use_depthwise_weights (self, op, &inputs[1], error)
      || !use_bias (self, op, 2, inputs, &n_inputs, error))
    return FALSE;

  g_autoptr (VanityAttributes) attributes = vanity_attributes_new ();
  if (!set_padding (op, attributes, error))
    return FALSE;
  set_pair (attributes, "strides", vanity_flat_table_get_int32 (&op->options, 2, 0),
            vanity_flat_table_get_int32 (&op->options, 1, 0));
  set_pair (attributes, "dilations", vanity_flat_table_get_int32 (&op->options, 6, 1),
            vanity_flat_table_get_int32 (&op->options, 5, 1));
  vanity_attributes_set_int (attributes, "group",
                             vanity_graph_get_shape (self->graph, inputs[0])->dim[3]);
  return vanity_tflite_add_step (self, op, "Conv", inputs, n_inputs, g_steal_pointer (&attributes),
                                 &value, error)
         && vanity_tflite_finish_activated (self, op, value,
                                            vanity_flat_table_get_int8 (&op->options, 4, 0), error);
}

/* A transposed convolution is the gradient of one that makes `output` [h, w] into the input; its
 * padding is that convolution's. Where the outputs are fewer than the taps reach, the difference is
 * padding to cut away; where they are more, the rest is zero. */
static gboolean
add_transposed (VanityTflite *self, const VanityTfliteOperator *op, VanityValueId *inputs,
                int n_inputs, const gint64 *strides, const gint64 *output, int activation,
                GError **error)
{
  VanityValueId value;
  const gint64 *input_dim = vanity_graph_get_shape (self->graph, inputs[0])->dim;
  const gint64 *weights_dim = vanity_graph_get_shape (self->graph, inputs[1])->dim;
  gint64 pads[4], output_padding[2];

  for (int axis = 0; axis < 2; axis++)
    {
      if (output[axis] < 1 || output[axis] > G_MAXINT32)
        return vanity_tflite_fail (op, VANITY_ERROR_VALUE, error,
                                   _ ("the output’s size is outside 1 to %d"), G_MAXINT32);
      gint64 reach = (input_dim[1 + axis] - 1) * strides[axis] + weights_dim[1 + axis];
      gint64 total = reach - output[axis];
      pads[axis] = MAX (total, 0) / 2;
      pads[2 + axis] = MAX (total, 0) - pads[axis];
      output_padding[axis] = MAX (-total, 0);
    }

  VanityAttributes *attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "strides", strides, 2);
  vanity_attributes_set_ints (attributes, "pads", pads, 4);
  vanity_attributes_set_ints (attributes, "output_padding", output_padding, 2);
  return vanity_tflite_add_step (self, op, "ConvTranspose", inputs, n_inputs, attributes, &value,
                                 error)
         && vanity_tflite_finish_activated (self, op, value, activation, error);
}

static gboolean
use_transposed_inputs (VanityTflite *self, const VanityTfliteOperator *op, int activations,
                       int weights, int bias, VanityValueId *inputs, int *n_inputs, GError **error)
{
  return vanity_tflite_use_input (self, op, activations, &inputs[0], error)
         && vanity_tflite_use_input (self, op, weights, &inputs[1], error)
         && use_bias (self, op, bias, inputs, n_inputs, error)
         && check_rank (self, op, inputs[0], _ ("the activations"), error)
         && check_rank (self, op, inputs[1], _ ("the weights"), error);
}

static gboolean
check_strides (const VanityTfliteOperator *op, const gint64 *strides, GError **error)
{
  return (strides[0] >= 1 && strides[0] <= G_MAXINT16 && strides[1] >= 1
          && strides[1] <= G_MAXINT16)
         || vanity_tflite_fail (op, VANITY_ERROR_VALUE, error,
                                _ ("the strides are %d and %d, outside 1 to %d"), (int)strides[0],
                                (int)strides[1], G_MAXINT16);
}

/* Inputs: the output's shape, weights [O, kH, kW, I], the activations, perhaps a bias. */
gboolean
vanity_tflite_map_transpose_conv (VanityTflite *self, const VanityTfliteOperator *op,
                                  GError **error)
{
  VanityValueId inputs[3];
  int n_inputs, n_shape;
  gint64 shape[4];
  gint64 strides[] = { vanity_flat_table_get_int32 (&op->options, 2, 0),
                       vanity_flat_table_get_int32 (&op->options, 1, 0) };

  if (!vanity_tflite_read_ints (self, op, 0, 4, shape, &n_shape, error)
      || !use_transposed_inputs (self, op, 2, 1, 3, inputs, &n_inputs, error)
      || !check_strides (op, strides, error))
    return FALSE;
  if (n_shape != 4)
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                               _ ("the shape of the output has %d dimensions instead of four"),
                               n_shape);
  return add_transposed (self, op, inputs, n_inputs, strides, &shape[1],
                         vanity_flat_table_get_int8 (&op->options, 3, 0), error);
}

/* MediaPipe's: activations, weights [O, kH, kW, I], bias; the options are three int32, padding
 * (1 SAME, 2 VALID) and strides (width first). SAME makes the output stride times the input. */
gboolean
vanity_tflite_map_transpose_conv_bias (VanityTflite *self, const VanityTfliteOperator *op,
                                       GError **error)
{
  VanityValueId inputs[3];
  int n_inputs;
  gint64 strides[2], output[2];

  if (op->custom_options.length < 12)
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                               _ ("the options are %zu bytes instead of 12"),
                               op->custom_options.length);
  VanityFlatVector options = op->custom_options;
  options.element_size = 4;
  options.length = 3;
  int padding = vanity_flat_vector_get_int32 (&options, 0);
  strides[0] = vanity_flat_vector_get_int32 (&options, 2);
  strides[1] = vanity_flat_vector_get_int32 (&options, 1);
  if (padding != 1 && padding != 2)
    return vanity_tflite_fail (op, VANITY_ERROR_VALUE, error,
                               _ ("the padding is %d, neither SAME nor VALID"), padding);
  if (!check_strides (op, strides, error)
      || !use_transposed_inputs (self, op, 0, 1, 2, inputs, &n_inputs, error))
    return FALSE;

  for (int axis = 0; axis < 2; axis++)
    {
      gint64 size = vanity_graph_get_shape (self->graph, inputs[0])->dim[1 + axis];
      gint64 taps = vanity_graph_get_shape (self->graph, inputs[1])->dim[1 + axis];
      output[axis] = padding == 1 ? size * strides[axis] : (size - 1) * strides[axis] + taps;
    }
  return add_transposed (self, op, inputs, n_inputs, strides, output, 0, error);
}

static gboolean
map_pool (VanityTflite *self, const VanityTfliteOperator *op, const char *onnx_op, GError **error)
{
  VanityValueId input, value;
  int activation = vanity_flat_table_get_int8 (&op->options, 5, 0);
  gint64 height = vanity_flat_table_get_int32 (&op->options, 4, 0);
  gint64 width = vanity_flat_table_get_int32 (&op->options, 3, 0);

  if (!vanity_tflite_use_input (self, op, 0, &input, error)
      || !check_rank (self, op, input, _ ("the activations"), error))
    return FALSE;

  g_autoptr (VanityAttributes) attributes = vanity_attributes_new ();
  if (!set_padding (op, attributes, error))
    return FALSE;
  set_pair (attributes, "kernel_shape", height, width);
  set_pair (attributes, "strides", vanity_flat_table_get_int32 (&op->options, 2, 0),
            vanity_flat_table_get_int32 (&op->options, 1, 0));
  return vanity_tflite_add_step (self, op, onnx_op, &input, 1, g_steal_pointer (&attributes),
                                 &value, error)
         && vanity_tflite_finish_activated (self, op, value, activation, error);
}

gboolean
vanity_tflite_map_max_pool (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  return map_pool (self, op, "MaxPool", error);
}

gboolean
vanity_tflite_map_average_pool (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  return map_pool (self, op, "AveragePool", error);
}
