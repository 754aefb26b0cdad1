/* How a product is gone through, and its weights, packed for that. */
#include "nn/ops/implicit-gemm.h"

#include "nn/graph-private.h"

#include <string.h>

/* Bytes of weights whose packing is worth another thread. */
#define WORTH_SHARING (32 << 10)

/* Weights that every tile is multiplied with before the next ones are fetched: they stay in a
 * core's own cache, with room for tiles beside them. More come piece by piece, each for all
 * columns, and the sums wait in the output meanwhile. */
#define PIECE_BYTES (768 << 10)
#define MIN_PIECE 128

static int
get_n_panels (const VanityImplicitGemm *gemm, const VanityKernels *kernels)
{
  int width = 2 * kernels->lanes;

  return (gemm->columns + width - 1) / width;
}

/* One vector is enough for the last panel. */
static gboolean
has_narrow_end (const VanityImplicitGemm *gemm, const VanityKernels *kernels)
{
  return gemm->columns - (get_n_panels (gemm, kernels) - 1) * 2 * kernels->lanes <= kernels->lanes;
}

static gint64
get_inner (const VanityImplicitGemm *gemm)
{
  return (gint64)gemm->n_taps * gemm->in_count;
}

/* Taps that are neighbours in memory make one run. */
static void
find_runs (VanityImplicitGemm *gemm)
{
  int per_run = 1;

  if (gemm->in_count == gemm->in_channels)
    {
      while (per_run < gemm->n_taps && gemm->tap[per_run][0] == gemm->tap[0][0]
             && gemm->tap[per_run][1] == gemm->tap[0][1] + per_run)
        per_run++;
      /* All rows of the window must be alike. */
      for (int t = 0; t < gemm->n_taps; t++)
        if (gemm->n_taps % per_run != 0 || gemm->tap[t][0] != gemm->tap[t - t % per_run][0]
            || gemm->tap[t][1] != gemm->tap[t - t % per_run][1] + t % per_run)
          {
            per_run = 1;
            break;
          }
    }
  gemm->n_runs = gemm->n_taps / per_run;
  gemm->run_taps = per_run;
  gemm->run_length = per_run * gemm->in_count;
  gemm->taps = g_new (gint64, gemm->n_taps);
  for (int t = 0; t < gemm->n_taps; t++)
    gemm->taps[t] = ((gint64)gemm->tap[t][0] * gemm->in[1] + gemm->tap[t][1]) * gemm->in_channels
                    + gemm->in_first;
  gemm->runs = g_new (gint64, gemm->n_runs);
  for (int r = 0; r < gemm->n_runs; r++)
    gemm->runs[r] = gemm->taps[r * per_run];
}

/* Pixels that a run of all rows of a tile spans when gathered. */
static gint64
get_gathered_pixels (const VanityImplicitGemm *gemm)
{
  return (gint64)(gemm->tile - 1) * gemm->gathered_pitch + gemm->run_taps;
}

/* The windows of neighbours overlap there as they do in the image, or else touch. */
static void
place_gathered (VanityImplicitGemm *gemm)
{
  gemm->gathered_pitch = MIN (gemm->stride[1], gemm->run_taps);
  gemm->gathered_runs = g_new (gint64, gemm->n_runs);
  for (int r = 0; r < gemm->n_runs; r++)
    gemm->gathered_runs[r] = r * get_gathered_pixels (gemm) * gemm->in_count;
}

static void
find_inside (VanityImplicitGemm *gemm)
{
  for (int axis = 0; axis < 2; axis++)
    {
      /* A phase of a transposed convolution may have no taps at all. */
      int low = gemm->n_taps > 0 ? gemm->tap[0][axis] : 0, high = low;
      int first = 0, end = gemm->out[axis];

      for (int t = 1; t < gemm->n_taps; t++)
        {
          low = MIN (low, gemm->tap[t][axis]);
          high = MAX (high, gemm->tap[t][axis]);
        }
      while (first < end && first * gemm->stride[axis] + low < 0)
        first++;
      while (end > first && (end - 1) * gemm->stride[axis] + high >= gemm->in[axis])
        end--;
      gemm->inside[axis][0] = first;
      gemm->inside[axis][1] = end;
    }
}

