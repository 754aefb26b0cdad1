/* Operators that work element by element. */
#include "model/onnx.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define TYPE(name) ONNX__TENSOR_PROTO__DATA_TYPE__##name

gboolean
vanity_onnx_map_unary (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxOrder order;
  VanityValueId id;

  if (!vanity_onnx_check_inputs (node, 1, 1, error))
    return FALSE;
  order = vanity_onnx_value_get_order (node->inputs[0]);
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0
      || !vanity_onnx_add (self, node, node->proto->op_type, &id, 1,
                           vanity_onnx_dup_attributes (node), &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  return TRUE;
}

/* The rank of what is broadcast together, and the order in which the largest computed operand of
 * that rank lies. */
static int
choose_order (const VanityOnnxNode *node, VanityOnnxOrder *order)
{
  gint64 most = -1;
  int rank = 0;

  for (int i = 0; i < node->n_inputs; i++)
    if (node->inputs[i] != NULL)
      rank = MAX (rank, node->inputs[i]->shape.rank);
  *order = vanity_onnx_order_plain ();
  for (int i = 0; i < node->n_inputs; i++)
    {
      const VanityOnnxValue *value = node->inputs[i];
      VanityOnnxOrder own;
      gint64 elements;

      if (value == NULL || value->data != NULL || value->shape.rank != rank)
        continue;
      own = vanity_onnx_value_get_order (value);
      elements = vanity_shape_get_elements (&value->shape);
      /* Of two alike, the one that is not as the file has it: a convolution's. */
      if (elements > most
          || (elements == most && memcmp (order->at, vanity_onnx_order_plain ().at, rank) == 0))
        *order = own;
      most = MAX (most, elements);
    }
  return rank;
}

/* All inputs, ready to be broadcast; free with g_free (). */
static VanityValueId *
use_all (VanityOnnx *self, VanityOnnxNode *node, VanityOnnxOrder *order, GError **error)
{
  g_autofree VanityValueId *ids = g_new (VanityValueId, node->n_inputs + 1);
  int rank = choose_order (node, order);

  for (int i = 0; i < node->n_inputs; i++)
    {
      if (node->inputs[i] == NULL)
        {
          vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("input %d is left out"), i);
          return NULL;
        }
      ids[i] = vanity_onnx_use_broadcast (self, node, node->inputs[i], rank, order, error);
      if (ids[i] < 0)
        return NULL;
    }
  return g_steal_pointer (&ids);
}

static gboolean
add_cast (VanityOnnx *self, const VanityOnnxNode *node, int to, VanityValueId *id, GError **error)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  vanity_attributes_set_int (attributes, "to", to);
  return vanity_onnx_add (self, node, "Cast", id, 1, attributes, id, error);
}

