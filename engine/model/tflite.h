/* The inside of the TFLite reader, shared by its files; users of the library see model.h.
 *
 * The format is tensorflow/lite/schema/schema.fbs: a list of buffers (bytes), a list of tensors
 * (shape, type, perhaps a buffer) and a list of operators in the order in which they run. The
 * reader walks over the operators once and adds to the graph what each means in ONNX's terms:
 *
 *   tflite.c           the file: tables, tensors, inputs, outputs, the walk
 *   tflite-tensor.c    constants: float16 and integers to what the graph takes
 *   tflite-operator.c  the list of operators, and adding a node with its checks
 *   tflite-conv.c, tflite-math.c, tflite-shape.c, tflite-custom.c
 *                      one function for each operator
 *
 * Constants reach the graph when an operator asks for them, in the layout it needs: weights behind
 * DEQUANTIZE are converted once, and lists of sizes never become values. */
#pragma once

#include "model/flatbuffer.h"
#include "nn/graph.h"

G_BEGIN_DECLS

/* TensorType of the schema: those that are read. */
typedef enum
{
  VANITY_TFLITE_FLOAT32 = 0,
  VANITY_TFLITE_FLOAT16 = 1,
  VANITY_TFLITE_INT32 = 2,
  VANITY_TFLITE_INT64 = 4,
} VanityTfliteType;

typedef struct
{
  VanityFlatTable table; /* for the name */
  int type;
  gboolean has_shape; /* FALSE for a scalar, or where the file leaves the shape open */
  VanityShape shape;
  const guint8 *data; /* NULL for a tensor that is computed */
  gsize size;
  VanityValueId value; /* −1 until an operator asks for the constant or computes the tensor */
} VanityTfliteTensor;

typedef struct
{
  VanityFlatbuffer file;
  VanityGraph *graph;
  VanityTfliteTensor *tensors;
  int n_tensors;
  /* What the graph may still hold: a file can refer to the same bytes thousands of times and name
   * any size, and must not make us allocate much more than it weighs. */
  gsize constant_bytes;
  gsize links;
  gint64 activation_elements;
} VanityTflite;

typedef struct _VanityTfliteOperator VanityTfliteOperator;

/* Adds to the graph what `op` means. */
typedef gboolean (*VanityTfliteMap) (VanityTflite *self, const VanityTfliteOperator *op,
                                     GError **error);

struct _VanityTfliteOperator
{
  int index;
  const char *name; /* TFLite's, for messages */
  VanityTfliteMap map;
  VanityFlatTable options;
  VanityFlatVector custom_options;
  VanityFlatVector inputs; /* checked: indices of tensors, or −1 */
  int output;              /* index of a tensor; no operator here has more than one */
};

/* --- tflite.c ----------------------------------------------------------------------------------
 */

/* Reads a whole file; `name` becomes the graph's. */
VanityGraph *vanity_tflite_read (GBytes *bytes, const char *name, GError **error);

/* --- tflite-tensor.c ---------------------------------------------------------------------------
 */

/* Free with g_free (). */
char *vanity_tflite_tensor_dup_name (const VanityTfliteTensor *tensor);

/* Input `index` of `op`, or NULL when it is left out. */
VanityTfliteTensor *vanity_tflite_get_input (VanityTflite *self, const VanityTfliteOperator *op,
                                             int index);
/* The value of an input that must be there: an activation computed before, or a constant. */
gboolean vanity_tflite_use_input (VanityTflite *self, const VanityTfliteOperator *op, int index,
                                  VanityValueId *value, GError **error);
/* The same as any tensor: for the graph's outputs. */
gboolean vanity_tflite_use_tensor (VanityTflite *self, VanityTfliteTensor *tensor,
                                   VanityValueId *value, GError **error);
/* Elements of a constant input of floats, widened to float32. Free with g_free (). */
float *vanity_tflite_read_floats (VanityTflite *self, const VanityTfliteOperator *op, int index,
                                  GError **error);
/* Elements of a constant input of integers, at most `max_values`, cut to the range of int32: no
 * size or index is larger, and sums cannot overflow. */
gboolean vanity_tflite_read_ints (VanityTflite *self, const VanityTfliteOperator *op, int index,
                                  int max_values, gint64 *values, int *n_values, GError **error);
/* Counts memory that the file makes us take; fails when it is far more than the file's size. */
gboolean vanity_tflite_take_bytes (VanityTflite *self, gsize bytes, GError **error);
/* A constant made by the reader. */
gboolean vanity_tflite_add_floats (VanityTflite *self, const char *name, const VanityShape *shape,
                                   const float *values, VanityValueId *value, GError **error);

/* --- tflite-operator.c -------------------------------------------------------------------------
 */

/* NULL with VANITY_ERROR_UNSUPPORTED and the operator's name when it is not read. `custom_name` is
 * for CUSTOM. */
VanityTfliteMap vanity_tflite_find_operator (int code, const char *custom_name, const char **name,
                                             GError **error);

/* Sets an error that names the operator before the rule; returns FALSE. */
gboolean vanity_tflite_fail (const VanityTfliteOperator *op, VanityError code, GError **error,
                             const char *format, ...) G_GNUC_PRINTF (4, 5);

