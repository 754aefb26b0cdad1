/* What the ONNX reader refuses, and how it says so. */
#include "base/error.h"
#include "model/model.h"
#include "nn/executor.h"
#include "onnx-writer.h"

#include <string.h>

/* One node with these inputs of [1, 4, 6, 6] and a constant of 16 sixes. */
static void
refuse (const char *op, const char *inputs, const char *attributes, int code, const char *rule)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);

  onnx_writer_add_input (writer, "x", "1,4,6,6");
  onnx_writer_add_input (writer, "n", "4");
  onnx_writer_add_floats (writer, "w", "4,4,1,1", NULL);
  onnx_writer_add_floats (writer, "f", "4", NULL);
  onnx_writer_add_ints (writer, "i", "4", (const gint64[]){ 1, 4, 6, 7 });
  onnx_writer_add_output (writer, "y");
  onnx_writer_add_node (writer, op, inputs, "y", attributes);
  onnx_writer_assert_refused (writer, code, rule);
}

static void
test_refused (void)
{
  refuse ("Fold", "x", "", VANITY_ERROR_UNSUPPORTED,
          "Node “Fold of y” (Fold): there is no such operator");
  refuse ("Relu", "z", "", VANITY_ERROR_FORMAT, "its input “z” is not there before it");
  refuse ("Relu", "y", "", VANITY_ERROR_FORMAT, "nodes form a circle");
  refuse ("Relu", "-", "", VANITY_ERROR_VALUE, "0 inputs are too few");
  refuse ("Relu", "x x", "", VANITY_ERROR_VALUE, "2 inputs are too many");
  refuse ("Relu", "x", "slope=1", VANITY_ERROR_UNSUPPORTED, "attribute “slope” is not known");
  refuse ("Squeeze", "x", "slope=1", VANITY_ERROR_UNSUPPORTED, "attribute “slope” is not known");
  refuse ("Conv", "x n", "", VANITY_ERROR_UNSUPPORTED, "input 1 must be a constant");
  refuse ("Conv", "x f", "", VANITY_ERROR_VALUE, "its weights have another rank");
  refuse ("Conv", "x w", "group=3", VANITY_ERROR_VALUE, "do not fit together");
  refuse ("ConvTranspose", "x w", "group=3", VANITY_ERROR_VALUE, "3 groups");
  refuse ("ConvTranspose", "x w", "group=0", VANITY_ERROR_VALUE, "0 groups");
  refuse ("Conv", "x w", "group=[1,2]", VANITY_ERROR_VALUE, "attribute “group” is of another type");
  refuse ("Reshape", "x i", "", VANITY_ERROR_VALUE, "the number of elements differs");
  refuse ("Reshape", "x f", "", VANITY_ERROR_VALUE, "input 1 (shape) must be of integers");
  refuse ("Reshape", "x n", "", VANITY_ERROR_UNSUPPORTED, "input 1 (shape) must be a constant");
  refuse ("Concat", "x f", "axis=0", VANITY_ERROR_VALUE, "has another rank");
  refuse ("Concat", "x x", "", VANITY_ERROR_VALUE, "axis 2147483647");
  refuse ("Add", "x i", "", VANITY_ERROR_VALUE, "do not broadcast");
  refuse ("Transpose", "x", "perm=[0,1,2]", VANITY_ERROR_VALUE, "“perm” has 3 values, not 4");
  refuse ("Transpose", "x", "perm=[0,1,2,2]", VANITY_ERROR_VALUE, "named twice");
  refuse ("ConstantOfShape", "f", "", VANITY_ERROR_VALUE, "must be of integers");
}

/* Sizes whose product passes what 64 bits hold, or what a tensor may have, and sizes of nothing: in
 * each operator that works a size out. */
