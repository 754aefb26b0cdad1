/* Reading numbers out of files, byte by byte. Internal to engine/image. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline guint16
vanity_le16 (const guint8 *p)
{
  return (guint16)(p[0] | p[1] << 8);
}

static inline guint16
vanity_be16 (const guint8 *p)
{
  return (guint16)(p[0] << 8 | p[1]);
}

static inline guint32
vanity_le32 (const guint8 *p)
{
  return (guint32)vanity_le16 (p) | (guint32)vanity_le16 (p + 2) << 16;
}

static inline guint32
vanity_be32 (const guint8 *p)
{
  return (guint32)vanity_be16 (p) << 16 | vanity_be16 (p + 2);
}

/* The first value of a SHORT or LONG tag in the first directory of a TIFF structure (TIFF 6.0;
 * Exif is one too). FALSE where it is absent or the structure is broken. */
gboolean vanity_tiff_read_uint (const guint8 *data, gsize size, guint16 tag, guint32 *value);

G_END_DECLS
