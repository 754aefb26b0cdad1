/* The tables there are; those of x86-64 only where VANITY_HAVE_X86_KERNELS says so. */
#pragma once

#include "nn/kernels/kernels.h"

extern const VanityKernels vanity_kernels_avx512;
extern const VanityKernels vanity_kernels_avx2;
extern const VanityKernels vanity_kernels_portable;
