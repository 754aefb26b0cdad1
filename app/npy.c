#include "npy.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAGIC "\x93NUMPY"
#define MAGIC_SIZE 6
/* NumPy itself refuses longer headers of files that it has no reason to trust. */
#define MAX_HEADER 10000
#define MAX_BYTES (G_GINT64_CONSTANT (1) << 30)

/* The types of elements: what they are called in the file, and their bytes. */
typedef enum
{
  FLOAT32,
  FLOAT64,
  INT32,
  INT64,
  UINT8,
} ElementType;

static const struct
{
  const char *code;
  gsize size;
} element_types[] = {
  [FLOAT32] = { "f4", 4 }, [FLOAT64] = { "f8", 8 }, [INT32] = { "i4", 4 },
  [INT64] = { "i8", 8 },   [UINT8] = { "u1", 1 },
};

typedef struct
{
  ElementType type;
  gboolean big_endian;
  gboolean fortran; /* first dimension innermost */
  VanityShape shape;
} Header;

static gboolean fail (const char *name, VanityError code, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
fail (const char *name, VanityError code, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_autofree char *rule = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, VANITY_ERROR, (int)code, "%s: %s", name, rule);
  return FALSE;
}

void
vanity_npy_free (VanityNpy *npy)
{
  if (npy == NULL)
    return;
  g_free (npy->values);
  g_free (npy);
}

/* --- The header: a Python dictionary of three entries, in ASCII ---
 *
 * Each takes its part from the start of `text` and moves on, or returns FALSE. */

static gboolean
take (const char **text, const char *wanted)
{
  while (g_ascii_isspace (**text))
    (*text)++;
  if (!g_str_has_prefix (*text, wanted))
    return FALSE;
  *text += strlen (wanted);
  return TRUE;
}

/* In either kind of quotes, without escapes; the result is freed with g_free (). */
static gboolean
take_string (const char **text, char **string)
{
  const char *quote = take (text, "'") ? "'" : take (text, "\"") ? "\"" : NULL;
  const char *end = quote != NULL ? strstr (*text, quote) : NULL;

  if (end == NULL)
    return FALSE;
  g_free (*string);
  *string = g_strndup (*text, end - *text);
  *text = end + 1;
  return TRUE;
}

/* (), (3,) or (1, 2, 3) */
static gboolean
take_shape (const char **text, VanityShape *shape)
{
  gboolean more = TRUE;

  shape->rank = 0;
  if (!take (text, "("))
    return FALSE;
  while (!take (text, ")"))
    {
      char *end;
      if (!more || shape->rank == VANITY_MAX_RANK || !g_ascii_isdigit (**text))
        return FALSE;
      guint64 dim = g_ascii_strtoull (*text, &end, 10);
      if (dim > VANITY_MAX_ELEMENTS)
        return FALSE;
      shape->dim[shape->rank++] = (gint64)dim;
      *text = end;
      more = take (text, ",");
    }
  return TRUE;
}

static gboolean
parse_header (const char *text, char **descr, Header *header)
{
  gboolean has_order = FALSE, has_shape = FALSE;
  g_autofree char *key = NULL;

  if (!take (&text, "{"))
    return FALSE;
  while (!take (&text, "}"))
    {
      if (!take_string (&text, &key) || !take (&text, ":"))
        return FALSE;
      if (g_str_equal (key, "descr"))
        {
          if (!take_string (&text, descr))
            return FALSE;
        }
      else if (g_str_equal (key, "fortran_order"))
        {
          has_order = TRUE;
          header->fortran = take (&text, "True");
          if (!header->fortran && !take (&text, "False"))
            return FALSE;
        }
      else if (g_str_equal (key, "shape"))
        {
          has_shape = TRUE;
          if (!take_shape (&text, &header->shape))
            return FALSE;
        }
      else
        return FALSE;
      take (&text, ",");
    }
  return *descr != NULL && has_order && has_shape;
}

/* "<f4": byte order (< little, > big, | none, = the writer's, which NumPy does not write), kind and
 * size. */
static gboolean
parse_descr (const char *descr, Header *header)
{
  if (*descr == '\0' || strchr ("<>|", *descr) == NULL)
    return FALSE;
  header->big_endian = *descr == '>';
  for (gsize i = 0; i < G_N_ELEMENTS (element_types); i++)
    if (g_str_equal (descr + 1, element_types[i].code))
      {
        header->type = (ElementType)i;
        return TRUE;
      }
  return FALSE;
}

/* Reads up to the elements, which start at `*offset`. */
static gboolean
read_header (const guint8 *data, gsize size, const char *name, Header *header, gsize *offset,
             GError **error)
{
  if (size < 10 || memcmp (data, MAGIC, MAGIC_SIZE) != 0)
    return fail (name, VANITY_ERROR_FORMAT, error, _ ("not a NumPy .npy file"));
  int major = data[6];
  if (major < 1 || major > 3)
    return fail (name, VANITY_ERROR_UNSUPPORTED, error,
                 _ ("version %d of the .npy format is not supported"), major);

  gsize length = data[8] | data[9] << 8;
  *offset = 10;
  if (major > 1)
    {
      if (size < 12)
        return fail (name, VANITY_ERROR_FORMAT, error, _ ("cut off in its header"));
      length |= (gsize)data[10] << 16 | (gsize)data[11] << 24;
      *offset = 12;
    }
  if (length > MAX_HEADER)
    return fail (name, VANITY_ERROR_LIMIT, error, _ ("its header has %zu bytes, more than %d"),
                 length, MAX_HEADER);
  if (length > size - *offset)
    return fail (name, VANITY_ERROR_FORMAT, error, _ ("cut off in its header"));

  g_autofree char *text = g_strndup ((const char *)data + *offset, length);
  g_autofree char *descr = NULL;
  *offset += length;
  if (!parse_header (text, &descr, header))
    return fail (name, VANITY_ERROR_FORMAT, error,
                 _ ("its header is broken, or has more than %d dimensions"), VANITY_MAX_RANK);
  if (!parse_descr (descr, header))
    {
      g_autofree char *shown = g_utf8_make_valid (descr, -1);
      return fail (name, VANITY_ERROR_UNSUPPORTED, error,
                   _ ("elements of type “%s” are not supported, only float32, float64, int32, "
                      "int64 and uint8"),
                   shown);
    }
  return TRUE;
}

