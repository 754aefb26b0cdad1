#include "nn/ops/split.h"

/* Waking the others takes a microsecond or two. */
#define WORTH_SHARING 8000.0
/* Parts for each thread: more even out, fewer cost less. */
#define PARTS_PER_THREAD 4

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
  int threads = vanity_pool_get_threads (call->pool);
  double total = count * cost;
  Split split = { call, func, count, 1 };

  if (threads == 1 || total < WORTH_SHARING)
    {
      func (call, 0, count, 0);
      return;
    }
  split.parts = MIN (MIN (threads * PARTS_PER_THREAD, count), MAX (total / 2000, threads));
  vanity_pool_run (call->pool, split_run, &split, split.parts);
}
