#include "nn/ops/winograd.h"

#include "nn/graph-private.h"

#include <string.h>

#define MAX_SIDE (VANITY_WINOGRAD_MAX_SIZE + 2)
#define MAX_PANEL (2 * VANITY_MAX_LANES)
#define POSITIONS(size) (((size) + 2) * ((size) + 2))
/* Floats that keep positions apart in a cache that maps addresses 4096 bytes apart to one place. */
#define APART 16

/* Tiles in a block. Transformed weights that fit a core's own cache beside a block are read from
 * there by every block; others come from afar, for more tiles at once. */
#define CACHED_BYTES (1 << 20)
#define SMALL_BLOCK 24
#define LARGE_BLOCK 48

/* G of F(4 × 4, 3 × 3) at 0, ±√½, ±√2, ∞ and of F(2 × 2, 3 × 3) at 0, ±1, ∞: the weights as a
 * polynomial taken at each point, divided by the product of its distances to the other points. */
#define ROOT_HALF 0.70710678118654752440
static const double weights_at_points_4[6][3] = {
  { 1, 0, 0 },
  { -2.0 / 3, -2.0 / 3 * ROOT_HALF, -1.0 / 3 },
  { -2.0 / 3, 2.0 / 3 * ROOT_HALF, -1.0 / 3 },
  { 1.0 / 6, 1.0 / 3 * ROOT_HALF, 1.0 / 3 },
  { 1.0 / 6, -1.0 / 3 * ROOT_HALF, 1.0 / 3 },
  { 0, 0, 1 },
};
static const double weights_at_points_2[4][3] = {
  { 1, 0, 0 },
  { 0.5, 0.5, 0.5 },
  { 0.5, -0.5, 0.5 },
  { 0, 0, 1 },
};

typedef struct
{
  const VanityWinograd *winograd;
  const VanityConvParams *params;
  VanityCall *call;
} Job;

static int
round_up (int value, int step)
{
  return (value + step - 1) / step * step;
}

gint64
vanity_winograd_count_tiles (const VanityConvParams *params, int size)
{
  return (gint64)params->batch * ((params->window.out[0] + size - 1) / size)
         * ((params->window.out[1] + size - 1) / size);
}

/* A line of weights taken at the points, for many output channels at once. */
static void
take_at_points (int size, int points, const double *in, int in_step, double *out, int out_step)
{
  const double (*at)[3] = size == 4 ? weights_at_points_4 : weights_at_points_2;

  for (int p = 0; p < points; p++)
    for (int o = 0; o < MAX_PANEL; o++)
      out[p * out_step + o]
          = at[p][0] * in[o] + at[p][1] * in[in_step + o] + at[p][2] * in[2 * in_step + o];
}

/* Output channels [first, first + count) of all positions, for one input channel: `out` is that of
 * the first position. */
static void
transform_weights (int size, const float *weights, int in_channels, int first, int count,
                   float *out, gsize out_position)
{
  double taps[9 * MAX_PANEL] = { 0 };
  double lines[3 * MAX_SIDE * MAX_PANEL], values[MAX_SIDE * MAX_SIDE * MAX_PANEL];
  int side = size + 2;

  for (int tap = 0; tap < 9; tap++)
    for (int o = 0; o < count; o++)
      taps[tap * MAX_PANEL + o] = weights[((gint64)(first + o) * 9 + tap) * in_channels];
  for (int x = 0; x < 3; x++)
    take_at_points (size, side, taps + x * MAX_PANEL, 3 * MAX_PANEL, lines + x * MAX_PANEL,
                    3 * MAX_PANEL);
  for (int y = 0; y < side; y++)
    take_at_points (size, side, lines + y * 3 * MAX_PANEL, MAX_PANEL, values + y * side * MAX_PANEL,
                    MAX_PANEL);
  for (int p = 0; p < side * side; p++)
    for (int o = 0; o < count; o++)
      out[p * out_position + o] = values[p * MAX_PANEL + o];
}

