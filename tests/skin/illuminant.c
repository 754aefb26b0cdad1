#include "skin/illuminant.h"

#include "base/error.h"
#include "lit-portrait.h"

#include <math.h>

#define BROWN 0x5a3a22

static const double day[3] = { 1, 1, 1 };

static double
get_distance (VanityLab one, VanityLab other)
{
  return hypot (one.a - other.a, one.b - other.b);
}

static VanityIlluminant
estimate (const LitPortrait *portrait)
{
  VanityIlluminant light;
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_illuminant_estimate (portrait->image, &portrait->face, portrait->texture,
                                             &light, &error));
  g_assert_no_error (error);
  return light;
}

/* White under the light becomes white, daylight changes nothing, and half is half way. */
static void
test_correct (void)
{
  VanityIlluminant light;
  VanityLab seen = { 60, 15, 20 }, white;

  vanity_illuminant_init (&light);
  g_assert_cmpfloat (light.confidence, ==, 0);
  g_assert_cmpfloat_with_epsilon (light.temperature, 6504, 60);
  for (int k = 0; k <= 2; k++)
    {
      VanityLab same = vanity_illuminant_correct (&light, seen, k / 2.0f);

      g_assert_cmpfloat (vanity_lab_delta_e2000 (seen, same), <, 0.01);
    }
  light.rgb[0] = 1.4f;
  light.rgb[2] = 0.6f;
  white = vanity_lab_from_linear ((VanityRgb){ 0.7f, 0.5f, 0.3f });
  white = vanity_illuminant_correct (&light, white, 1);
  g_assert_cmpfloat (hypot (white.a, white.b), <, 0.05);
  g_assert_cmpfloat (vanity_lab_delta_e2000 (vanity_illuminant_correct (&light, seen, 0), seen), ==,
                     0);
  g_assert_cmpfloat (vanity_illuminant_correct (&light, seen, 0.5f).b, <, seen.b);
  g_assert_cmpfloat (vanity_illuminant_correct (&light, seen, 1).b, <,
                     vanity_illuminant_correct (&light, seen, 0.5f).b);
  g_assert_cmpfloat (vanity_lab_delta_e2000 (vanity_illuminant_correct (&light, seen, NAN), seen),
                     ==, 0);
}

/* Exposure alone keeps the hue and takes off its own factor. */
static void
test_exposure (void)
{
  VanityIlluminant light;
  VanityRgb rgb = { 0.4f, 0.25f, 0.15f }, half = { 0.2f, 0.125f, 0.075f };
  VanityLab corrected;

  vanity_illuminant_init (&light);
  light.exposure = -1;
  corrected = vanity_illuminant_correct (&light, vanity_lab_from_linear (half), 1);
  g_assert_cmpfloat (vanity_lab_delta_e2000 (corrected, vanity_lab_from_linear (rgb)), <, 0.05);
}

/* A face in a coloured light: most of the colour comes off, of light skin and of dark. */
static void
test_coloured (void)
{
  static const guint32 skins[] = { 0xe8c0a8, 0xc8967a, BROWN };
  static const double gains[][3] = { { 1, 0.8, 0.5 }, { 0.6, 0.85, 1 } };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    for (gsize k = 0; k < G_N_ELEMENTS (gains); k++)
      {
        LitPortrait portrait, plain;
        VanityIlluminant light, none;
        VanityLab seen, truth;

        if (!lit_portrait_init (&portrait, skins[s], 0x5a3a20, gains[k])
            || !lit_portrait_init (&plain, skins[s], 0x5a3a20, day))
          return;
        light = estimate (&portrait);
        none = estimate (&plain);
        /* Of the colour alone. */
        light.exposure = none.exposure = 0;
        seen = portrait.texture->skin;
        truth = plain.texture->skin;
        g_test_message ("skin %06x: light %.2f %.2f, in truth %.2f %.2f; %.1f off, %.1f after",
                        skins[s], light.rgb[0], light.rgb[2], gains[k][0] / gains[k][1],
                        gains[k][2] / gains[k][1], get_distance (seen, truth),
                        get_distance (vanity_illuminant_correct (&light, seen, 1), truth));
        g_assert_true (light.evidence & VANITY_LIGHT_EYE_WHITES);
        g_assert_cmpfloat (light.confidence, >, 0.4);
        g_assert_cmpfloat_with_epsilon (log2 ((double)light.rgb[0]),
                                        log2 (gains[k][0] / gains[k][1]), 0.2);
        g_assert_cmpfloat_with_epsilon (log2 ((double)light.rgb[2]),
                                        log2 (gains[k][2] / gains[k][1]), 0.2);
        g_assert_cmpfloat (get_distance (vanity_illuminant_correct (&light, seen, 1), truth), <,
                           0.7 * get_distance (seen, truth));
        g_assert_cmpfloat (get_distance (vanity_illuminant_correct (&none, truth, 1), truth), <, 6);
        lit_portrait_clear (&portrait);
        lit_portrait_clear (&plain);
      }
}

