/* The ONNX reader: layouts, constants, sizes that the file leaves open. What single operators mean
 * is shown by onnx-cases.c, what is refused by onnx-refused.c. */
#include "base/error.h"
#include "model/model.h"
#include "nn/executor.h"
#include "nn/graph-private.h"
#include "onnx-writer.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

/* For graphs of constants alone. */
static const float *const no_inputs[] = { NULL };

static float *
random_floats (int seed, int count)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  float *values = g_new (float, count);

  for (int i = 0; i < count; i++)
    values[i] = g_rand_double_range (random, -1, 1);
  return values;
}

static VanityGraph *
load (OnnxWriter *writer)
{
  g_autoptr (GBytes) bytes = onnx_writer_finish (writer);
  g_autoptr (GError) error = NULL;
  VanityGraph *graph = vanity_model_load_bytes (bytes, "test.onnx", &error);

  g_assert_no_error (error);
  return graph;
}

static int
count_nodes (VanityGraph *graph, const char *op)
{
  int count = 0;

  for (guint i = 0; i < graph->nodes->len; i++)
    count += g_str_equal (g_array_index (graph->nodes, VanityNode, i).op->name, op);
  return count;
}

/* Takes `graph`; its first output for these inputs, which the executor keeps. */
static VanityExecutor *
run (VanityGraph *graph, const float *const *inputs)
{
  g_autoptr (GError) error = NULL;
  VanityExecutor *executor = vanity_executor_new (graph, NULL, &error);

  g_assert_no_error (error);
  for (int i = 0; i < vanity_executor_get_n_inputs (executor); i++)
    memcpy (vanity_executor_get_input (executor, i), inputs[i],
            vanity_shape_get_elements (vanity_executor_get_input_shape (executor, i))
                * sizeof (float));
  g_assert_true (vanity_executor_run (executor, NULL, NULL));
  return executor;
}

static void
assert_output (VanityExecutor *executor, int index, const VanityShape *shape, const float *expected)
{
  const float *values = vanity_executor_get_output (executor, index);
  g_autofree char *one
      = vanity_shape_to_string (vanity_executor_get_output_shape (executor, index));
  g_autofree char *other = vanity_shape_to_string (shape);

  g_assert_cmpstr (one, ==, other);
  for (gint64 i = 0; i < vanity_shape_get_elements (shape); i++)
    if (!(fabsf (values[i] - expected[i]) <= 1e-5f * (1 + fabsf (expected[i]))))
      g_error ("element %" G_GINT64_FORMAT " of output %d is %g instead of %g", i, index, values[i],
               expected[i]);
}

/* A 3×3 convolution of [1, in, h, w], padded by one. Free with g_free (). */
static float *
convolve (const float *in, int channels, int height, int width, const float *weights,
          int out_channels)
{
  float *out = g_new (float, out_channels *height *width);

  for (int o = 0; o < out_channels; o++)
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++)
        {
          double sum = 0;

          for (int c = 0; c < channels; c++)
            for (int k = 0; k < 9; k++)
              {
                int iy = y + k / 3 - 1, ix = x + k % 3 - 1;

                if (iy >= 0 && iy < height && ix >= 0 && ix < width)
                  sum += (double)in[(c * height + iy) * width + ix]
                         * weights[(o * channels + c) * 9 + k];
              }
          out[(o * height + y) * width + x] = sum;
        }
  return out;
}

/* A chain of what keeps its layout: only at the ends do elements move. */
static void
test_layout (void)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);
  g_autofree float *in = random_floats (1, 3 * 5 * 7);
  g_autofree float *weights = random_floats (2, 4 * 3 * 9);
  g_autofree float *shift = random_floats (3, 4);
  g_autofree float *expected = g_new (float, 8 * 5 * 7);
  const float *inputs[] = { in };

  onnx_writer_add_input (writer, "x", "1,3,5,7");
  onnx_writer_add_output (writer, "y");
  onnx_writer_add_floats (writer, "w", "4,3,3,3", weights);
  onnx_writer_add_floats (writer, "shift", "4,1,1", shift);
  onnx_writer_add_node (writer, "Conv", "x w", "a", "pads=[1,1,1,1]");
  onnx_writer_add_node (writer, "Add", "a shift", "b", "");
  onnx_writer_add_node (writer, "Tanh", "b", "c", "");
  onnx_writer_add_node (writer, "GlobalAveragePool", "c", "d", "");
  onnx_writer_add_node (writer, "Mul", "c d", "e", "");
  onnx_writer_add_node (writer, "Concat", "e b", "y", "axis=1");

  g_autofree float *a = convolve (in, 3, 5, 7, weights, 4);
  for (int o = 0; o < 4; o++)
    {
      double mean = 0;

      for (int i = 0; i < 35; i++)
        mean += tanh (a[o * 35 + i] + shift[o]) / 35;
      for (int i = 0; i < 35; i++)
        {
          expected[o * 35 + i] = tanh (a[o * 35 + i] + shift[o]) * mean;
          expected[(4 + o) * 35 + i] = a[o * 35 + i] + shift[o];
        }
    }
  VanityGraph *graph = load (writer);
  g_assert_cmpint (count_nodes (graph, "Transpose"), ==, 2);
  g_autoptr (VanityExecutor) executor = run (graph, inputs);
  assert_output (executor, 0, &VANITY_SHAPE (1, 8, 5, 7), expected);
}

