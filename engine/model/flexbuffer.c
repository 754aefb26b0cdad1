#include "model/flexbuffer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Operators have fewer than ten, and each is looked for by its name. */
#define MAX_ENTRIES 64

/* A packed type is the type with the width of what it points to, as a power of two, in the two low
 * bits. */
typedef enum
{
  TYPE_INT = 1,
  TYPE_UINT = 2,
  TYPE_FLOAT = 3,
  TYPE_INDIRECT_INT = 6,
  TYPE_INDIRECT_UINT = 7,
  TYPE_INDIRECT_FLOAT = 8,
  TYPE_MAP = 9,
  TYPE_VECTOR = 10,
  TYPE_VECTOR_INT = 11,
  TYPE_VECTOR_UINT = 12,
  TYPE_BOOL = 26,
} Type;

static gboolean
set_broken (GError **error)
{
  g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                       _ ("the options of a custom operator are cut off or altered"));
  return FALSE;
}

static gboolean
holds (gsize size, gsize position, gsize wanted)
{
  return position <= size && wanted <= size - position;
}

/* `width` is 1, 2, 4 or 8 and the bytes are there. */
static guint64
load_uint (const guint8 *data, gsize width)
{
  guint64 value = 0;
  for (gsize i = 0; i < width; i++)
    value |= (guint64)data[i] << (8 * i);
  return value;
}

static gint64
load_int (const guint8 *data, gsize width)
{
  int unused = 64 - 8 * (int)width;
  return (gint64)(load_uint (data, width) << unused) >> unused;
}

static gboolean
load_float (const guint8 *data, gsize width, double *value)
{
  guint64 bits = load_uint (data, width);

  if (width == 4)
    {
      guint32 low = (guint32)bits;
      float single;
      memcpy (&single, &low, sizeof single);
      *value = single;
      return TRUE;
    }
  if (width == 8)
    {
      memcpy (value, &bits, sizeof bits);
      return TRUE;
    }
  return FALSE;
}

/* Follows the backward offset of `width` bytes at `position`. */
static gboolean
follow (const guint8 *data, gsize size, gsize position, gsize width, gsize *target)
{
  if (!holds (size, position, width))
    return FALSE;
  guint64 offset = load_uint (data + position, width);
  if (offset > position)
    return FALSE;
  *target = position - offset;
  return TRUE;
}

gboolean
vanity_flex_map_init (VanityFlexMap *map, const guint8 *data, gsize size, GError **error)
{
  *map = (VanityFlexMap){ .data = data, .size = size };

  /* The root is at the end: its value, its packed type, and the width of the value. */
  if (size < 3)
    return set_broken (error);
  gsize root_width = data[size - 1];
  guint8 root_type = data[size - 2];
  if ((root_width != 1 && root_width != 2 && root_width != 4 && root_width != 8)
      || root_width > size - 2 || root_type >> 2 != TYPE_MAP)
    return set_broken (error);
  map->width = (gsize)1 << (root_type & 3);
  if (!follow (data, size, size - 2 - root_width, root_width, &map->values))
    return set_broken (error);

  /* In front of the values: the offset of the keys, the width of the keys, the length. */
  if (map->values < 3 * map->width)
    return set_broken (error);
  gsize head = map->values - 3 * map->width;
  if (!follow (data, size, head, map->width, &map->keys) || !holds (size, head, 3 * map->width))
    return set_broken (error);
  guint64 key_width = load_uint (data + head + map->width, map->width);
  guint64 length = load_uint (data + head + 2 * map->width, map->width);
  if ((key_width != 1 && key_width != 2 && key_width != 4 && key_width != 8)
      || length > size / (map->width + 1) || !holds (size, map->values, length * (map->width + 1))
      || !holds (size, map->keys, length * key_width))
    return set_broken (error);
  if (length > MAX_ENTRIES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("a custom operator has more than %d options"), MAX_ENTRIES);
      return FALSE;
    }
  map->key_width = key_width;
  map->length = length;
  return TRUE;
}

/* A value of the map, or an element of a vector. */
typedef struct
{
  gsize position;
  gsize width;
  guint8 packed_type;
} Value;

