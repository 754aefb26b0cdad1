#include "skin/colors.h"

#include "base/error.h"
#include "lit-portrait.h"

#include <math.h>
#include <string.h>

#define SKIN 0xc8967a
#define BROWN_EYES 0x5a3a20
#define BLUE_EYES 0x5f86a8
#define HAIR 0x8a3b1c
#define SIDE 64

static const double day[3] = { 1, 1, 1 };

typedef struct
{
  LitPortrait portrait;
  VanityIlluminant light;
  VanitySkinColor skin;
} Fixture;

static gboolean
set_up (Fixture *fixture, guint32 eyes)
{
  if (!lit_portrait_init (&fixture->portrait, SKIN, eyes, day))
    return FALSE;
  vanity_illuminant_init (&fixture->light);
  fixture->light.confidence = 0.8f;
  fixture->light.spread = 0.1f;
  fixture->light.exposure_spread = 0.2f;
  return vanity_skin_color_measure (fixture->portrait.texture, &fixture->light, NULL,
                                    &fixture->skin, NULL);
}

static VanityFaceColors
measure (const Fixture *fixture, const VanityHeadMap *map)
{
  VanityFaceColors colors;
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_face_colors_measure (fixture->portrait.image, &fixture->portrait.face,
                                             fixture->portrait.texture, map, &fixture->light,
                                             &fixture->skin, &colors, &error));
  g_assert_no_error (error);
  return colors;
}

/* Irises have the colour they were painted in, whatever pupil and white beside them. */
static void
test_eyes (void)
{
  static const guint32 eyes[] = { BROWN_EYES, BLUE_EYES };

  for (gsize i = 0; i < G_N_ELEMENTS (eyes); i++)
    {
      Fixture fixture;
      VanityFaceColors colors;

      if (!set_up (&fixture, eyes[i]))
        return;
      colors = measure (&fixture, NULL);
      g_assert_true (colors.eyes.known && colors.lips.known && colors.brows.known);
      g_assert_cmpfloat (vanity_lab_delta_e2000 (colors.eyes.lab, lit_lab (eyes[i])), <, 3);
      g_assert_cmpfloat (colors.lips.lab.a, >, fixture.skin.lab.a);
      g_assert_cmpfloat (colors.brows.lab.L, <, fixture.skin.lab.L - 10);
      g_assert_true (colors.eyes.sure > 0 && colors.eyes.sure <= 1);
      lit_portrait_clear (&fixture.portrait);
    }
}

/* Hair is what the map says; the contrast is the largest difference of L*. */
static void
test_hair (void)
{
  Fixture fixture;
  VanityFaceColors colors;
  VanityLab hair = lit_lab (HAIR);
  g_autofree float *probability = g_new0 (float, VANITY_HEAD_N_CLASSES *SIDE *SIDE);
  double low, high, sum = 0;

  if (!set_up (&fixture, BROWN_EYES))
    return;
  VanityHeadMap map = { .region = { 0, 0, 720, 720 }, .side = SIDE, .probability = probability };
  for (int i = 0; i < SIDE * SIDE; i++)
    probability[(i / SIDE < 6 ? VANITY_HEAD_HAIR : VANITY_HEAD_BACKGROUND) * SIDE * SIDE + i] = 1;
  for (int y = 0; y < 68; y++)
    for (int x = 0; x < 720; x++)
      for (int c = 0; c < 3; c++)
        vanity_image_row (fixture.portrait.image, y)[4 * x + c] = HAIR >> (16 - 8 * c) & 255;
  colors = measure (&fixture, &map);
  g_assert_true (colors.hair.known && colors.contrast_known && colors.season_known);
  g_assert_cmpfloat (vanity_lab_delta_e2000 (colors.hair.lab, hair), <, 0.5);
  low = MIN (MIN (colors.hair.lab.L, colors.eyes.lab.L), fixture.skin.lab.L);
  high = MAX (MAX (colors.hair.lab.L, colors.eyes.lab.L), fixture.skin.lab.L);
  g_assert_cmpfloat_with_epsilon (colors.contrast, high - low, 1e-3);
  for (int k = 0; k < VANITY_N_SEASONS; k++)
    sum += (double)colors.season[k];
  g_assert_cmpfloat_with_epsilon (sum, 1, 1e-4);
  lit_portrait_clear (&fixture.portrait);
}

/* Without a map what is over the forehead is guessed at, and not sure; a photo without colour, an
 * unknown light and broken points say so. */
static void
test_unknown (void)
{
  Fixture fixture;
  VanityFaceColors colors;
  g_autoptr (GError) error = NULL;

  if (!set_up (&fixture, BROWN_EYES))
    return;
  colors = measure (&fixture, NULL);
  g_assert_true (!colors.hair.known || colors.hair.sure <= 0.3f);
  fixture.light.confidence = 0;
  colors = measure (&fixture, NULL);
  g_assert_false (colors.season_known);
  fixture.light.evidence = VANITY_LIGHT_GREYSCALE;
  colors = measure (&fixture, NULL);
  g_assert_false (colors.eyes.known || colors.lips.known || colors.hair.known
                  || colors.contrast_known);
  fixture.portrait.face.points[470].x = NAN;
  g_assert_false (vanity_face_colors_measure (fixture.portrait.image, &fixture.portrait.face,
                                              fixture.portrait.texture, NULL, &fixture.light,
                                              &fixture.skin, &colors, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  lit_portrait_clear (&fixture.portrait);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/skin/colors/eyes", test_eyes);
  g_test_add_func ("/skin/colors/hair", test_hair);
  g_test_add_func ("/skin/colors/unknown", test_unknown);
  return g_test_run ();
}
