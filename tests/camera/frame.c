/* Colours and sizes of pictures, of formats that cameras send, against what was put in. */
#include "camera/frame.h"

#include "base/error.h"

#include <gst/video/video.h>
#include <string.h>

#define WIDTH 50 /* a row of RGB is no multiple of four bytes */
#define HEIGHT 30

static const guint8 colors[4][3]
    = { { 200, 40, 60 }, { 20, 160, 90 }, { 128, 128, 128 }, { 250, 240, 20 } };

/* Four fields, large enough that halved colour does not reach their middles. */
static GstSample *
make_sample (const char *format, int width, int height)
{
  g_autoptr (GstCaps) rgb_caps = gst_caps_new_simple (
      "video/x-raw", "format", G_TYPE_STRING, "RGB", "width", G_TYPE_INT, width, "height",
      G_TYPE_INT, height, "framerate", GST_TYPE_FRACTION, 30, 1, NULL);
  g_autoptr (GstCaps) caps = gst_caps_copy (rgb_caps);
  g_autoptr (GstBuffer) buffer = NULL;
  g_autoptr (GstSample) rgb = NULL;
  GstVideoInfo info;
  GstMapInfo map;

  g_assert_true (gst_video_info_from_caps (&info, rgb_caps));
  buffer = gst_buffer_new_allocate (NULL, info.size, NULL);
  gst_buffer_map (buffer, &map, GST_MAP_WRITE);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      memcpy (map.data + y * info.stride[0] + 3 * x,
              colors[2 * (y >= height / 2) + (x >= width / 2)], 3);
  gst_buffer_unmap (buffer, &map);
  rgb = gst_sample_new (buffer, rgb_caps, NULL, NULL);
  gst_caps_set_simple (caps, "format", G_TYPE_STRING, format, NULL);

  return gst_video_convert_sample (rgb, caps, GST_CLOCK_TIME_NONE, NULL);
}

static void
check (VanityFrameReader *reader, const char *format, int width, int height)
{
  g_autoptr (GstSample) sample = make_sample (format, width, height);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityImage) image = NULL;

  g_assert_nonnull (sample);
  image = vanity_frame_reader_read (reader, sample, &error);
  g_assert_no_error (error);
  g_assert_cmpint (image->width, ==, width);
  g_assert_cmpint (image->height, ==, height);
  g_assert_cmpint (image->depth, ==, 8);
  g_assert_false (image->has_alpha);
  g_assert_true (vanity_color_space_is_srgb (image->space));
  for (int field = 0; field < 4; field++)
    {
      const guint8 *pixel = vanity_image_row (image, (2 * (field / 2) + 1) * height / 4)
                            + 4 * ((2 * (field % 2) + 1) * width / 4);

      /* Colour differences rounded twice, each step of which is 2 of blue. */
      for (int c = 0; c < 3; c++)
        g_assert_cmpint (ABS (pixel[c] - colors[field][c]), <=, 6);
      g_assert_cmpint (pixel[3], ==, 255);
    }
}

static void
test_formats (void)
{
  static const char *const formats[] = { "YUY2", "NV12", "I420", "UYVY", "RGB", "BGRx", "RGBA" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autoptr (VanityFrameReader) reader = vanity_frame_reader_new ();

      check (reader, formats[i], WIDTH, HEIGHT);
    }
}

/* A camera may change its mind. */
static void
test_change (void)
{
  g_autoptr (VanityFrameReader) reader = vanity_frame_reader_new ();

  check (reader, "YUY2", WIDTH, HEIGHT);
  check (reader, "YUY2", 2 * WIDTH, HEIGHT);
  check (reader, "NV12", 2 * WIDTH, HEIGHT);
  check (reader, "YUY2", WIDTH, HEIGHT);
}

static void
expect_error (GstCaps *caps, gsize size, int code)
{
  g_autoptr (VanityFrameReader) reader = vanity_frame_reader_new ();
  g_autoptr (GstBuffer) buffer = gst_buffer_new_allocate (NULL, size, NULL);
  g_autoptr (GstSample) sample = gst_sample_new (buffer, caps, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (vanity_frame_reader_read (reader, sample, &error));
  g_assert_error (error, VANITY_ERROR, code);
}

static void
test_wrong (void)
{
  g_autoptr (GstCaps) sound = gst_caps_from_string ("audio/x-raw,format=S16LE,rate=1,channels=1");
  g_autoptr (GstCaps) small
      = gst_caps_from_string ("video/x-raw,format=YUY2,width=64,height=64,framerate=30/1");

  expect_error (sound, 100, VANITY_ERROR_FORMAT);
  expect_error (small, 100, VANITY_ERROR_FORMAT); /* cut off */
  expect_error (NULL, 100, VANITY_ERROR_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gst_init (NULL, NULL);

  g_test_add_func ("/camera/frame/formats", test_formats);
  g_test_add_func ("/camera/frame/change", test_change);
  g_test_add_func ("/camera/frame/wrong", test_wrong);

  return g_test_run ();
}
