/* Each operator is written as it lies in the graph, and with its channels first, as it stands after
 * a convolution; read again, both must give the same numbers. Then what is refused. */
#include "base/error.h"
#include "model/onnx-write.h"
#include "onnx-checker.h"
#include "onnx-net.h"
#include "onnx.pb-c.h"

#include <string.h>

typedef struct
{
  const char *op;
  const char *attributes;
  const char *input; /* its shape */
  /* Shapes of the others, with blanks between: constants, or after a * further inputs of the
   * network; "-" is one left out. */
  const char *others;
} Case;

#define IMAGE "2,4,5,3"

static const Case cases[] = {
  { "Abs", "", IMAGE, "" },
  { "Add", "", IMAGE, "3" },
  { "Add", "", IMAGE, "5,3" },
  { "Add", "", IMAGE, "4,1,1" },
  { "Add", "", IMAGE, "*" IMAGE },
  { "Add", "", IMAGE, "*1,4,1,3" },
  { "Add", "", IMAGE, "*3" },
  { "Add", "", "3", "*" IMAGE },
  { "Add", "", "2,5,3", "3" },
  { "Add", "", "4,5,3", "2,4,5,3" },
  { "Add", "", "2,2,3,2,3", "3,1,3" },
  { "And", "", IMAGE, "*" IMAGE },
  { "ArgMax", "axis=-1", IMAGE, "" },
  { "ArgMax", "axis=1 select_last_index=1", IMAGE, "" },
  { "ArgMax", "axis=2 keepdims=0", IMAGE, "" },
  { "ArgMin", "", IMAGE, "" },
  { "AveragePool", "kernel_shape=2,3 pads=1,0,0,1 strides=2,1", IMAGE, "" },
  { "AveragePool", "kernel_shape=2,2 auto_pad=SAME_UPPER dilations=1,1", IMAGE, "" },
  { "AveragePool", "kernel_shape=2,2 dilations=2,1", IMAGE, "" },
  { "BatchNormalization", "", "3,4", "4 4 4 4" },
  { "BatchNormalization", "epsilon=0.1 momentum=0.5", "3,4,2", "2 2 2 2" },
  { "Cast", "to=1", IMAGE, "" },
  { "Cast", "to=6", IMAGE, "" },
  { "Cast", "to=9", IMAGE, "" },
  { "Ceil", "", IMAGE, "" },
  { "Clip", "min=-0.5", IMAGE, "" },
  { "Clip", "max=0.25", IMAGE, "" },
  { "Clip", "", IMAGE, "" },
  { "Concat", "axis=-1", IMAGE, "*2,4,5,2 2,4,5,1" },
  { "Concat", "axis=1", IMAGE, "*2,1,5,3" },
  { "Concat", "axis=0", "4,3", "2,3" },
  { "Conv", "pads=1,0,2,1 strides=1,2 dilations=2,1", IMAGE, "4,2,3,3 4" },
  { "Conv", "group=3 auto_pad=SAME_LOWER", IMAGE, "6,3,3,1" },
  { "ConvTranspose", "strides=2,3 pads=1,0,0,1 output_padding=1,0", IMAGE, "4,2,3,3 4" },
  { "ConvTranspose", "group=3 strides=2,2 output_shape=8,10", IMAGE, "6,3,3,1" },
  { "DepthToSpace", "blocksize=2", "1,2,3,8", "" },
  { "DepthToSpace", "blocksize=2 mode=CRD", "1,2,3,8", "" },
  { "Div", "", IMAGE, "3" },
  { "Dropout", "ratio=0.5", IMAGE, "" },
  { "Elu", "alpha=0.5", IMAGE, "" },
  { "Equal", "", IMAGE, "*" IMAGE },
  { "Erf", "", IMAGE, "" },
  { "Exp", "", IMAGE, "" },
  { "Expand", "shape=2,4,5,3", "4,1,3", "" },
  { "Flatten", "axis=2", IMAGE, "" },
  { "Flatten", "axis=-3", IMAGE, "" },
  { "Floor", "", IMAGE, "" },
  { "Gather", "axis=1", IMAGE, "2,2" },
  { "Gather", "axis=-1", IMAGE, "*3" },
  { "Gelu", "", IMAGE, "" },
  { "Gelu", "approximate=tanh", IMAGE, "" },
  { "Gemm", "transA=1 transB=1 alpha=0.5 beta=2.0", "4,3", "5,4 5" },
  { "Gemm", "", "3,4", "4,5 1" },
  { "GlobalAveragePool", "", IMAGE, "" },
  { "GlobalMaxPool", "", "2,6,3", "" },
  { "Greater", "", IMAGE, "5,3" },
  { "GreaterOrEqual", "", IMAGE, "*" IMAGE },
  { "GridSample", "", IMAGE, "*2,3,4,2" },
  { "GridSample", "mode=linear padding_mode=border align_corners=1", IMAGE, "2,3,4,2" },
  { "GridSample", "mode=bicubic padding_mode=reflection", IMAGE, "2,3,4,2" },
  { "GroupNormalization", "num_groups=2", "2,3,4,6", "6 6" },
  { "GroupNormalization", "num_groups=3 epsilon=0.01", "2,3,4,6", "3 3" },
  { "GroupNormalization", "num_groups=2", "2,5,4", "4 4" },
  { "HardSigmoid", "alpha=0.3", IMAGE, "" },
  { "HardSwish", "", IMAGE, "" },
  { "Identity", "", IMAGE, "" },
  { "InstanceNormalization", "epsilon=0.001", IMAGE, "3 3" },
  { "InstanceNormalization", "", "2,6,3", "3 3" },
  { "LRN", "size=3 alpha=0.5", IMAGE, "" },
  { "Landmarks2TransformMatrix",
    "subset_idxs=0,2,5 left_rotation_idx=1 right_rotation_idx=4 target_rotation_radians=0.5 "
    "scale_x=1.5 scale_y=0.75 output_width=8 output_height=4",
    "1,6,3", "" },
  { "Landmarks2TransformMatrix",
    "subset_idxs=0,1,3,2 left_rotation_idx=2 right_rotation_idx=2 output_width=3 output_height=3",
    "1,4,2", "" },
  { "LayerNormalization", "axis=2 epsilon=0.01", IMAGE, "5,3 5,3" },
  { "LayerNormalization", "", IMAGE, "3" },
  { "LeakyRelu", "alpha=0.3", IMAGE, "" },
  { "Less", "", IMAGE, "3" },
  { "LessOrEqual", "", IMAGE, "3" },
  { "LogSoftmax", "axis=1", IMAGE, "" },
  { "MatMul", "", IMAGE, "3,4" },
  { "MatMul", "", IMAGE, "*2,4,3,2" },
  { "Max", "", IMAGE, "3 *4,5,3 " IMAGE },
  { "MaxPool", "kernel_shape=3,2 strides=2,2 ceil_mode=1 storage_order=1", IMAGE, "" },
  { "Min", "", IMAGE, "" },
  { "Mul", "", IMAGE, "1,1,1,1" },
  { "Neg", "", IMAGE, "" },
  { "Not", "", IMAGE, "" },
  { "Or", "", IMAGE, "*" IMAGE },
  { "PRelu", "", IMAGE, "3" },
  { "PRelu", "", IMAGE, "1" },
  { "Pad", "pads=0,1,2,0,0,0,1,1 value=0.5", IMAGE, "" },
  { "Pad", "pads=1,2,2,1 axes=1,-2 mode=reflect", IMAGE, "" },
  { "Pad", "pads=0,0,0,2,0,0,0,0 mode=edge", IMAGE, "" },
  { "Pad", "pads=0,1,1,0,0,1,1,0 mode=wrap", IMAGE, "" },
  { "Pad", "pads=1,0,0,2", "3,4", "" },
  { "Reciprocal", "", IMAGE, "" },
  { "ReduceL1", "axes=1,2 keepdims=0", IMAGE, "" },
  { "ReduceL2", "axes=-1, keepdims=0", IMAGE, "" },
  { "ReduceLogSumExp", "axes=1, keepdims=0", IMAGE, "" },
  { "ReduceMax", "", IMAGE, "" },
  { "ReduceMean", "axes=1,2", IMAGE, "" },
  { "ReduceMean", "noop_with_empty_axes=1", IMAGE, "" },
  { "ReduceL1", "noop_with_empty_axes=1", IMAGE, "" },
  { "ReduceL2", "noop_with_empty_axes=1", IMAGE, "" },
  { "ReduceLogSumExp", "noop_with_empty_axes=1", IMAGE, "" },
  { "ReduceSumSquare", "noop_with_empty_axes=1", IMAGE, "" },
  { "ReduceMin", "keepdims=0", IMAGE, "" },
  { "ReduceProd", "axes=0,3 keepdims=0", IMAGE, "" },
  { "ReduceSum", "axes=2,", IMAGE, "" },
  { "ReduceSum", "axes=2,1 keepdims=0", IMAGE, "" },
  { "ReduceSumSquare", "axes=0,", IMAGE, "" },
  { "Relu", "", IMAGE, "" },
  { "Reshape", "shape=0,-1,3", IMAGE, "" },
  { "Resize", "scales=1.0,2.0,1.5,1.0", IMAGE, "" },
  { "Resize", "sizes=2,7,3,3 mode=linear", IMAGE, "" },
  { "Resize", "sizes=2,7,8,3 mode=cubic cubic_coeff_a=-0.5 exclude_outside=1", IMAGE, "" },
  { "Resize", "sizes=2,8,8,3 nearest_mode=ceil coordinate_transformation_mode=asymmetric", IMAGE,
    "" },
  { "Resize",
    "sizes=2,3,7,3 nearest_mode=floor coordinate_transformation_mode=tf_half_pixel_for_nn", IMAGE,
    "" },
  { "Resize", "sizes=2,9,4,3 coordinate_transformation_mode=tf_half_pixel_for_nn", IMAGE, "" },
  { "Resize",
    "sizes=2,3,4,3 mode=linear coordinate_transformation_mode=tf_crop_and_resize "
    "roi=0.0,0.25,-0.5,0.0,1.0,0.75,1.5,1.0 extrapolation_value=0.5",
    IMAGE, "" },
  { "Resize", "sizes=2,7,3,3 mode=linear coordinate_transformation_mode=half_pixel_symmetric",
    IMAGE, "" },
  { "Round", "", IMAGE, "" },
  { "Selu", "gamma=1.5", IMAGE, "" },
  { "Sigmoid", "", IMAGE, "" },
  { "Sign", "", IMAGE, "" },
  { "Slice", "starts=1, ends=3, axes=-1,", IMAGE, "" },
  { "Slice", "starts=-1,0 ends=-9,9 axes=1,2 steps=-1,2", IMAGE, "" },
  { "Slice", "starts=1,1 ends=2,3", IMAGE, "" },
  { "Softmax", "", IMAGE, "" },
  { "Softmax", "axis=1", IMAGE, "" },
  { "Softplus", "", IMAGE, "" },
  { "SpaceToDepth", "blocksize=2", "1,4,6,3", "" },
  { "Squeeze", "", "1,4,1,3", "" },
  { "Squeeze", "axes=2,", "1,4,1,3", "" },
  { "Sub", "", IMAGE, "*" IMAGE },
  { "Tanh", "", IMAGE, "" },
  { "Tile", "repeats=1,2,1,3", IMAGE, "" },
  { "TransformLandmarks", "", "1,6,3", "*1,4,4" },
  { "TransformLandmarks", "", "1,6,2", "4,4" },
  { "TransformTensorBilinear", "output_width=3 output_height=2", "1,4,5,3", "*1,4,4" },
  { "TransformTensorBilinear", "output_width=4 output_height=3", "1,6,7,2", "4,4" },
  { "Transpose", "", IMAGE, "" },
  { "Transpose", "perm=0,3,1,2", IMAGE, "" },
  { "Transpose", "perm=0,2,3,1", IMAGE, "" },
  { "Transpose", "perm=1,0,3,2", IMAGE, "" },
  { "Unsqueeze", "axes=0,-1", IMAGE, "" },
  { "Where", "", IMAGE, "*" IMAGE " 3" },
  { "Xor", "", IMAGE, "*" IMAGE },
};

