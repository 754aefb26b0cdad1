#include "image/format.h"

#include "image/bytes.h"

#include <string.h>

static const struct
{
  VanityFormat format;
  const char *name, *mime;
} formats[] = {
  { VANITY_FORMAT_JPEG, "JPEG", "image/jpeg" }, { VANITY_FORMAT_PNG, "PNG", "image/png" },
  { VANITY_FORMAT_GIF, "GIF", "image/gif" },    { VANITY_FORMAT_BMP, "BMP", "image/bmp" },
  { VANITY_FORMAT_WEBP, "WebP", "image/webp" }, { VANITY_FORMAT_TIFF, "TIFF", "image/tiff" },
  { VANITY_FORMAT_HEIF, "HEIF", "image/heif" }, { VANITY_FORMAT_AVIF, "AVIF", "image/avif" },
};

const char *
vanity_format_get_name (VanityFormat format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].format == format)
      return formats[i].name;
  return "?";
}

const char *
vanity_format_get_mime (VanityFormat format)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].format == format)
      return formats[i].mime;
  return NULL;
}

static gboolean
is_at (const guint8 *data, gsize size, gsize offset, const char *magic)
{
  gsize n = strlen (magic);
  return size >= offset + n && memcmp (data + offset, magic, n) == 0;
}

/* ISO/IEC 14496-12 file type box: a major brand, a version, compatible brands. */
static VanityFormat
sniff_iso_media (const guint8 *data, gsize size)
{
  static const char *heif[] = { "heic", "heix", "heim", "heis", "hevc", "mif1", "msf1" };

  if (!is_at (data, size, 4, "ftyp") || size < 12)
    return VANITY_FORMAT_UNKNOWN;

  gsize end = MIN (vanity_be32 (data), size);
  for (gsize at = 8; at + 4 <= end; at += 4)
    if (is_at (data, size, at, "avif") || is_at (data, size, at, "avis"))
      return VANITY_FORMAT_AVIF;
  for (gsize i = 0; i < G_N_ELEMENTS (heif); i++)
    if (is_at (data, size, 8, heif[i]))
      return VANITY_FORMAT_HEIF;
  return VANITY_FORMAT_UNKNOWN;
}

VanityFormat
vanity_format_sniff (const guint8 *data, gsize size)
{
  if (is_at (data, size, 0, "\xff\xd8\xff"))
    return VANITY_FORMAT_JPEG;
  if (is_at (data, size, 0, "\x89PNG\r\n\x1a\n"))
    return VANITY_FORMAT_PNG;
  if (is_at (data, size, 0, "GIF87a") || is_at (data, size, 0, "GIF89a"))
    return VANITY_FORMAT_GIF;
  if (is_at (data, size, 0, "RIFF") && is_at (data, size, 8, "WEBP"))
    return VANITY_FORMAT_WEBP;
  if (size >= 4 && (memcmp (data, "II*\0", 4) == 0 || memcmp (data, "MM\0*", 4) == 0))
    return VANITY_FORMAT_TIFF;
  if (is_at (data, size, 0, "BM"))
    return VANITY_FORMAT_BMP;
  return sniff_iso_media (data, size);
}

VanityFormat
vanity_format_from_name (const char *name)
{
  static const struct
  {
    const char *extension;
    VanityFormat format;
  } extensions[] = {
    { "png", VANITY_FORMAT_PNG },   { "jpg", VANITY_FORMAT_JPEG }, { "jpeg", VANITY_FORMAT_JPEG },
    { "webp", VANITY_FORMAT_WEBP }, { "tif", VANITY_FORMAT_TIFF }, { "tiff", VANITY_FORMAT_TIFF },
  };
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (extensions); i++)
    if (g_ascii_strcasecmp (dot + 1, extensions[i].extension) == 0)
      return extensions[i].format;
  return VANITY_FORMAT_UNKNOWN;
}

static gboolean
read_gif_size (const guint8 *data, gsize size, guint32 *width, guint32 *height)
{
  if (size < 10)
    return FALSE;
  *width = vanity_le16 (data + 6);
  *height = vanity_le16 (data + 8);
  return TRUE;
}