/* Half a stop more or less, some 9 of L*, is told, and hardly moves the corrected lightness. */
static void
test_stops (void)
{
  static const guint32 skins[] = { 0xc8967a, BROWN };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    {
      VanityIlluminant light[3];
      VanityLab lab[3];

      for (int k = 0; k < 3; k++)
        {
          double gain = exp2 ((k - 2) / 2.0), all[3] = { gain, gain, gain };
          LitPortrait portrait;

          if (!lit_portrait_init (&portrait, skins[s], 0x5a3a20, all))
            return;
          light[k] = estimate (&portrait);
          lab[k] = vanity_illuminant_correct (&light[k], portrait.texture->skin, 1);
          lit_portrait_clear (&portrait);
        }
      g_assert_cmpfloat_with_epsilon (light[1].exposure - light[0].exposure, 0.5, 0.12);
      g_assert_cmpfloat_with_epsilon (light[2].exposure - light[1].exposure, 0.5, 0.12);
      g_assert_cmpfloat (fabsf (lab[0].L - lab[1].L), <, 3);
      g_assert_cmpfloat (fabsf (lab[2].L - lab[1].L), <, 3);
    }
}

/* Grey, or all of one tone: nothing is said of the light. */
static void
test_grey (void)
{
  static const double tones[][3] = { { 1, 1, 1 }, { 1, 0.8, 0.6 } };

  for (gsize k = 0; k < G_N_ELEMENTS (tones); k++)
    {
      LitPortrait portrait;
      VanityIlluminant light;

      if (!lit_portrait_init (&portrait, 0xc8967a, 0x5a3a20, day))
        return;
      for (int i = 0; i < LIT_SIZE * LIT_SIZE; i++)
        {
          float *rgb = portrait.texture->rgb, grey = rgb[LIT_SIZE * LIT_SIZE + i];

          for (int c = 0; c < 3; c++)
            rgb[c * LIT_SIZE * LIT_SIZE + i] = grey * (float)tones[k][c];
        }
      light = estimate (&portrait);
      g_assert_cmpuint (light.evidence, ==, VANITY_LIGHT_GREYSCALE);
      g_assert_cmpfloat (light.confidence, ==, 0);
      g_assert_true (light.rgb[0] == 1 && light.rgb[2] == 1);
      lit_portrait_clear (&portrait);
    }
}

/* In a deep blue light nothing is made of the skin. */
static void
test_strong (void)
{
  double blue[3] = { 0.08, 0.2, 1 };
  LitPortrait portrait;
  VanityIlluminant light;

  if (!lit_portrait_init (&portrait, 0xc8967a, 0x5a3a20, blue))
    return;
  light = estimate (&portrait);
  g_assert_true (light.evidence & VANITY_LIGHT_COLOURED);
  g_assert_cmpfloat (light.confidence, ==, 0);
  lit_portrait_clear (&portrait);
}

static void
test_refused (void)
{
  LitPortrait portrait;
  VanityIlluminant light;

  if (!lit_portrait_init (&portrait, 0xc8967a, 0x5a3a20, day))
    return;
  for (int k = 0; k < 3; k++)
    {
      g_autoptr (GError) error = NULL;
      VanityFace face = portrait.face;
      float kept = portrait.texture->rgb[77];

      if (k == 0)
        face.points[5].x = NAN;
      else if (k == 1)
        for (int i = 0; i < VANITY_FACE_POINTS; i++)
          face.points[i].x += 1e5f;
      else
        portrait.texture->rgb[77] = NAN;
      g_assert_false (
          vanity_illuminant_estimate (portrait.image, &face, portrait.texture, &light, &error));
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
      portrait.texture->rgb[77] = kept;
    }
  lit_portrait_clear (&portrait);
}

/* A grey that is picked says all; black, white, red and nothing are refused. */
static void
test_pick (void)
{
  static const struct
  {
    guint8 rgb[3];
    double x;
    gboolean good;
  } cases[] = { { { 180, 150, 120 }, 10, TRUE },  { { 255, 255, 255 }, 10, FALSE },
                { { 5, 5, 5 }, 10, FALSE },       { { 200, 20, 20 }, 10, FALSE },
                { { 150, 150, 150 }, -3, FALSE }, { { 150, 150, 150 }, NAN, FALSE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityImage) image
          = vanity_image_new (20, 20, 8, vanity_color_space_get_srgb (), NULL);
      VanityIlluminant light;
      VanityLab lab;

      for (int p = 0; p < 400; p++)
        for (int c = 0; c < 4; c++)
          vanity_image_row (image, p / 20)[4 * (p % 20) + c] = c < 3 ? cases[i].rgb[c] : 255;
      vanity_illuminant_init (&light);
      g_assert_true (vanity_illuminant_pick (image, cases[i].x, 10, 4, &light, &error)
                     == cases[i].good);
      if (!cases[i].good)
        {
          g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
          continue;
        }
      lab = vanity_illuminant_correct (&light, lit_lab (0xb49678), 1);
      g_assert_cmpfloat (hypot (lab.a, lab.b), <, 0.3);
      g_assert_cmpuint (light.evidence, ==, VANITY_LIGHT_PICKED);
      g_assert_cmpfloat (light.confidence, >, 0.8);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/illuminant/correct", test_correct);
  g_test_add_func ("/skin/illuminant/exposure", test_exposure);
  g_test_add_func ("/skin/illuminant/coloured", test_coloured);
  g_test_add_func ("/skin/illuminant/stops", test_stops);
  g_test_add_func ("/skin/illuminant/grey", test_grey);
  g_test_add_func ("/skin/illuminant/strong", test_strong);
  g_test_add_func ("/skin/illuminant/refused", test_refused);
  g_test_add_func ("/skin/illuminant/pick", test_pick);
  return g_test_run ();
}
