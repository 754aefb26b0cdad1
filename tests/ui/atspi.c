/* The running program over AT-SPI: what a screen reader is told, and a photo opened, made over and
 * saved by keyboard alone. */
#include "tests/ui/atspi.h"

#include "app/document-load.h"

#include <gdk/gdkkeysyms.h>
#include <glib/gstdio.h>
#include <string.h>

static char *folder;

/* A copy of the sample portrait, so that the result lands beside it. NULL, with the test skipped,
 * where there is none. */
static char *
copy_portrait (void)
{
  g_autofree char *sample
      = g_build_filename (g_get_user_cache_dir (), "vanity", "samples", "astronaut.png", NULL);
  g_autofree char *path = g_build_filename (folder, "portrait.png", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  if (!g_file_get_contents (sample, &bytes, &size, NULL))
    {
      g_test_skip ("the sample portrait is not there; ./dev test fetches it");
      return NULL;
    }
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));

  return g_steal_pointer (&path);
}

static void
test_empty (void)
{
  g_autoptr (AtspiAccessible) window = NULL;
  AtspiAccessible *application;

  if (!atspi_fixture_begin ())
    return;

  application = atspi_fixture_start (g_getenv ("VANITY_PROGRAM"), NULL);
  window = atspi_fixture_await (application, ATSPI_ROLE_FRAME, "Vanity");
  g_object_unref (atspi_fixture_await (window, ATSPI_ROLE_PUSH_BUTTON, NULL));
  g_assert_cmpint (atspi_fixture_check_names (window), >, 3);
  atspi_fixture_press (ATSPI_FIXTURE_CONTROL, GDK_KEY_q);
  atspi_fixture_stop (application);
}

/* Whatever changed lies within the face, its hair line and neck let alone. */
static void
check_result (const char *before_path, const char *after_path)
{
  g_autoptr (GFile) before_file = g_file_new_for_path (before_path);
  g_autoptr (GFile) after_file = g_file_new_for_path (after_path);
  g_autoptr (VanityPhoto) before = vanity_photo_load (before_file, NULL, NULL);
  g_autoptr (VanityPhoto) after = vanity_photo_load (after_file, NULL, NULL);
  const VanityImage *one = vanity_photo_get_image (before);
  const VanityImage *other = vanity_photo_get_image (after);
  g_autoptr (GPtrArray) faces = vanity_load_faces (before, NULL, NULL);
  const VanityFace *face;
  int changed = 0;

  g_assert_cmpuint (faces->len, ==, 1);
  face = g_ptr_array_index (faces, 0);
  g_assert_cmpint (one->width, ==, other->width);
  g_assert_cmpint (one->height, ==, other->height);
  for (int y = 0; y < one->height; y++)
    for (int x = 0; x < one->width; x++)
      if (memcmp (vanity_image_row (one, y) + 4 * x, vanity_image_row (other, y) + 4 * x, 4) != 0)
        {
          double u = (x - (double)face->box[0]) / (double)face->box[2];
          double v = (y - (double)face->box[1]) / (double)face->box[3];

          g_assert_cmpfloat (u, >, -0.3);
          g_assert_cmpfloat (u, <, 1.3);
          g_assert_cmpfloat (v, >, -0.5);
          g_assert_cmpfloat (v, <, 1.4);
          changed++;
        }
  g_assert_cmpint (changed, >, 200);
}

/* The page of another subject, and the windows that belong to it, are told of as well. */
static void
check_page (AtspiAccessible *application, guint modifier, guint key, const char *name)
{
  atspi_fixture_press (modifier, key);
  g_object_unref (atspi_fixture_await (application, ATSPI_ROLE_PUSH_BUTTON, name));
  atspi_fixture_pause (1500);
  g_assert_cmpint (atspi_fixture_check_names (application), >, 20);
}

