/* What comes out of a single-shot face detector: anchors, boxes and their suppression
 * (Bazarevsky et al., "BlazeFace", 2019). All coordinates are relative to the network's input
 * square, [0, 1]. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define VANITY_DETECTION_KEYPOINTS 6
/* Numbers per box: centre x, y, width, height, then x, y of each keypoint. */
#define VANITY_DETECTION_NUMBERS (4 + 2 * VANITY_DETECTION_KEYPOINTS)

typedef enum
{
  VANITY_KEYPOINT_EYE_RIGHT, /* the person's own right */
  VANITY_KEYPOINT_EYE_LEFT,
  VANITY_KEYPOINT_NOSE,
  VANITY_KEYPOINT_MOUTH,
  VANITY_KEYPOINT_EAR_RIGHT,
  VANITY_KEYPOINT_EAR_LEFT,
} VanityKeypoint;

typedef struct
{
  float x, y;
} VanityAnchor;

typedef struct
{
  float x, y, width, height; /* centre and size */
  float keypoint[VANITY_DETECTION_KEYPOINTS][2];
  float score; /* [0, 1] */
} VanityDetection;

/* One grid of `cells` × `cells` cells with `per_cell` anchors at each cell's centre. */
typedef struct
{
  int cells, per_cell;
} VanityAnchorGrid;

/* Anchors of all grids, row by row, in the order of the network's outputs. Free with g_free (). */
VanityAnchor *vanity_anchors_new (const VanityAnchorGrid *grids, int n_grids, int *n_anchors);

/* Appends to `detections` (of VanityDetection) every anchor whose score reaches `threshold`.
 * `boxes`: n × 16 in input pixels relative to the anchor; `logits`: n; `side`: input pixels.
 * Numbers that are not finite are left out. */
void vanity_detections_decode (const float *boxes, const float *logits, const VanityAnchor *anchors,
                               int n, int side, float threshold, GArray *detections);

/* Weighted non-maximum suppression: each group of boxes that overlap its best one by more than
 * `overlap` becomes one, their mean weighted by score, with the best score. Best first. */
void vanity_detections_suppress (GArray *detections, float overlap);

float vanity_detection_overlap (const VanityDetection *one, const VanityDetection *other);

G_END_DECLS
