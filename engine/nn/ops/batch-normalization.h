/* BatchNormalization as folding sees it. */
#pragma once

#include "nn/operator.h"

typedef struct
{
  float epsilon;
} VanityBatchNormalizationParams;
