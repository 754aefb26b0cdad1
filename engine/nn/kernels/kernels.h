/* Inner loops, compiled once for each instruction set and chosen when the program runs.
 *
 * All work on float32, channels-last; counts are elements, strides are elements, too. None needs
 * aligned memory, none reads or writes past what it is given. */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

typedef enum
{
  VANITY_ACTIVATION_CLAMP,      /* min (max (x, low), high): none, Relu, Clip */
  VANITY_ACTIVATION_SLOPE,      /* x < 0 ? slope · x : x, one slope per channel or one for all */
  VANITY_ACTIVATION_HARD_SWISH, /* x · clamp (alpha · x + beta, 0, 1) */
} VanityActivationKind;

typedef struct
{
  VanityActivationKind kind;
  float low, high;
  const float *slope;
  int n_slopes; /* 1, or the number of channels */
  float alpha, beta;
} VanityActivation;

/* Leaves every value as it is. */
#define VANITY_ACTIVATION_NONE                                                                     \
  ((VanityActivation){ .kind = VANITY_ACTIVATION_CLAMP, .low = -INFINITY, .high = INFINITY })

static inline gboolean
vanity_activation_is_none (const VanityActivation *activation)
{
  return activation->kind == VANITY_ACTIVATION_CLAMP && activation->low == -INFINITY
         && activation->high == INFINITY;
}

typedef enum
{
  VANITY_BINARY_ADD,
  VANITY_BINARY_SUB,
  VANITY_BINARY_MUL,
  VANITY_BINARY_DIV,
  VANITY_BINARY_MAX,
  VANITY_BINARY_MIN,
} VanityBinary;

typedef enum
{
  VANITY_UNARY_HARD_SIGMOID, /* clamp (alpha · x + beta, 0, 1) */
  VANITY_UNARY_SIGMOID,
  VANITY_UNARY_TANH,
  VANITY_UNARY_EXP,
  VANITY_UNARY_LOG,
  VANITY_UNARY_ERF,
  VANITY_UNARY_GELU,
  VANITY_UNARY_GELU_TANH,
  VANITY_UNARY_ELU, /* beta · (x < 0 ? alpha · (eˣ − 1) : x) */
  VANITY_UNARY_SOFTPLUS,
} VanityUnary;

/* The most floats in one vector, and the most rows of a matrix tile, of any instruction set. */
#define VANITY_MAX_LANES 16
#define VANITY_MATRIX_MAX_ROWS 12

/* rows × columns outputs of a matrix product: out = activation (bias + in · weights + residual). */
typedef struct
{
  const float *in; /* row r begins at in + r · row_stride */
  gint64 row_stride;
  const gint64 *runs; /* where the runs of a row begin, from the row's own beginning */
  int n_runs;
  int run_length;
  /* Elements of a row that come before these and after them, for products that are summed up bit by
   * bit: where there are some before, `out` holds what they came to, with the bias. */
  int before;
  int after;

  /* Panels of 2 · lanes columns (the last one of 1 · lanes if that is enough), each first its
   * biases, then for each element of a row its weights. This is the panel of first_column. */
  const float *panels;
  int columns;      /* of the whole product; the last panel ends there */
  int first_column; /* a multiple of 2 · lanes */
  int last_column;
  int first_channel; /* of column 0, where an activation has a slope for each channel */

  int rows;              /* 1 to max_rows */
  float *out;            /* of column 0 */
  gint64 out_stride;     /* between rows */
  const float *residual; /* of column 0, may be `out`; NULL: none */
  gint64 residual_stride;
  int residual_columns; /* those past them have a residual of 0 */
  const VanityActivation *activation;
} VanityMatrixTile;

/* Winograd's convolutions make tiles of size² outputs of side² inputs, for windows of taps². There
 * are those of side 4, size 2 and 3 taps; 6, 4 and 3; 6, 3 and 4. */
#define VANITY_WINOGRAD_MAX_SIZE 4
#define VANITY_WINOGRAD_MAX_TAPS 4
#define VANITY_WINOGRAD_MAX_SIDE 6

