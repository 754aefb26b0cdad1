/* Operators that move elements, and the mean, which drops dimensions. */
#include "model/tflite.h"

#include <glib/gi18n-lib.h>

gboolean
vanity_tflite_add_reshape (VanityTflite *self, const VanityTfliteOperator *op, VanityValueId *value,
                           const gint64 *dim, int rank, GError **error)
{
  VanityAttributes *attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "shape", dim, rank);
  return vanity_tflite_add_step (self, op, "Reshape", value, 1, attributes, value, error);
}

static gboolean
finish_reshape (VanityTflite *self, const VanityTfliteOperator *op, VanityValueId value,
                const gint64 *dim, int rank, GError **error)
{
  /* ONNX's zero stands for the input's own size; TFLite's is an empty tensor. */
  for (int i = 0; i < rank; i++)
    if (dim[i] == 0 || dim[i] < -1)
      return vanity_tflite_fail (op, VANITY_ERROR_VALUE, error,
                                 _ ("size %d in the new shape cannot be"), (int)dim[i]);
  return vanity_tflite_add_reshape (self, op, &value, dim, rank, error)
         && vanity_tflite_finish (self, op, value, error);
}

/* The shape is the second input where that is constant, else an option. */
gboolean
vanity_tflite_map_reshape (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  VanityValueId input;
  gint64 dim[VANITY_MAX_RANK];
  int rank = 0;

  if (!vanity_tflite_use_input (self, op, 0, &input, error))
    return FALSE;
  const VanityTfliteTensor *shape = vanity_tflite_get_input (self, op, 1);
  if (shape != NULL && shape->data != NULL)
    {
      if (!vanity_tflite_read_ints (self, op, 1, VANITY_MAX_RANK, dim, &rank, error))
        return FALSE;
    }
  else
    {
      VanityFlatVector option = vanity_flat_table_get_vector (&op->options, 0, 4);
      if (option.data == NULL)
        return vanity_tflite_fail (op, VANITY_ERROR_UNSUPPORTED, error,
                                   _ ("the new shape is not a constant"));
      if (option.length > VANITY_MAX_RANK)
        return vanity_tflite_fail (op, VANITY_ERROR_LIMIT, error,
                                   _ ("the new shape has more than %d dimensions"),
                                   VANITY_MAX_RANK);
      rank = (int)option.length;
      for (int i = 0; i < rank; i++)
        dim[i] = vanity_flat_vector_get_int32 (&option, i);
    }
  return finish_reshape (self, op, input, dim, rank, error);
}

/* EXPAND_DIMS and SQUEEZE say which dimensions of one come or go; the output says it as well. */
gboolean
vanity_tflite_map_reshape_as_declared (VanityTflite *self, const VanityTfliteOperator *op,
                                       GError **error)
{
  const VanityTfliteTensor *output = &self->tensors[op->output];
  VanityValueId input;

  return vanity_tflite_use_input (self, op, 0, &input, error)
         && finish_reshape (self, op, input, output->shape.dim, output->shape.rank, error);
}

gboolean
vanity_tflite_map_mean (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  VanityValueId input;
  gint64 axes[VANITY_MAX_RANK];
  int n_axes;

  if (!vanity_tflite_use_input (self, op, 0, &input, error)
      || !vanity_tflite_read_ints (self, op, 1, VANITY_MAX_RANK, axes, &n_axes, error))
    return FALSE;
  VanityAttributes *attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "axes", axes, n_axes);
  vanity_attributes_set_int (attributes, "keepdims",
                             vanity_flat_table_get_int8 (&op->options, 0, 0) != 0);
  return vanity_tflite_add_node (self, op, "ReduceMean", &input, 1, attributes, error);
}

gboolean
vanity_tflite_map_concatenation (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  VanityValueId value;
  int n_inputs = (int)op->inputs.length;
  g_autofree VanityValueId *inputs = g_new (VanityValueId, MAX (n_inputs, 1));

  for (int i = 0; i < n_inputs; i++)
    if (!vanity_tflite_use_input (self, op, i, &inputs[i], error))
      return FALSE;
  VanityAttributes *attributes = vanity_attributes_new ();
  vanity_attributes_set_int (attributes, "axis", vanity_flat_table_get_int32 (&op->options, 0, 0));
  return vanity_tflite_add_step (self, op, "Concat", inputs, n_inputs, attributes, &value, error)
         && vanity_tflite_finish_activated (self, op, value,
                                            vanity_flat_table_get_int8 (&op->options, 1, 0), error);
}