/* Files from TensorFlow turn everything around before and after: nothing is left of that. */
static void
test_transposes_vanish (void)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);
  g_autofree float *in = random_floats (1, 3 * 5 * 7);
  g_autofree float *weights = random_floats (2, 2 * 3 * 9);
  g_autofree float *turned = g_new (float, 3 * 5 * 7);
  g_autofree float *expected = g_new (float, 2 * 5 * 7);
  const float *inputs[] = { in };

  onnx_writer_add_input (writer, "x", "1,5,7,3");
  onnx_writer_add_output (writer, "y");
  onnx_writer_add_floats (writer, "w", "2,3,3,3", weights);
  onnx_writer_add_node (writer, "Transpose", "x", "a", "perm=[0,3,1,2]");
  onnx_writer_add_node (writer, "Conv", "a w", "b", "pads=[1,1,1,1]");
  onnx_writer_add_node (writer, "Transpose", "b", "y", "perm=[0,2,3,1]");
  for (int i = 0; i < 105; i++)
    turned[i % 3 * 35 + i / 3] = in[i];
  g_autofree float *out = convolve (turned, 3, 5, 7, weights, 2);
  for (int i = 0; i < 70; i++)
    expected[i % 35 * 2 + i / 35] = out[i];

  VanityGraph *graph = load (writer);
  g_assert_cmpint (count_nodes (graph, "Transpose"), ==, 0);
  g_autoptr (VanityExecutor) executor = run (graph, inputs);
  assert_output (executor, 0, &VANITY_SHAPE (1, 5, 7, 2), expected);
}

