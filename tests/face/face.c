#include "face/face.h"

#include "face/landmarks.h"

#include <math.h>

static void
test_scale (void)
{
  g_autoptr (VanityFace) face = g_new0 (VanityFace, 1);
  face->box[2] = 100;
  face->points[234] = (VanityPoint){ 10, 20, 5 };
  face->points[454] = (VanityPoint){ 40, 60, -5 };
  face->quality.size = 70;
  face->pose.yaw = 12;

  g_assert_cmpfloat_with_epsilon (vanity_face_get_width (face), 50, 1e-5);
  g_autoptr (VanityFace) copy = vanity_face_copy (face);
  vanity_face_scale (copy, 0.5);
  g_assert_cmpfloat_with_epsilon (vanity_face_get_width (copy), 25, 1e-5);
  g_assert_cmpfloat (copy->box[2], ==, 50);
  g_assert_cmpfloat (copy->points[454].z, ==, -2.5f);
  g_assert_cmpfloat (copy->quality.size, ==, 35);
  g_assert_cmpfloat (copy->pose.yaw, ==, 12);
  g_assert_cmpfloat (face->box[2], ==, 100);
}

/* The region of a face turned with its photo is turned with it. */
static void
test_region (void)
{
  VanityPoint points[VANITY_FACE_POINTS] = { { 0 } }, turned[VANITY_FACE_POINTS];
  g_autoptr (GRand) random = g_rand_new_with_seed (5);

  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    points[i] = (VanityPoint){ g_rand_double_range (random, 100, 200),
                               g_rand_double_range (random, 100, 240), 0 };
  points[33] = (VanityPoint){ 120, 150, 0 };
  points[263] = (VanityPoint){ 180, 150, 0 };
  points[10] = (VanityPoint){ 150, 100, 0 };
  points[152] = (VanityPoint){ 150, 240, 0 };
  VanityRegion upright = vanity_region_from_points (points);
  g_assert_cmpfloat_with_epsilon (upright.size, 1.5 * 140, 1e-3);
  g_assert_cmpfloat_with_epsilon (upright.angle, 0, 1e-6);

  double a = 0.7;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    turned[i] = (VanityPoint){ cos (a) * points[i].x - sin (a) * points[i].y,
                               sin (a) * points[i].x + cos (a) * points[i].y, 0 };
  VanityRegion region = vanity_region_from_points (turned);
  g_assert_cmpfloat_with_epsilon (region.angle, a, 1e-5);
  g_assert_cmpfloat_with_epsilon (region.size, upright.size, 1e-3);
  g_assert_cmpfloat_with_epsilon (region.x, cos (a) * upright.x - sin (a) * upright.y, 1e-3);
  g_assert_cmpfloat_with_epsilon (region.y, sin (a) * upright.x + cos (a) * upright.y, 1e-3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/face/scale", test_scale);
  g_test_add_func ("/face/region", test_region);
  return g_test_run ();
}
