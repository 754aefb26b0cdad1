#include "nn/ops/implicit-gemm.h"

#include "nn/graph-private.h"

#include <string.h>

/* Multiply-adds that are worth a thread of their own: a few microseconds. */
#define WORTH_SHARING 100000
#define PARTS_PER_THREAD 4

/* A part of the work: tiles [first, last) of all images, for some columns. */
typedef struct
{
  const VanityImplicitGemm *gemm;
  VanityCall *call;
  const float *panels;
  gsize gather_bytes; /* of one thread */
  int parts;          /* along the tiles */
  int column_parts;   /* along the columns */
} Job;

/* Some of the elements of a row: of some taps the same channels. */
typedef struct
{
  int tap, n_taps;
  int channel, channels; /* of those that the product has */
} Piece;

typedef struct
{
  VanityCall *call;
  const VanityImplicitGemm *gemms;
  Job *jobs;
  int n_jobs;
} Batch;

static int
get_n_panels (const VanityImplicitGemm *gemm, const VanityKernels *kernels)
{
  int width = 2 * kernels->lanes;

  return (gemm->columns + width - 1) / width;
}

static gint64
get_inner (const VanityImplicitGemm *gemm)
{
  return (gint64)gemm->n_taps * gemm->in_count;
}

static gint64
get_n_tiles (const VanityImplicitGemm *gemm)
{
  return (gint64)gemm->batch * gemm->out[0] * gemm->tiles_in_row;
}

/* `count` pixels of input row y from x on, as far as they are there. */
static void
gather_pixels (const VanityImplicitGemm *gemm, const float *in, int y, int x, int count, float *out)
{
  int first = CLAMP (-x, 0, count);
  int end = CLAMP (gemm->in[1] - x, first, count);
  gint64 channels = gemm->in_count;
  const float *source;

  if (y < 0 || y >= gemm->in[0] || first == end)
    {
      memset (out, 0, count * channels * sizeof *out);
      return;
    }
  source = in + ((gint64)y * gemm->in[1] + x + first) * gemm->in_channels + gemm->in_first;
  memset (out, 0, first * channels * sizeof *out);
  if (channels == gemm->in_channels)
    memcpy (out + first * channels, source, (end - first) * channels * sizeof *out);
  else
    for (int i = first; i < end; i++, source += gemm->in_channels)
      memcpy (out + i * channels, source, channels * sizeof *out);
  memset (out + end * channels, 0, (count - end) * channels * sizeof *out);
}

/* What the windows of pixels [x, x + rows) of output row y see. */
static void
gather (const VanityImplicitGemm *gemm, const float *in, int y, int x, int rows, float *gathered)
{
  gboolean whole = gemm->gathered_pitch == gemm->stride[1];

  for (int r = 0; r < gemm->n_runs; r++)
    {
      const int *tap = gemm->tap[r * gemm->run_taps];
      int sy = y * gemm->stride[0] + tap[0];
      int sx = x * gemm->stride[1] + tap[1];
      float *out = gathered + gemm->gathered_runs[r];

      if (whole)
        gather_pixels (gemm, in, sy, sx, (rows - 1) * gemm->gathered_pitch + gemm->run_taps, out);
      else
        for (int i = 0; i < rows; i++)
          gather_pixels (gemm, in, sy, sx + i * gemm->stride[1], gemm->run_taps,
                         out + (gint64)i * gemm->run_length);
    }
}

/* The same of a piece: its taps one behind the other, row by row. */
static void
gather_piece (const VanityImplicitGemm *gemm, const float *in, int y, int x, int rows,
              const Piece *piece, float *gathered)
{
  gsize bytes = piece->channels * sizeof *gathered;

  for (int r = 0; r < rows; r++)
    for (int t = 0; t < piece->n_taps; t++, gathered += piece->channels)
      {
        const int *tap = gemm->tap[piece->tap + t];
        int sy = y * gemm->stride[0] + tap[0], sx = (x + r) * gemm->stride[1] + tap[1];

        if (sy < 0 || sy >= gemm->in[0] || sx < 0 || sx >= gemm->in[1])
          memset (gathered, 0, bytes);
        else
          memcpy (gathered,
                  in + ((gint64)sy * gemm->in[1] + sx) * gemm->in_channels + gemm->in_first
                      + piece->channel,
                  bytes);
      }
}

