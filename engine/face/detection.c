#include "face/detection.h"

#include <math.h>

/* Logits beyond this say nothing more, and would overflow expf (). */
#define MAX_LOGIT 100

VanityAnchor *
vanity_anchors_new (const VanityAnchorGrid *grids, int n_grids, int *n_anchors)
{
  int n = 0;
  for (int g = 0; g < n_grids; g++)
    n += grids[g].cells * grids[g].cells * grids[g].per_cell;

  VanityAnchor *anchors = g_new (VanityAnchor, n);
  VanityAnchor *anchor = anchors;
  for (int g = 0; g < n_grids; g++)
    for (int y = 0; y < grids[g].cells; y++)
      for (int x = 0; x < grids[g].cells; x++)
        for (int i = 0; i < grids[g].per_cell; i++)
          *anchor++ = (VanityAnchor){ (x + 0.5f) / grids[g].cells, (y + 0.5f) / grids[g].cells };

  *n_anchors = n;
  return anchors;
}

static gboolean
all_finite (const float *numbers, int n)
{
  for (int i = 0; i < n; i++)
    if (!isfinite (numbers[i]))
      return FALSE;
  return TRUE;
}

void
vanity_detections_decode (const float *boxes, const float *logits, const VanityAnchor *anchors,
                          int n, int side, float threshold, GArray *detections)
{
  for (int i = 0; i < n; i++)
    {
      const float *box = boxes + (gsize)i * VANITY_DETECTION_NUMBERS;
      float score = 1 / (1 + expf (-CLAMP (logits[i], -MAX_LOGIT, MAX_LOGIT)));

      /* Written so that a score that is not a number falls out too. */
      if (!(score >= threshold) || !all_finite (box, VANITY_DETECTION_NUMBERS))
        continue;

      VanityDetection detection = {
        .x = box[0] / side + anchors[i].x,
        .y = box[1] / side + anchors[i].y,
        .width = box[2] / side,
        .height = box[3] / side,
        .score = score,
      };
      if (detection.width <= 0 || detection.height <= 0)
        continue;
      for (int k = 0; k < VANITY_DETECTION_KEYPOINTS; k++)
        {
          detection.keypoint[k][0] = box[4 + 2 * k] / side + anchors[i].x;
          detection.keypoint[k][1] = box[5 + 2 * k] / side + anchors[i].y;
        }
      g_array_append_val (detections, detection);
    }
}

float
vanity_detection_overlap (const VanityDetection *one, const VanityDetection *other)
{
  float left = MAX (one->x - one->width / 2, other->x - other->width / 2);
  float right = MIN (one->x + one->width / 2, other->x + other->width / 2);
  float top = MAX (one->y - one->height / 2, other->y - other->height / 2);
  float bottom = MIN (one->y + one->height / 2, other->y + other->height / 2);

  if (right <= left || bottom <= top)
    return 0;
  float common = (right - left) * (bottom - top);
  return common / (one->width * one->height + other->width * other->height - common);
}

static int
by_score (gconstpointer one, gconstpointer other)
{
  float a = ((const VanityDetection *)one)->score;
  float b = ((const VanityDetection *)other)->score;

  return a < b ? 1 : a > b ? -1 : 0;
}

/* sum += weight · detection, over every number but the score */
static void
accumulate (VanityDetection *sum, const VanityDetection *detection, float weight)
{
  sum->x += weight * detection->x;
  sum->y += weight * detection->y;
  sum->width += weight * detection->width;
  sum->height += weight * detection->height;
  for (int k = 0; k < VANITY_DETECTION_KEYPOINTS; k++)
    for (int c = 0; c < 2; c++)
      sum->keypoint[k][c] += weight * detection->keypoint[k][c];
}

void
vanity_detections_suppress (GArray *detections, float overlap)
{
  g_autofree VanityDetection *all = NULL;
  gsize n = 0;

  g_array_sort (detections, by_score);
  all = g_array_steal (detections, &n);

  while (n > 0)
    {
      VanityDetection best = all[0];
      VanityDetection mean = { .score = best.score };
      float weight = 0;
      gsize left = 0;

      for (gsize i = 0; i < n; i++)
        {
          /* The best one is in its own group even where it has no area to overlap with. */
          if (i == 0 || vanity_detection_overlap (&best, &all[i]) > overlap)
            weight += all[i].score;
          else
            continue;
          accumulate (&mean, &all[i], all[i].score);
        }
      for (gsize i = 1; i < n; i++)
        if (!(vanity_detection_overlap (&best, &all[i]) > overlap))
          all[left++] = all[i];
      n = left;

      VanityDetection merged = { .score = best.score };
      accumulate (&merged, &mean, 1 / weight);
      g_array_append_val (detections, merged);
    }
}
