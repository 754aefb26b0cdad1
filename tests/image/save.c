#include "base/error.h"
#include "fixtures.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gexiv2/gexiv2.h>
#include <glib/gstdio.h>
#include <lcms2.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = fixture_folder ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove (fixture->folder);
}

static GFile *
file_in (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  return g_file_new_for_path (path);
}

/* Saves the photo's own raster or `image`, and loads it again. */
static VanityPhoto *
round_trip (Fixture *fixture, VanityPhoto *photo, const VanityImage *image, const char *name,
            const VanitySaveOptions *options)
{
  g_autoptr (GFile) file = file_in (fixture, name);
  g_autoptr (GError) error = NULL;

  vanity_photo_save (photo, image != NULL ? image : vanity_photo_get_image (photo), file, options,
                     NULL, &error);
  g_assert_no_error (error);
  VanityPhoto *again = vanity_photo_load (file, NULL, &error);
  g_assert_no_error (error);
  return again;
}

static double
mean_difference (const VanityImage *one, const VanityImage *other)
{
  double sum = 0;

  g_assert_cmpint (one->width, ==, other->width);
  g_assert_cmpint (one->height, ==, other->height);
  for (int y = 0; y < one->height; y++)
    for (int x = 0; x < one->width * 4; x++)
      sum += ABS (vanity_image_row (one, y)[x] - vanity_image_row (other, y)[x]);
  return sum / one->width / one->height / 4;
}

static void
test_png_exact (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 4; i++)
    {
      g_autoptr (VanityImage) image = fixture_image (333, 77, i % 2 ? 16 : 8, i >= 2, 1);
      g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, "x");
      g_autoptr (VanityPhoto) again = round_trip (fixture, photo, NULL, "out.png", NULL);
      VanityImage *loaded = vanity_photo_get_image (again);

      g_assert_cmpint (loaded->depth, ==, image->depth);
      g_assert_cmpint (loaded->has_alpha, ==, image->has_alpha);
      for (int y = 0; y < 77; y++)
        g_assert_cmpmem (vanity_image_row (loaded, y), image->stride, vanity_image_row (image, y),
                         image->stride);
    }
}

static void
test_jpeg_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityImage) image = fixture_image (100, 80, 16, FALSE, 1);
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, "x");
  g_autoptr (VanityPhoto) fine = round_trip (fixture, photo, NULL, "fine.jpg", NULL);
  g_autoptr (VanityPhoto) coarse
      = round_trip (fixture, photo, NULL, "coarse.jpeg", &(VanitySaveOptions){ .quality = 20 });
  g_autoptr (VanityImage) bytes = fixture_image (100, 80, 8, FALSE, 1);

  g_assert_cmpfloat (mean_difference (vanity_photo_get_image (fine), bytes), <, 3);
  g_assert_cmpfloat (mean_difference (vanity_photo_get_image (coarse), bytes), >,
                     mean_difference (vanity_photo_get_image (fine), bytes) + 1);
}

/* JPEG has no alpha: it is laid on white. */
static void
test_jpeg_alpha (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityImage) image = vanity_image_new (16, 16, 8, NULL, NULL);
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, "x");
  g_autoptr (VanityPhoto) again = round_trip (fixture, photo, NULL, "out.jpg", NULL);

  g_assert_cmpint (vanity_image_row (vanity_photo_get_image (again), 8)[8 * 4], >=, 254);
}

static GBytes *
wide_profile (void)
{
  cmsCIExyY white = { 0.3127, 0.3290, 1 };
  cmsCIExyYTRIPLE p3 = { { 0.680, 0.320, 1 }, { 0.265, 0.690, 1 }, { 0.150, 0.060, 1 } };
  cmsToneCurve *gamma = cmsBuildGamma (NULL, 2.2);
  cmsToneCurve *curves[3] = { gamma, gamma, gamma };
  cmsHPROFILE profile = cmsCreateRGBProfile (&white, &p3, curves);
  cmsUInt32Number size = 0;

  g_assert_true (cmsSaveProfileToMem (profile, NULL, &size));
  guint8 *data = g_malloc (size);
  g_assert_true (cmsSaveProfileToMem (profile, data, &size));
  cmsCloseProfile (profile);
  cmsFreeToneCurve (gamma);
  return g_bytes_new_take (data, size);
}

