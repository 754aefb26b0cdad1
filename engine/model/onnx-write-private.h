/* The inside of the ONNX writer, shared by its files; users of the library see onnx-write.h.
 *
 *   onnx-write.c           the file: inputs, the walk over the nodes, outputs
 *   onnx-write-message.c   nodes, attributes and tensors as protobuf-c has them
 *   onnx-write-value.c     values, and the two layouts each can have
 *   onnx-write-operator.c  the list of operators
 *   onnx-write-plain.c, onnx-write-axis.c, onnx-write-space.c, onnx-write-step.c,
 *   onnx-write-mesh.c      one function for each operator, or for a family
 *
 * A value of the graph can have two names in the file: one as it lies in the graph (plain), and one
 * with its channels moved from the last place to the second (channels first). Each is made when a
 * node first asks for it, by a Transpose or, for a constant, by moving its elements. */
#pragma once

#include "nn/graph.h"

#include "onnx.pb-c.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  VanityGraph *graph;
  gint64 opset;
  gsize room;         /* bytes that constants may still take */
  gboolean full;      /* they would have taken more: what is written is no good */
  GPtrArray *nodes;   /* of Onnx__NodeProto */
  GPtrArray *tensors; /* of Onnx__TensorProto */
  GHashTable *names;  /* all that are taken */
  GHashTable *plain;  /* value → name */
  GHashTable *first;  /* value and rank → name */
} VanityOnnxWriter;

/* A node of the graph while it is written. */
typedef struct
{
  int index;
  const char *op;
  const char *name;
  VanityAttributes *attributes;
  int n_inputs;
  VanityValueId out;
  const VanityShape *shape; /* of the output */
  const char *copied;       /* attributes that ONNX has as they are, with blanks between */
} VanityOnnxSource;

typedef gboolean (*VanityOnnxEmit) (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                    GError **error);

/* onnx-write.c */
/* vanity_onnx_write () with another limit on the bytes of all constants. */
GBytes *vanity_onnx_write_within (VanityGraph *graph, gsize limit, GError **error);
/* VANITY_ERROR_UNSUPPORTED with node, operator and rule; returns FALSE. */
gboolean vanity_onnx_refuse (const VanityOnnxSource *node, GError **error, const char *rule);

/* onnx-write-message.c */
/* A name that nothing else has; owned by the writer. */
const char *vanity_onnx_writer_take_name (VanityOnnxWriter *self, const char *wanted,
                                          const char *suffix);
/* Appends a node. Inputs of NULL are left out. */
Onnx__NodeProto *vanity_onnx_writer_add (VanityOnnxWriter *self, const char *op,
                                         const char *const *inputs, int n_inputs,
                                         const char *output);
/* The same for a part of what `node` means, with a name of its own, which it returns; `proto` may
 * be NULL. */
const char *vanity_onnx_writer_add_step (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                         const char *op, const char *const *inputs, int n_inputs,
                                         Onnx__NodeProto **proto);
/* A step with two inputs; one that gives its input another shape. */
const char *vanity_onnx_writer_add_pair (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                         const char *op, const char *one, const char *other);
const char *vanity_onnx_writer_add_reshape (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                            const char *input, const gint64 *sizes, int rank);
/* Adds the attributes that `node->copied` names. */
void vanity_onnx_writer_copy_attributes (const VanityOnnxSource *node, Onnx__NodeProto *proto);
void vanity_onnx_proto_set_int (Onnx__NodeProto *proto, const char *name, gint64 value);
void vanity_onnx_proto_set_ints (Onnx__NodeProto *proto, const char *name, const gint64 *values,
                                 int n_values);
void vanity_onnx_proto_set_float (Onnx__NodeProto *proto, const char *name, float value);
void vanity_onnx_proto_set_string (Onnx__NodeProto *proto, const char *name, const char *value);
/* Whether constants may take so many bytes more; if not, the writer is full. */
gboolean vanity_onnx_writer_has_room (VanityOnnxWriter *self, gsize bytes);
/* A constant, whose room was asked for; takes `data`. */
void vanity_onnx_writer_add_tensor (VanityOnnxWriter *self, const char *name, VanityDataType type,
                                    const VanityShape *shape, gpointer data);
/* Constants that belong to a node: a list, and a number. They return the name. */
const char *vanity_onnx_writer_add_ints (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                         const char *what, const gint64 *values, int n_values);
const char *vanity_onnx_writer_add_floats (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                           const char *what, const VanityShape *shape,
                                           const float *values);
const char *vanity_onnx_writer_add_number (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                           const char *what, float value);
Onnx__ValueInfoProto *vanity_onnx_writer_describe (VanityOnnxWriter *self, const char *name,
                                                   VanityValueId id);

