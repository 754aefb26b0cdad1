/* How strongly items lead to one another: a sparse matrix that grows one entry at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VANITY_NO_ITEM G_MAXUINT32

typedef struct
{
  guint32 item; /* VANITY_NO_ITEM: nothing is here */
  float weight;
} VanityItemEdge;

typedef struct _VanityItemGraph VanityItemGraph;

VanityItemGraph *vanity_item_graph_new (void);
void vanity_item_graph_free (VanityItemGraph *graph);

/* Items may be any numbers below 2³¹; memory goes with the largest `from` and with the entries. */
void vanity_item_graph_add (VanityItemGraph *graph, guint32 from, guint32 to, float weight);
/* 0 where nothing was added. */
float vanity_item_graph_get (const VanityItemGraph *graph, guint32 from, guint32 to);
/* What `from` leads to: `count` places in no order, some of them empty; valid until the next
 * addition. */
const VanityItemEdge *vanity_item_graph_get_row (const VanityItemGraph *graph, guint32 from,
                                                 guint *count);
gsize vanity_item_graph_get_entries (const VanityItemGraph *graph);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityItemGraph, vanity_item_graph_free)

G_END_DECLS
