/* Where eyes look: what is worn on the irises moves with them, not with the lids. */
#pragma once

#include "live/net.h"

G_BEGIN_DECLS

/* The eye between whose lids the triangle lies: 0 the right one, 1 the left one, −1 none. */
int vanity_gaze_get_eye (int triangle);

/* The way from an iris now to where it was then: x_then = m[0]·x + m[1]·y + m[2], y_then = m[3]·x +
 * m[4]·y + m[5]. Turned and sized as the head. */
void vanity_gaze_get_way (const VanityNet *then, const VanityNet *now, int eye, double m[6]);

/* How far the irises have moved between the corners of their eyes, in widths of an eye. */
double vanity_gaze_get_distance (const VanityFace *then, const VanityFace *now);

G_END_DECLS
