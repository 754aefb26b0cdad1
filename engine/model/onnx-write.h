/* Graph → ONNX.
 *
 * Inputs and outputs keep their order and their layout: those of a TFLite model stay [N, H, W, C].
 * Within, convolutions and their like work on [N, C, H, W], as ONNX has it, with a Transpose where
 * the layout changes; values that a network already had in that layout are not moved. All inputs
 * and outputs are float32. They keep the graph's names, made unique where two are alike.
 *
 * The file has operator set 17 (IR version 8), or 19 (IR version 9) where an operator needs it.
 * What ONNX has no operator for is made of several. What cannot be said is VANITY_ERROR_UNSUPPORTED
 * and names the node, its operator and the rule. Constants of more than 2 GiB in all, which
 * protobuf cannot hold, are VANITY_ERROR_LIMIT.
 *
 * A graph is written before an executor takes it:
 *
 *   vanity_onnx_save (graph, "net.onnx", &error) */
#pragma once

#include "nn/graph.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The file's bytes, or NULL. */
GBytes *vanity_onnx_write (VanityGraph *graph, GError **error);
/* The same to a file, which is written whole or not at all; VANITY_ERROR_FILE names it. */
gboolean vanity_onnx_save (VanityGraph *graph, const char *path, GError **error);

G_END_DECLS
