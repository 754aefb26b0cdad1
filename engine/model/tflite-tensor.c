#include "model/tflite.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME 120

char *
vanity_tflite_tensor_dup_name (const VanityTfliteTensor *tensor)
{
  return vanity_flat_table_dup_string (&tensor->table, 3, MAX_NAME);
}

static const char *
get_type_name (int type)
{
  static const char *const names[]
      = { "float32", "float16", "int32",     "uint8", "int64",  "string",
          "bool",    "int16",   "complex64", "int8",  "float64" };
  return type >= 0 && type < (int)G_N_ELEMENTS (names) ? names[type] : "of an unknown type";
}

/* Bytes of one element, 0 when the type is not read. */
static gsize
get_type_size (int type)
{
  switch (type)
    {
    case VANITY_TFLITE_FLOAT16:
      return 2;
    case VANITY_TFLITE_FLOAT32:
    case VANITY_TFLITE_INT32:
      return 4;
    case VANITY_TFLITE_INT64:
      return 8;
    default:
      return 0;
    }
}

/* IEEE 754 binary16, bit for bit: the exponent is re-biased; what was subnormal is scaled. */
static float
half_to_float (guint16 half)
{
  guint32 sign = (guint32)(half & 0x8000) << 16;
  guint32 exponent = (half >> 10) & 0x1f;
  guint32 fraction = half & 0x3ff;
  guint32 bits;
  float value;

  if (exponent == 0)
    {
      value = (float)fraction * 0x1p-24f;
      return sign != 0 ? -value : value;
    }
  bits = sign | (exponent == 0x1f ? 0x7f800000 : (exponent + 112) << 23) | fraction << 13;
  memcpy (&value, &bits, sizeof value);
  return value;
}

static float
load_float (const guint8 *data)
{
  guint32 bits;
  memcpy (&bits, data, sizeof bits);
  bits = GUINT32_FROM_LE (bits);
  float value;
  memcpy (&value, &bits, sizeof value);
  return value;
}

/* Sets an error that names the tensor before the rule; returns FALSE. */
static gboolean fail (const VanityTfliteTensor *tensor, VanityError code, GError **error,
                      const char *format, ...) G_GNUC_PRINTF (4, 5);

static gboolean
fail (const VanityTfliteTensor *tensor, VanityError code, GError **error, const char *format, ...)
{
  g_autofree char *name = vanity_tflite_tensor_dup_name (tensor);
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *rule = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, VANITY_ERROR, code, _ ("tensor “%s” %s"), name, rule);
  return FALSE;
}

/* The number of elements of a constant, when its bytes are as many as its shape needs. */
static gboolean
check_constant (const VanityTfliteTensor *tensor, gint64 *n_elements, GError **error)
{
  gsize element = get_type_size (tensor->type);

  if (tensor->data == NULL)
    return fail (tensor, VANITY_ERROR_UNSUPPORTED, error,
                 _ ("is computed; only a constant can stand here"));
  if (element == 0)
    return fail (tensor, VANITY_ERROR_UNSUPPORTED, error, _ ("is %s, which is not supported"),
                 get_type_name (tensor->type));
  *n_elements = vanity_shape_get_elements (&tensor->shape);
  if (*n_elements < 0 || (guint64)*n_elements > tensor->size / element
      || (guint64)*n_elements * element != tensor->size)
    {
      g_autofree char *shape = vanity_shape_to_string (&tensor->shape);
      return fail (tensor, VANITY_ERROR_FORMAT, error,
                   _ ("holds %zu bytes, which is not the size of %s %s"), tensor->size, shape,
                   get_type_name (tensor->type));
    }
  return TRUE;
}

gboolean
vanity_tflite_take_bytes (VanityTflite *self, gsize bytes, GError **error)
{
  if (bytes > self->constant_bytes)
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                           _ ("the weights, unpacked, would be far larger than the file"));
      return FALSE;
    }
  self->constant_bytes -= bytes;
  return TRUE;
}

/* NULL when the constant is not of floats, or the limit is passed. */
static float *
unpack_floats (VanityTflite *self, const VanityTfliteTensor *tensor, GError **error)
{
  gint64 n_elements;

  if (!check_constant (tensor, &n_elements, error))
    return NULL;
  if (tensor->type != VANITY_TFLITE_FLOAT32 && tensor->type != VANITY_TFLITE_FLOAT16)
    {
      fail (tensor, VANITY_ERROR_FORMAT, error, _ ("is %s where numbers are wanted"),
            get_type_name (tensor->type));
      return NULL;
    }
  if (!vanity_tflite_take_bytes (self, (gsize)n_elements * sizeof (float), error))
    return NULL;

  float *values = g_new (float, MAX (n_elements, 1));
  if (tensor->type == VANITY_TFLITE_FLOAT32)
    for (gint64 i = 0; i < n_elements; i++)
      values[i] = load_float (tensor->data + 4 * i);
  else
    for (gint64 i = 0; i < n_elements; i++)
      values[i] = half_to_float (tensor->data[2 * i] | tensor->data[2 * i + 1] << 8);
  return values;
}

