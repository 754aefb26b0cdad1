#include "camera-show.h"

#include "camera-compare.h"
#include "camera-flicker.h"
#include "live/live.h"
#include "race.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double
get_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
compare_doubles (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;

  return a < b ? -1 : a > b;
}

static double
get_quantile (double *values, int n, double part)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return n > 0 ? values[MIN ((int)(part * n), n - 1)] : 0;
}

static gint64
get_time (int index)
{
  return (gint64)index * G_USEC_PER_SEC / STREAM_RATE;
}

/* A stream that shows the part at rest over and over until the look has been made at rest and is
 * wholly on, which on a busy machine may take a while. */
typedef struct
{
  VanityLive *live;
  VanityImage *frame;
  int n; /* frames so far */
  VanityLiveReport report;
} Stream;

static void
stream_clear (Stream *stream)
{
  g_clear_pointer (&stream->live, vanity_live_free);
  g_clear_pointer (&stream->frame, vanity_image_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Stream, stream_clear)

static gboolean
stream_show (Stream *stream, CameraFilm *film, int index, GError **error)
{
  camera_film_get (film, index, stream->frame);
  return vanity_live_show (stream->live, stream->frame, get_time (stream->n++), &stream->report,
                           error);
}

static gboolean
stream_start (Stream *stream, CameraFilm *film, VanityLook *look, GError **error)
{
  int length = camera_stream_get_start (STREAM_REST + 1), settled = 0;

  stream->live = vanity_live_new (error);
  stream->frame = stream->live ? camera_film_new_frame (error) : NULL;
  if (stream->frame == NULL)
    return FALSE;
  vanity_live_set_look (stream->live, look, 1);
  while (settled < STREAM_RATE / 2 && stream->n < 100 * length)
    {
      if (!stream_show (stream, film, stream->n % length, error))
        return FALSE;
      settled = stream->report.sheets >= 2 && stream->report.worn >= 1 ? settled + 1 : 0;
      g_usleep (G_USEC_PER_SEC / STREAM_RATE);
    }
  return TRUE;
}

static gboolean
run_at_rest (CameraFilm *film, VanityLook *look, GFile *folder, GError **error)
{
  g_auto (Stream) stream = { 0 };
  g_autoptr (CameraFlicker) flicker = camera_flicker_new ();
  g_autoptr (CameraCompare) compare = camera_compare_new (look, folder);
  int length = camera_stream_get_start (STREAM_REST + 1);

  if (!stream_start (&stream, film, look, error))
    return FALSE;
  for (int f = 0; f < length; f++)
    {
      if (!stream_show (&stream, film, f, error))
        return FALSE;
      camera_flicker_add (flicker, film, f, stream.frame);
    }
  camera_compare_keep (compare, length - 1, stream.frame, &stream.report);
  camera_flicker_print (flicker);
  return camera_compare_print (compare, film, error);
}

/* Every frame, one after the other, with the look on. */
static gboolean
run_through (CameraFilm *film, VanityLook *look, GError **error)
{
  g_auto (Stream) stream = { 0 };
  int length = camera_film_get_length (film);
  double sum[VANITY_LIVE_N_STEPS] = { 0 }, all, cpu;
  gint64 start;

  if (!stream_start (&stream, film, look, error))
    return FALSE;
  cpu = get_cpu_ms ();
  start = g_get_monotonic_time ();
  for (int f = 0; f < length; f++)
    {
      if (!stream_show (&stream, film, f, error))
        return FALSE;
      for (int i = 0; i < VANITY_LIVE_N_STEPS; i++)
        sum[i] += stream.report.ms[i];
    }
  all = (double)(g_get_monotonic_time () - start) / 1000;
  printf ("  whole chain: %.1f frames/s (wanted: ≥ 24)\n", 1000 * length / all);
  printf ("    convert %.1f, track %.1f, draw %.1f ms; processor time %.1f ms a frame\n",
          (all - sum[VANITY_LIVE_ALL]) / length, sum[VANITY_LIVE_TRACK] / length,
          sum[VANITY_LIVE_DRAW] / length, (get_cpu_ms () - cpu) / length);
  printf ("    detector runs %d, sheets made %d\n", stream.report.detections, stream.report.sheets);
  return TRUE;
}

/* At the camera's pace: frames that come while one is worked on are dropped but for the last. Some
 * are compared with what the renderer makes of them. */
static gboolean
run_paced (CameraFilm *film, VanityLook *look, GFile *folder, GError **error)
{
  g_autoptr (VanityLive) live = vanity_live_new (error);
  g_autoptr (VanityImage) frame = live ? camera_film_new_frame (error) : NULL;
  g_autoptr (CameraCompare) compare = camera_compare_new (look, folder);
  int length = camera_film_get_length (film), n = 0, drops = 0;
  VanityLiveReport report;
  g_autofree double *latency = g_new0 (double, length);
  gint64 start;
  double cpu = get_cpu_ms ();

  if (frame == NULL)
    return FALSE;
  vanity_live_set_look (live, look, 1);
  start = g_get_monotonic_time ();
  for (int f = 0; f < length; f++)
    {
      gint64 due = start + get_time (f), now = g_get_monotonic_time ();

      if (now < due)
        g_usleep ((gulong)(due - now));
      else if (f + 1 < length && now >= start + get_time (f + 1))
        {
          drops++;
          continue;
        }
      camera_film_get (film, f, frame);
      if (!vanity_live_show (live, frame, get_time (f), &report, error))
        return FALSE;
      latency[n++] = (double)(g_get_monotonic_time () - due) / 1000;
      camera_compare_offer (compare, f, frame, &report);
    }
  printf ("  latency at 30 frames/s, median: %.1f ms (wanted: ≤ 80)\n",
          get_quantile (latency, n, 0.5));
  printf ("  latency at 30 frames/s, 95 of 100: %.1f ms (wanted: ≤ 80)\n",
          get_quantile (latency, n, 0.95));
  printf ("  latency at 30 frames/s, worst: %.1f ms\n", get_quantile (latency, n, 1));
  printf ("  dropped: %.1f %% (wanted: ≤ 2)\n", 100.0 * drops / length);
  printf ("  processor time at that pace: %.0f %% of one core\n",
          100 * (get_cpu_ms () - cpu) / (1000.0 * length / STREAM_RATE));
  return camera_compare_print (compare, film, error);
}

gboolean
camera_show_print (CameraFilm *film, VanityLook *look, GFile *folder, GError **error)
{
  return run_through (film, look, error) && run_paced (film, look, folder, error)
         && run_at_rest (film, look, folder, error);
}
