/* A photo as the networks see it: 8-bit encoded RGB over black, with halved copies of itself so
 * that a coarse grid need not touch every pixel of a large photo. */
#pragma once

#include "face/region.h"
#include "image/image.h"

G_BEGIN_DECLS

typedef struct _VanityFrame VanityFrame;

typedef enum
{
  VANITY_SAMPLE_BLACK,   /* outside the photo is `low` */
  VANITY_SAMPLE_EXTENDED /* outside the photo is its nearest border pixel */
} VanitySampleBorder;

/* Keeps a reference to `image`, whose pixels must not change meanwhile. */
VanityFrame *vanity_frame_new (const VanityImage *image, GError **error);
void vanity_frame_free (VanityFrame *frame);

/* Median of the encoded luma, [0, 255]. */
int vanity_frame_get_median (VanityFrame *frame);

/* Samples see the photo through an encoded gain curve from now on: v ← 255·(v / 255)^gamma. 1 is
 * the photo as it is. */
void vanity_frame_set_gamma (VanityFrame *frame, double gamma);

/* Where set, samples see the photo's mirror image beyond its borders, whatever border they ask for:
 * half a face at the border becomes a whole one. */
void vanity_frame_set_mirrored (VanityFrame *frame, gboolean mirrored);

/* Fills `out` (height × width × 3, channels last) with the photo at `grid`'s points, [0, 255]
 * mapped to [low, high], bilinear.
 *
 * `smooth` FALSE takes the four nearest pixels however coarse the grid is, as MediaPipe's own
 * converter does (photos above 2048 pixels are halved first, though); TRUE averages. */
void vanity_frame_sample (VanityFrame *frame, const VanityAffine *grid, int width, int height,
                          float low, float high, VanitySampleBorder border, gboolean smooth,
                          float *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFrame, vanity_frame_free)

G_END_DECLS
