#include "tflite-writer.h"

#include <string.h>

/* Everything is written from front to back. What a table refers to comes behind it, so the slot for
 * the offset is left open and filled in when the target is known. */

typedef struct
{
  int type;
  GArray *dim; /* of gint32 */
  guint32 buffer;
} Tensor;

typedef struct
{
  int code;
  char *custom_name;
  GBytes *custom_options;
  GArray *fields; /* of TfliteField, lists copied */
  GArray *inputs; /* of gint32 */
  gint32 output;
} Operator;

struct _TfliteWriter
{
  GPtrArray *tensors;
  GPtrArray *operators;
  GPtrArray *buffers; /* of GBytes; the first is empty */
  GArray *inputs;
  GArray *outputs;
};

static void
tensor_free (gpointer data)
{
  Tensor *tensor = data;
  g_array_unref (tensor->dim);
  g_free (tensor);
}

static void
operator_free (gpointer data)
{
  Operator *op = data;
  for (guint i = 0; i < op->fields->len; i++)
    g_free ((gpointer)g_array_index (op->fields, TfliteField, i).list);
  g_array_unref (op->fields);
  g_array_unref (op->inputs);
  g_clear_pointer (&op->custom_options, g_bytes_unref);
  g_free (op->custom_name);
  g_free (op);
}

TfliteWriter *
tflite_writer_new (void)
{
  TfliteWriter *writer = g_new (TfliteWriter, 1);
  writer->tensors = g_ptr_array_new_with_free_func (tensor_free);
  writer->operators = g_ptr_array_new_with_free_func (operator_free);
  writer->buffers = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  writer->inputs = g_array_new (FALSE, FALSE, sizeof (gint32));
  writer->outputs = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_ptr_array_add (writer->buffers, g_bytes_new (NULL, 0));
  return writer;
}

void
tflite_writer_free (TfliteWriter *writer)
{
  g_ptr_array_unref (writer->tensors);
  g_ptr_array_unref (writer->operators);
  g_ptr_array_unref (writer->buffers);
  g_array_unref (writer->inputs);
  g_array_unref (writer->outputs);
  g_free (writer);
}

int
tflite_writer_add_tensor (TfliteWriter *writer, int type, const int *dim)
{
  Tensor *tensor = g_new0 (Tensor, 1);
  tensor->type = type;
  tensor->dim = g_array_new (FALSE, FALSE, sizeof (gint32));
  for (; *dim >= 0; dim++)
    g_array_append_val (tensor->dim, *dim);
  g_ptr_array_add (writer->tensors, tensor);
  return (int)writer->tensors->len - 1;
}

int
tflite_writer_add_constant (TfliteWriter *writer, int type, const int *dim, gconstpointer elements,
                            gsize size)
{
  int index = tflite_writer_add_tensor (writer, type, dim);
  Tensor *tensor = writer->tensors->pdata[index];
  tensor->buffer = writer->buffers->len;
  g_ptr_array_add (writer->buffers, g_bytes_new (elements, size));
  return index;
}

/* For values that float16 holds exactly and that are not subnormal there. */
static guint16
float_to_half (float value)
{
  guint32 bits = (guint32)tflite_float_bits (value);
  if (value == 0)
    return bits >> 16;
  return (bits >> 16 & 0x8000) | (((bits >> 23 & 0xff) - 112) << 10) | (bits >> 13 & 0x3ff);
}

int
tflite_writer_add_half_constant (TfliteWriter *writer, const int *dim, const float *elements,
                                 int n_elements)
{
  g_autofree guint16 *halves = g_new (guint16, n_elements);
  for (int i = 0; i < n_elements; i++)
    halves[i] = GUINT16_TO_LE (float_to_half (elements[i]));
  int half
      = tflite_writer_add_constant (writer, TFLITE_FLOAT16, dim, halves, 2 * (gsize)n_elements);
  int output = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, dim);
  tflite_writer_add_operator (writer, TFLITE_DEQUANTIZE, NULL, &half, 1, output);
  return output;
}

static Operator *
add_operator (TfliteWriter *writer, int code, const int *inputs, int n_inputs, int output)
{
  Operator *op = g_new0 (Operator, 1);
  op->code = code;
  op->fields = g_array_new (FALSE, FALSE, sizeof (TfliteField));
  op->inputs = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_array_append_vals (op->inputs, inputs, n_inputs);
  op->output = output;
  g_ptr_array_add (writer->operators, op);
  return op;
}

void
tflite_writer_add_operator (TfliteWriter *writer, int code, const TfliteField *fields,
                            const int *inputs, int n_inputs, int output)
{
  Operator *op = add_operator (writer, code, inputs, n_inputs, output);
  for (; fields != NULL && fields->field >= 0; fields++)
    {
      TfliteField field = *fields;
      if (field.list != NULL)
        field.list = g_memdup2 (field.list, sizeof (gint32) * field.n_list);
      g_array_append_val (op->fields, field);
    }
}

