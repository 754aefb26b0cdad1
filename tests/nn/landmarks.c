/* Landmarks2TransformMatrix, TransformTensorBilinear, TransformLandmarks. */
#include "support.h"

#include <math.h>

/* What a point of the output grid must come to: the box around the subset, in a frame where the
 * line from left to right lies at the target's angle, scaled about its centre. Worked out without
 * matrices, from the corners. */
static void
find_corner (const float *points, int stride, const int *subset, int n_subset, int left, int right,
             double target, double scale_x, double scale_y, double u, double v, double *x,
             double *y)
{
  double angle = atan2 (points[right * stride + 1] - points[left * stride + 1],
                        points[right * stride] - points[left * stride])
                 - target;
  double across_low = INFINITY, across_high = -INFINITY, down_low = INFINITY, down_high = -INFINITY;
  double across, down;

  for (int i = 0; i < n_subset; i++)
    {
      const float *p = &points[subset[i] * stride];

      across = p[0] * cos (angle) + p[1] * sin (angle);
      down = -p[0] * sin (angle) + p[1] * cos (angle);
      across_low = fmin (across_low, across);
      across_high = fmax (across_high, across);
      down_low = fmin (down_low, down);
      down_high = fmax (down_high, down);
    }
  /* u and v run from −½ to ½ over the scaled box. */
  across = (across_low + across_high) / 2 + u * scale_x * (across_high - across_low);
  down = (down_low + down_high) / 2 + v * scale_y * (down_high - down_low);
  *x = across * cos (angle) - down * sin (angle);
  *y = across * sin (angle) + down * cos (angle);
}

static void
test_matrix (void)
{
  for (int i = 0; i < 60; i++)
    {
      int stride = 2 + i % 2, n = test_random_int (4, 12), width = test_random_int (1, 40),
          height = test_random_int (1, 40);
      int left = test_random_int (0, n - 1), right = (left + 1) % n;
      int subset[] = { test_random_int (0, n - 1), test_random_int (0, n - 1), left, right };
      g_autoptr (TestNode) node = test_node_new (
          "Landmarks2TransformMatrix",
          "subset_idxs=[%d,%d,%d,%d] left_rotation_idx=%d right_rotation_idx=%d "
          "target_rotation_radians=0.25 scale_x=1.5 scale_y=1.25 output_width=%d output_height=%d",
          subset[0], subset[1], subset[2], subset[3], left, right, width, height);
      const float *points = test_node_add_input (node, &VANITY_SHAPE (1, n, stride), -10, 10);
      double x[3], y[3];
      float expected[16] = { 0 };

      /* Three corners of the grid give all of an affine map. */
      for (int corner = 0; corner < 3; corner++)
        find_corner (points, stride, subset, 4, left, right, 0.25, 1.5, 1.25,
                     corner == 1 ? 0.5 : -0.5, corner == 2 ? 0.5 : -0.5, &x[corner], &y[corner]);
      expected[0] = (x[1] - x[0]) / width;
      expected[1] = (x[2] - x[0]) / height;
      expected[3] = x[0];
      expected[4] = (y[1] - y[0]) / width;
      expected[5] = (y[2] - y[0]) / height;
      expected[7] = y[0];
      expected[10] = expected[15] = 1;
      test_node_check (node, &VANITY_SHAPE (1, 4, 4), expected, 1e-5);
    }
}

static void
check_bilinear (int height, int width, int channels, int out_height, int out_width,
                const float matrix[6])
{
  g_autoptr (TestNode) node = test_node_new (
      "TransformTensorBilinear", "output_width=%d output_height=%d", out_width, out_height);
  const float *in = test_node_add_input (node, &VANITY_SHAPE (1, height, width, channels), -1, 1);
  float *m = test_node_add_input (node, &VANITY_SHAPE (1, 4, 4), -1, 1);
  g_autofree float *expected = g_new (float, out_height *out_width *channels);
  float *at = expected;

  for (int i = 0; i < 3; i++)
    {
      m[i == 2 ? 3 : i] = matrix[i];
      m[4 + (i == 2 ? 3 : i)] = matrix[3 + i];
    }
  for (int row = 0; row < out_height; row++)
    for (int column = 0; column < out_width; column++)
      for (int c = 0; c < channels; c++)
        {
          double x = matrix[0] * (column + 0.5) + matrix[1] * (row + 0.5) + matrix[2] - 0.5;
          double y = matrix[3] * (column + 0.5) + matrix[4] * (row + 0.5) + matrix[5] - 0.5;
          double sum = 0;

          /* Each pixel weighs a tent of one pixel around it; beside the image is zero. */
          for (int iy = 0; iy < height; iy++)
            for (int ix = 0; ix < width; ix++)
              sum += fmax (0, 1 - fabs (x - ix)) * fmax (0, 1 - fabs (y - iy))
                     * in[(iy * width + ix) * channels + c];
          *at++ = sum;
        }
  test_node_check (node, &VANITY_SHAPE (1, out_height, out_width, channels), expected, 2e-5);
}

