#include "image/skin-tone.h"

#include <math.h>

/* Every tone is its own nearest one, and as light as its publisher says. */
static void
test_own (void)
{
  static const float lightness[VANITY_SKIN_TONES]
      = { 94.21f, 92.28f, 93.09f, 87.57f, 77.90f, 55.14f, 42.47f, 30.68f, 21.07f, 14.61f };

  for (int tone = 1; tone <= VANITY_SKIN_TONES; tone++)
    {
      double distance = -1;

      g_assert_cmpint (vanity_skin_tone_find (vanity_skin_tone_get_lab (tone), &distance), ==,
                       tone);
      g_assert_cmpfloat (distance, ==, 0);
      g_assert_cmpfloat_with_epsilon (vanity_skin_tone_get_lab (tone).L, lightness[tone - 1], 0.02);
    }
  g_assert_cmphex (vanity_skin_tone_get_rgb (1), ==, 0xf6ede4);
  g_assert_cmphex (vanity_skin_tone_get_rgb (10), ==, 0x292420);
}

/* Nearer than any other, for colours between them and beyond. */
static void
test_nearest (void)
{
  static const struct
  {
    VanityLab skin;
    int tone;
  } cases[] = {
    { { 100, 0, 0 }, 1 },  { { 80, 6, 22 }, 5 },  { { 58, 12, 24 }, 6 },
    { { 43, 14, 19 }, 7 }, { { 31, 11, 12 }, 8 }, { { 0, 0, 0 }, 10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double distance = 0;
      int tone = vanity_skin_tone_find (cases[i].skin, &distance);

      g_assert_cmpint (tone, ==, cases[i].tone);
      for (int other = 1; other <= VANITY_SKIN_TONES; other++)
        {
          double there = vanity_lab_delta_e2000 (cases[i].skin, vanity_skin_tone_get_lab (other));

          if (other == tone)
            g_assert_cmpfloat (distance, ==, there);
          else
            g_assert_cmpfloat (distance, <, there);
        }
    }
}

static void
test_groups (void)
{
  static const VanitySkinGroup groups[VANITY_SKIN_TONES]
      = { VANITY_SKIN_LIGHT,  VANITY_SKIN_LIGHT,  VANITY_SKIN_LIGHT, VANITY_SKIN_MEDIUM,
          VANITY_SKIN_MEDIUM, VANITY_SKIN_MEDIUM, VANITY_SKIN_DEEP,  VANITY_SKIN_DEEP,
          VANITY_SKIN_DEEP,   VANITY_SKIN_DEEP };

  for (int tone = 1; tone <= VANITY_SKIN_TONES; tone++)
    g_assert_cmpint (vanity_skin_tone_get_group (tone), ==, groups[tone - 1]);
  g_assert_cmpstr (vanity_skin_group_get_label (VANITY_SKIN_DEEP), ==, "7–10");
}

static void
test_angle (void)
{
  g_assert_cmpfloat_with_epsilon (vanity_skin_get_typology_angle ((VanityLab){ 70, 10, 20 }), 45,
                                  1e-4);
  g_assert_cmpfloat_with_epsilon (vanity_skin_get_typology_angle ((VanityLab){ 30, 10, 20 }), -45,
                                  1e-4);
  g_assert_cmpfloat (vanity_skin_get_typology_angle ((VanityLab){ 50, 10, 20 }), ==, 0);
  g_assert_cmpfloat (vanity_skin_get_typology_angle ((VanityLab){ 60, 0, 0 }), ==, 90);
  g_assert_cmpfloat (vanity_skin_get_typology_angle ((VanityLab){ 40, 0, -3 }), ==, -90);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/image/skin-tone/own", test_own);
  g_test_add_func ("/image/skin-tone/nearest", test_nearest);
  g_test_add_func ("/image/skin-tone/groups", test_groups);
  g_test_add_func ("/image/skin-tone/angle", test_angle);
  return g_test_run ();
}
