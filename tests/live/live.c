/* The sample portrait as a stream, made over. */
#include "live/live.h"

#include "base/error.h"
#include "image/color.h"
#include "makeup/render.h"
#include "sample.h"

#include <math.h>

#define FRAME_US (G_USEC_PER_SEC / 30)

static VanityLive *
new_live (void)
{
  g_autoptr (GError) error = NULL;
  VanityLive *live = vanity_live_new (&error);

  if (live == NULL)
    {
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
      g_test_skip ("skipped: the networks are not installed");
    }
  return live;
}

/* Whether both hold the same pixels. */
static gboolean
are_same (const VanityImage *one, const VanityImage *other)
{
  for (int y = 0; y < one->height; y++)
    if (memcmp (vanity_image_row (one, y), vanity_image_row (other, y), 4 * (gsize)one->width) != 0)
      return FALSE;
  return TRUE;
}

static void
show (VanityLive *live, VanityImage *frame, gint64 time_us, VanityLiveReport *report)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (vanity_live_show (live, frame, time_us, report, &error));
  g_assert_no_error (error);
}

/* Shows the portrait until the look is wholly on, as it was made at rest; what the last frame
 * became, and its report. */
static VanityImage *
settle (VanityLive *live, gint64 *time_us, VanityLiveReport *report)
{
  for (int i = 0; i < 2000; i++)
    {
      VanityImage *frame = sample_new_frame (0, 0, 1);

      show (live, frame, *time_us += FRAME_US, report);
      if (report->worn >= 1 && report->sheets >= 2 && report->age > 1)
        return frame;
      vanity_image_unref (frame);
      g_usleep (10000);
    }
  g_assert_not_reached ();
}

static VanityLab
get_lab (const VanityImage *image, int x, int y)
{
  const guint8 *p = vanity_image_row (image, y) + 4 * x;

  return vanity_lab_from_linear (
      vanity_rgb_unpack ((guint32)p[0] << 16 | (guint32)p[1] << 8 | p[2]));
}

/* At rest the stream looks as the still renderer's photo does. */
static void
test_rest (void)
{
  g_autoptr (VanityLive) live = new_live ();
  g_autoptr (VanityImage) bare = sample_new_frame (0, 0, 1);
  g_autoptr (VanityLook) look = vanity_look_find ("glam", NULL);
  const VanityLook *looks[] = { look };
  VanityLiveReport report;
  gint64 time_us = 0;
  double sum = 0;
  int n = 0;

  if (live == NULL || bare == NULL)
    return;
  vanity_live_set_look (live, look, 1);
  g_autoptr (VanityImage) frame = settle (live, &time_us, &report);
  g_assert_true (report.seen);
  g_assert_cmpint (report.detections, ==, 1);
  g_assert_cmpint (report.sheets, ==, 2);
  g_assert_cmpfloat (report.face.box[2], >, 40);
  g_assert_cmpfloat (report.ms[VANITY_LIVE_ALL], >=, report.ms[VANITY_LIVE_TRACK]);
  const VanityFace *faces[] = { &report.face };
  g_autoptr (VanityImage) still = vanity_render_faces (bare, faces, looks, NULL, 1, 1, NULL, NULL);
  for (int y = 0; y < bare->height; y++)
    for (int x = 0; x < bare->width; x++)
      {
        VanityLab right = get_lab (still, x, y);

        if (vanity_lab_delta_e2000 (get_lab (bare, x, y), right) < 2)
          continue;
        sum += vanity_lab_delta_e2000 (get_lab (frame, x, y), right);
        n++;
      }
  g_test_message ("off by %.2f on the mean of %d pixels", sum / n, n);
  g_assert_cmpint (n, >, 300);
  g_assert_cmpfloat (sum / n, <, 1.5);
}

