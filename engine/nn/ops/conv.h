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
} VanityConvParams;

/* Fills in the params and the output from input, weights [O, kH, kW, I / group] and bias [O]. */
gboolean vanity_conv_infer_common (VanityCall *call, gboolean transposed, GError **error);