/* When rows follow each other without a gap, all pixels are one long row. */
static void
flatten (VanityImplicitGemm *gemm)
{
  gint64 pixels = (gint64)gemm->batch * gemm->out[0] * gemm->out[1];

  if (gemm->n_taps != 1 || gemm->tap[0][0] != 0 || gemm->tap[0][1] != 0 || gemm->stride[0] != 1
      || gemm->stride[1] != 1 || gemm->out[0] != gemm->in[0] || gemm->out[1] != gemm->in[1]
      || gemm->out_row != gemm->out_pixel * gemm->out[1]
      || gemm->out_batch != gemm->out_row * gemm->out[0])
    return;
  gemm->batch = 1;
  gemm->in[0] = gemm->out[0] = 1;
  gemm->in[1] = gemm->out[1] = pixels;
}

/* Pieces are of whole taps or lie within one. */
static void
find_piece (VanityImplicitGemm *gemm)
{
  gint64 bytes = (gint64)gemm->columns * sizeof (float);
  int channels = gemm->in_count;

  if (get_inner (gemm) * bytes <= PIECE_BYTES)
    return;
  gemm->piece = MAX (PIECE_BYTES / bytes, MIN_PIECE);
  if (gemm->piece < channels)
    {
      int parts = (channels + gemm->piece - 1) / gemm->piece;

      gemm->piece = (channels + parts - 1) / parts;
    }
  else
    {
      gemm->piece = MIN (gemm->piece / channels, gemm->n_taps) * channels;
    }
}

static void
plan (VanityImplicitGemm *gemm, const VanityKernels *kernels)
{
  int width = 2 * kernels->lanes, n_panels = get_n_panels (gemm, kernels);
  gboolean narrow_end = has_narrow_end (gemm, kernels);

  flatten (gemm);
  find_runs (gemm);
  find_piece (gemm);
  find_inside (gemm);
  gemm->tiles_in_row = (gemm->out[1] + kernels->max_rows - 1) / kernels->max_rows;
  gemm->tile = (gemm->out[1] + gemm->tiles_in_row - 1) / gemm->tiles_in_row;
  gemm->tiles_in_row = (gemm->out[1] + gemm->tile - 1) / gemm->tile;
  place_gathered (gemm);
  if (gemm->period == 0)
    gemm->period = gemm->columns;
  gemm->panel_bytes = (get_inner (gemm) + 1)
                      * (n_panels * width - (narrow_end ? kernels->lanes : 0)) * sizeof (float);
}

/* Of columns [first, first + count), which lie in one period, a tap's weights, to rows of `width`;
 * zeros are there already. */
static void
pack_tap (const VanityImplicitGemm *gemm, const VanityKernels *kernels, int tap, int first,
          int count, int width, float *out)
{
  gint64 at = gemm->taps_at[first / gemm->period * gemm->n_taps + tap];
  const float *in;

  if (at == VANITY_IMPLICIT_GEMM_NO_TAP)
    return;
  in = gemm->weights + first % gemm->period * gemm->column_stride + at;
  if (gemm->element_stride == 1)
    kernels->transpose (out, width, in, gemm->column_stride, count, gemm->in_count);
  else
    for (int i = 0; i < gemm->in_count; i++)
      for (int c = 0; c < count; c++)
        out[(gsize)i * width + c] = in[i * gemm->element_stride + c * gemm->column_stride];
  if (gemm->scale != 1.0f)
    for (int i = 0; i < gemm->in_count; i++)
      for (int c = 0; c < count; c++)
        out[(gsize)i * width + c] *= gemm->scale;
}

typedef struct
{
  const VanityImplicitGemm *gemm;
  const VanityKernels *kernels;
  float *panels;
} Packing;

