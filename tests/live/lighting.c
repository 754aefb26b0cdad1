/* Light told from skin that is drawn, and lit otherwise in the next frame. */
#include "live/lighting.h"

#include "image/color.h"
#include "portrait.h"

#include <math.h>

static const Portrait portrait = PORTRAIT_INIT;

/* Multiplies the linear light of every pixel right of `from` with `gain` per channel, at x = 0 and
 * across the frame linearly from the first to the second. */
static void
relight (VanityImage *image, int from, const float left[3], const float right[3])
{
  for (int y = 0; y < image->height; y++)
    for (int x = from; x < image->width; x++)
      for (int c = 0; c < 3; c++)
        {
          guint8 *p = vanity_image_row (image, y) + 4 * x + c;
          float gain = left[c] + (right[c] - left[c]) * (float)x / (float)image->width;
          float linear = gain * vanity_srgb_to_linear ((float)*p / 255);

          *p = (guint8)lrintf (255 * vanity_srgb_from_linear (CLAMP (linear, 0, 1)));
        }
}

/* The gains found for a frame that is lit otherwise; the mean distance from what they should be. */
static double
compare (const float left[3], const float right[3], gboolean covered, float (*gain)[3])
{
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  VanityLitSkin then, now;
  double off = 0;
  int n = 0;

  if (image == NULL)
    return 0;
  vanity_lit_skin_measure (&then, image, face.points);
  relight (image, 0, left, right);
  if (covered)
    relight (image, 230, (const float[3]){ 0.1f, 0.1f, 0.1f },
             (const float[3]){ 0.1f, 0.1f, 0.1f });
  vanity_lit_skin_measure (&now, image, face.points);
  vanity_lighting_compare (&then, &now, gain);
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    for (int c = 0; c < 3 && face.points[i].x < 220; c++, n++)
      off += fabs (
          (double)(gain[i][c]
                   / (left[c] + (right[c] - left[c]) * face.points[i].x / (float)portrait.width))
          - 1);
  return off / n;
}

static void
test_same (void)
{
  const float one[3] = { 1, 1, 1 };
  float gain[VANITY_FACE_MESH_POINTS][3];

  g_assert_cmpfloat (compare (one, one, FALSE, gain), <, 1e-6);
}

static void
test_dimmed (void)
{
  const float dim[3] = { 0.6f, 0.5f, 0.35f };
  float gain[VANITY_FACE_MESH_POINTS][3];

  g_assert_cmpfloat (compare (dim, dim, FALSE, gain), <, 0.03);
}

static void
test_side (void)
{
  const float left[3] = { 0.5f, 0.5f, 0.5f }, right[3] = { 1, 1, 1 };
  float gain[VANITY_FACE_MESH_POINTS][3];

  g_assert_cmpfloat (compare (left, right, FALSE, gain), <, 0.04);
}

/* What covers a third of the face is not taken for its light: on the rest, that is. */
static void
test_covered (void)
{
  const float dim[3] = { 0.7f, 0.7f, 0.7f };
  float gain[VANITY_FACE_MESH_POINTS][3];

  g_assert_cmpfloat (compare (dim, dim, TRUE, gain), <, 0.12);
}

/* Faces may lie half or wholly beyond the frame. */
static void
test_outside (void)
{
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  float gain[VANITY_FACE_MESH_POINTS][3];
  VanityLitSkin then, now;

  if (image == NULL)
    return;
  vanity_lit_skin_measure (&then, image, face.points);
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    face.points[i].x += 1000;
  vanity_lit_skin_measure (&now, image, face.points);
  g_assert_cmpfloat (now.rgb[1][0], <, 0);
  g_assert_cmpfloat (vanity_lighting_compare (&then, &now, gain), ==, 0);
  for (int i = 0; i < VANITY_FACE_MESH_POINTS; i++)
    g_assert_cmpfloat (gain[i][1], ==, 1);
  face.points[7].x = NAN;
  face.points[8].y = 1e30f;
  vanity_lit_skin_measure (&now, image, face.points);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/lighting/same", test_same);
  g_test_add_func ("/live/lighting/dimmed", test_dimmed);
  g_test_add_func ("/live/lighting/side", test_side);
  g_test_add_func ("/live/lighting/covered", test_covered);
  g_test_add_func ("/live/lighting/outside", test_outside);
  return g_test_run ();
}
