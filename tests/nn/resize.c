/* Resize. */
#include "support.h"

#include <math.h>

static const char *const coordinates[]
    = { "half_pixel", "pytorch_half_pixel",   "align_corners",
        "asymmetric", "tf_half_pixel_for_nn", "half_pixel_symmetric" };
static const char *const nearests[]
    = { "round_prefer_floor", "round_prefer_ceil", "floor", "ceil" };

/* ONNX's formulas, word for word. */
static double
find_source (int coordinate, int at, int in, int out, double scale)
{
  switch (coordinate)
    {
    case 0:
      return (at + 0.5) / scale - 0.5;
    case 1:
      return out > 1 ? (at + 0.5) / scale - 0.5 : 0;
    case 2:
      return out == 1 ? 0 : at * (in - 1.0) / (out - 1);
    case 3:
      return at / scale;
    case 4:
      return (at + 0.5) / scale;
    default:
      return in / 2.0 * (1 - out / (scale * in)) + (at + 0.5) / scale - 0.5;
    }
}

static int
round_source (int nearest, double source)
{
  double below = floor (source);

  switch (nearest)
    {
    case 0:
      return source - below <= 0.5 ? below : below + 1;
    case 1:
      return source - below < 0.5 ? below : below + 1;
    case 2:
      return below;
    default:
      return ceil (source);
    }
}

/* The pixel (y, x), or the one at the border nearest to it. */
static double
get_pixel (const float *in, const VanityShape *shape, int image, int y, int x, int channel)
{
  y = CLAMP (y, 0, shape->dim[1] - 1);
  x = CLAMP (x, 0, shape->dim[2] - 1);
  return in[((image * shape->dim[1] + y) * shape->dim[2] + x) * shape->dim[3] + channel];
}

/* By sizes, or by scales where `scales` is given. */
static void
check (const VanityShape *in_shape, int height, int width, const float *scales, gboolean linear,
       int coordinate, int nearest)
{
  g_autoptr (TestNode) node
      = test_node_new ("Resize", "mode=%s coordinate_transformation_mode=%s nearest_mode=%s",
                       linear ? "linear" : "nearest", coordinates[coordinate], nearests[nearest]);
  VanityShape shape = VANITY_SHAPE (in_shape->dim[0], height, width, in_shape->dim[3]);
  const float *in = test_node_add_input (node, in_shape, -1, 1);
  double scale_y = scales != NULL ? scales[1] : (double)height / in_shape->dim[1];
  double scale_x = scales != NULL ? scales[2] : (double)width / in_shape->dim[2];
  g_autofree float *expected = g_new (float, vanity_shape_get_elements (&shape));
  float *at = expected;

  test_node_skip_input (node);
  if (scales != NULL)
    {
      float *list = test_node_add_constant (node, &VANITY_SHAPE (4), 0, 1);

      for (int i = 0; i < 4; i++)
        list[i] = scales[i];
    }
  else
    {
      /* An empty list is as good as none. */
      test_node_add_constant (node, &VANITY_SHAPE (0), 0, 1);
      test_node_add_ints (node, shape.dim, 4);
    }
  for (int n = 0; n < shape.dim[0]; n++)
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++)
        for (int c = 0; c < shape.dim[3]; c++)
          {
            double sy = find_source (coordinate, y, in_shape->dim[1], height, scale_y);
            double sx = find_source (coordinate, x, in_shape->dim[2], width, scale_x);
            double fy = sy - floor (sy), fx = sx - floor (sx);

            if (linear)
              *at++
                  = (1 - fy)
                        * ((1 - fx) * get_pixel (in, in_shape, n, floor (sy), floor (sx), c)
                           + fx * get_pixel (in, in_shape, n, floor (sy), floor (sx) + 1, c))
                    + fy
                          * ((1 - fx) * get_pixel (in, in_shape, n, floor (sy) + 1, floor (sx), c)
                             + fx * get_pixel (in, in_shape, n, floor (sy) + 1, floor (sx) + 1, c));
            else
              *at++ = get_pixel (in, in_shape, n, round_source (nearest, sy),
                                 round_source (nearest, sx), c);
          }
  test_node_check (node, &shape, expected, linear ? 2e-6 : 0);
}

