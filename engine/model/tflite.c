#include "model/tflite.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Fields of the schema's tables. */
enum
{
  MODEL_OPERATOR_CODES = 1,
  MODEL_SUBGRAPHS = 2,
  MODEL_BUFFERS = 4
};
enum
{
  CODE_DEPRECATED = 0,
  CODE_CUSTOM = 1,
  CODE_BUILTIN = 3
};
enum
{
  SUBGRAPH_TENSORS,
  SUBGRAPH_INPUTS,
  SUBGRAPH_OUTPUTS,
  SUBGRAPH_OPERATORS
};
enum
{
  TENSOR_SHAPE,
  TENSOR_TYPE,
  TENSOR_BUFFER,
  TENSOR_VARIABLE = 5,
  TENSOR_SPARSITY = 6
};
enum
{
  OPERATOR_CODE,
  OPERATOR_INPUTS,
  OPERATOR_OUTPUTS,
  OPERATOR_OPTIONS = 4,
  OPERATOR_CUSTOM
};
enum
{
  BUFFER_DATA
};

/* Far above any network of faces, and small enough to be counted in a moment. */
#define MAX_TENSORS 65536
#define MAX_OPERATORS 65536
#define MAX_LINKS 262144 /* inputs of all operators together */

/* 1 GiB of activations, all of them together: a bound on what the executor's arena can become. */
#define MAX_ACTIVATION_ELEMENTS (G_GINT64_CONSTANT (1) << 28)

/* float16 doubles when it is unpacked; the rest is for small lists that share their bytes. */
#define MAX_CONSTANT_BYTES(file_size) (2 * (file_size) + 65536)

static gboolean
set_error (GError **error, VanityError code, const char *message)
{
  g_set_error_literal (error, VANITY_ERROR, (int)code, message);
  return FALSE;
}

static gboolean
read_shape (VanityTfliteTensor *tensor, int index, GError **error)
{
  VanityFlatVector shape = vanity_flat_table_get_vector (&tensor->table, TENSOR_SHAPE, 4);

  if (shape.length > VANITY_MAX_RANK)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("tensor %d has %zu dimensions, more than %d"), index, shape.length,
                   VANITY_MAX_RANK);
      return FALSE;
    }
  tensor->has_shape = shape.length > 0;
  tensor->shape.rank = (int)shape.length;
  for (gsize i = 0; i < shape.length; i++)
    {
      tensor->shape.dim[i] = vanity_flat_vector_get_int32 (&shape, i);
      if (tensor->shape.dim[i] < 0)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                       _ ("dimension %d of tensor %d is negative"), (int)i, index);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_tensors (VanityTflite *self, const VanityFlatVector *tensors, const VanityFlatVector *buffers,
              GError **error)
{
  if (tensors->length > MAX_TENSORS)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, _ ("%zu tensors, more than %d"),
                   tensors->length, MAX_TENSORS);
      return FALSE;
    }
  self->n_tensors = (int)tensors->length;
  self->tensors = g_new0 (VanityTfliteTensor, MAX (self->n_tensors, 1));

  for (int i = 0; i < self->n_tensors; i++)
    {
      VanityTfliteTensor *tensor = &self->tensors[i];
      tensor->table = vanity_flat_vector_get_table (tensors, i);
      tensor->type = vanity_flat_table_get_int8 (&tensor->table, TENSOR_TYPE, 0);
      tensor->value = -1;
      if (!read_shape (tensor, i, error))
        return FALSE;
      if (vanity_flat_table_has (&tensor->table, TENSOR_SPARSITY)
          || vanity_flat_table_get_int8 (&tensor->table, TENSOR_VARIABLE, 0) != 0)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                       _ ("tensor %d is sparse or a variable, which is not supported"), i);
          return FALSE;
        }

      guint32 index = vanity_flat_table_get_uint32 (&tensor->table, TENSOR_BUFFER, 0);
      if (index >= buffers->length && (index != 0 || buffers->length != 0))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                       _ ("tensor %d is in buffer %u of %zu"), i, index, buffers->length);
          return FALSE;
        }
      if (index == 0)
        continue;
      VanityFlatTable buffer = vanity_flat_vector_get_table (buffers, index);
      VanityFlatVector data = vanity_flat_table_get_vector (&buffer, BUFFER_DATA, 1);
      if (data.length > 0)
        {
          tensor->data = data.data;
          tensor->size = data.length;
        }
    }
  return vanity_flatbuffer_check (&self->file, error);
}