void
tflite_writer_add_custom (TfliteWriter *writer, const char *name, GBytes *options,
                          const int *inputs, int n_inputs, int output)
{
  Operator *op = add_operator (writer, TFLITE_CUSTOM, inputs, n_inputs, output);
  op->custom_name = g_strdup (name);
  op->custom_options = options != NULL ? g_bytes_ref (options) : NULL;
}

void
tflite_writer_add_input (TfliteWriter *writer, int tensor)
{
  g_array_append_val (writer->inputs, tensor);
}

void
tflite_writer_add_output (TfliteWriter *writer, int tensor)
{
  g_array_append_val (writer->outputs, tensor);
}

/* --- FlatBuffers --- */

static void
put_uint16 (GByteArray *out, guint16 value)
{
  value = GUINT16_TO_LE (value);
  g_byte_array_append (out, (const guint8 *)&value, sizeof value);
}

static void
put_uint32 (GByteArray *out, guint32 value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (out, (const guint8 *)&value, sizeof value);
}

static void
align (GByteArray *out, guint boundary)
{
  while (out->len % boundary != 0)
    g_byte_array_append (out, (const guint8 *)"", 1);
}

/* Makes the offset in `slot` lead to what is written next. */
static void
point_here (GByteArray *out, guint slot)
{
  guint32 offset = GUINT32_TO_LE (out->len - slot);
  memcpy (out->data + slot, &offset, sizeof offset);
}

/* Writes a table whose fields all have four bytes; `numbers` are the fields that are there. Returns
 * where the first field is: the next is four bytes on. */
static guint
put_table (GByteArray *out, guint slot, const int *numbers, const guint32 *values, int n_fields)
{
  int last = -1;
  for (int i = 0; i < n_fields; i++)
    last = MAX (last, numbers[i]);

  align (out, 4);
  guint vtable = out->len;
  put_uint16 (out, 4 + 2 * (last + 1));
  put_uint16 (out, 4 + 4 * n_fields);
  for (int number = 0; number <= last; number++)
    {
      int offset = 0;
      for (int i = 0; i < n_fields; i++)
        if (numbers[i] == number)
          offset = 4 + 4 * i;
      put_uint16 (out, offset);
    }
  align (out, 4);
  point_here (out, slot);
  put_uint32 (out, out->len - vtable);
  guint first = out->len;
  for (int i = 0; i < n_fields; i++)
    put_uint32 (out, values[i]);
  return first;
}

static guint
put_table_of (GByteArray *out, guint slot, const int *numbers, int n_fields)
{
  g_autofree guint32 *zeros = g_new0 (guint32, MAX (n_fields, 1));
  return put_table (out, slot, numbers, zeros, n_fields);
}

static void
put_bytes (GByteArray *out, guint slot, gconstpointer data, gsize size)
{
  align (out, 4);
  point_here (out, slot);
  put_uint32 (out, size);
  g_byte_array_append (out, data, size);
  g_byte_array_append (out, (const guint8 *)"", 1); /* the end of a string */
}

static void
put_ints (GByteArray *out, guint slot, const gint32 *values, guint n_values)
{
  align (out, 4);
  point_here (out, slot);
  put_uint32 (out, n_values);
  for (guint i = 0; i < n_values; i++)
    put_uint32 (out, (guint32)values[i]);
}

/* A list of offsets, to be filled in; returns where the first is. */
static guint
put_slots (GByteArray *out, guint slot, guint n_slots)
{
  align (out, 4);
  point_here (out, slot);
  put_uint32 (out, n_slots);
  guint first = out->len;
  for (guint i = 0; i < n_slots; i++)
    put_uint32 (out, 0);
  return first;
}

static void
put_tensor (GByteArray *out, guint slot, const Tensor *tensor, guint index)
{
  g_autofree char *name = g_strdup_printf ("tensor-%u", index);
  guint first = put_table (out, slot, (const int[]){ 0, 1, 2, 3 },
                           (const guint32[]){ 0, tensor->type, tensor->buffer, 0 }, 4);
  put_ints (out, first, (const gint32 *)tensor->dim->data, tensor->dim->len);
  put_bytes (out, first + 12, name, strlen (name));
}

static void
put_options (GByteArray *out, guint slot, const GArray *fields)
{
  g_autofree int *numbers = g_new (int, fields->len + 1);
  g_autofree guint32 *values = g_new (guint32, fields->len + 1);

  for (guint i = 0; i < fields->len; i++)
    {
      const TfliteField *field = &g_array_index (fields, TfliteField, i);
      numbers[i] = field->field;
      values[i] = field->list != NULL ? 0 : (guint32)field->value;
    }
  guint first = put_table (out, slot, numbers, values, fields->len);
  for (guint i = 0; i < fields->len; i++)
    {
      const TfliteField *field = &g_array_index (fields, TfliteField, i);
      if (field->list != NULL)
        put_ints (out, first + 4 * i, field->list, field->n_list);
    }
}

