/* The gradient of a convolution's weights, for Conv and, the other way round, for ConvTranspose. */
#pragma once

#include "nn/backward.h"
#include "nn/ops/window.h"

/* out[n, ky, kx, w] = Σ narrow[image, y, x, n] · wide[image, y · stride + ky · dilation − before,
 * …, w], with zeros for what lies beside the image; w counts within the group of n. */
typedef struct
{
  const VanityWindow *window; /* from the wide side (in) to the narrow one (out) */
  int batch;
  int group;
  const float *wide;
  int wide_channels;
  const float *narrow;
  int narrow_channels;
  float *out;
  gboolean add; /* to what is there */
} VanityConvGradient;

/* Bytes of scratch for a run with the pool and the kernels of `call`. Data is not looked at. */
gsize vanity_conv_gradient_get_scratch (const VanityConvGradient *gradient, const VanityCall *call);
void vanity_conv_gradient_run (const VanityConvGradient *gradient, const VanityCall *call,
                               gpointer scratch);
