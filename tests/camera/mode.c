/* Which size of a camera is asked for. */
#include "camera/mode.h"

/* As Video4Linux's provider tells of a webcam: raw pictures slow down as they grow, JPEG does not.
 */
#define WEBCAM                                                                                     \
  "video/x-raw,format=YUY2,width=640,height=480,framerate={(fraction)30/1,(fraction)15/1};"        \
  "video/x-raw,format=YUY2,width=1280,height=720,framerate=(fraction)10/1;"                        \
  "video/x-raw,format=YUY2,width=2592,height=1944,framerate=(fraction)2/1;"                        \
  "image/jpeg,width=1280,height=720,framerate=(fraction)30/1;"                                     \
  "image/jpeg,width=2592,height=1944,framerate=(fraction)15/1"

static void
check (const char *text, const VanityCameraMode *live, const VanityCameraMode *still)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (text);
  VanityCameraMode mode;

  g_assert_nonnull (caps);
  g_assert_true (vanity_camera_mode_choose_live (caps, &mode));
  g_assert_cmpint (mode.width, ==, live->width);
  g_assert_cmpint (mode.height, ==, live->height);
  g_assert_cmpint (mode.jpeg, ==, live->jpeg);
  g_assert_cmpint (mode.rate_num, ==, live->rate_num);
  g_assert_true (vanity_camera_mode_choose_still (caps, &mode));
  g_assert_cmpint (mode.width, ==, still->width);
  g_assert_cmpint (mode.height, ==, still->height);
  g_assert_cmpint (mode.jpeg, ==, still->jpeg);
}

static void
test_webcam (void)
{
  check (WEBCAM, &(VanityCameraMode){ TRUE, 1280, 720, 30, 1 },
         &(VanityCameraMode){ TRUE, 2592, 1944, 15, 1 });
}

/* A still of raw numbers, where one need not wait for it. */
static void
test_still (void)
{
  check ("video/x-raw,width=1280,height=720,framerate=30/1;"
         "image/jpeg,width=1920,height=1080,framerate=30/1;"
         "video/x-raw,width=1920,height=1080,framerate=5/1",
         &(VanityCameraMode){ FALSE, 1280, 720, 30, 1 },
         &(VanityCameraMode){ FALSE, 1920, 1080, 5, 1 });
}

/* 720p is larger, but the sensor is not of its shape: the still would show more than the view. */
static void
test_shape (void)
{
  check ("video/x-raw,width=1280,height=720,framerate=30/1;"
         "video/x-raw,width=960,height=720,framerate=30/1;"
         "video/x-raw,width=320,height=240,framerate=30/1;"
         "video/x-raw,width=1600,height=1200,framerate=15/1",
         &(VanityCameraMode){ FALSE, 960, 720, 30, 1 },
         &(VanityCameraMode){ FALSE, 1600, 1200, 15, 1 });
}

static void
test_slow (void)
{
  /* Nothing is fast: the fastest. */
  check ("video/x-raw,width=640,height=480,framerate=10/1;"
         "video/x-raw,width=320,height=240,framerate=20/1",
         &(VanityCameraMode){ FALSE, 320, 240, 20, 1 },
         &(VanityCameraMode){ FALSE, 640, 480, 10, 1 });
  /* Nothing is small: the smallest. */
  check ("video/x-raw,width=1920,height=1080,framerate=30/1;"
         "video/x-raw,width=3840,height=2160,framerate=30/1",
         &(VanityCameraMode){ FALSE, 1920, 1080, 30, 1 },
         &(VanityCameraMode){ FALSE, 3840, 2160, 30, 1 });
}

static void
test_ranges (void)
{
  check ("video/x-raw,width=[32,2592,2],height=[32,1944,2],framerate=[1/1,30/1]",
         &(VanityCameraMode){ FALSE, 1280, 720, 30, 1 },
         &(VanityCameraMode){ FALSE, 2592, 1944, 30, 1 });
  check ("video/x-raw,width={640,1280},height={480,720},framerate=30/1",
         &(VanityCameraMode){ FALSE, 1280, 720, 30, 1 },
         &(VanityCameraMode){ FALSE, 1280, 720, 30, 1 });
}

/* Where anything goes, or nothing that can be read, there is nothing to choose. */
static void
test_nothing (void)
{
  static const char *const texts[]
      = { "ANY",
          "EMPTY",
          "video/x-raw",
          "video/x-raw,width=[1,2147483647],height=[1,2147483647]",
          "video/x-h264,width=1280,height=720,framerate=30/1",
          "video/x-raw(memory:DMABuf),width=1280,height=720,framerate=30/1",
          "video/x-raw,width=-3,height=720",
          "video/x-raw,width=(string)wide,height=720" };
  VanityCameraMode mode;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GstCaps) caps = gst_caps_from_string (texts[i]);

      g_assert_nonnull (caps);
      g_assert_false (vanity_camera_mode_choose_live (caps, &mode));
      g_assert_false (vanity_camera_mode_choose_still (caps, &mode));
    }
  g_assert_false (vanity_camera_mode_choose_live (NULL, &mode));
}

/* What is asked for is among what was offered. */
static void
test_asked (void)
{
  g_autoptr (GstCaps) caps = gst_caps_from_string (WEBCAM);
  VanityCameraMode mode;

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GstCaps) asked = NULL;

      g_assert_true (i == 0 ? vanity_camera_mode_choose_live (caps, &mode)
                            : vanity_camera_mode_choose_still (caps, &mode));
      asked = vanity_camera_mode_to_caps (&mode);
      g_assert_true (gst_caps_can_intersect (asked, caps));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  g_test_add_func ("/camera/mode/webcam", test_webcam);
  g_test_add_func ("/camera/mode/still", test_still);
  g_test_add_func ("/camera/mode/shape", test_shape);
  g_test_add_func ("/camera/mode/slow", test_slow);
  g_test_add_func ("/camera/mode/ranges", test_ranges);
  g_test_add_func ("/camera/mode/nothing", test_nothing);
  g_test_add_func ("/camera/mode/asked", test_asked);

  return g_test_run ();
}
