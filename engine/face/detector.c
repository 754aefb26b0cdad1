#include "face/detector.h"

#include "base/error.h"
#include "face/network.h"

#include <math.h>

#define OVERLAP 0.3f
#define SCORE 0.5f
/* The landmarks want some forehead and chin around the detector's box. */
#define MARGIN 1.5

typedef struct
{
  const char *file;
  int side;
  VanityAnchorGrid grids[2];
  int n_grids;
  gboolean smooth; /* average where the view is coarser than the photo's pixels */
} Kind;

/* The short-range model is sampled as MediaPipe samples it, so that both agree on the region. */
static const Kind kinds[] = {
  [VANITY_DETECTOR_SHORT_RANGE]
  = { "face_detection_short_range.tflite", 128, { { 16, 2 }, { 8, 6 } }, 2, FALSE },
  [VANITY_DETECTOR_FULL_RANGE]
  = { "face_detection_full_range.tflite", 192, { { 48, 1 } }, 1, TRUE },
};

struct _VanityDetector
{
  const Kind *kind;
  VanityExecutor *executor;
  VanityAnchor *anchors;
  int n_anchors;
  int boxes, scores; /* indices of the outputs */
};

VanityDetector *
vanity_detector_new (VanityDetectorKind which, GError **error)
{
  g_autoptr (VanityDetector) detector = g_new0 (VanityDetector, 1);
  const Kind *kind = &kinds[which];

  g_autoptr (VanityGraph) graph = vanity_network_load (kind->file, kind->side, error);
  if (graph == NULL)
    return NULL;

  detector->kind = kind;
  detector->anchors = vanity_anchors_new (kind->grids, kind->n_grids, &detector->n_anchors);
  detector->boxes = vanity_network_find_output (
      graph, (gint64)detector->n_anchors * VANITY_DETECTION_NUMBERS, 0);
  detector->scores = vanity_network_find_output (graph, detector->n_anchors, 0);
  if (detector->boxes < 0 || detector->scores < 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   "%s: no outputs for %d anchors, this is another network", kind->file,
                   detector->n_anchors);
      return NULL;
    }

  detector->executor = vanity_executor_new (g_steal_pointer (&graph), NULL, error);
  if (detector->executor == NULL)
    return NULL;
  return g_steal_pointer (&detector);
}

void
vanity_detector_free (VanityDetector *detector)
{
  g_clear_pointer (&detector->executor, vanity_executor_free);
  g_free (detector->anchors);
  g_free (detector);
}

static VanityCandidate
to_candidate (const VanityDetection *detection, const VanityRegion *view, const VanityAffine *grid,
              int side)
{
  VanityCandidate candidate = { .score = detection->score };
  const float *right = detection->keypoint[VANITY_KEYPOINT_EYE_RIGHT];
  const float *left = detection->keypoint[VANITY_KEYPOINT_EYE_LEFT];

  vanity_affine_apply (grid, detection->x * side, detection->y * side, &candidate.region.x,
                       &candidate.region.y);
  candidate.region.size = MAX (detection->width, detection->height) * view->size * MARGIN;
  candidate.region.angle = view->angle + atan2 (left[1] - right[1], left[0] - right[0]);
  return candidate;
}

gboolean
vanity_detector_run (VanityDetector *detector, VanityFrame *frame, const VanityRegion *view,
                     GArray *candidates, GCancellable *cancellable, GError **error)
{
  int side = detector->kind->side;
  VanityAffine grid = vanity_region_to_grid (view, side);
  g_autoptr (GArray) detections = g_array_new (FALSE, FALSE, sizeof (VanityDetection));

  vanity_frame_sample (frame, &grid, side, side, -1, 1, VANITY_SAMPLE_BLACK, detector->kind->smooth,
                       vanity_executor_get_input (detector->executor, 0));
  if (!vanity_executor_run (detector->executor, cancellable, error))
    return FALSE;

  vanity_detections_decode (vanity_executor_get_output (detector->executor, detector->boxes),
                            vanity_executor_get_output (detector->executor, detector->scores),
                            detector->anchors, detector->n_anchors, side, SCORE, detections);
  vanity_detections_suppress (detections, OVERLAP);

  for (guint i = 0; i < detections->len; i++)
    {
      VanityCandidate candidate
          = to_candidate (&g_array_index (detections, VanityDetection, i), view, &grid, side);
      g_array_append_val (candidates, candidate);
    }
  return TRUE;
}
