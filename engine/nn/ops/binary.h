/* What operators share that combine tensors element by element, with NumPy's broadcasting. */
#pragma once

#include "nn/operator.h"

typedef struct
{
  VanityBinary op;
} VanityBinaryParams;

/* One input or more, each combined with what came before. */
gboolean vanity_binary_infer (VanityCall *call, VanityBinary op, GError **error);
gint64 vanity_binary_cost (const VanityCall *call);
void vanity_binary_forward (VanityCall *call);
