/* How well a face is followed: shaking, lag, and how far from its place. */
#pragma once

#include "camera-film.h"

G_BEGIN_DECLS

/* Prints lines for `./dev bench`. */
gboolean camera_track_print (CameraFilm *film, CameraStream *stream, GError **error);

/* Points seen in the frames from `first` to `last` − 1, VANITY_FACE_POINTS each, against the true
 * ones: root mean square of their distance, and how many seconds they are behind (least squares
 * over the motion). */
double camera_track_get_shake (const VanityPoint *seen, int n_frames);
double camera_track_get_lag (const VanityPoint *seen, const VanityPoint *true_points, int n_frames);
/* How far the points have slid over the skin since the frame before the first: pixels, root mean
 * square over those of lips, eyes and brows. */
double camera_track_get_slide (const VanityPoint *seen, const VanityPoint *true_points,
                               int n_frames);

G_END_DECLS