static void
test_sizes_refused (void)
{
  static const struct
  {
    const char *op, *inputs, *attributes;
    int code;
    const char *rule;
  } cases[] = {
    { "Expand", "x huge", "", VANITY_ERROR_VALUE, "1×4×6×6 cannot become 4611686018427387904×" },
    { "Expand", "one wide", "", VANITY_ERROR_LIMIT, "from 1 to 536870912 elements" },
    { "Expand", "x nothing", "", VANITY_ERROR_VALUE, "cannot become 1×4×6×0" },
    { "Tile", "x huge", "", VANITY_ERROR_VALUE, "4611686018427387904 repeats of axis 0" },
    { "Tile", "x wide", "", VANITY_ERROR_LIMIT, "from 1 to 536870912 elements" },
    { "Reshape", "x huge", "", VANITY_ERROR_VALUE, "the number of elements differs" },
    { "Reshape", "x zeros", "", VANITY_ERROR_VALUE, "1×4×6×6 cannot become 1×5" },
    { "ConstantOfShape", "huge", "", VANITY_ERROR_LIMIT, "4611686018427387904" },
    { "Resize", "x - - huge", "", VANITY_ERROR_VALUE, "along axis 0 is not possible" },
    { "Resize", "x - - wide", "", VANITY_ERROR_LIMIT, "from 1 to 536870912 elements" },
    { "Pad", "x pads", "", VANITY_ERROR_UNSUPPORTED, "“pads” must be from 0 to 536870912" },
    { "Conv", "x w", "pads=[2147483647,0,0,0]", VANITY_ERROR_VALUE, "“pads” has 2147483647" },
    { "Conv", "x w", "pads=[16384,16384,16384,16384]", VANITY_ERROR_LIMIT, "elements" },
    { "Conv", "x none", "", VANITY_ERROR_VALUE, "input 1 has no elements" },
    { "ConvTranspose", "x w", "strides=[0,1]", VANITY_ERROR_VALUE, "“strides” has 0" },
    { "ConvTranspose", "x w", "strides=[16384,16384]", VANITY_ERROR_LIMIT, "elements" },
    { "DepthToSpace", "x", "blocksize=4294967296", VANITY_ERROR_VALUE, "from 1 to 4096" },
    { "Slice", "x end end", "", VANITY_ERROR_VALUE, "nothing is left of axis 0" },
    { "MaxPool", "x", "kernel_shape=[0,0]", VANITY_ERROR_VALUE, "“kernel_shape” has 0" },
    { "MaxPool", "x", "kernel_shape=[7,7]", VANITY_ERROR_VALUE, "more than the padded input of 6" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (OnnxWriter) writer = onnx_writer_new (13);
      g_autofree char *rule = g_strdup_printf ("Node “%s of y” (%s): ", cases[i].op, cases[i].op);
      const gint64 large = G_GINT64_CONSTANT (1) << 62;

      onnx_writer_add_input (writer, "x", "1,4,6,6");
      onnx_writer_add_floats (writer, "w", "4,4,1,1", NULL);
      onnx_writer_add_floats (writer, "none", "0,4,1,1", NULL);
      onnx_writer_add_input (writer, "one", "1,1,1,1");
      onnx_writer_add_ints (writer, "huge", "4", (const gint64[]){ large, large, 2, 2 });
      onnx_writer_add_ints (writer, "pads", "8",
                            (const gint64[]){ 0, 0, 0, 0, 0, 0, large, large });
      onnx_writer_add_ints (writer, "end", "1", (const gint64[]){ 1 });
      onnx_writer_add_ints (writer, "zeros", "2", (const gint64[]){ 0, 5 });
      onnx_writer_add_ints (writer, "nothing", "4", (const gint64[]){ 1, 4, 6, 0 });
      onnx_writer_add_ints (writer, "wide", "4", (const gint64[]){ 1, 4, 50000, 50000 });
      onnx_writer_add_output (writer, "y");
      onnx_writer_add_node (writer, cases[i].op, cases[i].inputs, "y", cases[i].attributes);
      onnx_writer_assert_refused (writer, cases[i].code, cases[i].rule);
      onnx_writer_assert_refused (writer, cases[i].code, rule);
    }
}

/* Names that lead nowhere, twice to the same place, or round and round. */
static void
test_links_refused (void)
{
  g_autoptr (OnnxWriter) circle = onnx_writer_new (13);
  g_autoptr (OnnxWriter) nobody = onnx_writer_new (13);
  g_autoptr (OnnxWriter) same = onnx_writer_new (13);
  g_autoptr (OnnxWriter) input = onnx_writer_new (13);
  g_autoptr (OnnxWriter) constant = onnx_writer_new (13);

  onnx_writer_add_input (circle, "x", "2");
  onnx_writer_add_output (circle, "b");
  onnx_writer_add_node (circle, "Add", "x b", "a", "");
  onnx_writer_add_node (circle, "Relu", "a", "b", "");
  onnx_writer_assert_refused (circle, VANITY_ERROR_FORMAT,
                              "Node “Add of a” (Add): its input “b” is not there before it");

  onnx_writer_add_input (nobody, "x", "2");
  onnx_writer_add_output (nobody, "z");
  onnx_writer_add_node (nobody, "Relu", "x", "y", "");
  onnx_writer_assert_refused (nobody, VANITY_ERROR_FORMAT, "nothing computes the output “z”");

  onnx_writer_add_input (same, "x", "4");
  onnx_writer_add_output (same, "y");
  onnx_writer_add_node (same, "Split", "x", "y y", "");
  onnx_writer_assert_refused (
      same, VANITY_ERROR_FORMAT,
      "Node “Split of y y” (Split): its output 1 has the name of an earlier value");

  onnx_writer_add_input (input, "x", "4");
  onnx_writer_add_input (input, "x", "4");
  onnx_writer_add_output (input, "x");
  onnx_writer_assert_refused (input, VANITY_ERROR_FORMAT, "is there twice");

  onnx_writer_add_floats (constant, "c", "4", NULL);
  onnx_writer_add_floats (constant, "c", "4", NULL);
  onnx_writer_add_output (constant, "c");
  onnx_writer_assert_refused (constant, VANITY_ERROR_FORMAT, "constant “c” is there twice");
}

/* A chain as long as can be is read; one that is longer is refused, and soon. */
static void
test_many_nodes (void)
{
  for (int n = 99000; n <= 120000; n += 21000)
    {
      g_autoptr (OnnxWriter) writer = onnx_writer_new (13);
      g_autoptr (GError) error = NULL;
      gint64 since;

      onnx_writer_add_input (writer, "0", "2,3");
      for (int i = 0; i < n; i++)
        {
          g_autofree char *in = g_strdup_printf ("%d", i);
          g_autofree char *out = g_strdup_printf ("%d", i + 1);

          onnx_writer_add_node (writer, "Sigmoid", in, out, "");
          if (i == n - 1)
            onnx_writer_add_output (writer, out);
        }
      g_autoptr (GBytes) bytes = onnx_writer_finish (writer);
      since = g_get_monotonic_time ();
      VanityGraph *graph = vanity_model_load_bytes (bytes, "test.onnx", &error);
      if (n > 100000)
        {
          g_assert_null (graph);
          g_assert_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT);
          g_assert_cmpstr (error->message, ==,
                           "test.onnx: Node “Sigmoid of 100000” (Sigmoid): The network has more "
                           "than 100000 values");
        }
      else
        {
          g_autoptr (VanityExecutor) executor = vanity_executor_new (graph, NULL, &error);

          g_assert_no_error (error);
          g_assert_true (vanity_executor_run (executor, NULL, NULL));
        }
      g_test_message ("%d nodes: %.1f s", n, (g_get_monotonic_time () - since) / 1e6);
      g_assert_cmpint (g_get_monotonic_time () - since, <, 60 * G_USEC_PER_SEC);
    }
}

