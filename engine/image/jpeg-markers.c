#include "image/jpeg-markers.h"

#include "image/bytes.h"
#include "image/orientation.h"

#include <stdlib.h>
#include <string.h>

#define EXIF_HEADER "Exif\0" /* and the literal's own zero */
#define XMP_HEADER "http://ns.adobe.com/xap/1.0/"
#define PHOTOSHOP_HEADER "Photoshop 3.0"
#define MAX_SEGMENT 65533

enum
{
  EXIF = JPEG_APP0 + 1,
  ICC = JPEG_APP0 + 2,
  PHOTOSHOP = JPEG_APP0 + 13,
};

void
vanity_jpeg_save_markers (j_decompress_ptr codec)
{
  jpeg_save_markers (codec, EXIF, 0xffff);
  jpeg_save_markers (codec, ICC, 0xffff);
}

int
vanity_jpeg_get_orientation (j_decompress_ptr codec)
{
  gsize skip = sizeof EXIF_HEADER;

  for (jpeg_saved_marker_ptr marker = codec->marker_list; marker != NULL; marker = marker->next)
    if (marker->marker == EXIF && marker->data_length > skip
        && memcmp (marker->data, EXIF_HEADER, skip) == 0)
      return vanity_orientation_from_exif (marker->data + skip, marker->data_length - skip);
  return 1;
}

GBytes *
vanity_jpeg_get_icc (j_decompress_ptr codec)
{
  JOCTET *data;
  unsigned int size;

  if (!jpeg_read_icc_profile (codec, &data, &size))
    return NULL;
  return g_bytes_new_with_free_func (data, size, free, data);
}

static void
write_segment (j_compress_ptr codec, int marker, gconstpointer header, gsize header_size,
               GBytes *body)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (body, &size);

  if (size == 0 || header_size + size > MAX_SEGMENT)
    return;
  jpeg_write_m_header (codec, marker, (unsigned int)(header_size + size));
  for (gsize i = 0; i < header_size; i++)
    jpeg_write_m_byte (codec, ((const guint8 *)header)[i]);
  for (gsize i = 0; i < size; i++)
    jpeg_write_m_byte (codec, data[i]);
}

/* IPTC travels as one resource of a Photoshop block: signature, number 0x0404, an empty name of
 * even length, the size, then the data padded to an even length. */
static void
write_iptc (j_compress_ptr codec, GBytes *iptc)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (iptc, &size);
  g_autoptr (GByteArray) block = g_byte_array_new ();
  guint32 big_endian = GUINT32_TO_BE ((guint32)size);

  g_byte_array_append (block, (const guint8 *)"8BIM\x04\x04\0", 8);
  g_byte_array_append (block, (const guint8 *)&big_endian, 4);
  g_byte_array_append (block, data, (guint)size);
  if (size % 2 == 1)
    g_byte_array_append (block, (const guint8 *)"", 1);

  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&block));
  write_segment (codec, PHOTOSHOP, PHOTOSHOP_HEADER, sizeof PHOTOSHOP_HEADER, bytes);
}

void
vanity_jpeg_write_markers (j_compress_ptr codec, const VanityMetadata *metadata, GBytes *icc)
{
  if (metadata->exif != NULL)
    write_segment (codec, EXIF, EXIF_HEADER, sizeof EXIF_HEADER, metadata->exif);
  if (metadata->xmp != NULL)
    write_segment (codec, EXIF, XMP_HEADER, sizeof XMP_HEADER, metadata->xmp);
  if (metadata->iptc != NULL)
    write_iptc (codec, metadata->iptc);
  if (icc != NULL)
    {
      gsize size;
      const guint8 *data = g_bytes_get_data (icc, &size);
      jpeg_write_icc_profile (codec, data, (unsigned int)size);
    }
}
