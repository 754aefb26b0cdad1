/* Operators with an axis, which is found where it lies in the graph. */
#include "model/onnx.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define TYPE(name) ONNX__TENSOR_PROTO__DATA_TYPE__##name

/* Input 0 in the order in which it lies. */
static gboolean
use_first (VanityOnnx *self, const VanityOnnxNode *node, VanityOnnxOrder *order, VanityValueId *id,
           GError **error)
{
  *order = vanity_onnx_value_get_order (node->inputs[0]);
  *id = vanity_onnx_use (self, node, node->inputs[0], order, error);
  return *id >= 0;
}

/* Axes of a value of that rank as they lie in the graph. */
static gboolean
find_axes (const VanityOnnxNode *node, const VanityOnnxOrder *order, int rank, gint64 *axes,
           int n_axes, GError **error)
{
  if (!vanity_onnx_normalize_axes (node, axes, n_axes, rank, error))
    return FALSE;
  for (int i = 0; i < n_axes; i++)
    axes[i] = vanity_onnx_order_find (order, rank, axes[i]);
  return TRUE;
}

/* The order of what stays when graph dimensions in `axes` are dropped. */
static VanityOnnxOrder
drop_axes (const VanityOnnxOrder *order, int rank, guint axes)
{
  VanityOnnxOrder left = vanity_onnx_order_plain ();
  int n_left = 0;

  for (int i = 0; i < rank; i++)
    {
      int below = 0;

      if ((axes & (1u << i)) != 0)
        continue;
      for (int k = 0; k < rank; k++)
        below += (axes & (1u << k)) != 0 && order->at[k] < order->at[i];
      left.at[n_left++] = order->at[i] - below;
    }
  return left;
}

gboolean
vanity_onnx_map_concat (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  g_autofree VanityValueId *ids = g_new (VanityValueId, node->n_inputs + 1);
  VanityOnnxOrder order = vanity_onnx_order_plain ();
  VanityAttributes *attributes;
  gint64 axis, most = -1;
  int rank;

  if (!vanity_onnx_check_inputs (node, 1, G_MAXINT, error)
      || !vanity_onnx_get_int (node, "axis", G_MAXINT, &axis, error))
    return FALSE;
  rank = node->inputs[0]->shape.rank;
  for (int i = 0; i < node->n_inputs; i++)
    {
      const VanityOnnxValue *value = node->inputs[i];

      if (value == NULL || value->shape.rank != rank)
        return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                                 _ ("input %d is left out, or has another rank"), i);
      if (value->data == NULL && vanity_shape_get_elements (&value->shape) > most)
        {
          order = vanity_onnx_value_get_order (value);
          most = vanity_shape_get_elements (&value->shape);
        }
    }
  if (!find_axes (node, &order, rank, &axis, 1, error))
    return FALSE;
  for (int i = 0; i < node->n_inputs; i++)
    {
      ids[i] = vanity_onnx_use (self, node, node->inputs[i], &order, error);
      if (ids[i] < 0)
        return FALSE;
    }
  attributes = vanity_onnx_dup_attributes (node);
  vanity_attributes_set_int (attributes, "axis", axis);
  if (!vanity_onnx_add (self, node, "Concat", ids, node->n_inputs, attributes, &ids[0], error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, ids[0], &order, node->inputs[0]->type);
  return TRUE;
}

