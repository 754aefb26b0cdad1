#include "head/head-loose.h"

#include <math.h>
#include <string.h>

#define SIDE 16

/* A face that looks at us, its nose in the middle. */
static void
make_points (VanityPoint *points)
{
  memset (points, 0, sizeof (VanityPoint) * VANITY_FACE_MESH_POINTS);
  points[1] = (VanityPoint){ 8, 8, 0 };
  points[10] = (VanityPoint){ 8, 4, 0 };
  points[152] = (VanityPoint){ 8, 12, 0 };
}

static void
paint (guint8 *label, int left, int top, int right, int bottom)
{
  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      label[y * SIDE + x] = VANITY_HEAD_HAIR;
}

static int
count (const guint8 *loose)
{
  int sum = 0;

  for (int i = 0; i < SIDE * SIDE; i++)
    sum += loose[i];
  return sum;
}

/* A fringe stays, a collar goes; so does hair on the shoulders that is joined to nothing, and stays
 * once it is. */
static void
test_collar (void)
{
  guint8 label[SIDE * SIDE] = { 0 }, loose[SIDE * SIDE];
  VanityPoint points[VANITY_FACE_MESH_POINTS];

  make_points (points);
  paint (label, 4, 1, 12, 4);
  paint (label, 2, 13, 6, 15);
  vanity_head_find_loose_hair (label, points, SIDE, loose);
  g_assert_cmpint (count (loose), ==, 8);
  g_assert_true (loose[13 * SIDE + 2]);
  g_assert_false (loose[1 * SIDE + 4]);
  paint (label, 2, 9, 3, 13);
  vanity_head_find_loose_hair (label, points, SIDE, loose);
  g_assert_cmpint (count (loose), ==, 12);
  paint (label, 2, 3, 3, 9);
  vanity_head_find_loose_hair (label, points, SIDE, loose);
  g_assert_cmpint (count (loose), ==, 0);
}

/* Up is where the face has it. */
static void
test_turned (void)
{
  guint8 label[SIDE * SIDE] = { 0 }, loose[SIDE * SIDE];
  VanityPoint points[VANITY_FACE_MESH_POINTS];

  make_points (points);
  points[10] = (VanityPoint){ 12, 8, 0 };
  points[152] = (VanityPoint){ 4, 8, 0 };
  paint (label, 1, 1, 4, 4);
  paint (label, 12, 12, 15, 15);
  vanity_head_find_loose_hair (label, points, SIDE, loose);
  g_assert_cmpint (count (loose), ==, 9);
  g_assert_true (loose[1 * SIDE + 1]);
}

static void
test_no_face (void)
{
  guint8 label[SIDE * SIDE] = { 0 }, loose[SIDE * SIDE];
  VanityPoint points[VANITY_FACE_MESH_POINTS];

  make_points (points);
  paint (label, 2, 13, 6, 15);
  points[10] = points[152];
  vanity_head_find_loose_hair (label, points, SIDE, loose);
  g_assert_cmpint (count (loose), ==, 0);
  make_points (points);
  points[1].x = NAN;
  vanity_head_find_loose_hair (label, points, SIDE, loose);
  g_assert_cmpint (count (loose), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/loose/collar", test_collar);
  g_test_add_func ("/head/loose/turned", test_turned);
  g_test_add_func ("/head/loose/no-face", test_no_face);
  return g_test_run ();
}
