#include "live/live.h"

#include "live/tracker.h"
#include "makeup/render.h"

#include <string.h>

struct _VanityLive
{
  VanityTracker *tracker;

  GMutex lock; /* of what follows */
  VanityLook *look;
  double strength;
};

VanityLive *
vanity_live_new (GError **error)
{
  VanityTracker *tracker = vanity_tracker_new (error);
  VanityLive *live;

  if (tracker == NULL)
    return NULL;
  live = g_new0 (VanityLive, 1);
  live->tracker = tracker;
  g_mutex_init (&live->lock);
  return live;
}

void
vanity_live_free (VanityLive *live)
{
  if (live == NULL)
    return;
  vanity_tracker_free (live->tracker);
  g_clear_pointer (&live->look, vanity_look_unref);
  g_mutex_clear (&live->lock);
  g_free (live);
}

void
vanity_live_set_look (VanityLive *live, VanityLook *look, double strength)
{
  g_mutex_lock (&live->lock);
  if (look != NULL)
    vanity_look_ref (look);
  g_clear_pointer (&live->look, vanity_look_unref);
  live->look = look;
  live->strength = CLAMP (strength, 0, 1);
  g_mutex_unlock (&live->lock);
}

static gboolean
draw (VanityLive *live, VanityImage *frame, const VanityFace *face, GError **error)
{
  g_autoptr (VanityRenderer) renderer = NULL;
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (VanityImage) source = NULL;
  double strength;

  g_mutex_lock (&live->lock);
  if (live->look != NULL)
    look = vanity_look_ref (live->look);
  strength = live->strength;
  g_mutex_unlock (&live->lock);
  if (look == NULL)
    return TRUE;
  source = vanity_image_copy (frame, error);
  renderer = source != NULL ? vanity_renderer_new (source, face, NULL, error) : NULL;
  if (renderer == NULL || !vanity_renderer_set_look (renderer, look, NULL, error))
    return FALSE;
  vanity_renderer_lay (renderer, strength, frame, NULL);
  return TRUE;
}

gboolean
vanity_live_show (VanityLive *live, VanityImage *frame, gint64 time_us, VanityLiveReport *report,
                  GError **error)
{
  gint64 start = g_get_monotonic_time (), tracked;
  const VanityFace *face;

  if (report != NULL)
    memset (report, 0, sizeof *report);
  if (!vanity_tracker_track (live->tracker, frame, time_us, error))
    return FALSE;
  tracked = g_get_monotonic_time ();
  face = vanity_tracker_get_face (live->tracker);
  if (face != NULL && !draw (live, frame, face, error))
    return FALSE;
  if (report == NULL)
    return TRUE;
  report->seen = face != NULL;
  if (face != NULL)
    report->face = *face;
  report->worn = face != NULL;
  report->detections = vanity_tracker_get_detections (live->tracker);
  report->ms[VANITY_LIVE_TRACK] = (double)(tracked - start) / 1000;
  report->ms[VANITY_LIVE_DRAW] = (double)(g_get_monotonic_time () - tracked) / 1000;
  report->ms[VANITY_LIVE_ALL] = (double)(g_get_monotonic_time () - start) / 1000;
  return TRUE;
}