static VanityShape
parse_shape (const char *text)
{
  g_auto (GStrv) sizes = g_strsplit (text, ",", VANITY_MAX_RANK);
  VanityShape shape = { 0 };

  for (char **size = sizes; *size != NULL; size++)
    shape.dim[shape.rank++] = g_ascii_strtoll (*size, NULL, 10);
  return shape;
}

/* Leaves the value with its channels first, where it has space. */
static VanityValueId
turn (OnnxNet *net, VanityValueId value)
{
  const VanityShape *shape = vanity_graph_get_shape (net->graph, value);
  VanityShape channels = VANITY_SHAPE (shape->dim[shape->rank - 1]);

  if (shape->rank < 3)
    return value;
  return onnx_net_add (
      net, "BatchNormalization", "", 5, value, onnx_net_constant (net, &channels, 0.5, 1),
      onnx_net_constant (net, &channels, -1, 1), onnx_net_constant (net, &channels, -1, 1),
      onnx_net_constant (net, &channels, 0.5, 1));
}

/* Outputs: the operator, that and one over channels, and both after one over channels. */
static void
build (OnnxNet *net, const Case *of)
{
  g_auto (GStrv) words = g_strsplit (of->others, " ", -1);
  VanityShape shape = parse_shape (of->input);
  VanityValueId inputs[8], value;
  int n_inputs = 1;

  inputs[0] = onnx_net_input (net, "x", &shape);
  for (char **word = words; *word != NULL && **word != '\0'; word++)
    {
      shape = parse_shape (**word == '*' ? *word + 1 : *word);
      inputs[n_inputs++] = **word == '*' ? onnx_net_input (net, "y", &shape)
                                         : onnx_net_constant (net, &shape, 0.1, 1);
    }
  for (int i = 0; i < 2; i++)
    {
      value = onnx_net_add_values (net, of->op, of->attributes, inputs, n_inputs);
      onnx_net_output (net, value);
      onnx_net_output (net, turn (net, value));
      inputs[0] = turn (net, inputs[0]);
    }
}

