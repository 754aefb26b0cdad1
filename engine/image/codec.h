/* What the readers and writers of file formats share. Internal to engine/image. */
#pragma once

#include "image/format.h"
#include "image/image.h"
#include "image/metadata.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a reader hands back. */
typedef struct
{
  VanityImage *image; /* as it is stored: not turned upright yet */
  int orientation;    /* Exif's, 1 to 8 */
  const char *note;   /* what was lost on the way, translated; or NULL */
} VanityDecoded;

/* `name` is how messages call the photo. */
gboolean vanity_jpeg_read (GBytes *bytes, const char *name, GCancellable *cancellable,
                           VanityDecoded *decoded, GError **error);
gboolean vanity_png_read (GBytes *bytes, const char *name, GCancellable *cancellable,
                          VanityDecoded *decoded, GError **error);
gboolean vanity_pixbuf_read (GBytes *bytes, VanityFormat format, const char *name,
                             GCancellable *cancellable, VanityDecoded *decoded, GError **error);

/* Inks are RGBA's four bytes, 255 for none of it (as Adobe stores them); they become sRGB in
 * place, through the embedded profile where it is one for CMYK. */
void vanity_cmyk_to_srgb (VanityImage *image, GBytes *icc);

/* VANITY_ERROR_LIMIT, with the photo's name, for a size that is not accepted. */
gboolean vanity_check_size (const char *name, guint32 width, guint32 height, GError **error);

/* The space of an embedded profile; sRGB and a note where the profile is unusable. */
VanityColorSpace *vanity_space_for_icc (GBytes *icc, const char **note);

/* The writers return a whole file. `metadata` may hold nothing. */
GBytes *vanity_png_write (const VanityImage *image, const VanityMetadata *metadata,
                          GCancellable *cancellable, GError **error);

/* `source` is the JPEG file that the image was made from, or NULL: its chroma sampling is kept. */
GBytes *vanity_jpeg_write (const VanityImage *image, const VanityMetadata *metadata, int quality,
                           GBytes *source, GCancellable *cancellable, GError **error);

G_END_DECLS
