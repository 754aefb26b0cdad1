/* Bytes → graph. Read, run and look at a network:
 *
 *   #include <model/model.h>
 *   #include <nn/executor.h>
 *
 *   int
 *   main (int argc, char **argv)
 *   {
 *     g_autoptr (GError) error = NULL;
 *     VanityGraph *graph = vanity_model_load (argc > 1 ? argv[1] : "", &error);
 *     g_autoptr (VanityExecutor) net = graph ? vanity_executor_new (graph, NULL, &error) : NULL;
 *     if (net == NULL)
 *       return g_printerr ("%s\n", error->message), 1;
 *     float *input = vanity_executor_get_input (net, 0);
 *     gint64 n = vanity_shape_get_elements (vanity_executor_get_input_shape (net, 0));
 *     for (gint64 i = 0; i < n; i++)
 *       input[i] = i * 0.5f;
 *     vanity_executor_run (net, NULL, NULL);
 *     n = vanity_shape_get_elements (vanity_executor_get_output_shape (net, 0));
 *     for (gint64 i = 0; i < n; i++)
 *       g_print ("%g\n", vanity_executor_get_output (net, 0)[i]);
 *   }
 *
 * built by cc main.c $(pkg-config --cflags --libs vanity-engine).
 *
 * A graph's inputs and outputs come in the file's order, in its layout: channels last for TFLite,
 * [N, C, H, W] for ONNX. All are float32: what an ONNX file has of integers and truth values are
 * numbers here.
 *
 * Options of an operator stay with its node. The attention mesh needs one of them outside of the
 * network: which points of the mesh the refined lips, right and left eye overwrite, in the order of
 * the network's outputs. Copy them before an executor takes the graph:
 *
 *   const gint64 *points = vanity_graph_get_node_ints (graph, "Landmarks2TransformMatrix",
 *                                                      0, "subset_idxs", &n_points);
 *
 * with 0 for the lips (80 points), 1 for the right eye and 2 for the left (71 each). */
#pragma once

#include "nn/graph.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads a model file, its format told by its content: TFLite has "TFL3" at byte 4, ONNX is a
 * protobuf message with a graph in it, of operator set 9 to 20. Constants of an ONNX file may lie
 * in files beside or below it. Errors name the file: _FILE, _FORMAT (cut off, altered),
 * _UNSUPPORTED (an operator by name), _VALUE (what breaks an operator's rules), _LIMIT. */
VanityGraph *vanity_model_load (const char *path, GError **error);
/* The same, for an ONNX file that leaves sizes of its inputs open: they are taken from `shapes`,
 * one for each input. Without them an open batch is 1, and another open size is an error. */
VanityGraph *vanity_model_load_shaped (const char *path, const VanityShape *shapes, int n_shapes,
                                       GError **error);
/* From memory; `name` stands for the file in errors. Without a folder there is no external data. */
VanityGraph *vanity_model_load_bytes (GBytes *bytes, const char *name, GError **error);

/* The path of an installed model, "face_detection_short_range.tflite" and so on: looked for in
 * $VANITY_MODELS, $XDG_CACHE_HOME/vanity/models, then the data directory. VANITY_ERROR_MISSING
 * names the folders and the command that fetches it. Free with g_free (). */
char *vanity_model_find (const char *file_name, GError **error);

G_END_DECLS
