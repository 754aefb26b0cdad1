/* MediaPipe's custom operators for TensorFlow Lite's interpreter, which has none of them: written
 * out plainly from their definition, apart from the engine's. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The parts of TensorFlow Lite's C structures that are used; the layout is that of versions 2.4 to
 * 2.10. */

typedef struct
{
  int size;
  int data[];
} TfLiteIntArray;

typedef struct
{
  int type;
  float *data;
  TfLiteIntArray *dims;
  guint8 unused[88];
} TfLiteTensor;

typedef struct TfLiteContext TfLiteContext;

struct TfLiteContext
{
  gsize n_tensors;
  gpointer get_execution_plan;
  TfLiteTensor *tensors;
  gpointer implementation;
  int (*resize_tensor) (TfLiteContext *context, TfLiteTensor *tensor, TfLiteIntArray *size);
};

typedef struct
{
  TfLiteIntArray *inputs;
  TfLiteIntArray *outputs;
  TfLiteIntArray *intermediates;
  TfLiteIntArray *temporaries;
  gpointer user_data;
} TfLiteNode;

typedef struct
{
  gpointer (*init) (TfLiteContext *context, const char *options, gsize size);
  void (*free) (TfLiteContext *context, gpointer user_data);
  int (*prepare) (TfLiteContext *context, TfLiteNode *node);
  int (*invoke) (TfLiteContext *context, TfLiteNode *node);
  gpointer profiling_string;
  gint32 builtin_code;
  const char *custom_name;
  int version;
  gpointer unused[4];
} TfLiteRegistration;

/* What all of them took since it was last set to 0. */
extern gint64 reference_operators_ns;

/* Ends with one whose name is NULL. */
extern const TfLiteRegistration reference_operators[];

G_END_DECLS
