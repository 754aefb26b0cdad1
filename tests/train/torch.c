/* Gradients beside PyTorch's, which works them out in double precision; skipped where Debian's
 * python3-torch is not installed. */
#include "gradient.h"
#include "kit-torch.h"

#include <glib/gstdio.h>
#include <string.h>

#define MAX_INPUTS 5

typedef struct
{
  const char *op;
  const char *attributes;
  int n_inputs;
  struct
  {
    const char *name; /* NULL: a constant that PyTorch has no use for */
    VanityShape shape;
    double low, high;
    GradientKind kind;
    gboolean whole;
  } inputs[MAX_INPUTS];
} Case;

#define X(...)                                                                                     \
  {                                                                                                \
    "x", VANITY_SHAPE (__VA_ARGS__), -1, 1, GRADIENT_INPUT                                         \
  }
#define W(...)                                                                                     \
  {                                                                                                \
    "w", VANITY_SHAPE (__VA_ARGS__), -1, 1, GRADIENT_PARAMETER                                     \
  }
#define B(...)                                                                                     \
  {                                                                                                \
    "b", VANITY_SHAPE (__VA_ARGS__), -1, 1, GRADIENT_PARAMETER                                     \
  }
#define REST(count)                                                                                \
  {                                                                                                \
    NULL, VANITY_SHAPE (count), 0.5, 1, GRADIENT_FIXED_CONSTANT                                    \
  }

/* Equal ones among them. */
#define WHOLE(name, low, high, ...)                                                                \
  {                                                                                                \
    name, VANITY_SHAPE (__VA_ARGS__), low, high, GRADIENT_INPUT, TRUE                              \
  }
#define WIDE(...)                                                                                  \
  {                                                                                                \
    "x", VANITY_SHAPE (__VA_ARGS__), -6, 6, GRADIENT_INPUT                                         \
  }
#define ABOVE(name, ...)                                                                           \
  {                                                                                                \
    name, VANITY_SHAPE (__VA_ARGS__), 0.5, 2, GRADIENT_INPUT                                       \
  }
#define SAMPLE_AT(mode, padding, align, ...)                                                       \
  {                                                                                                \
    "GridSample", "mode=" mode " padding_mode=" padding " align_corners=" align, 2,                \
    {                                                                                              \
      X (2, 9, 13, 5),                                                                             \
      {                                                                                            \
        "grid", VANITY_SHAPE (2, 11, 7, 2), __VA_ARGS__                                            \
      }                                                                                            \
    }                                                                                              \
  }
#define SAMPLE(mode, padding, align) SAMPLE_AT (mode, padding, align, -1.7, 1.7, GRADIENT_INPUT)
/* Where there are kinks: at the border, in the middle, as far outside as inside. */
#define SAMPLE_CORNERS(mode, padding, align)                                                       \
  SAMPLE_AT (mode, padding, align, -3, 3, GRADIENT_INPUT, TRUE)

