#include "model/onnx.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

gboolean
vanity_onnx_fail (const VanityOnnxNode *node, VanityError code, GError **error, const char *format,
                  ...)
{
  g_autofree char *rule = NULL;
  g_autofree char *op = vanity_onnx_dup_name (node->proto->op_type);
  va_list args;

  va_start (args, format);
  rule = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, VANITY_ERROR, (int)code, "Node “%s” (%s): %s", node->name, op, rule);
  return FALSE;
}

VanityOnnxValue *
vanity_onnx_get_input (const VanityOnnxNode *node, int index)
{
  return index >= 0 && index < node->n_inputs ? node->inputs[index] : NULL;
}

gboolean
vanity_onnx_check_inputs (const VanityOnnxNode *node, int min, int max, GError **error)
{
  if (node->n_inputs < min || node->n_inputs > max)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("%d inputs are too %s"),
                             node->n_inputs, node->n_inputs < min ? _ ("few") : _ ("many"));
  for (int i = 0; i < min; i++)
    if (node->inputs[i] == NULL)
      return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("input %d is left out"), i);
  return TRUE;
}

/* `attribute` becomes NULL when there is none of that name; FALSE when it is of another type. */
static gboolean
find_attribute (VanityOnnxNode *node, const char *name, Onnx__AttributeProto__AttributeType type,
                const Onnx__AttributeProto **attribute, GError **error)
{
  *attribute = NULL;
  for (gsize i = 0; i < node->proto->n_attribute && *attribute == NULL; i++)
    if (g_strcmp0 (node->proto->attribute[i]->name, name) == 0)
      {
        node->used[i] = TRUE;
        *attribute = node->proto->attribute[i];
      }
  if (*attribute == NULL || ((*attribute)->has_type && (*attribute)->type == type))
    return TRUE;
  *attribute = NULL;
  return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("attribute “%s” is of another type"),
                           name);
}

#define TYPE(name) ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__##name

gboolean
vanity_onnx_get_int (VanityOnnxNode *node, const char *name, gint64 default_value, gint64 *value,
                     GError **error)
{
  const Onnx__AttributeProto *attribute;

  if (!find_attribute (node, name, TYPE (INT), &attribute, error))
    return FALSE;
  *value = attribute != NULL ? attribute->i : default_value;
  return TRUE;
}

gboolean
vanity_onnx_get_float (VanityOnnxNode *node, const char *name, float default_value, float *value,
                       GError **error)
{
  const Onnx__AttributeProto *attribute;

  if (!find_attribute (node, name, TYPE (FLOAT), &attribute, error))
    return FALSE;
  *value = attribute != NULL ? attribute->f : default_value;
  return TRUE;
}

gboolean
vanity_onnx_get_string (VanityOnnxNode *node, const char *name, char **value, GError **error)
{
  const Onnx__AttributeProto *attribute;

  *value = NULL;
  if (!find_attribute (node, name, TYPE (STRING), &attribute, error))
    return FALSE;
  if (attribute != NULL)
    *value = g_strndup ((const char *)attribute->s.data, attribute->s.len);
  return TRUE;
}

Onnx__TensorProto *
vanity_onnx_get_tensor (VanityOnnxNode *node, const char *name)
{
  const Onnx__AttributeProto *attribute;

  find_attribute (node, name, TYPE (TENSOR), &attribute, NULL);
  return attribute != NULL ? attribute->t : NULL;
}

static gboolean
check_count (const VanityOnnxNode *node, const char *name, gint64 n_values, int max_values,
             GError **error)
{
  if (n_values <= max_values)
    return TRUE;
  return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                           _ ("“%s” has %" PRId64 " values, but there can be no more than %d"),
                           name, n_values, max_values);
}

