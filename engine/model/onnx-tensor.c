/* Tensors that are given: every numeric element type, as typed lists, as raw bytes (little-endian,
 * whatever the machine) or in a file beside the model. */
#include "model/onnx.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TYPE(name) ONNX__TENSOR_PROTO__DATA_TYPE__##name

typedef enum
{
  SIGNED,
  UNSIGNED,
  FLOATING,
  BRAIN, /* bfloat16 */
} Kind;

typedef struct
{
  int type;
  const char *name;
  Kind kind;
  int size; /* bytes */
} Type;

static const Type types[] = {
  { TYPE (FLOAT), "float32", FLOATING, 4 },   { TYPE (UINT8), "uint8", UNSIGNED, 1 },
  { TYPE (INT8), "int8", SIGNED, 1 },         { TYPE (UINT16), "uint16", UNSIGNED, 2 },
  { TYPE (INT16), "int16", SIGNED, 2 },       { TYPE (INT32), "int32", SIGNED, 4 },
  { TYPE (INT64), "int64", SIGNED, 8 },       { TYPE (BOOL), "bool", UNSIGNED, 1 },
  { TYPE (FLOAT16), "float16", FLOATING, 2 }, { TYPE (DOUBLE), "float64", FLOATING, 8 },
  { TYPE (UINT32), "uint32", UNSIGNED, 4 },   { TYPE (UINT64), "uint64", UNSIGNED, 8 },
  { TYPE (BFLOAT16), "bfloat16", BRAIN, 2 },
};

static const Type *
find_type (int type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i].type == type)
      return &types[i];
  return NULL;
}

gboolean
vanity_onnx_type_is_float (int type)
{
  const Type *found = find_type (type);

  return found != NULL && (found->kind == FLOATING || found->kind == BRAIN);
}

const char *
vanity_onnx_type_get_name (int type)
{
  const Type *found = find_type (type);

  return found != NULL ? found->name : NULL;
}

static gboolean
fail (const char *name, VanityError code, GError **error, const char *rule)
{
  g_autofree char *valid = vanity_onnx_dup_name (name);
  g_set_error (error, VANITY_ERROR, (int)code, _ ("constant “%s”: %s"), valid, rule);
  return FALSE;
}

/* IEEE 754 binary16. */
static float
half_to_float (guint16 bits)
{
  int exponent = bits >> 10 & 31;
  int mantissa = bits & 1023;
  float value;

  if (exponent == 31)
    value = mantissa != 0 ? NAN : INFINITY;
  else if (exponent == 0)
    value = ldexpf (mantissa, -24);
  else
    value = ldexpf (mantissa + 1024, exponent - 25);
  return (bits & 0x8000) != 0 ? -value : value;
}

static float
brain_to_float (guint16 bits)
{
  guint32 word = (guint32)bits << 16;
  float value;

  memcpy (&value, &word, sizeof value);
  return value;
}

/* Element `index` of little-endian bytes, into element `index` of `out`. */
static gboolean
read_element (const Type *type, const guint8 *raw, gint64 index, gpointer out)
{
  guint64 bits = 0;
  guint32 word;
  float single;
  double wide;

  for (int i = type->size - 1; i >= 0; i--)
    bits = bits << 8 | raw[index * type->size + i];
  switch (type->kind)
    {
    case FLOATING:
      word = bits;
      memcpy (&single, &word, sizeof single);
      memcpy (&wide, &bits, sizeof wide);
      ((float *)out)[index] = type->size == 2   ? half_to_float (bits)
                              : type->size == 4 ? single
                                                : (float)wide;
      return TRUE;
    case BRAIN:
      ((float *)out)[index] = brain_to_float (bits);
      return TRUE;
    case SIGNED:
      ((gint64 *)out)[index] = (gint64)(bits << (64 - 8 * type->size)) >> (64 - 8 * type->size);
      return TRUE;
    case UNSIGNED:
    default:
      ((gint64 *)out)[index] = type->type == TYPE (BOOL) ? bits != 0 : (gint64)bits;
      return bits <= G_MAXINT64;
    }
}

static gboolean
read_raw (const Type *type, const guint8 *raw, gsize size, gint64 count, gpointer out,
          const char *name, GError **error)
{
  if (size != (gsize)count * type->size)
    {
      g_autofree char *rule = g_strdup_printf (_ ("%zu bytes cannot be %" PRId64 " elements of %s"),
                                               size, count, type->name);
      return fail (name, VANITY_ERROR_FORMAT, error, rule);
    }
  for (gint64 i = 0; i < count; i++)
    if (!read_element (type, raw, i, out))
      return fail (name, VANITY_ERROR_UNSUPPORTED, error, _ ("an integer passes 2⁶³"));
  return TRUE;
}

