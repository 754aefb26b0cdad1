/* Which of the sizes and formats a camera offers is asked for: one for the live view, fast enough
 * to be looked at, and one for stills, as large as there is. */
#pragma once

#include <gst/gst.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean jpeg; /* image/jpeg, else video/x-raw */
  int width, height;
  int rate_num, rate_den; /* the fastest; 0/1 where the camera does not say */
} VanityCameraMode;

/* `caps` is what the camera offers. The largest of at most 1280 × 720 pixels that comes 24 times a
 * second, of the shape of the largest of all where that costs little; raw before JPEG. Where none
 * is so small or so fast, what comes nearest. FALSE where nothing of use is offered, or anything
 * is: then the camera chooses. */
gboolean vanity_camera_mode_choose_live (const GstCaps *caps, VanityCameraMode *mode);

/* The most pixels; of those raw before JPEG, where it comes five times a second, and the fastest.
 */
gboolean vanity_camera_mode_choose_still (const GstCaps *caps, VanityCameraMode *mode);

gint64 vanity_camera_mode_get_pixels (const VanityCameraMode *mode);

/* To ask for it; the caller owns it. */
GstCaps *vanity_camera_mode_to_caps (const VanityCameraMode *mode);

G_END_DECLS
