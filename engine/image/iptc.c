#include "image/iptc.h"

#include "image/bytes.h"

#include <string.h>

#define PHOTOSHOP_HEADER "Photoshop 3.0" /* with its terminating zero */
#define RESOURCE_IPTC 0x0404

enum
{
  MARKER_RST0 = 0xd0,
  MARKER_SOS = 0xda,
  MARKER_APP13 = 0xed,
  TAG_MARKER = 0x1c,
  RECORD_APPLICATION = 2,
};

/* Datasets of the application record that say where a photo was taken. */
static gboolean
tells_place (int record, int dataset)
{
  switch (record == RECORD_APPLICATION ? dataset : 0)
    {
    case 26:  /* content location code */
    case 27:  /* content location name */
    case 90:  /* city */
    case 92:  /* sublocation */
    case 95:  /* province or state */
    case 100: /* country code */
    case 101: /* country name */
      return TRUE;
    default:
      return FALSE;
    }
}

/* The payloads of the Photoshop segments, which continue one another. */
static GByteArray *
collect_photoshop (const guint8 *data, gsize size)
{
  GByteArray *block = g_byte_array_new ();
  gsize header = sizeof PHOTOSHOP_HEADER;

  for (gsize at = 2; at + 4 <= size && data[at] == 0xff;)
    {
      guint8 marker = data[at + 1];
      if (marker == 0xff) /* padding */
        {
          at++;
          continue;
        }
      if (marker == MARKER_SOS || marker < 0xc0 || (marker & 0xf8) == MARKER_RST0)
        break;

      gsize length = vanity_be16 (data + at + 2);
      if (length < 2 || length > size - at - 2)
        break;
      if (marker == MARKER_APP13 && length - 2 > header
          && memcmp (data + at + 4, PHOTOSHOP_HEADER, header) == 0)
        g_byte_array_append (block, data + at + 4 + header, (guint)(length - 2 - header));
      at += 2 + length;
    }
  return block;
}

/* A resource: “8BIM”, a number, a Pascal string and the data, each of the two padded to an even
 * length. */
static const guint8 *
find_iptc (const GByteArray *block, gsize *size)
{
  for (gsize at = 0; at + 12 <= block->len && memcmp (block->data + at, "8BIM", 4) == 0;)
    {
      guint16 number = vanity_be16 (block->data + at + 4);
      gsize name = (block->data[at + 6] + 2u) & ~1u;
      gsize head = 6 + name + 4;

      if (head > block->len - at)
        return NULL;
      gsize length = vanity_be32 (block->data + at + 6 + name);
      if (length > block->len - at - head)
        return NULL;
      if (number == RESOURCE_IPTC)
        {
          *size = length;
          return block->data + at + head;
        }
      at += head + length + length % 2;
    }
  return NULL;
}

static void
copy_datasets (const guint8 *data, gsize size, gboolean keep_location, GByteArray *out)
{
  /* A marker, record, dataset and a length; a set top bit there would mean a length of the
   * length, which no caption needs. */
  for (gsize at = 0; at + 5 <= size && data[at] == TAG_MARKER;)
    {
      gsize length = vanity_be16 (data + at + 3);

      if (length > 0x7fff || length > size - at - 5)
        break;
      if (keep_location || !tells_place (data[at + 1], data[at + 2]))
        g_byte_array_append (out, data + at, (guint)(5 + length));
      at += 5 + length;
    }
}

GBytes *
vanity_iptc_from_jpeg (GBytes *bytes, gboolean keep_location)
{
  gsize size, n_iptc;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  g_autoptr (GByteArray) out = g_byte_array_new ();

  if (size < 4 || data[0] != 0xff || data[1] != 0xd8)
    return NULL;

  g_autoptr (GByteArray) block = collect_photoshop (data, size);
  const guint8 *iptc = find_iptc (block, &n_iptc);
  if (iptc != NULL)
    copy_datasets (iptc, n_iptc, keep_location, out);
  return out->len > 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}
