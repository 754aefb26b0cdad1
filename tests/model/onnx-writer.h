/* Makes ONNX files for tests. */
#pragma once

#include "onnx.pb-c.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define ONNX_TYPE(name) ONNX__TENSOR_PROTO__DATA_TYPE__##name

typedef struct
{
  Onnx__ModelProto *model; /* may be altered before it is written */
} OnnxWriter;

OnnxWriter *onnx_writer_new (int opset);
void onnx_writer_free (OnnxWriter *writer);

/* Sizes as in "1,3,8,8"; a name among them is a size that the file leaves open. */
void onnx_writer_add_input (OnnxWriter *writer, const char *name, const char *sizes);
void onnx_writer_add_output (OnnxWriter *writer, const char *name);

/* A constant; NULL: zeros. */
Onnx__TensorProto *onnx_writer_add_floats (OnnxWriter *writer, const char *name, const char *sizes,
                                           const float *values);
Onnx__TensorProto *onnx_writer_add_ints (OnnxWriter *writer, const char *name, const char *sizes,
                                         const gint64 *values);
/* A constant of any type, as raw bytes. */
Onnx__TensorProto *onnx_writer_add_raw (OnnxWriter *writer, const char *name, int type,
                                        const char *sizes, gconstpointer data, gsize size);

/* Names of inputs and outputs are separated by blanks, "-" is one left out; attributes are as in
 * "strides=[2,2] alpha=0.5 mode=linear". */
Onnx__NodeProto *onnx_writer_add_node (OnnxWriter *writer, const char *op, const char *inputs,
                                       const char *outputs, const char *attributes);

GBytes *onnx_writer_finish (OnnxWriter *writer);

/* That reading it ends in this VanityError, whose message holds `rule`. */
void onnx_writer_assert_refused (OnnxWriter *writer, int code, const char *rule);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OnnxWriter, onnx_writer_free)

G_END_DECLS
