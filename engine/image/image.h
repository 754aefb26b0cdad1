/* A raster in a photo's own numbers: RGBA, straight alpha, 8 or 16 bits per channel (native byte
 * order), in a colour space. Keeping the photo's integers, not floats, is what lets every pixel
 * that is not made up stay identical to the bit, and a 12-megapixel photo stay at 48 MB. */
#pragma once

#include "image/color-space.h"

#include <glib.h>

G_BEGIN_DECLS

/* Photos above this many pixels, or longer than this on a side, are refused. */
#define VANITY_IMAGE_MAX_PIXELS (G_GINT64_CONSTANT (200) * 1000 * 1000)
#define VANITY_IMAGE_MAX_SIDE 32767

typedef struct
{
  int x, y, width, height;
} VanityRect;

typedef struct
{
  int width, height;
  gsize stride;       /* bytes from one row to the next */
  int depth;          /* 8 or 16 */
  gboolean has_alpha; /* FALSE: alpha is opaque everywhere */
  VanityColorSpace *space;
  guint8 *pixels;
} VanityImage; /* reference counted */

/* Pixels are cleared to transparent black. NULL and VANITY_ERROR_LIMIT when too large or when
 * there is no memory for it. */
VanityImage *vanity_image_new (int width, int height, int depth, VanityColorSpace *space,
                               GError **error);
VanityImage *vanity_image_copy (const VanityImage *image, GError **error);
VanityImage *vanity_image_ref (VanityImage *image);
void vanity_image_unref (VanityImage *image);

/* How many bytes the pixels of all images together may take from now on; 0 means as many as the
 * system gives. vanity_image_new () fails with VANITY_ERROR_LIMIT where it would be more; images
 * that are there stay. On any thread. */
void vanity_image_set_memory_limit (gsize bytes);
/* How many they take. */
gsize vanity_image_get_memory (void);

/* Area-averaged (in linear light) to fit a box of `max_side` pixels, never enlarged; depth 8,
 * sRGB: what a screen or a thumbnail wants. `scale` (may be NULL) gets new size ÷ old size. */
VanityImage *vanity_image_new_preview (const VanityImage *image, int max_side, double *scale,
                                       GError **error);

static inline guint8 *
vanity_image_row (const VanityImage *image, int y)
{
  return image->pixels + (gsize)y * image->stride;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityImage, vanity_image_unref)

G_END_DECLS