static void
test_bilinear (void)
{
  for (int i = 0; i < 60; i++)
    {
      g_autofree float *m = test_random_floats (6, -1.5, 1.5);

      m[2] *= 4;
      m[5] *= 4;
      check_bilinear (test_random_int (1, 8), test_random_int (1, 8),
                      test_channels[test_random_int (0, test_n_channels - 1)],
                      test_random_int (1, 9), test_random_int (1, 9), m);
    }
  check_bilinear (3, 4, 2, 3, 4, (float[]){ 1, 0, 0, 0, 1, 0 });
}

/* A landmark network can answer anything; a matrix of it must not lead out of the image. */
static void
test_bilinear_wild (void)
{
  static const float wild[] = { NAN, INFINITY, -INFINITY, 3e38f, -3e38f, 1e10f };

  for (guint i = 0; i < G_N_ELEMENTS (wild); i++)
    {
      g_autoptr (TestNode) node
          = test_node_new ("TransformTensorBilinear", "output_width=3 output_height=2");
      float expected[2 * 3 * 2] = { 0 };
      float *m;

      test_node_add_input (node, &VANITY_SHAPE (1, 4, 4, 2), 1, 2);
      m = test_node_add_input (node, &VANITY_SHAPE (4, 4), 1, 2);
      m[i % 2 == 0 ? 3 : 7] = wild[i];
      test_node_check (node, &VANITY_SHAPE (1, 2, 3, 2), expected, 0);
    }
}

static void
test_landmarks (void)
{
  for (int i = 0; i < 20; i++)
    {
      int stride = 2 + i % 2, n = test_random_int (1, 40);
      g_autoptr (TestNode) node = test_node_new ("TransformLandmarks", " ");
      const float *in = test_node_add_input (node, &VANITY_SHAPE (1, n, stride), -5, 5);
      const float *m = test_node_add_input (node, &VANITY_SHAPE (1, 4, 4), -2, 2);
      g_autofree float *expected = g_new (float, n *stride);

      for (int k = 0; k < n; k++)
        {
          const float *p = &in[k * stride];

          expected[k * stride] = m[0] * p[0] + m[1] * p[1] + m[3];
          expected[k * stride + 1] = m[4] * p[0] + m[5] * p[1] + m[7];
          if (stride == 3)
            expected[k * stride + 2] = p[2];
        }
      test_node_check (node, &VANITY_SHAPE (1, n, stride), expected, 1e-5);
    }
}

static void
refuse (const char *op, const char *attributes, const VanityShape *in, const VanityShape *matrix,
        const char *rule)
{
  g_autoptr (TestNode) node = test_node_new (op, "%s", attributes);

  test_node_add_input (node, in, 0, 1);
  if (matrix != NULL)
    test_node_add_input (node, matrix, 0, 1);
  test_node_refuse (node, VANITY_ERROR_VALUE, rule);
}

static void
test_refused (void)
{
  const VanityShape points = VANITY_SHAPE (1, 5, 3), matrix = VANITY_SHAPE (1, 4, 4),
                    image = VANITY_SHAPE (1, 4, 4, 2);

  refuse ("Landmarks2TransformMatrix", "", &VANITY_SHAPE (1, 5, 4), NULL,
          "its landmarks must have shape 1×N×2 or 1×N×3");
  refuse ("Landmarks2TransformMatrix", "", &VANITY_SHAPE (5, 3), NULL, "input 0 has shape 5×3");
  refuse ("Landmarks2TransformMatrix", "", &points, NULL, "“subset_idxs”");
  refuse ("Landmarks2TransformMatrix", "subset_idxs=[1] output_width=4", &points, NULL,
          "must be given");
  refuse ("Landmarks2TransformMatrix", "subset_idxs=[5] output_width=4 output_height=4", &points,
          NULL, "“subset_idxs” names landmark 5, but the last is 4");
  refuse ("Landmarks2TransformMatrix", "subset_idxs=[-1] output_width=4 output_height=4", &points,
          NULL, "“subset_idxs” names landmark -1");
  refuse ("Landmarks2TransformMatrix",
          "subset_idxs=[1] output_width=4 output_height=4 left_rotation_idx=5", &points, NULL,
          "attribute “left_rotation_idx” is 5");
  refuse ("TransformTensorBilinear", "output_width=4", &image, &matrix, "there must be one image");
  refuse ("TransformTensorBilinear", "output_width=4 output_height=0", &image, &matrix,
          "attribute “output_height” is 0");
  refuse ("TransformTensorBilinear", "output_width=4 output_height=4", &VANITY_SHAPE (2, 4, 4, 2),
          &matrix, "there must be one image");
  refuse ("TransformTensorBilinear", "output_width=4 output_height=4", &image,
          &VANITY_SHAPE (2, 4, 4), "input 1 must be one 4×4 matrix");
  refuse ("TransformLandmarks", "", &points, &VANITY_SHAPE (16, 1), "must be one 4×4 matrix");
  refuse ("TransformLandmarks", "", &VANITY_SHAPE (2, 5, 3), &matrix, "its landmarks must have");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/landmarks/matrix", test_matrix);
  test_add ("/nn/landmarks/bilinear", test_bilinear);
  test_add ("/nn/landmarks/bilinear-wild", test_bilinear_wild);
  test_add ("/nn/landmarks/landmarks", test_landmarks);
  test_add ("/nn/landmarks/refused", test_refused);
  return g_test_run ();
}
