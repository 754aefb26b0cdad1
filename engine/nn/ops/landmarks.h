/* What the operators of MediaPipe's attention mesh share. There a region around some landmarks is
 * cut out of a feature map, turned upright, refined by a small network and put back. */
#pragma once

#include "nn/operator.h"

/* Input 0 must be landmarks, [1, N, 2 or 3]. */
gboolean vanity_landmarks_check (const VanityCall *call, GError **error);
/* Input `index` must be one 4×4 matrix in rows, of which x and y use the first two. */
gboolean vanity_landmarks_check_matrix (const VanityCall *call, int index, GError **error);
/* A matrix's gradient: that of what x is made of, by x, by y and of what is added, and that of y;
 * the rest of the matrix has none. */
void vanity_landmarks_set_matrix (float *out, const double sums[2][3]);
