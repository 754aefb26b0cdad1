#include "features/measure.h"

#include "made-face.h"

#include <math.h>
#include <string.h>

static gboolean
measure (const MadeFace *made, VanityMeasured *measured)
{
  VanityFace face;
  VanityFrontal frontal;
  g_autoptr (GError) error = NULL;

  if (!made_face (made, &face))
    return FALSE;
  g_assert_true (vanity_frontal_undo (&face, &frontal, &error));
  g_assert_no_error (error);
  vanity_measure_all (&frontal, measured);
  return TRUE;
}

/* As seen by a camera anywhere: size and pose change nothing. */
static void
test_pose (void)
{
  VanityMeasured front, turned;

  if (!measure (&(MadeFace){ 0 }, &front))
    return;
  for (int yaw = -24; yaw <= 24; yaw += 12)
    for (int pitch = -16; pitch <= 16; pitch += 8)
      {
        measure (&(MadeFace){ .yaw = yaw, .pitch = pitch, .roll = 3 * yaw, .scale = 9 }, &turned);
        for (int i = 0; i < VANITY_N_MEASURES; i++)
          for (int s = 0; s < 2; s++)
            g_assert_cmpfloat_with_epsilon (turned.value[i][s], front.value[i][s],
                                            0.006 * MAX (fabs (front.value[i][s]), 1.5));
      }
}

static void
test_mirror (void)
{
  VanityFace face, mirrored;
  VanityFrontal frontal;
  VanityMeasured one, other;
  g_autoptr (GError) error = NULL;

  if (!made_face (&(MadeFace){ .shifted_eye = 0.2, .yaw = 8, .pitch = 5 }, &face))
    return;
  made_mirror (&face, &mirrored);
  g_assert_true (vanity_frontal_undo (&face, &frontal, &error));
  vanity_measure_all (&frontal, &one);
  g_assert_true (vanity_frontal_undo (&mirrored, &frontal, &error));
  vanity_measure_all (&frontal, &other);
  g_assert_cmpfloat (one.value[VANITY_MEASURE_BROW_HEIGHT][0], >,
                     one.value[VANITY_MEASURE_BROW_HEIGHT][1] + 0.05);
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    for (int s = 0; s < 2; s++)
      g_assert_cmpfloat_with_epsilon (other.value[i][s], one.value[i][1 - s],
                                      1e-3 * MAX (fabs (one.value[i][1 - s]), 1));
}

/* Each change of the head moves the measure that is named after it, by the factor, and leaves the
 * others that have nothing to do with it. */
static void
test_changes (void)
{
  static const struct
  {
    MadeFace made;
    VanityMeasureId id;
    double factor, within;
    VanityMeasureId same;
  } changes[] = {
    { { .length = 1.1 }, VANITY_MEASURE_FACE_LENGTH, 1.1, 0.01, VANITY_MEASURE_JAW_WIDTH },
    { { .all = 1.1 }, VANITY_MEASURE_FACE_LENGTH, 1 / 1.1, 0.01, VANITY_MEASURE_FOREHEAD_WIDTH },
    { { .jaw = 1.1 }, VANITY_MEASURE_JAW_WIDTH, 1.1, 0.02, VANITY_MEASURE_FACE_LENGTH },
    { { .forehead = 0.9 }, VANITY_MEASURE_FOREHEAD_WIDTH, 0.9, 0.01, VANITY_MEASURE_JAW_WIDTH },
    { { .chin = 0.85 }, VANITY_MEASURE_CHIN_WIDTH, 0.85, 0.02, VANITY_MEASURE_FOREHEAD_WIDTH },
    { { .eye_height = 1.3 }, VANITY_MEASURE_EYE_OPENNESS, 1.3, 0.01, VANITY_MEASURE_EYE_SPACING },
    { { .eyes_apart = 1.2 }, VANITY_MEASURE_EYE_SPACING, 1.2, 0.03, VANITY_MEASURE_EYE_FIFTH },
    { { .lips_height = 1.4 }, VANITY_MEASURE_LIP_HEIGHT, 1.4, 0.02, VANITY_MEASURE_LIP_WIDTH },
  };
  VanityMeasured usual, changed;

  if (!measure (&(MadeFace){ 0 }, &usual))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      VanityMeasureId id = changes[i].id, same = changes[i].same;

      measure (&changes[i].made, &changed);
      g_test_message ("%s: %g, %s: %g", vanity_measure_get_info (id)->id,
                      changed.value[id][0] / usual.value[id][0], vanity_measure_get_info (same)->id,
                      changed.value[same][0] / usual.value[same][0]);
      g_assert_cmpfloat_with_epsilon (changed.value[id][0] / usual.value[id][0], changes[i].factor,
                                      changes[i].within);
      g_assert_cmpfloat_with_epsilon (changed.value[same][0] / usual.value[same][0], 1, 0.015);
    }
}