/* TFLite pairs [before, after] for each dimension; ONNX lists all before, then all after. */
static gboolean
set_pads (VanityTflite *self, const VanityTfliteOperator *op, VanityAttributes *attributes,
          GError **error)
{
  gint64 pairs[2 * VANITY_MAX_RANK], pads[2 * VANITY_MAX_RANK];
  int n_pairs;

  if (!vanity_tflite_read_ints (self, op, 1, 2 * VANITY_MAX_RANK, pairs, &n_pairs, error))
    return FALSE;
  int rank = n_pairs / 2;
  for (int i = 0; i < rank; i++)
    {
      pads[i] = pairs[2 * i];
      pads[rank + i] = pairs[2 * i + 1];
      if (pads[i] < 0 || pads[rank + i] < 0)
        return vanity_tflite_fail (op, VANITY_ERROR_VALUE, error, _ ("the padding is negative"));
    }
  vanity_attributes_set_ints (attributes, "pads", pads, 2 * rank);
  return TRUE;
}

/* PAD fills with zero, PADV2 with its third input. */
gboolean
vanity_tflite_map_pad (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  g_autoptr (VanityAttributes) attributes = vanity_attributes_new ();
  VanityValueId input;

  if (!vanity_tflite_use_input (self, op, 0, &input, error)
      || !set_pads (self, op, attributes, error))
    return FALSE;
  if (g_str_equal (op->name, "PADV2"))
    {
      g_autofree float *fill = vanity_tflite_read_floats (self, op, 2, error);
      if (fill == NULL)
        return FALSE;
      if (vanity_shape_get_elements (&vanity_tflite_get_input (self, op, 2)->shape) != 1)
        return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error, _ ("input %d is not one number"),
                                   2);
      vanity_attributes_set_float (attributes, "value", fill[0]);
    }
  return vanity_tflite_add_node (self, op, "Pad", &input, 1, g_steal_pointer (&attributes), error);
}

static gboolean
add_slice (VanityTflite *self, const VanityTfliteOperator *op, VanityValueId *value,
           const gint64 *starts, const gint64 *ends, const gint64 *steps, int rank, GError **error)
{
  gint64 axes[VANITY_MAX_RANK];

  for (int axis = 0; axis < rank; axis++)
    axes[axis] = axis;
  VanityAttributes *attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "axes", axes, rank);
  vanity_attributes_set_ints (attributes, "starts", starts, rank);
  vanity_attributes_set_ints (attributes, "ends", ends, rank);
  vanity_attributes_set_ints (attributes, "steps", steps, rank);
  return vanity_tflite_add_step (self, op, "Slice", value, 1, attributes, value, error);
}

/* Reads a list of one integer for each of the `rank` dimensions. */
static gboolean
read_per_axis (VanityTflite *self, const VanityTfliteOperator *op, int index, int rank,
               gint64 *values, GError **error)
{
  int n_values;

  if (!vanity_tflite_read_ints (self, op, index, VANITY_MAX_RANK, values, &n_values, error))
    return FALSE;
  return n_values == rank
         || vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                                _ ("input %d has %d integers for %d dimensions"), index, n_values,
                                rank);
}

/* Begins and sizes; a size of −1 is all that is left. */
gboolean
vanity_tflite_map_slice (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  VanityValueId value;
  gint64 begins[VANITY_MAX_RANK], sizes[VANITY_MAX_RANK], ends[VANITY_MAX_RANK];
  gint64 steps[VANITY_MAX_RANK];

  if (!vanity_tflite_use_input (self, op, 0, &value, error))
    return FALSE;
  const VanityShape *shape = vanity_graph_get_shape (self->graph, value);
  int rank = shape->rank;
  if (!read_per_axis (self, op, 1, rank, begins, error)
      || !read_per_axis (self, op, 2, rank, sizes, error))
    return FALSE;
  for (int axis = 0; axis < rank; axis++)
    {
      gint64 dim = shape->dim[axis];
      if (begins[axis] < 0 || begins[axis] >= dim || sizes[axis] < -1 || sizes[axis] == 0
          || sizes[axis] > dim - begins[axis])
        return vanity_tflite_fail (op, VANITY_ERROR_VALUE, error,
                                   _ ("the slice leaves dimension %d, which has %d elements"), axis,
                                   (int)dim);
      ends[axis] = sizes[axis] < 0 ? dim : begins[axis] + sizes[axis];
      steps[axis] = 1;
    }
  return add_slice (self, op, &value, begins, ends, steps, rank, error)
         && vanity_tflite_finish (self, op, value, error);
}

/* Masks have one bit for each dimension: a begin or end that is not to be looked at, or a dimension
 * of which one element is taken and which then is gone. */
