#include "nn/kernels/depthwise.h"
#include "nn/kernels/elementwise.h"
#include "nn/kernels/gradient.h"
#include "nn/kernels/matrix.h"
#include "nn/kernels/normalize.h"
#include "nn/kernels/outer.h"
#include "nn/kernels/peak.h"
#include "nn/kernels/pool.h"
#include "nn/kernels/resize.h"
#include "nn/kernels/softmax.h"
#include "nn/kernels/tables.h"
#include "nn/kernels/transpose.h"
#include "nn/kernels/unary.h"
#include "nn/kernels/winograd.h"

#if defined(VANITY_KERNELS_AVX512)
const VanityKernels vanity_kernels_avx512
#elif defined(VANITY_KERNELS_AVX2)
const VanityKernels vanity_kernels_avx2
#else
const VanityKernels vanity_kernels_portable
#endif
    = {
#if defined(VANITY_KERNELS_AVX512)
        .name = "avx512",
        .max_rows = 12,
#elif defined(VANITY_KERNELS_AVX2)
        .name = "avx2",
        .max_rows = 6,
#else
        .name = "portable",
        .max_rows = 4,
#endif
        .lanes = LANES,
        .activate = KERNEL (activate),
        .binary = KERNEL (binary),
        .unary = KERNEL (unary),
        .softmax_rows = KERNEL (softmax_rows),
        .softmax_columns = KERNEL (softmax_columns),
        .mix_row = KERNEL (mix_row),
        .transpose = KERNEL (transpose),
        .pool_row = KERNEL (pool_row),
        .max_pool_gradient = KERNEL (max_pool_gradient),
        .sum_rows = KERNEL (sum_rows),
        .moments = KERNEL (moments),
        .scale_rows = KERNEL (scale_rows),
        .normalize_rows = KERNEL (normalize_rows),
        .matrix_tile = KERNEL (matrix_tile),
        .outer_tile = KERNEL (outer_tile),
        .clamp_gradient = KERNEL (clamp_gradient),
        .channel_sums = KERNEL (channel_sums),
        .mix_gradient = KERNEL (mix_gradient),
        .winograd_input = KERNEL (winograd_input),
        .winograd_output = KERNEL (winograd_output),
        .winograd_weights = KERNEL (winograd_weights),
        .winograd_given = KERNEL (winograd_given),
        .winograd_gradient = KERNEL (winograd_gradient),
        .depthwise_row = KERNEL (depthwise_row),
        .multiply_add = KERNEL (multiply_add),
      };