static gboolean
wait_for_file (const char *path)
{
  for (int i = 0; i < 600; i++)
    {
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
      atspi_fixture_pause (100);
    }

  return FALSE;
}

static void
test_makeover (void)
{
  g_autoptr (AtspiAccessible) window = NULL;
  g_autoptr (AtspiAccessible) image = NULL;
  g_autofree char *portrait = NULL;
  g_autofree char *result = g_build_filename (folder, "result.png", NULL);
  AtspiAccessible *application;

  if (!atspi_fixture_begin () || (portrait = copy_portrait ()) == NULL)
    return;

  application = atspi_fixture_start (g_getenv ("VANITY_PROGRAM"), NULL);
  window = atspi_fixture_await (application, ATSPI_ROLE_FRAME, "Vanity");

  /* Open. */
  atspi_fixture_press (ATSPI_FIXTURE_CONTROL, GDK_KEY_o);
  g_object_unref (atspi_fixture_await (application, ATSPI_ROLE_PUSH_BUTTON, "Cancel"));
  atspi_fixture_type (portrait);
  atspi_fixture_pause (500);
  atspi_fixture_press (0, GDK_KEY_Return);
  image = atspi_fixture_await (application, ATSPI_ROLE_IMAGE, "Photo before and after");
  atspi_fixture_await_description (image, "Wearing ");
  g_assert_cmpint (atspi_fixture_check_names (window), >, 20);
  check_page (application, ATSPI_FIXTURE_CONTROL, GDK_KEY_k, NULL);
  check_page (application, ATSPI_FIXTURE_CONTROL, GDK_KEY_i, NULL);
  check_page (application, ATSPI_FIXTURE_CONTROL, GDK_KEY_g, NULL);
  check_page (application, ATSPI_FIXTURE_CONTROL, GDK_KEY_comma, NULL);
  atspi_fixture_press (0, GDK_KEY_Escape);
  check_page (application, ATSPI_FIXTURE_CONTROL, GDK_KEY_l, NULL);

  /* Another look, weaker by two steps. */
  atspi_fixture_press (0, GDK_KEY_n);
  atspi_fixture_press (0, GDK_KEY_n);
  atspi_fixture_press (0, GDK_KEY_bracketleft);
  atspi_fixture_press (0, GDK_KEY_bracketleft);
  atspi_fixture_await_description (image, "at 90%.");

  /* Save. */
  atspi_fixture_press (ATSPI_FIXTURE_CONTROL, GDK_KEY_s);
  g_object_unref (atspi_fixture_await (application, ATSPI_ROLE_PUSH_BUTTON, "Cancel"));
  atspi_fixture_pause (500);
  atspi_fixture_press (ATSPI_FIXTURE_CONTROL, GDK_KEY_a);
  atspi_fixture_type ("result.png");
  atspi_fixture_press (0, GDK_KEY_Return);
  g_assert_true (wait_for_file (result));
  atspi_fixture_pause (500);
  check_result (portrait, result);

  atspi_fixture_press (ATSPI_FIXTURE_CONTROL, GDK_KEY_q);
  atspi_fixture_stop (application);
}

/* The program's own home: what other runs left is not asked about, and nothing of a person is read.
 */
static void
make_home (void)
{
  static const char *const bases[] = { "XDG_DATA_HOME", "XDG_STATE_HOME" };

  folder = g_dir_make_tmp ("vanity-atspi-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (bases); i++)
    g_setenv (bases[i], folder, TRUE);
}

static void
remove_all (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name = dir != NULL ? g_dir_read_name (dir) : NULL; name != NULL;
       name = g_dir_read_name (dir))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_all (child);
    }
  g_remove (path);
}

int
main (int argc, char **argv)
{
  int status;

  make_home ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/atspi/empty", test_empty);
  g_test_add_func ("/ui/atspi/makeover", test_makeover);
  status = g_test_run ();
  remove_all (folder);
  g_free (folder);

  return status;
}