/* A tile of size × size pixels of Winograd's convolution, from its side² products. */
typedef struct
{
  int size;
  const float *in; /* of each position of the tile `channels`, and room up to a whole vector */
  gint64 in_position;
  const float *bias; /* as many */
  int channels;
  int first_channel; /* of channel 0, where an activation has a slope for each */

  int rows, columns; /* of the tile that lie inside the image, at least 1 */
  float *out;        /* the first pixel */
  gint64 out_row;
  gint64 out_pixel;
  const float *residual; /* may be `out`; NULL: none */
  gint64 residual_row;
  gint64 residual_pixel;
  int residual_channels; /* those past them have a residual of 0 */
  const VanityActivation *activation;
} VanityWinogradOutput;

/* A sum of outer products: out[r][c] = Σ a[r] · b[c], over `groups` × `count` pairs of them. */
typedef struct
{
  const float *a; /* element r of a pair lies at r · a_row */
  gint64 a_row;
  gint64 a_step;  /* from pair to pair, through all groups */
  const float *b; /* its elements are neighbours */
  gint64 b_step;
  const gint64 *b_groups; /* where the groups begin; NULL: one, at 0 */
  int groups;
  int count; /* of a group, at least 1 */

  int rows;    /* 1 to max_rows */
  int columns; /* 1 to 2 · lanes */
  float *out;
  gint64 out_row;
  gboolean add; /* to what is there */
} VanityOuterTile;

/* A row of pixels of a depthwise convolution. */
typedef struct
{
  const float *in; /* the first row of taps, its first pixel */
  gint64 in_row;   /* to the next row of taps */
  int in_pixels;   /* of a row; taps before and behind them see zeros */
  int before;      /* output pixel x has its first tap at input pixel x · stride − before */
  int stride;
  int dilation; /* along the row */

  const float *weights; /* [taps_y, taps_x, channels] */
  const float *bias;
  int taps_y; /* only those that lie inside the image, perhaps none */
  int taps_x;
  int channels;

  int pixels;
  float *out;
  const float *residual; /* may be `out`; NULL: none */
  int residual_channels; /* those past them have a residual of 0 */
  const VanityActivation *activation;
} VanityDepthwiseRow;

/* A row of pixels of a pooling. Every window has at least one tap inside the image. */
typedef struct
{
  const float *in; /* the first row of taps, its first pixel */
  gint64 in_row;   /* to the next row of taps */
  int in_pixels;   /* of a row; taps before and behind them are left out */
  int before;      /* output pixel x has its first tap at input pixel x · stride − before */
  int stride;
  int dilation; /* along the row */
  int taps_y;   /* only those that lie inside the image, at least 1 */
  int taps_x;
  int channels;

  int pixels;
  float *out;
  gboolean max; /* or else the mean */
  int count;    /* that the mean divides by; 0: the taps that lie inside */
} VanityPoolRow;

/* The way back through a row of windows that lie side by side, whole: every pixel under them is
 * written. */
typedef struct
{
  const float *in; /* the first row of taps; so is `out` */
  gint64 row;      /* to the next row of taps, of both */
  int taps_y, taps_x;
  int channels;

  int pixels;
  const float *given;
  float *out;
} VanityPoolGradient;

/* Rows of channels: out = activation ((in − center) · factor + offset + residual). */
typedef struct
{
  const float *in;
  gint64 rows;
  int channels;
  const float *center; /* these three have a number for each channel */
  const float *factor;
  const float *offset;
  float *out;            /* may be `in` */
  const float *residual; /* may be `out`; NULL: none */
  const VanityActivation *activation;
} VanityScaleRows;

/* Of a linear interpolation along a row: the two neighbours, and how much of the second. */
typedef struct
{
  gint32 low, high;
  float part;
} VanityMixColumn;