/* The tensor with number `index`, which comes from the file. */
static VanityTfliteTensor *
get_tensor (VanityTflite *self, int index, GError **error)
{
  if (index >= 0 && index < self->n_tensors)
    return &self->tensors[index];
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("there is no tensor %d among %d"),
               index, self->n_tensors);
  return NULL;
}

static gboolean
add_input (VanityTflite *self, int index, GError **error)
{
  VanityTfliteTensor *tensor = get_tensor (self, index, error);
  gint64 elements;

  if (tensor == NULL)
    return FALSE;
  if (tensor->value >= 0 || tensor->data != NULL)
    return set_error (error, VANITY_ERROR_FORMAT, _ ("it is a constant, or comes twice"));
  if (tensor->type != VANITY_TFLITE_FLOAT32)
    return set_error (error, VANITY_ERROR_UNSUPPORTED, _ ("it is not of float32"));
  elements = vanity_shape_get_elements (&tensor->shape);
  if (elements < 1 || elements > self->activation_elements)
    return set_error (error, VANITY_ERROR_LIMIT, _ ("it is empty or far too large"));
  self->activation_elements -= elements;
  g_autofree char *name = vanity_tflite_tensor_dup_name (tensor);
  tensor->value = vanity_graph_add_input (self->graph, name, &tensor->shape, error);
  return tensor->value >= 0;
}

static gboolean
add_inputs (VanityTflite *self, const VanityFlatVector *inputs, GError **error)
{
  if (inputs->length == 0)
    return set_error (error, VANITY_ERROR_FORMAT, _ ("the network has no inputs"));
  for (gsize i = 0; i < inputs->length; i++)
    if (!add_input (self, vanity_flat_vector_get_int32 (inputs, i), error))
      {
        g_prefix_error (error, _ ("input %d: "), (int)i);
        return FALSE;
      }
  return TRUE;
}

static gboolean
add_output (VanityTflite *self, int index, GError **error)
{
  VanityTfliteTensor *tensor = get_tensor (self, index, error);
  VanityValueId value;

  if (tensor == NULL || !vanity_tflite_use_tensor (self, tensor, &value, error))
    return FALSE;
  vanity_graph_add_output (self->graph, value);
  return TRUE;
}

static gboolean
add_outputs (VanityTflite *self, const VanityFlatVector *outputs, GError **error)
{
  if (outputs->length == 0)
    return set_error (error, VANITY_ERROR_FORMAT, _ ("the network has no outputs"));
  if (outputs->length > MAX_TENSORS)
    return set_error (error, VANITY_ERROR_LIMIT, _ ("the network has too many outputs"));
  for (gsize i = 0; i < outputs->length; i++)
    if (!add_output (self, vanity_flat_vector_get_int32 (outputs, i), error))
      {
        g_prefix_error (error, _ ("output %d: "), (int)i);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_operator (VanityTflite *self, const VanityFlatTable *table, const VanityFlatVector *codes,
               VanityTfliteOperator *op, GError **error)
{
  guint32 code_index = vanity_flat_table_get_uint32 (table, OPERATOR_CODE, 0);
  if (code_index >= codes->length)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("operator %d has kind %u of %zu"),
                   op->index, code_index, codes->length);
      return FALSE;
    }
  /* The first field has eight bits; later files put what does not fit there in the last. */
  VanityFlatTable code = vanity_flat_vector_get_table (codes, code_index);
  int builtin = MAX (vanity_flat_table_get_int8 (&code, CODE_DEPRECATED, 0),
                     vanity_flat_table_get_int32 (&code, CODE_BUILTIN, 0));
  g_autofree char *custom_name = vanity_flat_table_dup_string (&code, CODE_CUSTOM, 120);

  op->options = vanity_flat_table_get_table (table, OPERATOR_OPTIONS);
  op->custom_options = vanity_flat_table_get_vector (table, OPERATOR_CUSTOM, 1);
  op->inputs = vanity_flat_table_get_vector (table, OPERATOR_INPUTS, 4);
  VanityFlatVector outputs = vanity_flat_table_get_vector (table, OPERATOR_OUTPUTS, 4);
  if (!vanity_flatbuffer_check (&self->file, error))
    return FALSE;
  op->map = vanity_tflite_find_operator (builtin, custom_name, &op->name, error);
  if (op->map == NULL)
    {
      g_prefix_error (error, _ ("operator %d: "), op->index);
      return FALSE;
    }

  if (op->inputs.length > self->links)
    return vanity_tflite_fail (op, VANITY_ERROR_LIMIT, error, _ ("far too many inputs"));
  self->links -= op->inputs.length;
  for (gsize i = 0; i < op->inputs.length; i++)
    {
      int input = vanity_flat_vector_get_int32 (&op->inputs, i);
      if (input != -1 && get_tensor (self, input, NULL) == NULL)
        return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                                   _ ("input %d: there is no tensor %d among %d"), (int)i, input,
                                   self->n_tensors);
    }
  if (outputs.length != 1)
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error, _ ("%zu outputs instead of one"),
                               outputs.length);
  op->output = vanity_flat_vector_get_int32 (&outputs, 0);
  VanityTfliteTensor *output = get_tensor (self, op->output, NULL);
  if (output == NULL)
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                               _ ("output 0: there is no tensor %d among %d"), op->output,
                               self->n_tensors);
  if (output->value >= 0 || output->data != NULL)
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                               _ ("tensor %d is computed twice, or is a constant"), op->output);
  return TRUE;
}