/* Where the residual of the output at `at` lies: it may have fewer channels. */
static gint64
find_residual (const VanityImplicitGemm *gemm, const VanityCall *call, gint64 at)
{
  const VanityShape *shape = &call->outputs[0].shape;
  const VanityShape *residual = &call->epilogue.residual.shape;

  if (vanity_shape_equal (shape, residual))
    return at;
  return at / shape->dim[3] * residual->dim[3] + gemm->first_channel;
}

/* All elements of the rows of tiles [from, to) where `piece` is NULL. */
static void
run_tiles (const Job *job, gint64 from, gint64 to, int first_column, int last_column,
           const Piece *piece, float *gathered)
{
  static const gint64 start[] = { 0 };
  const VanityActivation none = VANITY_ACTIVATION_NONE;
  const VanityImplicitGemm *gemm = job->gemm;
  VanityCall *call = job->call;
  const float *residual = call->epilogue.has_residual ? call->epilogue.residual.data : NULL;
  int tile_index = from % gemm->tiles_in_row;
  int y = from / gemm->tiles_in_row % gemm->out[0];
  gint64 image = from / gemm->tiles_in_row / gemm->out[0];
  VanityMatrixTile tile = {
    .panels = job->panels + first_column * (get_inner (gemm) + 1),
    .columns = gemm->columns,
    .first_column = first_column,
    .last_column = last_column,
    .first_channel = gemm->first_channel,
    .n_runs = gemm->n_runs,
    .run_length = gemm->run_length,
    .out_stride = gemm->out_pixel,
    .residual_stride
    = residual != NULL ? find_residual (gemm, call, gemm->out_pixel) - find_residual (gemm, call, 0)
                       : 0,
    .residual_columns = gemm->columns,
    .activation = &call->epilogue.activation,
  };

  if (residual != NULL
      && !vanity_shape_equal (&call->epilogue.residual.shape, &call->outputs[0].shape))
    tile.residual_columns = call->epilogue.residual.shape.dim[3] - gemm->first_channel;
  if (piece != NULL)
    {
      tile.before = piece->tap * gemm->in_count + piece->channel;
      tile.after = get_inner (gemm) - tile.before - piece->n_taps * piece->channels;
      /* What is added may lie in the output, where the sums will wait. */
      if (tile.before > 0)
        residual = NULL;
      if (tile.after > 0)
        tile.activation = &none;
    }
  for (gint64 i = from; i < to; i++)
    {
      const float *in = (const float *)call->inputs[0].data
                        + image * gemm->in[0] * gemm->in[1] * gemm->in_channels;
      int x = tile_index * gemm->tile;
      gint64 at
          = image * gemm->out_batch + y * gemm->out_row + x * gemm->out_pixel + gemm->out_offset;

      tile.rows = MIN (gemm->tile, gemm->out[1] - x);
      tile.out = (float *)call->outputs[0].data + at;
      tile.residual = residual != NULL ? residual + find_residual (gemm, call, at) : NULL;
      if (y >= gemm->inside[0][0] && y < gemm->inside[0][1] && x >= gemm->inside[1][0]
          && x + tile.rows <= gemm->inside[1][1])
        {
          tile.in = in
                    + ((gint64)y * gemm->stride[0] * gemm->in[1] + (gint64)x * gemm->stride[1])
                          * gemm->in_channels;
          tile.row_stride = (gint64)gemm->stride[1] * gemm->in_channels;
          tile.runs = gemm->runs;
          if (piece != NULL)
            {
              tile.in += piece->channel;
              tile.runs = gemm->taps + piece->tap;
              tile.n_runs = piece->n_taps;
              tile.run_length = piece->channels;
            }
        }
      else if (piece != NULL)
        {
          gather_piece (gemm, in, y, x, tile.rows, piece, gathered);
          tile.in = gathered;
          tile.row_stride = (gint64)piece->n_taps * piece->channels;
          tile.runs = start;
          tile.n_runs = 1;
          tile.run_length = piece->n_taps * piece->channels;
        }
      else
        {
          gather (gemm, in, y, x, tile.rows, gathered);
          tile.in = gathered;
          tile.row_stride = (gint64)gemm->gathered_pitch * gemm->in_count;
          tile.runs = gemm->gathered_runs;
        }
      call->kernels->matrix_tile (&tile);

      if (++tile_index == gemm->tiles_in_row)
        {
          tile_index = 0;
          if (++y == gemm->out[0])
            {
              y = 0;
              image++;
            }
        }
    }
}

