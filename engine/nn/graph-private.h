/* The inside of a graph, for the executor. */
#pragma once

#include "nn/operator.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;
  VanityTensor tensor; /* data of a constant: owned, 64-byte aligned; NULL otherwise */
  gboolean trainable;
  gboolean stopped; /* no gradient passes */
  int twin_of;      /* the constant whose values it has while a network learns, + 1; 0: none */
} VanityValue;

typedef struct
{
  const VanityOperator *op;
  char *name;
  VanityAttributes *attributes; /* as it was added */
  gpointer params;
  int n_inputs;
  VanityValueId *inputs;
  int n_outputs;
  VanityValueId *outputs;
} VanityNode;

struct _VanityGraph
{
  char *name;
  GArray *values;  /* of VanityValue */
  GArray *nodes;   /* of VanityNode */
  GArray *inputs;  /* of VanityValueId */
  GArray *outputs; /* of VanityValueId */
};

static inline VanityValue *
vanity_graph_get_value (VanityGraph *graph, VanityValueId id)
{
  return &g_array_index (graph->values, VanityValue, id);
}

/* 64-byte aligned memory, NULL when there is none; free with vanity_aligned_free (). */
gpointer vanity_aligned_alloc (gsize bytes);
void vanity_aligned_free (gpointer data);

G_END_DECLS