typedef struct
{
  const char *name; /* "avx512", "avx2" or "portable" */
  int lanes;        /* floats in one vector */
  int max_rows;     /* of a VanityMatrixTile */

  /* `rows` × `channels` elements, through an activation; `out` may be `in`. */
  void (*activate) (float *out, const float *in, gint64 rows, int channels,
                    const VanityActivation *activation);
  /* out[i] = a[i · a_step] ∘ b[i · b_step], steps 0 or 1; `out` may be `a` or `b`. */
  void (*binary) (VanityBinary op, float *out, const float *a, int a_step, const float *b,
                  int b_step, gint64 count);
  /* `out` may be `in`; alpha and beta where the function has them. */
  void (*unary) (VanityUnary op, float *out, const float *in, gint64 count, float alpha,
                 float beta);
  /* Softmax, or its logarithm, of each row of `length` elements; `out` may be `in`. */
  void (*softmax_rows) (float *out, const float *in, gint64 rows, gint64 length,
                        gboolean logarithm);
  /* The same of neighbouring columns, whose elements are `stride` apart. */
  void (*softmax_columns) (float *out, const float *in, gint64 stride, gint64 columns,
                           gint64 length, gboolean logarithm);
  /* A row of an enlargement: output pixel x is the mean of four, columns[x] of each of two rows.
   * `part` says how much of the second row. */
  void (*mix_row) (float *out, const float *in0, const float *in1, float part,
                   const VanityMixColumn *columns, int pixels, int channels);
  /* out[c · out_row + r] = in[r · in_row + c] */
  void (*transpose) (float *out, gint64 out_row, const float *in, gint64 in_row, gint64 rows,
                     gint64 columns);
  void (*pool_row) (const VanityPoolRow *row);
  /* Of the largest element: the first one takes it all. */
  void (*max_pool_gradient) (const VanityPoolGradient *row);
  /* out[c] = Σ in[r · channels + c] over all rows. */
  void (*sum_rows) (float *out, const float *in, gint64 rows, int channels);
  /* For each channel the mean and Σ (x − mean)² over all rows, of which there is at least one. */
  void (*moments) (const float *in, gint64 rows, int channels, double *mean, double *squares);
  void (*scale_rows) (const VanityScaleRows *rows);
  /* Each row of `count` elements, less its mean, by its deviation, times `scale` plus `bias`, which
   * may be NULL; `out` may be `in`. */
  void (*normalize_rows) (float *out, const float *in, gint64 rows, gint64 count,
                          const float *scale, const float *bias, float epsilon);
  void (*matrix_tile) (const VanityMatrixTile *tile);
  void (*outer_tile) (const VanityOuterTile *tile);
  /* out = low < y < high ? given : slope · given; `out` may be `given`. */
  void (*clamp_gradient) (float *out, const float *given, const float *y, gint64 count, float low,
                          float high, float slope);
  /* Of each channel: Σ given, and Σ given · (in − center). */
  void (*channel_sums) (const float *given, const float *in, const float *center, gint64 rows,
                        int channels, double *sums, double *products);
  /* out = of_given · given + of_in · (in − center) + offset, of each channel; `out` may be `given`.
   */
  void (*mix_gradient) (float *out, const float *given, const float *in, gint64 rows, int channels,
                        const float *center, const float *of_given, const float *of_in,
                        const float *offset);
  /* side² pixels to as many positions; out has room up to a whole vector of channels. */
  void (*winograd_input) (int side, const float *in, gint64 in_row, gint64 in_pixel, int channels,
                          float *out, gint64 out_position);
  void (*winograd_output) (const VanityWinogradOutput *tile);
  /* `count` weights of each of taps² taps to as many of side² positions, by whole vectors. */
  void (*winograd_weights) (int side, int taps, const float *in, gint64 in_tap, gint64 count,
                            float *out, gint64 out_position);
  /* The way back: the gradients of a tile's outputs, of which rows × columns are there, to those of
   * its products, with room as above; … */
  void (*winograd_given) (int size, const float *in, gint64 in_row, gint64 in_pixel, int rows,
                          int columns, int channels, float *out, gint64 out_position);
  /* … and those of weights at the positions, summed up over tiles, to those of taps. */
  void (*winograd_gradient) (int side, int taps, const float *in, gint64 in_position, int channels,
                             float *out, gint64 out_tap, gboolean add);
  void (*depthwise_row) (const VanityDepthwiseRow *row);
  /* As many multiply-adds as there can be in `rounds` turns of a loop that waits for nothing else;
   * returns how many. For measuring what the processor can do: sums is `lanes` floats of which the
   * first two, 0.5 and 1, are the factors. */
  gint64 (*multiply_add) (float *sums, gint64 rounds);
} VanityKernels;

/* The best this processor can run, or those that the environment's VANITY_CPU names: "avx512",
 * "avx2" or "portable". NULL with VANITY_ERROR_VALUE when it names what there is not. */
const VanityKernels *vanity_kernels_get_default (GError **error);
/* By name; NULL when this processor, or this build, has none. */
const VanityKernels *vanity_kernels_find (const char *name);

/* From here on new executors use `kernels`, and the best again when it is NULL. For tests. */
void vanity_kernels_set_default (const VanityKernels *kernels);

G_END_DECLS
