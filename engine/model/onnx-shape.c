/* Operators that move nothing or only look at shapes. */
#include "model/onnx.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define TYPE(name) ONNX__TENSOR_PROTO__DATA_TYPE__##name

gboolean
vanity_onnx_map_identity (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxOrder order;
  VanityValueId id;

  if (!vanity_onnx_check_inputs (node, 1, 1, error))
    return FALSE;
  order = vanity_onnx_value_get_order (node->inputs[0]);
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0)
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  return TRUE;
}

/* The elements stay where they are: what changes is which dimension is called what. */
gboolean
vanity_onnx_map_transpose (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gint64 perm[VANITY_MAX_RANK];
  VanityOnnxOrder order, moved = vanity_onnx_order_plain ();
  VanityValueId id;
  int n_perm, rank;

  if (!vanity_onnx_check_inputs (node, 1, 1, error)
      || !vanity_onnx_get_list (node, -1, "perm", VANITY_MAX_RANK, perm, &n_perm, error))
    return FALSE;
  rank = node->inputs[0]->shape.rank;
  for (int i = 0; n_perm < 0 && i < rank; i++)
    perm[i] = rank - 1 - i;
  if (n_perm >= 0 && n_perm != rank)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("“perm” has %d values, not %d"),
                             n_perm, rank);
  if (!vanity_onnx_normalize_axes (node, perm, rank, rank, error))
    return FALSE;
  order = vanity_onnx_value_get_order (node->inputs[0]);
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0)
    return FALSE;
  for (int i = 0; i < rank; i++)
    moved.at[vanity_onnx_order_find (&order, rank, perm[i])] = i;
  vanity_onnx_set_output (self, node, 0, id, &moved, node->inputs[0]->type);
  return TRUE;
}

gboolean
vanity_onnx_map_reshape (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain ();
  gint64 dims[VANITY_MAX_RANK], allow_zero;
  VanityAttributes *attributes;
  VanityValueId id;
  int n_dims;

  if (!vanity_onnx_check_inputs (node, 1, 2, error)
      || !vanity_onnx_get_list (node, 1, "shape", VANITY_MAX_RANK, dims, &n_dims, error)
      || !vanity_onnx_get_int (node, "allowzero", 0, &allow_zero, error))
    return FALSE;
  if (n_dims < 0)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("“shape” is missing"));
  for (int i = 0; i < n_dims; i++)
    if (dims[i] == 0 && allow_zero != 0)
      return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("its output has no elements"));
  id = vanity_onnx_use (self, node, node->inputs[0], &plain, error);
  if (id < 0)
    return FALSE;
  attributes = vanity_onnx_dup_attributes (node);
  vanity_attributes_set_ints (attributes, "shape", dims, n_dims);
  if (!vanity_onnx_add (self, node, "Reshape", &id, 1, attributes, &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &plain, node->inputs[0]->type);
  return TRUE;
}

gboolean
vanity_onnx_map_flatten (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain ();
  VanityValueId id;

  if (!vanity_onnx_check_inputs (node, 1, 1, error))
    return FALSE;
  id = vanity_onnx_use (self, node, node->inputs[0], &plain, error);
  if (id < 0
      || !vanity_onnx_add (self, node, "Flatten", &id, 1, vanity_onnx_dup_attributes (node), &id,
                           error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &plain, node->inputs[0]->type);
  return TRUE;
}

gboolean
vanity_onnx_map_squeeze (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gint64 axes[VANITY_MAX_RANK], laid[VANITY_MAX_RANK];
  VanityOnnxOrder order, left = vanity_onnx_order_plain ();
  const VanityShape *shape;
  VanityAttributes *attributes;
  VanityValueId id;
  guint dropped = 0;
  int n_axes, n_left = 0;

  if (!vanity_onnx_check_inputs (node, 1, 2, error)
      || !vanity_onnx_get_list (node, 1, "axes", VANITY_MAX_RANK, axes, &n_axes, error))
    return FALSE;
  shape = &node->inputs[0]->shape;
  if (n_axes < 0)
    for (int i = n_axes = 0; i < shape->rank; i++)
      if (shape->dim[i] == 1)
        axes[n_axes++] = i;
  if (!vanity_onnx_normalize_axes (node, axes, n_axes, shape->rank, error))
    return FALSE;
  order = vanity_onnx_value_get_order (node->inputs[0]);
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0)
    return FALSE;
  for (int i = 0; i < n_axes; i++)
    {
      laid[i] = vanity_onnx_order_find (&order, shape->rank, axes[i]);
      dropped |= 1u << axes[i];
    }
  for (int i = 0; i < shape->rank; i++)
    if ((dropped & (1u << order.at[i])) == 0)
      left.at[n_left++] = order.at[i] - __builtin_popcount (dropped & ((1u << order.at[i]) - 1));
  attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "axes", laid, n_axes);
  if (!vanity_onnx_add (self, node, "Squeeze", &id, 1, attributes, &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &left, node->inputs[0]->type);
  return TRUE;
}

