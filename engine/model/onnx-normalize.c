/* Operators that make all elements of some axes add up, or even. */
#include "model/onnx.h"

static gboolean
add_reshape (VanityOnnx *self, const VanityOnnxNode *node, const gint64 *dims, int rank,
             VanityValueId *id, GError **error)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  vanity_attributes_set_ints (attributes, "shape", dims, rank);
  return vanity_onnx_add (self, node, "Reshape", id, 1, attributes, id, error);
}

/* Softmax and LogSoftmax. Before version 13 they work on all dimensions from the axis on. */
gboolean
vanity_onnx_map_softmax (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gboolean old = node->opset < 13;
  VanityAttributes *attributes;
  const VanityShape *shape;
  VanityOnnxOrder order;
  VanityValueId id;
  gint64 axis;

  if (!vanity_onnx_check_inputs (node, 1, 1, error)
      || !vanity_onnx_get_int (node, "axis", old ? 1 : -1, &axis, error))
    return FALSE;
  shape = &node->inputs[0]->shape;
  if (!vanity_onnx_normalize_axes (node, &axis, 1, shape->rank, error))
    return FALSE;
  if (old && vanity_shape_get_extent (shape, axis, shape->rank) != shape->dim[axis])
    order = vanity_onnx_order_plain ();
  else
    {
      old = FALSE;
      order = vanity_onnx_value_get_order (node->inputs[0]);
    }
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0)
    return FALSE;
  attributes = vanity_onnx_dup_attributes (node);
  vanity_attributes_set_int (attributes, "axis",
                             old ? 1 : vanity_onnx_order_find (&order, shape->rank, axis));
  if (old
      && !add_reshape (self, node,
                       (const gint64[]){ vanity_shape_get_extent (shape, 0, axis),
                                         vanity_shape_get_extent (shape, axis, shape->rank) },
                       2, &id, error))
    {
      vanity_attributes_free (attributes);
      return FALSE;
    }
  if (!vanity_onnx_add (self, node, node->proto->op_type, &id, 1, attributes, &id, error)
      || (old && !add_reshape (self, node, shape->dim, shape->rank, &id, error)))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  return TRUE;
}

/* A mean over the last dimensions, from `axis` on. */
static gboolean
add_mean (VanityOnnx *self, const VanityOnnxNode *node, int axis, VanityValueId *id, GError **error)
{
  VanityAttributes *attributes = vanity_attributes_new ();
  gint64 axes[VANITY_MAX_RANK];
  int rank = node->inputs[0]->shape.rank;

  for (int i = axis; i < rank; i++)
    axes[i - axis] = i;
  vanity_attributes_set_ints (attributes, "axes", axes, rank - axis);
  return vanity_onnx_add (self, node, "ReduceMean", id, 1, attributes, id, error);
}

/* The mean that a LayerNormalization took away, and 1 ÷ the deviation it divided by. */
static gboolean
add_statistics (VanityOnnx *self, const VanityOnnxNode *node, VanityValueId in, int axis,
                float epsilon, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain ();
  VanityValueId mean = in, pair[2] = { in };

  if (!add_mean (self, node, axis, &mean, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 1, mean, &plain, node->inputs[0]->type);
  if (node->n_outputs < 3)
    return TRUE;
  pair[1] = mean;
  if (!vanity_onnx_add (self, node, "Sub", pair, 2, NULL, &pair[0], error))
    return FALSE;
  pair[1] = pair[0];
  if (!vanity_onnx_add (self, node, "Mul", pair, 2, NULL, &pair[0], error)
      || !add_mean (self, node, axis, &pair[0], error))
    return FALSE;
  if (!vanity_onnx_add_number (self, node, "Add", &pair[0], epsilon, error)
      || !vanity_onnx_add (self, node, "Sqrt", pair, 1, NULL, &pair[0], error)
      || !vanity_onnx_add (self, node, "Reciprocal", pair, 1, NULL, &pair[0], error))
    return FALSE;
  vanity_onnx_set_output (self, node, 2, pair[0], &plain, node->inputs[0]->type);
  return TRUE;
}

gboolean
vanity_onnx_map_layer_norm (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxOrder plain = vanity_onnx_order_plain ();
  VanityAttributes *attributes;
  VanityValueId ids[3], id;
  gint64 stash_type, axis;
  float epsilon;

  if (!vanity_onnx_check_inputs (node, 2, 3, error)
      || !vanity_onnx_get_int (node, "stash_type", 1, &stash_type, error)
      || !vanity_onnx_get_int (node, "axis", -1, &axis, error)
      || !vanity_onnx_get_float (node, "epsilon", 1e-5f, &epsilon, error)
      || !vanity_onnx_normalize_axes (node, &axis, 1, node->inputs[0]->shape.rank, error))
    return FALSE;
  for (int i = 0; i < node->n_inputs; i++)
    {
      ids[i] = vanity_onnx_use (self, node, node->inputs[i], &plain, error);
      if (ids[i] < 0)
        return FALSE;
    }
  attributes = vanity_onnx_dup_attributes (node);
  vanity_attributes_set_int (attributes, "axis", axis);
  vanity_attributes_set_float (attributes, "epsilon", epsilon);
  if (!vanity_onnx_add (self, node, "LayerNormalization", ids, node->n_inputs, attributes, &id,
                        error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &plain, node->inputs[0]->type);
  return node->n_outputs < 2 || add_statistics (self, node, ids[0], axis, epsilon, error);
}
