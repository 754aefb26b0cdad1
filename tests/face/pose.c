#include "face/pose.h"

#include "face/canonical.h"
#include "support.h"

#include <math.h>

/* The canonical head as an orthographic camera sees it: pitched and turned first, then tilted. */
static void
photograph (float yaw, float pitch, float roll, float scale, VanityPoint *points)
{
  g_autoptr (GError) error = NULL;
  const VanityCanonicalMesh *mesh = vanity_canonical_mesh_get (&error);
  g_assert_no_error (error);
  double y = yaw * G_PI / 180, p = -pitch * G_PI / 180, r = -roll * G_PI / 180;

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      double a = mesh->vertex[i][0], b = mesh->vertex[i][1], c = mesh->vertex[i][2];
      double b1 = cos (p) * b - sin (p) * c, c1 = sin (p) * b + cos (p) * c;
      double a2 = cos (y) * a + sin (y) * c1, c2 = -sin (y) * a + cos (y) * c1;
      double a3 = cos (r) * a2 - sin (r) * b1, b3 = sin (r) * a2 + cos (r) * b1;
      points[i] = (VanityPoint){ 300 + scale * a3, 200 - scale * b3, -scale * c2 };
    }
}

static void
test_known (void)
{
  static const float angles[][3]
      = { { 0, 0, 0 },     { 30, 0, 0 },      { 0, 20, 0 },  { 0, 0, 15 },
          { -45, 10, 90 }, { 15, -25, -170 }, { 60, 5, -45 } };

  if (!support_has_mesh ())
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (angles); i++)
    {
      VanityPoint points[VANITY_FACE_MESH_POINTS];
      VanityPose pose;
      g_autoptr (GError) error = NULL;
      photograph (angles[i][0], angles[i][1], angles[i][2], 12, points);
      g_assert_true (vanity_pose_fit (&pose, points, &error));
      g_assert_cmpfloat_with_epsilon (pose.yaw, angles[i][0], 0.01);
      g_assert_cmpfloat_with_epsilon (pose.pitch, angles[i][1], 0.01);
      g_assert_cmpfloat_with_epsilon (pose.roll, angles[i][2], 0.01);
      g_assert_cmpfloat_with_epsilon (pose.scale, 12, 0.01);
      g_assert_cmpfloat (pose.residual, <, 1e-4);
    }
}

/* The signs, from the picture: turned to its left the nose goes right, looking up it goes up,
 * tilted clockwise the eye on the right sinks. */
static void
test_signs (void)
{
  VanityPoint front[VANITY_FACE_MESH_POINTS], moved[VANITY_FACE_MESH_POINTS];

  if (!support_has_mesh ())
    return;
  photograph (0, 0, 0, 10, front);
  photograph (20, 0, 0, 10, moved);
  g_assert_cmpfloat (moved[1].x, >, front[1].x + 10);
  photograph (0, 20, 0, 10, moved);
  g_assert_cmpfloat (moved[1].y, <, front[1].y - 10);
  photograph (0, 0, 20, 10, moved);
  g_assert_cmpfloat (moved[263].y, >, front[263].y + 5);
}

/* Points that are no head at all. */
static void
test_nonsense (void)
{
  VanityPoint points[VANITY_FACE_MESH_POINTS];
  g_autoptr (GRand) random = g_rand_new_with_seed (3);
  g_autoptr (GError) error = NULL;
  VanityPose pose;

  if (!support_has_mesh ())
    return;
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    points[i]
        = (VanityPoint){ g_rand_double_range (random, 0, 200), g_rand_double_range (random, 0, 200),
                         g_rand_double_range (random, -50, 50) };
  g_assert_true (vanity_pose_fit (&pose, points, &error));
  g_assert_true (pose.scale <= 0 || pose.residual > 0.3);

  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    points[i] = (VanityPoint){ 5, 5, 5 };
  g_assert_true (vanity_pose_fit (&pose, points, &error));
  g_assert_true (!(pose.scale > 0) || pose.residual > 0.3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pose/known", test_known);
  g_test_add_func ("/pose/signs", test_signs);
  g_test_add_func ("/pose/nonsense", test_nonsense);
  return g_test_run ();
}