/* The lists of the message; which one holds a type is in the comments of onnx.proto. */
static gboolean
read_lists (const Type *type, const Onnx__TensorProto *tensor, gint64 count, gpointer out,
            const char *name, GError **error)
{
  gsize given;

  if (type->type == TYPE (FLOAT))
    given = tensor->n_float_data;
  else if (type->type == TYPE (DOUBLE))
    given = tensor->n_double_data;
  else if (type->type == TYPE (INT64))
    given = tensor->n_int64_data;
  else if (type->type == TYPE (UINT32) || type->type == TYPE (UINT64))
    given = tensor->n_uint64_data;
  else
    given = tensor->n_int32_data;
  if (given != (gsize)count)
    {
      g_autofree char *rule
          = g_strdup_printf (_ ("%zu elements are given, its shape says %" PRId64), given, count);
      return fail (name, VANITY_ERROR_FORMAT, error, rule);
    }
  for (gint64 i = 0; i < count; i++)
    {
      if (type->type == TYPE (FLOAT))
        ((float *)out)[i] = tensor->float_data[i];
      else if (type->type == TYPE (DOUBLE))
        ((float *)out)[i] = tensor->double_data[i];
      else if (type->type == TYPE (FLOAT16))
        ((float *)out)[i] = half_to_float (tensor->int32_data[i]);
      else if (type->kind == BRAIN)
        ((float *)out)[i] = brain_to_float (tensor->int32_data[i]);
      else if (type->type == TYPE (INT64))
        ((gint64 *)out)[i] = tensor->int64_data[i];
      else if (type->type == TYPE (UINT32) || type->type == TYPE (UINT64))
        ((gint64 *)out)[i] = MIN (tensor->uint64_data[i], G_MAXINT64);
      else
        ((gint64 *)out)[i]
            = type->type == TYPE (BOOL) ? tensor->int32_data[i] != 0 : tensor->int32_data[i];
    }
  return TRUE;
}

/* The steps of a path below the model's folder: relative, none upwards. NULL for another path. */
static char **
split_inside (const char *location)
{
  g_auto (GStrv) parts = NULL;

  if (location == NULL || *location == '\0' || g_path_is_absolute (location)
      || strchr (location, '\\') != NULL)
    return NULL;
  parts = g_strsplit (location, "/", -1);
  for (int i = 0; parts[i] != NULL; i++)
    if (g_str_equal (parts[i], "..") || g_str_equal (parts[i], ".") || *parts[i] == '\0')
      return NULL;
  return g_steal_pointer (&parts);
}

/* Opens what lies at the end of those steps from `folder`. None may be a link, which could lead out
 * of it. −1 with errno. */
static int
open_inside (const char *folder, char **parts)
{
  int fd = open (folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);

  for (int i = 0; fd >= 0 && parts[i] != NULL; i++)
    {
      int step = openat (fd, parts[i],
                         O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW
                             | (parts[i + 1] != NULL ? O_DIRECTORY : 0));
      int saved = errno;

      close (fd);
      errno = saved;
      fd = step;
    }
  return fd;
}

/* `size` bytes from `offset` of an ordinary file; NULL with a rule in `wrong`. Closes `fd`. */
static guint8 *
read_part (int fd, gint64 offset, gsize size, const char **wrong)
{
  struct stat status;
  guint8 *data = NULL;
  gsize done = 0;

  *wrong = NULL;
  if (fd < 0 || fstat (fd, &status) != 0)
    *wrong = g_strerror (errno);
  else if (!S_ISREG (status.st_mode))
    *wrong = _ ("not an ordinary file");
  else if (offset > status.st_size || (gint64)size > status.st_size - offset)
    *wrong = _ ("the file is too short");
  else
    data = g_try_malloc (MAX (size, 1));
  if (*wrong == NULL && data == NULL)
    *wrong = _ ("no memory");
  while (*wrong == NULL && done < size)
    {
      gssize n_read = pread (fd, data + done, size - done, offset + (gint64)done);

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read <= 0)
        *wrong = n_read < 0 ? g_strerror (errno) : _ ("the file is too short");
      else
        done += n_read;
    }
  if (fd >= 0)
    close (fd);
  if (*wrong != NULL)
    g_clear_pointer (&data, g_free);
  return data;
}

