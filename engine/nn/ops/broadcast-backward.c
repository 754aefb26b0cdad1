#include "nn/ops/broadcast-backward.h"

#include "nn/ops/broadcast.h"

/* Elements of a line, and how many of them are added up in float32 before double takes over. */
#define WIDTH 256
#define LINES_IN_FLOAT 32
/* Sums of few elements over many are made of that many parts. */
#define SLICES 8
#define MIN_SLICED 4096
#define MAX_TARGET 1024

enum
{
  KEPT,
  SUMMED,
};

/* Dimensions of the output that the target has, and those that are summed up, the last ones first;
 * neighbours that nobody tells apart are one. Strides are those of the output and the operands. */
typedef struct
{
  int n[2];
  gint64 dim[2][VANITY_MAX_RANK];
  gint64 stride[2][3][VANITY_MAX_RANK];
  int inner;    /* which of the two has the output's last dimension */
  gint64 count; /* elements of the target */
  int slices;
} Loop;

static void
loop_add (Loop *loop, int which, gint64 dim, const gint64 *strides, gboolean merge)
{
  int last = loop->n[which] - 1;

  for (int k = 0; merge && k < 3; k++)
    merge = loop->stride[which][k][last] * loop->dim[which][last] == strides[k];
  if (merge)
    {
      loop->dim[which][last] *= dim;
      return;
    }
  loop->dim[which][last + 1] = dim;
  for (int k = 0; k < 3; k++)
    loop->stride[which][k][last + 1] = strides[k];
  loop->n[which]++;
}

static void
loop_init (Loop *loop, const VanityBroadcastSum *sum)
{
  const VanityShape *shapes[] = { sum->shape, &sum->operands[0]->shape, &sum->operands[1]->shape };
  gint64 strides[3][VANITY_MAX_RANK], target[VANITY_MAX_RANK], summed = 1;
  int before = -1;

  *loop = (Loop){ .count = vanity_shape_get_elements (&sum->target->shape), .slices = 1 };
  for (int k = 0; k < 3; k++)
    vanity_broadcast_fill_strides (shapes[k], sum->shape, strides[k]);
  vanity_broadcast_fill_strides (&sum->target->shape, sum->shape, target);
  for (int i = sum->shape->rank - 1; i >= 0; i--)
    {
      int which = target[i] != 0 ? KEPT : SUMMED;

      if (sum->shape->dim[i] == 1)
        continue;
      if (before < 0)
        loop->inner = which;
      loop_add (loop, which, sum->shape->dim[i],
                (gint64[]){ strides[0][i], strides[1][i], strides[2][i] }, before == which);
      before = which;
      summed *= which == SUMMED ? sum->shape->dim[i] : 1;
    }
  if (summed >= MIN_SLICED && loop->count <= MAX_TARGET)
    loop->slices = MIN (SLICES, loop->dim[SUMMED][loop->n[SUMMED] - 1]);
}

gsize
vanity_broadcast_sum_get_scratch (const VanityBroadcastSum *sum)
{
  Loop loop;

  loop_init (&loop, sum);
  return loop.slices > 1 ? loop.slices * loop.count * sizeof (double) : 0;
}

/* Adds the place of index `index` of dimensions `which`, of those from `first` on. */
static void
loop_find (const Loop *loop, int which, int first, gint64 index, gint64 *at)
{
  for (int i = first; i < loop->n[which]; i++)
    {
      for (int k = 0; k < 3; k++)
        at[k] += index % loop->dim[which][i] * loop->stride[which][k][i];
      index /= loop->dim[which][i];
    }
}

typedef struct
{
  const VanityBroadcastSum *sum;
  Loop loop;
  double *slices;
  gint64 units; /* of work */
  int parts;
} Job;

/* `count` elements along dimension 0 of `which`, from place `at` on. */
static void
run_line (const Job *job, int which, const gint64 *at, float *out, gint64 count)
{
  const VanityBroadcastSum *sum = job->sum;

  sum->line (out, sum->given + at[0], (const float *)sum->operands[0]->data + at[1],
             job->loop.stride[which][1][0], (const float *)sum->operands[1]->data + at[2],
             job->loop.stride[which][2][0], count);
}

/* Elements [from, to) of a target that is as large as the output. */
static void
run_plain (const Job *job, gint64 from, gint64 to)
{
  const Loop *loop = &job->loop;
  float *out = job->sum->target->data;
  gint64 length = loop->n[KEPT] > 0 ? loop->dim[KEPT][0] : 1, count;

  for (; from < to; from += count)
    {
      gint64 at[3] = { 0 };

      count = MIN (length - from % length, to - from);
      loop_find (loop, KEPT, 0, from, at);
      run_line (job, KEPT, at, out + from, count);
    }
}

/* Where slice `slice` of the outermost dimension that is summed up begins. */
static gint64
get_slice (const Loop *loop, int slice)
{
  return loop->dim[SUMMED][loop->n[SUMMED] - 1] * slice / loop->slices;
}

