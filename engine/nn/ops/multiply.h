/* Matrix products for gradients, where both factors change from step to step. */
#pragma once

#include "nn/operator.h"

/* out[r][c] = Σ a[r · a_row + k · a_step] · b[k · b_step + c] over k < inner. `out` is dense. */
typedef struct
{
  const float *a;
  gint64 a_row, a_step;
  const float *b;
  gint64 b_step;
  float *out;
  gint64 rows, columns, inner;
  gboolean add; /* to what is there */
} VanityMultiply;

/* With the pool and the kernels of `call`. */
void vanity_multiply_run (const VanityMultiply *multiply, const VanityCall *call);
/* out[c][r] = in[r][c] */
void vanity_multiply_transpose (float *out, const float *in, gint64 rows, gint64 columns);
/* out[c] = Σ in[r · columns + c]; `scratch` is VANITY_SUM_SLICES × columns. */
#define VANITY_SUM_SLICES 8
void vanity_multiply_sum_rows (float *out, const float *in, gint64 rows, gint64 columns,
                               float *scratch, const VanityCall *call);
