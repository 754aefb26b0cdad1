/* BatchNormalization as folding sees it. */
#pragma once

#include "nn/operator.h"

typedef struct
{
  float epsilon;
  float momentum; /* what the running mean and variance keep of themselves while they are learnt */
} VanityBatchNormalizationParams;