static void
test_sizes (void)
{
  for (int i = 0; i < 384; i++)
    check (&VANITY_SHAPE (test_random_int (1, 2), test_random_int (1, 9), test_random_int (1, 9),
                          test_channels[test_random_int (0, test_n_channels - 1)]),
           test_random_int (1, 19), test_random_int (1, 19), NULL, i & 1, i / 2 % 6, i / 12 % 4);
}

/* A scale need not be what the sizes come to. */
static void
test_scales (void)
{
  for (int i = 0; i < 192; i++)
    {
      VanityShape shape = VANITY_SHAPE (1, test_random_int (2, 9), test_random_int (2, 9), 5);
      float scales[] = { 1, test_random_int (2, 11) / 4.0f, test_random_int (2, 11) / 4.0f, 1 };

      check (&shape, floor (shape.dim[1] * scales[1]), floor (shape.dim[2] * scales[2]), scales,
             i & 1, i / 2 % 6, i / 12 % 4);
    }
}

/* Keys' kernel. */
static double
cubic (double x, double a)
{
  x = fabs (x);
  return x <= 1  ? (a + 2) * x * x * x - (a + 3) * x * x + 1
         : x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a
                 : 0;
}

static void
check_cubic (const VanityShape *in_shape, int height, int width, int coordinate, float a,
             gboolean exclude)
{
  g_autoptr (TestNode) node = test_node_new (
      "Resize", "mode=cubic coordinate_transformation_mode=%s cubic_coeff_a=%f exclude_outside=%d",
      coordinates[coordinate], a, exclude);
  VanityShape shape = VANITY_SHAPE (in_shape->dim[0], height, width, in_shape->dim[3]);
  const float *in = test_node_add_input (node, in_shape, -1, 1);
  g_autofree float *expected = g_new (float, vanity_shape_get_elements (&shape));
  float *at = expected;

  test_node_skip_input (node);
  test_node_skip_input (node);
  test_node_add_ints (node, shape.dim, 4);
  for (int n = 0; n < shape.dim[0]; n++)
    for (int y = 0; y < height; y++)
      for (int x = 0; x < width; x++)
        for (int c = 0; c < shape.dim[3]; c++)
          {
            double sy = find_source (coordinate, y, in_shape->dim[1], height,
                                     (double)height / in_shape->dim[1]);
            double sx = find_source (coordinate, x, in_shape->dim[2], width,
                                     (double)width / in_shape->dim[2]);
            double sum = 0, weights = 0;

            for (int ty = floor (sy) - 1; ty <= floor (sy) + 2; ty++)
              for (int tx = floor (sx) - 1; tx <= floor (sx) + 2; tx++)
                {
                  double weight = cubic (sy - ty, a) * cubic (sx - tx, a);

                  if (exclude
                      && (ty < 0 || ty >= in_shape->dim[1] || tx < 0 || tx >= in_shape->dim[2]))
                    continue;
                  weights += weight;
                  sum += weight * get_pixel (in, in_shape, n, ty, tx, c);
                }
            *at++ = exclude ? sum / weights : sum;
          }
  test_node_check (node, &shape, expected, 1e-5);
}

static void
test_cubic (void)
{
  for (int i = 0; i < 96; i++)
    check_cubic (&VANITY_SHAPE (test_random_int (1, 2), test_random_int (4, 9),
                                test_random_int (4, 9),
                                test_channels[test_random_int (0, test_n_channels - 1)]),
                 test_random_int (4, 19), test_random_int (4, 19), i % 4, i % 8 < 4 ? -0.75 : -0.5,
                 i / 8 % 2);
  check_cubic (&VANITY_SHAPE (1, 40, 50, 17), 80, 100, 0, -0.75, FALSE);
}

