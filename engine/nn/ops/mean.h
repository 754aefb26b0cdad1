/* The mean over some axes. */
#pragma once

#include "nn/operator.h"

typedef struct
{
  guint axes; /* bit i: axis i is averaged */
} VanityMeanParams;

/* Sets the output; the averaged axes, which are set, stay with one element when `keep`. */
gboolean vanity_mean_infer (VanityCall *call, gboolean keep, GError **error);
gint64 vanity_mean_cost (const VanityCall *call);
void vanity_mean_prepare (VanityCall *call);
void vanity_mean_forward (VanityCall *call);