/* A slice for each output. */
gboolean
vanity_onnx_map_split (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  g_autofree gint64 *sizes = g_new (gint64, node->n_outputs + 1);
  VanityOnnxOrder order;
  VanityValueId in;
  gint64 axis, length, n_outputs, start = 0;
  int rank, n_sizes;

  if (!vanity_onnx_check_inputs (node, 1, 2, error)
      || !vanity_onnx_get_int (node, "axis", 0, &axis, error)
      || !vanity_onnx_get_int (node, "num_outputs", node->n_outputs, &n_outputs, error)
      || !vanity_onnx_get_list (node, 1, "split", node->n_outputs, sizes, &n_sizes, error))
    return FALSE;
  rank = node->inputs[0]->shape.rank;
  if (!vanity_onnx_normalize_axes (node, &axis, 1, rank, error)
      || !use_first (self, node, &order, &in, error))
    return FALSE;
  if (n_outputs != node->n_outputs || (n_sizes >= 0 && n_sizes != node->n_outputs))
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("its %d outputs are not as many as it says"), node->n_outputs);
  length = node->inputs[0]->shape.dim[axis];
  for (int i = 0; n_sizes < 0 && i < node->n_outputs; i++)
    {
      gint64 each = (length + node->n_outputs - 1) / node->n_outputs;

      sizes[i] = CLAMP (length - i * each, 0, each);
    }
  for (int i = 0; i < node->n_outputs; i++)
    {
      VanityAttributes *attributes;
      gint64 end, at = vanity_onnx_order_find (&order, rank, axis);
      VanityValueId id;

      if (sizes[i] < 1 || sizes[i] > length - start)
        return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                                 _ ("part %d of %" PRId64 " elements is not possible"), i,
                                 sizes[i]);
      end = start + sizes[i];
      attributes = vanity_attributes_new ();
      vanity_attributes_set_ints (attributes, "starts", &start, 1);
      vanity_attributes_set_ints (attributes, "ends", &end, 1);
      vanity_attributes_set_ints (attributes, "axes", &at, 1);
      if (!vanity_onnx_add (self, node, "Slice", &in, 1, attributes, &id, error))
        return FALSE;
      vanity_onnx_set_output (self, node, i, id, &order, node->inputs[0]->type);
      start = end;
    }
  if (start != length)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("its parts do not make up the whole axis"));
  return TRUE;
}

