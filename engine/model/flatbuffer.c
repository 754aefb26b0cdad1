#include "model/flatbuffer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Offsets are 32 bits, relative ones partly signed: nothing larger can be addressed. */
#define MAX_SIZE G_MAXINT32

void
vanity_flatbuffer_init (VanityFlatbuffer *buffer, const guint8 *data, gsize size)
{
  *buffer = (VanityFlatbuffer){ .data = data, .size = size };
}

static void
break_at (VanityFlatbuffer *buffer, gsize position, const char *rule)
{
  if (buffer->broken != NULL)
    return;
  buffer->broken = rule;
  buffer->broken_at = position;
}

gboolean
vanity_flatbuffer_check (const VanityFlatbuffer *buffer, GError **error)
{
  if (buffer->broken == NULL)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
               _ ("cut off or altered: at byte %zu of %zu, %s"), buffer->broken_at, buffer->size,
               _ (buffer->broken));
  return FALSE;
}

/* Whether `size` bytes at `position` can be read; the subtraction cannot overflow. */
static gboolean
holds (VanityFlatbuffer *buffer, gsize position, gsize size, const char *rule)
{
  if (buffer->broken != NULL)
    return FALSE;
  if (position <= buffer->size && size <= buffer->size - position)
    return TRUE;
  break_at (buffer, position, rule);
  return FALSE;
}

static guint16
load_uint16 (const guint8 *data)
{
  guint16 value;
  memcpy (&value, data, sizeof value);
  return GUINT16_FROM_LE (value);
}

static guint32
load_uint32 (const guint8 *data)
{
  guint32 value;
  memcpy (&value, data, sizeof value);
  return GUINT32_FROM_LE (value);
}

/* Follows the unsigned offset stored at `position`, which has been checked; 0 when it is broken. */
static gsize
follow (VanityFlatbuffer *buffer, gsize position)
{
  guint32 offset = load_uint32 (buffer->data + position);
  if (offset == 0 || offset > buffer->size - position)
    {
      break_at (buffer, position, N_ ("an offset leaves the file"));
      return 0;
    }
  return position + offset;
}

static VanityFlatTable
table_at (VanityFlatbuffer *buffer, gsize start)
{
  VanityFlatTable table = { .buffer = buffer };

  if (!holds (buffer, start, 4, N_ ("a table runs past the end of the file")))
    return table;

  gint64 vtable = (gint64)start - (gint32)load_uint32 (buffer->data + start);
  if (vtable < 0 || vtable > MAX_SIZE)
    {
      break_at (buffer, start, N_ ("the list of a table's fields lies outside the file"));
      return table;
    }
  if (!holds (buffer, vtable, 4, N_ ("the list of a table's fields runs past the end of the file")))
    return table;

  gsize vtable_size = load_uint16 (buffer->data + vtable);
  gsize size = load_uint16 (buffer->data + vtable + 2);
  if (vtable_size < 4 || vtable_size % 2 != 0 || size < 4)
    {
      break_at (buffer, vtable, N_ ("the list of a table's fields has an impossible size"));
      return table;
    }
  if (!holds (buffer, vtable, vtable_size,
              N_ ("the list of a table's fields runs past the end of the file"))
      || !holds (buffer, start, size, N_ ("a table runs past the end of the file")))
    return table;

  table.start = start;
  table.size = size;
  table.vtable = vtable;
  table.vtable_size = vtable_size;
  return table;
}

VanityFlatTable
vanity_flatbuffer_get_root (VanityFlatbuffer *buffer)
{
  VanityFlatTable absent = { .buffer = buffer };

  if (buffer->size > MAX_SIZE)
    {
      break_at (buffer, 0, N_ ("the file is larger than its offsets can reach"));
      return absent;
    }
  if (!holds (buffer, 0, 4, N_ ("the file ends before its first offset")))
    return absent;
  gsize start = follow (buffer, 0);
  return start == 0 ? absent : table_at (buffer, start);
}