/* A tap of a panel; with the first one, or where there is none, its biases. */
static void
pack_part (gpointer data, int index, int worker)
{
  const Packing *packing = data;
  const VanityImplicitGemm *gemm = packing->gemm;
  int lanes = packing->kernels->lanes, n_panels = get_n_panels (gemm, packing->kernels);
  int tap = index / n_panels, panel = index % n_panels, first = panel * 2 * lanes;
  int width = panel == n_panels - 1 && has_narrow_end (gemm, packing->kernels) ? lanes : 2 * lanes;
  int used = MIN (width, gemm->columns - first);
  float *biases = packing->panels + first * (get_inner (gemm) + 1);
  float *out = biases + width + (gint64)tap * gemm->in_count * width;

  if (tap == 0)
    for (int c = 0; c < width; c++)
      biases[c] = gemm->bias != NULL && c < used
                      ? gemm->bias_scale
                            * gemm->bias[(first + c) % gemm->period * (gint64)gemm->bias_stride]
                      : 0.0f;
  if (tap >= gemm->n_taps)
    return;
  if (used < width || gemm->period < gemm->columns)
    memset (out, 0, (gsize)gemm->in_count * width * sizeof *out);
  for (int c = 0; c < used;)
    {
      int count = MIN (used - c, gemm->period - (first + c) % gemm->period);

      pack_tap (gemm, packing->kernels, tap, first + c, count, width, out + c);
      c += count;
    }
}

static void
pack (const VanityImplicitGemm *gemm, const VanityCall *call, float *panels)
{
  Packing packing = { gemm, call->kernels, panels };
  int count = get_n_panels (gemm, call->kernels) * MAX (gemm->n_taps, 1);

  if (gemm->panel_bytes < WORTH_SHARING)
    for (int i = 0; i < count; i++)
      pack_part (&packing, i, 0);
  else
    vanity_pool_run (call->pool, pack_part, &packing, count);
}

void
vanity_implicit_gemm_prepare (VanityImplicitGemm *gemms, int n_gemms, VanityCall *call)
{
  for (int i = 0; i < n_gemms; i++)
    plan (&gemms[i], call->kernels);
  call->scratch_bytes = vanity_implicit_gemm_get_gather_bytes (gemms, n_gemms)
                        * vanity_pool_get_threads (call->pool);
  for (int i = 0; i < n_gemms; i++)
    if (call->packs_anew)
      {
        gemms[i].panels_at = call->scratch_bytes;
        call->scratch_bytes += (gemms[i].panel_bytes + 63) / 64 * 64;
      }
    else
      {
        gemms[i].panels = vanity_call_alloc (call, gemms[i].panel_bytes);
        if (gemms[i].panels != NULL)
          pack (&gemms[i], call, gemms[i].panels);
      }
}

const float *
vanity_implicit_gemm_get_panels (const VanityImplicitGemm *gemm, const VanityCall *call)
{
  return gemm->panels != NULL ? gemm->panels
                              : (gconstpointer)((const char *)call->scratch + gemm->panels_at);
}

void
vanity_implicit_gemm_pack (const VanityImplicitGemm *gemms, int n_gemms, VanityCall *call)
{
  for (int i = 0; i < n_gemms; i++)
    pack (&gemms[i], call, (gpointer)((char *)call->scratch + gemms[i].panels_at));
}

void
vanity_implicit_gemm_clear (VanityImplicitGemm *gemm)
{
  vanity_aligned_free (gemm->panels);
  g_free (gemm->taps);
  g_free (gemm->runs);
  g_free (gemm->gathered_runs);
  g_free (gemm->tap);
  g_free (gemm->taps_at);
}

static gsize
get_gather_bytes (const VanityImplicitGemm *gemm)
{
  if (gemm->inside[0][0] == 0 && gemm->inside[0][1] == gemm->out[0] && gemm->inside[1][0] == 0
      && gemm->inside[1][1] == gemm->out[1])
    return 0;
  if (gemm->piece > 0)
    return ((gsize)gemm->tile * gemm->piece * sizeof (float) + 63) / 64 * 64;
  return (gemm->n_runs * get_gathered_pixels (gemm) * gemm->in_count * sizeof (float) + 63) / 64
         * 64;
}

gsize
vanity_implicit_gemm_get_gather_bytes (const VanityImplicitGemm *gemms, int n_gemms)
{
  gsize bytes = 0;

  for (int i = 0; i < n_gemms; i++)
    bytes = MAX (bytes, get_gather_bytes (&gemms[i]));
  return bytes;
}
