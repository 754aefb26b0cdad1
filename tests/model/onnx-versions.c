/* Operators that changed how they are written: the forms of two versions must mean the same. */
#include "model/model.h"
#include "nn/executor.h"
#include "onnx-writer.h"

#include <math.h>
#include <string.h>

typedef struct
{
  int opset;
  const char *op, *inputs, *attributes;
} Form;

static const struct
{
  Form form, other;
} pairs[] = {
  { { 13, "ReduceMax", "x", "axes=[1,-1] keepdims=0" },
    { 18, "ReduceMax", "x one_last", "keepdims=0" } },
  { { 11, "ReduceSum", "x", "axes=[1,-1]" }, { 13, "ReduceSum", "x one_last", "" } },
  { { 13, "ReduceL2", "x", "" }, { 18, "ReduceL2", "x", "noop_with_empty_axes=0" } },
  { { 11, "Split", "x", "axis=1 split=[2,2]" }, { 13, "Split", "x two_two", "axis=1" } },
  { { 13, "Split", "x two_two", "axis=1" }, { 18, "Split", "x", "axis=1 num_outputs=2" } },
  { { 11, "Squeeze", "x", "axes=[0]" }, { 13, "Squeeze", "x zero", "" } },
  { { 11, "Unsqueeze", "x", "axes=[0]" }, { 13, "Unsqueeze", "x zero", "" } },
  { { 10, "Pad", "x", "pads=[0,0,0,1,0,0,0,2] value=1.5" },
    { 18, "Pad", "x one_two half last", "mode=constant" } },
  { { 10, "Clip", "x", "min=-0.5 max=0.25" }, { 13, "Clip", "x low high", "" } },
  { { 9, "Slice", "x", "starts=[1] ends=[3] axes=[1]" }, { 13, "Slice", "x one three one", "" } },
  { { 9, "Upsample", "x doubled", "mode=nearest" },
    { 18, "Resize", "x - doubled",
      "coordinate_transformation_mode=asymmetric nearest_mode=floor" } },
  { { 10, "Resize", "x doubled", "mode=linear" },
    { 18, "Resize", "x - doubled", "coordinate_transformation_mode=asymmetric mode=linear" } },
  { { 13, "Resize", "x - - sizes", "mode=cubic" },
    { 18, "Resize", "x - - space", "mode=cubic axes=[2,3]" } },
  /* 3×5 into 9×9 is 5×9 at most, and 9×15 at least. */
  { { 13, "Resize", "x - - within", "mode=linear" },
    { 18, "Resize", "x - - nines", "mode=linear axes=[2,3] keep_aspect_ratio_policy=not_larger" } },
  { { 13, "Resize", "x - - around", "mode=linear" },
    { 18, "Resize", "x - - nines",
      "mode=linear axes=[2,3] keep_aspect_ratio_policy=not_smaller" } },
  { { 13, "InstanceNormalization", "x scale bias", "epsilon=0.01" },
    { 18, "GroupNormalization", "x scale bias", "epsilon=0.01 num_groups=4" } },
  { { 11, "Softmax", "x", "axis=3" }, { 13, "Softmax", "x", "" } },
  { { 16, "GridSample", "x grid", "mode=bilinear" },
    { 20, "GridSample", "x grid", "mode=linear" } },
  { { 16, "GridSample", "x grid", "mode=bicubic" }, { 20, "GridSample", "x grid", "mode=cubic" } },
  { { 14, "Identity", "x", "" },
    { 9, "BatchNormalization", "x ones zeros zeros ones", "epsilon=0.0" } },
  { { 13, "Identity", "x", "" }, { 13, "Dropout", "x", "" } },
  { { 13, "Identity", "x", "" }, { 9, "Dropout", "x", "ratio=0.25" } },
};