static void
plan (VanityWinograd *self, const VanityConvParams *params, const VanityKernels *kernels,
      int threads)
{
  int positions = POSITIONS (self->size), n_panels;
  gint64 n_tiles = vanity_winograd_count_tiles (params, self->size);
  gsize weights;
  int block;

  for (int axis = 0; axis < 2; axis++)
    self->tiles[axis] = (params->window.out[axis] + self->size - 1) / self->size;
  self->inner_stride = round_up (params->in_channels, kernels->lanes);
  self->columns = round_up (params->out_channels, kernels->lanes);
  n_panels = (self->columns + 2 * kernels->lanes - 1) / (2 * kernels->lanes);
  weights = (gsize)positions * self->inner_stride * self->columns * sizeof (float);
  block = weights <= CACHED_BYTES ? SMALL_BLOCK : LARGE_BLOCK;
  self->n_blocks = (n_tiles + block - 1) / block;
  /* No block is halved further for the sake of threads: they take some of the columns each. */
  if (self->n_blocks > threads || n_tiles >= (gint64)threads * SMALL_BLOCK)
    self->n_blocks = round_up (self->n_blocks, threads);
  self->column_parts = CLAMP (threads / self->n_blocks, 1, n_panels);
  self->block = (n_tiles + self->n_blocks - 1) / self->n_blocks;
  self->n_blocks = (n_tiles + self->block - 1) / self->block;
  self->input_stride = round_up (self->block * self->inner_stride, APART) + APART;
  self->product_stride = round_up (self->block * self->columns, APART) + APART;
  self->scratch_floats
      = positions * (self->input_stride + self->product_stride + params->in_channels);
  self->scratch_floats = round_up (self->scratch_floats, APART);
}

typedef struct
{
  const VanityWinograd *winograd;
  const VanityConvParams *params;
  const float *weights;
  int panel; /* columns of one */
} Packing;

static void
pack_panel (gpointer data, int index, int worker)
{
  const Packing *packing = data;
  const VanityWinograd *winograd = packing->winograd;
  gsize inner = packing->params->in_channels;
  int first = index * packing->panel;
  int width = MIN (packing->panel, winograd->columns - first);
  int count = MIN (width, packing->params->out_channels - first);

  for (gsize i = 0; i < inner; i++)
    transform_weights (winograd->size, packing->weights + i, inner, first, count,
                       winograd->panels + (inner + 1) * first + (i + 1) * width,
                       (inner + 1) * winograd->columns);
}

void
vanity_winograd_pack (VanityWinograd *self, VanityCall *call, int size, const float *weights,
                      const float *bias)
{
  const VanityConvParams *params = call->params;
  Packing packing = { self, params, weights, 2 * call->kernels->lanes };
  gsize n_floats, bytes;

  self->size = size;
  plan (self, params, call->kernels, vanity_pool_get_threads (call->pool));
  n_floats = (gsize)POSITIONS (size) * (params->in_channels + 1) * self->columns;
  bytes = (n_floats + self->columns) * sizeof (float);
  self->panels = vanity_call_alloc (call, bytes);
  if (self->panels == NULL)
    return;
  memset (self->panels, 0, bytes);
  self->bias = self->panels + n_floats;
  if (bias != NULL)
    memcpy (self->bias, bias, params->out_channels * sizeof *bias);
  vanity_pool_run (call->pool, pack_panel, &packing,
                   (params->out_channels + packing.panel - 1) / packing.panel);
}

void
vanity_winograd_clear (VanityWinograd *self)
{
  vanity_aligned_free (self->panels);
}

/* The window of a tile, with zeros for what lies outside of the image. */
static void
gather (const VanityConvParams *params, const float *in, int y, int x, int side, float *patch)
{
  const VanityWindow *window = &params->window;
  gint64 channels = params->in_channels;
  int first = CLAMP (-x, 0, side), end = CLAMP (window->in[1] - x, first, side);

  for (int row = 0; row < side; row++, patch += side * channels)
    {
      if (y + row < 0 || y + row >= window->in[0])
        {
          memset (patch, 0, side * channels * sizeof *patch);
          continue;
        }
      memset (patch, 0, first * channels * sizeof *patch);
      memcpy (patch + first * channels,
              in + ((gint64)(y + row) * window->in[1] + x + first) * channels,
              (end - first) * channels * sizeof *patch);
      memset (patch + end * channels, 0, (side - end) * channels * sizeof *patch);
    }
}

/* Where a tile of outputs lies. */
static void
locate (const Job *job, gint64 tile, gint64 *image, int *y, int *x)
{
  const VanityWinograd *winograd = job->winograd;

  *x = tile % winograd->tiles[1] * winograd->size;
  *y = tile / winograd->tiles[1] % winograd->tiles[0] * winograd->size;
  *image = tile / winograd->tiles[1] / winograd->tiles[0];
}

static void
transform_inputs (const Job *job, gint64 first, int count, float *out, float *patch)
{
  const VanityWinograd *winograd = job->winograd;
  const VanityWindow *window = &job->params->window;
  gint64 channels = job->params->in_channels;
  int side = winograd->size + 2;

  for (int i = 0; i < count; i++, out += winograd->inner_stride)
    {
      gint64 image, row = window->in[1] * channels;
      const float *in = job->call->inputs[0].data;
      int y, x;

      locate (job, first + i, &image, &y, &x);
      y -= window->before[0];
      x -= window->before[1];
      in += image * window->in[0] * row;
      if (y >= 0 && x >= 0 && y + side <= window->in[0] && x + side <= window->in[1])
        {
          in += y * row + x * channels;
        }
      else
        {
          gather (job->params, in, y, x, side, patch);
          in = patch;
          row = side * channels;
        }
      job->call->kernels->winograd_input (winograd->size, in, row, channels, channels, out,
                                          winograd->input_stride);
    }
}

