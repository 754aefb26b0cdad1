#include "nn/plan.h"

#include <math.h>

#define ALIGNMENT 64

/* More than any network that somebody made keeps at once. A file can say that it has a hundred
 * thousand values alive together; there, gaps are no longer looked for. */
#define MAX_NEIGHBOURS 1024

/* What is placed, by the steps during which it is alive: block b has those of the steps from
 * b · length on, so that only what lives nearby is looked at. */
typedef struct
{
  int n_blocks;
  int length;
  GPtrArray **blocks; /* of VanityBuffer */
  gsize size;         /* of the arena so far */
} Placement;

static gint
compare_bytes (gconstpointer a, gconstpointer b)
{
  const VanityBuffer *one = *(const VanityBuffer *const *)a;
  const VanityBuffer *other = *(const VanityBuffer *const *)b;

  return one->bytes > other->bytes ? -1 : one->bytes < other->bytes;
}

static gint
compare_offsets (gconstpointer a, gconstpointer b)
{
  const VanityBuffer *one = *(const VanityBuffer *const *)a;
  const VanityBuffer *other = *(const VanityBuffer *const *)b;

  return one->offset < other->offset ? -1 : one->offset > other->offset;
}

static gsize
align (gsize bytes)
{
  return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
}

static int
get_block (const Placement *self, int step)
{
  return (step + 1) / self->length;
}

/* What is alive together with `buffer`, into `neighbours`. FALSE when that is too much. */
static gboolean
find_neighbours (const Placement *self, const VanityBuffer *buffer, GPtrArray *neighbours)
{
  int first = get_block (self, buffer->first);

  g_ptr_array_set_size (neighbours, 0);
  for (int block = first; block <= get_block (self, buffer->last); block++)
    {
      if (self->blocks[block]->len == MAX_NEIGHBOURS)
        return FALSE;
      for (guint i = 0; i < self->blocks[block]->len; i++)
        {
          VanityBuffer *other = g_ptr_array_index (self->blocks[block], i);

          /* Each once: in the first block that both have a part of. */
          if (other->last >= buffer->first && other->first <= buffer->last
              && block == MAX (first, get_block (self, other->first)))
            g_ptr_array_add (neighbours, other);
        }
      if (neighbours->len >= MAX_NEIGHBOURS)
        return FALSE;
    }
  return TRUE;
}

static gsize
find_offset (const Placement *self, const VanityBuffer *buffer, GPtrArray *neighbours)
{
  gsize best = G_MAXSIZE, best_gap = G_MAXSIZE;
  gsize end = 0;

  if (!find_neighbours (self, buffer, neighbours))
    return align (self->size);
  g_ptr_array_sort (neighbours, compare_offsets);
  for (guint i = 0; i < neighbours->len; i++)
    {
      const VanityBuffer *other = g_ptr_array_index (neighbours, i);

      if (other->offset >= end + buffer->bytes && other->offset - end < best_gap)
        {
          best = end;
          best_gap = other->offset - end;
        }
      end = MAX (end, align (other->offset + other->bytes));
    }
  return best != G_MAXSIZE ? best : end;
}

/* A block that is full has forgotten some: what comes to it later lies past everything. */
static void
place (Placement *self, VanityBuffer *buffer)
{
  self->size = MAX (self->size, buffer->offset + buffer->bytes);
  for (int block = get_block (self, buffer->first); block <= get_block (self, buffer->last);
       block++)
    if (self->blocks[block]->len < MAX_NEIGHBOURS)
      g_ptr_array_add (self->blocks[block], buffer);
}

gsize
vanity_plan_buffers (VanityBuffer *buffers, int n_buffers)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GPtrArray) neighbours = g_ptr_array_new ();
  Placement placement = { 0 };
  int last = 0;

  for (int i = 0; i < n_buffers; i++)
    {
      g_ptr_array_add (order, &buffers[i]);
      last = MAX (last, buffers[i].last);
    }
  g_ptr_array_sort (order, compare_bytes);

  placement.length = MAX ((int)sqrt (last), 1);
  placement.n_blocks = get_block (&placement, last) + 1;
  placement.blocks = g_new (GPtrArray *, placement.n_blocks);
  for (int i = 0; i < placement.n_blocks; i++)
    placement.blocks[i] = g_ptr_array_new ();
  for (guint i = 0; i < order->len; i++)
    {
      VanityBuffer *buffer = g_ptr_array_index (order, i);

      buffer->offset = find_offset (&placement, buffer, neighbours);
      place (&placement, buffer);
    }
  for (int i = 0; i < placement.n_blocks; i++)
    g_ptr_array_unref (placement.blocks[i]);
  g_free (placement.blocks);
  return placement.size;
}
