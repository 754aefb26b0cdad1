#include "analysis/childlike.h"

#include "portrait.h"

#include <math.h>

/* The face around irises that stay as they are, smaller by what it is at six: a child's, by one. */
static void
test_childlike (void)
{
  Portrait portrait = PORTRAIT_INIT;
  static const double smaller = 51.0 / 63.0;
  g_autoptr (VanityFace) face = g_new0 (VanityFace, 1);
  g_autoptr (VanityImage) image = portrait_new (&portrait, face);
  float adult, child;

  if (image == NULL)
    return;
  adult = vanity_childlike_judge (face);
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    {
      face->points[i].x *= (float)smaller;
      face->points[i].y *= (float)smaller;
      face->points[i].z *= (float)smaller;
    }
  child = vanity_childlike_judge (face);
  g_test_message ("adult %.3f, child %.3f", (double)adult, (double)child);
  g_assert_cmpfloat_with_epsilon (child - adult, 1, 0.02);
  face->pose.yaw = 60;
  g_assert_true (isnan (vanity_childlike_judge (face)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/analysis/childlike/growth", test_childlike);
  return g_test_run ();
}
