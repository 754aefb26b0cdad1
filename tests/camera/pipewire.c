/* A camera of PipeWire's, from plugged in to unplugged and back: a server, a session manager and a
 * published picture of our own, in a folder and on a bus of our own. Skipped where they are
 * missing. */
#include "camera/camera.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <signal.h>

#define PATIENCE_US (40 * G_USEC_PER_SEC)

#define NAME "vanity-test-camera"

typedef struct
{
  char *folder;
  GTestDBus *bus;
  GSubprocess *server, *manager, *publisher;
  VanityCamera *camera;
  int pictures; /* atomic */
} Fixture;

static void
on_picture (VanityImage *image, gint64 time_us, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpint (image->width, ==, 320);
  g_atomic_int_inc (&fixture->pictures);
}

static const char *
find_missing (void)
{
  static const char *const programs[]
      = { "pipewire", "wireplumber", "gst-launch-1.0", "dbus-daemon" };
  static const char *const elements[] = { "videotestsrc", "pipewiresink", "pipewiresrc" };

  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *path = g_find_program_in_path (programs[i]);

      if (path == NULL)
        return programs[i];
    }
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (elements[i]);

      if (factory == NULL)
        return elements[i];
    }

  return NULL;
}

static GSubprocess *
spawn (const char *const *words)
{
  return g_subprocess_newv (
      words, G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL);
}

static void
end (GSubprocess **process)
{
  if (*process == NULL)
    return;

  g_subprocess_force_exit (*process);
  g_subprocess_wait (*process, NULL, NULL);
  g_clear_object (process);
}

static void
publish (Fixture *fixture)
{
  static const char *const words[] = {
    "gst-launch-1.0",
    "-q",
    "videotestsrc",
    "is-live=true",
    "!",
    "video/x-raw,format=I420,width=320,height=240,framerate=30/1",
    "!",
    "identity",
    "drop-allocation=true",
    "!",
    "pipewiresink",
    "mode=provide",
    "stream-properties=props,media.class=Video/Source,media.role=Camera,node.name=" NAME,
    NULL,
  };

  fixture->publisher = spawn (words);
  g_assert_nonnull (fixture->publisher);
}

static gboolean
wait_file (const char *path)
{
  for (int i = 0; i < 500; i++)
    {
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        return TRUE;
      g_usleep (20 * 1000);
    }

  return FALSE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const char *missing = find_missing ();
  g_autofree char *socket = NULL;

  if (missing != NULL)
    {
      g_autofree char *reason = g_strdup_printf ("there is no %s", missing);

      g_test_skip (reason);
      return;
    }

  fixture->folder = g_dir_make_tmp ("vanity-pipewire-XXXXXX", NULL);
  fixture->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (fixture->bus); /* forgets the runtime folder */
  g_setenv ("XDG_RUNTIME_DIR", fixture->folder, TRUE);
  g_setenv ("XDG_STATE_HOME", fixture->folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", fixture->folder, TRUE);
  g_unsetenv ("VANITY_CAMERA");

  fixture->server = spawn ((const char *[]){ "pipewire", NULL });
  socket = g_build_filename (fixture->folder, "pipewire-0", NULL);
  if (!wait_file (socket))
    {
      g_test_skip ("PipeWire does not start here");
      return;
    }
  fixture->manager = spawn ((const char *[]){ "wireplumber", NULL });
  fixture->camera = vanity_camera_new ();
  vanity_camera_set_func (fixture->camera, on_picture, fixture);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
       name = g_dir_read_name (folder))
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->camera);
  end (&fixture->publisher);
  end (&fixture->manager);
  end (&fixture->server);
  if (fixture->bus != NULL)
    g_test_dbus_stop (fixture->bus);
  g_clear_object (&fixture->bus);
  if (fixture->folder != NULL)
    remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
}

static void
wait_state (Fixture *fixture, VanityCameraState state)
{
  gint64 limit = g_get_monotonic_time () + PATIENCE_US;

  while (vanity_camera_get_state (fixture->camera) != state)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static gboolean
is_listed (Fixture *fixture)
{
  GPtrArray *devices = vanity_camera_get_devices (fixture->camera);

  for (guint i = 0; i < devices->len; i++)
    if (g_strcmp0 (((VanityCameraDevice *)g_ptr_array_index (devices, i))->id, NAME) == 0)
      return TRUE;

  return FALSE;
}

static void
test_plug (Fixture *fixture, gconstpointer data)
{
  int pictures;

  if (fixture->camera == NULL)
    return;

  /* A machine with a camera of its own has that as well. */
  vanity_camera_start (fixture->camera, NAME);
  while (vanity_camera_get_state (fixture->camera) == VANITY_CAMERA_STARTING)
    g_main_context_iteration (NULL, TRUE);
  if (vanity_camera_get_state (fixture->camera) != VANITY_CAMERA_NONE)
    {
      g_test_skip ("there is another camera");
      return;
    }

  publish (fixture);
  wait_state (fixture, VANITY_CAMERA_LIVE);
  g_assert_true (is_listed (fixture));
  g_assert_cmpstr (vanity_camera_get_device (fixture->camera)->id, ==, NAME);

  end (&fixture->publisher);
  wait_state (fixture, VANITY_CAMERA_UNPLUGGED);
  g_assert_nonnull (vanity_camera_get_error (fixture->camera));

  publish (fixture);
  wait_state (fixture, VANITY_CAMERA_LIVE);
  vanity_camera_stop (fixture->camera);
  pictures = g_atomic_int_get (&fixture->pictures);
  g_assert_cmpint (pictures, >, 0);
  g_usleep (200 * 1000);
  g_assert_cmpint (g_atomic_int_get (&fixture->pictures), ==, pictures);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  g_test_add ("/camera/pipewire/plug", Fixture, NULL, set_up, test_plug, tear_down);

  return g_test_run ();
}