static gboolean
map_broadcast (VanityOnnx *self, VanityOnnxNode *node, int type, GError **error)
{
  VanityOnnxOrder order;
  g_autofree VanityValueId *ids = use_all (self, node, &order, error);
  VanityValueId id;

  if (ids == NULL
      || !vanity_onnx_add (self, node, node->proto->op_type, ids, node->n_inputs,
                           vanity_onnx_dup_attributes (node), &id, error))
    return FALSE;
  /* Integers are divided as C does. */
  if (g_str_equal (node->proto->op_type, "Div") && !vanity_onnx_type_is_float (type)
      && !add_cast (self, node, type, &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, type);
  return TRUE;
}

gboolean
vanity_onnx_map_binary (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  return vanity_onnx_check_inputs (node, 1, G_MAXINT, error)
         && map_broadcast (self, node, node->inputs[0]->type, error);
}

gboolean
vanity_onnx_map_compare (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  return vanity_onnx_check_inputs (node, 2, 2, error)
         && map_broadcast (self, node, TYPE (BOOL), error);
}

gboolean
vanity_onnx_map_where (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  return vanity_onnx_check_inputs (node, 3, 3, error)
         && map_broadcast (self, node, node->inputs[1]->type, error);
}

/* Sum and Mean of any number of tensors. */
gboolean
vanity_onnx_map_sum (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  VanityOnnxOrder order;
  g_autofree VanityValueId *ids = NULL;
  VanityValueId pair[2];

  if (!vanity_onnx_check_inputs (node, 1, G_MAXINT, error))
    return FALSE;
  ids = use_all (self, node, &order, error);
  if (ids == NULL)
    return FALSE;
  pair[0] = ids[0];
  for (int i = 1; i < node->n_inputs; i++)
    {
      pair[1] = ids[i];
      if (!vanity_onnx_add (self, node, "Add", pair, 2, NULL, &pair[0], error))
        return FALSE;
    }
  if (g_str_equal (node->proto->op_type, "Mean")
      && !vanity_onnx_add_number (self, node, "Mul", &pair[0], 1.0f / node->n_inputs, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, pair[0], &order, node->inputs[0]->type);
  return TRUE;
}

/* Bounds that are computed become Max and Min. */
gboolean
vanity_onnx_map_clip (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  static const char *const names[] = { "min", "max" };
  static const char *const ops[] = { "Max", "Min" };
  VanityAttributes *attributes;
  VanityOnnxOrder order;
  VanityValueId ids[2];

  if (!vanity_onnx_check_inputs (node, 1, 3, error))
    return FALSE;
  order = vanity_onnx_value_get_order (node->inputs[0]);
  ids[0] = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (ids[0] < 0)
    return FALSE;
  attributes = vanity_onnx_dup_attributes (node);
  for (int i = 0; i < 2; i++)
    {
      VanityOnnxValue *bound = vanity_onnx_get_input (node, 1 + i);
      double value;
      int n_values;

      if (bound == NULL || bound->data == NULL)
        continue;
      if (!vanity_onnx_get_floats (node, 1 + i, names[i], 1, &value, &n_values, error))
        {
          vanity_attributes_free (attributes);
          return FALSE;
        }
      if (n_values == 1)
        vanity_attributes_set_float (attributes, names[i], value);
    }
  if (!vanity_onnx_add (self, node, "Clip", ids, 1, attributes, &ids[0], error))
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      VanityOnnxValue *bound = vanity_onnx_get_input (node, 1 + i);
      VanityOnnxOrder plain = vanity_onnx_order_plain ();

      if (bound == NULL || bound->data != NULL)
        continue;
      if (vanity_shape_get_elements (&bound->shape) != 1)
        return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("“%s” must be one number"),
                                 names[i]);
      ids[1] = vanity_onnx_use (self, node, bound, &plain, error);
      if (ids[1] < 0 || !vanity_onnx_add (self, node, ops[i], ids, 2, NULL, &ids[0], error))
        return FALSE;
    }
  vanity_onnx_set_output (self, node, 0, ids[0], &order, node->inputs[0]->type);
  return TRUE;
}

/* The graph's PRelu has one slope, or one for each channel of what has channels last; others are
 * max (x, 0) + slope · min (x, 0). */
gboolean
vanity_onnx_map_prelu (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  const float zero = 0.0f;
  VanityOnnxOrder order;
  VanityValueId ids[2], pair[2];
  gint64 slopes;
  int rank;

  if (!vanity_onnx_check_inputs (node, 2, 2, error))
    return FALSE;
  rank = node->inputs[0]->shape.rank;
  slopes = vanity_shape_get_elements (&node->inputs[1]->shape);
  if (node->inputs[1]->shape.rank > rank)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("its slope has more dimensions than its input"));
  order = vanity_onnx_value_get_order (node->inputs[0]);
  if (rank >= 3 && slopes == node->inputs[0]->shape.dim[1])
    order = vanity_onnx_order_last (rank);
  ids[0] = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (ids[0] < 0)
    return FALSE;
  ids[1] = vanity_onnx_use_broadcast (self, node, node->inputs[1], rank, &order, error);
  if (ids[1] < 0)
    return FALSE;
  const VanityShape *in = vanity_graph_get_shape (self->graph, ids[0]);
  const VanityShape *slope = vanity_graph_get_shape (self->graph, ids[1]);
  if (slopes == 1
      || (rank > 0 && slopes == in->dim[rank - 1] && slope->dim[slope->rank - 1] == slopes))
    {
      if (!vanity_onnx_add (self, node, "PRelu", ids, 2, NULL, &ids[0], error))
        return FALSE;
    }
  else
    {
      VanityValueId zero_id = vanity_graph_add_constant (self->graph, node->name, VANITY_FLOAT32,
                                                         &(VanityShape){ 0 }, &zero, error);

      pair[0] = ids[0];
      pair[1] = zero_id;
      if (zero_id < 0 || !vanity_onnx_add (self, node, "Min", pair, 2, NULL, &pair[0], error))
        return FALSE;
      const VanityValueId rest[2] = { ids[0], zero_id };
      pair[1] = ids[1];
      if (!vanity_onnx_add (self, node, "Mul", pair, 2, NULL, &pair[0], error)
          || !vanity_onnx_add (self, node, "Max", rest, 2, NULL, &pair[1], error)
          || !vanity_onnx_add (self, node, "Add", pair, 2, NULL, &ids[0], error))
        return FALSE;
    }
  vanity_onnx_set_output (self, node, 0, ids[0], &order, node->inputs[0]->type);
  return TRUE;
}