static void
run_part (const Job *job, int part, int worker)
{
  const VanityImplicitGemm *gemm = job->gemm;
  VanityCall *call = job->call;
  int width = 2 * call->kernels->lanes;
  int n_panels = get_n_panels (gemm, call->kernels);
  gint64 n_tiles = get_n_tiles (gemm);
  int column_part = part / job->parts;
  int tile_part = part % job->parts;
  float *gathered = (gpointer)((char *)call->scratch + worker * job->gather_bytes);
  gint64 from = n_tiles * tile_part / job->parts, to = n_tiles * (tile_part + 1) / job->parts;
  int first_column = n_panels * column_part / job->column_parts * width;
  int last_column = MIN (n_panels * (column_part + 1) / job->column_parts * width, gemm->columns);

  if (gemm->piece == 0)
    {
      run_tiles (job, from, to, first_column, last_column, NULL, gathered);
    }
  else if (gemm->piece >= gemm->in_count)
    {
      int taps = gemm->piece / gemm->in_count;

      for (int t = 0; t < gemm->n_taps; t += taps)
        run_tiles (job, from, to, first_column, last_column,
                   &(Piece){ t, MIN (taps, gemm->n_taps - t), 0, gemm->in_count }, gathered);
    }
  else
    {
      for (int t = 0; t < gemm->n_taps; t++)
        for (int c = 0; c < gemm->in_count; c += gemm->piece)
          run_tiles (job, from, to, first_column, last_column,
                     &(Piece){ t, 1, c, MIN (gemm->piece, gemm->in_count - c) }, gathered);
    }
}

static void
run_batch (gpointer data, int index, int worker)
{
  Batch *batch = data;

  for (int i = 0; i < batch->n_jobs; i++)
    {
      Job *job = &batch->jobs[i];
      int parts = job->parts * job->column_parts;

      if (index < parts)
        {
          run_part (job, index, worker);
          return;
        }
      index -= parts;
    }
}

/* What is larger is shared out first: columns, whose weights every part of the tiles would read, or
 * tiles, whose pixels every part of the columns would. */
static void
split_job (Job *job, gint64 wanted)
{
  const VanityImplicitGemm *gemm = job->gemm;
  gint64 n_tiles = get_n_tiles (gemm);
  int n_panels = get_n_panels (gemm, job->call->kernels);

  if (gemm->columns > n_tiles * gemm->tile)
    {
      job->column_parts = CLAMP (wanted, 1, n_panels);
      job->parts = CLAMP (wanted / n_panels, 1, n_tiles);
    }
  else
    {
      job->parts = CLAMP (wanted, 1, n_tiles);
      job->column_parts = CLAMP (wanted / n_tiles, 1, n_panels);
    }
}

void
vanity_implicit_gemm_run (const VanityImplicitGemm *gemms, int n_gemms, VanityCall *call)
{
  int threads = vanity_pool_get_threads (call->pool);
  Job jobs[n_gemms];
  Batch batch = { call, gemms, jobs, n_gemms };
  gsize gather_bytes = vanity_implicit_gemm_get_gather_bytes (gemms, n_gemms);
  gint64 cost = 0;
  int count = 0;
  gint64 parts;

  if (call->packs_anew)
    vanity_implicit_gemm_pack (gemms, n_gemms, call);
  for (int i = 0; i < n_gemms; i++)
    cost += (gint64)gemms[i].batch * gemms[i].out[0] * gemms[i].out[1] * gemms[i].columns
            * get_inner (&gemms[i]);
  parts = cost < WORTH_SHARING ? 1 : MIN (threads * PARTS_PER_THREAD, 1 + cost / 50000);
  if (threads == 1)
    parts = 1;
  for (int i = 0; i < n_gemms; i++)
    {
      jobs[i] = (Job){ &gemms[i],    call, vanity_implicit_gemm_get_panels (&gemms[i], call),
                       gather_bytes, 1,    1 };
      split_job (&jobs[i], (parts + n_gemms - 1) / n_gemms);
      count += jobs[i].parts * jobs[i].column_parts;
    }
  if (parts == 1)
    for (int i = 0; i < count; i++)
      run_batch (&batch, i, 0);
  else
    vanity_pool_run (call->pool, run_batch, &batch, count);
}
