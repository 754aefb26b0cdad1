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

/* The part at rest over and over, until the look has been made at rest; then once more. */
static gboolean
run_at_rest (CameraFilm *film, VanityLook *look, GError **error)
{
  g_autoptr (VanityLive) live = vanity_live_new (error);
  g_autoptr (VanityImage) frame = live ? camera_film_new_frame (error) : NULL;
  g_autoptr (CameraFlicker) flicker = camera_flicker_new ();
  int length = camera_stream_get_start (STREAM_REST + 1), n = 0, since = 0;
  VanityLiveReport report;

  if (frame == NULL)
    return FALSE;
  vanity_live_set_look (live, look, 1);
  for (int f = 0; n < length && f < 100 * length; f++)
    {
      camera_film_get (film, f % length, frame);
      if (!vanity_live_show (live, frame, get_time (f), &report, error))
        return FALSE;
      since = report.sheets >= 2 && report.worn >= 1 ? since + 1 : 0;
      if (since > STREAM_RATE)
        camera_flicker_add (flicker, film, f % length, frame), n++;
      else
        g_usleep (G_USEC_PER_SEC / STREAM_RATE);
    }
  camera_flicker_print (flicker);
  return TRUE;
}

/* Every frame, one after the other. */
static gboolean
run_through (CameraFilm *film, VanityLook *look, GError **error)
{
  g_autoptr (VanityLive) live = vanity_live_new (error);
  g_autoptr (VanityImage) frame = live ? camera_film_new_frame (error) : NULL;
  int length = camera_film_get_length (film);
  double sum[VANITY_LIVE_N_STEPS] = { 0 }, converting = 0, all = 0, cpu = 0;
  VanityLiveReport report = { 0 };

  if (frame == NULL)
    return FALSE;
  vanity_live_set_look (live, look, 1);
  for (int f = 0; f < length; f++)
    {
      double before = get_cpu_ms ();
      gint64 since = g_get_monotonic_time (), start = since;

      camera_film_get (film, f, frame);
      converting += race_take_lap (&since);
      if (!vanity_live_show (live, frame, get_time (f), &report, error))
        return FALSE;
      all += race_take_lap (&start);
      cpu += get_cpu_ms () - before;
      for (int i = 0; i < VANITY_LIVE_N_STEPS; i++)
        sum[i] += report.ms[i];
    }
  printf ("  whole chain: %.1f frames/s (wanted: ≥ 24)\n", 1000 * length / all);
  printf ("    convert %.1f, track %.1f, draw %.1f ms; processor time %.1f ms a frame\n",
          converting / length, sum[VANITY_LIVE_TRACK] / length, sum[VANITY_LIVE_DRAW] / length,
          cpu / length);
  printf ("    detector runs %d, sheets made %d\n", report.detections, report.sheets);
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
      camera_compare_keep (compare, film, f, frame, &report);
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
         && run_at_rest (film, look, error);
}
