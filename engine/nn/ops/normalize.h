/* What normalisations by the input's own mean and variance share. */
#pragma once

#include "nn/ops/split.h"

typedef struct
{
  float epsilon;
  gint64 groups; /* of channels, each normalised by itself */
} VanityNormalizeParams;

/* Input 0 is [N, …, C]; inputs 1 and 2 have a number for each channel or, where `by_group`, for
 * each group. “epsilon” is read, `groups` is set. */
gboolean vanity_normalize_infer (VanityCall *call, gboolean by_group, GError **error);
gint64 vanity_normalize_cost (const VanityCall *call);
void vanity_normalize_forward (VanityCall *call);
