#include "live/gaze.h"

#include "live/sheet.h"
#include "portrait.h"

#include <math.h>
#include <string.h>

#define LOOK_ASIDE 5
/* Half of what is moved about an iris, pixels. */
#define REACH 28

/* A portrait that looks `aside` pixels to the right. */
static VanityImage *
new_portrait (int aside, VanityFace *face)
{
  Portrait portrait = PORTRAIT_INIT;

  portrait.width = 720;
  portrait.height = 880;
  portrait.face = 480;
  portrait.x = 360;
  portrait.y = 430;
  VanityImage *image = portrait_new (&portrait, face);
  if (image == NULL)
    return NULL;
  for (int i = VANITY_FACE_MESH_POINTS; i < VANITY_FACE_POINTS; i++)
    {
      int x = (int)face->points[i].x, y = (int)face->points[i].y;

      for (int row = y - REACH / 2; row <= y + REACH / 2 && i % 5 == 3; row++)
        memmove (vanity_image_row (image, row) + 4 * (x - REACH + aside),
                 vanity_image_row (image, row) + 4 * (x - REACH), (gsize)4 * 2 * REACH);
      face->points[i].x += (float)aside;
    }
  return image;
}

static void
test_triangles (void)
{
  VanityFace face;
  g_autoptr (VanityImage) image = new_portrait (0, &face);
  int n[3] = { 0 };

  if (image == NULL)
    return;
  for (int t = -1; t < 1100; t++)
    n[vanity_gaze_get_eye (t) + 1]++;
  /* Strips between two curves of nine points that share their ends. */
  g_assert_cmpint (n[1], ==, 14);
  g_assert_cmpint (n[2], ==, 14);
}

/* The middle of an iris goes to the middle of the same, however head and gaze have moved. */
static void
test_way (void)
{
  VanityFace then, now;
  g_autoptr (VanityImage) first = new_portrait (0, &then);
  g_autoptr (VanityImage) second = first ? new_portrait (LOOK_ASIDE, &now) : NULL;
  VanityNet was, is;

  if (second == NULL)
    return;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    {
      float x = now.points[i].x, y = now.points[i].y;

      now.points[i].x = 1.2f * (0.96f * x - 0.28f * y) + 40;
      now.points[i].y = 1.2f * (0.28f * x + 0.96f * y) - 90;
    }
  vanity_net_place (&was, then.points);
  vanity_net_place (&is, now.points);
  for (int eye = 0; eye < 2; eye++)
    {
      const VanityPoint *p = &is.iris[eye], *q = &was.iris[eye];
      double m[6];

      vanity_gaze_get_way (&was, &is, eye, m);
      g_assert_cmpfloat_with_epsilon (m[0] * (double)p->x + m[1] * (double)p->y + m[2],
                                      (double)q->x, 0.01);
      g_assert_cmpfloat_with_epsilon (m[3] * (double)p->x + m[4] * (double)p->y + m[5],
                                      (double)q->y, 0.01);
      g_assert_cmpfloat_with_epsilon (hypot (m[0], m[3]), 1 / 1.2, 1e-4);
    }
  g_assert_cmpfloat_with_epsilon (vanity_gaze_get_distance (&then, &then), 0, 1e-9);
  double width = (double)(then.points[133].x - then.points[33].x);
  g_assert_cmpfloat_with_epsilon (vanity_gaze_get_distance (&then, &now),
                                  (double)LOOK_ASIDE / width, 0.02);
}

/* Middle of what has changed about the right eye, weighted by how much; FALSE where nothing has. */
static gboolean
find_change (const VanityImage *bare, const VanityImage *worn, const VanityFace *face, double *x)
{
  int left = (int)face->points[33].x, right = (int)face->points[133].x;
  int top = (int)face->points[159].y, bottom = (int)face->points[145].y;
  double sum = 0, at = 0;

  for (int j = top; j <= bottom; j++)
    for (int i = left; i <= right; i++)
      {
        double change
            = abs (vanity_image_row (worn, j)[4 * i + 2] - vanity_image_row (bare, j)[4 * i + 2]);

        sum += change;
        at += change * (i + 0.5);
      }
  *x = at / MAX (sum, 1e-9);
  return sum > 100;
}

/* A lens goes with the iris. */
static void
test_lens (void)
{
  VanityFace face, aside;
  g_autoptr (VanityImage) bare = new_portrait (0, &face);
  g_autoptr (VanityLook) look
      = portrait_look ("\"kind\": \"lenses\", \"color\": \"#5080c0\" }, { \"kind\": \"blush\"");
  double x[2];

  if (bare == NULL)
    return;
  g_autoptr (VanityFitting) fitting = vanity_fitting_new (bare, &face, NULL, NULL);
  g_autoptr (VanitySheet) sheet = vanity_fitting_wear (fitting, look, NULL, NULL);
  g_assert_nonnull (sheet->eyes);
  g_assert_nonnull (sheet->eyes->numbers);
  g_assert_nonnull (sheet->numbers);
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (VanityImage) again = new_portrait (k * LOOK_ASIDE, &aside);
      g_autoptr (VanityImage) worn = vanity_image_copy (again, NULL);
      VanityWornSheet one = { sheet, 1 };
      VanityNetMap map = { 0 };
      VanityNet net;
      gboolean is_changed;

      vanity_net_place (&net, aside.points);
      g_assert_true (vanity_net_draw (&net, bare->width, bare->height, &map));
      vanity_sheets_lay (&one, 1, &map, &net, &sheet->skin, worn);
      vanity_net_map_clear (&map);
      is_changed = find_change (again, worn, &aside, &x[k]);
      g_assert_true (is_changed);
    }
  g_assert_cmpfloat_with_epsilon (x[1] - x[0], (double)LOOK_ASIDE, 1.5);
  g_assert_cmpfloat (vanity_sheet_get_distance (sheet, &face, &sheet->skin), <, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/gaze/triangles", test_triangles);
  g_test_add_func ("/live/gaze/way", test_way);
  g_test_add_func ("/live/gaze/lens", test_lens);
  return g_test_run ();
}