/* Where the `size` bytes of `field` are, or 0 when the field is left out. */
static gsize
find_field (const VanityFlatTable *table, int field, gsize size)
{
  gsize slot = 4 + 2 * (gsize)field;

  if (table->start == 0 || table->buffer->broken != NULL || slot + 2 > table->vtable_size)
    return 0;
  gsize offset = load_uint16 (table->buffer->data + table->vtable + slot);
  if (offset == 0)
    return 0;
  if (offset < 4 || offset + size > table->size)
    {
      break_at (table->buffer, table->start, N_ ("a field lies outside its table"));
      return 0;
    }
  return table->start + offset;
}

gboolean
vanity_flat_table_has (const VanityFlatTable *table, int field)
{
  return find_field (table, field, 1) != 0;
}

gint8
vanity_flat_table_get_int8 (const VanityFlatTable *table, int field, gint8 fallback)
{
  gsize position = find_field (table, field, 1);
  return position == 0 ? fallback : (gint8)table->buffer->data[position];
}

guint32
vanity_flat_table_get_uint32 (const VanityFlatTable *table, int field, guint32 fallback)
{
  gsize position = find_field (table, field, 4);
  return position == 0 ? fallback : load_uint32 (table->buffer->data + position);
}

gint32
vanity_flat_table_get_int32 (const VanityFlatTable *table, int field, gint32 fallback)
{
  return (gint32)vanity_flat_table_get_uint32 (table, field, (guint32)fallback);
}

float
vanity_flat_table_get_float (const VanityFlatTable *table, int field, float fallback)
{
  guint32 bits;
  memcpy (&bits, &fallback, sizeof bits);
  bits = vanity_flat_table_get_uint32 (table, field, bits);
  float value;
  memcpy (&value, &bits, sizeof value);
  return value;
}

VanityFlatTable
vanity_flat_table_get_table (const VanityFlatTable *table, int field)
{
  gsize position = find_field (table, field, 4);
  gsize start = position == 0 ? 0 : follow (table->buffer, position);
  return start == 0 ? (VanityFlatTable){ .buffer = table->buffer }
                    : table_at (table->buffer, start);
}

VanityFlatVector
vanity_flat_table_get_vector (const VanityFlatTable *table, int field, gsize element_size)
{
  VanityFlatVector vector = { .buffer = table->buffer, .element_size = element_size };
  gsize position = find_field (table, field, 4);
  gsize start = position == 0 ? 0 : follow (table->buffer, position);

  if (start == 0 || !holds (table->buffer, start, 4, N_ ("a list starts past the end of the file")))
    return vector;
  gsize length = load_uint32 (table->buffer->data + start);
  /* 64-bit sizes: 2³² elements of at most 8 bytes do not overflow; elsewhere the division holds. */
  if (length > table->buffer->size / element_size)
    {
      break_at (table->buffer, start, N_ ("a list is longer than the file"));
      return vector;
    }
  if (!holds (table->buffer, start + 4, length * element_size,
              N_ ("a list runs past the end of the file")))
    return vector;

  vector.data = table->buffer->data + start + 4;
  vector.length = length;
  return vector;
}

char *
vanity_flat_table_dup_string (const VanityFlatTable *table, int field, gsize limit)
{
  VanityFlatVector bytes = vanity_flat_table_get_vector (table, field, 1);
  if (bytes.data == NULL)
    return g_strdup ("");
  char *text = g_utf8_make_valid ((const char *)bytes.data, MIN (bytes.length, limit));
  for (char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = '?';
  return text;
}

gint32
vanity_flat_vector_get_int32 (const VanityFlatVector *vector, gsize index)
{
  g_return_val_if_fail (index < vector->length && vector->element_size == 4, 0);
  return (gint32)load_uint32 (vector->data + 4 * index);
}

VanityFlatTable
vanity_flat_vector_get_table (const VanityFlatVector *vector, gsize index)
{
  VanityFlatTable absent = { .buffer = vector->buffer };
  g_return_val_if_fail (index < vector->length && vector->element_size == 4, absent);

  if (vector->buffer->broken != NULL)
    return absent;
  gsize start = follow (vector->buffer, vector->data - vector->buffer->data + 4 * index);
  return start == 0 ? absent : table_at (vector->buffer, start);
}