static void
test_files_refused (void)
{
  static const int opsets[] = { G_MININT, -1, 0, 8, 21, 999 };
  g_autoptr (OnnxWriter) domain = onnx_writer_new (13);
  g_autoptr (OnnxWriter) huge = onnx_writer_new (13);
  g_autoptr (OnnxWriter) many = onnx_writer_new (13);
  g_autoptr (OnnxWriter) empty = onnx_writer_new (13);
  g_autoptr (OnnxWriter) twice = onnx_writer_new (13);

  for (guint i = 0; i < G_N_ELEMENTS (opsets); i++)
    {
      g_autoptr (OnnxWriter) other = onnx_writer_new (opsets[i]);
      g_autofree char *rule = g_strdup_printf ("version %d, but must be from 9 to 20", opsets[i]);

      onnx_writer_add_output (other, "y");
      onnx_writer_assert_refused (other, VANITY_ERROR_UNSUPPORTED, rule);
    }
  onnx_writer_assert_refused (empty, VANITY_ERROR_FORMAT, "no outputs");

  onnx_writer_add_input (domain, "x", "2");
  onnx_writer_add_output (domain, "y");
  onnx_writer_add_node (domain, "Relu", "x", "y", "")->domain = g_strdup ("com.example");
  onnx_writer_assert_refused (domain, VANITY_ERROR_UNSUPPORTED, "there is no such operator");

  /* A gigabyte in a few bytes. */
  Onnx__TensorProto *tensor = onnx_writer_add_floats (huge, "c", "1", NULL);
  tensor->dims[0] = 1 << 28;
  onnx_writer_add_output (huge, "c");
  onnx_writer_assert_refused (huge, VANITY_ERROR_FORMAT, "more elements than are given");
  tensor->dims[0] = G_MAXINT64;
  onnx_writer_assert_refused (huge, VANITY_ERROR_LIMIT, "far too large");
  tensor->dims[0] = -1;
  onnx_writer_assert_refused (huge, VANITY_ERROR_LIMIT, "negative");
  onnx_writer_add_ints (many, "shape", "2", (const gint64[]){ 1 << 14, 1 << 15 });
  onnx_writer_add_node (many, "ConstantOfShape", "shape", "y", "");
  onnx_writer_add_output (many, "y");
  onnx_writer_assert_refused (many, VANITY_ERROR_LIMIT, "too large");

  onnx_writer_add_input (twice, "x", "0,3");
  onnx_writer_add_output (twice, "y");
  onnx_writer_add_node (twice, "Relu", "x", "y", "");
  onnx_writer_add_node (twice, "Relu", "x", "y", "");
  onnx_writer_assert_refused (twice, VANITY_ERROR_FORMAT, "the name of an earlier value");
}

