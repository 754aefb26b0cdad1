/* A parser of heads with a network of one's own: for those who teach and measure networks. */
#pragma once

#include "head/head-map.h"
#include "nn/graph.h"

G_BEGIN_DECLS

/* Takes `graph`, also on failure, which must keep to the contract of head/head-network.h;
 * otherwise VANITY_ERROR_VALUE. `name` stands for its file. */
VanityHeadParser *vanity_head_parser_new_for_graph (VanityGraph *graph, const char *name,
                                                    GError **error);

G_END_DECLS