/* onnx-write-value.c */
/* Input `index` of the node, or −1 when it is left out. */
VanityValueId vanity_onnx_source_get_input (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                            int index);
/* Where a plain axis of that rank lies with the channels first. */
int vanity_onnx_axis_to_first (int axis, int rank);
/* Names the value as it lies in the graph; what makes it is still to be added. */
const char *vanity_onnx_writer_name (VanityOnnxWriter *self, VanityValueId id, gboolean first);
/* Says that the value is another's, under that name. */
void vanity_onnx_writer_alias (VanityOnnxWriter *self, VanityValueId id, gboolean first,
                               const char *name);
const char *vanity_onnx_writer_use_plain (VanityOnnxWriter *self, VanityValueId id);
/* Channels first, of a value with at least three dimensions; a constant with fewer than `rank`
 * gets ones in front, as broadcasting gives it. */
const char *vanity_onnx_writer_use_first (VanityOnnxWriter *self, VanityValueId id, int rank);
const char *vanity_onnx_writer_use (VanityOnnxWriter *self, VanityValueId id, gboolean first,
                                    int rank);
/* Whether a value that is computed lies with its channels first already. */
gboolean vanity_onnx_writer_is_first (VanityOnnxWriter *self, VanityValueId id);
/* The list of integers that an operator takes from constant input `index` or from an attribute; −1
 * in `n_values` when there is none. */
void vanity_onnx_source_get_ints (VanityOnnxWriter *self, const VanityOnnxSource *node, int index,
                                  const char *name, gint64 *values, int *n_values);
void vanity_onnx_source_get_floats (VanityOnnxWriter *self, const VanityOnnxSource *node, int index,
                                    const char *name, float *values, int *n_values);
/* An attribute that is one integer. */
gint64 vanity_onnx_source_get_int (const VanityOnnxSource *node, const char *name,
                                   gint64 default_value);

/* onnx-write-operator.c: FALSE with an error when it cannot be written. */
gboolean vanity_onnx_writer_add_source (VanityOnnxWriter *self, int node, GError **error);
/* Whether the operator is in the list, be it to be refused. */
gboolean vanity_onnx_writer_knows (const char *op);
/* The operator set that this node needs. */
gint64 vanity_onnx_find_opset (VanityGraph *graph, int node);

/* onnx-write-plain.c */
/* All inputs in that layout, of the output's rank; free with g_free (). */
const char **vanity_onnx_writer_use_all (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                         gboolean first);
/* Whether the node is best written with its channels first: some input is so, and all can be. */
gboolean vanity_onnx_source_goes_first (VanityOnnxWriter *self, const VanityOnnxSource *node);
gboolean vanity_onnx_emit_plain (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                 GError **error);
gboolean vanity_onnx_emit_elementwise (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                       GError **error);
gboolean vanity_onnx_emit_clip (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                GError **error);
gboolean vanity_onnx_emit_list (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                GError **error);
gboolean vanity_onnx_emit_flatten (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                   GError **error);
gboolean vanity_onnx_emit_transpose (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                     GError **error);

/* onnx-write-axis.c */
gboolean vanity_onnx_emit_axis (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                GError **error);
gboolean vanity_onnx_emit_slice (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                 GError **error);
gboolean vanity_onnx_emit_reduce (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                  GError **error);
gboolean vanity_onnx_emit_pad (VanityOnnxWriter *self, const VanityOnnxSource *node,
                               GError **error);

/* onnx-write-space.c */
gboolean vanity_onnx_emit_channels (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                    GError **error);
gboolean vanity_onnx_emit_conv (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                GError **error);
gboolean vanity_onnx_emit_resize (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                  GError **error);

/* onnx-write-step.c */
gboolean vanity_onnx_emit_comparison (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                      GError **error);
gboolean vanity_onnx_emit_logic (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                 GError **error);
gboolean vanity_onnx_emit_where (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                 GError **error);
gboolean vanity_onnx_emit_cast (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                GError **error);
gboolean vanity_onnx_emit_arg (VanityOnnxWriter *self, const VanityOnnxSource *node,
                               GError **error);
gboolean vanity_onnx_emit_gather (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                  GError **error);
gboolean vanity_onnx_emit_gelu (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                GError **error);
gboolean vanity_onnx_emit_group_normalization (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                               GError **error);
gboolean vanity_onnx_emit_grid_sample (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                       GError **error);
gboolean vanity_onnx_emit_dropout (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                   GError **error);

/* onnx-write-mesh.c */
gboolean vanity_onnx_emit_landmarks_to_matrix (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                               GError **error);
gboolean vanity_onnx_emit_transform_landmarks (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                               GError **error);
gboolean vanity_onnx_emit_transform_tensor (VanityOnnxWriter *self, const VanityOnnxSource *node,
                                            GError **error);

G_END_DECLS
