/* A network as a graph of operators.
 *
 * The vocabulary is ONNX: an operator has ONNX's name, attributes and meaning. Only the layout
 * differs: activations are channels-last inside, [N, H, W, C]. Readers of other layouts transpose
 * when they load. So
 *
 *   - convolution weights are [O, kH, kW, I / group], those of ConvTranspose [O, kH, kW, I / group]
 *     too (O is the number of channels that come out, whatever the direction), those of Gemm and
 *     MatMul as in ONNX;
 *   - axes, shapes and the pads of Pad count dimensions as they lie inside: channels are the last
 *     axis. Lists over space alone (kernel_shape, strides, dilations, pads of a convolution or a
 *     pooling) are ONNX's: [h, w], pads [top, left, bottom, right];
 *   - a slope of PRelu broadcasts to the right: one per channel is [C];
 *   - lists that ONNX moved from attributes to inputs over time (axes, pads, sizes, min, max, …)
 *     are taken from either: a constant input, or the attribute of the older versions.
 *
 * Beside ONNX's there are the operators of MediaPipe's attention mesh:
 *
 *   Landmarks2TransformMatrix  landmarks [1, N, 2 or 3] → matrix [1, 4, 4]
 *       ints subset_idxs; int left_rotation_idx, right_rotation_idx; float target_rotation_radians
 *       (0), scale_x, scale_y (1); int output_height, output_width
 *   TransformTensorBilinear    tensor [1, H, W, C], matrix [1, 4, 4] or [4, 4]
 *                              → [1, output_height, output_width, C]
 *       int output_height, output_width
 *   TransformLandmarks         landmarks [1, N, 2 or 3], matrix → the same shape
 *       no attributes
 *
 * A graph is built once, by a reader or by hand, node after node in topological order; shapes are
 * inferred as nodes are added, so a graph that could be built can be run. All sizes are checked
 * here: bytes from outside reach the kernels only through this file. An attribute that its operator
 * does not know is an error, too. */
#pragma once

#include "nn/tensor.h"

G_BEGIN_DECLS

typedef struct _VanityGraph VanityGraph;

/* Index of a value (input, constant or a node's output) in its graph. −1 is "left out". */
typedef int VanityValueId;

VanityGraph *vanity_graph_new (const char *name);
void vanity_graph_free (VanityGraph *graph);

VanityValueId vanity_graph_add_input (VanityGraph *graph, const char *name,
                                      const VanityShape *shape, GError **error);

/* `data` holds the shape's elements, is copied for as long as the graph lives. */
VanityValueId vanity_graph_add_constant (VanityGraph *graph, const char *name, VanityDataType type,
                                         const VanityShape *shape, gconstpointer data,
                                         GError **error);

/* Attributes of a node: ONNX's names; built with vanity_attributes_new () and the setters, taken
 * by vanity_graph_add_node () (also on failure). */
typedef struct _VanityAttributes VanityAttributes;
VanityAttributes *vanity_attributes_new (void);
void vanity_attributes_free (VanityAttributes *attributes);
void vanity_attributes_set_int (VanityAttributes *attributes, const char *name, gint64 value);
void vanity_attributes_set_float (VanityAttributes *attributes, const char *name, double value);
void vanity_attributes_set_string (VanityAttributes *attributes, const char *name,
                                   const char *value);
void vanity_attributes_set_ints (VanityAttributes *attributes, const char *name,
                                 const gint64 *values, int n_values);
void vanity_attributes_set_floats (VanityAttributes *attributes, const char *name,
                                   const double *values, int n_values);
/* From text such as "strides=[2,1] group=3 alpha=0.5 axes=[] mode=linear": attributes apart by
 * spaces, each an integer, a number, a list of either in brackets, or a word. The decimal point is
 * a point whatever the locale. NULL with VANITY_ERROR_VALUE when it is anything else. */
VanityAttributes *vanity_attributes_parse (const char *text, GError **error);

typedef enum
{
  VANITY_ATTRIBUTE_INT,
  VANITY_ATTRIBUTE_FLOAT,
  VANITY_ATTRIBUTE_STRING,
  VANITY_ATTRIBUTE_INTS,
  VANITY_ATTRIBUTE_FLOATS,
} VanityAttributeType;

/* To read them again; here `attributes` may be NULL: there are none. The type is looked up by name;
 * FALSE when there is no such attribute. A single integer or number is a list of one. NULL when
 * the attribute is absent or of another kind, but an empty list may be NULL, too: `n_values` is −1
 * for what is not there. All is owned by the attributes. */
