/* Pimples go, moles stay unless they are chosen, and the skin's texture goes on over both. */
#include "retouch-fixture.h"

#include <math.h>

#define PIMPLE 34, -14
#define MOLE -36, -10

static gboolean
is_near (const Portrait *portrait, double x, double y, double at_x, double at_y)
{
  double px, py;

  retouch_place (portrait, at_x, at_y, &px, &py);
  return hypot (x - px, y - py) < 6 * retouch_get_unit (portrait);
}

static gboolean
is_pimple (const Portrait *portrait, const VanityFace *face, double x, double y)
{
  return is_near (portrait, x, y, PIMPLE);
}

static gboolean
is_either (const Portrait *portrait, const VanityFace *face, double x, double y)
{
  return is_near (portrait, x, y, PIMPLE) || is_near (portrait, x, y, MOLE);
}

static VanityImage *
make (Portrait *portrait, VanityFace *face)
{
  VanityImage *image = portrait_new (portrait, face);

  if (image == NULL)
    return NULL;
  retouch_tint (portrait, image, PIMPLE, 2.2, (VanityRgb){ 0.99f, 0.62f, 0.66f });
  retouch_tint (portrait, image, MOLE, 1.8, (VanityRgb){ 0.42f, 0.38f, 0.36f });
  return image;
}

static double
get_step (const Portrait *portrait, const VanityImage *image, double x, double y)
{
  return vanity_lab_delta_e2000 (retouch_get_mean (portrait, image, x, y, 1),
                                 retouch_get_mean (portrait, image, x, y - 5, 1.5));
}

static void
test_pimple (void)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = make (&portrait, &face);
  g_autoptr (VanityImage) worn = NULL;

  if (image == NULL)
    return;
  worn = retouch_check (&portrait, image, &face, NULL,
                        "\"kind\": \"blemish\", \"sensitivity\": 0.6", is_pimple);
  g_assert_cmpfloat (get_step (&portrait, image, PIMPLE), >, 10);
  g_assert_cmpfloat (get_step (&portrait, worn, PIMPLE), <, 3);
}

static void
test_mole (void)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = make (&portrait, &face);
  g_autoptr (VanityImage) worn = NULL;

  if (image == NULL)
    return;
  worn = retouch_check (&portrait, image, &face, NULL, "\"kind\": \"blemish\", \"spots\": \"all\"",
                        is_either);
  g_assert_cmpfloat (get_step (&portrait, image, MOLE), >, 15);
  g_assert_cmpfloat (get_step (&portrait, worn, MOLE), <, 3);
}

/* On every tone of skin alike. */
static void
test_tones (void)
{
  static const guint32 skins[] = { 0xf0e0d0, 0xead0b0, 0xd7bd96, 0xa07e56, 0x825c43, 0x604134 };
  g_autoptr (VanityLook) look = portrait_look ("\"kind\": \"blemish\", \"opacity\": 1");

  for (gsize i = 0; i < G_N_ELEMENTS (skins); i++)
    {
      Portrait portrait = RETOUCH_PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityImage) image = NULL;
      g_autoptr (VanityImage) worn = NULL;

      portrait.skin = skins[i];
      image = make (&portrait, &face);
      if (image == NULL)
        return;
      worn = portrait_wear (image, &face, look, 1);
      g_assert_cmpfloat (get_step (&portrait, worn, PIMPLE), <,
                         0.4 * get_step (&portrait, image, PIMPLE));
      g_assert_cmpfloat (get_step (&portrait, worn, MOLE), >,
                         0.9 * get_step (&portrait, image, MOLE));
    }
}

/* What was healed is no smooth patch. */
static void
test_texture (void)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = make (&portrait, &face);
  g_autoptr (VanityImage) worn = NULL;
  g_autoptr (VanityLook) look = portrait_look ("\"kind\": \"blemish\", \"opacity\": 1");
  double px, py, inside = 0, beside = 0;

  if (image == NULL)
    return;
  worn = portrait_wear (image, &face, look, 1);
  retouch_place (&portrait, PIMPLE, &px, &py);
  for (int j = -3; j <= 3; j++)
    for (int i = -3; i <= 3; i++)
      {
        int x = (int)px + i, y = (int)py + j, away = (int)(9 * retouch_get_unit (&portrait));

        inside += fabs ((double)(portrait_lab (worn, x, y).L - portrait_lab (worn, x + 1, y).L));
        beside += fabs ((double)(portrait_lab (image, x, y + away).L
                                 - portrait_lab (image, x + 1, y + away).L));
      }
  g_assert_cmpfloat (inside, >, 0.6 * beside);
  g_assert_cmpfloat (inside, <, 1.6 * beside);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/blemish/pimple", test_pimple);
  g_test_add_func ("/makeup/blemish/mole", test_mole);
  g_test_add_func ("/makeup/blemish/tones", test_tones);
  g_test_add_func ("/makeup/blemish/texture", test_texture);
  return g_test_run ();
}
