/* Dark circles get lighter, never lighter than the cheek, and nothing is done where there are none.
 */
#include "retouch-fixture.h"

#include <math.h>

static gboolean
is_under_eye (const Portrait *portrait, const VanityFace *face, double x, double y)
{
  double unit = retouch_get_unit (portrait), px = (x - portrait->x) / unit;
  double py = (portrait->y - y) / unit;

  return fabs (px) > 4 && fabs (px) < 62 && py > -10 && py < 28
         && !retouch_is_in (face, VANITY_CONTOUR_EYE_RIGHT, x, y, 0)
         && !retouch_is_in (face, VANITY_CONTOUR_EYE_LEFT, x, y, 0);
}

static void
check_tone (guint32 skin)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (VanityImage) worn = NULL;
  VanityLab before, after, cheek, cheek_after;

  portrait.skin = skin;
  image = portrait_new (&portrait, &face);
  if (image == NULL)
    return;
  for (int side = -1; side <= 1; side += 2)
    retouch_tint (&portrait, image, side * 30, 12, 9, (VanityRgb){ 0.68f, 0.64f, 0.72f });
  worn = retouch_check (&portrait, image, &face, NULL, "\"kind\": \"under-eye\", \"lightening\": 1",
                        is_under_eye);
  for (int side = -1; side <= 1; side += 2)
    {
      before = retouch_get_mean (&portrait, image, side * 30, 11, 3);
      after = retouch_get_mean (&portrait, worn, side * 30, 11, 3);
      cheek = retouch_get_mean (&portrait, image, side * 34, -12, 5);
      cheek_after = retouch_get_mean (&portrait, worn, side * 34, -12, 5);
      g_assert_cmpfloat (after.L, >, before.L + 0.3f * (cheek.L - before.L));
      g_assert_cmpfloat (after.L, <, cheek.L + 1);
      /* The cheek itself stays. */
      g_assert_cmpfloat (fabsf (cheek_after.L - cheek.L), <, 0.05);
    }
}

static void
test_tones (void)
{
  static const guint32 skins[] = { 0xead0b0, 0xc8967a, 0x825c43, 0x604134 };

  for (gsize i = 0; i < G_N_ELEMENTS (skins); i++)
    check_tone (skins[i]);
}

/* A skin without circles: hardly anything is lighter. */
static void
test_none (void)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (VanityImage) worn = NULL;
  g_autoptr (VanityLook) look = portrait_look ("\"kind\": \"under-eye\", \"opacity\": 1");

  if (image == NULL)
    return;
  worn = portrait_wear (image, &face, look, 1);
  for (int side = -1; side <= 1; side += 2)
    {
      VanityLab before = retouch_get_mean (&portrait, image, side * 30, 12, 4);
      VanityLab after = retouch_get_mean (&portrait, worn, side * 30, 12, 4);

      g_assert_cmpfloat (fabsf (after.L - before.L), <, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/under-eye/tones", test_tones);
  g_test_add_func ("/makeup/under-eye/none", test_none);
  return g_test_run ();
}
