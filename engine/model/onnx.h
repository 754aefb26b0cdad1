/* The inside of the ONNX reader, shared by its files; users of the library see model.h.
 *
 * The format is onnx.proto, read with protobuf-c: tensors that are given (initialisers), inputs,
 * and nodes in the order in which they run. The reader walks over the nodes that the outputs need
 * and adds to the graph what each means:
 *
 *   onnx.c             the file: opset, inputs, the walk, outputs
 *   onnx-wire.c        what must hold before protobuf-c may unpack the bytes
 *   onnx-tensor.c      tensors of every element type to float32 or int64, inline or in a file
 * beside onnx-value.c       values, and how they lie in the graph onnx-node.c        attributes,
 * errors, adding a node onnx-fold.c        nodes whose inputs are all constant onnx-operator.c the
 * list of operators onnx-arithmetic.c, onnx-axis.c, onnx-shape.c, onnx-window.c one function for
 * each operator, or for a family
 *
 * ONNX counts dimensions as [N, C, H, W], the graph computes on [N, H, W, C]. So a value remembers
 * in which order its dimensions lie in the graph: convolutions ask for channels last, and what
 * follows them works in the order it finds. Transpose in the file only changes that order. Elements
 * move where an operator needs another order than there is, once for each order.
 *
 * The graph computes in float32: integers and truth values become numbers, which are exact up to
 * 2²⁴. Constants keep their integers: sizes and axes are taken from there. */
#pragma once

#include "base/error.h"
#include "nn/graph.h"

#include "onnx.pb-c.h"

G_BEGIN_DECLS

/* Graph dimension i is dimension at[i] of the value as ONNX counts them. */
typedef struct
{
  guint8 at[VANITY_MAX_RANK];
} VanityOnnxOrder;

/* A value as it lies in the graph. */
typedef struct
{
  VanityValueId id;
  VanityOnnxOrder order;
} VanityOnnxForm;

typedef struct
{
  char *name;
  int type;          /* Onnx__TensorProto__DataType */
  VanityShape shape; /* as ONNX counts */
  /* Of a constant, as ONNX counts: float for the types with a point, gint64 for the others; NULL
   * for what is computed. */
  gpointer data;
  VanityDataType data_type;
  GArray *forms; /* of VanityOnnxForm; the first of a computed value is how it was made */
} VanityOnnxValue;

typedef struct
{
  VanityGraph *graph;
  gint64 opset;
  const char *folder; /* of external data; NULL when there can be none */
  GHashTable *values; /* name → VanityOnnxValue */
  gboolean folding;   /* `graph` is one for a single node */
  /* What may still be made: a small file can ask for any size. */
  gint64 constant_elements;
  gint64 activation_elements;
  gint64 fold_elements;
} VanityOnnx;

/* A node while it is read. */
typedef struct
{
  const Onnx__NodeProto *proto;
  char *name; /* fit for messages */
  int n_inputs;
  VanityOnnxValue **inputs; /* NULL: left out; the last is not */
  int n_outputs;
  gboolean *used; /* attributes that were asked for */
  gint64 opset;
} VanityOnnxNode;

typedef gboolean (*VanityOnnxMap) (VanityOnnx *self, VanityOnnxNode *node, GError **error);

/* onnx.c: `folder` is where external data lies, NULL to refuse it. `shapes` are those of the
 * inputs, for files that leave them open; NULL: take the file's. */
gboolean vanity_onnx_sniff (const guint8 *data, gsize size);
VanityGraph *vanity_onnx_read (GBytes *bytes, const char *name, const char *folder,
                               const VanityShape *shapes, int n_shapes, GError **error);

/* onnx-wire.c: fails when the bytes are no such message, are nested too deeply, or would take far
 * more memory than they weigh. */
gboolean vanity_onnx_check_wire (const ProtobufCMessageDescriptor *descriptor, const guint8 *data,
                                 gsize size, GError **error);

/* onnx-tensor.c */
gboolean vanity_onnx_type_is_float (int type);
/* NULL for one that is not supported. */
const char *vanity_onnx_type_get_name (int type);
/* A constant; the tensor's own bytes are freed. NULL when something is wrong with it. */
VanityOnnxValue *vanity_onnx_read_tensor (VanityOnnx *self, Onnx__TensorProto *tensor,
                                          const char *name, GError **error);

/* onnx-value.c */
/* Valid UTF-8 in one line, not too long. Free with g_free (). */
char *vanity_onnx_dup_name (const char *name);
VanityOnnxValue *vanity_onnx_value_new (const char *name, int type, const VanityShape *shape);
void vanity_onnx_value_free (VanityOnnxValue *value);
/* A constant of zeros, within what may still be made. */
VanityOnnxValue *vanity_onnx_value_new_constant (VanityOnnx *self, const char *name, int type,
                                                 const VanityShape *shape, GError **error);
VanityOnnxOrder vanity_onnx_order_plain (void);
/* Channels last, of a value of that rank. */
VanityOnnxOrder vanity_onnx_order_last (int rank);
/* Where dimension `axis` lies in the graph. */
int vanity_onnx_order_find (const VanityOnnxOrder *order, int rank, int axis);
/* How the value lies in the graph by itself. */
VanityOnnxOrder vanity_onnx_value_get_order (const VanityOnnxValue *value);
/* The value in the graph in that order, float32; −1 when it fails. */
VanityValueId vanity_onnx_use (VanityOnnx *self, const VanityOnnxNode *node, VanityOnnxValue *value,
                               const VanityOnnxOrder *order, GError **error);
