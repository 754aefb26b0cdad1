/* Winograd's convolution, for windows of 3 × 3 pixels with strides and dilations of 1: tiles of
 * size × size outputs are made of (size + 2)² products of transformed inputs and weights, instead
 * of 9 size². F(4 × 4, 3 × 3) has a quarter of the multiplications, F(2 × 2, 3 × 3) four ninths;
 * the transformed weights are larger than the weights by 4 and by 16 / 9. */
#pragma once

#include "nn/ops/conv.h"

typedef struct
{
  int size;             /* of a tile of outputs: 2 or 4 */
  int tiles[2];         /* of an image */
  int block;            /* tiles that are worked on at once */
  int n_blocks;         /* of all images */
  int column_parts;     /* of the output channels, where there are few blocks */
  int inner_stride;     /* floats between tiles of transformed input */
  int columns;          /* output channels for whole vectors */
  float *panels;        /* of each position, for matrix_tile */
  float *bias;          /* for whole vectors */
  gsize input_stride;   /* floats between positions of transformed input */
  gsize product_stride; /* floats between positions of products */
  gsize scratch_floats; /* of one thread */
} VanityWinograd;

/* Tiles of that size in all images. */
gint64 vanity_winograd_count_tiles (const VanityConvParams *params, int size);

/* For one group. Weights are [O, 3, 3, I], `bias` may be NULL. Without memory, what is missing is
 * noted in the call. */
void vanity_winograd_pack (VanityWinograd *winograd, VanityCall *call, int size,
                           const float *weights, const float *bias);
void vanity_winograd_clear (VanityWinograd *winograd);

/* Reads the call's input and writes its output; honours call->epilogue. */
void vanity_winograd_run (const VanityWinograd *winograd, VanityCall *call);
