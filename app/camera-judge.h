/* Which of several pictures of a face is the best: sharp, and with the eyes open. */
#pragma once

#include "face/face.h"
#include "image/image.h"

G_BEGIN_DECLS

typedef struct _VanityCameraBest VanityCameraBest;

/* Loads the networks when the first picture comes. One call at a time. */
VanityCameraBest *vanity_camera_best_new (void);
void vanity_camera_best_free (VanityCameraBest *best);

/* How good the picture is, more is better: at most 3 with a face, 0 without one or where the
 * networks are missing. `image` is 8-bit sRGB. A VanityCameraJudge. */
double vanity_camera_best_judge (const VanityImage *image, gpointer best);

/* The same for a face that is known. */
double vanity_camera_best_score (const VanityFace *face);

/* Height of the opening of the eye that is open less, over its width: some 0.3 for an open eye,
 * below 0.1 for a closed one (the eye aspect ratio of Soukupová and Čech, "Real-Time Eye Blink
 * Detection using Facial Landmarks", 2016). */
double vanity_camera_best_get_openness (const VanityFace *face);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityCameraBest, vanity_camera_best_free)

G_END_DECLS
