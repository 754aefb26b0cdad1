#include "app/camera-crowd.h"

#include "face/detector.h"

#define EVERY_US (3 * G_USEC_PER_SEC)
/* Of a poster on the wall one is less sure. */
#define SURE 0.75f

struct _VanityCameraCrowd
{
  VanityDetector *detector; /* or NULL */
  gint64 counted;           /* when; 0 before */
  int n;
};

VanityCameraCrowd *
vanity_camera_crowd_new (void)
{
  VanityCameraCrowd *self = g_new0 (VanityCameraCrowd, 1);

  self->detector = vanity_detector_new (VANITY_DETECTOR_SHORT_RANGE, NULL);

  return self;
}

void
vanity_camera_crowd_free (VanityCameraCrowd *self)
{
  g_clear_pointer (&self->detector, vanity_detector_free);
  g_free (self);
}

static int
count (VanityCameraCrowd *self, const VanityImage *image)
{
  g_autoptr (VanityFrame) frame = vanity_frame_new (image, NULL);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (VanityCandidate));
  VanityRegion all
      = { image->width / 2.0, image->height / 2.0, MAX (image->width, image->height), 0 };
  int n = 0;

  if (frame == NULL || !vanity_detector_run (self->detector, frame, &all, found, NULL, NULL))
    return 0;

  for (guint i = 0; i < found->len; i++)
    n += g_array_index (found, VanityCandidate, i).score >= SURE;

  return n;
}

int
vanity_camera_crowd_count (VanityCameraCrowd *self, const VanityImage *image, gint64 time_us)
{
  if (self->detector == NULL)
    return 0;

  if (self->counted == 0 || time_us - self->counted >= EVERY_US)
    {
      self->n = count (self, image);
      self->counted = time_us;
    }

  return self->n;
}
