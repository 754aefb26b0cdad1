/* Gradients of what looks up places between pixels. */
#include "gradient.h"

#include <math.h>
#include <string.h>

static void
check_resize (VanityShape shape, const char *attributes)
{
  gradient_check ("Resize", attributes, &(GradientInput){ GRADIENT_INPUT, shape, -1, 1 }, 1);
}

static void
test_resize (void)
{
  check_resize (VANITY_SHAPE (2, 4, 5, 3), "sizes=[2,8,10,3]");
  check_resize (VANITY_SHAPE (2, 4, 5, 3), "sizes=[2,8,10,3] mode=linear");
  check_resize (VANITY_SHAPE (1, 4, 5, 3), "scales=[1.0,2.3,1.7,1.0] mode=linear");
  check_resize (VANITY_SHAPE (1, 9, 8, 3),
                "sizes=[1,6,7,3] mode=linear coordinate_transformation_mode=tf_crop_and_resize "
                "roi=[0.0,-0.2,0.1,0.0,1.0,0.7,1.3,1.0] extrapolation_value=0.5");
}

/* `mode` with the attributes that belong to it. */
static void
check_random_resize (const char *mode)
{
  static const char *const coordinates[]
      = { "half_pixel", "pytorch_half_pixel",   "align_corners",
          "asymmetric", "tf_half_pixel_for_nn", "half_pixel_symmetric" };

  for (int i = 0; i < gradient_count_draws (60); i++)
    {
      VanityShape shape = VANITY_SHAPE (test_random_int (1, 2), test_random_int (1, 9),
                                        test_random_int (1, 9), gradient_draw_channels ());
      g_autofree char *attributes = g_strdup_printf (
          "sizes=[%d,%d,%d,%d] %s coordinate_transformation_mode=%s", (int)shape.dim[0],
          test_random_int (1, 15), test_random_int (1, 15), (int)shape.dim[3], mode,
          coordinates[test_random_int (0, G_N_ELEMENTS (coordinates) - 1)]);

      check_resize (shape, attributes);
    }
}

static void
test_nearest (void)
{
  check_random_resize ("mode=nearest");
  check_random_resize ("mode=nearest nearest_mode=round_prefer_ceil");
  check_random_resize ("mode=nearest nearest_mode=floor");
  check_random_resize ("mode=nearest nearest_mode=ceil");
}

static void
test_linear (void)
{
  check_random_resize ("mode=linear");
}

static void
test_cubic (void)
{
  check_random_resize ("mode=cubic");
  check_random_resize ("mode=cubic cubic_coeff_a=-0.5");
  check_random_resize ("mode=cubic exclude_outside=1");
}

/* Places on either side of the image's border and inside, none near to where the function has a
 * kink: at the middle of a pixel, or half-way between two. */
static float *
draw_grid (const VanityShape *shape, const VanityShape *image, gboolean corners)
{
  gint64 count = vanity_shape_get_elements (shape);
  float *grid = g_new (float, count);

  for (gint64 i = 0; i < count; i++)
    {
      int length = image->dim[i % 2 == 0 ? 2 : 1];
      double pixel = test_random_int (-6, 2 * length + 4) / 2.0 + test_random_int (5, 45) / 100.0;

      grid[i] = !corners      ? (2 * pixel + 1) / length - 1
                : length == 1 ? test_random_int (-90, 90) / 100.0
                              : 2 * pixel / (length - 1) - 1;
    }
  return grid;
}

static void
test_grid_sample (void)
{
  static const char *const modes[] = { "bilinear", "nearest", "bicubic" };
  static const char *const paddings[] = { "zeros", "border", "reflection" };

  for (int i = 0; i < gradient_count_draws (180); i++)
    {
      VanityShape image = VANITY_SHAPE (test_random_int (1, 2), test_random_int (1, 7),
                                        test_random_int (1, 7), gradient_draw_channels ());
      VanityShape grid
          = VANITY_SHAPE (image.dim[0], test_random_int (1, 7), test_random_int (1, 7), 2);
      g_autofree float *places = draw_grid (&grid, &image, i / 9 % 2);
      g_autofree char *attributes = g_strdup_printf ("mode=%s padding_mode=%s align_corners=%d",
                                                     modes[i % 3], paddings[i / 3 % 3], i / 9 % 2);
      GradientInput inputs[]
          = { { GRADIENT_INPUT, image, -1, 1 }, { GRADIENT_INPUT, grid, .given = places } };

      gradient_check ("GridSample", attributes, inputs, 2);
    }
}

/* Whether a matrix takes the middle of no pixel of the output too near to a middle of the input's,
 * where the function has a kink. */
static gboolean
is_smooth (const float *matrix, int height, int width)
{
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int row = 0; row < 2; row++)
        {
          double at = matrix[4 * row] * (x + 0.5) + matrix[4 * row + 1] * (y + 0.5)
                      + matrix[4 * row + 3] - 0.5;

          if (fabs (at - rint (at)) < 0.002)
            return FALSE;
        }
  return TRUE;
}

/* Turned, stretched and moved. */
static void
draw_matrix (float *matrix, int height, int width)
{
  do
    {
      g_autofree float *drawn = test_random_floats (16, -1, 1);

      memcpy (matrix, drawn, 16 * sizeof *matrix);
      matrix[0] += 1;
      matrix[5] += 1;
    }
  while (!is_smooth (matrix, height, width));
}

static void
test_transform (void)
{
  for (int i = 0; i < gradient_count_draws (60); i++)
    {
      int height = test_random_int (1, 7), width = test_random_int (1, 7);
      float matrix[16];
      g_autofree char *attributes
          = g_strdup_printf ("output_height=%d output_width=%d", height, width);
      GradientInput inputs[] = {
        { GRADIENT_INPUT,
          VANITY_SHAPE (1, test_random_int (1, 9), test_random_int (1, 9), test_random_int (1, 17)),
          -1, 1 },
        { GRADIENT_INPUT, VANITY_SHAPE (1, 4, 4), .given = matrix },
      };

      draw_matrix (matrix, height, width);
      gradient_check ("TransformTensorBilinear", attributes, inputs, 2);
      inputs[0].shape = VANITY_SHAPE (1, test_random_int (1, 20), test_random_int (2, 3));
      gradient_check ("TransformLandmarks", "", inputs, 2);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/train/sample/resize", test_resize);
  test_add ("/train/sample/nearest", test_nearest);
  test_add ("/train/sample/linear", test_linear);
  test_add ("/train/sample/cubic", test_cubic);
  test_add ("/train/sample/grid-sample", test_grid_sample);
  test_add ("/train/sample/transform", test_transform);
  return g_test_run ();
}
