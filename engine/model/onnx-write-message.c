#include "model/onnx-write-private.h"

#include "model/onnx.h"

#include <string.h>

#define ATTRIBUTE(name) ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__##name

/* All memory is a message's own, as if protobuf-c had unpacked it. */

const char *
vanity_onnx_writer_take_name (VanityOnnxWriter *self, const char *wanted, const char *suffix)
{
  g_autofree char *valid = vanity_onnx_dup_name (wanted != NULL && *wanted ? wanted : "value");
  char *name = g_strconcat (valid, suffix, NULL);

  for (int i = 1; g_hash_table_contains (self->names, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s%s_%d", valid, suffix, i);
    }
  g_hash_table_add (self->names, name);
  return name;
}

static char *
dup_input (const char *name)
{
  return g_strdup (name != NULL ? name : "");
}

Onnx__NodeProto *
vanity_onnx_writer_add (VanityOnnxWriter *self, const char *op, const char *const *inputs,
                        int n_inputs, const char *output)
{
  Onnx__NodeProto *proto = g_new (Onnx__NodeProto, 1);

  while (n_inputs > 0 && inputs[n_inputs - 1] == NULL)
    n_inputs--;
  onnx__node_proto__init (proto);
  proto->op_type = g_strdup (op);
  proto->name = g_strdup (output);
  proto->n_input = n_inputs;
  proto->input = g_new (char *, n_inputs + 1);
  for (int i = 0; i < n_inputs; i++)
    proto->input[i] = dup_input (inputs[i]);
  proto->n_output = 1;
  proto->output = g_new (char *, 1);
  proto->output[0] = g_strdup (output);
  g_ptr_array_add (self->nodes, proto);
  return proto;
}

const char *
vanity_onnx_writer_add_step (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *op,
                             const char *const *inputs, int n_inputs, Onnx__NodeProto **proto)
{
  g_autofree char *suffix = g_strconcat ("/", op, NULL);
  const char *name = vanity_onnx_writer_take_name (self, node->name, suffix);
  Onnx__NodeProto *step = vanity_onnx_writer_add (self, op, inputs, n_inputs, name);

  if (proto != NULL)
    *proto = step;
  return name;
}

static Onnx__AttributeProto *
add_attribute (Onnx__NodeProto *proto, const char *name, Onnx__AttributeProto__AttributeType type)
{
  Onnx__AttributeProto *attribute = g_new (Onnx__AttributeProto, 1);

  onnx__attribute_proto__init (attribute);
  attribute->name = g_strdup (name);
  attribute->has_type = TRUE;
  attribute->type = type;
  proto->attribute = g_renew (Onnx__AttributeProto *, proto->attribute, proto->n_attribute + 1);
  proto->attribute[proto->n_attribute++] = attribute;
  return attribute;
}

void
vanity_onnx_proto_set_int (Onnx__NodeProto *proto, const char *name, gint64 value)
{
  Onnx__AttributeProto *attribute = add_attribute (proto, name, ATTRIBUTE (INT));

  attribute->has_i = TRUE;
  attribute->i = value;
}

void
vanity_onnx_proto_set_ints (Onnx__NodeProto *proto, const char *name, const gint64 *values,
                            int n_values)
{
  Onnx__AttributeProto *attribute = add_attribute (proto, name, ATTRIBUTE (INTS));

  attribute->n_ints = n_values;
  attribute->ints = g_memdup2 (values, n_values * sizeof *values);
}

void
vanity_onnx_proto_set_float (Onnx__NodeProto *proto, const char *name, float value)
{
  Onnx__AttributeProto *attribute = add_attribute (proto, name, ATTRIBUTE (FLOAT));

  attribute->has_f = TRUE;
  attribute->f = value;
}

void
vanity_onnx_proto_set_string (Onnx__NodeProto *proto, const char *name, const char *value)
{
  Onnx__AttributeProto *attribute = add_attribute (proto, name, ATTRIBUTE (STRING));

  attribute->has_s = TRUE;
  attribute->s.len = strlen (value);
  attribute->s.data = (guint8 *)g_strdup (value);
}

/* That every tap is the next pixel goes without saying; AveragePool could not say it before version
 * 19 of the operators. */
static gboolean
is_default (const char *name, const gint64 *values, int n_values)
{
  if (!g_str_equal (name, "dilations"))
    return FALSE;
  for (int i = 0; i < n_values; i++)
    if (values[i] != 1)
      return FALSE;
  return TRUE;
}

/* Lists of numbers are inputs in ONNX: no operator that is written has one for an attribute. */
void
vanity_onnx_writer_copy_attributes (const VanityOnnxSource *node, Onnx__NodeProto *proto)
{
  g_auto (GStrv) names = g_strsplit (node->copied, " ", -1);

  for (int i = 0; names[i] != NULL; i++)
    {
      VanityAttributeType type;
      const gint64 *ints;
      int n_values;

      if (!vanity_attributes_get_type (node->attributes, names[i], &type))
        continue;
      ints = vanity_attributes_get_ints (node->attributes, names[i], &n_values);
      if (is_default (names[i], ints, n_values))
        continue;
      if (type == VANITY_ATTRIBUTE_INT)
        vanity_onnx_proto_set_int (proto, names[i], ints[0]);
      else if (type == VANITY_ATTRIBUTE_INTS)
        vanity_onnx_proto_set_ints (proto, names[i], ints, n_values);
      else if (type == VANITY_ATTRIBUTE_FLOAT)
        vanity_onnx_proto_set_float (
            proto, names[i], *vanity_attributes_get_floats (node->attributes, names[i], &n_values));
      else if (type == VANITY_ATTRIBUTE_STRING)
        vanity_onnx_proto_set_string (proto, names[i],
                                      vanity_attributes_get_string (node->attributes, names[i]));
    }
}

static int
get_type (VanityDataType type)
{
  return type == VANITY_FLOAT32 ? ONNX__TENSOR_PROTO__DATA_TYPE__FLOAT
                                : ONNX__TENSOR_PROTO__DATA_TYPE__INT64;
}

gboolean
vanity_onnx_writer_has_room (VanityOnnxWriter *self, gsize bytes)
{
  self->full = self->full || bytes > self->room;
  if (!self->full)
    self->room -= bytes;
  return !self->full;
}

void
vanity_onnx_writer_add_tensor (VanityOnnxWriter *self, const char *name, VanityDataType type,
                               const VanityShape *shape, gpointer data)
{
  Onnx__TensorProto *tensor = g_new (Onnx__TensorProto, 1);
  gsize size = vanity_data_type_get_size (type);

  onnx__tensor_proto__init (tensor);
  tensor->name = g_strdup (name);
  tensor->n_dims = shape->rank;
  tensor->dims = g_memdup2 (shape->dim, shape->rank * sizeof *shape->dim);
  tensor->has_data_type = TRUE;
  tensor->data_type = get_type (type);
  tensor->has_raw_data = TRUE;
  tensor->raw_data.data = data;
  tensor->raw_data.len = vanity_shape_get_elements (shape) * size;
  /* The file's bytes begin with the lowest, whatever the machine's do. */
  if (G_BYTE_ORDER == G_BIG_ENDIAN)
    for (gsize at = 0; at < tensor->raw_data.len; at += size)
      for (gsize i = 0; i < size / 2; i++)
        {
          guint8 byte = tensor->raw_data.data[at + i];

          tensor->raw_data.data[at + i] = tensor->raw_data.data[at + size - 1 - i];
          tensor->raw_data.data[at + size - 1 - i] = byte;
        }
  g_ptr_array_add (self->tensors, tensor);
}

static const char *
add_copy (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *what,
          VanityDataType type, const VanityShape *shape, gconstpointer values)
{
  g_autofree char *suffix = g_strconcat ("/", what, NULL);
  const char *name = vanity_onnx_writer_take_name (self, node->name, suffix);
  gsize bytes = vanity_shape_get_elements (shape) * vanity_data_type_get_size (type);

  if (vanity_onnx_writer_has_room (self, bytes))
    vanity_onnx_writer_add_tensor (self, name, type, shape, g_memdup2 (values, bytes));
  return name;
}

const char *
vanity_onnx_writer_add_ints (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *what,
                             const gint64 *values, int n_values)
{
  return add_copy (self, node, what, VANITY_INT64, &VANITY_SHAPE (n_values), values);
}

const char *
vanity_onnx_writer_add_floats (VanityOnnxWriter *self, const VanityOnnxSource *node,
                               const char *what, const VanityShape *shape, const float *values)
{
  return add_copy (self, node, what, VANITY_FLOAT32, shape, values);
}

const char *
vanity_onnx_writer_add_number (VanityOnnxWriter *self, const VanityOnnxSource *node,
                               const char *what, float value)
{
  return add_copy (self, node, what, VANITY_FLOAT32, &(VanityShape){ 0 }, &value);
}

Onnx__ValueInfoProto *
vanity_onnx_writer_describe (VanityOnnxWriter *self, const char *name, VanityValueId id)
{
  const VanityShape *shape = vanity_graph_get_shape (self->graph, id);
  Onnx__ValueInfoProto *info = g_new (Onnx__ValueInfoProto, 1);
  Onnx__TypeProto__Tensor *tensor = g_new (Onnx__TypeProto__Tensor, 1);

  onnx__value_info_proto__init (info);
  onnx__type_proto__tensor__init (tensor);
  info->name = g_strdup (name);
  info->type = g_new (Onnx__TypeProto, 1);
  onnx__type_proto__init (info->type);
  info->type->value_case = ONNX__TYPE_PROTO__VALUE_TENSOR_TYPE;
  info->type->tensor_type = tensor;
  tensor->has_elem_type = TRUE;
  tensor->elem_type = get_type (vanity_graph_get_type (self->graph, id));
  tensor->shape = g_new (Onnx__TensorShapeProto, 1);
  onnx__tensor_shape_proto__init (tensor->shape);
  tensor->shape->n_dim = shape->rank;
  tensor->shape->dim = g_new (Onnx__TensorShapeProto__Dimension *, shape->rank + 1);
  for (int i = 0; i < shape->rank; i++)
    {
      Onnx__TensorShapeProto__Dimension *dim = g_new (Onnx__TensorShapeProto__Dimension, 1);

      onnx__tensor_shape_proto__dimension__init (dim);
      dim->value_case = ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_VALUE;
      dim->dim_value = shape->dim[i];
      tensor->shape->dim[i] = dim;
    }
  return info;
}

const char *
vanity_onnx_writer_add_pair (VanityOnnxWriter *self, const VanityOnnxSource *node, const char *op,
                             const char *one, const char *other)
{
  const char *inputs[2] = { one, other };

  return vanity_onnx_writer_add_step (self, node, op, inputs, 2, NULL);
}

const char *
vanity_onnx_writer_add_reshape (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                const char *input, const gint64 *sizes, int rank)
{
  return vanity_onnx_writer_add_pair (
      self, node, "Reshape", input, vanity_onnx_writer_add_ints (self, node, "shape", sizes, rank));
}
