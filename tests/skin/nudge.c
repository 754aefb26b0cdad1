#include "skin/nudge.h"

#include <math.h>

#define SKIN                                                                                       \
  (VanityLab)                                                                                      \
  {                                                                                                \
    60, 15, 20                                                                                     \
  }

static void
test_nothing (void)
{
  VanityColorNudge still = { 0 }, broken = { NAN, NAN, NAN };
  const VanityColorNudge *const none[] = { NULL, &still, &broken };

  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    {
      VanityLab lab = vanity_color_nudge_apply (none[i], SKIN);

      g_assert_true (lab.L == 60 && lab.a == 15 && lab.b == 20);
    }
}

/* Each goes its own way, and the other way back. */
static void
test_ways (void)
{
  VanityLab lighter = vanity_color_nudge_apply (&(VanityColorNudge){ .lighter = 0.5f }, SKIN);
  VanityLab darker = vanity_color_nudge_apply (&(VanityColorNudge){ .lighter = -0.5f }, SKIN);
  VanityLab warmer = vanity_color_nudge_apply (&(VanityColorNudge){ .warmer = 1 }, SKIN);
  VanityLab cooler = vanity_color_nudge_apply (&(VanityColorNudge){ .warmer = -1 }, SKIN);
  VanityLab muted = vanity_color_nudge_apply (&(VanityColorNudge){ .muted = 1 }, SKIN);

  g_assert_cmpfloat_with_epsilon (lighter.L, 63, 1e-4);
  g_assert_cmpfloat_with_epsilon (darker.L, 57, 1e-4);
  g_assert_true (lighter.a == 15 && darker.b == 20);
  g_assert_cmpfloat_with_epsilon (warmer.b, 24, 1e-4);
  g_assert_cmpfloat_with_epsilon (cooler.b, 16, 1e-4);
  g_assert_true (warmer.L == 60 && cooler.a < warmer.a);
  g_assert_cmpfloat_with_epsilon (hypot (muted.a, muted.b), 25 * 0.75, 1e-4);
  g_assert_cmpfloat_with_epsilon (muted.a / muted.b, 0.75, 1e-4);
}

/* Too much is as much as there is. */
static void
test_range (void)
{
  VanityLab much = vanity_color_nudge_apply (&(VanityColorNudge){ .lighter = 1e9f }, SKIN);
  VanityLab white = vanity_color_nudge_apply (&(VanityColorNudge){ .lighter = INFINITY },
                                              (VanityLab){ 99, 0, 0 });

  g_assert_cmpfloat_with_epsilon (much.L, 66, 1e-4);
  g_assert_cmpfloat (white.L, ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/nudge/nothing", test_nothing);
  g_test_add_func ("/skin/nudge/ways", test_ways);
  g_test_add_func ("/skin/nudge/range", test_range);
  return g_test_run ();
}
