#include "onnx-writer.h"

#include "base/error.h"
#include "model/model.h"

#include <string.h>

/* Appends to one of protobuf-c's lists, which are freed with free (). A list has room for the next
 * power of two: a sanitizer copies all of it when it grows. */
#define APPEND(list, count, item)                                                                  \
  ((((count) & ((count)-1)) == 0                                                                   \
        ? (void)((list) = g_realloc_n ((list), MAX (2 * (count), 1), sizeof *(list)))              \
        : (void)0),                                                                                \
   (list)[(count)++] = (item))

/* A message on the heap, as onnx__…__init () leaves it. */
#define NEW(type, prefix) ((type *)memcpy (g_new (type, 1), &(type)prefix##__INIT, sizeof (type)))

OnnxWriter *
onnx_writer_new (int opset)
{
  OnnxWriter *self = g_new0 (OnnxWriter, 1);
  Onnx__OperatorSetIdProto *version = NEW (Onnx__OperatorSetIdProto, ONNX__OPERATOR_SET_ID_PROTO);

  self->model = NEW (Onnx__ModelProto, ONNX__MODEL_PROTO);
  self->model->has_ir_version = TRUE;
  self->model->ir_version = 8;
  version->has_version = TRUE;
  version->version = opset;
  APPEND (self->model->opset_import, self->model->n_opset_import, version);
  self->model->graph = NEW (Onnx__GraphProto, ONNX__GRAPH_PROTO);
  return self;
}

void
onnx_writer_free (OnnxWriter *self)
{
  onnx__model_proto__free_unpacked (self->model, NULL);
  g_free (self);
}

static Onnx__ValueInfoProto *
new_info (const char *name, const char *sizes)
{
  Onnx__ValueInfoProto *info = NEW (Onnx__ValueInfoProto, ONNX__VALUE_INFO_PROTO);
  Onnx__TypeProto__Tensor *tensor = NEW (Onnx__TypeProto__Tensor, ONNX__TYPE_PROTO__TENSOR);
  g_auto (GStrv) items = g_strsplit (sizes, ",", -1);

  info->name = g_strdup (name);
  info->type = NEW (Onnx__TypeProto, ONNX__TYPE_PROTO);
  info->type->value_case = ONNX__TYPE_PROTO__VALUE_TENSOR_TYPE;
  info->type->tensor_type = tensor;
  tensor->has_elem_type = TRUE;
  tensor->elem_type = ONNX_TYPE (FLOAT);
  tensor->shape = NEW (Onnx__TensorShapeProto, ONNX__TENSOR_SHAPE_PROTO);
  for (int i = 0; items[i] != NULL; i++)
    {
      Onnx__TensorShapeProto__Dimension *dim
          = NEW (Onnx__TensorShapeProto__Dimension, ONNX__TENSOR_SHAPE_PROTO__DIMENSION);

      if (g_ascii_isdigit (*items[i]) || *items[i] == '-')
        {
          dim->value_case = ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_VALUE;
          dim->dim_value = g_ascii_strtoll (items[i], NULL, 10);
        }
      else
        {
          dim->value_case = ONNX__TENSOR_SHAPE_PROTO__DIMENSION__VALUE_DIM_PARAM;
          dim->dim_param = g_strdup (items[i]);
        }
      APPEND (tensor->shape->dim, tensor->shape->n_dim, dim);
    }
  return info;
}

void
onnx_writer_add_input (OnnxWriter *self, const char *name, const char *sizes)
{
  APPEND (self->model->graph->input, self->model->graph->n_input, new_info (name, sizes));
}

void
onnx_writer_add_output (OnnxWriter *self, const char *name)
{
  APPEND (self->model->graph->output, self->model->graph->n_output, new_info (name, "1"));
}

static Onnx__TensorProto *
add_tensor (OnnxWriter *self, const char *name, int type, const char *sizes, gint64 *count)
{
  Onnx__TensorProto *tensor = NEW (Onnx__TensorProto, ONNX__TENSOR_PROTO);
  g_auto (GStrv) items = g_strsplit (sizes, ",", -1);

  tensor->name = g_strdup (name);
  tensor->has_data_type = TRUE;
  tensor->data_type = type;
  *count = 1;
  for (int i = 0; items[i] != NULL; i++)
    {
      gint64 size = g_ascii_strtoll (items[i], NULL, 10);

      APPEND (tensor->dims, tensor->n_dims, size);
      *count *= size;
    }
  APPEND (self->model->graph->initializer, self->model->graph->n_initializer, tensor);
  return tensor;
}

Onnx__TensorProto *
onnx_writer_add_floats (OnnxWriter *self, const char *name, const char *sizes, const float *values)
{
  gint64 count;
  Onnx__TensorProto *tensor = add_tensor (self, name, ONNX_TYPE (FLOAT), sizes, &count);

  tensor->n_float_data = count;
  tensor->float_data = g_new0 (float, MAX (count, 1));
  if (values != NULL)
    memcpy (tensor->float_data, values, count * sizeof *values);
  return tensor;
}

