#include "nn/ops/split.h"

#include "nn/backward.h"

/* Waking the others takes a microsecond or two. */
#define WORTH_SHARING 8000.0
/* Parts for each thread: more even out, fewer cost less. */
#define PARTS_PER_THREAD 4

static int
count_parts (VanityPool *pool, gint64 count, double cost)
{
  int threads = vanity_pool_get_threads (pool);
  double total = count * cost;

  if (threads == 1 || total < WORTH_SHARING)
    return 1;
  return MIN (MIN (threads * PARTS_PER_THREAD, count), MAX (total / 2000, threads));
}

typedef struct
{
  VanityCall *call;
  VanitySplitFunc func;
  gint64 count;
  int parts;
} Split;

static void
split_run (gpointer data, int index, int worker)
{
  Split *split = data;

  split->func (split->call, split->count * index / split->parts,
               split->count * (index + 1) / split->parts, worker);
}

void
vanity_call_split (VanityCall *call, VanitySplitFunc func, gint64 count, double cost)
{
  Split split = { call, func, count, count_parts (call->pool, count, cost) };

  if (split.parts == 1)
    func (call, 0, count, 0);
  else
    vanity_pool_run (call->pool, split_run, &split, split.parts);
}

typedef struct
{
  VanityBackwardCall *call;
  VanityBackwardSplitFunc func;
  gint64 count;
  int parts;
} BackwardSplit;

static void
backward_split_run (gpointer data, int index, int worker)
{
  BackwardSplit *split = data;

  split->func (split->call, split->count * index / split->parts,
               split->count * (index + 1) / split->parts, worker);
}

void
vanity_backward_split (VanityBackwardCall *call, VanityBackwardSplitFunc func, gint64 count,
                       double cost)
{
  VanityPool *pool = call->call->pool;
  BackwardSplit split = { call, func, count, count_parts (pool, count, cost) };

  if (split.parts == 1)
    func (call, 0, count, 0);
  else
    vanity_pool_run (pool, backward_split_run, &split, split.parts);
}
