/* Makes small TFLite files for tests: one subgraph, its tensors, constants and operators.
 *
 * Nothing is checked: a test may write what no converter would. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Numbers of the schema. */
enum
{
  TFLITE_FLOAT32 = 0,
  TFLITE_FLOAT16 = 1,
  TFLITE_INT32 = 2,
  TFLITE_UINT8 = 3,
  TFLITE_INT64 = 4,
};

enum
{
  TFLITE_ADD = 0,
  TFLITE_AVERAGE_POOL_2D = 1,
  TFLITE_CONCATENATION = 2,
  TFLITE_CONV_2D = 3,
  TFLITE_DEPTHWISE_CONV_2D = 4,
  TFLITE_DEQUANTIZE = 6,
  TFLITE_FULLY_CONNECTED = 9,
  TFLITE_LOGISTIC = 14,
  TFLITE_MAX_POOL_2D = 17,
  TFLITE_MUL = 18,
  TFLITE_RELU = 19,
  TFLITE_RELU_N1_TO_1 = 20,
  TFLITE_RELU6 = 21,
  TFLITE_RESHAPE = 22,
  TFLITE_RESIZE_BILINEAR = 23,
  TFLITE_SOFTMAX = 25,
  TFLITE_TANH = 28,
  TFLITE_CUSTOM = 32,
  TFLITE_PAD = 34,
  TFLITE_TRANSPOSE = 39,
  TFLITE_MEAN = 40,
  TFLITE_SUB = 41,
  TFLITE_DIV = 42,
  TFLITE_SQUEEZE = 43,
  TFLITE_STRIDED_SLICE = 45,
  TFLITE_EXP = 47,
  TFLITE_PRELU = 54,
  TFLITE_MAXIMUM = 55,
  TFLITE_MINIMUM = 57,
  TFLITE_PADV2 = 60,
  TFLITE_SLICE = 65,
  TFLITE_TRANSPOSE_CONV = 67,
  TFLITE_EXPAND_DIMS = 70,
  TFLITE_RESIZE_NEAREST_NEIGHBOR = 97,
  TFLITE_LEAKY_RELU = 98,
  TFLITE_MIRROR_PAD = 100,
  TFLITE_HARD_SWISH = 117,
  TFLITE_BATCH_MATMUL = 126,
  TFLITE_CUMSUM = 128,
};

/* One field of an operator's options: a number, or a list of integers when `list` is set. */
typedef struct
{
  int field;
  gint32 value; /* float: its bits */
  const gint32 *list;
  int n_list;
} TfliteField;

typedef struct _TfliteWriter TfliteWriter;

TfliteWriter *tflite_writer_new (void);
void tflite_writer_free (TfliteWriter *writer);

/* `dim` ends with −1; an empty one is a scalar. Returns the tensor's number. */
int tflite_writer_add_tensor (TfliteWriter *writer, int type, const int *dim);
/* The same with elements. */
int tflite_writer_add_constant (TfliteWriter *writer, int type, const int *dim,
                                gconstpointer elements, gsize size);
/* Of floats, stored as float16 with a DEQUANTIZE behind; returns the tensor after it. The values
 * must be small multiples of powers of two. */
int tflite_writer_add_half_constant (TfliteWriter *writer, const int *dim, const float *elements,
                                     int n_elements);

/* `fields` ends with field −1 and may be NULL. */
void tflite_writer_add_operator (TfliteWriter *writer, int code, const TfliteField *fields,
                                 const int *inputs, int n_inputs, int output);
void tflite_writer_add_custom (TfliteWriter *writer, const char *name, GBytes *options,
                               const int *inputs, int n_inputs, int output);

void tflite_writer_add_input (TfliteWriter *writer, int tensor);
void tflite_writer_add_output (TfliteWriter *writer, int tensor);

GBytes *tflite_writer_finish (TfliteWriter *writer);

/* An option of a custom operator: a list when `list` is set, else a number when `is_float`, else an
 * integer. The last has no name; names are in alphabetical order. */
typedef struct
{
  const char *name;
  gint32 integer;
  gboolean is_float;
  float number;
  const gint32 *list;
  int n_list;
} FlexField;

GBytes *flexbuffer_write (const FlexField *fields);

#define DIM(...) ((const int[]){ __VA_ARGS__, -1 })
#define FIELDS(...) ((const TfliteField[]){ __VA_ARGS__, { -1 } })

gint32 tflite_float_bits (float value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TfliteWriter, tflite_writer_free)

G_END_DECLS