/* Every operator with an axis, behind one that leaves channels last; against the same without. */
static void
test_axes (void)
{
  static const struct
  {
    const char *op, *inputs, *attributes;
  } cases[] = {
    { "ReduceMax", "a", "axes=[1] keepdims=0" },
    { "ReduceMax", "a", "axes=[2,-1] keepdims=0" },
    { "ReduceMax", "a", "axes=[-2]" },
    { "ReduceMean", "a", "axes=[0,3] keepdims=0" },
    { "ArgMax", "a", "axis=1 keepdims=0" },
    { "ArgMax", "a", "axis=2" },
    { "Softmax", "a", "axis=1" },
    { "Softmax", "a", "axis=-1" },
    { "LogSoftmax", "a", "axis=2" },
    { "Flatten", "a", "axis=1" },
    { "Flatten", "a", "axis=3" },
    { "Reshape", "a shape", "" },
    { "Slice", "a starts ends axes steps", "" },
    { "Pad", "a pads", "mode=edge" },
    { "Concat", "a a", "axis=-2" },
    { "Gather", "a index", "axis=1" },
    { "Tile", "a repeats", "" },
    { "Expand", "a wide", "" },
    { "Unsqueeze", "a new", "" },
    { "Transpose", "a", "perm=[3,1,0,2]" },
    { "Mul", "a row", "" },
    { "Mul", "row a", "" },
    { "Mul", "a plane", "" },
    { "PRelu", "a row", "" },
    { "PRelu", "a slope", "" },
    { "MatMul", "a matrix", "" },
    { "LayerNormalization", "a row", "axis=-1" },
    { "Split", "a", "axis=1" },
    { "DepthToSpace", "a", "blocksize=2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree float *in = random_floats (i, 4 * 3 * 5);
      VanityExecutor *executors[2];
      const float *inputs[] = { in };

      /* A pooling of single pixels: the same numbers, but channels last. */
      for (int last = 0; last < 2; last++)
        {
          g_autoptr (OnnxWriter) writer = onnx_writer_new (17);

          onnx_writer_add_input (writer, "x", "1,4,3,5");
          onnx_writer_add_output (writer, "y");
          onnx_writer_add_ints (writer, "shape", "3", (const gint64[]){ 2, -1, 3 });
          onnx_writer_add_ints (writer, "starts", "2", (const gint64[]){ -1, 1 });
          onnx_writer_add_ints (writer, "ends", "2", (const gint64[]){ G_MININT64, G_MAXINT64 });
          onnx_writer_add_ints (writer, "axes", "2", (const gint64[]){ 1, -1 });
          onnx_writer_add_ints (writer, "steps", "2", (const gint64[]){ -2, 1 });
          onnx_writer_add_ints (writer, "pads", "8", (const gint64[]){ 0, 1, 2, 0, 0, 0, 1, 3 });
          onnx_writer_add_ints (writer, "index", "2", (const gint64[]){ 3, -3 });
          onnx_writer_add_ints (writer, "repeats", "4", (const gint64[]){ 1, 2, 1, 3 });
          onnx_writer_add_ints (writer, "wide", "5", (const gint64[]){ 2, 1, 4, 3, 5 });
          onnx_writer_add_ints (writer, "new", "2", (const gint64[]){ 1, -1 });
          onnx_writer_add_floats (writer, "row", "5", (const float[]){ 1, -2, 3, 0.5, 2 });
          onnx_writer_add_floats (writer, "slope", "4,1,1", (const float[]){ 1, -2, 3, 0.5 });
          onnx_writer_add_floats (writer, "plane", "3,1", (const float[]){ 1, -2, 3 });
          onnx_writer_add_floats (writer, "matrix", "5,2",
                                  (const float[]){ 1, -2, 3, 0.5, 2, 1, 2, 3, 4, 5 });
          if (last)
            onnx_writer_add_node (writer, "MaxPool", "x", "a", "kernel_shape=[1,1]");
          else
            onnx_writer_add_node (writer, "Identity", "x", "a", "");
          onnx_writer_add_node (writer, cases[i].op, cases[i].inputs,
                                g_str_equal (cases[i].op, "Split") ? "other y" : "y",
                                cases[i].attributes);
          executors[last] = run (load (writer), inputs);
        }
      g_test_message ("%s %s", cases[i].op, cases[i].attributes);
      assert_output (executors[1], 0, vanity_executor_get_output_shape (executors[0], 0),
                     vanity_executor_get_output (executors[0], 0));
      vanity_executor_free (executors[0]);
      vanity_executor_free (executors[1]);
    }
}

/* x.view (x.size (0), -1) and an enlargement to twice the size, as PyTorch writes them. */
static void
test_shapes_fold (void)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);
  g_autofree float *in = random_floats (1, 2 * 2 * 3);
  float twice[2 * 4 * 6];
  const float *inputs[] = { in };

  onnx_writer_add_input (writer, "x", "1,2,2,3");
  onnx_writer_add_output (writer, "flat");
  onnx_writer_add_output (writer, "large");
  onnx_writer_add_ints (writer, "zero", "1", (const gint64[]){ 0 });
  onnx_writer_add_ints (writer, "two", "1", (const gint64[]){ 2 });
  onnx_writer_add_ints (writer, "end", "1", (const gint64[]){ G_MAXINT64 });
  onnx_writer_add_ints (writer, "rest", "1", (const gint64[]){ -1 });
  onnx_writer_add_floats (writer, "factor", "1", (const float[]){ 2 });
  onnx_writer_add_node (writer, "Shape", "x", "shape", "");
  onnx_writer_add_node (writer, "Gather", "shape zero", "batch", "");
  onnx_writer_add_node (writer, "Concat", "batch rest", "wanted", "axis=0");
  onnx_writer_add_node (writer, "Reshape", "x wanted", "flat", "");
  onnx_writer_add_node (writer, "Slice", "shape zero two", "front", "");
  onnx_writer_add_node (writer, "Slice", "shape two end", "space", "");
  onnx_writer_add_node (writer, "Cast", "space", "numbers", "to=1");
  onnx_writer_add_node (writer, "Mul", "numbers factor", "doubled", "");
  onnx_writer_add_node (writer, "Floor", "doubled", "whole", "");
  onnx_writer_add_node (writer, "Cast", "whole", "sizes", "to=7");
  onnx_writer_add_node (writer, "Concat", "front sizes", "all", "axis=0");
  onnx_writer_add_node (writer, "Resize", "x - - all", "large",
                        "coordinate_transformation_mode=asymmetric nearest_mode=floor");
  for (int i = 0; i < 48; i++)
    twice[i] = in[(i / 24 * 2 + i / 6 % 4 / 2) * 3 + i % 6 / 2];

  VanityGraph *graph = load (writer);
  g_assert_cmpint (graph->nodes->len, ==, 4); /* Reshape; Resize between two Transposes */
  g_autoptr (VanityExecutor) executor = run (graph, inputs);
  assert_output (executor, 0, &VANITY_SHAPE (1, 12), in);
  assert_output (executor, 1, &VANITY_SHAPE (1, 2, 4, 6), twice);
}

