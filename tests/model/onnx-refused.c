/* What the ONNX reader refuses, and how it says so. */
#include "base/error.h"
#include "model/model.h"
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

static void
test_files_refused (void)
{
  g_autoptr (OnnxWriter) old = onnx_writer_new (8);
  g_autoptr (OnnxWriter) new = onnx_writer_new (21);
  g_autoptr (OnnxWriter) domain = onnx_writer_new (13);
  g_autoptr (OnnxWriter) huge = onnx_writer_new (13);
  g_autoptr (OnnxWriter) many = onnx_writer_new (13);
  g_autoptr (OnnxWriter) empty = onnx_writer_new (13);
  g_autoptr (OnnxWriter) twice = onnx_writer_new (13);

  onnx_writer_add_output (old, "y");
  onnx_writer_assert_refused (old, VANITY_ERROR_UNSUPPORTED, "version 8, but must be from 9 to 20");
  onnx_writer_assert_refused (new, VANITY_ERROR_UNSUPPORTED,
                              "version 21, but must be from 9 to 20");
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
  g_test_add_func ("/model/onnx/files-refused", test_files_refused);
  g_test_add_func ("/model/onnx/nested", test_nested);
  return g_test_run ();
}