/* A crop that reaches over the right border. */
static void
test_crop (void)
{
  for (int linear = 0; linear < 2; linear++)
    {
      g_autoptr (TestNode) node = test_node_new (
          "Resize",
          "mode=%s coordinate_transformation_mode=tf_crop_and_resize extrapolation_value=9.5",
          linear ? "linear" : "nearest");
      VanityShape in_shape = VANITY_SHAPE (1, 5, 4, 2);
      const float *in = test_node_add_input (node, &in_shape, -1, 1);
      float *roi = test_node_add_constant (node, &VANITY_SHAPE (8), 0, 1);
      float expected[3 * 6 * 2];
      const float crop[] = { 0, 0.25, 0.5, 0, 1, 0.75, 1.5, 1 };

      for (int i = 0; i < 8; i++)
        roi[i] = crop[i];
      test_node_skip_input (node);
      test_node_add_ints (node, (const gint64[]){ 1, 3, 6, 2 }, 4);
      for (int y = 0; y < 3; y++)
        for (int x = 0; x < 6; x++)
          for (int c = 0; c < 2; c++)
            {
              int sy = 1 + y;
              double sx = 1.5 + x * 3.0 / 5, part = sx - floor (sx);

              expected[(y * 6 + x) * 2 + c]
                  = sx > 3   ? 9.5
                    : linear ? (1 - part) * get_pixel (in, &in_shape, 0, sy, floor (sx), c)
                                   + part * get_pixel (in, &in_shape, 0, sy, floor (sx) + 1, c)
                             : get_pixel (in, &in_shape, 0, sy, round_source (0, sx), c);
            }
      test_node_check (node, &VANITY_SHAPE (1, 3, 6, 2), expected, 1e-6);
    }
}

static void
test_large (void)
{
  check (&VANITY_SHAPE (2, 40, 50, 17), 80, 100, NULL, TRUE, 0, 0);
  check (&VANITY_SHAPE (2, 40, 50, 17), 80, 100, NULL, FALSE, 3, 2);
}

static void
refuse (const char *attributes, const gint64 *sizes, int n_sizes, int code, const char *rule)
{
  g_autoptr (TestNode) node = test_node_new ("Resize", "%s", attributes);

  test_node_add_input (node, &VANITY_SHAPE (1, 4, 4, 2), 0, 1);
  test_node_skip_input (node);
  test_node_skip_input (node);
  if (n_sizes > 0)
    test_node_add_ints (node, sizes, n_sizes);
  test_node_refuse (node, code, rule);
}

static void
test_refused (void)
{
  const gint64 good[] = { 1, 8, 8, 2 };

  refuse ("", NULL, 0, VANITY_ERROR_VALUE, "either “sizes” or “scales” must be given");
  refuse ("scales=[1.0,2.0,2.0,1.0]", good, 4, VANITY_ERROR_VALUE,
          "either “sizes” or “scales” must be given");
  refuse ("", good, 3, VANITY_ERROR_VALUE, "“sizes” and “scales” must have 4 values, not 3");
  refuse ("", (gint64[]){ 1, 0, 8, 2 }, 4, VANITY_ERROR_VALUE, "size 0 along axis 1");
  refuse ("", (gint64[]){ 1, 8, -8, 2 }, 4, VANITY_ERROR_VALUE, "size -8 along axis 2");
  refuse ("", (gint64[]){ 1, 8, G_MAXINT64, 2 }, 4, VANITY_ERROR_VALUE, "along axis 2");
  refuse ("", (gint64[]){ 1, 1 << 20, 1 << 20, 2 }, 4, VANITY_ERROR_LIMIT, "1×1048576×1048576×2");
  refuse ("", (gint64[]){ 1, 8, 8, 4 }, 4, VANITY_ERROR_UNSUPPORTED, "only height and width");
  refuse ("", (gint64[]){ 2, 8, 8, 2 }, 4, VANITY_ERROR_UNSUPPORTED, "only height and width");
  refuse ("mode=lanczos", good, 4, VANITY_ERROR_UNSUPPORTED, "“mode” is “lanczos”");
  refuse ("antialias=1", good, 4, VANITY_ERROR_VALUE, "attribute “antialias” is 1");
  refuse ("coordinate_transformation_mode=tf_crop_and_resize", good, 4, VANITY_ERROR_VALUE,
          "“roi” must have 8 values, not 0");
  refuse ("scales=[1.0,0.1,2.0,1.0]", NULL, 0, VANITY_ERROR_VALUE, "size 0 along axis 1");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/resize/sizes", test_sizes);
  test_add ("/nn/resize/scales", test_scales);
  test_add ("/nn/resize/large", test_large);
  test_add ("/nn/resize/cubic", test_cubic);
  test_add ("/nn/resize/crop", test_crop);
  test_add ("/nn/resize/refused", test_refused);
  return g_test_run ();
}
