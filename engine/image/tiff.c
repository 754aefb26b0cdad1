#include "image/bytes.h"

enum
{
  TYPE_SHORT = 3,
  TYPE_LONG = 4,
};

gboolean
vanity_tiff_read_uint (const guint8 *data, gsize size, guint16 tag, guint32 *value)
{
  if (size < 8)
    return FALSE;

  gboolean little = data[0] == 'I' && data[1] == 'I';
  if (!little && !(data[0] == 'M' && data[1] == 'M'))
    return FALSE;

  guint16 (*read16) (const guint8 *) = little ? vanity_le16 : vanity_be16;
  guint32 (*read32) (const guint8 *) = little ? vanity_le32 : vanity_be32;
  if (read16 (data + 2) != 42)
    return FALSE;

  gsize directory = read32 (data + 4);
  if (directory > size - 2)
    return FALSE;

  /* Twelve bytes an entry: tag, type, count, and the value where it fits in four bytes. */
  int count = read16 (data + directory);
  for (int i = 0; i < count; i++)
    {
      gsize entry = directory + 2 + (gsize)i * 12;
      if (entry + 12 > size)
        return FALSE;
      if (read16 (data + entry) != tag)
        continue;

      guint16 type = read16 (data + entry + 2);
      if (read32 (data + entry + 4) < 1 || (type != TYPE_SHORT && type != TYPE_LONG))
        return FALSE;
      *value = type == TYPE_SHORT ? read16 (data + entry + 8) : read32 (data + entry + 8);
      return TRUE;
    }
  return FALSE;
}
