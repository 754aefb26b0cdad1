/* Pad's parameters, for the executor, which folds padding into what follows. */
#pragma once

#include "nn/operator.h"

typedef struct
{
  gint64 before[VANITY_MAX_RANK];
  gint64 after[VANITY_MAX_RANK];
  float value;
} VanityPadParams;
