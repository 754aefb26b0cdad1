#include "live/one-euro.h"

#include <math.h>

/* A step is answered as 1 − e^(−2π·f·t), whatever the rate it is sampled at. */
static void
test_low_pass (void)
{
  const double cutoff = 1.5, seconds = 0.2;

  for (int rate = 200; rate <= 2000; rate *= 2)
    {
      double value = 0;

      for (int i = 0; i < rate * seconds; i++)
        value += vanity_low_pass (cutoff, 1.0 / rate) * (1 - value);
      g_assert_cmpfloat_with_epsilon (value, 1 - exp (-2 * G_PI * cutoff * seconds),
                                      8.0 * cutoff / rate);
    }
  g_assert_cmpfloat (vanity_low_pass (cutoff, 1e9), >, 0.999);
}

static void
test_speed (void)
{
  const VanityOneEuro filter = { .rest = 1, .speed = 10, .speed_cutoff = 1 };

  g_assert_cmpfloat (vanity_one_euro_pass (&filter, 0, 0.03), ==, vanity_low_pass (1, 0.03));
  g_assert_cmpfloat (vanity_one_euro_pass (&filter, 2, 0.03), ==, vanity_low_pass (21, 0.03));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/one-euro/low-pass", test_low_pass);
  g_test_add_func ("/live/one-euro/speed", test_speed);
  return g_test_run ();
}
