/* A camera from start to stop, with GStreamer's own sources in its place: VANITY_CAMERA. */
#include "camera/camera.h"

#include "base/error.h"

#include <gst/gst.h>

#define PATIENCE_US (30 * G_USEC_PER_SEC)

typedef struct
{
  VanityCamera *camera;
  int pictures; /* atomic */
  int width;
  gint64 last_time;
  gboolean backwards;
  int delay_us; /* how long each picture is worked at */

  int judged;
  VanityImage *still;
  GError *error;
  gboolean done;
} Fixture;

static void
on_picture (VanityImage *image, gint64 time_us, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->width = image->width;
  fixture->backwards
      = fixture->backwards || time_us < fixture->last_time || time_us > g_get_monotonic_time ();
  fixture->last_time = time_us;
  if (fixture->delay_us > 0)
    g_usleep (fixture->delay_us);
  g_atomic_int_inc (&fixture->pictures);
}

static gboolean
has_sources (void)
{
  static const char *const needed[] = { "videotestsrc", "videoconvert", "appsink", "queue" };

  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      g_autoptr (GstElementFactory) factory = gst_element_factory_find (needed[i]);

      if (factory == NULL)
        {
          g_autofree char *reason = g_strdup_printf ("GStreamer has no %s here", needed[i]);

          g_test_skip (reason);
          return FALSE;
        }
    }

  return TRUE;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->camera = vanity_camera_new ();
  vanity_camera_set_func (fixture->camera, on_picture, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->camera);
  g_clear_pointer (&fixture->still, vanity_image_unref);
  g_clear_error (&fixture->error);
  g_unsetenv ("VANITY_CAMERA");
}

static void
start (Fixture *fixture, const char *description)
{
  g_setenv ("VANITY_CAMERA", description, TRUE);
  vanity_camera_start (fixture->camera, NULL);
  g_assert_cmpint (vanity_camera_get_state (fixture->camera), ==, VANITY_CAMERA_STARTING);
}

static void
wait_state (Fixture *fixture, VanityCameraState state)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (vanity_camera_get_state (fixture->camera) != state)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
wait_pictures (Fixture *fixture, int n)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (g_atomic_int_get (&fixture->pictures) < n)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
test_live (Fixture *fixture, gconstpointer data)
{
  int width, height, pictures;

  if (!has_sources ())
    return;

  g_assert_false (vanity_camera_get_size (fixture->camera, &width, &height));
  start (fixture, "videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=30/1");
  wait_state (fixture, VANITY_CAMERA_LIVE);
  wait_pictures (fixture, 10);
  g_assert_null (vanity_camera_get_error (fixture->camera));
  g_assert_true (vanity_camera_get_size (fixture->camera, &width, &height));
  g_assert_cmpint (width, ==, 320);
  g_assert_cmpint (height, ==, 240);
  g_assert_false (fixture->backwards);
  g_assert_cmpuint (vanity_camera_get_devices (fixture->camera)->len, ==, 1);

  /* Once it is stopped no picture comes any more. */
  vanity_camera_stop (fixture->camera);
  g_assert_cmpint (vanity_camera_get_state (fixture->camera), ==, VANITY_CAMERA_OFF);
  pictures = g_atomic_int_get (&fixture->pictures);
  g_usleep (150 * 1000);
  g_assert_cmpint (g_atomic_int_get (&fixture->pictures), ==, pictures);

  /* And it can be started again. */
  vanity_camera_start (fixture->camera, NULL);
  wait_pictures (fixture, pictures + 3);
}

/* Who is slow sees the newest picture, not the oldest that waits: in a second of work at 0.1 s a
 * picture, some ten are seen, and the last is no older than the work took. */
static void
test_newest (Fixture *fixture, gconstpointer data)
{
  gint64 begin, age;

  if (!has_sources ())
    return;

  fixture->delay_us = 100 * 1000;
  start (fixture, "videotestsrc is-live=true ! video/x-raw,width=64,height=48,framerate=60/1");
  wait_pictures (fixture, 1);
  begin = g_get_monotonic_time ();
  wait_pictures (fixture, 11);
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 3 * G_USEC_PER_SEC);
  age = g_get_monotonic_time () - fixture->last_time;
  /* Worked at, waited for the one before, and a picture's time; not the ten of a queue. */
  g_assert_cmpint (age, <, 400 * 1000);
}

/* A source that is not live is not run through as fast as it can. */
static void
test_pace (Fixture *fixture, gconstpointer data)
{
  gint64 begin;

  if (!has_sources ())
    return;

  start (fixture, "videotestsrc ! video/x-raw,width=64,height=48,framerate=20/1");
  wait_pictures (fixture, 1);
  begin = g_get_monotonic_time ();
  wait_pictures (fixture, 11);
  g_assert_cmpint (g_get_monotonic_time () - begin, >, 300 * 1000);
}

