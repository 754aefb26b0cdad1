#include "recommend/item-graph.h"

#include <string.h>

/* A row is a table with open addressing: what an item leads to is looked up with every addition,
 * and in no order otherwise. */
typedef struct
{
  VanityItemEdge *edges;
  guint size; /* a power of two, or 0 */
  guint used;
} Row;

struct _VanityItemGraph
{
  GArray *rows;
  gsize entries;
};

static void
clear_row (gpointer data)
{
  g_free (((Row *)data)->edges);
}

VanityItemGraph *
vanity_item_graph_new (void)
{
  VanityItemGraph *graph = g_new0 (VanityItemGraph, 1);

  graph->rows = g_array_new (FALSE, TRUE, sizeof (Row));
  g_array_set_clear_func (graph->rows, clear_row);
  return graph;
}

void
vanity_item_graph_free (VanityItemGraph *graph)
{
  g_array_unref (graph->rows);
  g_free (graph);
}

/* Where `item` is, or would be put. The row has an empty place. */
static VanityItemEdge *
find (const Row *row, guint32 item)
{
  guint at = item * 2654435769u & (row->size - 1);

  while (row->edges[at].item != item && row->edges[at].item != VANITY_NO_ITEM)
    at = (at + 1) & (row->size - 1);
  return &row->edges[at];
}

static void
grow (Row *row)
{
  Row larger = { .size = row->size ? 2 * row->size : 4, .used = row->used };

  larger.edges = g_new (VanityItemEdge, larger.size);
  memset (larger.edges, 0xff, sizeof *larger.edges * larger.size);
  for (guint i = 0; i < row->size; i++)
    if (row->edges[i].item != VANITY_NO_ITEM)
      *find (&larger, row->edges[i].item) = row->edges[i];
  g_free (row->edges);
  *row = larger;
}

void
vanity_item_graph_add (VanityItemGraph *graph, guint32 from, guint32 to, float weight)
{
  VanityItemEdge *edge;
  Row *row;

  g_return_if_fail (from <= G_MAXINT32 && to <= G_MAXINT32);
  if (from >= graph->rows->len)
    g_array_set_size (graph->rows, from + 1);
  row = &g_array_index (graph->rows, Row, from);
  if (4 * (row->used + 1) > 3 * row->size)
    grow (row);
  edge = find (row, to);
  if (edge->item == VANITY_NO_ITEM)
    {
      *edge = (VanityItemEdge){ .item = to };
      row->used++;
      graph->entries++;
    }
  edge->weight += weight;
}

float
vanity_item_graph_get (const VanityItemGraph *graph, guint32 from, guint32 to)
{
  const Row *row;
  const VanityItemEdge *edge;

  if (from >= graph->rows->len)
    return 0;
  row = &g_array_index (graph->rows, Row, from);
  if (row->size == 0)
    return 0;
  edge = find (row, to);
  return edge->item == VANITY_NO_ITEM ? 0 : edge->weight;
}

const VanityItemEdge *
vanity_item_graph_get_row (const VanityItemGraph *graph, guint32 from, guint *count)
{
  const Row *row;

  *count = 0;
  if (from >= graph->rows->len)
    return NULL;
  row = &g_array_index (graph->rows, Row, from);
  *count = row->size;
  return row->edges;
}

gsize
vanity_item_graph_get_entries (const VanityItemGraph *graph)
{
  return graph->entries;
}
