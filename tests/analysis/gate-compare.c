#include "analysis/gate.h"

#include <math.h>
#include <string.h>

static void
init_gate (VanityGate *gate)
{
  memset (gate, 0, sizeof *gate);
  for (int i = 0; i < VANITY_GATE_N_MEASURES; i++)
    gate->value[i] = 0.5f;
  gate->value[VANITY_GATE_SIZE] = 150;
  gate->value[VANITY_GATE_LIGHTNESS] = 60;
  gate->light[0] = gate->light[1] = gate->light[2] = 1;
  gate->light_confidence = 0.8f;
}

static void
test_compare (void)
{
  VanityGate one, other;
  unsigned differences = 1;

  init_gate (&one);
  other = one;
  g_assert_true (vanity_gate_compare (&one, &other, &differences));
  g_assert_cmphex (differences, ==, 0);
  /* What nobody measured of one is no difference. */
  other.value[VANITY_GATE_MAKEUP] = NAN;
  g_assert_true (vanity_gate_compare (&one, &other, NULL));

  other = one;
  other.light[0] = 1.5f;
  g_assert_false (vanity_gate_compare (&one, &other, &differences));
  g_assert_cmphex (differences, ==, VANITY_GATE_DIFFERENT_LIGHT);
  other.value[VANITY_GATE_LIGHTNESS] = 40;
  other.value[VANITY_GATE_YAW] = 20;
  g_assert_false (vanity_gate_compare (&one, &other, &differences));
  g_assert_cmphex (differences, ==,
                   VANITY_GATE_DIFFERENT_LIGHT | VANITY_GATE_DIFFERENT_EXPOSURE
                       | VANITY_GATE_DIFFERENT_POSE);
  other = one;
  other.value[VANITY_GATE_SIZE] = 80;
  other.value[VANITY_GATE_SMOOTHING] = 1.1f;
  other.value[VANITY_GATE_MAKEUP] = 1;
  other.value[VANITY_GATE_SHARPNESS] = 0.9f;
  g_assert_false (vanity_gate_compare (&other, &one, &differences));
  g_assert_cmphex (differences, ==,
                   VANITY_GATE_DIFFERENT_SIZE | VANITY_GATE_DIFFERENT_FILTER
                       | VANITY_GATE_DIFFERENT_MAKEUP | VANITY_GATE_DIFFERENT_SHARPNESS);
  other = one;
  vanity_gate_add (&other, VANITY_GATE_DARK);
  g_assert_false (vanity_gate_compare (&one, &other, &differences));
  g_assert_cmphex (differences, ==, VANITY_GATE_WITHHELD);
}

/* Where the light is not known the skin tells whether it was another. */
static void
test_unknown_light (void)
{
  VanityGate one, other;
  unsigned differences;

  init_gate (&one);
  one.light_confidence = 0;
  one.skin_seen = (VanityLab){ 60, 15, 18 };
  other = one;
  other.light[0] = 3;
  g_assert_true (vanity_gate_compare (&one, &other, NULL));
  other.skin_seen.b = 30;
  g_assert_false (vanity_gate_compare (&one, &other, &differences));
  g_assert_cmphex (differences, ==, VANITY_GATE_DIFFERENT_LIGHT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/gate-compare/differences", test_compare);
  g_test_add_func ("/analysis/gate-compare/unknown-light", test_unknown_light);
  return g_test_run ();
}
