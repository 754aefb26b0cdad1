/* Random windows for convolutions and poolings. */
#pragma once

#include "support.h"

/* Arrays are [height, width]. */
typedef struct
{
  int in[2];
  int kernel[2];
  int stride[2];
  int dilation[2];
  int before[2];
  int after[2];
  int out[2];
  int reach[2];         /* from the first tap to the last, both counted */
  const char *auto_pad; /* NULL: `before` and `after` are given as pads */
} TestWindow;

/* One that fits its input, with pads up to `max_pad` or any auto_pad. */
void test_window_random (TestWindow *window, int max_in, int max_pad);
/* The attributes that say it, for a format's "%s". Free with g_free (). */
char *test_window_attributes (const TestWindow *window);
