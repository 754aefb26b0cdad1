#include "onnx-writer.h"
#include "sample.h"

GBytes *
onnx_write_sample (void)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (13);

  onnx_writer_add_input (writer, "x", "1,2,6,5");
  onnx_writer_add_output (writer, "y");
  onnx_writer_add_output (writer, "z");
  onnx_writer_add_output (writer, "l");
  onnx_writer_add_output (writer, "w2");
  onnx_writer_add_floats (writer, "w", "4,2,3,3", NULL);
  onnx_writer_add_floats (writer, "b", "4", (const float[]){ 1, 2, 3, 4 });
  onnx_writer_add_raw (writer, "h", ONNX_TYPE (FLOAT16), "4,1,1", "\0\x3c\0\x40\0\x42\0\x44", 8);
  onnx_writer_add_floats (writer, "up", "4,2,2,2", NULL);
  onnx_writer_add_ints (writer, "two", "1", (const gint64[]){ 2 });
  onnx_writer_add_ints (writer, "end", "1", (const gint64[]){ G_MAXINT64 });
  onnx_writer_add_ints (writer, "pads", "8", (const gint64[]){ 0, 0, 1, 1, 0, 0, 1, 2 });
  onnx_writer_add_ints (writer, "rest", "2", (const gint64[]){ 1, -1 });
  onnx_writer_add_ints (writer, "index", "2,2", (const gint64[]){ 0, 3, -1, 2 });
  onnx_writer_add_node (writer, "Conv", "x w b", "c", "pads=[1,1,1,1] strides=[1,1] group=1");
  onnx_writer_add_node (writer, "BatchNormalization", "c b b b b", "n", "epsilon=0.01");
  onnx_writer_add_node (writer, "PRelu", "n h", "r", "");
  onnx_writer_add_node (writer, "MaxPool", "r", "m", "kernel_shape=[2,2] ceil_mode=1");
  onnx_writer_add_node (writer, "ConvTranspose", "m up", "t", "strides=[2,2]");
  onnx_writer_add_node (writer, "Pad", "t pads", "p", "mode=reflect");
  onnx_writer_add_node (writer, "Shape", "p", "s", "");
  onnx_writer_add_node (writer, "Slice", "s two end", "space", "");
  onnx_writer_add_node (writer, "Concat", "two space", "wanted", "axis=0");
  onnx_writer_add_node (writer, "Expand", "p wanted", "e", "");
  onnx_writer_add_node (writer, "Resize", "t - - s", "l", "mode=cubic");
  onnx_writer_add_node (writer, "Transpose", "r", "q", "perm=[0,2,3,1]");
  onnx_writer_add_node (writer, "Gather", "q index", "g", "axis=-1");
  onnx_writer_add_node (writer, "ReduceL2", "g", "d", "axes=[1,2] keepdims=0");
  onnx_writer_add_node (writer, "Softmax", "d", "z", "axis=1");
  onnx_writer_add_node (writer, "InstanceNormalization", "r b b", "i", "");
  onnx_writer_add_node (writer, "DepthToSpace", "i", "o", "blocksize=2 mode=CRD");
  onnx_writer_add_node (writer, "Reshape", "o rest", "v", "");
  onnx_writer_add_node (writer, "ArgMax", "v", "a", "axis=1");
  onnx_writer_add_node (writer, "Less", "v a", "k", "");
  onnx_writer_add_node (writer, "Where", "k v a", "f", "");
  onnx_writer_add_node (writer, "Split", "f", "y1 y2", "axis=1");
  onnx_writer_add_node (writer, "Mul", "y1 y2", "y", "");
  onnx_writer_add_node (writer, "GlobalMaxPool", "e", "w1", "");
  onnx_writer_add_node (writer, "Clip", "w1", "w2", "");
  return onnx_writer_finish (writer);
}