gboolean
vanity_onnx_map_slice (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  static const char *const names[] = { "starts", "ends", "axes", "steps" };
  gint64 values[4][VANITY_MAX_RANK];
  VanityAttributes *attributes;
  VanityOnnxOrder order;
  VanityValueId id;
  int counts[4];

  if (!vanity_onnx_check_inputs (node, 1, 5, error))
    return FALSE;
  for (int i = 0; i < 4; i++)
    if (!vanity_onnx_get_list (node, 1 + i, names[i], VANITY_MAX_RANK, values[i], &counts[i],
                               error))
      return FALSE;
  if (counts[0] > node->inputs[0]->shape.rank)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("it has more axes than its input"));
  for (int i = 0; counts[2] < 0 && i < counts[0]; i++)
    values[2][i] = i;
  counts[2] = counts[2] < 0 ? counts[0] : counts[2];
  if (!use_first (self, node, &order, &id, error)
      || !find_axes (node, &order, node->inputs[0]->shape.rank, values[2], MAX (counts[2], 0),
                     error))
    return FALSE;
  attributes = vanity_onnx_dup_attributes (node);
  for (int i = 0; i < 4; i++)
    if (counts[i] >= 0)
      vanity_attributes_set_ints (attributes, names[i], values[i], counts[i]);
  if (!vanity_onnx_add (self, node, "Slice", &id, 1, attributes, &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  return TRUE;
}

gboolean
vanity_onnx_map_pad (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gint64 pads[2 * VANITY_MAX_RANK], axes[VANITY_MAX_RANK], laid[2 * VANITY_MAX_RANK] = { 0 };
  VanityAttributes *attributes;
  VanityOnnxOrder order;
  VanityValueId id;
  int n_pads, n_axes, n_values, rank;
  double value = 0.0;

  if (!vanity_onnx_check_inputs (node, 1, 4, error)
      || !vanity_onnx_get_list (node, 1, "pads", 2 * VANITY_MAX_RANK, pads, &n_pads, error)
      || !vanity_onnx_get_list (node, 3, "axes", VANITY_MAX_RANK, axes, &n_axes, error)
      || (vanity_onnx_get_input (node, 2) != NULL
          && !vanity_onnx_get_floats (node, 2, "value", 1, &value, &n_values, error)))
    return FALSE;
  rank = node->inputs[0]->shape.rank;
  for (int i = 0; n_axes < 0 && i < rank; i++)
    axes[i] = i;
  n_axes = n_axes < 0 ? rank : n_axes;
  if (n_pads != 2 * n_axes)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("“pads” must have %d values, two for each axis"), 2 * n_axes);
  if (!use_first (self, node, &order, &id, error)
      || !find_axes (node, &order, rank, axes, n_axes, error))
    return FALSE;
  for (int i = 0; i < n_axes; i++)
    {
      laid[axes[i]] = pads[i];
      laid[rank + axes[i]] = pads[n_axes + i];
    }
  attributes = vanity_onnx_dup_attributes (node);
  vanity_attributes_set_ints (attributes, "pads", laid, 2 * rank);
  if (vanity_onnx_get_input (node, 2) != NULL)
    vanity_attributes_set_float (attributes, "value", value);
  if (!vanity_onnx_add (self, node, "Pad", &id, 1, attributes, &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  return TRUE;
}

gboolean
vanity_onnx_map_reduce (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gint64 axes[VANITY_MAX_RANK], keep, noop;
  VanityAttributes *attributes;
  VanityOnnxOrder order;
  VanityValueId id;
  guint dropped = 0;
  int n_axes, rank;

  if (!vanity_onnx_check_inputs (node, 1, 2, error)
      || !vanity_onnx_get_list (node, 1, "axes", VANITY_MAX_RANK, axes, &n_axes, error)
      || !vanity_onnx_get_int (node, "keepdims", 1, &keep, error)
      || !vanity_onnx_get_int (node, "noop_with_empty_axes", 0, &noop, error)
      || !use_first (self, node, &order, &id, error))
    return FALSE;
  rank = node->inputs[0]->shape.rank;
  if (!find_axes (node, &order, rank, axes, MAX (n_axes, 0), error))
    return FALSE;
  for (int i = 0; n_axes <= 0 && !noop && i < rank; i++)
    axes[i] = i;
  n_axes = n_axes > 0 ? n_axes : noop ? 0 : rank;
  for (int i = 0; !keep && i < n_axes; i++)
    dropped |= 1u << axes[i];
  if (n_axes > 0)
    {
      attributes = vanity_onnx_dup_attributes (node);
      vanity_attributes_set_ints (attributes, "axes", axes, n_axes);
      vanity_attributes_set_int (attributes, "keepdims", keep != 0);
      if (!vanity_onnx_add (self, node, node->proto->op_type, &id, 1, attributes, &id, error))
        return FALSE;
    }
  order = drop_axes (&order, rank, dropped);
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  return TRUE;
}

/* ArgMax and ArgMin. */
gboolean
vanity_onnx_map_arg (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityAttributes *attributes;
  VanityOnnxOrder order;
  VanityValueId id;
  gint64 axis, keep;
  int rank;

  if (!vanity_onnx_check_inputs (node, 1, 1, error)
      || !vanity_onnx_get_int (node, "axis", 0, &axis, error)
      || !vanity_onnx_get_int (node, "keepdims", 1, &keep, error)
      || !use_first (self, node, &order, &id, error))
    return FALSE;
  rank = node->inputs[0]->shape.rank;
  if (!find_axes (node, &order, rank, &axis, 1, error))
    return FALSE;
  attributes = vanity_onnx_dup_attributes (node);
  vanity_attributes_set_int (attributes, "axis", axis);
  vanity_attributes_set_int (attributes, "keepdims", keep != 0);
  if (!vanity_onnx_add (self, node, node->proto->op_type, &id, 1, attributes, &id, error))
    return FALSE;
  if (!keep)
    order = drop_axes (&order, rank, 1u << axis);
  vanity_onnx_set_output (self, node, 0, id, &order, TYPE (INT64));
  return TRUE;
}

/* MatMul, Gather: two inputs in the file's own order, the attributes as they are. */
gboolean
vanity_onnx_map_plain_pair (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain ();
  VanityValueId ids[2];

  if (!vanity_onnx_check_inputs (node, 2, 2, error))
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      ids[i] = vanity_onnx_use (self, node, node->inputs[i], &plain, error);
      if (ids[i] < 0)
        return FALSE;
    }
  if (!vanity_onnx_add (self, node, node->proto->op_type, ids, 2, vanity_onnx_dup_attributes (node),
                        &ids[0], error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, ids[0], &plain, node->inputs[0]->type);
  return TRUE;
}

gboolean
vanity_onnx_map_tile (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gint64 repeats[VANITY_MAX_RANK], laid[VANITY_MAX_RANK];
  VanityAttributes *attributes;
  VanityOnnxOrder order;
  VanityValueId id;
  int n_repeats;

  if (!vanity_onnx_check_inputs (node, 2, 2, error)
      || !vanity_onnx_get_list (node, 1, "repeats", VANITY_MAX_RANK, repeats, &n_repeats, error)
      || !use_first (self, node, &order, &id, error))
    return FALSE;
  if (n_repeats != node->inputs[0]->shape.rank)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("“repeats” must have one value for each dimension"));
  for (int i = 0; i < n_repeats; i++)
    laid[i] = repeats[order.at[i]];
  attributes = vanity_onnx_dup_attributes (node);
  vanity_attributes_set_ints (attributes, "repeats", laid, n_repeats);
  if (!vanity_onnx_add (self, node, "Tile", &id, 1, attributes, &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  return TRUE;
}