/* Graphs in attributes of nodes of graphs, until the stack would end. */
static void
test_nested (void)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 30000; i++)
    {
      /* From the inside: the attribute of a node of a graph of an attribute … of the model. */
      static const guint8 fields[] = { 0x2a, 0x0a, 0x32 };
      guint8 head[6] = { i == 29999 ? 0x3a : fields[i % 3] };
      gsize size = bytes->len;
      int n = 1;

      for (; size >= 0x80; size >>= 7)
        head[n++] = size | 0x80;
      head[n++] = size;
      g_byte_array_prepend (bytes, head, n);
    }
  g_byte_array_prepend (bytes, (const guint8[]){ 0x08, 0x08 }, 2);
  g_autoptr (GBytes) file = g_bytes_new (bytes->data, bytes->len);
  g_assert_null (vanity_model_load_bytes (file, "test.onnx", &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "deeply"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/onnx/refused", test_refused);
  g_test_add_func ("/model/onnx/sizes-refused", test_sizes_refused);
  g_test_add_func ("/model/onnx/links-refused", test_links_refused);
  g_test_add_func ("/model/onnx/files-refused", test_files_refused);
  g_test_add_func ("/model/onnx/many-nodes", test_many_nodes);
  g_test_add_func ("/model/onnx/nested", test_nested);
  return g_test_run ();
}
