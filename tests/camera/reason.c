/* What errors of GStreamer's elements mean to a person. */
#include "camera/reason.h"

#include "base/error.h"

#include <errno.h>
#include <gst/gst.h>

static void
check (GQuark domain, int code, int number, gboolean was_live, VanityCameraState expected)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "Something went wrong.");
  g_autofree char *debug = number != 0 ? g_strdup_printf ("v4l2.c(12): f (): /x:\nsystem error: %s",
                                                          g_strerror (number))
                                       : NULL;
  g_autoptr (VanityCameraDevice) device = vanity_camera_device_new_named ("id", "Front Camera");
  g_autoptr (GError) reason = NULL;

  g_assert_cmpint (vanity_camera_explain (error, debug, device, was_live, &reason), ==, expected);
  g_assert_nonnull (reason);
  g_assert_true (reason->domain == VANITY_ERROR);
  g_assert_nonnull (g_strstr_len (reason->message, -1, "Front Camera"));
}

static void
test_errors (void)
{
  check (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ_WRITE, EACCES, FALSE,
         VANITY_CAMERA_DENIED);
  check (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_NOT_AUTHORIZED, 0, FALSE, VANITY_CAMERA_DENIED);
  check (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_BUSY, 0, FALSE, VANITY_CAMERA_BUSY);
  check (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_OPEN_READ_WRITE, EBUSY, FALSE, VANITY_CAMERA_BUSY);
  check (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_READ, ENODEV, TRUE, VANITY_CAMERA_UNPLUGGED);
  check (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_READ, ENODEV, FALSE, VANITY_CAMERA_UNPLUGGED);
  check (GST_STREAM_ERROR, GST_STREAM_ERROR_FAILED, 0, TRUE, VANITY_CAMERA_UNPLUGGED);
  check (GST_STREAM_ERROR, GST_STREAM_ERROR_FAILED, 0, FALSE, VANITY_CAMERA_FAILED);
}

/* A stream may end, or fall silent, without a word. */
static void
test_silent (void)
{
  g_autoptr (GError) gone = NULL, mute = NULL;

  g_assert_cmpint (vanity_camera_explain (NULL, NULL, NULL, TRUE, &gone), ==,
                   VANITY_CAMERA_UNPLUGGED);
  g_assert_nonnull (gone);
  g_assert_cmpint (vanity_camera_explain (NULL, NULL, NULL, FALSE, &mute), ==,
                   VANITY_CAMERA_FAILED);
  g_assert_nonnull (mute);
}

/* The file of a device that is gone, or forbidden, says so where the element does not. */
static void
test_file (void)
{
  g_autoptr (GError) error
      = g_error_new_literal (GST_RESOURCE_ERROR, GST_RESOURCE_ERROR_SETTINGS, "No.");
  g_autoptr (VanityCameraDevice) device = vanity_camera_device_new_named ("id", "Front Camera");
  g_autoptr (GError) reason = NULL;

  device->path = g_strdup ("/nonexistent/video0");
  g_assert_cmpint (vanity_camera_explain (error, NULL, device, FALSE, &reason), ==,
                   VANITY_CAMERA_UNPLUGGED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/camera/reason/errors", test_errors);
  g_test_add_func ("/camera/reason/silent", test_silent);
  g_test_add_func ("/camera/reason/file", test_file);

  return g_test_run ();
}
