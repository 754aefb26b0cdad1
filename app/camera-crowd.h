/* How many faces are before the camera. Counted now and then: who follows one face need not know of
 * the others from frame to frame. */
#pragma once

#include "image/image.h"

G_BEGIN_DECLS

typedef struct _VanityCameraCrowd VanityCameraCrowd; /* one call at a time */

/* Counts none where the network is not installed. */
VanityCameraCrowd *vanity_camera_crowd_new (void);
void vanity_camera_crowd_free (VanityCameraCrowd *crowd);

/* The faces in the picture or, but for every third second, in one before. */
int vanity_camera_crowd_count (VanityCameraCrowd *crowd, const VanityImage *image, gint64 time_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityCameraCrowd, vanity_camera_crowd_free)

G_END_DECLS
