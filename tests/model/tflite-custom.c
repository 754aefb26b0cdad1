/* The operators of the attention mesh, against the steps in which they are defined. */
#include "base/error.h"
#include "runner.h"

#include <math.h>

#define N_POINTS 6

static const gint32 subset[] = { 0, 2, 3, 5 };

static GBytes *
matrix_options (const gint32 *points, int n_points)
{
  return flexbuffer_write (
      (const FlexField[]){ { "left_rotation_idx", 1 },
                           { "output_height", 16 },
                           { "output_width", 8 },
                           { "right_rotation_idx", 4 },
                           { "scale_x", .is_float = TRUE, .number = 1.5f },
                           { "scale_y", .is_float = TRUE, .number = 2 },
                           { "subset_idxs", .list = points, .n_list = n_points },
                           { "target_rotation_radians", 0 },
                           { NULL } });
}

static void
write_matrix (TfliteWriter *writer, GBytes *options)
{
  int in = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, N_POINTS, 3));
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, 4, 4));
  tflite_writer_add_input (writer, in);
  tflite_writer_add_output (writer, out);
  tflite_writer_add_custom (writer, "Landmarks2TransformMatrix", options, &in, 1, out);
}

/* The matrix takes the output's corners to the corners of the box around the subset, turned so that
 * the line between the two points of rotation is level, and scaled about its centre. */
static void
test_matrix (void)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  g_autoptr (GBytes) options = matrix_options (subset, G_N_ELEMENTS (subset));
  g_autofree float *points = random_floats (1, 3 * N_POINTS);
  write_matrix (writer, options);
  g_autofree float *m = run_model (writer, points, 16);

  double angle = atan2 (points[3 * 4 + 1] - points[3 * 1 + 1], points[3 * 4] - points[3 * 1]);
  double min[2] = { INFINITY, INFINITY }, max[2] = { -INFINITY, -INFINITY };
  for (gsize i = 0; i < G_N_ELEMENTS (subset); i++)
    {
      double x = points[3 * subset[i]], y = points[3 * subset[i] + 1];
      double level[2] = { x * cos (angle) + y * sin (angle), y * cos (angle) - x * sin (angle) };
      for (int axis = 0; axis < 2; axis++)
        {
          min[axis] = MIN (min[axis], level[axis]);
          max[axis] = MAX (max[axis], level[axis]);
        }
    }
  for (int corner = 0; corner < 4; corner++)
    {
      double u = corner % 2 ? 8 : 0, v = corner / 2 ? 16 : 0;
      double x = (min[0] + max[0]) / 2 + (corner % 2 ? 0.5 : -0.5) * 1.5 * (max[0] - min[0]);
      double y = (min[1] + max[1]) / 2 + (corner / 2 ? 0.5 : -0.5) * 2 * (max[1] - min[1]);
      g_assert_cmpfloat_with_epsilon (m[0] * u + m[1] * v + m[3], x * cos (angle) - y * sin (angle),
                                      1e-4);
      g_assert_cmpfloat_with_epsilon (m[4] * u + m[5] * v + m[7], x * sin (angle) + y * cos (angle),
                                      1e-4);
    }
}

static void
test_landmarks (void)
{
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  g_autofree float *points = random_floats (2, 2 * N_POINTS);
  g_autofree float *m = random_floats (3, 16);
  float expected[2 * N_POINTS];
  int inputs[] = {
    tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, N_POINTS, 2)),
    tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (1, 4, 4), m, 16 * sizeof *m),
  };
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, N_POINTS, 2));
  tflite_writer_add_input (writer, inputs[0]);
  tflite_writer_add_output (writer, out);
  tflite_writer_add_custom (writer, "TransformLandmarks", NULL, inputs, 2, out);

  g_autofree float *values = run_model (writer, points, 2 * N_POINTS);
  for (int i = 0; i < N_POINTS; i++)
    for (int axis = 0; axis < 2; axis++)
      expected[2 * i + axis]
          = points[2 * i] * m[4 * axis] + points[2 * i + 1] * m[4 * axis + 1] + m[4 * axis + 3];
  assert_near (values, expected, 2 * N_POINTS, 1e-5f);
}

static void
test_tensor (void)
{
  enum
  {
    SIZE = 6,
    C = 3,
    H = 4,
    W = 5
  };
  g_autoptr (TfliteWriter) writer = tflite_writer_new ();
  g_autoptr (GBytes) options = flexbuffer_write (
      (const FlexField[]){ { "output_height", H }, { "output_width", W }, { NULL } });
  g_autofree float *input = random_floats (4, SIZE * SIZE * C);
  const float m[16] = { 1.2f, 0.3f, 0, -0.7f, -0.2f, 1.1f, 0, 1.4f, 0, 0, 1, 0, 0, 0, 0, 1 };
  float expected[H * W * C];
  int inputs[] = {
    tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, SIZE, SIZE, C)),
    tflite_writer_add_constant (writer, TFLITE_FLOAT32, DIM (1, 4, 4), m, sizeof m),
  };
  int out = tflite_writer_add_tensor (writer, TFLITE_FLOAT32, DIM (1, H, W, C));
  tflite_writer_add_input (writer, inputs[0]);
  tflite_writer_add_output (writer, out);
  tflite_writer_add_custom (writer, "TransformTensorBilinear", options, inputs, 2, out);

  for (int y = 0; y < H; y++)
    for (int x = 0; x < W; x++)
      {
        double u = m[0] * (x + 0.5) + m[1] * (y + 0.5) + m[3] - 0.5;
        double v = m[4] * (x + 0.5) + m[5] * (y + 0.5) + m[7] - 0.5;
        int left = (int)floor (u), top = (int)floor (v);
        for (int c = 0; c < C; c++)
          {
            double sum = 0;
            for (int corner = 0; corner < 4; corner++)
              {
                int column = left + corner % 2, row = top + corner / 2;
                if (column < 0 || column >= SIZE || row < 0 || row >= SIZE)
                  continue;
                sum += (corner % 2 ? u - left : 1 - u + left) * (corner / 2 ? v - top : 1 - v + top)
                       * input[(row * SIZE + column) * C + c];
              }
            expected[(y * W + x) * C + c] = (float)sum;
          }
      }
  g_autofree float *values = run_model (writer, input, H * W * C);
  assert_near (values, expected, H * W * C, 1e-5f);
}

static void
test_broken (void)
{
  g_autoptr (TfliteWriter) outside = tflite_writer_new ();
  g_autoptr (GBytes) far = matrix_options ((const gint32[]){ 0, N_POINTS }, 2);
  write_matrix (outside, far);
  assert_refused (outside, VANITY_ERROR_VALUE, "(Landmarks2TransformMatrix)");

  g_autoptr (TfliteWriter) incomplete = tflite_writer_new ();
  g_autoptr (GBytes) little = flexbuffer_write (
      (const FlexField[]){ { "left_rotation_idx", 1 }, { "output_height", 1 }, { NULL } });
  write_matrix (incomplete, little);
  assert_refused (incomplete, VANITY_ERROR_VALUE, "is missing");

  g_autoptr (TfliteWriter) without = tflite_writer_new ();
  write_matrix (without, NULL);
  assert_refused (without, VANITY_ERROR_FORMAT, "(Landmarks2TransformMatrix)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/tflite/landmarks-to-matrix", test_matrix);
  g_test_add_func ("/model/tflite/transform-landmarks", test_landmarks);
  g_test_add_func ("/model/tflite/transform-tensor", test_tensor);
  g_test_add_func ("/model/tflite/custom-broken", test_broken);
  return g_test_run ();
}
