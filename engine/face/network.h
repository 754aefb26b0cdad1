/* Loading the face networks. */
#pragma once

#include "nn/executor.h"

G_BEGIN_DECLS

/* Loads an installed model and checks that it takes one picture, 1 × side × side × 3.
 * VANITY_ERROR_MISSING, or what the reader finds wrong with it. */
VanityGraph *vanity_network_load (const char *file, int side, GError **error);

/* The index of the graph's `nth` output (from 0) of `elements` elements, or −1. */
int vanity_network_find_output (VanityGraph *graph, gint64 elements, int nth);

G_END_DECLS
