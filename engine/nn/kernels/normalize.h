/* What normalisations do to rows of channels, of the instruction set this is compiled for. */
#pragma once

#include "nn/kernels/elementwise.h"

void KERNEL (moments) (const float *in, gint64 rows, int channels, double *mean, double *squares);
void KERNEL (scale_rows) (const VanityScaleRows *rows);
void KERNEL (normalize_rows) (float *out, const float *in, gint64 rows, gint64 count,
                              const float *scale, const float *bias, float epsilon);