static void
test_integers (void)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);
  const float *inputs[] = { (const float[]){ 7, -7 } };

  onnx_writer_add_input (writer, "x", "2");
  writer->model->graph->input[0]->type->tensor_type->elem_type = ONNX_TYPE (INT64);
  onnx_writer_add_output (writer, "computed");
  onnx_writer_add_output (writer, "folded");
  onnx_writer_add_ints (writer, "two", "1", (const gint64[]){ 2 });
  onnx_writer_add_ints (writer, "three", "2", (const gint64[]){ 9, -9 });
  onnx_writer_add_node (writer, "Div", "x two", "computed", "");
  onnx_writer_add_node (writer, "Div", "three two", "folded", "");
  g_autoptr (VanityExecutor) executor = run (load (writer), inputs);
  assert_output (executor, 0, &VANITY_SHAPE (2), (const float[]){ 3, -3 });
  assert_output (executor, 1, &VANITY_SHAPE (2), (const float[]){ 4, -4 });

  g_autoptr (OnnxWriter) large = onnx_writer_new (13);
  onnx_writer_add_input (large, "x", "1");
  onnx_writer_add_output (large, "y");
  onnx_writer_add_ints (large, "big", "1", (const gint64[]){ (1 << 24) + 1 });
  onnx_writer_add_node (large, "Add", "x big", "y", "");
  onnx_writer_assert_refused (large, VANITY_ERROR_LIMIT,
                              "integer 16777217 is too large to compute with");
}

/* What no output needs is not even looked at. */
static void
test_dead (void)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);

  onnx_writer_add_input (writer, "x", "2");
  onnx_writer_add_output (writer, "y");
  onnx_writer_add_node (writer, "Relu", "x", "y", "");
  onnx_writer_add_node (writer, "NoSuchOperator", "x", "z", "");
  onnx_writer_add_node (writer, "Exp", "z", "unused", "");
  g_autoptr (VanityGraph) graph = load (writer);
  g_assert_cmpint (graph->nodes->len, ==, 1);
}