/* In the graph the new dimensions come first, wherever they belong. */
gboolean
vanity_onnx_map_unsqueeze (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gint64 axes[VANITY_MAX_RANK], laid[VANITY_MAX_RANK];
  VanityOnnxOrder order, more = vanity_onnx_order_plain ();
  VanityAttributes *attributes;
  VanityValueId id;
  int n_axes, rank, old[VANITY_MAX_RANK];

  if (!vanity_onnx_check_inputs (node, 1, 2, error)
      || !vanity_onnx_get_list (node, 1, "axes", VANITY_MAX_RANK, axes, &n_axes, error))
    return FALSE;
  rank = node->inputs[0]->shape.rank + MAX (n_axes, 0);
  if (n_axes < 0 || rank > VANITY_MAX_RANK)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("“axes” is missing, or makes more than %d dimensions"),
                             VANITY_MAX_RANK);
  if (!vanity_onnx_normalize_axes (node, axes, n_axes, rank, error))
    return FALSE;
  order = vanity_onnx_value_get_order (node->inputs[0]);
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0)
    return FALSE;
  for (int i = 0, n_old = 0; i < rank; i++)
    {
      gboolean is_new = FALSE;

      for (int k = 0; k < n_axes; k++)
        is_new = is_new || axes[k] == i;
      if (!is_new)
        old[n_old++] = i;
    }
  for (int i = 0; i < n_axes; i++)
    {
      laid[i] = i;
      more.at[i] = axes[i];
    }
  for (int i = n_axes; i < rank; i++)
    more.at[i] = old[order.at[i - n_axes]];
  attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "axes", laid, n_axes);
  if (!vanity_onnx_add (self, node, "Unsqueeze", &id, 1, attributes, &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &more, node->inputs[0]->type);
  return TRUE;
}