gboolean vanity_attributes_get_type (VanityAttributes *attributes, const char *name,
                                     VanityAttributeType *type);
const gint64 *vanity_attributes_get_ints (VanityAttributes *attributes, const char *name,
                                          int *n_values);
const double *vanity_attributes_get_floats (VanityAttributes *attributes, const char *name,
                                            int *n_values);
const char *vanity_attributes_get_string (VanityAttributes *attributes, const char *name);

/* Adds a node and infers the shapes of its outputs, whose ids go to `outputs`. FALSE with an error
 * that names node, operator and the rule when the operator is unknown, an attribute is out of
 * range or shapes do not fit. `attributes` may be NULL. */
gboolean vanity_graph_add_node (VanityGraph *graph, const char *op, const char *name,
                                const VanityValueId *inputs, int n_inputs,
                                VanityAttributes *attributes, VanityValueId *outputs, int n_outputs,
                                GError **error);

void vanity_graph_add_output (VanityGraph *graph, VanityValueId value);

/* For a learner (nn/learner.h), which alone looks at it: a constant that is learnt, or an input
 * whose gradient is asked for. */
void vanity_graph_set_trainable (VanityGraph *graph, VanityValueId value, gboolean trainable);
/* Likewise: what comes before `value`, a node's output, learns nothing from what comes after it. An
 * Identity node gives a value a second name that can be stopped while the first goes on. */
void vanity_graph_stop_gradient (VanityGraph *graph, VanityValueId value);
/* Likewise: a constant with the name and the values of `parameter`, a float32 constant, that always
 * follows it but is not learnt. What is built with it uses a sub-network without teaching it: a
 * discriminator, to teach a generator. −1 with an error when there is no memory. */
VanityValueId vanity_graph_add_frozen (VanityGraph *graph, VanityValueId parameter, GError **error);

/* As it was given to vanity_graph_new (). */
const char *vanity_graph_get_name (VanityGraph *graph);
int vanity_graph_get_n_inputs (VanityGraph *graph);
int vanity_graph_get_n_outputs (VanityGraph *graph);
VanityValueId vanity_graph_get_input (VanityGraph *graph, int index);
VanityValueId vanity_graph_get_output (VanityGraph *graph, int index);
const VanityShape *vanity_graph_get_shape (VanityGraph *graph, VanityValueId value);
VanityDataType vanity_graph_get_type (VanityGraph *graph, VanityValueId value);
const char *vanity_graph_get_value_name (VanityGraph *graph, VanityValueId value);
/* The first value of that name; −1 where there is none. */
VanityValueId vanity_graph_find_value (VanityGraph *graph, const char *name);
/* A value that a node computes is called as its node, until it gets a name of its own. */
void vanity_graph_set_value_name (VanityGraph *graph, VanityValueId value, const char *name);
/* The elements of a constant, or NULL for a value that is computed. Owned by the graph. */
gconstpointer vanity_graph_get_constant (VanityGraph *graph, VanityValueId value);
/* The integers of attribute `attribute` of the `nth` node, from 0, whose operator is `op`, as it
 * was added. NULL when there is no such node or list. Owned by the graph. */
const gint64 *vanity_graph_get_node_ints (VanityGraph *graph, const char *op, int nth,
                                          const char *attribute, int *n_ints);

/* The nodes, from 0, in the order in which they run; until an executor takes the graph. An input
 * that is left out is −1. Names are owned by the graph, and may be empty. */
int vanity_graph_get_n_nodes (VanityGraph *graph);
const char *vanity_graph_get_node_op (VanityGraph *graph, int node);
const char *vanity_graph_get_node_name (VanityGraph *graph, int node);
int vanity_graph_get_node_n_inputs (VanityGraph *graph, int node);
int vanity_graph_get_node_n_outputs (VanityGraph *graph, int node);
VanityValueId vanity_graph_get_node_input (VanityGraph *graph, int node, int index);
VanityValueId vanity_graph_get_node_output (VanityGraph *graph, int node, int index);
/* As the node was added; NULL when it has none. Owned by the graph. */
VanityAttributes *vanity_graph_get_node_attributes (VanityGraph *graph, int node);
/* Multiply-adds of one run, as the operator counts them: 0 for what moves elements only. */
gint64 vanity_graph_get_node_cost (VanityGraph *graph, int node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityGraph, vanity_graph_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityAttributes, vanity_attributes_free)

G_END_DECLS