static gboolean
add_operators (VanityTflite *self, const VanityFlatVector *operators, const VanityFlatVector *codes,
               GError **error)
{
  if (operators->length > MAX_OPERATORS)
    return set_error (error, VANITY_ERROR_LIMIT, _ ("the network has too many operators"));
  for (gsize i = 0; i < operators->length; i++)
    {
      VanityFlatTable table = vanity_flat_vector_get_table (operators, i);
      VanityTfliteOperator op = { .index = (int)i };

      if (!read_operator (self, &table, codes, &op, error))
        return FALSE;
      gboolean added = op.map (self, &op, error);
      /* Options that could not be read come back as zeros: that is the error to tell. */
      if (self->file.broken != NULL)
        {
          if (error != NULL)
            g_clear_error (error);
          return vanity_flatbuffer_check (&self->file, error);
        }
      if (!added)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_model (VanityTflite *self, GError **error)
{
  VanityFlatTable model = vanity_flatbuffer_get_root (&self->file);
  VanityFlatVector codes = vanity_flat_table_get_vector (&model, MODEL_OPERATOR_CODES, 4);
  VanityFlatVector subgraphs = vanity_flat_table_get_vector (&model, MODEL_SUBGRAPHS, 4);
  VanityFlatVector buffers = vanity_flat_table_get_vector (&model, MODEL_BUFFERS, 4);

  if (!vanity_flatbuffer_check (&self->file, error))
    return FALSE;
  if (subgraphs.length == 0)
    return set_error (error, VANITY_ERROR_FORMAT, _ ("there is no network in it"));

  /* The first is the main one; others are bodies of IF and WHILE, which are not supported. */
  VanityFlatTable network = vanity_flat_vector_get_table (&subgraphs, 0);
  VanityFlatVector tensors = vanity_flat_table_get_vector (&network, SUBGRAPH_TENSORS, 4);
  VanityFlatVector inputs = vanity_flat_table_get_vector (&network, SUBGRAPH_INPUTS, 4);
  VanityFlatVector outputs = vanity_flat_table_get_vector (&network, SUBGRAPH_OUTPUTS, 4);
  VanityFlatVector operators = vanity_flat_table_get_vector (&network, SUBGRAPH_OPERATORS, 4);
  return vanity_flatbuffer_check (&self->file, error)
         && read_tensors (self, &tensors, &buffers, error) && add_inputs (self, &inputs, error)
         && add_operators (self, &operators, &codes, error) && add_outputs (self, &outputs, error);
}

VanityGraph *
vanity_tflite_read (GBytes *bytes, const char *name, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (VanityGraph) graph = vanity_graph_new (name);
  VanityTflite self = {
    .graph = graph,
    .constant_bytes = MAX_CONSTANT_BYTES (size),
    .links = MAX_LINKS,
    .activation_elements = MAX_ACTIVATION_ELEMENTS,
  };

  vanity_flatbuffer_init (&self.file, data, size);
  gboolean read = read_model (&self, error);
  g_free (self.tensors);
  return read ? g_steal_pointer (&graph) : NULL;
}
