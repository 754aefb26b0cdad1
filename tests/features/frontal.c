#include "features/frontal.h"

#include "base/error.h"
#include "made-face.h"

#include <math.h>

/* Whatever the pose, the same mesh comes out, and the angles that were put in. */
static void
test_undo (void)
{
  static const MadeFace poses[] = {
    { .yaw = 24 }, { .pitch = -18 }, { .roll = 75 }, { .yaw = -20, .pitch = 12, .roll = -170 }
  };
  VanityFace face;
  VanityFrontal front, turned;
  g_autoptr (GError) error = NULL;

  if (!made_face (&(MadeFace){ 0 }, &face))
    return;
  g_assert_true (vanity_frontal_undo (&face, &front, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (front.point[454].x - front.point[234].x, 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (front.point[454].x + front.point[234].x, 0, 1e-6);
  g_assert_cmpfloat (front.point[10].y, >, front.point[152].y + 1);
  g_assert_cmpfloat (front.point[1].z, >, front.point[234].z);
  for (gsize i = 0; i < G_N_ELEMENTS (poses); i++)
    {
      MadeFace made = poses[i];

      made.scale = 13;
      g_assert_true (made_face (&made, &face));
      g_assert_true (vanity_frontal_undo (&face, &turned, &error));
      g_assert_cmpfloat_with_epsilon (turned.yaw - front.yaw, made.yaw, 0.4);
      g_assert_cmpfloat_with_epsilon (turned.pitch - front.pitch, made.pitch, 0.4);
      for (int k = 0; k < VANITY_FACE_POINTS; k++)
        {
          g_assert_cmpfloat_with_epsilon (turned.point[k].x, front.point[k].x, 2e-3);
          g_assert_cmpfloat_with_epsilon (turned.point[k].y, front.point[k].y, 2e-3);
          g_assert_cmpfloat_with_epsilon (turned.point[k].z, front.point[k].z, 2e-3);
        }
    }
}

static void
assert_refused (const VanityFace *face)
{
  VanityFrontal frontal;
  g_autoptr (GError) error = NULL;

  g_assert_false (vanity_frontal_undo (face, &frontal, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

static void
test_refused (void)
{
  static const float wrong[] = { NAN, INFINITY, -INFINITY, 1e9f };
  VanityFace face, broken;
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  if (!made_face (&(MadeFace){ 0 }, &face))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      broken = face;
      broken.points[100].x = wrong[i];
      assert_refused (&broken);
      broken = face;
      broken.points[471].z = wrong[i];
      assert_refused (&broken);
    }
  broken = face;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    broken.points[i] = (VanityPoint){ 50, 60, 0 };
  assert_refused (&broken);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    broken.points[i] = (VanityPoint){ (float)i, 60, 0 };
  assert_refused (&broken);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    broken.points[i] = (VanityPoint){ (float)g_rand_double_range (random, 0, 200),
                                      (float)g_rand_double_range (random, 0, 200),
                                      (float)g_rand_double_range (random, -50, 50) };
  assert_refused (&broken);
  broken = face;
  vanity_face_scale (&broken, 0.02);
  assert_refused (&broken);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frontal/undo", test_undo);
  g_test_add_func ("/frontal/refused", test_refused);
  return g_test_run ();
}