static gboolean
read_external (VanityOnnx *self, const Type *type, const Onnx__TensorProto *tensor, gint64 count,
               gpointer out, const char *name, GError **error)
{
  const char *location = NULL, *wrong;
  gint64 offset = 0, length = count * type->size;
  g_auto (GStrv) parts = NULL;
  g_autofree guint8 *raw = NULL;

  for (gsize i = 0; i < tensor->n_external_data; i++)
    {
      const char *key = tensor->external_data[i]->key;
      const char *value = tensor->external_data[i]->value;
      gint64 *number = g_strcmp0 (key, "offset") == 0   ? &offset
                       : g_strcmp0 (key, "length") == 0 ? &length
                                                        : NULL;

      if (g_strcmp0 (key, "location") == 0)
        location = value;
      if (number != NULL
          && !g_ascii_string_to_signed (value != NULL ? value : "", 10, 0, G_MAXINT64, number,
                                        NULL))
        return fail (name, VANITY_ERROR_FORMAT, error, _ ("its place in the file is no number"));
    }
  parts = split_inside (location);
  if (parts == NULL)
    return fail (name, VANITY_ERROR_VALUE, error,
                 _ ("its data must be in a file below the model's folder"));
  if (self->folder == NULL)
    return fail (name, VANITY_ERROR_UNSUPPORTED, error, _ ("its data is in another file"));
  if (length != count * type->size)
    return fail (name, VANITY_ERROR_FORMAT, error, _ ("its length in the file is not its size"));

  raw = read_part (open_inside (self->folder, parts), offset, length, &wrong);
  if (raw == NULL)
    {
      g_autofree char *shown = vanity_onnx_dup_name (location);
      g_autofree char *rule = g_strdup_printf ("%s: %s", shown, wrong);
      return fail (name, VANITY_ERROR_FILE, error, rule);
    }
  return read_raw (type, raw, length, count, out, name, error);
}

VanityOnnxValue *
vanity_onnx_read_tensor (VanityOnnx *self, Onnx__TensorProto *tensor, const char *name,
                         GError **error)
{
  const Type *type = find_type (tensor->data_type);
  VanityShape shape = { .rank = tensor->n_dims };
  VanityOnnxValue *value;
  gboolean read;
  gint64 count;

  if (type == NULL || tensor->segment != NULL)
    {
      fail (name, VANITY_ERROR_UNSUPPORTED, error, _ ("its element type is not supported"));
      return NULL;
    }
  if (tensor->n_dims > VANITY_MAX_RANK)
    {
      fail (name, VANITY_ERROR_LIMIT, error, _ ("it has more than 8 dimensions"));
      return NULL;
    }
  for (int i = 0; i < shape.rank; i++)
    shape.dim[i] = tensor->dims[i];
  count = vanity_shape_get_elements (&shape);
  if (count < 0)
    {
      fail (name, VANITY_ERROR_LIMIT, error, _ ("its shape is negative or far too large"));
      return NULL;
    }
  /* Before there is memory for it: what is inline weighs what it says. */
  if (tensor->data_location != ONNX__TENSOR_PROTO__DATA_LOCATION__EXTERNAL
      && (gsize)count > tensor->raw_data.len + tensor->n_float_data + tensor->n_int32_data
                            + tensor->n_int64_data + tensor->n_double_data + tensor->n_uint64_data)
    {
      fail (name, VANITY_ERROR_FORMAT, error, _ ("its shape has more elements than are given"));
      return NULL;
    }

  value = vanity_onnx_value_new_constant (self, name, type->type, &shape, error);
  if (value == NULL)
    return NULL;
  if (tensor->data_location == ONNX__TENSOR_PROTO__DATA_LOCATION__EXTERNAL)
    read = read_external (self, type, tensor, count, value->data, name, error);
  else if (tensor->has_raw_data)
    read = read_raw (type, tensor->raw_data.data, tensor->raw_data.len, count, value->data, name,
                     error);
  else
    read = read_lists (type, tensor, count, value->data, name, error);
  if (!read)
    g_clear_pointer (&value, vanity_onnx_value_free);
  g_clear_pointer (&tensor->raw_data.data, g_free);
  tensor->raw_data.len = 0;
  return value;
}