/* Σ over the summed dimensions of a slice, for `width` neighbours of the target. */
static void
sum_columns (const Job *job, const gint64 *place, int slice, int width, double *sums)
{
  const Loop *loop = &job->loop;
  gint64 inside = 1; /* of the outermost dimension's elements each */
  float line[WIDTH], kept[WIDTH];
  int n_kept = 0;

  for (int i = 0; i < loop->n[SUMMED] - 1; i++)
    inside *= loop->dim[SUMMED][i];
  for (gint64 n = get_slice (loop, slice) * inside; n < get_slice (loop, slice + 1) * inside; n++)
    {
      gint64 at[3] = { place[0], place[1], place[2] };

      loop_find (loop, SUMMED, 0, n, at);
      run_line (job, KEPT, at, n_kept == 0 ? kept : line, width);
      for (int i = 0; n_kept > 0 && i < width; i++)
        kept[i] += line[i];
      if (++n_kept < LINES_IN_FLOAT)
        continue;
      for (int i = 0; i < width; i++)
        sums[i] += kept[i];
      n_kept = 0;
    }
  for (int i = 0; n_kept > 0 && i < width; i++)
    sums[i] += kept[i];
}

static double
add_up (const float *line, int count)
{
  float sums[16] = { 0.0f };
  double sum = 0.0;
  int i = 0;

  for (; i + 16 <= count; i += 16)
    for (int k = 0; k < 16; k++)
      sums[k] += line[i + k];
  for (int k = 0; k < 16; k++)
    sum += sums[k];
  for (; i < count; i++)
    sum += line[i];
  return sum;
}

/* The same for one element of the target, whose terms lie side by side. */
static double
sum_row (const Job *job, const gint64 *place, int slice)
{
  const Loop *loop = &job->loop;
  gboolean alone = loop->n[SUMMED] == 1;
  gint64 first = alone ? get_slice (loop, slice) : 0;
  gint64 end = alone ? get_slice (loop, slice + 1) : loop->dim[SUMMED][0];
  gint64 rows[] = { alone ? 0 : get_slice (loop, slice), alone ? 1 : get_slice (loop, slice + 1) };
  gint64 inside = 1;
  double sum = 0.0;

  for (int i = 1; i < loop->n[SUMMED] - 1; i++)
    inside *= loop->dim[SUMMED][i];
  for (gint64 n = rows[0] * inside; n < rows[1] * inside; n++)
    {
      gint64 at[3] = { place[0], place[1], place[2] };

      loop_find (loop, SUMMED, 1, n, at);
      for (int k = 0; k < 3; k++)
        at[k] += first * loop->stride[SUMMED][k][0];
      for (gint64 i = first; i < end; i += WIDTH)
        {
          float line[WIDTH];
          int count = MIN (WIDTH, end - i);

          run_line (job, SUMMED, at, line, count);
          sum += add_up (line, count);
          for (int k = 0; k < 3; k++)
            at[k] += count * loop->stride[SUMMED][k][0];
        }
    }
  return sum;
}

/* Pieces of lines of the target that are summed up together, those of a slice. */
static gint64
get_n_columns (const Loop *loop)
{
  return loop->inner == SUMMED ? 1 : (loop->dim[KEPT][0] + WIDTH - 1) / WIDTH;
}

static gint64
get_n_blocks (const Loop *loop)
{
  return loop->inner == SUMMED ? loop->count
                               : loop->count / loop->dim[KEPT][0] * get_n_columns (loop);
}

static void
run_block (const Job *job, gint64 unit)
{
  const Loop *loop = &job->loop;
  gint64 blocks = get_n_blocks (loop), block = unit % blocks, element = block;
  int slice = unit / blocks, width = 1;
  double sums[WIDTH] = { 0.0 };
  gint64 at[3] = { 0 };

  if (loop->inner == KEPT)
    {
      gint64 column = block % get_n_columns (loop) * WIDTH;

      element = block / get_n_columns (loop) * loop->dim[KEPT][0] + column;
      width = MIN (WIDTH, loop->dim[KEPT][0] - column);
    }
  loop_find (loop, KEPT, 0, element, at);
  if (loop->inner == KEPT)
    sum_columns (job, at, slice, width, sums);
  else
    sums[0] = sum_row (job, at, slice);
  for (int i = 0; i < width; i++)
    if (loop->slices > 1)
      job->slices[slice * loop->count + element + i] = sums[i];
    else
      ((float *)job->sum->target->data)[element + i] = sums[i];
}

static void
job_run (gpointer data, int index, int worker)
{
  const Job *job = data;
  gint64 from = job->units * index / job->parts, to = job->units * (index + 1) / job->parts;

  if (job->loop.n[SUMMED] == 0)
    run_plain (job, from, to);
  for (gint64 unit = from; job->loop.n[SUMMED] > 0 && unit < to; unit++)
    run_block (job, unit);
}

void
vanity_broadcast_sum_run (const VanityBroadcastSum *sum, gpointer scratch, const VanityCall *call)
{
  Job job = { .sum = sum, .slices = scratch, .parts = 1 };
  const Loop *loop = &job.loop;
  float *out = sum->target->data;

  loop_init (&job.loop, sum);
  job.units = loop->n[SUMMED] == 0 ? loop->count : get_n_blocks (loop) * loop->slices;
  /* Less is not worth waking the others. */
  if (vanity_shape_get_elements (sum->shape) >= 20000)
    job.parts = MIN (job.units, 4 * vanity_pool_get_threads (call->pool));
  vanity_pool_run (call->pool, job_run, &job, job.parts);
  for (gint64 i = 0; loop->slices > 1 && i < loop->count; i++)
    {
      double total = 0.0;

      for (int slice = 0; slice < loop->slices; slice++)
        total += job.slices[slice * loop->count + i];
      out[i] = total;
    }
}
