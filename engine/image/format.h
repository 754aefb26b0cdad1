/* File formats: told by a file's first bytes when reading, by its name's extension when writing.
 * Internal to engine/image. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_FORMAT_UNKNOWN,
  VANITY_FORMAT_JPEG,
  VANITY_FORMAT_PNG,
  VANITY_FORMAT_GIF,
  VANITY_FORMAT_BMP,
  VANITY_FORMAT_WEBP,
  VANITY_FORMAT_TIFF,
  VANITY_FORMAT_HEIF,
  VANITY_FORMAT_AVIF,
} VanityFormat;

VanityFormat vanity_format_sniff (const guint8 *data, gsize size);

/* What the extension of `name` promises to hold; UNKNOWN for one that is not written here. */
VanityFormat vanity_format_from_name (const char *name);

const char *vanity_format_get_name (VanityFormat format); /* "JPEG" */
const char *vanity_format_get_mime (VanityFormat format);

/* Width and height as the header states them, for the formats that GdkPixbuf decodes, so that a
 * size is judged before anything is allocated for it. FALSE where the header is cut off or says
 * nothing readable. */
gboolean vanity_format_read_size (VanityFormat format, const guint8 *data, gsize size,
                                  guint32 *width, guint32 *height);

/* Whether the file ends before what its header announces. For WebP and BMP, whose loaders make a
 * half-empty picture of half a file without a word; FALSE for others, which are told by decoding.
 */
gboolean vanity_format_is_cut_off (VanityFormat format, const guint8 *data, gsize size);

G_END_DECLS