/* Only what makes numbers whole changes them. */
gboolean
vanity_onnx_map_cast (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  gboolean like = g_str_equal (node->proto->op_type, "CastLike");
  VanityOnnxOrder order;
  VanityValueId id;
  gint64 to, saturate;
  int from;

  if (!vanity_onnx_check_inputs (node, like ? 2 : 1, like ? 2 : 1, error)
      || !vanity_onnx_get_int (node, "to", 0, &to, error)
      || !vanity_onnx_get_int (node, "saturate", 1, &saturate, error))
    return FALSE;
  if (like)
    to = node->inputs[1]->type;
  if (to != (int)to || vanity_onnx_type_get_name (to) == NULL)
    return vanity_onnx_fail (node, VANITY_ERROR_UNSUPPORTED, error,
                             _ ("type %" PRId64 " is not supported"), to);
  from = node->inputs[0]->type;
  order = vanity_onnx_value_get_order (node->inputs[0]);
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0)
    return FALSE;
  if (((to == TYPE (BOOL) && from != TYPE (BOOL))
       || (!vanity_onnx_type_is_float (to) && vanity_onnx_type_is_float (from)))
      && !add_cast (self, node, to, &id, error))
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, to);
  return TRUE;
}

/* Outside training nothing is dropped, and the mask is true everywhere. */
gboolean
vanity_onnx_map_dropout (VanityOnnx *self, VanityOnnxNode *node, GError **error)
{
  const VanityOnnxValue *training;
  VanityOnnxOrder order;
  VanityOnnxValue *mask;
  VanityValueId id;
  gint64 seed;
  float ratio;

  if (!vanity_onnx_check_inputs (node, 1, 3, error)
      || !vanity_onnx_get_int (node, "seed", 0, &seed, error)
      || !vanity_onnx_get_float (node, "ratio", 0.5f, &ratio, error))
    return FALSE;
  training = vanity_onnx_get_input (node, 2);
  if (training != NULL
      && (training->data == NULL || training->data_type != VANITY_INT64
          || vanity_shape_get_elements (&training->shape) != 1
          || *(const gint64 *)training->data != 0))
    return vanity_onnx_fail (node, VANITY_ERROR_UNSUPPORTED, error,
                             _ ("training is not supported"));
  order = vanity_onnx_value_get_order (node->inputs[0]);
  id = vanity_onnx_use (self, node, node->inputs[0], &order, error);
  if (id < 0)
    return FALSE;
  vanity_onnx_set_output (self, node, 0, id, &order, node->inputs[0]->type);
  if (node->n_outputs < 2)
    return TRUE;
  mask = vanity_onnx_value_new_constant (self, node->name, TYPE (BOOL), &node->inputs[0]->shape,
                                         error);
  if (mask == NULL)
    return FALSE;
  for (gint64 i = 0; i < vanity_shape_get_elements (&mask->shape); i++)
    ((gint64 *)mask->data)[i] = 1;
  vanity_onnx_set_constant (self, node, 1, mask);
  return TRUE;
}