/* The constant list at `index`. */
static gboolean
check_constant (const VanityOnnxNode *node, int index, const char *name, int max_values,
                int *n_values, GError **error)
{
  const VanityOnnxValue *value = node->inputs[index];

  *n_values = -1;
  if (value->data == NULL)
    return vanity_onnx_fail (node, VANITY_ERROR_UNSUPPORTED, error,
                             _ ("input %d (%s) must be a constant"), index, name);
  if (value->shape.rank > 1)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error, _ ("input %d (%s) must be a list"),
                             index, name);
  if (!check_count (node, name, vanity_shape_get_elements (&value->shape), max_values, error))
    return FALSE;
  *n_values = vanity_shape_get_elements (&value->shape);
  return TRUE;
}

/* The attribute that holds a list; `n_values` becomes −1 when there is none. */
static gboolean
find_list (VanityOnnxNode *node, const char *name, Onnx__AttributeProto__AttributeType type,
           int max_values, const Onnx__AttributeProto **attribute, int *n_values, GError **error)
{
  gsize n;

  *n_values = -1;
  if (!find_attribute (node, name, type, attribute, error))
    return FALSE;
  if (*attribute == NULL)
    return TRUE;
  n = type == TYPE (INTS) ? (*attribute)->n_ints : (*attribute)->n_floats;
  if (!check_count (node, name, n, max_values, error))
    return FALSE;
  *n_values = n;
  return TRUE;
}

gboolean
vanity_onnx_get_list (VanityOnnxNode *node, int index, const char *name, int max_values,
                      gint64 *values, int *n_values, GError **error)
{
  const VanityOnnxValue *value = vanity_onnx_get_input (node, index);
  const Onnx__AttributeProto *attribute;

  if (value != NULL ? !check_constant (node, index, name, max_values, n_values, error)
                    : !find_list (node, name, TYPE (INTS), max_values, &attribute, n_values, error))
    return FALSE;
  if (value != NULL && value->data_type != VANITY_INT64)
    return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                             _ ("input %d (%s) must be of integers"), index, name);
  for (int i = 0; i < *n_values; i++)
    values[i] = value != NULL ? ((const gint64 *)value->data)[i] : attribute->ints[i];
  return TRUE;
}

gboolean
vanity_onnx_get_floats (VanityOnnxNode *node, int index, const char *name, int max_values,
                        double *values, int *n_values, GError **error)
{
  const VanityOnnxValue *value = vanity_onnx_get_input (node, index);
  const Onnx__AttributeProto *attribute;

  if (value != NULL
          ? !check_constant (node, index, name, max_values, n_values, error)
          : !find_list (node, name, TYPE (FLOATS), max_values, &attribute, n_values, error))
    return FALSE;
  for (int i = 0; i < *n_values; i++)
    values[i] = value == NULL                      ? attribute->floats[i]
                : value->data_type == VANITY_INT64 ? ((const gint64 *)value->data)[i]
                                                   : ((const float *)value->data)[i];
  return TRUE;
}

gboolean
vanity_onnx_normalize_axes (const VanityOnnxNode *node, gint64 *axes, int n_axes, int rank,
                            GError **error)
{
  guint seen = 0;

  for (int i = 0; i < n_axes; i++)
    {
      if (axes[i] < -rank || axes[i] >= rank)
        return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                                 _ ("axis %" PRId64 " is not one of %d"), axes[i], rank);
      axes[i] += axes[i] < 0 ? rank : 0;
      if ((seen & (1u << axes[i])) != 0)
        return vanity_onnx_fail (node, VANITY_ERROR_VALUE, error,
                                 _ ("axis %" PRId64 " is named twice"), axes[i]);
      seen |= 1u << axes[i];
    }
  return TRUE;
}

