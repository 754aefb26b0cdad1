#include "head/head-mask.h"

#include "base/error.h"
#include "folder.h"
#include "image/photo.h"

#include <string.h>

#define SIDE VANITY_HEAD_MASK_SIDE

static char *
save (const char *folder, int side, int wrong)
{
  char *path = g_build_filename (folder, "mask.png", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityImage) image
      = vanity_image_new (side, side, 8, vanity_color_space_get_srgb (), &error);
  g_autoptr (VanityPhoto) photo = NULL;

  g_assert_no_error (error);
  for (int i = 0; i < side * side; i++)
    {
      guint8 *pixel = vanity_image_row (image, i / side) + 4 * (i % side);

      memcpy (pixel, vanity_head_mask_palette[i % VANITY_HEAD_N_CLASSES], 3);
      pixel[3] = 255;
      if (i == wrong)
        pixel[0] ^= 1;
    }
  photo = vanity_photo_new_from_image (image, "mask");
  g_assert_true (vanity_photo_save (photo, image, file, NULL, NULL, &error));
  g_assert_no_error (error);
  return path;
}

static void
test_load (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = save (folder, SIDE, -1);
  g_autofree guint8 *label = g_malloc (SIDE * SIDE);
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_head_mask_load (path, label, &error));
  g_assert_no_error (error);
  for (int i = 0; i < SIDE * SIDE; i++)
    g_assert_cmpint (label[i], ==, i % VANITY_HEAD_N_CLASSES);
  fixture_remove (g_steal_pointer (&folder));
}

static void
test_wrong (void)
{
  g_autofree char *folder = fixture_folder ();
  g_autofree char *path = save (folder, SIDE, 257), *missing = NULL;
  g_autofree guint8 *label = g_malloc (SIDE * SIDE);
  g_autoptr (GError) error = NULL;

  g_assert_false (vanity_head_mask_load (path, label, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "(1, 1)"));
  g_clear_error (&error);
  g_free (path);
  path = save (folder, 64, -1);
  g_assert_false (vanity_head_mask_load (path, label, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT);
  g_clear_error (&error);
  missing = g_build_filename (folder, "none.png", NULL);
  g_assert_false (vanity_head_mask_load (missing, label, &error));
  g_assert_nonnull (error);
  fixture_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head/mask/load", test_load);
  g_test_add_func ("/head/mask/wrong", test_wrong);
  return g_test_run ();
}
