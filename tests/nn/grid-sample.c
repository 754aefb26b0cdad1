/* GridSample against a loop over pixels that are asked for one by one. */
#include "support.h"

#include <math.h>

typedef struct
{
  const char *mode, *padding;
  gboolean align;
} Setting;

/* Mirrored until it lies inside: at the centres of the outermost pixels, or at their edges. */
static double
mirror (double at, int length, gboolean align)
{
  double low = align ? 0 : -0.5, high = align ? length - 1 : length - 0.5;

  if (high <= low)
    return 0;
  while (at < low || at > high)
    at = at < low ? 2 * low - at : 2 * high - at;
  return at;
}

static double
settle (double at, int length, const Setting *setting)
{
  if (g_str_equal (setting->padding, "zeros"))
    return at;
  if (g_str_equal (setting->padding, "reflection"))
    at = mirror (at, length, setting->align);
  return fmin (fmax (at, 0), length - 1);
}

static double
get_pixel (const float *in, int height, int width, int channels, int y, int x, int c,
           const Setting *setting)
{
  y = rint (settle (y, height, setting));
  x = rint (settle (x, width, setting));
  return y < 0 || y >= height || x < 0 || x >= width ? 0 : in[(y * width + x) * channels + c];
}

static double
cubic (double x)
{
  const double a = -0.75;

  x = fabs (x);
  return x <= 1  ? (a + 2) * x * x * x - (a + 3) * x * x + 1
         : x < 2 ? a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a
                 : 0;
}

static double
sample (const float *in, int height, int width, int channels, double y, double x, int c,
        const Setting *setting)
{
  double sum = 0;

  y = setting->align ? (y + 1) / 2 * (height - 1) : ((y + 1) * height - 1) / 2;
  x = setting->align ? (x + 1) / 2 * (width - 1) : ((x + 1) * width - 1) / 2;
  if (!g_str_equal (setting->mode, "bicubic"))
    {
      y = settle (y, height, setting);
      x = settle (x, width, setting);
    }
  if (g_str_equal (setting->mode, "nearest"))
    return get_pixel (in, height, width, channels, rint (y), rint (x), c, setting);
  for (int i = -1; i <= 2; i++)
    for (int k = -1; k <= 2; k++)
      {
        int tap_y = floor (y) + i, tap_x = floor (x) + k;
        double weight = g_str_equal (setting->mode, "bicubic")
                            ? cubic (y - tap_y) * cubic (x - tap_x)
                            : fmax (1 - fabs (y - tap_y), 0) * fmax (1 - fabs (x - tap_x), 0);

        if (weight != 0)
          sum += weight * get_pixel (in, height, width, channels, tap_y, tap_x, c, setting);
      }
  return sum;
}

static void
check (const Setting *setting, int height, int width, int channels)
{
  g_autoptr (TestNode) node
      = test_node_new ("GridSample", "mode=%s padding_mode=%s align_corners=%d", setting->mode,
                       setting->padding, setting->align);
  float *in = test_node_add_input (node, &VANITY_SHAPE (2, height, width, channels), -1, 1);
  float *grid = test_node_add_input (node, &VANITY_SHAPE (2, 5, 7, 2), -2.5, 2.5);
  g_autofree float *expected = g_new (float, 70 * channels);

  for (int at = 0; at < 70; at++)
    for (int c = 0; c < channels; c++)
      expected[at * channels + c] = sample (in + at / 35 * height * width * channels, height, width,
                                            channels, grid[2 * at + 1], grid[2 * at], c, setting);
  test_node_check (node, &VANITY_SHAPE (2, 5, 7, channels), expected, 1e-4);
}

static void
test_settings (void)
{
  static const char *const modes[] = { "bilinear", "nearest", "bicubic" };
  static const char *const paddings[] = { "zeros", "border", "reflection" };

  for (int i = 0; i < 18; i++)
    {
      Setting setting = { modes[i % 3], paddings[i / 3 % 3], i / 9 };

      check (&setting, 4, 6, 3);
      check (&setting, 1, 5, 17);
    }
}

static void
test_nowhere (void)
{
  g_autoptr (TestNode) node = test_node_new ("GridSample", "padding_mode=border");
  float *in = test_node_add_input (node, &VANITY_SHAPE (1, 2, 2, 1), -1, 1);
  float *grid = test_node_add_input (node, &VANITY_SHAPE (1, 1, 3, 2), 0, 1);

  grid[0] = grid[1] = NAN;
  grid[2] = grid[3] = INFINITY;
  grid[4] = grid[5] = -1e30;
  test_node_check (node, &VANITY_SHAPE (1, 1, 3, 1), (float[]){ in[0], in[0], in[0] }, 0);
}

static void
test_refused (void)
{
  g_autoptr (TestNode) grid = test_node_new ("GridSample", "%s", "");
  g_autoptr (TestNode) mode = test_node_new ("GridSample", "mode=lanczos");

  test_node_add_input (grid, &VANITY_SHAPE (1, 2, 2, 1), 0, 1);
  test_node_add_input (grid, &VANITY_SHAPE (1, 2, 2, 3), 0, 1);
  test_node_refuse (grid, VANITY_ERROR_VALUE, "grid");
  test_node_add_input (mode, &VANITY_SHAPE (1, 2, 2, 1), 0, 1);
  test_node_add_input (mode, &VANITY_SHAPE (1, 2, 2, 2), 0, 1);
  test_node_refuse (mode, VANITY_ERROR_UNSUPPORTED, "lanczos");
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  test_add ("/nn/grid-sample/settings", test_settings);
  test_add ("/nn/grid-sample/nowhere", test_nowhere);
  test_add ("/nn/grid-sample/refused", test_refused);
  return g_test_run ();
}
