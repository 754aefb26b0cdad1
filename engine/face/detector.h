/* A face detector network over a part of a frame. */
#pragma once

#include "face/detection.h"
#include "face/frame.h"
#include "face/region.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityDetector VanityDetector;

typedef enum
{
  VANITY_DETECTOR_SHORT_RANGE, /* 128²: faces above some 15 % of the square */
  VANITY_DETECTOR_FULL_RANGE,  /* 192²: faces above some 5 % */
} VanityDetectorKind;

/* A face as a detector sees it. */
typedef struct
{
  VanityRegion region; /* for the landmarks: upright on the eyes, 1.5 × the box's longer side */
  float score;         /* [0, 1] */
} VanityCandidate;

VanityDetector *vanity_detector_new (VanityDetectorKind kind, GError **error);
void vanity_detector_free (VanityDetector *detector);

/* Looks at the frame under `view`, a square that may be turned and reach beyond the photo, and
 * appends what it finds to `candidates` (of VanityCandidate). FALSE only when cancelled. */
gboolean vanity_detector_run (VanityDetector *detector, VanityFrame *frame,
                              const VanityRegion *view, GArray *candidates,
                              GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityDetector, vanity_detector_free)

G_END_DECLS