static gboolean
find_value (const VanityFlexMap *map, const char *key, Value *value, GError **error)
{
  gsize key_size = strlen (key) + 1;

  for (gsize i = 0; i < map->length; i++)
    {
      gsize name;
      if (!follow (map->data, map->size, map->keys + i * map->key_width, map->key_width, &name))
        return set_broken (error);
      if (!holds (map->size, name, key_size) || memcmp (map->data + name, key, key_size) != 0)
        continue;
      value->position = map->values + i * map->width;
      value->width = map->width;
      value->packed_type = map->data[map->values + map->length * map->width + i];
      return TRUE;
    }
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("the option “%s” is missing"), key);
  return FALSE;
}

/* Replaces a reference to a number by the number. */
static gboolean
resolve (const VanityFlexMap *map, Value *value)
{
  Type type = value->packed_type >> 2;

  if (type != TYPE_INDIRECT_INT && type != TYPE_INDIRECT_UINT && type != TYPE_INDIRECT_FLOAT)
    return holds (map->size, value->position, value->width);
  if (!follow (map->data, map->size, value->position, value->width, &value->position))
    return FALSE;
  value->width = (gsize)1 << (value->packed_type & 3);
  value->packed_type = (type - TYPE_INDIRECT_INT + TYPE_INT) << 2;
  return holds (map->size, value->position, value->width);
}

static gboolean
read_int (const VanityFlexMap *map, Value value, gint64 *number)
{
  if (!resolve (map, &value))
    return FALSE;
  const guint8 *data = map->data + value.position;
  switch (value.packed_type >> 2)
    {
    case TYPE_INT:
      *number = load_int (data, value.width);
      return TRUE;
    case TYPE_UINT:
    case TYPE_BOOL:
      *number = (gint64)MIN (load_uint (data, value.width), G_MAXINT64);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
set_wrong_kind (const char *key, GError **error)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("the option “%s” is not of the expected kind"), key);
  return FALSE;
}

gboolean
vanity_flex_map_get_int (const VanityFlexMap *map, const char *key, gint64 *value, GError **error)
{
  Value found;
  if (!find_value (map, key, &found, error))
    return FALSE;
  return read_int (map, found, value) || set_wrong_kind (key, error);
}

gboolean
vanity_flex_map_get_float (const VanityFlexMap *map, const char *key, double *value, GError **error)
{
  Value found;
  gint64 integer;

  if (!find_value (map, key, &found, error))
    return FALSE;
  if (read_int (map, found, &integer))
    {
      *value = (double)integer;
      return TRUE;
    }
  if (resolve (map, &found) && found.packed_type >> 2 == TYPE_FLOAT
      && load_float (map->data + found.position, found.width, value))
    return TRUE;
  return set_wrong_kind (key, error);
}

gint64 *
vanity_flex_map_get_ints (const VanityFlexMap *map, const char *key, int *n_values, GError **error)
{
  Value found;
  if (!find_value (map, key, &found, error))
    return NULL;

  Type type = found.packed_type >> 2;
  gsize width = (gsize)1 << (found.packed_type & 3);
  if (type != TYPE_VECTOR && type != TYPE_VECTOR_INT && type != TYPE_VECTOR_UINT)
    {
      set_wrong_kind (key, error);
      return NULL;
    }

  /* The length stands in front of the elements; an untyped vector has their types behind. */
  gsize start;
  gsize element = type == TYPE_VECTOR ? width + 1 : width;
  if (!follow (map->data, map->size, found.position, found.width, &start) || start < width)
    {
      set_broken (error);
      return NULL;
    }
  guint64 length = load_uint (map->data + start - width, width);
  if (length > map->size / element || !holds (map->size, start, length * element))
    {
      set_broken (error);
      return NULL;
    }

  g_autofree gint64 *values = g_new (gint64, MAX (length, 1));
  for (gsize i = 0; i < length; i++)
    {
      Value value = { .position = start + i * width, .width = width };
      if (type == TYPE_VECTOR)
        value.packed_type = map->data[start + length * width + i];
      else
        value.packed_type = (type == TYPE_VECTOR_INT ? TYPE_INT : TYPE_UINT) << 2;
      if (!read_int (map, value, &values[i]))
        {
          set_wrong_kind (key, error);
          return NULL;
        }
    }
  *n_values = (int)length;
  return g_steal_pointer (&values);
}
