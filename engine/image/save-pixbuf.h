/* Writing the formats that GdkPixbuf has savers for: WebP and TIFF. Internal to engine/image. */
#pragma once

#include "image/format.h"
#include "image/image.h"

G_BEGIN_DECLS

/* A whole file, 8 bits per channel, with the colour profile. VANITY_ERROR_UNSUPPORTED where no
 * saver is installed. `quality` (1 to 100) is WebP's. */
GBytes *vanity_pixbuf_write (const VanityImage *image, VanityFormat format, int quality,
                             GError **error);

/* The image's numbers at 8 bits: 16-bit ones are rounded. A new reference to `image` itself where
 * it has 8 already. */
VanityImage *vanity_image_to_8_bits (const VanityImage *image, GError **error);

G_END_DECLS