static void
put_operator (GByteArray *out, guint slot, const Operator *op, guint index)
{
  /* Options are a union: the kind stands before the table, which no reader here looks at. */
  guint first;
  if (op->custom_options != NULL)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (op->custom_options, &size);
      first = put_table (out, slot, (const int[]){ 0, 1, 2, 5 },
                         (const guint32[]){ index, 0, 0, 0 }, 4);
      put_bytes (out, first + 12, data, size);
    }
  else if (op->fields->len > 0)
    {
      first = put_table (out, slot, (const int[]){ 0, 1, 2, 4, 3 },
                         (const guint32[]){ index, 0, 0, 0, 1 }, 5);
      put_options (out, first + 12, op->fields);
    }
  else
    first = put_table (out, slot, (const int[]){ 0, 1, 2 }, (const guint32[]){ index, 0, 0 }, 3);
  put_ints (out, first + 4, (const gint32 *)op->inputs->data, op->inputs->len);
  put_ints (out, first + 8, &op->output, 1);
}

GBytes *
tflite_writer_finish (TfliteWriter *writer)
{
  GByteArray *out = g_byte_array_new ();

  put_uint32 (out, 0);
  g_byte_array_append (out, (const guint8 *)"TFL3", 4);
  guint model = put_table_of (out, 0, (const int[]){ 1, 2, 4 }, 3);

  /* One kind for each operator: duplicates do no harm. Numbers past 127 do not fit the old field.
   */
  guint codes = put_slots (out, model, writer->operators->len);
  for (guint i = 0; i < writer->operators->len; i++)
    {
      const Operator *op = writer->operators->pdata[i];
      guint first = put_table (out, codes + 4 * i, (const int[]){ 0, 3, 1 },
                               (const guint32[]){ MIN (op->code, 127), op->code, 0 },
                               op->custom_name != NULL ? 3 : 2);
      if (op->custom_name != NULL)
        put_bytes (out, first + 8, op->custom_name, strlen (op->custom_name));
    }

  guint subgraphs = put_slots (out, model + 4, 1);
  guint subgraph = put_table_of (out, subgraphs, (const int[]){ 0, 1, 2, 3 }, 4);
  guint tensors = put_slots (out, subgraph, writer->tensors->len);
  for (guint i = 0; i < writer->tensors->len; i++)
    put_tensor (out, tensors + 4 * i, writer->tensors->pdata[i], i);
  put_ints (out, subgraph + 4, (const gint32 *)writer->inputs->data, writer->inputs->len);
  put_ints (out, subgraph + 8, (const gint32 *)writer->outputs->data, writer->outputs->len);
  guint operators = put_slots (out, subgraph + 12, writer->operators->len);
  for (guint i = 0; i < writer->operators->len; i++)
    put_operator (out, operators + 4 * i, writer->operators->pdata[i], i);

  guint buffers = put_slots (out, model + 8, writer->buffers->len);
  for (guint i = 0; i < writer->buffers->len; i++)
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (writer->buffers->pdata[i], &size);
      guint first = put_table_of (out, buffers + 4 * i, (const int[]){ 0 }, size > 0 ? 1 : 0);
      if (size > 0)
        put_bytes (out, first, data, size);
    }
  return g_byte_array_free_to_bytes (out);
}

gint32
tflite_float_bits (float value)
{
  gint32 bits;
  memcpy (&bits, &value, sizeof bits);
  return bits;
}

/* --- FlexBuffers: every width is four bytes --- */

GBytes *
flexbuffer_write (const FlexField *fields)
{
  enum
  {
    INT = 1,
    FLOAT = 3,
    MAP = 9,
    VECTOR_INT = 11,
    WIDTH = 2
  };
  GByteArray *out = g_byte_array_new ();
  guint names[32], lists[32];
  guint n_fields = 0;

  for (; fields[n_fields].name != NULL; n_fields++)
    {
      const FlexField *field = &fields[n_fields];
      names[n_fields] = out->len;
      g_byte_array_append (out, (const guint8 *)field->name, strlen (field->name) + 1);
      align (out, 4);
      if (field->list == NULL)
        continue;
      put_uint32 (out, field->n_list);
      lists[n_fields] = out->len;
      for (int i = 0; i < field->n_list; i++)
        put_uint32 (out, (guint32)field->list[i]);
    }

  put_uint32 (out, n_fields);
  guint keys = out->len;
  for (guint i = 0; i < n_fields; i++)
    put_uint32 (out, out->len - names[i]);

  put_uint32 (out, out->len - keys);
  put_uint32 (out, 4);
  put_uint32 (out, n_fields);
  guint values = out->len;
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].list != NULL)
      put_uint32 (out, out->len - lists[i]);
    else
      put_uint32 (out, (guint32)(fields[i].is_float ? tflite_float_bits (fields[i].number)
                                                    : fields[i].integer));
  for (guint i = 0; i < n_fields; i++)
    {
      guint8 type = (fields[i].list != NULL ? VECTOR_INT
                     : fields[i].is_float   ? FLOAT
                                            : INT)
                        << 2
                    | WIDTH;
      g_byte_array_append (out, &type, 1);
    }

  put_uint32 (out, out->len - values);
  g_byte_array_append (out, (const guint8[]){ MAP << 2 | WIDTH, 4 }, 2);
  return g_byte_array_free_to_bytes (out);
}
