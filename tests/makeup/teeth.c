/* Teeth get whiter, within what is natural; nothing else in or round the mouth does. */
#include "retouch-fixture.h"

#include <math.h>

static gboolean
is_opening (const Portrait *portrait, const VanityFace *face, double x, double y)
{
  return retouch_is_in (face, VANITY_CONTOUR_LIPS_INNER, x, y, 2.5 * retouch_get_unit (portrait));
}

static VanityImage *
make (Portrait *portrait, VanityFace *face, double gap, VanityRgb gain)
{
  VanityImage *image;

  portrait->gap = gap;
  image = portrait_new (portrait, face);
  if (image != NULL && gap > 1)
    for (int y = 0; y < image->height; y++)
      for (int x = 0; x < image->width; x++)
        if (hypot (x - portrait->x, y - portrait->y - 48 * retouch_get_unit (portrait)) < 130
            && retouch_is_in (face, VANITY_CONTOUR_LIPS_INNER, x + 0.5, y + 0.5, 0))
          {
            double unit = retouch_get_unit (portrait);

            retouch_tint (portrait, image, (x + 0.5 - portrait->x) / unit,
                          (portrait->y - y - 0.5) / unit, 0.1, gain);
          }
  return image;
}

static VanityLab
get_middle (const Portrait *portrait, const VanityFace *face, const VanityImage *image)
{
  double unit = retouch_get_unit (portrait);
  double x = (double)(face->points[13].x + face->points[14].x) / 2;
  double y = (double)(face->points[13].y + face->points[14].y) / 2;

  return retouch_get_mean (portrait, image, (x - portrait->x) / unit, (portrait->y - y) / unit, 2);
}

static void
test_yellow (void)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = make (&portrait, &face, 9, (VanityRgb){ 0.78f, 0.70f, 0.46f });
  g_autoptr (VanityImage) worn = NULL;
  VanityLab before, after;

  if (image == NULL)
    return;
  worn = retouch_check (&portrait, image, &face, NULL,
                        "\"kind\": \"teeth\", \"whitening\": 1, \"lightening\": 1", is_opening);
  before = get_middle (&portrait, &face, image);
  after = get_middle (&portrait, &face, worn);
  g_assert_cmpfloat (before.b, >, 15);
  g_assert_cmpfloat (after.b, <, 0.75f * before.b);
  /* Natural: still a little yellow, lighter but not glaring. */
  g_assert_cmpfloat (after.b, >, 2);
  g_assert_cmpfloat (after.L, >, before.L + 1);
  g_assert_cmpfloat (after.L, <, before.L + 10);
}

/* Shut lips, a tongue, the dark of a mouth. */
static void
test_nothing (void)
{
  static const VanityRgb gains[]
      = { { 1, 1, 1 }, { 0.75f, 0.30f, 0.32f }, { 0.03f, 0.02f, 0.02f } };

  for (gsize i = 0; i < G_N_ELEMENTS (gains); i++)
    {
      Portrait portrait = RETOUCH_PORTRAIT_INIT;
      VanityFace face;
      g_autoptr (VanityImage) image = make (&portrait, &face, i == 0 ? 0 : 9, gains[i]);
      g_autoptr (VanityImage) worn = NULL;

      if (image == NULL)
        return;
      worn = retouch_check (&portrait, image, &face, NULL, "\"kind\": \"teeth\", \"whitening\": 1",
                            NULL);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/teeth/yellow", test_yellow);
  g_test_add_func ("/makeup/teeth/nothing", test_nothing);
  return g_test_run ();
}
