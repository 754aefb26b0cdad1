#include "live/tracker.h"

#include "base/error.h"
#include "face/detector.h"
#include "face/landmarks.h"
#include "face/pose.h"
#include "face/tiles.h"
#include "live/smoother.h"

#include <math.h>
#include <string.h>

/* Below the first the mesh says that there is no face; a face that is new must pass the second. */
#define MIN_PRESENCE 0.5f
#define MIN_NEW_PRESENCE 0.6f
/* The points of real faces stay within this of the canonical head's picture, in face widths. */
#define MAX_RESIDUAL 0.15f
/* A mesh narrower than this, pixels, is a guess. */
#define MIN_SIZE 24
/* Small faces are looked for in every so many frames without one. */
#define FULL_RANGE_EVERY 4
/* After such a gap between frames, or a step back in time, nothing is known of the motion. */
#define MAX_GAP 1.0
#define QUALITY_EVERY 0.4

struct _VanityTracker
{
  VanityDetector *short_range, *full_range;
  VanityLandmarker *landmarker;
  VanitySmoother *smoother;

  gboolean seen;
  VanityFace raw, face;
  VanityQualityMeasures measures;
  gint64 time_us, quality_us;
  int width, height;
  int searches; /* since there was a face */
  int detections;
};

VanityTracker *
vanity_tracker_new (GError **error)
{
  g_autoptr (VanityTracker) tracker = g_new0 (VanityTracker, 1);
  static const VanityPoint none[VANITY_FACE_MESH_POINTS];
  VanityPose pose;

  tracker->short_range = vanity_detector_new (VANITY_DETECTOR_SHORT_RANGE, error);
  if (tracker->short_range == NULL)
    return NULL;
  tracker->full_range = vanity_detector_new (VANITY_DETECTOR_FULL_RANGE, error);
  if (tracker->full_range == NULL)
    return NULL;
  tracker->landmarker = vanity_landmarker_new (error);
  if (tracker->landmarker == NULL)
    return NULL;
  /* Poses need the canonical mesh: better to miss it now than at the first face. */
  if (!vanity_pose_fit (&pose, none, error))
    return NULL;
  tracker->smoother = vanity_smoother_new ();
  return g_steal_pointer (&tracker);
}

void
vanity_tracker_free (VanityTracker *tracker)
{
  if (tracker == NULL)
    return;
  g_clear_pointer (&tracker->short_range, vanity_detector_free);
  g_clear_pointer (&tracker->full_range, vanity_detector_free);
  g_clear_pointer (&tracker->landmarker, vanity_landmarker_free);
  g_clear_pointer (&tracker->smoother, vanity_smoother_free);
  g_free (tracker);
}

void
vanity_tracker_reset (VanityTracker *tracker)
{
  tracker->seen = FALSE;
  tracker->searches = 0;
}

/* Fits the mesh where `region` says and tells whether that is a face; FALSE only without memory. */
static gboolean
fit (VanityTracker *tracker, VanityFrame *frame, const VanityRegion *region, float least,
     gboolean *good, GError **error)
{
  VanityFace *raw = &tracker->raw;
  VanityPose pose;

  *good = FALSE;
  if (!(region->size >= MIN_SIZE))
    return TRUE;
  if (!vanity_landmarker_run (tracker->landmarker, frame, region, raw->points, &raw->presence, NULL,
                              error))
    return FALSE;
  if (raw->presence < least)
    return TRUE;
  vanity_face_measure_box (raw);
  if (!vanity_pose_fit (&pose, raw->points, error))
    return FALSE;
  raw->pose.yaw = pose.yaw;
  raw->pose.pitch = pose.pitch;
  raw->pose.roll = pose.roll;

  /* At least a good part of it lies in the frame. */
  double x = raw->box[0] + raw->box[2] / 2, y = raw->box[1] + raw->box[3] / 2;
  double reach = raw->box[2] / 4;
  *good = pose.scale > 0 && pose.residual <= MAX_RESIDUAL
          && MAX (raw->box[2], raw->box[3]) >= MIN_SIZE && x >= -reach && y >= -reach
          && x <= tracker->width + reach && y <= tracker->height + reach;
  return TRUE;
}

static int
by_size (gconstpointer one, gconstpointer other)
{
  const VanityCandidate *a = one, *b = other;

  return a->region.size < b->region.size ? 1 : a->region.size > b->region.size ? -1 : 0;
}