/* What ends in the midst is said, and tried again. */
static void
test_unplugged (Fixture *fixture, gconstpointer data)
{
  if (!has_sources ())
    return;

  start (fixture, "videotestsrc is-live=true num-buffers=8 ! "
                  "video/x-raw,width=64,height=48,framerate=30/1");
  wait_state (fixture, VANITY_CAMERA_LIVE);
  wait_state (fixture, VANITY_CAMERA_UNPLUGGED);
  g_assert_nonnull (vanity_camera_get_error (fixture->camera));
  fixture->pictures = 0;
  wait_state (fixture, VANITY_CAMERA_LIVE);
  wait_pictures (fixture, 2);
}

static void
test_failed (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "nosuchelement", "videotestsrc !", "fakesink",
                                       "audiotestsrc", "filesrc location=/nonexistent" };

  if (!has_sources ())
    return;

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      start (fixture, wrong[i]);
      wait_state (fixture, VANITY_CAMERA_FAILED);
      g_assert_true (vanity_camera_get_error (fixture->camera)->domain == VANITY_ERROR);
      g_assert_cmpint (fixture->pictures, ==, 0);
    }
}

static double
judge (const VanityImage *image, gpointer user_data)
{
  Fixture *fixture = user_data;

  return ++fixture->judged == 3 ? 1 : 0;
}

static void
on_captured (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->still = vanity_camera_capture_finish (VANITY_CAMERA (source), result, &fixture->error);
  fixture->done = TRUE;
}

static void
capture (Fixture *fixture, int n)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  g_clear_pointer (&fixture->still, vanity_image_unref);
  g_clear_error (&fixture->error);
  fixture->done = FALSE;
  vanity_camera_capture_async (fixture->camera, n, n > 1 ? judge : NULL, fixture, NULL, on_captured,
                               fixture);
  while (!fixture->done)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
}

static void
test_still (Fixture *fixture, gconstpointer data)
{
  if (!has_sources ())
    return;

  capture (fixture, 1);
  g_assert_error (fixture->error, VANITY_ERROR, VANITY_ERROR_VALUE); /* it is not on */

  start (fixture, "videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=30/1");
  wait_state (fixture, VANITY_CAMERA_LIVE);
  capture (fixture, 1);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->still->width, ==, 320);
  capture (fixture, 5);
  g_assert_no_error (fixture->error);
  g_assert_nonnull (fixture->still);
  g_assert_cmpint (fixture->judged, ==, 5);
  g_assert_cmpint (vanity_camera_get_state (fixture->camera), ==, VANITY_CAMERA_LIVE);
}

/* A sensor that has more pixels than are looked at live: the still has them all, and the live view
 * comes back. */
static void
test_large_still (Fixture *fixture, gconstpointer data)
{
  int pictures;

  if (!has_sources ())
    return;

  start (fixture, "videotestsrc is-live=true ! "
                  "capsfilter caps=\"video/x-raw,width=640,height=480,framerate=30/1;"
                  "video/x-raw,width=2560,height=1920,framerate=15/1\"");
  wait_state (fixture, VANITY_CAMERA_LIVE);
  wait_pictures (fixture, 2);
  g_assert_cmpint (fixture->width, ==, 640);
  capture (fixture, 2);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (fixture->still->width, ==, 2560);
  g_assert_cmpint (fixture->still->height, ==, 1920);
  g_assert_cmpint (vanity_camera_get_state (fixture->camera), ==, VANITY_CAMERA_LIVE);
  pictures = g_atomic_int_get (&fixture->pictures);
  wait_pictures (fixture, pictures + 3);
  g_assert_cmpint (fixture->width, ==, 640);
}

/* Switched off while a picture is taken: the taker is told. */
static void
test_stopped_still (Fixture *fixture, gconstpointer data)
{
  if (!has_sources ())
    return;

  start (fixture, "videotestsrc is-live=true ! video/x-raw,width=320,height=240,framerate=1/1");
  wait_state (fixture, VANITY_CAMERA_LIVE);
  vanity_camera_capture_async (fixture->camera, 3, judge, fixture, NULL, on_captured, fixture);
  vanity_camera_stop (fixture->camera);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (fixture->still);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  g_test_add ("/camera/camera/live", Fixture, NULL, set_up, test_live, tear_down);
  g_test_add ("/camera/camera/newest", Fixture, NULL, set_up, test_newest, tear_down);
  g_test_add ("/camera/camera/pace", Fixture, NULL, set_up, test_pace, tear_down);
  g_test_add ("/camera/camera/unplugged", Fixture, NULL, set_up, test_unplugged, tear_down);
  g_test_add ("/camera/camera/failed", Fixture, NULL, set_up, test_failed, tear_down);
  g_test_add ("/camera/camera/still", Fixture, NULL, set_up, test_still, tear_down);
  g_test_add ("/camera/camera/large-still", Fixture, NULL, set_up, test_large_still, tear_down);
  g_test_add ("/camera/camera/stopped-still", Fixture, NULL, set_up, test_stopped_still, tear_down);

  return g_test_run ();
}
