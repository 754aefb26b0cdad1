/* What MatMul and its backward share. */
#pragma once

#include "nn/ops/product.h"

typedef struct
{
  VanityProductParams product; /* rows, inner and columns of one pair */
  /* Of the pairs: strides in elements along each dimension of `pairs`, 0 where it is broadcast. */
  VanityShape pairs;
  gint64 stride[2][VANITY_MAX_RANK];
} VanityMatMulParams;