VanityAttributes *
vanity_onnx_dup_attributes (VanityOnnxNode *node)
{
  VanityAttributes *attributes = vanity_attributes_new ();

  for (gsize i = 0; i < node->proto->n_attribute; i++)
    {
      const Onnx__AttributeProto *attribute = node->proto->attribute[i];
      g_autofree char *name = vanity_onnx_dup_name (attribute->name);
      g_autofree char *bytes = NULL;
      g_autofree char *string = NULL;
      g_autofree double *floats = NULL;

      if (node->used[i] || attribute->name == NULL || !attribute->has_type)
        continue;
      node->used[i] = TRUE;
      switch (attribute->type)
        {
        case TYPE (INT):
          vanity_attributes_set_int (attributes, name, attribute->i);
          break;
        case TYPE (FLOAT):
          vanity_attributes_set_float (attributes, name, attribute->f);
          break;
        case TYPE (STRING):
          bytes = g_strndup ((const char *)attribute->s.data, attribute->s.len);
          string = vanity_onnx_dup_name (bytes); /* it may come to stand in a message */
          vanity_attributes_set_string (attributes, name, string);
          break;
        case TYPE (INTS):
          vanity_attributes_set_ints (attributes, name, attribute->ints, attribute->n_ints);
          break;
        case TYPE (FLOATS):
          floats = g_new (double, attribute->n_floats + 1);
          for (gsize k = 0; k < attribute->n_floats; k++)
            floats[k] = attribute->floats[k];
          vanity_attributes_set_floats (attributes, name, floats, attribute->n_floats);
          break;
        default:
          node->used[i] = FALSE;
          break;
        }
    }
  return attributes;
}

const char *
vanity_onnx_get_unused (const VanityOnnxNode *node)
{
  for (gsize i = 0; i < node->proto->n_attribute; i++)
    if (!node->used[i])
      return node->proto->attribute[i]->name != NULL ? node->proto->attribute[i]->name : "";
  return NULL;
}

gboolean
vanity_onnx_add (VanityOnnx *self, const VanityOnnxNode *node, const char *op,
                 const VanityValueId *inputs, int n_inputs, VanityAttributes *attributes,
                 VanityValueId *output, GError **error)
{
  while (n_inputs > 0 && inputs[n_inputs - 1] < 0)
    n_inputs--;
  if (!vanity_graph_add_node (self->graph, op, node->name, inputs, n_inputs, attributes, output, 1,
                              error))
    return FALSE;
  self->activation_elements
      -= vanity_shape_get_elements (vanity_graph_get_shape (self->graph, *output));
  if (self->activation_elements >= 0)
    return TRUE;
  return vanity_onnx_fail (node, VANITY_ERROR_LIMIT, error,
                           _ ("the network computes more than it may hold"));
}

gboolean
vanity_onnx_add_number (VanityOnnx *self, const VanityOnnxNode *node, const char *op,
                        VanityValueId *id, float number, GError **error)
{
  VanityValueId ids[2] = { *id, vanity_graph_add_constant (self->graph, node->name, VANITY_FLOAT32,
                                                           &(VanityShape){ 0 }, &number, error) };

  return ids[1] >= 0 && vanity_onnx_add (self, node, op, ids, 2, NULL, id, error);
}

static gboolean
has_output (const VanityOnnxNode *node, int index)
{
  return index < node->n_outputs && *node->proto->output[index] != '\0';
}

void
vanity_onnx_set_output (VanityOnnx *self, const VanityOnnxNode *node, int index, VanityValueId id,
                        const VanityOnnxOrder *order, int type)
{
  const VanityShape *laid = vanity_graph_get_shape (self->graph, id);
  VanityOnnxForm form = { .id = id, .order = *order };
  VanityShape shape = *laid;
  VanityOnnxValue *value;

  if (!has_output (node, index))
    return;
  for (int i = 0; i < laid->rank; i++)
    shape.dim[order->at[i]] = laid->dim[i];
  value = vanity_onnx_value_new (node->proto->output[index], type, &shape);
  g_array_append_val (value->forms, form);
  g_hash_table_replace (self->values, g_strdup (node->proto->output[index]), value);
}

void
vanity_onnx_set_constant (VanityOnnx *self, const VanityOnnxNode *node, int index,
                          VanityOnnxValue *value)
{
  if (!has_output (node, index))
    {
      vanity_onnx_value_free (value);
      return;
    }
  g_free (value->name);
  value->name = vanity_onnx_dup_name (node->proto->output[index]);
  g_hash_table_replace (self->values, g_strdup (node->proto->output[index]), value);
}
