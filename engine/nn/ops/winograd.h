/* Winograd's convolution, for windows of 3 × 3 or 4 × 4 pixels with strides and dilations of 1:
 * tiles of size × size outputs are made of side² products of transformed inputs and weights, side
 * being size + taps − 1, instead of taps² · size². F(4 × 4, 3 × 3) and F(3 × 3, 4 × 4) have a
 * quarter of the multiplications, F(2 × 2, 3 × 3) four ninths; the transformed weights are larger
 * than the weights by 4, 9 / 4 and 16 / 9. */
#pragma once

#include "nn/ops/conv.h"

typedef struct
{
  int size;         /* of a tile of outputs; 0: none of this is used */
  int taps;         /* along a side of the window */
  int side;         /* of a tile of inputs: size + taps − 1 */
  int tiles[2];     /* of an image */
  int block;        /* tiles that are worked on at once */
  int n_blocks;     /* of all images */
  int column_parts; /* of the output channels, where there are few blocks */
  int inner_stride; /* floats between tiles of transformed input */
  int columns;      /* output channels for whole vectors */
  int chunk;        /* of them, which go all the way at once */
  VanityConvWeights weights;
  const float *bias;    /* NULL: none */
  float *panels;        /* of each position, for matrix_tile; NULL: packed by each run */
  gsize panel_floats;   /* of all, with the biases of all columns behind them */
  gsize input_stride;   /* floats between positions of transformed input */
  gsize product_stride; /* floats between positions of products */
  gsize scratch_floats; /* of one thread */
} VanityWinograd;

/* Tiles of that size in all images. */
gint64 vanity_winograd_count_tiles (const VanityConvParams *params, int size);

/* What the tile of outputs from (y, x) on sees of an image: its first element, and elements from
 * row to row. What hangs over the border is put together in `patch`, side² pixels, with zeros. */
const float *vanity_winograd_find_window (const VanityWindow *window, gint64 channels,
                                          const float *image, int y, int x, int side, float *patch,
                                          gint64 *row);

/* For one group; `bias` may be NULL. Asks for the call's scratch, and packs, unless the call packs
 * anew. Without memory, what is missing is noted in the call. */
void vanity_winograd_prepare (VanityWinograd *winograd, VanityCall *call, int size,
                              const VanityConvWeights *weights, const float *bias);
void vanity_winograd_clear (VanityWinograd *winograd);

/* Reads the call's input and writes its output; honours call->epilogue. */
void vanity_winograd_run (const VanityWinograd *winograd, VanityCall *call);
