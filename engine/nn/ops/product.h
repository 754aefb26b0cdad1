/* What Gemm and MatMul share: a matrix product with a constant on the right. */
#pragma once

#include "nn/operator.h"

typedef struct
{
  gint64 rows;  /* M */
  gint64 inner; /* K */
  int columns;  /* N */
  gboolean trans_a, trans_b;
  float alpha, beta;
} VanityProductParams;

/* Fails unless input 1, which has `inner` rows as it is multiplied, fits to the params. */
gboolean vanity_product_check (const VanityCall *call, gint64 inner, GError **error);

/* Input 0 is [M, K] (MatMul: of any rank, its last K), input 1 [K, N], either transposed where the
 * params say so; input 2, if there is one, is a number or N of them. */
gint64 vanity_product_cost (const VanityCall *call);
void vanity_product_prepare (VanityCall *call);
void vanity_product_forward (VanityCall *call);
void vanity_product_release (VanityCall *call);