static void
test_cases (void)
{
  g_autofree char *folder = g_dir_make_tmp ("vanity-onnx-XXXXXX", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (OnnxNet) net = { 0 };
      g_autofree char *name = g_strdup_printf ("%03u-%s.onnx", i, cases[i].op);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_test_message ("%s %s %s %s", cases[i].op, cases[i].attributes, cases[i].input,
                      cases[i].others);
      onnx_net_init (&net);
      build (&net, &cases[i]);
      vanity_graph_free (onnx_net_assert_survives (&net, path));
    }
  g_test_message ("%u written and read again", (guint)G_N_ELEMENTS (cases));
  onnx_checker_run (folder);
  onnx_checker_remove (folder);
}

/* Indices that are computed and lie outside take the nearest there is, there as here. */
static void
test_indices (void)
{
  g_auto (OnnxNet) net = { 0 };
  VanityValueId x, at, far;

  onnx_net_init (&net);
  x = onnx_net_input (&net, "x", &VANITY_SHAPE (4, 2));
  at = onnx_net_input (&net, "at", &VANITY_SHAPE (20));
  far = onnx_net_add (&net, "Div", "", 2, at,
                      onnx_net_constant (&net, &VANITY_SHAPE (1), 0.1, 0.2));
  onnx_net_output (&net, onnx_net_add (&net, "Gather", "", 2, x, far));
  vanity_graph_free (onnx_net_assert_survives (&net, NULL));
}

