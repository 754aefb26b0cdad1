#include "skin/exposure.h"

#include "lit-portrait.h"
#include "skin/white.h"

#include <math.h>

static VanityExposure
make (double stops)
{
  return (VanityExposure){ .known = TRUE, .stops = stops, .spread = 0.5 };
}

static VanityExposure
combine (const VanityExposure *eyes, const VanityExposure *highlights, gboolean glasses)
{
  VanityExposure exposure;

  vanity_exposure_combine (eyes, highlights, glasses, &exposure);
  g_assert_true (isfinite (exposure.stops) && isfinite (exposure.spread) && exposure.spread > 0);
  return exposure;
}

/* Both moved by the same move the result by it; one alone is taken as it is; without any the usual
 * is told; what lies in shade hardly counts, and what disagrees is less sure. */
static void
test_combine (void)
{
  const VanityExposure none = { 0 };
  double least = INFINITY;

  for (double apart = -1; apart <= 1; apart += 0.25)
    for (int glasses = 0; glasses < 2; glasses++)
      {
        VanityExposure eyes = make (apart / 2), highlights = make (-apart / 2);
        VanityExposure moved_eyes = make (apart / 2 + 0.5);
        VanityExposure moved_highlights = make (-apart / 2 + 0.5);
        VanityExposure one = combine (&eyes, &highlights, glasses);
        VanityExposure other = combine (&moved_eyes, &moved_highlights, glasses);

        g_assert_cmpfloat_with_epsilon (other.stops - one.stops, 0.5, 1e-9);
        g_assert_cmpfloat_with_epsilon (other.spread, one.spread, 1e-9);
        g_assert_cmpfloat (fabs (one.stops), <=, fabs (apart / 2) + 1e-9);
        if (!glasses && apart == 0)
          least = one.spread;
      }
  for (int k = 0; k < 2; k++)
    {
      VanityExposure some = make (k - 0.5);

      g_assert_cmpfloat (combine (&some, &none, FALSE).stops, ==, some.stops);
      g_assert_cmpfloat (combine (&none, &some, FALSE).stops, ==, some.stops);
    }
  g_assert_false (combine (&none, &none, FALSE).known);
  g_assert_cmpfloat (combine (&none, &none, FALSE).spread, ==, VANITY_EXPOSURE_USUAL);
  {
    VanityExposure shaded = make (-6), lit = make (0), far = make (5);

    g_assert_cmpfloat (combine (&shaded, &lit, FALSE).stops, >, -0.34);
    g_assert_cmpfloat (combine (&lit, &shaded, FALSE).stops, >, -0.34);
    g_assert_cmpfloat (combine (&shaded, &lit, FALSE).spread, >, 1.3 * least);
    g_assert_cmpfloat (combine (&shaded, &lit, TRUE).stops, >,
                       combine (&shaded, &lit, FALSE).stops);
    g_assert_cmpfloat (combine (&far, &far, FALSE).stops, <=, 2.0);
    g_assert_cmpfloat (combine (&far, &far, FALSE).spread, >, 2);
  }
}

/* Both of a drawn portrait, `stops` brighter and made smaller by `scale`. */
static gboolean
look (guint32 skin, double stops, double scale, VanityExposure exposures[2])
{
  double gain = exp2 (stops), all[3] = { gain, gain, gain }, shrunk, copied;
  g_autoptr (VanityImage) small = NULL, copy = NULL;
  g_autoptr (VanityTexture) texture = NULL;
  g_autoptr (VanityFace) face = NULL;
  LitPortrait portrait;
  VanityRgb rgb;
  double level;

  if (!lit_portrait_init (&portrait, skin, 0x5a3a20, all))
    return FALSE;
  small = vanity_image_new_preview (portrait.image, (int)(scale * portrait.image->height), &shrunk,
                                    NULL);
  face = vanity_face_copy (&portrait.face);
  vanity_face_scale (face, shrunk);
  texture = vanity_texture_new (small, face, LIT_SIZE, VANITY_GLASSES_NONE, NULL);
  copy = vanity_image_new_preview (small, VANITY_WHITE_SIDE, &copied, NULL);
  g_assert_nonnull (texture);
  rgb = vanity_lab_to_linear (texture->skin);
  level = log2 ((double)vanity_luminance (rgb.r, rgb.g, rgb.b));
  vanity_exposure_measure_eyes (face, texture, level, &exposures[0]);
  vanity_exposure_measure_highlights (copy, copied, face, texture, level, &exposures[1]);
  g_test_message ("%06x %.1f %.1f: %d %d, skin %d of %.2f", skin, stops, scale, exposures[0].known,
                  exposures[1].known, texture->skin_known, texture->shown);
  g_assert_true (exposures[0].known && exposures[1].known);
  lit_portrait_clear (&portrait);
  return TRUE;
}

/* Each follows the photo's exposure, and neither its size. */
static void
test_retakes (void)
{
  static const guint32 skins[] = { 0xe0b090, 0x5a3a22 };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    {
      VanityExposure plain[2], darker[2], smaller[2];

      if (!look (skins[s], -0.5, 1, plain) || !look (skins[s], -1.5, 1, darker)
          || !look (skins[s], -0.5, 0.3, smaller))
        return;
      for (int k = 0; k < 2; k++)
        {
          g_test_message ("skin %06x: %.2f, %.2f a stop darker, %.2f small", skins[s],
                          plain[k].stops, darker[k].stops, smaller[k].stops);
          g_assert_cmpfloat_with_epsilon (plain[k].stops - darker[k].stops, 1, 0.05);
          g_assert_cmpfloat_with_epsilon (plain[k].stops, smaller[k].stops, 0.12);
        }
    }
}

/* Without skin to compare with, or with a face beside the photo, nothing is known. */
static void
test_unknown (void)
{
  double day[3] = { 1, 1, 1 };
  LitPortrait portrait;
  VanityExposure exposure;
  VanityFace away;

  if (!lit_portrait_init (&portrait, 0xc8967a, 0x5a3a20, day))
    return;
  away = portrait.face;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    away.points[i].x += 1e5f;
  vanity_exposure_measure_highlights (portrait.image, 1, &away, portrait.texture, -2, &exposure);
  g_assert_false (exposure.known);
  portrait.texture->skin_known = FALSE;
  vanity_exposure_measure_eyes (&portrait.face, portrait.texture, -2, &exposure);
  g_assert_false (exposure.known);
  vanity_exposure_measure_highlights (portrait.image, 1, &portrait.face, portrait.texture, -2,
                                      &exposure);
  g_assert_false (exposure.known);
  lit_portrait_clear (&portrait);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/exposure/combine", test_combine);
  g_test_add_func ("/skin/exposure/retakes", test_retakes);
  g_test_add_func ("/skin/exposure/unknown", test_unknown);
  return g_test_run ();
}
