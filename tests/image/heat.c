#include "image/heat.h"

#include <math.h>

static VanityLab
get_lab (const guint8 rgba[4])
{
  return vanity_lab_from_linear ((VanityRgb){ vanity_srgb_to_linear (rgba[0] / 255.0F),
                                              vanity_srgb_to_linear (rgba[1] / 255.0F),
                                              vanity_srgb_to_linear (rgba[2] / 255.0F) });
}

/* More is lighter, more yellow and covers no less: to be told without seeing hue, and by who cannot
 * tell red from green. */
static void
test_order (void)
{
  guint8 last[4];

  vanity_heat_get_color (0, last);
  for (int i = 1; i <= 20; i++)
    {
      guint8 rgba[4];

      vanity_heat_get_color (i / 20.0F, rgba);
      g_assert_cmpfloat (get_lab (rgba).L, >, get_lab (last).L + 2);
      g_assert_cmpint (rgba[3], >=, last[3]);
      for (int c = 0; c < 4; c++)
        last[c] = rgba[c];
    }
  g_assert_cmpint (last[0], >, 200);
  g_assert_cmpint (last[2], <, 120);
}

static void
test_ends (void)
{
  guint8 low[4], high[4], out[4];

  vanity_heat_get_color (0, low);
  vanity_heat_get_color (1, high);
  g_assert_cmpint (low[3], ==, 0);
  g_assert_cmpint (high[3], >, 128);
  g_assert_cmpint (high[3], <, 255);
  vanity_heat_get_color (-3, out);
  g_assert_cmpmem (out, 4, low, 4);
  vanity_heat_get_color (7, out);
  g_assert_cmpmem (out, 4, high, 4);
  vanity_heat_get_color (NAN, out);
  g_assert_cmpmem (out, 4, low, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/heat/order", test_order);
  g_test_add_func ("/image/heat/ends", test_ends);
  return g_test_run ();
}