Onnx__TensorProto *
onnx_writer_add_ints (OnnxWriter *self, const char *name, const char *sizes, const gint64 *values)
{
  gint64 count;
  Onnx__TensorProto *tensor = add_tensor (self, name, ONNX_TYPE (INT64), sizes, &count);

  tensor->n_int64_data = count;
  tensor->int64_data = g_new0 (gint64, MAX (count, 1));
  if (values != NULL)
    memcpy (tensor->int64_data, values, count * sizeof *values);
  return tensor;
}

Onnx__TensorProto *
onnx_writer_add_raw (OnnxWriter *self, const char *name, int type, const char *sizes,
                     gconstpointer data, gsize size)
{
  gint64 count;
  Onnx__TensorProto *tensor = add_tensor (self, name, type, sizes, &count);

  tensor->has_raw_data = TRUE;
  tensor->raw_data.len = size;
  tensor->raw_data.data = g_malloc (MAX (size, 1));
  memcpy (tensor->raw_data.data, data, size);
  return tensor;
}

static void
add_list (Onnx__AttributeProto *attribute, const char *text)
{
  g_autofree char *inside = g_strndup (text + 1, strlen (text) - 2);
  g_auto (GStrv) items = g_strsplit (inside, ",", -1);
  gboolean floats = strchr (text, '.') != NULL;

  attribute->type = floats ? ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__FLOATS
                           : ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INTS;
  for (int i = 0; items[i] != NULL; i++)
    if (floats)
      APPEND (attribute->floats, attribute->n_floats, (float)g_ascii_strtod (items[i], NULL));
    else
      APPEND (attribute->ints, attribute->n_ints, g_ascii_strtoll (items[i], NULL, 10));
}

static void
add_attribute (Onnx__NodeProto *node, const char *name, const char *text)
{
  Onnx__AttributeProto *attribute = NEW (Onnx__AttributeProto, ONNX__ATTRIBUTE_PROTO);

  attribute->name = g_strdup (name);
  attribute->has_type = TRUE;
  if (*text == '[')
    add_list (attribute, text);
  else if (!g_ascii_isdigit (*text) && *text != '-')
    {
      attribute->type = ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__STRING;
      attribute->has_s = TRUE;
      attribute->s.len = strlen (text);
      attribute->s.data = (guint8 *)g_strdup (text);
    }
  else if (strchr (text, '.') != NULL)
    {
      attribute->type = ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__FLOAT;
      attribute->has_f = TRUE;
      attribute->f = g_ascii_strtod (text, NULL);
    }
  else
    {
      attribute->type = ONNX__ATTRIBUTE_PROTO__ATTRIBUTE_TYPE__INT;
      attribute->has_i = TRUE;
      attribute->i = g_ascii_strtoll (text, NULL, 10);
    }
  APPEND (node->attribute, node->n_attribute, attribute);
}

Onnx__NodeProto *
onnx_writer_add_node (OnnxWriter *self, const char *op, const char *inputs, const char *outputs,
                      const char *attributes)
{
  Onnx__NodeProto *node = NEW (Onnx__NodeProto, ONNX__NODE_PROTO);
  g_auto (GStrv) in = g_strsplit (inputs, " ", -1);
  g_auto (GStrv) out = g_strsplit (outputs, " ", -1);
  g_auto (GStrv) words = g_strsplit (attributes, " ", -1);

  node->op_type = g_strdup (op);
  node->name = g_strdup_printf ("%s of %s", op, outputs);
  for (int i = 0; in[i] != NULL; i++)
    APPEND (node->input, node->n_input, g_strdup (g_str_equal (in[i], "-") ? "" : in[i]));
  for (int i = 0; out[i] != NULL; i++)
    APPEND (node->output, node->n_output, g_strdup (g_str_equal (out[i], "-") ? "" : out[i]));
  for (int i = 0; words[i] != NULL; i++)
    {
      char *value = strchr (words[i], '=');

      if (value == NULL)
        continue;
      *value++ = '\0';
      add_attribute (node, words[i], value);
    }
  APPEND (self->model->graph->node, self->model->graph->n_node, node);
  return node;
}

GBytes *
onnx_writer_finish (OnnxWriter *self)
{
  gsize size = onnx__model_proto__get_packed_size (self->model);
  guint8 *data = g_malloc (size);

  onnx__model_proto__pack (self->model, data);
  return g_bytes_new_take (data, size);
}

void
onnx_writer_assert_refused (OnnxWriter *writer, int code, const char *rule)
{
  g_autoptr (GBytes) bytes = onnx_writer_finish (writer);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityGraph) graph = vanity_model_load_bytes (bytes, "test.onnx", &error);

  g_assert_null (graph);
  if (!g_error_matches (error, VANITY_ERROR, code) || strstr (error->message, rule) == NULL)
    g_error ("“%s” (%d) does not say “%s” (%d)", error->message, error->code, rule, code);
  g_assert_true (g_str_has_prefix (error->message, "test.onnx: "));
  g_assert_null (strchr (error->message, '\n'));
}
