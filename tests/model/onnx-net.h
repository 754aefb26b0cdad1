/* Graphs that tests build node by node, to be written as ONNX; every failure ends the test. */
#pragma once

#include "nn/executor.h"

G_BEGIN_DECLS

typedef struct
{
  VanityGraph *graph;
  GRand *random;
  int n_nodes;
} OnnxNet;

void onnx_net_init (OnnxNet *net);
void onnx_net_clear (OnnxNet *net);

VanityValueId onnx_net_input (OnnxNet *net, const char *name, const VanityShape *shape);
/* Random numbers in [low, high). */
VanityValueId onnx_net_constant (OnnxNet *net, const VanityShape *shape, double low, double high);
VanityValueId onnx_net_list (OnnxNet *net, const gint64 *values, int n_values);
/* A node with one output, named after the operator. Attributes are as in "strides=2,2 alpha=0.5
 * mode=edge": what has a point is a number, "axes=1," a list of one. */
VanityValueId onnx_net_add (OnnxNet *net, const char *op, const char *attributes, int n_inputs,
                            ...);
VanityValueId onnx_net_add_values (OnnxNet *net, const char *op, const char *attributes,
                                   const VanityValueId *inputs, int n_inputs);
void onnx_net_output (OnnxNet *net, VanityValueId value);

/* Runs a graph, which is taken, on random numbers in [−2, 2), the same each time. */
VanityExecutor *onnx_net_run (VanityGraph *graph);
/* Writes the net, to `path` too where that is not NULL, reads it again and runs both, which
 * must give the same. Takes the net's graph; returns what was read. */
VanityGraph *onnx_net_assert_survives (OnnxNet *net, const char *path);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (OnnxNet, onnx_net_clear)

G_END_DECLS