static void
test_profile_kept (Fixture *fixture, gconstpointer data)
{
  static const char *names[] = { "out.png", "out.jpg", "out.tif" };
  g_autoptr (GBytes) icc = wide_profile ();
  g_autoptr (VanityImage) image = fixture_image (40, 30, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ .icc = icc });
  g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (jpeg, "x.jpg", NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (VanityPhoto) again = round_trip (fixture, photo, NULL, names[i], NULL);
      GBytes *kept = vanity_color_space_get_icc (vanity_photo_get_image (again)->space);

      g_test_message ("%s", names[i]);
      g_assert_nonnull (kept);
      g_assert_true (g_bytes_equal (kept, icc));
    }

  /* And when the JPEG is encoded anew. */
  g_autoptr (VanityPhoto) again
      = round_trip (fixture, photo, NULL, "new.jpg", &(VanitySaveOptions){ .quality = 90 });
  g_assert_true (
      g_bytes_equal (vanity_color_space_get_icc (vanity_photo_get_image (again)->space), icc));
}

/* A grey photo with a profile of its own still reads the same once it may hold colour. */
static void
test_grey_profile (Fixture *fixture, gconstpointer data)
{
  cmsCIExyY white = { 0.3457, 0.3585, 1 };
  cmsToneCurve *gamma = cmsBuildGamma (NULL, 1.8);
  cmsHPROFILE profile = cmsCreateGrayProfile (&white, gamma);
  cmsUInt32Number size = 0;
  cmsSaveProfileToMem (profile, NULL, &size);
  guint8 *buffer = g_malloc (size);
  g_assert_true (cmsSaveProfileToMem (profile, buffer, &size));
  g_autoptr (GBytes) icc = g_bytes_new_take (buffer, size);
  cmsCloseProfile (profile);
  cmsFreeToneCurve (gamma);

  g_autoptr (VanityImage) image = fixture_image (16, 16, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg
      = fixture_jpeg (image, &(FixtureJpeg){ .space = JCS_GRAYSCALE, .icc = icc });
  g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (jpeg, "x.jpg", NULL, NULL);
  g_autoptr (VanityPhoto) again = round_trip (fixture, photo, NULL, "out.png", NULL);
  VanityImage *before = vanity_photo_get_image (photo), *after = vanity_photo_get_image (again);

  for (int y = 0; y < 16; y++)
    {
      float one[3][16], other[3][16];

      g_assert_cmpmem (vanity_image_row (before, y), 64, vanity_image_row (after, y), 64);
      vanity_color_space_decode (before->space, 8, vanity_image_row (before, y), one[0], one[1],
                                 one[2], 16);
      vanity_color_space_decode (after->space, 8, vanity_image_row (after, y), other[0], other[1],
                                 other[2], 16);
      for (int x = 0; x < 16; x++)
        g_assert_cmpfloat_with_epsilon (one[1][x], other[1][x], 1e-3);
    }
}

/* What a JPEG says in its Exif, after a save in each format. */
static void
test_metadata (Fixture *fixture, gconstpointer data)
{
  static const char *names[] = { "out.png", "patched.jpg", "new.jpg", "out.tif", "out.webp" };
  g_autoptr (VanityImage) image = fixture_image (48, 32, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ .orientation = 6 });
  g_autofree char *source = g_build_filename (fixture->folder, "source.jpg", NULL);
  g_autoptr (GFile) source_file = g_file_new_for_path (source);
  g_autoptr (GExiv2Metadata) tags = gexiv2_metadata_new ();
  g_autoptr (GError) error = NULL;

  fixture_write (source, jpeg);
  g_assert_true (gexiv2_metadata_open_path (tags, source, &error));
  gexiv2_metadata_try_set_tag_string (tags, "Exif.Image.Make", "Maker", &error);
  gexiv2_metadata_try_set_tag_string (tags, "Xmp.dc.source", "a camera", &error);
  gexiv2_metadata_try_set_tag_string (tags, "Exif.GPSInfo.GPSLatitude", "53/1 33/1 1/1", &error);
  gexiv2_metadata_try_set_tag_string (tags, "Xmp.exif.GPSLatitude", "53,33.5N", &error);
  g_assert_true (gexiv2_metadata_save_file (tags, source, &error));
  g_assert_no_error (error);

  g_autoptr (VanityPhoto) photo = vanity_photo_load (source_file, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (int keep = 0; keep <= 1; keep++)
      {
        g_autofree char *path = g_build_filename (fixture->folder, names[i], NULL);
        g_autoptr (GFile) file = g_file_new_for_path (path);
        VanitySaveOptions options
            = { .quality = strcmp (names[i], "new.jpg") == 0 ? 90 : 0, .keep_location = keep };

        g_test_message ("%s, location %s", names[i], keep ? "kept" : "removed");
        if (!vanity_photo_save (photo, vanity_photo_get_image (photo), file, &options, NULL,
                                &error))
          {
            g_assert_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED);
            g_clear_error (&error);
            continue;
          }

        g_autoptr (GExiv2Metadata) read = gexiv2_metadata_new ();
        g_assert_true (gexiv2_metadata_open_path (read, path, &error));
        g_autofree char *make = gexiv2_metadata_try_get_tag_string (read, "Exif.Image.Make", NULL);
        g_autofree char *from = gexiv2_metadata_try_get_tag_string (read, "Xmp.dc.source", NULL);
        g_assert_cmpstr (make, ==, "Maker");
        g_assert_cmpstr (from, ==, "a camera");
        g_assert_cmpint (gexiv2_metadata_try_has_tag (read, "Exif.GPSInfo.GPSLatitude", NULL), ==,
                         keep);
        g_assert_cmpint (gexiv2_metadata_try_has_tag (read, "Xmp.exif.GPSLatitude", NULL), ==,
                         keep);

        /* Whatever the tag says, the picture is seen upright. */
        g_autoptr (VanityPhoto) again = vanity_photo_load (file, NULL, &error);
        g_assert_no_error (error);
        g_assert_cmpfloat (
            mean_difference (vanity_photo_get_image (photo), vanity_photo_get_image (again)), <, 5);
      }
}