/* Without a look, without strength and without a face no bit changes. */
static void
test_nothing (void)
{
  g_autoptr (VanityLive) live = new_live ();
  g_autoptr (VanityImage) bare = sample_new_frame (0, 0, 1);
  g_autoptr (VanityImage) frame = sample_new_frame (0, 0, 1);
  g_autoptr (VanityLook) look = vanity_look_find ("glam", NULL);
  VanityLiveReport report;
  gint64 time_us = 0;

  if (live == NULL || bare == NULL)
    return;
  show (live, frame, 0, NULL);
  g_assert_true (are_same (frame, bare));
  vanity_live_set_look (live, look, 0);
  g_autoptr (VanityImage) unworn = settle (live, &time_us, &report);
  g_assert_true (are_same (unworn, bare));

  vanity_live_set_look (live, look, 1);
  g_autoptr (VanityImage) empty
      = vanity_image_new (640, 480, 8, vanity_color_space_get_srgb (), NULL);
  g_autoptr (VanityImage) still_empty = vanity_image_copy (empty, NULL);
  show (live, empty, time_us += FRAME_US, &report);
  g_assert_false (report.seen);
  g_assert_cmpfloat (report.worn, ==, 0);
  g_assert_true (are_same (empty, still_empty));
}

/* A face that is gone for a moment wears its look at once, one that is gone for long anew. */
static void
test_away (void)
{
  g_autoptr (VanityLive) live = new_live ();
  g_autoptr (VanityLook) look = vanity_look_find ("glam", NULL);
  VanityLiveReport report;
  gint64 time_us = 0;

  if (live == NULL)
    return;
  vanity_live_set_look (live, look, 1);
  g_autoptr (VanityImage) bare = sample_new_frame (0, 0, 1);
  if (bare == NULL)
    return;
  g_autoptr (VanityImage) frame = settle (live, &time_us, &report);
  for (int moment = 1; moment >= 0; moment--)
    {
      g_autoptr (VanityImage) empty
          = vanity_image_new (640, 480, 8, vanity_color_space_get_srgb (), NULL);
      g_autoptr (VanityImage) back = sample_new_frame (0, 0, 1);

      show (live, empty, time_us += FRAME_US, NULL);
      show (live, empty, time_us += moment ? FRAME_US : G_USEC_PER_SEC, NULL);
      show (live, back, time_us += FRAME_US, &report);
      g_assert_true (report.seen);
      if (moment)
        g_assert_cmpfloat (report.worn, ==, 1);
      else
        g_assert_cmpfloat (report.worn, ==, 0);
    }
}

/* Looks are set from elsewhere all the while. */
static gpointer
set_looks (gpointer data)
{
  VanityLive *live = data;

  for (int i = 0; i < 200; i++)
    {
      g_autoptr (VanityLook) look = i % 3 ? vanity_look_find ("glam", NULL) : NULL;

      vanity_live_set_look (live, look, i / 200.0);
      g_usleep (1000);
    }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (VanityLive) live = new_live ();
  GThread *thread;

  if (live == NULL)
    return;
  thread = g_thread_new ("looks", set_looks, live);
  for (int i = 0; i < 30; i++)
    {
      g_autoptr (VanityImage) frame = sample_new_frame (i, 0, 1);

      if (frame != NULL)
        show (live, frame, i * FRAME_US, NULL);
    }
  g_thread_join (thread);
}

static void
test_wrong (void)
{
  g_autoptr (VanityLive) live = new_live ();
  g_autoptr (VanityImage) deep
      = vanity_image_new (64, 64, 16, vanity_color_space_get_srgb (), NULL);
  g_autoptr (GError) error = NULL;
  VanityLiveReport report;

  if (live == NULL)
    return;
  g_assert_false (vanity_live_show (live, deep, 0, &report, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/live/live/rest", test_rest);
  g_test_add_func ("/live/live/nothing", test_nothing);
  g_test_add_func ("/live/live/away", test_away);
  g_test_add_func ("/live/live/threads", test_threads);
  g_test_add_func ("/live/live/wrong", test_wrong);
  return g_test_run ();
}
