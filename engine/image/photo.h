/* A photo as it came: its upright raster, and what must travel with it to a saved copy
 * (metadata, colour profile, format). */
#pragma once

#include "image/format.h"
#include "image/image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityPhoto VanityPhoto; /* reference counted, immutable */

/* Reads JPEG and PNG itself, other formats through GdkPixbuf's loaders; the first frame of an
 * animation. EXIF orientation is applied. Errors name the file and the reason: _FILE (cannot be
 * read), _FORMAT (not an image, cut off), _LIMIT (too large, also by its header alone). */
VanityPhoto *vanity_photo_load (GFile *file, GCancellable *cancellable, GError **error);

/* The same from memory; `name` is used in messages. */
VanityPhoto *vanity_photo_load_bytes (GBytes *bytes, const char *name, GCancellable *cancellable,
                                      GError **error);

/* A photo from pixels that never were a file (pasted, from a camera). */
VanityPhoto *vanity_photo_new_from_image (VanityImage *image, const char *name);

VanityPhoto *vanity_photo_ref (VanityPhoto *photo);
void vanity_photo_unref (VanityPhoto *photo);

VanityImage *vanity_photo_get_image (VanityPhoto *photo); /* owned by the photo */
/* The raster for networks that find faces, upright, depth and space those of the photo; not for
 * makeup. A JPEG of up to 2048 pixels a side is decoded again, its chroma interpolated without
 * being rounded on the way (ITU-T T.871), as browsers draw it: MediaPipe's answers were made on
 * such pixels, and one of 255 can move its detector's region, and so the mesh, by some tenths of a
 * per cent of the face's width. Any other photo gives its own image. */
VanityImage *vanity_photo_new_view (VanityPhoto *photo, GCancellable *cancellable, GError **error);

const char *vanity_photo_get_name (VanityPhoto *photo); /* display name of the file */
GFile *vanity_photo_get_file (VanityPhoto *photo);      /* or NULL */

/* The file as it came, NULL for pixels that never were one; owned by the photo. Its SHA-256 (FIPS
 * 180-4) in hexadecimal digits is worked out when first asked for, on any thread; NULL likewise. */
GBytes *vanity_photo_get_bytes (VanityPhoto *photo);
const char *vanity_photo_get_sha256 (VanityPhoto *photo);

/* One sentence on what could not be kept when the photo was read (printing inks, a damaged colour
 * profile), for the person to see; NULL where all is well. */
const char *vanity_photo_get_note (VanityPhoto *photo);

typedef struct
{
  /* JPEG, WebP: 1 to 100. 0 means the default: 95, and where both the photo and the saved file
   * are JPEG, the photo's own quantisation, with every block that holds no changed pixel kept as
   * it is. */
  int quality;
  gboolean keep_location; /* what tells a place is removed unless this is set */
} VanitySaveOptions;

/* Writes `image` (a made-over copy of the photo's raster, of any size) with the photo's profile
 * and metadata (its orientation that of the pixels saved, thumbnail dropped) to `file`, in the
 * format its extension names: .png (8 or 16 bit), .jpg/.jpeg, .webp, .tif/.tiff where the system
 * can. Atomic: written beside, flushed, renamed; on error nothing is left and an old file stays as
 * it was. `options` may be NULL. */
gboolean vanity_photo_save (VanityPhoto *photo, const VanityImage *image, GFile *file,
                            const VanitySaveOptions *options, GCancellable *cancellable,
                            GError **error);

/* The same as the bytes of such a file: VANITY_FORMAT_JPEG or _PNG; _UNKNOWN chooses JPEG where the
 * photo is one, else PNG. */
GBytes *vanity_photo_encode (VanityPhoto *photo, const VanityImage *image, VanityFormat format,
                             const VanitySaveOptions *options, GCancellable *cancellable,
                             GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityPhoto, vanity_photo_unref)

G_END_DECLS