static gboolean
read_bmp_size (const guint8 *data, gsize size, guint32 *width, guint32 *height)
{
  if (size < 26)
    return FALSE;
  if (vanity_le32 (data + 14) == 12) /* OS/2's header */
    {
      *width = vanity_le16 (data + 18);
      *height = vanity_le16 (data + 20);
      return TRUE;
    }

  gint32 signed_height = (gint32)vanity_le32 (data + 22); /* negative: rows from the top */
  *width = vanity_le32 (data + 18);
  *height = signed_height < 0 ? 0u - (guint32)signed_height : (guint32)signed_height;
  return TRUE;
}

/* RFC 9649. */
static gboolean
read_webp_size (const guint8 *data, gsize size, guint32 *width, guint32 *height)
{
  if (size < 30)
    return FALSE;
  if (is_at (data, size, 12, "VP8X"))
    {
      *width = 1 + (vanity_le32 (data + 24) & 0xffffff);
      *height = 1 + (vanity_le32 (data + 26) >> 8);
      return TRUE;
    }
  if (is_at (data, size, 12, "VP8L"))
    {
      guint32 bits = vanity_le32 (data + 21);
      *width = 1 + (bits & 0x3fff);
      *height = 1 + (bits >> 14 & 0x3fff);
      return TRUE;
    }
  if (is_at (data, size, 12, "VP8 "))
    {
      *width = vanity_le16 (data + 26) & 0x3fff;
      *height = vanity_le16 (data + 28) & 0x3fff;
      return TRUE;
    }
  return FALSE;
}

static gboolean
read_tiff_size (const guint8 *data, gsize size, guint32 *width, guint32 *height)
{
  return vanity_tiff_read_uint (data, size, 0x0100, width)
         && vanity_tiff_read_uint (data, size, 0x0101, height);
}

/* ISO/IEC 23008-12: every coded item has an ‘ispe’ box (size, type, version, width, height); the
 * largest counts. Walking the box tree properly would gain nothing: what is judged is the most
 * that the file may ask for. */
static gboolean
read_heif_size (const guint8 *data, gsize size, guint32 *width, guint32 *height)
{
  gsize end = MIN (size, 1 << 20);
  guint64 largest = 0;

  for (gsize at = 4; at + 16 <= end; at++)
    {
      if (memcmp (data + at, "ispe", 4) != 0 || vanity_be32 (data + at - 4) != 20)
        continue;

      guint32 w = vanity_be32 (data + at + 8), h = vanity_be32 (data + at + 12);
      if ((guint64)w * h > largest)
        {
          largest = (guint64)w * h;
          *width = w;
          *height = h;
        }
    }
  return largest > 0;
}

gboolean
vanity_format_read_size (VanityFormat format, const guint8 *data, gsize size, guint32 *width,
                         guint32 *height)
{
  switch (format)
    {
    case VANITY_FORMAT_GIF:
      return read_gif_size (data, size, width, height);
    case VANITY_FORMAT_BMP:
      return read_bmp_size (data, size, width, height);
    case VANITY_FORMAT_WEBP:
      return read_webp_size (data, size, width, height);
    case VANITY_FORMAT_TIFF:
      return read_tiff_size (data, size, width, height);
    case VANITY_FORMAT_HEIF:
    case VANITY_FORMAT_AVIF:
      return read_heif_size (data, size, width, height);
    default:
      return FALSE;
    }
}

/* Rows of pixels, each padded to 32 bits, where the header says that they begin. What a BMP states
 * of its own size is often wrong, and of compressed ones nothing is known beforehand. */
static gboolean
is_bmp_cut_off (const guint8 *data, gsize size)
{
  enum
  {
    BI_RGB = 0,
    BI_BITFIELDS = 3,
  };
  guint32 width, height;

  if (!read_bmp_size (data, size, &width, &height) || size < 34)
    return TRUE;

  gboolean os2 = vanity_le32 (data + 14) == 12;
  guint32 compression = os2 ? BI_RGB : vanity_le32 (data + 30);
  guint64 bits = vanity_le16 (data + (os2 ? 24 : 28));
  if (compression != BI_RGB && compression != BI_BITFIELDS)
    return FALSE;
  return vanity_le32 (data + 10) + (width * bits + 31) / 32 * 4 * height > size;
}

gboolean
vanity_format_is_cut_off (VanityFormat format, const guint8 *data, gsize size)
{
  switch (format)
    {
    case VANITY_FORMAT_WEBP:
      return size < 8 || vanity_le32 (data + 4) + G_GUINT64_CONSTANT (8) > size;
    case VANITY_FORMAT_BMP:
      return is_bmp_cut_off (data, size);
    default:
      return FALSE;
    }
}
