/* Convolutions as matrix products, without the matrix: rows are pixels, a row's elements are the
 * pixels under the window, read where they lie. Only where a window hangs over the border are the
 * pixels of its tile gathered, with zeros for those that are not there.
 *
 * Conv is one such product for each group, ConvTranspose one for each phase of its stride, Gemm one
 * over a single row of "pixels". */
#pragma once

#include "nn/operator.h"

typedef struct
{
  /* Which input pixels a row has: of output (y, x), the tap t is (y · stride[0] + tap[t][0],
   * x · stride[1] + tap[t][1]), and of it the channels [in_first, in_first + in_count). */
  int n_taps;
  int (*tap)[2];
  int stride[2];
  int batch;
  int in[2];
  int in_channels;
  int in_first;
  int in_count;

  /* Where results go: column c of output (y, x) of image b to b · out_batch + y · out_row
   * + x · out_pixel + out_offset + c. */
  int out[2];
  gint64 out_batch;
  gint64 out_row;
  gint64 out_pixel;
  gint64 out_offset;
  int columns;
  int first_channel; /* of column 0, for slopes */

  /* The weight of element (t · in_count + i) of a row for column c, which is the column o of group
   * p of `period` columns, is scale · weights[o · column_stride + taps_at[p · n_taps + t]
   * + i · element_stride], or 0 where taps_at is VANITY_IMPLICIT_GEMM_NO_TAP; its bias bias_scale ·
   * bias[o · bias_stride]. A period of 0 is one of all columns. */
  const float *weights;
  gint64 column_stride, element_stride;
  gint64 *taps_at;
  int period;
  float scale;
  const float *bias; /* NULL: none */
  int bias_stride;
  float bias_scale;

  /* Set by vanity_implicit_gemm_prepare (). */
  float *panels;   /* NULL: packed by each run, … */
  gsize panels_at; /* … into so many bytes of scratch, from here on */
  gsize panel_bytes;
  int piece;    /* elements of a row that are multiplied before the next ones; 0: all at once */
  gint64 *taps; /* tap t of a row that lies inside, from where pixel (y · stride, x · stride) is */
  int n_runs;
  int run_taps; /* in a run: taps that are neighbours in memory */
  int run_length;
  gint64 *runs;          /* the same of run r */
  gint64 *gathered_runs; /* run r of the first row of a tile that was gathered */
  int gathered_pitch;    /* pixels from row to row there */
  int inside[2][2];      /* [first, end) of the outputs whose windows lie inside, of y and x */
  int tile;              /* pixels in a tile: rows of a product */
  int tiles_in_row;
} VanityImplicitGemm;

#define VANITY_IMPLICIT_GEMM_NO_TAP G_MININT64

/* Takes `tap` and `taps_at` of products that run together. Asks for the call's scratch, and packs
 * the weights, unless the call packs anew. Without memory, what is missing is noted in the call. */
void vanity_implicit_gemm_prepare (VanityImplicitGemm *gemms, int n_gemms, VanityCall *call);
void vanity_implicit_gemm_clear (VanityImplicitGemm *gemm);

/* For runs: bytes of scratch that gathering takes, of each thread; */
gsize vanity_implicit_gemm_get_gather_bytes (const VanityImplicitGemm *gemms, int n_gemms);
/* packs the weights into scratch; where they are. */
void vanity_implicit_gemm_pack (const VanityImplicitGemm *gemms, int n_gemms, VanityCall *call);
const float *vanity_implicit_gemm_get_panels (const VanityImplicitGemm *gemm,
                                              const VanityCall *call);

/* Runs products that read one input and write one output; honours call->epilogue. */
void vanity_implicit_gemm_run (const VanityImplicitGemm *gemms, int n_gemms, VanityCall *call);
