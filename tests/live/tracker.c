/* Following the sample portrait over made-up frames. */
#include "live/tracker.h"

#include "base/error.h"
#include "sample.h"

#include <math.h>

#define FRAME_US (G_USEC_PER_SEC / 30)

static VanityTracker *
new_tracker (void)
{
  g_autoptr (GError) error = NULL;
  VanityTracker *tracker = vanity_tracker_new (&error);

  if (tracker == NULL)
    {
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
      g_test_skip ("skipped: the networks are not installed");
    }
  return tracker;
}

static void
track (VanityTracker *tracker, VanityImage *frame, int index)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_tracker_track (tracker, frame, (gint64)index * FRAME_US, &error));
  g_assert_no_error (error);
}

/* The detector looks once, however the head moves. */
static void
test_follow (void)
{
  g_autoptr (VanityTracker) tracker = new_tracker ();
  double first_x = 0, first_y = 0;

  if (tracker == NULL)
    return;
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (VanityImage) frame = sample_new_frame (4 * i, -2 * i, 1);

      if (frame == NULL)
        return;
      track (tracker, frame, i);
      const VanityFace *face = vanity_tracker_get_face (tracker);
      g_assert_nonnull (face);
      if (i == 0)
        first_x = (double)face->points[1].x, first_y = (double)face->points[1].y;
      g_assert_cmpfloat_with_epsilon ((double)face->points[1].x, first_x + 4 * i, 4);
      g_assert_cmpfloat_with_epsilon ((double)face->points[1].y, first_y - 2 * i, 3);
      g_assert_cmpfloat (fabsf (face->pose.yaw), <, 30);
      g_assert_cmpfloat (face->box[2], >, 40);
    }
  g_assert_cmpint (vanity_tracker_get_detections (tracker), ==, 1);
  g_assert_nonnull (vanity_tracker_get_quality (tracker));
  g_assert_cmpfloat (vanity_tracker_get_quality (tracker)->size, >, 30);
}

/* A head that jumps aside is lost and found again; an empty frame has none. */
static void
test_lost (void)
{
  g_autoptr (VanityTracker) tracker = new_tracker ();
  g_autoptr (VanityImage) frame = sample_new_frame (0, 0, 1);
  g_autoptr (VanityImage) aside = sample_new_frame (200, 60, 1);

  if (tracker == NULL || frame == NULL)
    return;
  track (tracker, frame, 0);
  g_assert_nonnull (vanity_tracker_get_face (tracker));
  double x = (double)vanity_tracker_get_face (tracker)->points[1].x;

  track (tracker, aside, 1);
  track (tracker, aside, 2);
  g_assert_nonnull (vanity_tracker_get_face (tracker));
  g_assert_cmpfloat_with_epsilon ((double)vanity_tracker_get_face (tracker)->points[1].x, x + 200,
                                  5);
  g_assert_cmpint (vanity_tracker_get_detections (tracker), <=, 3);

  g_autoptr (VanityImage) empty
      = vanity_image_new (640, 480, 8, vanity_color_space_get_srgb (), NULL);
  for (int i = 3; i < 12; i++)
    {
      track (tracker, empty, i);
      g_assert_null (vanity_tracker_get_face (tracker));
      g_assert_null (vanity_tracker_get_raw (tracker));
      g_assert_null (vanity_tracker_get_quality (tracker));
    }
  track (tracker, frame, 12);
  track (tracker, frame, 13);
  g_assert_nonnull (vanity_tracker_get_face (tracker));
}

/* Clocks that stand still, jump or go back, and frames that change their size, do no harm. */
static void
test_clock (void)
{
  g_autoptr (VanityTracker) tracker = new_tracker ();
  g_autoptr (VanityImage) frame = sample_new_frame (0, 0, 1);
  static const int times[] = { 10, 10, 5000, 3, 4, -70000, 0 };
  g_autoptr (VanityImage) tiny = vanity_image_new (1, 1, 8, vanity_color_space_get_srgb (), NULL);

  if (tracker == NULL || frame == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      track (tracker, frame, times[i]);
      g_assert_nonnull (vanity_tracker_get_face (tracker));
      g_assert_true (isfinite (vanity_tracker_get_face (tracker)->points[1].x));
    }
  track (tracker, tiny, 1);
  g_assert_null (vanity_tracker_get_face (tracker));
  track (tracker, frame, 2);
  g_assert_nonnull (vanity_tracker_get_face (tracker));
  vanity_tracker_reset (tracker);
  g_assert_null (vanity_tracker_get_face (tracker));
}

static void
test_wrong (void)
{
  g_autoptr (VanityTracker) tracker = new_tracker ();
  g_autoptr (VanityImage) deep
      = vanity_image_new (64, 64, 16, vanity_color_space_get_srgb (), NULL);
  g_autoptr (GError) error = NULL;

  if (tracker == NULL)
    return;
  g_assert_false (vanity_tracker_track (tracker, deep, 0, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_assert_null (vanity_tracker_get_face (tracker));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/tracker/follow", test_follow);
  g_test_add_func ("/live/tracker/lost", test_lost);
  g_test_add_func ("/live/tracker/clock", test_clock);
  g_test_add_func ("/live/tracker/wrong", test_wrong);
  return g_test_run ();
}