static VanityExecutor *
run (const Form *form)
{
  g_autoptr (OnnxWriter) writer = onnx_writer_new (form->opset);
  g_autoptr (GRand) random = g_rand_new_with_seed (5);
  g_autoptr (GError) error = NULL;
  float *input;

  onnx_writer_add_input (writer, "x", "1,4,3,5");
  onnx_writer_add_output (writer, "y");
  onnx_writer_add_ints (writer, "zero", "1", (const gint64[]){ 0 });
  onnx_writer_add_ints (writer, "one", "1", (const gint64[]){ 1 });
  onnx_writer_add_ints (writer, "three", "1", (const gint64[]){ 3 });
  onnx_writer_add_ints (writer, "last", "1", (const gint64[]){ -1 });
  onnx_writer_add_ints (writer, "one_last", "2", (const gint64[]){ 1, -1 });
  onnx_writer_add_ints (writer, "one_two", "2", (const gint64[]){ 1, 2 });
  onnx_writer_add_ints (writer, "two_two", "2", (const gint64[]){ 2, 2 });
  onnx_writer_add_ints (writer, "sizes", "4", (const gint64[]){ 1, 4, 7, 8 });
  onnx_writer_add_ints (writer, "space", "2", (const gint64[]){ 7, 8 });
  onnx_writer_add_ints (writer, "nines", "2", (const gint64[]){ 9, 9 });
  onnx_writer_add_ints (writer, "within", "4", (const gint64[]){ 1, 4, 5, 9 });
  onnx_writer_add_ints (writer, "around", "4", (const gint64[]){ 1, 4, 9, 15 });
  onnx_writer_add_floats (writer, "half", "1", (const float[]){ 1.5 });
  onnx_writer_add_floats (writer, "low", "1", (const float[]){ -0.5 });
  onnx_writer_add_floats (writer, "high", "1", (const float[]){ 0.25 });
  onnx_writer_add_floats (writer, "doubled", "4", (const float[]){ 1, 1, 2, 2 });
  onnx_writer_add_floats (writer, "scale", "4", (const float[]){ 1, -2, 3, 0.5 });
  onnx_writer_add_floats (writer, "bias", "4", (const float[]){ 1, 2, 3, 4 });
  onnx_writer_add_floats (writer, "ones", "4", (const float[]){ 1, 1, 1, 1 });
  onnx_writer_add_floats (writer, "zeros", "4", NULL);
  onnx_writer_add_floats (writer, "grid", "1,1,2,2", (const float[]){ 0.1, 0.2, -0.7, 0.4 });
  onnx_writer_add_node (writer, form->op, form->inputs,
                        g_str_equal (form->op, "Split") ? "first y" : "y", form->attributes);
  g_autoptr (GBytes) bytes = onnx_writer_finish (writer);
  VanityGraph *graph = vanity_model_load_bytes (bytes, form->op, &error);
  g_assert_no_error (error);
  VanityExecutor *executor = vanity_executor_new (graph, NULL, &error);
  g_assert_no_error (error);
  input = vanity_executor_get_input (executor, 0);
  for (int i = 0; i < 60; i++)
    input[i] = g_rand_double_range (random, -1, 1);
  g_assert_true (vanity_executor_run (executor, NULL, NULL));
  return executor;
}

static void
test_forms (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autoptr (VanityExecutor) one = run (&pairs[i].form);
      g_autoptr (VanityExecutor) other = run (&pairs[i].other);
      const VanityShape *shape = vanity_executor_get_output_shape (one, 0);
      const float *expected = vanity_executor_get_output (one, 0);
      const float *values = vanity_executor_get_output (other, 0);

      g_test_message ("%s, %s", pairs[i].form.op, pairs[i].other.op);
      g_assert_true (vanity_shape_equal (shape, vanity_executor_get_output_shape (other, 0)));
      for (gint64 k = 0; k < vanity_shape_get_elements (shape); k++)
        g_assert_cmpfloat_with_epsilon (values[k], expected[k], 2e-5);
    }
}

/* The formula of version 20 is what exporters wrote out before. */
static void
test_gelu (void)
{
  g_autoptr (VanityExecutor) executor = run (&(Form){ 20, "Gelu", "x", "" });
  g_autoptr (VanityExecutor) same = run (&(Form){ 20, "Identity", "x", "" });
  const float *in = vanity_executor_get_output (same, 0);

  for (int i = 0; i < 60; i++)
    g_assert_cmpfloat_with_epsilon (vanity_executor_get_output (executor, 0)[i],
                                    0.5 * in[i] * (1 + erf (in[i] / sqrt (2))), 1e-6);
}

/* Before version 13 the dimensions from the axis on are one. */
static void
test_old_softmax (void)
{
  static const char *const ops[] = { "Softmax", "LogSoftmax" };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (VanityExecutor) executor = run (&(Form){ 11, ops[i], "x", "axis=2" });
      g_autoptr (VanityExecutor) same = run (&(Form){ 11, "Identity", "x", "" });
      const float *in = vanity_executor_get_output (same, 0);

      for (int k = 0; k < 60; k++)
        {
          double sum = 0, wanted;

          for (int n = 0; n < 15; n++)
            sum += exp (in[k / 15 * 15 + n]);
          wanted = i == 0 ? exp (in[k]) / sum : in[k] - log (sum);
          g_assert_cmpfloat_with_epsilon (vanity_executor_get_output (executor, 0)[k], wanted,
                                          1e-5);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/onnx-versions/forms", test_forms);
  g_test_add_func ("/model/onnx-versions/gelu", test_gelu);
  g_test_add_func ("/model/onnx-versions/old-softmax", test_old_softmax);
  return g_test_run ();
}
