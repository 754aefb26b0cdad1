/* What MaxPool and AveragePool share. */
#pragma once

#include "nn/ops/window.h"

typedef struct
{
  VanityWindow window;
  gboolean max;
  gboolean count_padding; /* for the mean: padding counts as zeros */
  int overhang[2];        /* taps of the last window that lie even beyond the padding */
} VanityPoolParams;

/* Fills in the window and the output. */
gboolean vanity_pool_infer (VanityCall *call, GError **error);
gint64 vanity_pool_cost (const VanityCall *call);
void vanity_pool_prepare (VanityCall *call);
void vanity_pool_forward (VanityCall *call);
