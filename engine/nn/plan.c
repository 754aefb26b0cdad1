#include "nn/plan.h"

#define ALIGNMENT 64

static gint
compare_bytes (gconstpointer a, gconstpointer b)
{
  const VanityBuffer *one = *(const VanityBuffer *const *)a;
  const VanityBuffer *other = *(const VanityBuffer *const *)b;

  return one->bytes > other->bytes ? -1 : one->bytes < other->bytes;
}

/* `placed` is in order of offset. */
static gsize
find_offset (GPtrArray *placed, const VanityBuffer *buffer)
{
  gsize best = G_MAXSIZE, best_gap = G_MAXSIZE;
  gsize end = 0;

  for (guint i = 0; i < placed->len; i++)
    {
      const VanityBuffer *other = g_ptr_array_index (placed, i);

      if (other->last < buffer->first || other->first > buffer->last)
        continue;
      if (other->offset >= end + buffer->bytes && other->offset - end < best_gap)
        {
          best = end;
          best_gap = other->offset - end;
        }
      end = MAX (end, (other->offset + other->bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT);
    }
  return best != G_MAXSIZE ? best : end;
}

gsize
vanity_plan_buffers (VanityBuffer *buffers, int n_buffers)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GPtrArray) placed = g_ptr_array_new ();
  gsize size = 0;

  for (int i = 0; i < n_buffers; i++)
    g_ptr_array_add (order, &buffers[i]);
  g_ptr_array_sort (order, compare_bytes);

  for (guint i = 0; i < order->len; i++)
    {
      VanityBuffer *buffer = g_ptr_array_index (order, i);
      guint at = 0;

      buffer->offset = find_offset (placed, buffer);
      size = MAX (size, buffer->offset + buffer->bytes);
      while (at < placed->len
             && ((VanityBuffer *)g_ptr_array_index (placed, at))->offset <= buffer->offset)
        at++;
      g_ptr_array_insert (placed, at, buffer);
    }
  return size;
}
