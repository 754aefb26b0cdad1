#include "nn/ops/winograd.h"

#include "nn/graph-private.h"

#include <string.h>

#define MAX_PANEL (2 * VANITY_MAX_LANES)
#define MAX_TAPS (VANITY_WINOGRAD_MAX_TAPS * VANITY_WINOGRAD_MAX_TAPS)
/* Columns that are multiplied and transformed back before the next ones: what lies between stays in
 * a core's own cache. Whole panels of any vectors. */
#define CHUNK 128
/* Input channels that are packed at once. */
#define PACKED 16
/* Floats that keep positions apart in a cache that maps addresses 4096 bytes apart to one place. */
#define APART 16

/* Tiles in a block. Transformed weights that fit a core's own cache beside a block are read from
 * there by every block; others come from afar, for more tiles at once. */
#define CACHED_BYTES (1 << 20)
#define SMALL_BLOCK 24
#define LARGE_BLOCK 48

typedef struct
{
  const VanityWinograd *winograd;
  const VanityConvParams *params;
  VanityCall *call;
  float *panels;
} Job;

static int
get_positions (const VanityWinograd *self)
{
  return self->side * self->side;
}

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

static void
plan (VanityWinograd *self, const VanityConvParams *params, const VanityKernels *kernels,
      int threads)
{
  int positions = get_positions (self), n_panels;
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
  self->chunk = MIN (self->columns, CHUNK);
  self->product_stride = round_up (self->block * self->chunk, APART) + APART;
  self->scratch_floats
      = positions * (self->input_stride + self->product_stride + params->in_channels);
  self->scratch_floats = round_up (self->scratch_floats, APART);
}

/* A panel, of some input channels. */
static void
pack_part (gpointer data, int index, int worker)
{
  const Job *job = data;
  const VanityWinograd *self = job->winograd;
  const VanityKernels *kernels = job->call->kernels;
  int inner = job->params->in_channels, blocks = (inner + PACKED - 1) / PACKED;
  int first = index / blocks * 2 * kernels->lanes, from = index % blocks * PACKED;
  int width = MIN (2 * kernels->lanes, self->columns - first);
  int columns = MIN (width, job->params->out_channels - first);
  int count = MIN (PACKED, inner - from);
  float *panel = job->panels + (gint64)(inner + 1) * first;
  gint64 position = (gint64)(inner + 1) * self->columns;
  float taps[MAX_TAPS * PACKED * MAX_PANEL];

  for (int t = 0; t < self->taps * self->taps; t++)
    {
      const float *in = self->weights.data + first * self->weights.column + t * self->weights.tap
                        + from * self->weights.inner;
      float *out = taps + t * PACKED * MAX_PANEL;

      if (columns < width)
        memset (out, 0, (gsize)count * width * sizeof *out);
      if (self->weights.inner == 1)
        kernels->transpose (out, width, in, self->weights.column, columns, count);
      else
        for (int i = 0; i < count; i++)
          memcpy (out + i * width, in + i * self->weights.inner, columns * sizeof *out);
    }
  if (from == 0)
    for (int p = 0; p < get_positions (self); p++)
      memset (panel + p * position, 0, width * sizeof *panel);
  kernels->winograd_weights (self->side, self->taps, taps, PACKED * MAX_PANEL, count * width,
                             panel + (gint64)(from + 1) * width, position);
}

static void
pack (Job *job)
{
  const VanityWinograd *self = job->winograd;
  float *bias = job->panels + self->panel_floats - self->columns;
  int panels
      = (self->columns + 2 * job->call->kernels->lanes - 1) / (2 * job->call->kernels->lanes);

  memset (bias, 0, self->columns * sizeof *bias);
  if (self->bias != NULL)
    memcpy (bias, self->bias, job->params->out_channels * sizeof *bias);
  vanity_pool_run (job->call->pool, pack_part, job,
                   panels * ((job->params->in_channels + PACKED - 1) / PACKED));
}