/* Of every face: parts make the whole. */
static void
test_sums (void)
{
  VanityMeasured m;
  const double (*v)[2] = (const double (*)[2])m.value;

  if (!measure (&(MadeFace){ .length = 1.07, .jaw = 1.05, .yaw = 10 }, &m))
    return;
  g_assert_cmpfloat_with_epsilon (v[VANITY_MEASURE_UPPER_THIRD][0]
                                      + v[VANITY_MEASURE_MIDDLE_THIRD][0]
                                      + v[VANITY_MEASURE_LOWER_THIRD][0],
                                  100, 1e-6);
  g_assert_cmpfloat_with_epsilon (
      v[VANITY_MEASURE_OUTER_FIFTH][0] + v[VANITY_MEASURE_OUTER_FIFTH][1]
          + v[VANITY_MEASURE_EYE_FIFTH][0] + v[VANITY_MEASURE_EYE_FIFTH][1]
          + v[VANITY_MEASURE_MIDDLE_FIFTH][0],
      100, 0.5);
}

/* Chins and brows that are drawn by a formula. */
static void
test_drawn (void)
{
  static const int chin[] = { 150, 149, 176, 148, 152, 377, 400, 378, 379 };
  static const int upper[2][5] = { { 107, 66, 105, 63, 70 }, { 336, 296, 334, 293, 300 } };
  static const int lower[2][5] = { { 55, 65, 52, 53, 46 }, { 285, 295, 282, 283, 276 } };
  VanityFrontal f = { .width = 100 };
  VanityMeasured m;

  f.point[234].x = -0.5;
  f.point[454].x = 0.5;
  for (int i = 0; i < 9; i++)
    f.point[chin[i]]
        = (VanityFrontalPoint){ 0.31 * sin ((i - 4) * 0.2), -0.4 - 0.31 * cos ((i - 4) * 0.2), 0 };
  vanity_measure_outline (&f, &m);
  g_assert_cmpfloat_with_epsilon (m.value[VANITY_MEASURE_CHIN_ROUNDNESS][0], 0.31, 1e-6);

  /* A parabola of height 0.2 of its length over a line that rises by 10°, 6 % thick. */
  f.point[33].x = -0.3, f.point[133].x = -0.1, f.point[362].x = 0.1, f.point[263].x = 0.3;
  for (int s = 0; s < 2; s++)
    for (int i = 0; i < 5; i++)
      {
        double t = i / 4.0, u = 0.3 * t, v = 0.3 * 0.8 * t * (1 - t), a = 10 * G_PI / 180;
        double x = 0.05 + u * cos (a) - v * sin (a), y = 0.3 + u * sin (a) + v * cos (a);

        f.point[upper[s][i]] = (VanityFrontalPoint){ s == 0 ? -x : x, y + 0.009, 0 };
        f.point[lower[s][i]] = (VanityFrontalPoint){ s == 0 ? -x : x, y - 0.009, 0 };
      }
  vanity_measure_brows (&f, &m);
  for (int s = 0; s < 2; s++)
    {
      g_assert_cmpfloat_with_epsilon (m.value[VANITY_MEASURE_BROW_ARCH][s], 20, 1e-6);
      g_assert_cmpfloat_with_epsilon (m.value[VANITY_MEASURE_BROW_PEAK][s], 50, 1e-6);
      g_assert_cmpfloat_with_epsilon (m.value[VANITY_MEASURE_BROW_TILT][s], 10, 1e-6);
      g_assert_cmpfloat_with_epsilon (m.value[VANITY_MEASURE_BROW_THICKNESS][s], 6, 1e-6);
      g_assert_cmpfloat_with_epsilon (m.value[VANITY_MEASURE_BROW_LENGTH][s], 1.5, 1e-6);
      /* The trapezia under five points of it, to its height. */
      g_assert_cmpfloat_with_epsilon (m.value[VANITY_MEASURE_BROW_ROUNDNESS][s], 0.625, 1e-6);
    }
  g_assert_cmpfloat_with_epsilon (m.value[VANITY_MEASURE_BROW_SPACING][0], 0.5, 1e-6);
}

/* Points that lie together give numbers all the same. */
static void
test_nothing (void)
{
  VanityFrontal f = { .width = 100 };
  VanityMeasured m;

  vanity_measure_all (&f, &m);
  for (int i = 0; i < VANITY_N_MEASURES; i++)
    g_assert_true (isfinite (m.value[i][0]) && isfinite (m.value[i][1]));
}

/* Every measure has its words and numbers. */
static void
test_info (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < VANITY_N_MEASURES; i++)
    {
      const VanityMeasureInfo *info = vanity_measure_get_info (i);

      g_assert_true (g_hash_table_add (ids, (gpointer)info->id));
      g_assert_cmpuint (strlen (info->name), >, 0);
      g_assert_cmpfloat (info->deviation, >, 0);
      g_assert_cmpfloat (info->usual[0], <, info->mean);
      g_assert_cmpfloat (info->usual[1], >, info->mean);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/measure/pose", test_pose);
  g_test_add_func ("/measure/mirror", test_mirror);
  g_test_add_func ("/measure/changes", test_changes);
  g_test_add_func ("/measure/sums", test_sums);
  g_test_add_func ("/measure/drawn", test_drawn);
  g_test_add_func ("/measure/nothing", test_nothing);
  g_test_add_func ("/measure/info", test_info);
  return g_test_run ();
}