/* --- The elements --- */

static float
convert (const guint8 *data, const Header *header)
{
  gsize size = element_types[header->type].size;
  guint64 bits = 0;

  for (gsize i = 0; i < size; i++)
    bits |= (guint64)data[header->big_endian ? size - 1 - i : i] << (8 * i);
  switch (header->type)
    {
    case FLOAT32:
      {
        guint32 low = (guint32)bits;
        float value;
        memcpy (&value, &low, sizeof value);
        return value;
      }
    case FLOAT64:
      {
        double value;
        memcpy (&value, &bits, sizeof value);
        return (float)value;
      }
    case INT32:
      return (float)(gint32)bits;
    case INT64:
      return (float)(gint64)bits;
    case UINT8:
    default:
      return (float)bits;
    }
}

/* Where the element that comes `index`-th in C order is in a file of Fortran order. */
static gint64
to_fortran (gint64 index, const VanityShape *shape)
{
  gint64 stride = 1, position = 0;

  for (int axis = 0; axis < shape->rank; axis++)
    stride *= shape->dim[axis];
  for (int axis = shape->rank - 1; axis >= 0; axis--)
    {
      stride /= shape->dim[axis];
      position += index % shape->dim[axis] * stride;
      index /= shape->dim[axis];
    }
  return position;
}

VanityNpy *
vanity_npy_load_bytes (GBytes *bytes, const char *name, GError **error)
{
  Header header = { 0 };
  gsize size, offset = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (!read_header (data, size, name, &header, &offset, error))
    return NULL;
  gint64 n_elements = vanity_shape_get_elements (&header.shape);
  if (n_elements < 0 || n_elements > MAX_BYTES / (gint64)sizeof (float))
    {
      fail (name, VANITY_ERROR_LIMIT, error, _ ("more than 1 GiB of elements"));
      return NULL;
    }
  gsize element = element_types[header.type].size;
  if (size - offset != (gsize)n_elements * element)
    {
      g_autofree char *shape = vanity_shape_to_string (&header.shape);
      fail (name, VANITY_ERROR_FORMAT, error, _ ("%zu bytes of elements are not the size of %s %s"),
            size - offset, shape, element_types[header.type].code);
      return NULL;
    }

  VanityNpy *npy = g_new (VanityNpy, 1);
  npy->shape = header.shape;
  npy->values = g_new (float, MAX (n_elements, 1));
  data += offset;
  for (gint64 i = 0; i < n_elements; i++)
    {
      gint64 from = header.fortran ? to_fortran (i, &header.shape) : i;
      npy->values[i] = convert (data + from * element, &header);
    }
  return npy;
}

VanityNpy *
vanity_npy_load (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GError) reason = NULL;
  GStatBuf status;

  /* A pipe or a device could give bytes without end. */
  if (g_stat (path, &status) == 0 && !S_ISREG (status.st_mode))
    {
      fail (name, VANITY_ERROR_FILE, error, _ ("not an ordinary file"));
      return NULL;
    }
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &reason);
  if (file == NULL)
    {
      fail (name, VANITY_ERROR_FILE, error, "%s", reason->message);
      return NULL;
    }
  g_autoptr (GBytes) bytes = g_mapped_file_get_bytes (file);
  return vanity_npy_load_bytes (bytes, name, error);
}

gboolean
vanity_npy_save (const char *path, const VanityShape *shape, const float *values, GError **error)
{
  gint64 n_elements = vanity_shape_get_elements (shape);
  g_autoptr (GString) header = g_string_new ("{'descr': '<f4', 'fortran_order': False, 'shape': (");
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_autoptr (GError) reason = NULL;

  for (int axis = 0; axis < shape->rank; axis++)
    g_string_append_printf (header, "%" G_GINT64_FORMAT "%s", shape->dim[axis],
                            axis < shape->rank - 1 ? ", "
                            : shape->rank == 1     ? ","
                                                   : "");
  g_string_append (header, "), }");
  /* The elements start at a multiple of 64 bytes; a line feed ends the header. */
  while ((10 + header->len + 1) % 64 != 0)
    g_string_append_c (header, ' ');
  g_string_append_c (header, '\n');

  guint8 length[] = { header->len & 0xff, header->len >> 8 };
  g_byte_array_append (file, (const guint8 *)MAGIC "\x01\x00", MAGIC_SIZE + 2);
  g_byte_array_append (file, length, sizeof length);
  g_byte_array_append (file, (const guint8 *)header->str, header->len);
  guint start = file->len;
  g_byte_array_set_size (file, start + n_elements * sizeof (float));
  for (gint64 i = 0; i < n_elements; i++)
    {
      guint32 bits;
      memcpy (&bits, &values[i], sizeof bits);
      bits = GUINT32_TO_LE (bits);
      memcpy (file->data + start + 4 * i, &bits, sizeof bits);
    }

  if (g_file_set_contents_full (path, (const char *)file->data, file->len,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666,
                                &reason))
    return TRUE;
  g_autofree char *name = g_filename_display_name (path);
  return fail (name, VANITY_ERROR_FILE, error, "%s", reason->message);
}
