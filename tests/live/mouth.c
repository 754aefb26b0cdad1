#include "live/mouth.h"

#include "portrait.h"

#include <math.h>

/* The drawn portrait's points with so many millimetres between its lips. */
static gboolean
make_points (double gap, double scale, VanityFace *face)
{
  Portrait portrait = PORTRAIT_INIT;
  portrait.gap = gap;
  g_autoptr (VanityImage) image = portrait_new (&portrait, face);

  if (image == NULL)
    return FALSE;
  vanity_face_scale (face, scale);
  return TRUE;
}

static void
test_narrower (void)
{
  VanityFace then, now;
  VanityMouth mouth;

  if (!make_points (8, 1, &then) || !make_points (2, 1, &now))
    return;
  vanity_mouth_measure (&mouth, then.points, now.points);
  g_assert_false (mouth.wider);
  vanity_mouth_measure (&mouth, then.points, then.points);
  g_assert_false (mouth.wider);
}

/* Lips that were shut and part: each keeps its edge, teeth stay bare. */
static void
test_opened (void)
{
  const double scale = 1.5;
  VanityFace then, now;
  VanityMouth mouth;
  double x, y;

  if (!make_points (0.5, 1, &then) || !make_points (12, scale, &now))
    return;
  vanity_mouth_measure (&mouth, then.points, now.points);
  g_assert_true (mouth.wider);
  for (int lip = 0; lip < 2; lip++)
    {
      const VanityPoint *was = &then.points[lip ? 14 : 13], *is = &now.points[lip ? 14 : 13];
      double inwards = lip ? -1 : 1;

      /* The edge is where it was; inside it there is soon nothing. */
      g_assert_cmpfloat (
          vanity_mouth_find (&mouth, (double)is->x, (double)is->y + 0.01 * inwards, &x, &y), >,
          0.9);
      g_assert_cmpfloat_with_epsilon (x, (double)was->x, 0.5);
      g_assert_cmpfloat_with_epsilon (y, (double)was->y, 0.5);
      g_assert_cmpfloat (
          vanity_mouth_find (&mouth, (double)is->x, (double)is->y + 5 * inwards, &x, &y), ==, 0);
    }
}

/* Lips that showed teeth and part further: an edge of the lip's own width, at its own size. */
static void
test_opened_further (void)
{
  const double scale = 1.5;
  VanityFace then, now;
  VanityMouth mouth;
  double x, y;

  if (!make_points (8, 1, &then) || !make_points (14, scale, &now))
    return;
  vanity_mouth_measure (&mouth, then.points, now.points);
  g_assert_true (mouth.wider);
  const VanityPoint *was = &then.points[13], *is = &now.points[13];
  g_assert_cmpfloat (vanity_mouth_find (&mouth, (double)is->x, (double)is->y + 3, &x, &y), ==, 1);
  g_assert_cmpfloat_with_epsilon (x, (double)was->x, 0.1);
  g_assert_cmpfloat_with_epsilon (y, (double)was->y + 3 / scale, 0.1);
}

static void
test_triangles (void)
{
  VanityFace face;
  int n = 0;

  if (!make_points (5, 1, &face))
    return;
  for (int t = -1; t < 1100; t++)
    n += vanity_mouth_has_triangle (t);
  /* A strip between two curves of eleven points that share their ends. */
  g_assert_cmpint (n, ==, 18);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/mouth/narrower", test_narrower);
  g_test_add_func ("/live/mouth/opened", test_opened);
  g_test_add_func ("/live/mouth/opened-further", test_opened_further);
  g_test_add_func ("/live/mouth/triangles", test_triangles);
  return g_test_run ();
}
