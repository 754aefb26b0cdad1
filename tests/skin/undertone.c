#include "skin/undertone.h"

#include <math.h>

static const double sure[3][3] = { { 0, 0, 0 }, { 0, 0.01, 0 }, { 0, 0, 0.01 } };
static const double unsure[3][3] = { { 100, 0, 0 }, { 0, 100, 0 }, { 0, 0, 100 } };

static VanityLab
turn (float L, double hue, double chroma)
{
  return (VanityLab){ L, (float)(chroma * cos (hue * G_PI / 180)),
                      (float)(chroma * sin (hue * G_PI / 180)) };
}

static void
judge (VanityLab lab, const double covariance[3][3], float p[VANITY_N_UNDERTONES])
{
  double sum = 0;

  vanity_undertone_judge (lab, covariance, p);
  for (int k = 0; k < VANITY_N_UNDERTONES; k++)
    {
      g_assert_true (p[k] >= 0 && p[k] <= 1);
      sum += (double)p[k];
    }
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-4);
}

/* Yellower hues are warmer, pinker ones cooler, of light and dark alike; never sure. */
static void
test_hue (void)
{
  for (float L = 25; L <= 80; L += 5)
    {
      float before[VANITY_N_UNDERTONES] = { 1, 0, 0, 0 };

      for (double hue = 35; hue <= 65; hue += 5)
        {
          float p[VANITY_N_UNDERTONES];

          judge (turn (L, hue, 21), sure, p);
          g_assert_cmpfloat (p[VANITY_UNDERTONE_COOL], <, before[VANITY_UNDERTONE_COOL]);
          g_assert_cmpfloat (p[VANITY_UNDERTONE_OLIVE], >, before[VANITY_UNDERTONE_OLIVE]);
          for (int k = 0; k < VANITY_N_UNDERTONES; k++)
            {
              g_assert_cmpfloat (p[k], <, 0.75);
              before[k] = p[k];
            }
        }
    }
}

/* In an uncertain light one undertone looks like another. */
static void
test_uncertain (void)
{
  float p[VANITY_N_UNDERTONES], q[VANITY_N_UNDERTONES];

  judge (turn (60, 35, 21), sure, p);
  judge (turn (60, 35, 21), unsure, q);
  g_assert_cmpfloat (p[VANITY_UNDERTONE_COOL], >, q[VANITY_UNDERTONE_COOL] + 0.05f);
  g_assert_cmpfloat (vanity_undertone_get_sureness (p), >, vanity_undertone_get_sureness (q));
  g_assert_cmpfloat (vanity_undertone_get_sureness (q), <, 0.1);
}

/* The same deviation is the same undertone, whatever the lightness. */
static void
test_deviation (void)
{
  for (float L = 30; L <= 80; L += 10)
    {
      double hue, chroma, usual, strong;

      vanity_undertone_get_deviation (turn (L, 40, 20), &hue, &chroma);
      vanity_undertone_get_deviation (turn (L, 40 - hue, 20 - chroma), &usual, &strong);
      g_assert_cmpfloat_with_epsilon (usual, 0, 1e-3);
      g_assert_cmpfloat_with_epsilon (strong, 0, 1e-3);
    }
}

static void
test_names (void)
{
  for (int k = 0; k < VANITY_N_UNDERTONES; k++)
    {
      g_assert_nonnull (vanity_undertone_get_label ((VanityUndertone)k));
      for (int i = 0; i < k; i++)
        g_assert_cmpstr (vanity_undertone_get_id ((VanityUndertone)k), !=,
                         vanity_undertone_get_id ((VanityUndertone)i));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/undertone/hue", test_hue);
  g_test_add_func ("/skin/undertone/uncertain", test_uncertain);
  g_test_add_func ("/skin/undertone/deviation", test_deviation);
  g_test_add_func ("/skin/undertone/names", test_names);
  return g_test_run ();
}
