#include "head/head-guess.h"

#include "head/head-view.h"
#include "portrait.h"

#include <math.h>
#include <string.h>

#define SIDE 128

typedef struct
{
  VanityFace face; /* in cells */
  guint8 rgb[3 * SIDE * SIDE], person[SIDE * SIDE];
  guint8 label[SIDE * SIDE], weight[SIDE * SIDE];
} Fixture;

/* The portrait before a plain wall, with hair painted above and beside the face where asked for. */
static gboolean
draw (Fixture *fixture, gboolean hair)
{
  Portrait portrait = {
    .width = SIDE, .height = SIDE, .depth = 8, .skin = 0xc8967a, .face = 56, .x = 64, .y = 70
  };
  g_autoptr (VanityImage) image = portrait_new (&portrait, &fixture->face);
  g_autofree float *cells = NULL;
  VanityAffine plain = { .m = { 1, 0, 0, 0, 1, 0 } };

  if (image == NULL)
    return FALSE;
  cells = g_new0 (float, SIDE *SIDE *VANITY_HEAD_VIEW_CHANNELS);
  vanity_head_view_draw (fixture->face.points, &plain, SIDE, cells);
  for (int i = 0; i < SIDE * SIDE; i++)
    {
      double x = (i % SIDE - 64) / 40.0, y = (i / SIDE - 62) / 52.0;
      gboolean face = cells[i * VANITY_HEAD_VIEW_CHANNELS + VANITY_HEAD_VIEW_FACE] > 0.5f;
      gboolean is_hair = hair && !face && x * x + y * y < 1 && i / SIDE < 75;
      const guint8 *from = vanity_image_row (image, i / SIDE) + 4 * (i % SIDE);
      guint8 shade = (guint8)(i * 7919 % 13);

      for (int k = 0; k < 3; k++)
        fixture->rgb[3 * i + k] = face      ? from[k]
                                  : is_hair ? (guint8)(30 + shade)
                                            : (guint8)(k == 2 ? 200 + shade : 120 + shade);
      fixture->person[i] = face || is_hair ? 250 : 5;
    }
  return TRUE;
}

static double
get_share (const Fixture *fixture, VanityHeadClass class, int left, int top, int right, int bottom)
{
  int is = 0;

  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      is += fixture->label[y * SIDE + x] == class && fixture->weight[y * SIDE + x] > 0;
  return (double)is / ((bottom - top) * (right - left));
}

static void
test_hair (void)
{
  g_autofree Fixture *fixture = g_new0 (Fixture, 1);
  const VanityPoint *top, *cheek, *lip;

  if (!draw (fixture, TRUE))
    return;
  g_assert_cmpfloat (vanity_head_guess (fixture->rgb, fixture->person, fixture->face.points, SIDE,
                                        FALSE, fixture->label, fixture->weight),
                     >, 0.6f);
  top = &fixture->face.points[10];
  cheek = &fixture->face.points[50];
  lip = &fixture->face.points[17];
  g_assert_cmpfloat (get_share (fixture, VANITY_HEAD_HAIR, (int)top->x - 8, (int)top->y - 12,
                                (int)top->x + 8, (int)top->y - 4),
                     >, 0.9);
  g_assert_cmpfloat (get_share (fixture, VANITY_HEAD_SKIN, (int)cheek->x - 2, (int)cheek->y - 2,
                                (int)cheek->x + 3, (int)cheek->y + 3),
                     >, 0.9);
  g_assert_cmpfloat (get_share (fixture, VANITY_HEAD_LIPS, (int)lip->x - 3, (int)lip->y - 3,
                                (int)lip->x + 3, (int)lip->y),
                     >, 0.6);
  g_assert_cmpfloat (get_share (fixture, VANITY_HEAD_BACKGROUND, 2, 2, 20, 20), >, 0.9);
}

/* No hair is seen where there is none. */
static void
test_bald (void)
{
  g_autofree Fixture *fixture = g_new0 (Fixture, 1);

  if (!draw (fixture, FALSE))
    return;
  vanity_head_guess (fixture->rgb, fixture->person, fixture->face.points, SIDE, FALSE,
                     fixture->label, fixture->weight);
  g_assert_cmpfloat (get_share (fixture, VANITY_HEAD_HAIR, 0, 0, SIDE, SIDE), <, 0.01);
}

/* Points that form no face: nothing is to be learnt. */
static void
test_nothing (void)
{
  g_autofree Fixture *fixture = g_new0 (Fixture, 1);

  if (!draw (fixture, TRUE))
    return;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    fixture->face.points[i].x = fixture->face.points[i].y = 30;
  g_assert_cmpfloat (vanity_head_guess (fixture->rgb, fixture->person, fixture->face.points, SIDE,
                                        FALSE, fixture->label, fixture->weight),
                     ==, 0);
  for (int i = 0; i < SIDE * SIDE; i++)
    g_assert_cmpint (fixture->weight[i], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/guess/hair", test_hair);
  g_test_add_func ("/head/guess/bald", test_bald);
  g_test_add_func ("/head/guess/nothing", test_nothing);
  return g_test_run ();
}
