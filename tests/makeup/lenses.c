/* The iris takes the colour; pupil, glint, the white and the lids do not. */
#include "retouch-fixture.h"

#include <math.h>

enum
{
  RIGHT_IRIS = 468,
  LEFT_IRIS = 473,
};

/* The lash lines found in a photo may lie so far off the mesh's. */
#define LASHES_MM 1.3

static double
get_radius (const VanityFace *face, int iris)
{
  return (double)(face->points[iris + 1].x - face->points[iris + 3].x) / 2;
}

static gboolean
is_iris (const Portrait *portrait, const VanityFace *face, double x, double y)
{
  static const int irises[] = { RIGHT_IRIS, LEFT_IRIS };

  for (int i = 0; i < 2; i++)
    {
      const VanityPoint *p = &face->points[irises[i]];

      if (hypot (x - (double)p->x, y - (double)p->y) < 1.3 * fabs (get_radius (face, irises[i]))
          && retouch_is_in (face, VANITY_CONTOUR_EYE_RIGHT + i, x, y,
                            LASHES_MM * retouch_get_unit (portrait)))
        return TRUE;
    }
  return FALSE;
}

/* A place relative to the iris, in radii. */
static VanityLab
look (const VanityImage *image, const VanityFace *face, int iris, double u, double v)
{
  double radius = fabs (get_radius (face, iris));

  return portrait_lab (image, (int)((double)face->points[iris].x + u * radius),
                       (int)((double)face->points[iris].y + v * radius));
}

static VanityImage *
make (Portrait *portrait, VanityFace *face)
{
  VanityImage *image = portrait_new (portrait, face);
  static const int irises[] = { RIGHT_IRIS, LEFT_IRIS };

  for (int i = 0; image != NULL && i < 2; i++)
    {
      const VanityPoint *p = &face->points[irises[i]];
      double unit = retouch_get_unit (portrait), x = ((double)p->x - portrait->x) / unit;
      double y = (portrait->y - (double)p->y) / unit;

      retouch_tint (portrait, image, x, y, 2.4, (VanityRgb){ 0.05f, 0.05f, 0.05f });
      retouch_tint (portrait, image, x + 1.5, y + 1.5, 1, (VanityRgb){ 400, 400, 400 });
    }
  return image;
}

static void
test_layer (void)
{
  Portrait portrait = RETOUCH_PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = make (&portrait, &face);

  if (image == NULL)
    return;
  for (int pattern = 0; pattern < 3; pattern++)
    {
      static const char *const patterns[] = { "natural", "starry", "plain" };
      g_autofree char *members
          = g_strdup_printf ("\"kind\": \"lenses\", \"color\": \"#4878b0\", \"ring\": 0, "
                             "\"pattern\": \"%s\"",
                             patterns[pattern]);
      g_autoptr (VanityImage) worn
          = retouch_check (&portrait, image, &face, NULL, members, is_iris);

      for (int iris = RIGHT_IRIS; iris <= LEFT_IRIS; iris += 5)
        {
          VanityLab before = look (image, &face, iris, 0.75, 0.1);
          VanityLab after = look (worn, &face, iris, 0.75, 0.1);

          g_assert_cmpfloat (after.b, <, before.b - 8);
          g_assert_cmpfloat (vanity_lab_delta_e2000 (look (image, &face, iris, 0, 0.1),
                                                     look (worn, &face, iris, 0, 0.1)),
                             <, 1.5);
          g_assert_cmpfloat (vanity_lab_delta_e2000 (look (image, &face, iris, 0.27, -0.27),
                                                     look (worn, &face, iris, 0.27, -0.27)),
                             <, 1.5);
        }
    }
}

/* Too small an eye to tell. */
static void
test_small (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = NULL;
  g_autoptr (VanityImage) worn = NULL;

  portrait.face = 60;
  image = portrait_new (&portrait, &face);
  if (image == NULL)
    return;
  worn = retouch_check (&portrait, image, &face, NULL, "\"kind\": \"lenses\"", NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/lenses/layer", test_layer);
  g_test_add_func ("/makeup/lenses/small", test_small);
  return g_test_run ();
}
