#include "skin/tone.h"

#include "base/error.h"
#include "lit-portrait.h"
#include "skin/robust.h"

#include <math.h>
#include <string.h>

static const double day[3] = { 1, 1, 1 };

/* Borders belong to the darker class; an angle is that of its colour. */
static void
test_classes (void)
{
  static const struct
  {
    double ita;
    VanityItaClass wanted;
    const char *id;
  } cases[] = { { 90, VANITY_ITA_VERY_LIGHT, "very-light" },
                { 55.01, VANITY_ITA_VERY_LIGHT, "very-light" },
                { 55, VANITY_ITA_LIGHT, "light" },
                { 41, VANITY_ITA_INTERMEDIATE, "intermediate" },
                { 28, VANITY_ITA_TAN, "tan" },
                { 10, VANITY_ITA_BROWN, "brown" },
                { -29.99, VANITY_ITA_BROWN, "brown" },
                { -30, VANITY_ITA_DARK, "dark" },
                { -90, VANITY_ITA_DARK, "dark" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (vanity_ita_class_find (cases[i].ita), ==, cases[i].wanted);
      g_assert_cmpstr (vanity_ita_class_get_id (cases[i].wanted), ==, cases[i].id);
      g_assert_nonnull (vanity_ita_class_get_label (cases[i].wanted));
    }
}

/* Sure colours have their tone alone; between two tones both are as likely; all sum to 1. */
static void
test_probabilities (void)
{
  static const double sure[3][3] = { { 0.01, 0, 0 }, { 0, 0.01, 0 }, { 0, 0, 0.01 } };
  static const double wide[3][3] = { { 64, 5, 8 }, { 5, 16, 4 }, { 8, 4, 25 } };
  float p[VANITY_SKIN_TONES];

  for (int tone = 1; tone <= VANITY_SKIN_TONES; tone++)
    for (int k = 0; k < 2; k++)
      {
        double sum = 0;

        vanity_monk_integrate (vanity_skin_tone_get_lab (tone), k == 0 ? sure : wide, p);
        for (int i = 0; i < VANITY_SKIN_TONES; i++)
          sum += (double)p[i];
        g_assert_cmpfloat_with_epsilon (sum, 1, 1e-5);
        if (k == 0)
          g_assert_cmpfloat (p[tone - 1], >, 0.99);
        else
          g_assert_cmpfloat (p[tone - 1], <, 0.99);
      }
  VanityLab a = vanity_skin_tone_get_lab (6), b = vanity_skin_tone_get_lab (7), low = a, high = b;
  for (int i = 0; i < 40; i++)
    {
      VanityLab middle = { (low.L + high.L) / 2, (low.a + high.a) / 2, (low.b + high.b) / 2 };

      if (vanity_skin_tone_find (middle, NULL) == 6)
        low = middle;
      else
        high = middle;
    }
  vanity_monk_integrate (low, sure, p);
  g_assert_cmpfloat_with_epsilon (p[5], 0.5, 0.06);
  g_assert_cmpfloat_with_epsilon (p[6], 0.5, 0.06);
}

/* A portrait of a known colour has it, through shine and shadow. */
static void
test_portrait (void)
{
  static const guint32 skins[] = { 0xe8c0a8, 0xc8967a, 0x6b4530 };

  for (gsize i = 0; i < G_N_ELEMENTS (skins); i++)
    {
      VanityLab truth = lit_lab (skins[i]);
      LitPortrait portrait;
      VanityIlluminant light;
      VanitySkinColor color, nudged;
      VanityColorNudge nudge = { .lighter = 1, .warmer = 0.5f };
      double axes[2], angle;

      if (!lit_portrait_init (&portrait, skins[i], 0x5a3a20, day))
        return;
      vanity_illuminant_init (&light);
      g_assert_true (vanity_skin_color_measure (portrait.texture, &light, NULL, &color, NULL));
      g_assert_true (color.known);
      g_assert_cmpint (color.texels, >, 2000);
      g_assert_cmpfloat (vanity_lab_delta_e2000 (color.lab, truth), <, 3);
      g_assert_cmpfloat (vanity_lab_delta_e2000 (color.lab, color.seen), <, 0.01);
      g_assert_cmpfloat_with_epsilon (color.ita, vanity_skin_get_typology_angle (color.lab), 1e-9);
      g_assert_cmpint (color.ita_class, ==, vanity_ita_class_find (color.ita));
      g_assert_cmpint (color.monk, ==, vanity_skin_tone_find (color.lab, NULL));
      g_assert_cmpint (color.monk, !=, color.monk_second);
      g_assert_cmpint (color.fitzpatrick, ==, 1 + (int)color.ita_class);
      vanity_skin_color_get_ellipse (&color, axes, &angle);
      g_assert_true (axes[0] >= axes[1] && axes[1] > 0 && fabs (angle) <= 90);
      g_assert_true (vanity_skin_color_measure (portrait.texture, &light, &nudge, &nudged, NULL));
      g_assert_cmpfloat_with_epsilon (nudged.lab.L, color.lab.L + 6, 0.01);
      g_assert_cmpfloat_with_epsilon (nudged.lab.b, color.lab.b + 2, 0.01);
      g_assert_cmpfloat (nudged.seen.L, ==, color.seen.L);
      lit_portrait_clear (&portrait);
    }
}

/* The less is known of the light, the less of the skin. */
static void
test_uncertainty (void)
{
  LitPortrait portrait;
  VanitySkinColor sure, unsure;
  VanityIlluminant light;

  if (!lit_portrait_init (&portrait, 0xc8967a, 0x5a3a20, day))
    return;
  vanity_illuminant_init (&light);
  g_assert_true (vanity_skin_color_measure (portrait.texture, &light, NULL, &unsure, NULL));
  light.spread = 0.05f;
  light.exposure_spread = 0.1f;
  g_assert_true (vanity_skin_color_measure (portrait.texture, &light, NULL, &sure, NULL));
  for (int c = 0; c < 3; c++)
    g_assert_cmpfloat (sure.covariance[c][c], <, unsure.covariance[c][c]);
  g_assert_cmpfloat (sure.ita_spread, <, unsure.ita_spread);
  g_assert_cmpfloat (sure.monk_probability[sure.monk - 1], >,
                     unsure.monk_probability[unsure.monk - 1]);
  g_assert_cmpfloat (sure.undertone_sure, >=, unsure.undertone_sure);
  lit_portrait_clear (&portrait);
}

/* Hidden, grey: unknown. Not a number: refused. */
static void
test_unknown (void)
{
  LitPortrait portrait;
  VanitySkinColor color;
  VanityIlluminant light;
  g_autoptr (GError) error = NULL;

  if (!lit_portrait_init (&portrait, 0xc8967a, 0x5a3a20, day))
    return;
  vanity_illuminant_init (&light);
  light.evidence = VANITY_LIGHT_GREYSCALE;
  g_assert_true (vanity_skin_color_measure (portrait.texture, &light, NULL, &color, NULL));
  g_assert_false (color.known);
  light.evidence = 0;
  portrait.texture->rgb[100] = NAN;
  g_assert_false (vanity_skin_color_measure (portrait.texture, &light, NULL, &color, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  portrait.texture->rgb[100] = 0.1f;
  g_clear_error (&error);
  light.rgb[2] = NAN;
  g_assert_false (vanity_skin_color_measure (portrait.texture, &light, NULL, &color, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  light.rgb[2] = 1;
  memset (portrait.texture->visibility, 0, LIT_SIZE * LIT_SIZE * sizeof (float));
  g_assert_true (vanity_skin_color_measure (portrait.texture, &light, NULL, &color, NULL));
  g_assert_false (color.known);
  lit_portrait_clear (&portrait);
}

/* No angle of a skin that is blown out, nor of a dim grey one, which could have any. */
static void
test_withheld (void)
{
  static const guint32 skins[] = { 0xc8967a, 0x7a7876 };
  LitPortrait portrait;
  VanityIlluminant light;
  VanitySkinColor color;
  int n = LIT_SIZE * LIT_SIZE;

  for (int k = 0; k < 2; k++)
    {
      if (!lit_portrait_init (&portrait, skins[k], 0x5a3a20, day))
        return;
      vanity_illuminant_init (&light);
      light.exposure_spread = 0.3f;
      g_assert_true (vanity_skin_color_measure (portrait.texture, &light, NULL, &color, NULL));
      g_assert_true (color.known && color.ita_known == (k == 0));
      g_assert_true ((vanity_skin_color_get_ita_why (&color) == NULL) == (k == 0));
      g_assert_true ((color.ita_spread <= VANITY_ITA_MOST_SPREAD) == (k == 0));
      for (int i = 0; i < n; i++)
        portrait.texture->rgb[i] = 1;
      g_assert_true (vanity_skin_color_measure (portrait.texture, &light, NULL, &color, NULL));
      g_assert_true (color.known && !color.ita_known);
      g_assert_cmpfloat (color.blown, >, 0.99f);
      g_assert_nonnull (vanity_skin_color_get_ita_why (&color));
      lit_portrait_clear (&portrait);
    }
  g_assert_null (vanity_skin_color_get_ita_why (&(VanitySkinColor){ 0 }));
}

/* A third of other colours moves the middle hardly at all. */
static void
test_robust (void)
{
  VanityLab labs[900];
  VanityColorCloud cloud;

  for (int i = 0; i < 900; i++)
    {
      float a = (float)sin (i * 1.7), b = (float)cos (i * 2.3), c = (float)sin (i * 0.9);

      labs[i] = i % 3 == 0 ? (VanityLab){ 20 + a, 2, 3 + b }
                           : (VanityLab){ 60 + 4 * a, 15 + 2 * b, 20 + 2 * c };
    }
  g_assert_true (vanity_color_cloud_measure (labs, 900, &cloud));
  g_assert_cmpfloat_with_epsilon (cloud.mean[0], 60, 0.8);
  g_assert_cmpfloat_with_epsilon (cloud.mean[1], 15, 0.5);
  g_assert_cmpfloat_with_epsilon (cloud.mean[2], 20, 0.5);
  g_assert_cmpfloat (cloud.covariance[0][0], >, cloud.covariance[1][1]);
  g_assert_false (vanity_color_cloud_measure (labs, 5, &cloud));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/tone/classes", test_classes);
  g_test_add_func ("/skin/tone/probabilities", test_probabilities);
  g_test_add_func ("/skin/tone/portrait", test_portrait);
  g_test_add_func ("/skin/tone/uncertainty", test_uncertainty);
  g_test_add_func ("/skin/tone/unknown", test_unknown);
  g_test_add_func ("/skin/tone/withheld", test_withheld);
  g_test_add_func ("/skin/tone/robust", test_robust);
  return g_test_run ();
}
