/* The colour of a picture of a colour. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define VANITY_FEED_MAX_SWATCH (16 << 20) /* bytes of the file */

/* The median, for each of sRGB's channels, over the middle third of the picture's width and height;
 * pixels that can be seen through are left out. `*rgb` is 0xRRGGBB. Fails as vanity_photo_load (),
 * with VANITY_ERROR_LIMIT where the file is larger than VANITY_FEED_MAX_SWATCH, and with _VALUE
 * where nothing is there or the middle is no one colour: half of it lies further than 12 levels
 * from the median. */
gboolean vanity_feed_swatch_read (GFile *file, guint32 *rgb, GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