gboolean
vanity_onnx_map_expand (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gint64 dims[VANITY_MAX_RANK], laid[VANITY_MAX_RANK];
  VanityAttributes *attributes;
  VanityOnnxOrder order;
  VanityValueId id;
  int n_dims;

  if (!vanity_onnx_check_inputs (node, 2, 2, error)
      || !vanity_onnx_get_list (node, 1, "shape", VANITY_MAX_RANK, dims, &n_dims, error))
    return FALSE;
  order = n_dims == node->inputs[0]->shape.rank ? vanity_onnx_value_get_order (node->inputs[0])
                                                : vanity_onnx_order_plain ();
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0)
    return FALSE;
  for (int i = 0; i < n_dims; i++)
    laid[i] = dims[order.at[i]];
  attributes = vanity_attributes_new ();
  vanity_attributes_set_ints (attributes, "shape", laid, n_dims);
  if (!vanity_onnx_add (self, node, "Expand", &id, 1, attributes, &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  return TRUE;
}

static gboolean
set_integers (VanityOnnx *self, VanityOnnxNode *node, const VanityShape *shape,
              const gint64 *values, GError **error)
{
  VanityOnnxValue *value
      = vanity_onnx_value_new_constant (self, node->name, TYPE (INT64), shape, error);

  if (value == NULL)
    return FALSE;
  memcpy (value->data, values, vanity_shape_get_elements (shape) * sizeof *values);
  vanity_onnx_set_constant (self, node, 0, value);
  return TRUE;
}

gboolean
vanity_onnx_map_shape (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  const VanityShape *shape;
  gint64 start, end;

  if (!vanity_onnx_check_inputs (node, 1, 1, error))
    return FALSE;
  shape = &node->inputs[0]->shape;
  if (!vanity_onnx_get_int (node, "start", 0, &start, error)
      || !vanity_onnx_get_int (node, "end", shape->rank, &end, error))
    return FALSE;
  start = CLAMP (start < 0 ? start + shape->rank : start, 0, shape->rank);
  end = CLAMP (end < 0 ? end + shape->rank : end, start, shape->rank);
  return set_integers (self, node, &VANITY_SHAPE (end - start), shape->dim + start, error);
}

gboolean
vanity_onnx_map_size (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gint64 elements;

  if (!vanity_onnx_check_inputs (node, 1, 1, error))
    return FALSE;
  elements = vanity_shape_get_elements (&node->inputs[0]->shape);
  return set_integers (self, node, &(VanityShape){ 0 }, &elements, error);
}

gboolean
vanity_onnx_map_constant (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  Onnx__TensorProto *tensor = vanity_onnx_get_tensor (node, "value");
  VanityOnnxValue *value;
  double numbers[64];
  gint64 integers[64];
  int n_numbers, n_integers;
  float number;

  if (tensor != NULL)
    {
      value = vanity_onnx_read_tensor (self, tensor, node->name, error);
      if (value == NULL)
        return FALSE;
      vanity_onnx_set_constant (self, node, 0, value);
      return TRUE;
    }
  if (!vanity_onnx_get_float (node, "value_float", NAN, &number, error)
      || !vanity_onnx_get_floats (node, -1, "value_floats", 64, numbers, &n_numbers, error)
      || !vanity_onnx_get_list (node, -1, "value_ints", 64, integers, &n_integers, error))
    return FALSE;
  if (n_integers >= 0)
    return set_integers (self, node, &VANITY_SHAPE (n_integers), integers, error);
  if (n_numbers >= 0 || !isnan (number))
    {
      VanityShape shape = { .rank = n_numbers >= 0, .dim = { n_numbers } };

      value = vanity_onnx_value_new_constant (self, node->name, TYPE (FLOAT), &shape, error);
      if (value == NULL)
        return FALSE;
      for (int i = 0; i < n_numbers; i++)
        ((float *)value->data)[i] = numbers[i];
      if (n_numbers < 0)
        *(float *)value->data = number;
      vanity_onnx_set_constant (self, node, 0, value);
      return TRUE;
    }
  if (!vanity_onnx_get_int (node, "value_int", G_MAXINT64, integers, error))
    return FALSE;
  if (integers[0] == G_MAXINT64)
    return vanity_onnx_fail (node, VANITY_ERROR_UNSUPPORTED, error, _ ("its value is no numbers"));
  return set_integers (self, node, &(VanityShape){ 0 }, integers, error);
}

gboolean
vanity_onnx_map_constant_of_shape (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  Onnx__TensorProto *tensor = vanity_onnx_get_tensor (node, "value");
  VanityOnnxValue *single = NULL, *value;
  VanityShape shape = { 0 };
  int type = TYPE (FLOAT);

  if (!vanity_onnx_check_inputs (node, 1, 1, error)
      || !vanity_onnx_get_list (node, 0, "shape", VANITY_MAX_RANK, shape.dim, &shape.rank, error))
    return FALSE;
  if (tensor != NULL)
    {
      single = vanity_onnx_read_tensor (self, tensor, node->name, error);
      if (single == NULL)
        return FALSE;
      type = single->type;
    }
  value = vanity_onnx_value_new_constant (self, node->name, type, &shape, error);
  if (value != NULL && single != NULL && vanity_shape_get_elements (&single->shape) == 1)
    for (gint64 i = 0; i < vanity_shape_get_elements (&shape); i++)
      {
        if (value->data_type == VANITY_FLOAT32)
          ((float *)value->data)[i] = *(const float *)single->data;
        else
          ((gint64 *)value->data)[i] = *(const gint64 *)single->data;
      }
  if (single != NULL)
    vanity_onnx_value_free (single);
  if (value == NULL)
    return FALSE;
  vanity_onnx_set_constant (self, node, 0, value);
  return TRUE;
}

/* All three inputs must be constants. */
gboolean
vanity_onnx_map_range (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxValue *value;
  double at[3], count;
  int n_values;

  if (!vanity_onnx_check_inputs (node, 3, 3, error))
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      if (!vanity_onnx_get_floats (node, i, "range", 1, &at[i], &n_values, error))
        return FALSE;
      if (n_values != 1)
        return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("input %d must be one number"),
                                 i);
    }
  count = fmax (ceil ((at[1] - at[0]) / at[2]), 0);
  if (!(count <= VANITY_MAX_ELEMENTS))
    return vanity_onnx_fail (node, VANITY_ERROR_LIMIT, error, _ ("it has too many elements"));
  value = vanity_onnx_value_new_constant (self, node->name, node->inputs[0]->type,
                                          &VANITY_SHAPE ((gint64)count), error);
  if (value == NULL)
    return FALSE;
  for (gint64 i = 0; i < (gint64)count; i++)
    {
      if (value->data_type == VANITY_FLOAT32)
        ((float *)value->data)[i] = at[0] + i * at[2];
      else
        ((gint64 *)value->data)[i] = at[0] + i * at[2];
    }
  vanity_onnx_set_constant (self, node, 0, value);
  return TRUE;
}