/* The largest face that a detector sees. */
static gboolean
search (VanityTracker *tracker, VanityFrame *frame, gboolean *found, GError **error)
{
  VanityRegion view = vanity_view_whole (tracker->width, tracker->height, 1, 0);
  gboolean small = tracker->searches % FULL_RANGE_EVERY == 1;
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (VanityCandidate));

  *found = FALSE;
  tracker->searches++;
  tracker->detections++;
  if (!vanity_detector_run (small ? tracker->full_range : tracker->short_range, frame, &view,
                            candidates, NULL, error))
    return FALSE;
  g_array_sort (candidates, by_size);
  for (guint i = 0; i < candidates->len && !*found; i++)
    {
      const VanityCandidate *candidate = &g_array_index (candidates, VanityCandidate, i);
      VanityRegion region = candidate->region;

      if (!fit (tracker, frame, &region, MIN_PRESENCE / 2, found, error))
        return FALSE;
      if (!*found)
        continue;
      /* The detector's square is rough: the mesh's own is what it was trained with. */
      region = vanity_region_from_points (tracker->raw.points);
      if (!fit (tracker, frame, &region, MIN_NEW_PRESENCE, found, error))
        return FALSE;
      tracker->raw.score = candidate->score;
    }
  if (*found)
    vanity_smoother_reset (tracker->smoother);
  return TRUE;
}

/* Runs the networks over the frame. */
static gboolean
look (VanityTracker *tracker, VanityFrame *frame, gboolean *found, GError **error)
{
  *found = FALSE;
  if (tracker->seen)
    {
      VanityRegion region = vanity_region_from_points (tracker->raw.points);

      if (!fit (tracker, frame, &region, MIN_PRESENCE, found, error))
        return FALSE;
    }
  return *found || search (tracker, frame, found, error);
}

static gboolean
assess (VanityTracker *tracker, const VanityImage *image, gint64 time_us, gboolean first,
        GError **error)
{
  if (!first && time_us - tracker->quality_us < QUALITY_EVERY * G_USEC_PER_SEC
      && time_us >= tracker->quality_us)
    return TRUE;
  if (!vanity_quality_assess (&tracker->raw, image, &tracker->measures, error))
    return FALSE;
  tracker->quality_us = time_us;
  return TRUE;
}

static gboolean
follow (VanityTracker *tracker, VanityImage *image, gint64 time_us, GError **error)
{
  double seconds = (double)(time_us - tracker->time_us) / G_USEC_PER_SEC;
  gboolean known = tracker->seen, found;
  g_autoptr (VanityFrame) frame = NULL;

  if (tracker->width != image->width || tracker->height != image->height)
    known = tracker->seen = FALSE;
  tracker->width = image->width;
  tracker->height = image->height;
  tracker->time_us = time_us;
  frame = vanity_frame_new (image, error);
  if (frame == NULL || !look (tracker, frame, &found, error))
    return FALSE;
  if (found && !assess (tracker, image, time_us, !known, error))
    return FALSE;
  tracker->seen = found;
  if (!found)
    return TRUE;

  tracker->searches = 0;
  tracker->face = tracker->raw;
  if (!known || !(seconds > 0 && seconds <= MAX_GAP))
    vanity_smoother_reset (tracker->smoother);
  vanity_smoother_smooth (tracker->smoother, tracker->face.points, CLAMP (seconds, 1e-3, MAX_GAP));
  vanity_face_measure_box (&tracker->face);
  return TRUE;
}

gboolean
vanity_tracker_track (VanityTracker *tracker, VanityImage *frame, gint64 time_us, GError **error)
{
  if (frame->depth != 8 || !vanity_color_space_is_srgb (frame->space))
    {
      vanity_tracker_reset (tracker);
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   "a frame of %d bits in %s cannot be followed: it must be 8-bit sRGB",
                   frame->depth,
                   vanity_color_space_is_srgb (frame->space) ? "sRGB" : "another colour space");
      return FALSE;
    }
  if (follow (tracker, frame, time_us, error))
    return TRUE;
  vanity_tracker_reset (tracker);
  return FALSE;
}

const VanityFace *
vanity_tracker_get_face (VanityTracker *tracker)
{
  return tracker->seen ? &tracker->face : NULL;
}

const VanityFace *
vanity_tracker_get_raw (VanityTracker *tracker)
{
  return tracker->seen ? &tracker->raw : NULL;
}

const VanityQualityMeasures *
vanity_tracker_get_quality (VanityTracker *tracker)
{
  return tracker->seen ? &tracker->measures : NULL;
}

int
vanity_tracker_get_detections (VanityTracker *tracker)
{
  return tracker->detections;
}