static void
test_types (void)
{
  static const struct
  {
    int type;
    guint8 bytes[16]; /* two elements, little-endian */
    gsize size;
    float expected[2];
  } cases[] = {
    { ONNX_TYPE (FLOAT), { 0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0 }, 8, { 1.5, -2 } },
    { ONNX_TYPE (FLOAT16), { 0, 0x3e, 0x01, 0x80 }, 4, { 1.5, -0x1p-24 } },
    { ONNX_TYPE (BFLOAT16), { 0xc0, 0x3f, 0, 0xc0 }, 4, { 1.5, -2 } },
    { ONNX_TYPE (DOUBLE), { [6] = 0xf8, 0x3f, [15] = 0xc0 }, 16, { 1.5, -2 } },
    { ONNX_TYPE (INT8), { 5, 0xfe }, 2, { 5, -2 } },
    { ONNX_TYPE (UINT8), { 5, 0xfe }, 2, { 5, 254 } },
    { ONNX_TYPE (INT16), { 5, 1, 0xfe, 0xff }, 4, { 261, -2 } },
    { ONNX_TYPE (UINT16), { 5, 1, 0xfe, 0xff }, 4, { 261, 65534 } },
    { ONNX_TYPE (INT32), { 5, 1, 0, 0, 0xfe, 0xff, 0xff, 0xff }, 8, { 261, -2 } },
    { ONNX_TYPE (UINT32), { 5, 1, 0, 0, 0, 0, 0, 0x80 }, 8, { 261, 0x1p31 } },
    { ONNX_TYPE (INT64),
      { 5, 1, [8] = 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff },
      16,
      { 261, -2 } },
    { ONNX_TYPE (UINT64), { 5, 1, [8] = 7 }, 16, { 261, 7 } },
    { ONNX_TYPE (BOOL), { 0, 2 }, 2, { 0, 1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OnnxWriter) writer = onnx_writer_new (13);
      g_autoptr (OnnxWriter) cut = onnx_writer_new (13);

      onnx_writer_add_raw (writer, "c", cases[i].type, "2", cases[i].bytes, cases[i].size);
      onnx_writer_add_output (writer, "c");
      g_autoptr (VanityExecutor) executor = run (load (writer), no_inputs);
      assert_output (executor, 0, &VANITY_SHAPE (2), cases[i].expected);

      onnx_writer_add_raw (cut, "c", cases[i].type, "2", cases[i].bytes, cases[i].size - 1);
      onnx_writer_add_output (cut, "c");
      onnx_writer_assert_refused (cut, VANITY_ERROR_FORMAT, "constant “c”: ");
    }
}

static void
test_open_sizes (void)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);
  g_autofree char *folder = g_dir_make_tmp ("vanity-onnx-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "test.onnx", NULL);
  g_autoptr (GError) error = NULL;

  onnx_writer_add_input (writer, "x", "batch,3,height,width");
  onnx_writer_add_output (writer, "y");
  onnx_writer_add_node (writer, "GlobalMaxPool", "x", "y", "");
  onnx_writer_assert_refused (writer, VANITY_ERROR_VALUE,
                              "input “x”: the file leaves dimension 2 open");

  g_autoptr (GBytes) bytes = onnx_writer_finish (writer);
  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  g_autoptr (VanityGraph) graph
      = vanity_model_load_shaped (path, &VANITY_SHAPE (2, 3, 11, 13), 1, &error);
  g_assert_no_error (error);
  g_assert_true (
      vanity_shape_equal (vanity_graph_get_shape (graph, vanity_graph_get_input (graph, 0)),
                          &VANITY_SHAPE (2, 3, 11, 13)));
  g_remove (path);
  g_rmdir (folder);

  g_autoptr (OnnxWriter) batch = onnx_writer_new (13);
  onnx_writer_add_input (batch, "x", "batch,3");
  onnx_writer_add_output (batch, "y");
  onnx_writer_add_node (batch, "Relu", "x", "y", "");
  g_autoptr (VanityGraph) one = load (batch);
  g_assert_true (vanity_shape_equal (vanity_graph_get_shape (one, vanity_graph_get_input (one, 0)),
                                     &VANITY_SHAPE (1, 3)));
}

/* Outputs are called as in the file, not as the nodes that make them; an input that is handed out
 * keeps its own name, and one value has the first of two. */
static void
test_output_names (void)
{
  static const char *const names[] = { "logits", "mask", "x", "logits" };
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);

  onnx_writer_add_input (writer, "x", "1,3,2,2");
  onnx_writer_add_output (writer, "logits");
  onnx_writer_add_output (writer, "mask");
  onnx_writer_add_output (writer, "x");
  onnx_writer_add_output (writer, "again");
  onnx_writer_add_node (writer, "Relu", "x", "logits", "");
  onnx_writer_add_node (writer, "ArgMax", "logits", "mask", "axis=1");
  onnx_writer_add_node (writer, "Identity", "logits", "again", "");
  g_autoptr (VanityGraph) graph = load (writer);
  for (int i = 0; i < 4; i++)
    g_assert_cmpstr (vanity_graph_get_value_name (graph, vanity_graph_get_output (graph, i)), ==,
                     names[i]);
}

static void
add_external (Onnx__TensorProto *tensor, const char *key, const char *value)
{
  Onnx__StringStringEntryProto *entry = g_new (Onnx__StringStringEntryProto, 1);

  onnx__string_string_entry_proto__init (entry);
  entry->key = g_strdup (key);
  entry->value = g_strdup (value);
  tensor->external_data = g_realloc_n (tensor->external_data, tensor->n_external_data + 1,
                                       sizeof *tensor->external_data);
  tensor->external_data[tensor->n_external_data++] = entry;
  tensor->has_data_location = TRUE;
  tensor->data_location = ONNX__TENSOR_PROTO__DATA_LOCATION__EXTERNAL;
}

