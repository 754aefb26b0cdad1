/* Where buffers lie in one arena, given when each is alive. */
#pragma once

#include <glib.h>

typedef struct
{
  gsize bytes;
  int first; /* step that writes it; −1: there before the run */
  int last;  /* last step that reads it */
  gsize offset;
} VanityBuffer;

/* Sets the offsets, multiples of 64, so that no two buffers alive at the same step overlap.
 * Returns the size of the arena. Largest first, each in the tightest gap that fits: "greedy by
 * size" of Pisarchyk and Lee, Efficient Memory Management for Deep Neural Net Inference, 2020. */
gsize vanity_plan_buffers (VanityBuffer *buffers, int n_buffers);