gboolean
vanity_tflite_map_strided_slice (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  VanityValueId value;
  gint64 begins[VANITY_MAX_RANK], ends[VANITY_MAX_RANK], steps[VANITY_MAX_RANK];
  guint begin_mask = vanity_flat_table_get_uint32 (&op->options, 0, 0);
  guint end_mask = vanity_flat_table_get_uint32 (&op->options, 1, 0);
  guint ellipsis_mask = vanity_flat_table_get_uint32 (&op->options, 2, 0);
  guint new_axis_mask = vanity_flat_table_get_uint32 (&op->options, 3, 0);
  guint shrink_mask = vanity_flat_table_get_uint32 (&op->options, 4, 0);
  gboolean end_is_offset = vanity_flat_table_get_int8 (&op->options, 5, 0) != 0;

  if (ellipsis_mask != 0 || new_axis_mask != 0 || end_is_offset)
    return vanity_tflite_fail (op, VANITY_ERROR_UNSUPPORTED, error,
                               _ ("an ellipsis, a new dimension or an offset is not supported"));
  if (!vanity_tflite_use_input (self, op, 0, &value, error))
    return FALSE;
  const VanityShape *shape = vanity_graph_get_shape (self->graph, value);
  int rank = shape->rank;
  if (!read_per_axis (self, op, 1, rank, begins, error)
      || !read_per_axis (self, op, 2, rank, ends, error)
      || !read_per_axis (self, op, 3, rank, steps, error))
    return FALSE;

  for (int axis = 0; axis < rank; axis++)
    {
      guint bit = 1u << axis;
      if (steps[axis] == 0)
        return vanity_tflite_fail (op, VANITY_ERROR_VALUE, error,
                                   _ ("the step of dimension %d is zero"), axis);
      if ((shrink_mask & bit) != 0)
        {
          steps[axis] = 1;
          ends[axis] = begins[axis] == -1 ? G_MAXINT32 : begins[axis] + 1;
          continue;
        }
      /* Past either end: ONNX cuts to what is there. */
      if ((begin_mask & bit) != 0)
        begins[axis] = steps[axis] > 0 ? 0 : G_MAXINT32;
      if ((end_mask & bit) != 0)
        ends[axis] = steps[axis] > 0 ? G_MAXINT32 : G_MININT32;
    }
  if (!add_slice (self, op, &value, begins, ends, steps, rank, error))
    return FALSE;

  if (shrink_mask != 0)
    {
      const VanityShape *sliced = vanity_graph_get_shape (self->graph, value);
      gint64 dim[VANITY_MAX_RANK];
      int n_dim = 0;
      for (int axis = 0; axis < rank; axis++)
        if ((shrink_mask & 1u << axis) == 0)
          dim[n_dim++] = sliced->dim[axis];
      if (!vanity_tflite_add_reshape (self, op, &value, dim, n_dim, error))
        return FALSE;
    }
  return vanity_tflite_finish (self, op, value, error);
}

gboolean
vanity_tflite_map_transpose (VanityTflite *self, const VanityTfliteOperator *op, GError **error)
{
  VanityValueId input;
  gint64 order[VANITY_MAX_RANK];

  if (!vanity_tflite_use_input (self, op, 0, &input, error))
    return FALSE;
  int rank = vanity_graph_get_shape (self->graph, input)->rank;
  if (!read_per_axis (self, op, 1, rank, order, error))
    return FALSE;
  VanityAttributes *attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "perm", order, rank);
  return vanity_tflite_add_node (self, op, "Transpose", &input, 1, attributes, error);
}

/* `align` and `half` are the numbers of the options align_corners and half_pixel_centers. */
static gboolean
map_resize (VanityTflite *self, const VanityTfliteOperator *op, int align, int half,
            gboolean nearest, GError **error)
{
  VanityValueId input;
  gint64 size[2];
  int n_size;
  gboolean align_corners = vanity_flat_table_get_int8 (&op->options, align, 0) != 0;
  gboolean half_pixel = vanity_flat_table_get_int8 (&op->options, half, 0) != 0;

  if (!vanity_tflite_use_input (self, op, 0, &input, error)
      || !vanity_tflite_read_ints (self, op, 1, 2, size, &n_size, error))
    return FALSE;
  const VanityShape *shape = vanity_graph_get_shape (self->graph, input);
  if (n_size != 2 || shape->rank != 4)
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                               _ ("the size must be two integers, the activations of four "
                                  "dimensions"));

  VanityAttributes *attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "sizes",
                              (gint64[]){ shape->dim[0], size[0], size[1], shape->dim[3] }, 4);
  vanity_attributes_set_string (attributes, "mode", nearest ? "nearest" : "linear");
  vanity_attributes_set_string (attributes, "coordinate_transformation_mode",
                                align_corners ? "align_corners"
                                : half_pixel  ? "half_pixel"
                                              : "asymmetric");
  /* TFLite rounds down, but counts from the pixel's centre, or rounds where corners are aligned. */
  if (nearest)
    vanity_attributes_set_string (attributes, "nearest_mode",
                                  align_corners || half_pixel ? "round_prefer_ceil" : "floor");
  return vanity_tflite_add_node (self, op, "Resize", &input, 1, attributes, error);
}

gboolean
vanity_tflite_map_resize_bilinear (VanityTflite *self, const VanityTfliteOperator *op,
                                   GError **error)
{
  return map_resize (self, op, 2, 3, FALSE, error);
}

gboolean
vanity_tflite_map_resize_nearest (VanityTflite *self, const VanityTfliteOperator *op,
                                  GError **error)
{
  return map_resize (self, op, 0, 1, TRUE, error);
}
