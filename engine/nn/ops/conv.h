/* What Conv and ConvTranspose share. */
#pragma once

#include "nn/ops/window.h"

typedef struct
{
  VanityWindow window;
  int group;
  int batch;
  int in_channels;
  int out_channels;
  /* The weights are those of the convolution that this one is the way back of, which has [I, kH,
   * kW, O / group] of them; `turned`: the last tap is the first. */
  gboolean exchanged, turned;
} VanityConvParams;

/* Where the weights of a group lie: from one output channel, tap and input channel to the next. Of
 * the first and the last of these steps one is 1. */
typedef struct
{
  const float *data;
  gint64 column, tap, inner;
} VanityConvWeights;

VanityConvWeights vanity_conv_get_weights (const VanityCall *call, int group);

/* Fills in the params and the output from input, weights [O, kH, kW, I / group] and bias [O]. */
gboolean vanity_conv_infer_common (VanityCall *call, gboolean transposed, GError **error);
