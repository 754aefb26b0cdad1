/* Which of several pictures is kept: the sharp one, with the eyes open. */
#include "app/camera-judge.h"

#include "app/camera-session.h"
#include "image/photo.h"

#include <string.h>

/* An eye of a width of 100, opened so far. */
static void
open_eye (VanityFace *face, const int points[6], float x, float opening)
{
  const float across[6] = { 0, 30, 70, 100, 70, 30 };

  for (int i = 0; i < 6; i++)
    face->points[points[i]] = (VanityPoint){ x + across[i],
                                             i == 1 || i == 2 ? 100 - opening / 2
                                             : i >= 4         ? 100 + opening / 2
                                                              : 100,
                                             0 };
}

static VanityFace
make_face (float right, float left, float sharpness)
{
  static const int right_eye[6] = { 33, 160, 158, 133, 153, 144 };
  static const int left_eye[6] = { 362, 385, 387, 263, 373, 380 };
  VanityFace face = { 0 };

  open_eye (&face, right_eye, 100, right);
  open_eye (&face, left_eye, 300, left);
  face.quality.sharpness = sharpness;

  return face;
}

static double
score (float right, float left, float sharpness)
{
  VanityFace face = make_face (right, left, sharpness);

  return vanity_camera_best_score (&face);
}

static void
test_openness (void)
{
  VanityFace face = make_face (30, 20, 0.5f);

  g_assert_cmpfloat_with_epsilon (vanity_camera_best_get_openness (&face), 0.2, 1e-5);
}

static void
test_score (void)
{
  /* A blink is worse than any blur, of one eye as well. */
  g_assert_cmpfloat (score (28, 28, 0.2f), >, score (5, 5, 0.9f));
  g_assert_cmpfloat (score (28, 28, 0.2f), >, score (28, 5, 0.9f));
  /* Among open eyes sharpness decides, and not how large they are. */
  g_assert_cmpfloat (score (22, 22, 0.6f), >, score (34, 34, 0.5f));
  /* More open is never worse. */
  for (float opening = 0; opening < 40; opening++)
    g_assert_cmpfloat (score (opening + 1, opening + 1, 0.5f), >=, score (opening, opening, 0.5f));
}

static VanityImage *
load_portrait (void)
{
  g_autofree char *path
      = g_build_filename (g_get_user_cache_dir (), "vanity", "samples", "astronaut.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, NULL);

  return photo != NULL ? vanity_image_ref (vanity_photo_get_image (photo)) : NULL;
}

/* The mean of each pixel and those before it: out of focus. */
static void
blur (VanityImage *image, int reach)
{
  for (int y = 0; y < image->height; y++)
    {
      guint8 *row = vanity_image_row (image, y);

      for (int x = image->width - 1; x >= reach; x--)
        for (int c = 0; c < 3; c++)
          {
            int sum = 0;

            for (int i = 0; i <= reach; i++)
              sum += row[4 * (x - i) + c];
            row[4 * x + c] = (guint8)(sum / (reach + 1));
          }
    }
}

static void
test_pictures (void)
{
  g_autoptr (VanityCameraBest) best = vanity_camera_best_new ();
  g_autoptr (VanityImage) sharp = load_portrait ();
  g_autoptr (VanityImage) blurred = NULL;
  g_autoptr (VanityImage) empty = vanity_image_new (320, 240, 8, NULL, NULL);
  double sharp_score;

  if (sharp == NULL)
    {
      g_test_skip ("the sample portrait is not there; ./dev test fetches it");
      return;
    }
  sharp_score = vanity_camera_best_judge (sharp, best);
  if (sharp_score == 0)
    {
      g_test_skip ("the models are not installed");
      return;
    }

  blurred = vanity_image_copy (sharp, NULL);
  blur (blurred, 8);
  g_assert_cmpfloat (sharp_score, >, vanity_camera_best_judge (blurred, best));
  g_assert_cmpfloat (vanity_camera_best_judge (empty, best), ==, 0);
  /* Nothing of one picture is left for the next. */
  g_assert_cmpfloat_with_epsilon (vanity_camera_best_judge (sharp, best), sharp_score, 1e-3);
}

static void
test_mirror (void)
{
  for (int width = 1; width <= 4; width++)
    {
      g_autoptr (VanityImage) image = vanity_image_new (width, 3, 8, NULL, NULL);
      g_autoptr (VanityImage) before = NULL;

      for (int y = 0; y < 3; y++)
        for (int i = 0; i < 4 * width; i++)
          vanity_image_row (image, y)[i] = (guint8)(40 * y + i);
      before = vanity_image_copy (image, NULL);
      vanity_camera_mirror (image);
      for (int y = 0; y < 3; y++)
        for (int x = 0; x < width; x++)
          g_assert_cmpmem (vanity_image_row (image, y) + 4 * x, 4,
                           vanity_image_row (before, y) + 4 * (width - 1 - x), 4);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/camera-judge/openness", test_openness);
  g_test_add_func ("/app/camera-judge/score", test_score);
  g_test_add_func ("/app/camera-judge/pictures", test_pictures);
  g_test_add_func ("/app/camera-judge/mirror", test_mirror);

  return g_test_run ();
}