static const Case cases[] = {
  { "Conv",
    "group=1 strides=[1,1] dilations=[1,1] pads=[1,1,1,1]",
    3,
    { X (2, 33, 30, 24), W (40, 3, 3, 24), B (40) } },
  { "Conv",
    "group=1 strides=[2,2] dilations=[1,1] pads=[1,1,1,1]",
    3,
    { X (2, 32, 31, 16), W (33, 3, 3, 16), B (33) } },
  { "Conv",
    "group=1 strides=[1,1] dilations=[1,1] pads=[3,3,3,3]",
    3,
    { X (1, 40, 40, 3), W (32, 7, 7, 3), B (32) } },
  { "Conv",
    "group=1 strides=[1,1] dilations=[1,1] pads=[3,3,3,3]",
    3,
    { X (1, 40, 40, 32), W (3, 7, 7, 32), B (3) } },
  { "Conv",
    "group=1 strides=[2,1] dilations=[2,3] pads=[2,1,0,3]",
    3,
    { X (2, 17, 19, 5), W (9, 3, 2, 5), B (9) } },
  { "Conv",
    "group=3 strides=[1,1] dilations=[1,1] pads=[0,1,1,0]",
    3,
    { X (2, 12, 13, 12), W (18, 3, 3, 4), B (18) } },
  { "Conv",
    "group=20 strides=[2,2] dilations=[1,1] pads=[1,1,1,1]",
    3,
    { X (2, 14, 15, 20), W (20, 3, 3, 1), B (20) } },
  { "Conv",
    "group=1 strides=[1,1] dilations=[1,1] pads=[0,0,0,0]",
    3,
    { X (4, 9, 9, 64), W (64, 1, 1, 64), B (64) } },
  { "ConvTranspose",
    "strides=[2,2] pads=[1,1,1,1]",
    3,
    { X (2, 9, 10, 13), W (18, 4, 4, 13), B (18) } },
  { "Gemm", "transB=0", 3, { X (32, 576), W (576, 70), B (70) } },
  { "MaxPool", "kernel_shape=[2,2] strides=[2,2]", 1, { X (2, 12, 14, 17) } },
  { "AveragePool", "kernel_shape=[3,3] strides=[2,2]", 1, { X (2, 13, 11, 5) } },
  { "InstanceNormalization", "", 3, { X (2, 12, 14, 19), W (19), B (19) } },
  { "BatchNormalization", "", 5, { X (4, 7, 6, 19), W (19), B (19), REST (19), REST (19) } },
  { "LayerNormalization", "", 3, { X (6, 5, 70), W (70), B (70) } },
  { "Resize", "sizes=[2,14,22,6] mode=linear", 1, { X (2, 7, 11, 6) } },
  { "Resize", "sizes=[2,14,25,6] mode=cubic", 1, { X (2, 7, 11, 6) } },
  { "Resize", "sizes=[2,4,7,6] mode=cubic", 1, { X (2, 7, 11, 6) } },
  { "SoftmaxCrossEntropyLoss",
    "",
    2,
    { X (32, 10), { "labels", VANITY_SHAPE (32), 0, 9, GRADIENT_FIXED_INPUT, TRUE } } },
  { "Softmax", "", 1, { X (9, 21) } },
  { "Sigmoid", "", 1, { X (300) } },
  { "Tanh", "", 1, { X (300) } },
  { "Softplus", "", 1, { WIDE (600) } },
  { "Erf", "", 1, { WIDE (600) } },
  { "HardSwish", "", 1, { X (300) } },
  { "LeakyRelu", "alpha=0.2", 1, { X (300) } },
  { "LeakyRelu", "alpha=-0.5", 1, { X (300) } },
  { "Elu", "alpha=1.5", 1, { X (300) } },
  { "Selu", "", 1, { X (300) } },
  { "Gelu", "approximate=none", 1, { WIDE (600) } },
  { "Gelu", "approximate=tanh", 1, { WIDE (600) } },
  { "ReduceL2", "axes=[2]", 1, { X (4, 5, 7) } },
  { "ReduceLogSumExp", "axes=[0,2]", 1, { X (4, 5, 7) } },
  { "ReduceLogSum", "axes=[1]", 1, { ABOVE ("x", 4, 5, 7) } },
  { "ReduceProd", "axes=[0]", 1, { WHOLE ("x", -3, 3, 6, 40) } },
  { "ReduceProd", "axes=[2]", 1, { X (4, 5, 7) } },
  { "ReduceMax", "axes=[1]", 1, { WHOLE ("x", -2, 2, 4, 5, 7) } },
  { "ReduceMin", "axes=[0,2]", 1, { WHOLE ("x", -2, 2, 4, 5, 7) } },
  { "GlobalMaxPool", "", 1, { X (2, 5, 6, 19) } },
  { "Gemm", "transA=1 transB=0", 2, { X (20, 33), W (20, 14) } },
  { "Gemm", "transA=1 transB=1", 2, { X (20, 33), W (14, 20) } },
  { "MatMul", "", 2, { X (2, 5, 9), W (9, 7) } },
  { "MatMul",
    "",
    2,
    { { "x", VANITY_SHAPE (9, 7), -1, 1, GRADIENT_FIXED_CONSTANT },
      { "w", VANITY_SHAPE (7, 11), -1, 1, GRADIENT_INPUT } } },
  { "MatMul", "", 2, { X (3, 1, 13, 9), { "w", VANITY_SHAPE (4, 9, 35), -1, 1, GRADIENT_INPUT } } },
  { "MatMul", "", 2, { X (13, 9), W (2, 3, 9, 17) } },
  { "MatMul", "", 2, { X (9), W (3, 9, 17) } },
  { "MatMul", "", 2, { X (3, 5, 9), W (9) } },
  { "MatMul", "", 2, { X (9), W (9) } },
  { "DepthToSpace", "blocksize=2 mode=DCR", 1, { X (2, 3, 4, 12) } },
  { "DepthToSpace", "blocksize=3 mode=CRD", 1, { X (2, 3, 4, 18) } },
  { "SpaceToDepth", "blocksize=2", 1, { X (2, 4, 6, 5) } },
  { "Tile", "repeats=[2,1,3]", 1, { X (3, 4, 5) } },
  { "Gather",
    "axis=1",
    2,
    { X (3, 6, 70), { "i", VANITY_SHAPE (2, 5), -6, 5, GRADIENT_FIXED_INPUT, TRUE } } },
  { "LRN", "size=5 alpha=0.9 beta=0.75 bias=1.5", 1, { X (2, 5, 4, 19) } },
  { "LRN", "size=3 alpha=0.9 beta=0.75 bias=1.5", 1, { X (2, 5, 4, 2) } },
  { "TransformLandmarks", "", 2, { X (1, 40, 3), W (1, 4, 4) } },
  { "TransformTensorBilinear",
    "output_height=9 output_width=7",
    2,
    { X (1, 6, 8, 5), W (1, 4, 4) } },
  { "Pad", "mode=reflect pads=[0,3,2,0,0,1,4,0]", 1, { X (2, 40, 50, 9) } },
  { "Pad", "mode=edge pads=[0,0,2,0,0,0,4,0]", 1, { X (2, 40, 50, 9) } },
  { "Where",
    "",
    3,
    { { "c", VANITY_SHAPE (5, 1), 0, 1, GRADIENT_FIXED_INPUT, TRUE }, X (4, 5, 7), W (7) } },
  { "Pow", "", 2, { ABOVE ("x", 5, 6, 7), W (6, 1) } },
  { "PRelu", "", 2, { X (3, 4, 5, 19), W (19) } },
  { "PRelu", "", 2, { X (3, 4, 5, 19), W (1) } },
  { "Max", "", 3, { X (4, 1, 7), W (4, 6, 7), B (6, 1) } },
  { "Max", "", 2, { WHOLE ("x", -2, 2, 4, 6), WHOLE ("w", -2, 2, 4, 6) } },
  { "Min", "", 2, { WHOLE ("x", -2, 2, 4, 6), WHOLE ("w", -2, 2, 6) } },
  SAMPLE ("bilinear", "zeros", "0"),
  SAMPLE ("bilinear", "zeros", "1"),
  SAMPLE ("bilinear", "border", "0"),
  SAMPLE ("bilinear", "border", "1"),
  SAMPLE ("bilinear", "reflection", "0"),
  SAMPLE ("bilinear", "reflection", "1"),
  SAMPLE ("nearest", "zeros", "0"),
  SAMPLE ("nearest", "zeros", "1"),
  SAMPLE ("nearest", "border", "0"),
  SAMPLE ("nearest", "border", "1"),
  SAMPLE ("nearest", "reflection", "0"),
  SAMPLE ("nearest", "reflection", "1"),
  SAMPLE ("bicubic", "zeros", "0"),
  SAMPLE ("bicubic", "zeros", "1"),
  SAMPLE ("bicubic", "border", "0"),
  SAMPLE ("bicubic", "border", "1"),
  SAMPLE ("bicubic", "reflection", "0"),
  SAMPLE ("bicubic", "reflection", "1"),
  SAMPLE_CORNERS ("bilinear", "zeros", "0"),
  SAMPLE_CORNERS ("bilinear", "zeros", "1"),
  SAMPLE_CORNERS ("bilinear", "border", "0"),
  SAMPLE_CORNERS ("bilinear", "border", "1"),
  SAMPLE_CORNERS ("bilinear", "reflection", "0"),
  SAMPLE_CORNERS ("bilinear", "reflection", "1"),
  SAMPLE_CORNERS ("bicubic", "zeros", "0"),
  SAMPLE_CORNERS ("bicubic", "zeros", "1"),
  SAMPLE_CORNERS ("bicubic", "border", "0"),
  SAMPLE_CORNERS ("bicubic", "border", "1"),
  SAMPLE_CORNERS ("bicubic", "reflection", "0"),
  SAMPLE_CORNERS ("bicubic", "reflection", "1"),
};

