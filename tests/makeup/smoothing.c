/* Blotches go, pores stay, and nobody's skin changes its colour. */
#include "retouch-fixture.h"

#include <math.h>

static gboolean
is_skin (const Portrait *portrait, const VanityFace *face, double x, double y)
{
  if (!retouch_is_in (face, VANITY_CONTOUR_FACE, x, y, 2))
    return FALSE;
  for (int left = 0; left < 2; left++)
    if (retouch_is_in (face, VANITY_CONTOUR_EYE_RIGHT + left, x, y, -1)
        || retouch_is_in (face, VANITY_CONTOUR_BROW_RIGHT + left, x, y, -1))
      return FALSE;
  return !retouch_is_in (face, VANITY_CONTOUR_LIPS_OUTER, x, y, -2);
}

static void
add_blotches (const Portrait *portrait, VanityImage *image)
{
  static const double places[][2] = { { 38, -8 },  { -42, -6 }, { 0, 62 },    { 24, 66 },
                                      { -28, 64 }, { 30, -40 }, { -34, -38 }, { 48, 4 } };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    retouch_tint (portrait, image, places[i][0], places[i][1], i % 2 ? 7 : 5,
                  i % 3 ? (VanityRgb){ 0.97f, 0.86f, 0.88f } : (VanityRgb){ 1.04f, 1.06f, 1.05f });
}

static double
get_step (const Portrait *portrait, const VanityImage *image)
{
  return vanity_lab_delta_e2000 (retouch_get_mean (portrait, image, -42, -6, 3),
                                 retouch_get_mean (portrait, image, -42, -22, 3));
}

/* Contrast of neighbours on a cheek's diameter. */
static double
get_texture (const Portrait *portrait, const VanityImage *image)
{
  double sum = 0, px, py;

  for (int j = -30; j <= 30; j++)
    {
      retouch_place (portrait, 36, -12, &px, &py);
      for (int i = -30; i < 30; i++)
        sum += fabs ((double)(portrait_lab (image, (int)px + i, (int)py + j).L
                              - portrait_lab (image, (int)px + i + 1, (int)py + j).L));
    }
  return sum;
}

static void
test_layer (void)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (VanityImage) worn = NULL;

  if (image == NULL)
    return;
  add_blotches (&portrait, image);
  worn = retouch_check (&portrait, image, &face, NULL, "\"kind\": \"smoothing\"", is_skin);
  g_assert_cmpfloat (get_step (&portrait, image), >, 3);
  g_assert_cmpfloat (get_step (&portrait, worn), <, 0.6 * get_step (&portrait, image));
  g_assert_cmpfloat (get_texture (&portrait, worn), >, 0.95 * get_texture (&portrait, image));
}

/* On every tone of skin: its mean colour stays. */
static void
test_color (void)
{
  static const guint32 skins[]
      = { 0xf6ede4, 0xead0b0, 0xd7bd96, 0xa07e56, 0x825c43, 0x604134, 0x3a312a };

  for (gsize s = 0; s < G_N_ELEMENTS (skins); s++)
    {
      Portrait portrait = RETOUCH_PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityImage) image = NULL;
      g_autoptr (VanityImage) worn = NULL;
      g_autoptr (VanityLook) look = portrait_look ("\"kind\": \"smoothing\", \"opacity\": 1");
      VanityLab before = { 0, 0, 0 }, after = { 0, 0, 0 };
      float n = 0;

      portrait.skin = skins[s];
      image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      add_blotches (&portrait, image);
      worn = portrait_wear (image, &face, look, 1);
      for (int y = 0; y < image->height; y++)
        for (int x = 0; x < image->width; x++)
          if (!portrait_same (image, worn, x, y))
            {
              VanityLab one = portrait_lab (image, x, y), other = portrait_lab (worn, x, y);

              before = (VanityLab){ before.L + one.L, before.a + one.a, before.b + one.b };
              after = (VanityLab){ after.L + other.L, after.a + other.a, after.b + other.b };
              n++;
            }
      g_assert_cmpfloat (n, >, 5000);
      g_assert_cmpfloat (
          vanity_lab_delta_e2000 ((VanityLab){ before.L / n, before.a / n, before.b / n },
                                  (VanityLab){ after.L / n, after.a / n, after.b / n }),
          <, 0.5);
      g_assert_cmpfloat (fabs ((double)(after.L - before.L) / (double)n), <, 0.2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/smoothing/layer", test_layer);
  g_test_add_func ("/makeup/smoothing/color", test_color);
  return g_test_run ();
}
