/* A window that slides over the two dimensions of space: what convolutions and poolings share. */
#pragma once

#include "nn/operator.h"

/* Arrays of two are [height, width]. */
typedef struct
{
  int kernel[2];
  int stride[2];
  int dilation[2];
  int before[2]; /* padding above and to the left */
  int after[2];  /* padding below and to the right */
  int in[2];
  int out[2];
} VanityWindow;

/* Reads kernel_shape, strides, dilations, pads and auto_pad for the input [N, H, W, C].
 * `kernel` is the size that the weights have, or NULL when the attribute alone says it. */
gboolean vanity_window_infer (const VanityCall *call, const VanityShape *input,
                              const gint64 *kernel, VanityWindow *window, GError **error);

/* The same for a transposed convolution, with output_padding and output_shape, too. */
gboolean vanity_window_infer_transposed (const VanityCall *call, const VanityShape *input,
                                         const gint64 *kernel, VanityWindow *window,
                                         GError **error);

/* The taps [first, last) of a window at output index `out` along `axis` that lie inside the input,
 * and in `origin` the input index of tap 0. */
static inline void
vanity_window_clip (const VanityWindow *window, int axis, int out, int *origin, int *first,
                    int *last)
{
  int start = out * window->stride[axis] - window->before[axis];
  int dilation = window->dilation[axis];

  *origin = start;
  *first = start < 0 ? (-start + dilation - 1) / dilation : 0;
  *last = start >= window->in[axis]
              ? 0
              : MIN (window->kernel[axis], (window->in[axis] - start + dilation - 1) / dilation);
  if (*last < *first)
    *last = *first;
}
