/* The same graph as it is and as the executor makes it. */
#pragma once

#include "support.h"

/* Builds the graph that `variant` stands for, with the same weights at every call. */
/* Of random numbers in [low, high). */
VanityValueId test_graph_add_constant (VanityGraph *graph, const VanityShape *shape, double low,
                                       double high);

typedef VanityGraph *(*TestBuild) (int variant);

/* Fails unless the graph gives the same fused and node by node, on every instruction set and number
 * of threads, and fusion leaves `n_steps`. */
void test_check_fusion (TestBuild build, int variant, int n_steps);
