/* Frames of the sample portrait that `./dev` fetches. */
#pragma once

#include "image/image.h"

/* The portrait, moved by x and y in a frame of 640 × 480 under `light` of its light. NULL after
 * g_test_skip () where it is not there. */
VanityImage *sample_new_frame (int x, int y, double light);
