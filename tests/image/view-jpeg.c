#include "image/photo.h"

#include "fixtures.h"

static VanityPhoto *
new_photo (const FixtureJpeg *how)
{
  g_autoptr (VanityImage) image = fixture_image (61, 43, 8, FALSE, 5);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, how);
  g_autoptr (GError) error = NULL;
  VanityPhoto *photo = vanity_photo_load_bytes (jpeg, "photo", NULL, &error);

  g_assert_no_error (error);
  return photo;
}

static VanityImage *
new_view (VanityPhoto *photo)
{
  g_autoptr (GError) error = NULL;
  VanityImage *view = vanity_photo_new_view (photo, NULL, &error);

  g_assert_no_error (error);
  return view;
}

/* libjpeg rounds chroma once or twice and then the colour: the view stays within that. */
static void
compare (const FixtureJpeg *how, int most)
{
  g_autoptr (VanityPhoto) photo = new_photo (how);
  g_autoptr (VanityImage) view = new_view (photo);
  VanityImage *image = vanity_photo_get_image (photo);
  int worst = 0, n_equal = 0;

  g_assert_true (view != image);
  g_assert_cmpint (view->width, ==, image->width);
  g_assert_cmpint (view->height, ==, image->height);
  for (int y = 0; y < view->height; y++)
    for (int x = 0; x < 4 * view->width; x++)
      {
        int off = ABS (vanity_image_row (view, y)[x] - vanity_image_row (image, y)[x]);

        worst = MAX (worst, off);
        n_equal += off == 0;
      }
  g_test_message ("%d × %d: differs by %d at most, equal in %.0f %%", how->across, how->down, worst,
                  25.0 * n_equal / (view->width * view->height));
  g_assert_cmpint (worst, <=, most);
  g_assert_cmpint (n_equal, >, 4 * view->width * view->height / 2);
}

static void
test_like_the_photo (void)
{
  compare (&(FixtureJpeg){ .across = 1, .down = 1 }, 1);
  compare (&(FixtureJpeg){ .across = 2, .down = 1 }, 2);
  compare (&(FixtureJpeg){ .across = 2, .down = 2 }, 2);
  compare (&(FixtureJpeg){ .across = 2, .down = 2, .progressive = TRUE }, 2);
}

static void
test_upright (void)
{
  for (int orientation = 2; orientation <= 8; orientation++)
    compare (&(FixtureJpeg){ .across = 2, .down = 2, .orientation = orientation }, 2);
}

/* Where there is nothing to gain, the view is the image. */
static void
test_the_image_itself (void)
{
  g_autoptr (VanityPhoto) grey = new_photo (&(FixtureJpeg){ .space = JCS_GRAYSCALE });
  g_autoptr (VanityPhoto) inks = new_photo (&(FixtureJpeg){ .space = JCS_YCCK });
  g_autoptr (VanityImage) pasted = fixture_image (20, 30, 16, TRUE, 2);
  g_autoptr (VanityPhoto) other = vanity_photo_new_from_image (pasted, "pasted");
  VanityPhoto *photos[] = { grey, inks, other };

  for (guint i = 0; i < G_N_ELEMENTS (photos); i++)
    {
      g_autoptr (VanityImage) view = new_view (photos[i]);

      g_assert_true (view == vanity_photo_get_image (photos[i]));
    }
}

static void
test_cancelled (void)
{
  g_autoptr (VanityPhoto) photo = new_photo (&(FixtureJpeg){ 0 });
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (vanity_photo_new_view (photo, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view-jpeg/like-the-photo", test_like_the_photo);
  g_test_add_func ("/view-jpeg/upright", test_upright);
  g_test_add_func ("/view-jpeg/the-image-itself", test_the_image_itself);
  g_test_add_func ("/view-jpeg/cancelled", test_cancelled);
  return g_test_run ();
}