/* Writes a model whose constant of two floats lies there, and loads it from `folder`. */
static VanityGraph *
load_external (const char *folder, const char *location, const char *offset, const char *length,
               GError **error)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);
  g_autofree char *path = g_build_filename (folder, "test.onnx", NULL);
  Onnx__TensorProto *tensor = onnx_writer_add_floats (writer, "c", "2", NULL);

  tensor->n_float_data = 0;
  if (location != NULL)
    add_external (tensor, "location", location);
  add_external (tensor, "offset", offset);
  if (length != NULL)
    add_external (tensor, "length", length);
  onnx_writer_add_output (writer, "c");
  g_autoptr (GBytes) bytes = onnx_writer_finish (writer);
  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
  VanityGraph *graph = vanity_model_load (path, error);
  g_remove (path);
  return graph;
}

static void
test_external (void)
{
  static const struct
  {
    const char *location, *offset, *length;
    int code;
    const char *rule;
  } cases[] = {
    { "../data", "0", NULL, VANITY_ERROR_VALUE, "below the model's folder" },
    { "deeper/../../data", "0", NULL, VANITY_ERROR_VALUE, "below the model's folder" },
    { "/etc/passwd", "0", NULL, VANITY_ERROR_VALUE, "below the model's folder" },
    { "", "0", NULL, VANITY_ERROR_VALUE, "below the model's folder" },
    { NULL, "0", NULL, VANITY_ERROR_VALUE, "below the model's folder" },
    { "link", "0", NULL, VANITY_ERROR_FILE, "link: " },
    { "away/data", "0", NULL, VANITY_ERROR_FILE, "away/data: " },
    { "data/data", "0", NULL, VANITY_ERROR_FILE, "data/data: " },
    { "deeper/none", "0", NULL, VANITY_ERROR_FILE, "deeper/none: " },
    { "deeper", "0", NULL, VANITY_ERROR_FILE, "not an ordinary file" },
    { "none", "0", NULL, VANITY_ERROR_FILE, "none: " },
    { "data", "8", NULL, VANITY_ERROR_FILE, "too short" },
    { "data", "9223372036854775807", NULL, VANITY_ERROR_FILE, "too short" },
    { "data", "-4", NULL, VANITY_ERROR_FORMAT, "no number" },
    { "data", "0x4", NULL, VANITY_ERROR_FORMAT, "no number" },
    { "data", "0", "4", VANITY_ERROR_FORMAT, "not its size" },
  };
  g_autofree char *folder = g_dir_make_tmp ("vanity-onnx-XXXXXX", NULL);
  g_autofree char *deeper = g_build_filename (folder, "deeper", NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *inside = g_build_filename (deeper, "data", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *away = g_build_filename (folder, "away", NULL);
  const float values[] = { 1, 2, 3 };
  g_autoptr (GError) error = NULL;

  g_mkdir (deeper, 0700);
  g_assert_true (g_file_set_contents (data, (const char *)values, sizeof values, NULL));
  g_assert_true (g_file_set_contents (inside, (const char *)values, sizeof values, NULL));
  g_assert_cmpint (symlink ("data", link), ==, 0);
  g_assert_cmpint (symlink ("deeper", away), ==, 0);

  g_autoptr (VanityExecutor) executor
      = run (load_external (folder, "data", "4", "8", &error), no_inputs);
  assert_output (executor, 0, &VANITY_SHAPE (2), (const float[]){ 2, 3 });
  g_autoptr (VanityGraph) deep = load_external (folder, "deeper/data", "0", NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (deep);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_null (
          load_external (folder, cases[i].location, cases[i].offset, cases[i].length, &error));
      if (!g_error_matches (error, VANITY_ERROR, cases[i].code)
          || strstr (error->message, cases[i].rule) == NULL)
        g_error ("“%s” does not say “%s”", error->message, cases[i].rule);
      g_clear_error (&error);
    }
  g_remove (link);
  g_remove (away);
  g_remove (inside);
  g_remove (data);
  g_rmdir (deeper);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/onnx/layout", test_layout);
  g_test_add_func ("/model/onnx/transposes-vanish", test_transposes_vanish);
  g_test_add_func ("/model/onnx/axes", test_axes);
  g_test_add_func ("/model/onnx/shapes-fold", test_shapes_fold);
  g_test_add_func ("/model/onnx/integers", test_integers);
  g_test_add_func ("/model/onnx/dead", test_dead);
  g_test_add_func ("/model/onnx/types", test_types);
  g_test_add_func ("/model/onnx/open-sizes", test_open_sizes);
  g_test_add_func ("/model/onnx/output-names", test_output_names);
  g_test_add_func ("/model/onnx/external", test_external);
  return g_test_run ();
}