void
vanity_winograd_prepare (VanityWinograd *self, VanityCall *call, int size,
                         const VanityConvWeights *weights, const float *bias)
{
  const VanityConvParams *params = call->params;
  int threads = vanity_pool_get_threads (call->pool);
  Job job = { self, params, call };

  self->size = size;
  self->taps = params->window.kernel[0];
  self->side = size + self->taps - 1;
  self->weights = *weights;
  self->bias = bias;
  plan (self, params, call->kernels, threads);
  self->panel_floats
      = ((gsize)get_positions (self) * (params->in_channels + 1) + 1) * self->columns;
  call->scratch_bytes = self->scratch_floats * threads * sizeof (float);
  if (call->packs_anew)
    {
      call->scratch_bytes += self->panel_floats * sizeof (float);
      return;
    }
  job.panels = self->panels = vanity_call_alloc (call, self->panel_floats * sizeof (float));
  if (self->panels != NULL)
    pack (&job);
}

void
vanity_winograd_clear (VanityWinograd *self)
{
  vanity_aligned_free (self->panels);
}

/* The window of a tile, with zeros for what lies outside of the image. */
static void
gather (const VanityWindow *window, gint64 channels, const float *in, int y, int x, int side,
        float *patch)
{
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

const float *
vanity_winograd_find_window (const VanityWindow *window, gint64 channels, const float *image, int y,
                             int x, int side, float *patch, gint64 *row)
{
  y -= window->before[0];
  x -= window->before[1];
  if (y >= 0 && x >= 0 && y + side <= window->in[0] && x + side <= window->in[1])
    {
      *row = window->in[1] * channels;
      return image + y * *row + x * channels;
    }
  gather (window, channels, image, y, x, side, patch);
  *row = side * channels;
  return patch;
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

  for (int i = 0; i < count; i++, out += winograd->inner_stride)
    {
      const float *in = job->call->inputs[0].data;
      gint64 image, row;
      int y, x;

      locate (job, first + i, &image, &y, &x);
      in += image * window->in[0] * window->in[1] * channels;
      in = vanity_winograd_find_window (window, channels, in, y, x, winograd->side, patch, &row);
      job->call->kernels->winograd_input (winograd->side, in, row, channels, channels, out,
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
  int positions = get_positions (winograd), inner = job->params->in_channels;
  int strips = (count + kernels->max_rows - 1) / kernels->max_rows;
  VanityMatrixTile tile = { .row_stride = winograd->inner_stride,
                            .runs = runs,
                            .n_runs = 1,
                            .run_length = inner,
                            .out_stride = winograd->chunk,
                            .activation = &none };

  for (int p = 0; p < positions; p++, in += winograd->input_stride, out += winograd->product_stride)
    for (int column = first_column; column < last_column; column += tile.columns)
      {
        tile.panels = job->panels + (gsize)(inner + 1) * (p * winograd->columns + column);
        tile.columns = tile.last_column = MIN (2 * kernels->lanes, last_column - column);
        for (int strip = 0; strip < strips; strip++)
          {
            int row = count * strip / strips;

            tile.rows = count * (strip + 1) / strips - row;
            tile.in = in + (gint64)row * winograd->inner_stride;
            tile.out = out + (gint64)row * winograd->chunk + column - first_column;
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
    .in = in,
    .in_position = winograd->product_stride,
    .bias = job->panels + winograd->panel_floats - winograd->columns + first_column,
    .channels = MIN (last_column, channels) - first_column,
    .first_channel = first_column,
    .out_row = window->out[1] * channels,
    .out_pixel = channels,
    .residual_row = window->out[1] * residual_channels,
    .residual_pixel = residual_channels,
    .residual_channels = residual_channels - first_column,
    .activation = &call->epilogue.activation,
  };

  for (int i = 0; i < count; i++, tile.in += winograd->chunk)
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
  float *products = inputs + get_positions (winograd) * winograd->input_stride;
  float *patch = products + get_positions (winograd) * winograd->product_stride;
  gint64 first = (gint64)(index / winograd->column_parts) * winograd->block;
  int count
      = MIN (winograd->block, vanity_winograd_count_tiles (job->params, winograd->size) - first);

  transform_inputs (job, first, count, inputs, patch);
  for (int column = first_column; column < last_column; column += winograd->chunk)
    {
      int end = MIN (column + winograd->chunk, last_column);

      multiply (job, count, column, end, inputs, products);
      transform_outputs (job, first, count, column, end, products);
    }
}

void
vanity_winograd_run (const VanityWinograd *self, VanityCall *call)
{
  Job job = { self, call->params, call, self->panels };

  if (call->packs_anew)
    {
      job.panels
          = (float *)call->scratch + self->scratch_floats * vanity_pool_get_threads (call->pool);
      pack (&job);
    }
  vanity_pool_run (call->pool, run_part, &job, self->n_blocks * self->column_parts);
}