VanityTfliteTensor *
vanity_tflite_get_input (VanityTflite *self, const VanityTfliteOperator *op, int index)
{
  if ((gsize)index >= op->inputs.length)
    return NULL;
  int tensor = vanity_flat_vector_get_int32 (&op->inputs, index);
  return tensor < 0 ? NULL : &self->tensors[tensor];
}

static VanityTfliteTensor *
require_input (VanityTflite *self, const VanityTfliteOperator *op, int index, GError **error)
{
  VanityTfliteTensor *tensor = vanity_tflite_get_input (self, op, index);
  if (tensor == NULL)
    vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error, _ ("input %d is missing"), index);
  return tensor;
}

gboolean
vanity_tflite_use_tensor (VanityTflite *self, VanityTfliteTensor *tensor, VanityValueId *value,
                          GError **error)
{
  if (tensor->value < 0)
    {
      if (tensor->data == NULL)
        return fail (tensor, VANITY_ERROR_FORMAT, error, _ ("is read before anything computes it"));
      g_autofree float *values = unpack_floats (self, tensor, error);
      if (values == NULL)
        return FALSE;
      g_autofree char *name = vanity_tflite_tensor_dup_name (tensor);
      tensor->value = vanity_graph_add_constant (self->graph, name, VANITY_FLOAT32, &tensor->shape,
                                                 values, error);
    }
  *value = tensor->value;
  return *value >= 0;
}

gboolean
vanity_tflite_use_input (VanityTflite *self, const VanityTfliteOperator *op, int index,
                         VanityValueId *value, GError **error)
{
  VanityTfliteTensor *tensor = require_input (self, op, index, error);
  if (tensor == NULL)
    return FALSE;
  if (vanity_tflite_use_tensor (self, tensor, value, error))
    return TRUE;
  g_prefix_error (error, _ ("operator %d (%s): "), op->index, op->name);
  return FALSE;
}

float *
vanity_tflite_read_floats (VanityTflite *self, const VanityTfliteOperator *op, int index,
                           GError **error)
{
  VanityTfliteTensor *tensor = require_input (self, op, index, error);
  if (tensor == NULL)
    return NULL;
  float *values = unpack_floats (self, tensor, error);
  if (values == NULL)
    g_prefix_error (error, _ ("operator %d (%s): "), op->index, op->name);
  return values;
}

gboolean
vanity_tflite_read_ints (VanityTflite *self, const VanityTfliteOperator *op, int index,
                         int max_values, gint64 *values, int *n_values, GError **error)
{
  VanityTfliteTensor *tensor = require_input (self, op, index, error);
  gint64 n_elements;

  if (tensor == NULL)
    return FALSE;
  if (!check_constant (tensor, &n_elements, error))
    {
      g_prefix_error (error, _ ("operator %d (%s): "), op->index, op->name);
      return FALSE;
    }
  if (tensor->type != VANITY_TFLITE_INT32 && tensor->type != VANITY_TFLITE_INT64)
    return vanity_tflite_fail (op, VANITY_ERROR_FORMAT, error,
                               _ ("input %d is %s where integers are wanted"), index,
                               get_type_name (tensor->type));
  if (n_elements > max_values)
    return vanity_tflite_fail (op, VANITY_ERROR_LIMIT, error,
                               _ ("input %d has %d integers, more than %d"), index, (int)n_elements,
                               max_values);

  gsize element = get_type_size (tensor->type);
  for (gint64 i = 0; i < n_elements; i++)
    {
      guint64 bits = 0;
      for (gsize byte = 0; byte < element; byte++)
        bits |= (guint64)tensor->data[element * i + byte] << (8 * byte);
      gint64 value = element == 4 ? (gint32)bits : (gint64)bits;
      values[i] = CLAMP (value, G_MININT32, G_MAXINT32);
    }
  *n_values = (int)n_elements;
  return TRUE;
}

gboolean
vanity_tflite_add_floats (VanityTflite *self, const char *name, const VanityShape *shape,
                          const float *values, VanityValueId *value, GError **error)
{
  *value = vanity_graph_add_constant (self->graph, name, VANITY_FLOAT32, shape, values, error);
  return *value >= 0;
}
