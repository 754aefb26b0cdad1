#include "features/symmetry.h"

#include "made-face.h"

#include <math.h>

static gboolean
measure (const MadeFace *made, double parts[VANITY_N_PARTS])
{
  VanityFace face;
  VanityFrontal frontal;
  double offset[VANITY_FACE_MESH_POINTS][2];
  g_autoptr (GError) error = NULL;

  if (!made_face (made, &face))
    return FALSE;
  g_assert_true (vanity_frontal_undo (&face, &frontal, &error));
  g_assert_true (vanity_symmetry_measure (&frontal, offset, &error));
  g_assert_no_error (error);
  for (int i = 0; i < VANITY_N_PARTS; i++)
    parts[i] = vanity_symmetry_get_part (offset, (VanityPart)i);
  return TRUE;
}

static void
test_counterparts (void)
{
  static const int pairs[][2] = { { 234, 454 }, { 33, 263 }, { 61, 291 }, { 1, 1 }, { 152, 152 } };
  g_autoptr (GError) error = NULL;
  const guint16 *other = vanity_symmetry_get_counterparts (&error);

  if (other == NULL)
    {
      g_test_skip ("skipped: the face mesh is not installed");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpint (other[pairs[i][0]], ==, pairs[i][1]);
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    g_assert_cmpint (other[other[i]], ==, i);
}

/* A symmetric head has none, however it is turned; an eye that is lower has, at the eyes. */
static void
test_parts (void)
{
  double even[VANITY_N_PARTS], odd[VANITY_N_PARTS], odder[VANITY_N_PARTS];

  if (!measure (&(MadeFace){ 0 }, even))
    return;
  for (int i = 0; i < VANITY_N_PARTS; i++)
    g_assert_cmpfloat (even[i], <, 1e-4);
  measure (&(MadeFace){ .yaw = 15, .pitch = -8, .roll = 20 }, even);
  for (int i = 0; i < VANITY_N_PARTS; i++)
    g_assert_cmpfloat (even[i], <, 2e-3);

  /* 0.3 cm of some 15.3. */
  measure (&(MadeFace){ .shifted_eye = 0.3 }, odd);
  g_assert_cmpfloat_with_epsilon (odd[VANITY_PART_EYES], 0.3 / 15.3, 0.004);
  g_assert_cmpfloat (odd[VANITY_PART_LIPS], <, 0.003);
  g_assert_cmpfloat (odd[VANITY_PART_FACE], <, 0.003);
  measure (&(MadeFace){ .shifted_eye = 0.6 }, odder);
  g_assert_cmpfloat_with_epsilon (odder[VANITY_PART_EYES] / odd[VANITY_PART_EYES], 2, 0.05);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/symmetry/counterparts", test_counterparts);
  g_test_add_func ("/symmetry/parts", test_parts);
  return g_test_run ();
}
