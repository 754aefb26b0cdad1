/* The nodes of a graph, to read. */
#include "nn/graph-private.h"
#include "nn/program.h"

static const VanityNode *
get_node (VanityGraph *graph, int node)
{
  return &g_array_index (graph->nodes, VanityNode, node);
}

int
vanity_graph_get_n_nodes (VanityGraph *self)
{
  return (int)self->nodes->len;
}

const char *
vanity_graph_get_node_op (VanityGraph *self, int node)
{
  return get_node (self, node)->op->name;
}

const char *
vanity_graph_get_node_name (VanityGraph *self, int node)
{
  return get_node (self, node)->name;
}

int
vanity_graph_get_node_n_inputs (VanityGraph *self, int node)
{
  return get_node (self, node)->n_inputs;
}

int
vanity_graph_get_node_n_outputs (VanityGraph *self, int node)
{
  return get_node (self, node)->n_outputs;
}

VanityValueId
vanity_graph_get_node_input (VanityGraph *self, int node, int index)
{
  return get_node (self, node)->inputs[index];
}

VanityValueId
vanity_graph_get_node_output (VanityGraph *self, int node, int index)
{
  return get_node (self, node)->outputs[index];
}

VanityAttributes *
vanity_graph_get_node_attributes (VanityGraph *self, int node)
{
  return get_node (self, node)->attributes;
}

gint64
vanity_graph_get_node_cost (VanityGraph *self, int index)
{
  const VanityNode *node = get_node (self, index);
  VanityStep step = { .op = node->op,
                      .name = node->name,
                      .params = node->params,
                      .n_inputs = node->n_inputs,
                      .inputs = node->inputs,
                      .n_outputs = node->n_outputs,
                      .outputs = node->outputs,
                      .residual = -1 };
  VanityCall call;
  gint64 cost;

  if (node->op->cost == NULL)
    return 0;
  vanity_step_fill_call (&step, self, &call);
  cost = node->op->cost (&call);
  vanity_call_clear (&call);
  return cost;
}