static void
append (GString *line, GByteArray *bytes, const char *prefix, const char *name,
        const VanityShape *shape, gconstpointer data)
{
  g_string_append_printf (line, " %s%s:", prefix, name);
  for (int i = 0; i < shape->rank; i++)
    g_string_append_printf (line, "%s%" G_GINT64_FORMAT, i > 0 ? "x" : "", shape->dim[i]);
  g_byte_array_append (bytes, data, vanity_shape_get_elements (shape) * sizeof (float));
}

/* Runs the case; appends its line, and writes its tensors. */
static void
run_case (const Case *self, GString *lines, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (VanityLearner) learner = NULL;
  g_autofree float *factors = NULL;
  VanityGraph *graph = vanity_graph_new ("test");
  VanityValueId ids[MAX_INPUTS], pair[2], loss;
  VanityShape out;
  float *values[MAX_INPUTS];

  for (int i = 0; i < self->n_inputs; i++)
    {
      const VanityShape *shape = &self->inputs[i].shape;
      gint64 count = vanity_shape_get_elements (shape);

      values[i] = test_random_floats (count, self->inputs[i].low, self->inputs[i].high);
      for (gint64 k = 0; self->inputs[i].whole && k < count; k++)
        values[i][k] = test_random_int (self->inputs[i].low, self->inputs[i].high);
      ids[i]
          = self->inputs[i].kind == GRADIENT_INPUT || self->inputs[i].kind == GRADIENT_FIXED_INPUT
                ? vanity_graph_add_input (graph, "input", shape, &error)
                : vanity_graph_add_constant (graph, "constant", VANITY_FLOAT32, shape, values[i],
                                             &error);
      g_assert_no_error (error);
      vanity_graph_set_trainable (graph, ids[i],
                                  self->inputs[i].kind == GRADIENT_INPUT
                                      || self->inputs[i].kind == GRADIENT_PARAMETER);
    }
  pair[0] = test_graph_add (graph, self->op, "node", ids, self->n_inputs, self->attributes);
  out = *vanity_graph_get_shape (graph, pair[0]);
  factors = test_random_floats (vanity_shape_get_elements (&out), -1, 1);
  pair[1] = vanity_graph_add_constant (graph, "factors", VANITY_FLOAT32, &out, factors, &error);
  g_assert_no_error (error);
  vanity_graph_add_output (graph, pair[0]);
  loss = test_graph_add (graph, "Mul", "loss", pair, 2, "");
  learner = vanity_learner_new (graph, &loss, 1, test_get_pool (2), &error);
  g_assert_no_error (error);
  for (int i = 0, input = 0; i < self->n_inputs; i++)
    if (self->inputs[i].kind == GRADIENT_INPUT || self->inputs[i].kind == GRADIENT_FIXED_INPUT)
      memcpy (vanity_learner_get_input (learner, input++), values[i],
              vanity_shape_get_elements (&self->inputs[i].shape) * sizeof (float));
  vanity_learner_forward (learner, TRUE);
  vanity_learner_backward (learner, FALSE);

  g_string_append_printf (lines, "%s %s |", self->op, self->attributes);
  for (int i = 0, parameter = 0; i < self->n_inputs; i++)
    {
      if (self->inputs[i].name != NULL)
        append (lines, bytes, "", self->inputs[i].name, &self->inputs[i].shape, values[i]);
      if (self->inputs[i].kind == GRADIENT_INPUT || self->inputs[i].kind == GRADIENT_PARAMETER)
        append (lines, bytes, "d.", self->inputs[i].name, &self->inputs[i].shape,
                vanity_learner_get_parameter (learner, parameter++)->gradient);
      g_free (values[i]);
    }
  append (lines, bytes, "", "factors", &out, factors);
  append (lines, bytes, "", "y", &out, vanity_learner_get_output (learner, 0));
  g_string_append_c (lines, '\n');
  g_assert_true (g_file_set_contents (path, (const char *)bytes->data, bytes->len, NULL));
}

static void
test_torch (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("vanity-XXXXXX", &error);
  g_autoptr (GString) lines = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.bin", folder, i);

      run_case (&cases[i], lines, path);
    }
  kit_torch_run ("torch-gradients.py", folder, lines->str);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%u.bin", folder, i);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/torch", test_torch);
  return g_test_run ();
}