/* Adds one node with one output on the way to the operator's. Takes `attributes`. */
gboolean vanity_tflite_add_step (VanityTflite *self, const VanityTfliteOperator *op,
                                 const char *onnx_op, const VanityValueId *inputs, int n_inputs,
                                 VanityAttributes *attributes, VanityValueId *output,
                                 GError **error);
/* Makes `value` the operator's output; fails when the file declares another shape. */
gboolean vanity_tflite_finish (VanityTflite *self, const VanityTfliteOperator *op,
                               VanityValueId value, GError **error);
/* The same behind a fused activation, ActivationFunctionType of the schema. */
gboolean vanity_tflite_finish_activated (VanityTflite *self, const VanityTfliteOperator *op,
                                         VanityValueId value, int activation, GError **error);
/* The one node that the operator is. */
gboolean vanity_tflite_add_node (VanityTflite *self, const VanityTfliteOperator *op,
                                 const char *onnx_op, const VanityValueId *inputs, int n_inputs,
                                 VanityAttributes *attributes, GError **error);

/* --- tflite-shape.c ----------------------------------------------------------------------------
 */

/* Replaces `value` by itself in another shape; one of `dim` may be −1. */
gboolean vanity_tflite_add_reshape (VanityTflite *self, const VanityTfliteOperator *op,
                                    VanityValueId *value, const gint64 *dim, int rank,
                                    GError **error);

/* --- One function for each operator ------------------------------------------------------------
 */

/* tflite-conv.c */
gboolean vanity_tflite_map_conv (VanityTflite *self, const VanityTfliteOperator *op,
                                 GError **error);
gboolean vanity_tflite_map_depthwise_conv (VanityTflite *self, const VanityTfliteOperator *op,
                                           GError **error);
gboolean vanity_tflite_map_transpose_conv (VanityTflite *self, const VanityTfliteOperator *op,
                                           GError **error);
gboolean vanity_tflite_map_transpose_conv_bias (VanityTflite *self, const VanityTfliteOperator *op,
                                                GError **error);
gboolean vanity_tflite_map_max_pool (VanityTflite *self, const VanityTfliteOperator *op,
                                     GError **error);
gboolean vanity_tflite_map_average_pool (VanityTflite *self, const VanityTfliteOperator *op,
                                         GError **error);

/* tflite-math.c */
gboolean vanity_tflite_map_unary (VanityTflite *self, const VanityTfliteOperator *op,
                                  GError **error);
gboolean vanity_tflite_map_binary (VanityTflite *self, const VanityTfliteOperator *op,
                                   GError **error);
gboolean vanity_tflite_map_prelu (VanityTflite *self, const VanityTfliteOperator *op,
                                  GError **error);
gboolean vanity_tflite_map_leaky_relu (VanityTflite *self, const VanityTfliteOperator *op,
                                       GError **error);
gboolean vanity_tflite_map_softmax (VanityTflite *self, const VanityTfliteOperator *op,
                                    GError **error);
gboolean vanity_tflite_map_fully_connected (VanityTflite *self, const VanityTfliteOperator *op,
                                            GError **error);
gboolean vanity_tflite_map_dequantize (VanityTflite *self, const VanityTfliteOperator *op,
                                       GError **error);

/* tflite-shape.c */
gboolean vanity_tflite_map_mean (VanityTflite *self, const VanityTfliteOperator *op,
                                 GError **error);
gboolean vanity_tflite_map_concatenation (VanityTflite *self, const VanityTfliteOperator *op,
                                          GError **error);
gboolean vanity_tflite_map_reshape (VanityTflite *self, const VanityTfliteOperator *op,
                                    GError **error);
gboolean vanity_tflite_map_reshape_as_declared (VanityTflite *self, const VanityTfliteOperator *op,
                                                GError **error);
gboolean vanity_tflite_map_pad (VanityTflite *self, const VanityTfliteOperator *op, GError **error);
gboolean vanity_tflite_map_slice (VanityTflite *self, const VanityTfliteOperator *op,
                                  GError **error);
gboolean vanity_tflite_map_strided_slice (VanityTflite *self, const VanityTfliteOperator *op,
                                          GError **error);
gboolean vanity_tflite_map_transpose (VanityTflite *self, const VanityTfliteOperator *op,
                                      GError **error);
gboolean vanity_tflite_map_resize_bilinear (VanityTflite *self, const VanityTfliteOperator *op,
                                            GError **error);
gboolean vanity_tflite_map_resize_nearest (VanityTflite *self, const VanityTfliteOperator *op,
                                           GError **error);

/* tflite-custom.c */
gboolean vanity_tflite_map_landmarks_to_matrix (VanityTflite *self, const VanityTfliteOperator *op,
                                                GError **error);
gboolean vanity_tflite_map_transform_landmarks (VanityTflite *self, const VanityTfliteOperator *op,
                                                GError **error);
gboolean vanity_tflite_map_transform_tensor (VanityTflite *self, const VanityTfliteOperator *op,
                                             GError **error);

G_END_DECLS
