#include "camera-track.h"

#include "face/mesh.h"
#include "live/tracker.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define N VANITY_FACE_MESH_POINTS
#define ALL VANITY_FACE_POINTS

double
camera_track_get_shake (const VanityPoint *seen, int n_frames)
{
  double sum = 0;

  for (int i = 0; i < N; i++)
    {
      double x = 0, y = 0;

      for (int f = 0; f < n_frames; f++)
        {
          x += seen[f * ALL + i].x / n_frames;
          y += seen[f * ALL + i].y / n_frames;
        }
      for (int f = 0; f < n_frames; f++)
        sum += pow (seen[f * ALL + i].x - x, 2) + pow (seen[f * ALL + i].y - y, 2);
    }
  return sqrt (sum / (double)N / n_frames);
}

double
camera_track_get_lag (const VanityPoint *seen, const VanityPoint *true_points, int n_frames)
{
  double along = 0, square = 0;

  for (int f = 1; f + 1 < n_frames; f++)
    for (int i = 0; i < N; i++)
      {
        const VanityPoint *p = &seen[f * ALL + i], *q = &true_points[f * ALL + i];
        double vx = (q[ALL].x - q[-ALL].x) / 2.0 * STREAM_RATE;
        double vy = (q[ALL].y - q[-ALL].y) / 2.0 * STREAM_RATE;

        along += (q->x - p->x) * vx + (q->y - p->y) * vy;
        square += vx * vx + vy * vy;
      }
  return square > 0 ? along / square : 0;
}

double
camera_track_get_slide (const VanityPoint *seen, const VanityPoint *true_points, int n_frames)
{
  double sum = 0;
  int n = 0;

  for (VanityContourId id = VANITY_CONTOUR_LIPS_OUTER; id <= VANITY_CONTOUR_BROW_LEFT; id++)
    {
      const VanityContour *contour = vanity_mesh_get_contour (id);

      for (int k = 0; k < contour->n; k++)
        {
          int i = contour->index[k];
          double x = seen[i].x - true_points[i].x, y = seen[i].y - true_points[i].y;

          for (int f = 1; f < n_frames; f++, n++)
            sum += pow (seen[f * ALL + i].x - true_points[f * ALL + i].x - x, 2)
                   + pow (seen[f * ALL + i].y - true_points[f * ALL + i].y - y, 2);
        }
    }
  return n > 0 ? sqrt (sum / n) : 0;
}

gboolean
camera_track_print (CameraFilm *film, CameraStream *stream, GError **error)
{
  g_autoptr (VanityTracker) tracker = vanity_tracker_new (error);
  g_autoptr (VanityImage) frame = tracker ? camera_film_new_frame (error) : NULL;
  int length = camera_film_get_length (film), lost = 0;
  g_autofree VanityPoint *raw = g_new0 (VanityPoint, length * ALL);
  g_autofree VanityPoint *smooth = g_new0 (VanityPoint, length * ALL);
  g_autofree VanityPoint *right = g_new0 (VanityPoint, length * ALL);

  if (frame == NULL)
    return FALSE;
  for (int f = 0; f < length; f++)
    {
      camera_film_get (film, f, frame);
      if (!vanity_tracker_track (tracker, frame, (gint64)f * G_USEC_PER_SEC / STREAM_RATE, error))
        return FALSE;
      camera_stream_get_points (stream, f, right + f * ALL);
      if (vanity_tracker_get_face (tracker) == NULL)
        {
          lost++;
          continue;
        }
      memcpy (raw + f * ALL, vanity_tracker_get_raw (tracker)->points, ALL * sizeof *raw);
      memcpy (smooth + f * ALL, vanity_tracker_get_face (tracker)->points, ALL * sizeof *raw);
    }
  printf ("  frames without a face: %d of %d\n", lost, length);
  printf ("  detector runs: %d (wanted: ≤ 1)\n", vanity_tracker_get_detections (tracker));

  int rest = camera_stream_get_start (STREAM_REST) + STREAM_RATE / 2;
  int n_rest = camera_stream_get_start (STREAM_REST + 1) - rest;
  printf ("  points at rest shake, as the mesh has them: %.3f px rms\n",
          camera_track_get_shake (raw + rest * ALL, n_rest));
  printf ("  points at rest shake, smoothed: %.3f px (wanted: ≤ 0.15)\n",
          camera_track_get_shake (smooth + rest * ALL, n_rest));
  for (StreamPart part = STREAM_MOVE; part < STREAM_N_PARTS; part++)
    {
      int first = camera_stream_get_start (part), n = camera_stream_get_start (part + 1) - first;
      const VanityPoint *truth = right + first * ALL;

      if (part == STREAM_MOVE || part == STREAM_TURN || part == STREAM_SPEAK)
        printf ("  %s, behind by: %.1f ms (wanted: ≤ 15)\n    %.1f ms as the mesh has them\n",
                camera_stream_get_name (part),
                1000 * camera_track_get_lag (smooth + first * ALL, truth, n),
                1000 * camera_track_get_lag (raw + first * ALL, truth, n));
      printf ("  %s, slid over the skin: %.2f px smoothed, %.2f px as the mesh has them\n",
              camera_stream_get_name (part),
              camera_track_get_slide (smooth + first * ALL, truth, n),
              camera_track_get_slide (raw + first * ALL, truth, n));
    }
  return TRUE;
}
