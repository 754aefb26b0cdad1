/* A face's points without their shaking, and without lag that one would see.
 *
 * A mesh fitted to each frame by itself shakes; the same low-pass on every point would make it
 * trail behind a head that moves. So the motion of the head as a whole (place, size, tilt; the mean
 * of hundreds of points shakes little) is taken apart from the face's own shape, and each is
 * smoothed by a One Euro filter of its own. Speeds are in face widths per second: the constants
 * hold for every resolution and distance. Of the shape, eyelids, lips and brows have their own
 * speeds, so that a blink is not held back by a cheek at rest. */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

typedef struct _VanitySmoother VanitySmoother;

VanitySmoother *vanity_smoother_new (void);
void vanity_smoother_free (VanitySmoother *smoother);

/* The next comes without a past. */
void vanity_smoother_reset (VanitySmoother *smoother);

/* Smooths VANITY_FACE_POINTS points in place, `seconds` after the last ones, > 0. */
void vanity_smoother_smooth (VanitySmoother *smoother, VanityPoint *points, double seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanitySmoother, vanity_smoother_free)

G_END_DECLS