/* The same, seen with `rank` dimensions, ones in front: for broadcasting. */
VanityValueId vanity_onnx_use_broadcast (VanityOnnx *self, const VanityOnnxNode *node,
                                         VanityOnnxValue *value, int rank,
                                         const VanityOnnxOrder *order, GError **error);

/* onnx-node.c */
gboolean vanity_onnx_fail (const VanityOnnxNode *node, VanityError code, GError **error,
                           const char *format, ...) G_GNUC_PRINTF (4, 5);
/* Input `index`, or NULL when it is left out. */
VanityOnnxValue *vanity_onnx_get_input (const VanityOnnxNode *node, int index);
/* Fails unless there are from `min` to `max` inputs and the first `min` are not left out. */
gboolean vanity_onnx_check_inputs (const VanityOnnxNode *node, int min, int max, GError **error);
gboolean vanity_onnx_get_int (VanityOnnxNode *node, const char *name, gint64 default_value,
                              gint64 *value, GError **error);
gboolean vanity_onnx_get_float (VanityOnnxNode *node, const char *name, float default_value,
                                float *value, GError **error);
/* NULL when absent. Free with g_free (). */
gboolean vanity_onnx_get_string (VanityOnnxNode *node, const char *name, char **value,
                                 GError **error);
Onnx__TensorProto *vanity_onnx_get_tensor (VanityOnnxNode *node, const char *name);
/* From constant input `index`, or from the attribute when `index` is −1 or the input left out;
 * `n_values` is −1 when absent. */
gboolean vanity_onnx_get_list (VanityOnnxNode *node, int index, const char *name, int max_values,
                               gint64 *values, int *n_values, GError **error);
gboolean vanity_onnx_get_floats (VanityOnnxNode *node, int index, const char *name, int max_values,
                                 double *values, int *n_values, GError **error);
/* Makes axes of a value of that rank non-negative. */
gboolean vanity_onnx_normalize_axes (const VanityOnnxNode *node, gint64 *axes, int n_axes, int rank,
                                     GError **error);
/* Those attributes that no one asked for, as they are; for the operator in the graph to take or to
 * refuse. */
VanityAttributes *vanity_onnx_dup_attributes (VanityOnnxNode *node);
/* The name of an attribute that no one asked for, or NULL. */
const char *vanity_onnx_get_unused (const VanityOnnxNode *node);
/* Adds a node with one output, which may be one of `inputs`; takes `attributes`. Inputs of −1 at
 * the end are left away. */
gboolean vanity_onnx_add (VanityOnnx *self, const VanityOnnxNode *node, const char *op,
                          const VanityValueId *inputs, int n_inputs, VanityAttributes *attributes,
                          VanityValueId *output, GError **error);
/* Adds a node with `id` and a number for inputs, whose output becomes `id`. */
gboolean vanity_onnx_add_number (VanityOnnx *self, const VanityOnnxNode *node, const char *op,
                                 VanityValueId *id, float number, GError **error);
/* Notes that output `index` of the node is the graph's value, in that order. */
void vanity_onnx_set_output (VanityOnnx *self, const VanityOnnxNode *node, int index,
                             VanityValueId id, const VanityOnnxOrder *order, int type);
/* The same for a constant, which is taken and named. */
void vanity_onnx_set_constant (VanityOnnx *self, const VanityOnnxNode *node, int index,
                               VanityOnnxValue *value);

/* onnx-fold.c: TRUE in `folded` when the outputs became constants. */
gboolean vanity_onnx_fold (VanityOnnx *self, VanityOnnxNode *node, VanityOnnxMap map,
                           gboolean *folded, GError **error);

/* onnx-operator.c: NULL with an error when there is none. */
VanityOnnxMap vanity_onnx_find_operator (const VanityOnnxNode *node, GError **error);

/* onnx-arithmetic.c */
gboolean vanity_onnx_map_unary (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_binary (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_compare (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_sum (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_where (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_clip (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_prelu (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_cast (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_dropout (VanityOnnx *self, VanityOnnxNode *node, GError **error);

/* onnx-product.c */
gboolean vanity_onnx_map_gemm (VanityOnnx *self, VanityOnnxNode *node, GError **error);

/* onnx-axis.c */
gboolean vanity_onnx_map_concat (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_split (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_slice (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_pad (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_reduce (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_arg (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_plain_pair (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_tile (VanityOnnx *self, VanityOnnxNode *node, GError **error);

/* onnx-normalize.c */
gboolean vanity_onnx_map_softmax (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_layer_norm (VanityOnnx *self, VanityOnnxNode *node, GError **error);

/* onnx-shape.c */
gboolean vanity_onnx_map_identity (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_transpose (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_reshape (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_flatten (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_squeeze (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_unsqueeze (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_expand (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_shape (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_size (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_constant (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_constant_of_shape (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_range (VanityOnnx *self, VanityOnnxNode *node, GError **error);

/* onnx-window.c */
gboolean vanity_onnx_map_conv (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_pool (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_channels (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_resize (VanityOnnx *self, VanityOnnxNode *node, GError **error);
gboolean vanity_onnx_map_grid_sample (VanityOnnx *self, VanityOnnxNode *node, GError **error);

G_END_DECLS
