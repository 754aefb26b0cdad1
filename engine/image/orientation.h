/* The eight ways a camera may have been held (Exif 2.32, tag 0x0112). Internal to engine/image. */
#pragma once

#include "image/image.h"

G_BEGIN_DECLS

/* From an Exif block that begins with its TIFF header; 1 (upright) where it says nothing. */
int vanity_orientation_from_exif (const guint8 *data, gsize size);

/* From the EXIF chunk of a whole WebP file (RFC 9649). */
int vanity_orientation_from_webp (const guint8 *data, gsize size);

/* The stored raster turned upright; takes `image` and gives it back where it is upright already.
 * NULL and VANITY_ERROR_LIMIT where there is no memory for it. */
VanityImage *vanity_orientation_apply (VanityImage *image, int orientation, GError **error);

/* The orientation that undoes this one. */
int vanity_orientation_invert (int orientation);

/* Where the upright pixel (x, y) lies in the stored raster of `width` × `height`. */
void vanity_orientation_map (int orientation, int width, int height, int x, int y, int *stored_x,
                             int *stored_y);

G_END_DECLS
