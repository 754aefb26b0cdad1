#include "nn/ops/multiply.h"

/* Multiply-adds that are worth a thread of their own. */
#define WORTH_SHARING 100000

typedef struct
{
  const VanityMultiply *multiply;
  const VanityCall *call;
  gint64 row_tiles, column_tiles;
  int parts;
} Job;

static void
job_run (gpointer data, int index, int worker)
{
  const Job *job = data;
  const VanityMultiply *self = job->multiply;
  int width = 2 * job->call->kernels->lanes, height = job->call->kernels->max_rows;
  gint64 tiles = job->row_tiles * job->column_tiles;

  for (gint64 i = tiles * index / job->parts; i < tiles * (index + 1) / job->parts; i++)
    {
      /* Tiles that share columns follow each other: `b` is the larger factor as a rule. */
      gint64 row = i % job->row_tiles * height, column = i / job->row_tiles * width;
      VanityOuterTile tile = {
        .a = self->a + row * self->a_row,
        .a_row = self->a_row,
        .a_step = self->a_step,
        .b = self->b + column,
        .b_step = self->b_step,
        .groups = 1,
        .count = self->inner,
        .rows = MIN (height, self->rows - row),
        .columns = MIN (width, self->columns - column),
        .out = self->out + row * self->columns + column,
        .out_row = self->columns,
        .add = self->add,
      };

      job->call->kernels->outer_tile (&tile);
    }
}

void
vanity_multiply_run (const VanityMultiply *self, const VanityCall *call)
{
  int width = 2 * call->kernels->lanes, height = call->kernels->max_rows;
  Job job
      = { self, call, (self->rows + height - 1) / height, (self->columns + width - 1) / width, 1 };

  if (self->rows * self->columns * self->inner >= WORTH_SHARING)
    job.parts = MIN (job.row_tiles * job.column_tiles, 4 * vanity_pool_get_threads (call->pool));
  vanity_pool_run (call->pool, job_run, &job, job.parts);
}

void
vanity_multiply_transpose (float *out, const float *in, gint64 rows, gint64 columns)
{
  enum
  {
    BLOCK = 16
  };

  for (gint64 r0 = 0; r0 < rows; r0 += BLOCK)
    for (gint64 c0 = 0; c0 < columns; c0 += BLOCK)
      for (gint64 r = r0; r < MIN (r0 + BLOCK, rows); r++)
        for (gint64 c = c0; c < MIN (c0 + BLOCK, columns); c++)
          out[c * rows + r] = in[r * columns + c];
}

typedef struct
{
  const float *in;
  gint64 rows, columns;
  float *sums;
  const VanityKernels *kernels;
} Sum;

static void
sum_run (gpointer data, int index, int worker)
{
  const Sum *self = data;
  gint64 from = self->rows * index / VANITY_SUM_SLICES;
  gint64 to = self->rows * (index + 1) / VANITY_SUM_SLICES;

  self->kernels->sum_rows (self->sums + index * self->columns, self->in + from * self->columns,
                           to - from, self->columns);
}

void
vanity_multiply_sum_rows (float *out, const float *in, gint64 rows, gint64 columns, float *scratch,
                          const VanityCall *call)
{
  Sum sum = { in, rows, columns, scratch, call->kernels };

  if (rows * columns < 20000)
    {
      call->kernels->sum_rows (out, in, rows, columns);
      return;
    }
  vanity_pool_run (call->pool, sum_run, &sum, VANITY_SUM_SLICES);
  call->kernels->sum_rows (out, scratch, VANITY_SUM_SLICES, columns);
}