static gint64
get_opset (OnnxNet *net)
{
  g_autoptr (GBytes) bytes = vanity_onnx_write (net->graph, NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  Onnx__ModelProto *model = onnx__model_proto__unpack (NULL, size, data);
  gint64 version = model->opset_import[0]->version;

  g_assert_cmpint (model->ir_version, ==, version == 17 ? 8 : 9);
  onnx__model_proto__free_unpacked (model, NULL);
  return version;
}

/* The oldest that has all operators, so that as many programs as possible read it. */
static void
test_opset (void)
{
  static const Case rows[] = {
    { "Pad", "mode=wrap pads=0,1,0,0,0,0,0,0", IMAGE, "" },
    { "AveragePool", "kernel_shape=2,2 dilations=2,1", IMAGE, "" },
    { "Resize", "sizes=2,7,3,3 coordinate_transformation_mode=half_pixel_symmetric", IMAGE, "" },
    { "Pad", "mode=edge pads=0,1,0,0,0,0,0,0", IMAGE, "" },
    { "AveragePool", "kernel_shape=2,2 dilations=1,1", IMAGE, "" },
    { "Resize", "sizes=2,7,3,3", IMAGE, "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto (OnnxNet) net = { 0 };

      onnx_net_init (&net);
      build (&net, &rows[i]);
      g_assert_cmpint (get_opset (&net), ==, i < 3 ? 19 : 17);
    }
}

static void
assert_refused (const Case *of, const char *rule)
{
  g_auto (OnnxNet) net = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *node = g_strdup_printf ("“%s/0” (%s)", of->op, of->op);

  onnx_net_init (&net);
  build (&net, of);
  g_assert_null (vanity_onnx_write (net.graph, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED);
  g_assert_true (g_str_has_prefix (error->message, "folder/net: "));
  g_assert_nonnull (strstr (error->message, node));
  g_assert_nonnull (strstr (error->message, rule));
}

static void
test_refused (void)
{
  assert_refused (&(Case){ "Resize",
                           "sizes=2,8,8,3 mode=linear "
                           "coordinate_transformation_mode=tf_half_pixel_for_nn",
                           IMAGE, "" },
                  "tf_half_pixel_for_nn");
  assert_refused (&(Case){ "Resize",
                           "sizes=2,8,8,3 nearest_mode=ceil "
                           "coordinate_transformation_mode=tf_half_pixel_for_nn",
                           IMAGE, "" },
                  "tf_half_pixel_for_nn");
  assert_refused (&(Case){ "GroupNormalization", "num_groups=2", "2,3,4,6", "6 2" }, "factors");
  assert_refused (&(Case){ "SoftmaxCrossEntropyLoss", "reduction=none", "2,4,3", "2,4" },
                  "learning");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/onnx-write-operators/cases", test_cases);
  g_test_add_func ("/model/onnx-write-operators/indices", test_indices);
  g_test_add_func ("/model/onnx-write-operators/opset", test_opset);
  g_test_add_func ("/model/onnx-write-operators/refused", test_refused);
  return g_test_run ();
}