/* Columns [first_column, last_column) of the products of all positions. */
static void
multiply (const Job *job, int count, int first_column, int last_column, const float *in, float *out)
{
  static const gint64 runs[] = { 0 };
  const VanityActivation none = VANITY_ACTIVATION_NONE;
  const VanityWinograd *winograd = job->winograd;
  const VanityKernels *kernels = job->call->kernels;
  int positions = POSITIONS (winograd->size), inner = job->params->in_channels;
  int strips = (count + kernels->max_rows - 1) / kernels->max_rows;
  VanityMatrixTile tile = { .row_stride = winograd->inner_stride,
                            .runs = runs,
                            .n_runs = 1,
                            .run_length = inner,
                            .out_stride = winograd->columns,
                            .activation = &none };

  for (int p = 0; p < positions; p++, in += winograd->input_stride, out += winograd->product_stride)
    for (int column = first_column; column < last_column; column += tile.columns)
      {
        tile.panels = winograd->panels + (gsize)(inner + 1) * (p * winograd->columns + column);
        tile.columns = tile.last_column = MIN (2 * kernels->lanes, last_column - column);
        for (int strip = 0; strip < strips; strip++)
          {
            int row = count * strip / strips;

            tile.rows = count * (strip + 1) / strips - row;
            tile.in = in + (gint64)row * winograd->inner_stride;
            tile.out = out + (gint64)row * winograd->columns + column;
            kernels->matrix_tile (&tile);
          }
      }
}

static void
transform_outputs (const Job *job, gint64 first, int count, int first_column, int last_column,
                   const float *in)
{
  const VanityWinograd *winograd = job->winograd;
  const VanityWindow *window = &job->params->window;
  VanityCall *call = job->call;
  gint64 channels = job->params->out_channels;
  const VanityTensor *residual = &call->epilogue.residual;
  gint64 residual_channels = call->epilogue.has_residual ? residual->shape.dim[3] : 0;
  VanityWinogradOutput tile = {
    .size = winograd->size,
    .in = in + first_column,
    .in_position = winograd->product_stride,
    .bias = winograd->bias + first_column,
    .channels = MIN (last_column, channels) - first_column,
    .first_channel = first_column,
    .out_row = window->out[1] * channels,
    .out_pixel = channels,
    .residual_row = window->out[1] * residual_channels,
    .residual_pixel = residual_channels,
    .residual_channels = residual_channels - first_column,
    .activation = &call->epilogue.activation,
  };

  for (int i = 0; i < count; i++, tile.in += winograd->columns)
    {
      gint64 image, pixel;
      int y, x;

      locate (job, first + i, &image, &y, &x);
      pixel = (image * window->out[0] + y) * window->out[1] + x;
      tile.rows = MIN (winograd->size, window->out[0] - y);
      tile.columns = MIN (winograd->size, window->out[1] - x);
      tile.out = (float *)call->outputs[0].data + pixel * channels + first_column;
      tile.residual = tile.residual_channels > 0
                          ? (const float *)residual->data + pixel * residual_channels + first_column
                          : NULL;
      call->kernels->winograd_output (&tile);
    }
}

/* Some of the columns of a block of tiles. */
static void
run_part (gpointer data, int index, int worker)
{
  const Job *job = data;
  const VanityWinograd *winograd = job->winograd;
  int panel = 2 * job->call->kernels->lanes;
  int n_panels = (winograd->columns + panel - 1) / panel;
  int part = index % winograd->column_parts;
  int first_column = n_panels * part / winograd->column_parts * panel;
  int last_column = MIN (n_panels * (part + 1) / winograd->column_parts * panel, winograd->columns);
  float *inputs = (float *)job->call->scratch + worker * winograd->scratch_floats;
  float *products = inputs + POSITIONS (winograd->size) * winograd->input_stride;
  float *patch = products + POSITIONS (winograd->size) * winograd->product_stride;
  gint64 first = (gint64)(index / winograd->column_parts) * winograd->block;
  int count
      = MIN (winograd->block, vanity_winograd_count_tiles (job->params, winograd->size) - first);

  transform_inputs (job, first, count, inputs, patch);
  multiply (job, count, first_column, last_column, inputs, products);
  transform_outputs (job, first, count, first_column, last_column, products);
}

void
vanity_winograd_run (const VanityWinograd *self, VanityCall *call)
{
  Job job = { self, call->params, call };

  vanity_pool_run (call->pool, run_part, &job, self->n_blocks * self->column_parts);
}