static void
assert_refused (Fixture *fixture, const char *name, const VanitySaveOptions *options, int code)
{
  g_autoptr (VanityImage) image = fixture_image (16, 16, 8, FALSE, 1);
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, "x");
  g_autoptr (GFile) file = file_in (fixture, name);
  g_autoptr (GError) error = NULL;

  g_assert_false (vanity_photo_save (photo, image, file, options, NULL, &error));
  g_assert_error (error, VANITY_ERROR, code);
  g_assert_false (g_file_query_exists (file, NULL));
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  assert_refused (fixture, "out.gif", NULL, VANITY_ERROR_VALUE);
  assert_refused (fixture, "out", NULL, VANITY_ERROR_VALUE);
  assert_refused (fixture, "out.jpg", &(VanitySaveOptions){ .quality = 101 }, VANITY_ERROR_VALUE);
  assert_refused (fixture, "out.jpg", &(VanitySaveOptions){ .quality = -1 }, VANITY_ERROR_VALUE);
  assert_refused (fixture, "no/such/folder.png", NULL, VANITY_ERROR_FILE);
}

/* The old file stays, nothing else is left, for every format. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  static const char *names[] = { "out.png", "out.jpg", "out.tif", "out.webp" };
  g_autoptr (VanityImage) image = fixture_image (600, 400, 8, FALSE, 1);
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, "x");
  g_autoptr (GBytes) old = g_bytes_new_static ("the old photo", 13);
  struct rlimit limit, before;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 20000;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GFile) file = file_in (fixture, names[i]);
      g_autoptr (GError) error = NULL;

      fixture_write (g_file_peek_path (file), old);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      gboolean saved = vanity_photo_save (photo, image, file, NULL, NULL, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);

      g_assert_false (saved);
      g_assert_true (error->domain == VANITY_ERROR);
      g_autoptr (GBytes) kept = fixture_read (g_file_peek_path (file));
      g_assert_true (g_bytes_equal (kept, old));
    }
  signal (SIGXFSZ, handler);

  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  gsize n = 0;
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (names));
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityImage) image = fixture_image (16, 16, 8, FALSE, 1);
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, "x");
  g_autoptr (GFile) file = file_in (fixture, "out.png");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (vanity_photo_save (photo, image, file, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_query_exists (file, NULL));
}

static gpointer
save_thread (gpointer data)
{
  VanityPhoto *photo = data;
  char *folder = fixture_folder ();
  g_autofree char *path = g_build_filename (folder, "out.jpg", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (int i = 0; i < 10; i++)
    g_assert_true (
        vanity_photo_save (photo, vanity_photo_get_image (photo), file, NULL, NULL, NULL));
  fixture_remove (folder);
  return NULL;
}

static void
test_threads (Fixture *fixture, gconstpointer data)
{
  g_autoptr (VanityImage) image = fixture_image (64, 48, 8, FALSE, 1);
  g_autoptr (GBytes) jpeg = fixture_jpeg (image, &(FixtureJpeg){ .orientation = 3 });
  g_autoptr (VanityPhoto) photo = vanity_photo_load_bytes (jpeg, "x.jpg", NULL, NULL);
  GThread *threads[4];

  for (int i = 0; i < 4; i++)
    threads[i] = g_thread_new ("save", save_thread, photo);
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

#define ADD(path, name) g_test_add ("/image/save/" path, Fixture, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("png-exact", test_png_exact);
  ADD ("jpeg-close", test_jpeg_close);
  ADD ("jpeg-alpha", test_jpeg_alpha);
  ADD ("profile-kept", test_profile_kept);
  ADD ("grey-profile", test_grey_profile);
  ADD ("metadata", test_metadata);
  ADD ("refused", test_refused);
  ADD ("full-disk", test_full_disk);
  ADD ("cancelled", test_cancelled);
  ADD ("threads", test_threads);
  return g_test_run ();
}
