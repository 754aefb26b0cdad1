#include "app/camera-judge.h"

#include "face/quality.h"
#include "live/tracker.h"

#include <math.h>

/* From here on an eye counts as open: above it narrow eyes are as good as wide ones. */
#define OPEN_FROM 0.10
/* Open eyes are worth more than any difference of sharpness. */
#define OPEN_WORTH 2.0

struct _VanityCameraBest
{
  VanityTracker *tracker; /* NULL before the first picture, and where networks are missing */
  gboolean tried;
};

VanityCameraBest *
vanity_camera_best_new (void)
{
  return g_new0 (VanityCameraBest, 1);
}

void
vanity_camera_best_free (VanityCameraBest *self)
{
  g_clear_pointer (&self->tracker, vanity_tracker_free);
  g_free (self);
}

static double
get_distance (const VanityFace *face, int one, int other)
{
  const VanityPoint *a = &face->points[one], *b = &face->points[other];

  return hypot ((double)(a->x - b->x), (double)(a->y - b->y));
}

double
vanity_camera_best_get_openness (const VanityFace *face)
{
  double right = (get_distance (face, 160, 144) + get_distance (face, 158, 153))
                 / MAX (2 * get_distance (face, 33, 133), 1e-3);
  double left = (get_distance (face, 385, 380) + get_distance (face, 387, 373))
                / MAX (2 * get_distance (face, 362, 263), 1e-3);

  return MIN (right, left);
}

double
vanity_camera_best_score (const VanityFace *face)
{
  double open = vanity_camera_best_get_openness (face) / OPEN_FROM;

  return (double)face->quality.sharpness + OPEN_WORTH * (1 - exp (-open * open));
}

double
vanity_camera_best_judge (const VanityImage *image, gpointer user_data)
{
  VanityCameraBest *self = user_data;
  const VanityFace *face;
  VanityFace seen;

  if (!self->tried)
    self->tracker = vanity_tracker_new (NULL);
  self->tried = TRUE;
  if (self->tracker == NULL)
    return 0;

  /* Each picture is looked at anew: what one was like must not speak for the next. */
  vanity_tracker_reset (self->tracker);
  if (!vanity_tracker_track (self->tracker, (VanityImage *)image, g_get_monotonic_time (), NULL))
    return 0;
  face = vanity_tracker_get_raw (self->tracker);
  if (face == NULL)
    return 0;

  seen = *face;
  if (!vanity_quality_assess (&seen, image, NULL, NULL))
    return 0;

  return vanity_camera_best_score (&seen);
}
