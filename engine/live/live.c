#include "live/live.h"

#include "live/sheet.h"
#include "live/tracker.h"
#include "live/wardrobe.h"

#include <string.h>

/* A face that is lost for no longer than this, seconds, comes back as it was. */
#define LOST 0.5

struct _VanityLive
{
  VanityTracker *tracker;
  VanityWardrobe *wardrobe;
  VanityNetMap map;
  int width, height;
  gint64 time_us, seen_us;

  GMutex lock; /* of what follows */
  VanityLook *look;
  double strength;
};

VanityLive *
vanity_live_new (GError **error)
{
  g_autoptr (VanityTracker) tracker = vanity_tracker_new (error);
  VanityWardrobe *wardrobe = tracker != NULL ? vanity_wardrobe_new (error) : NULL;
  VanityLive *live;

  if (wardrobe == NULL)
    return NULL;
  live = g_new0 (VanityLive, 1);
  live->tracker = g_steal_pointer (&tracker);
  live->wardrobe = wardrobe;
  g_mutex_init (&live->lock);
  return live;
}

void
vanity_live_free (VanityLive *live)
{
  if (live == NULL)
    return;
  vanity_wardrobe_free (live->wardrobe);
  vanity_tracker_free (live->tracker);
  vanity_net_map_clear (&live->map);
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

static VanityLook *
get_look (VanityLive *live, double *strength)
{
  VanityLook *look;

  g_mutex_lock (&live->lock);
  look = live->look != NULL ? vanity_look_ref (live->look) : NULL;
  *strength = live->strength;
  g_mutex_unlock (&live->lock);
  return look;
}

/* Makes the face over; `worn` gets how much of the look is on. */
static gboolean
draw (VanityLive *live, VanityImage *frame, const VanityFace *face, double seconds, double *worn,
      GError **error)
{
  VanityWornSheet sheets[VANITY_WARDROBE_SHEETS];
  VanityLitSkin skin;
  VanityNet net;
  double strength;
  g_autoptr (VanityLook) look = get_look (live, &strength);
  int n;

  vanity_lit_skin_measure (&skin, frame, face->points);
  if (!vanity_wardrobe_update (live->wardrobe, frame, face, &skin, look, seconds, error))
    return FALSE;
  n = vanity_wardrobe_get_worn (live->wardrobe, sheets);
  for (int i = 0; i < n; i++)
    {
      *worn += sheets[i].weight;
      sheets[i].weight *= strength;
    }
  if (n == 0)
    return TRUE;
  vanity_net_place (&net, face->points);
  if (vanity_net_draw (&net, frame->width, frame->height, &live->map))
    vanity_sheets_lay (sheets, n, &live->map, &net, &skin, frame);
  return TRUE;
}

/* Whoever comes back after a while may be somebody else. */
static void
notice (VanityLive *live, const VanityImage *frame, gboolean seen, gint64 time_us)
{
  gint64 away = time_us - live->seen_us;

  if (live->width != frame->width || live->height != frame->height || away < 0
      || away > LOST * G_USEC_PER_SEC)
    vanity_wardrobe_clear (live->wardrobe);
  live->width = frame->width;
  live->height = frame->height;
  if (seen)
    live->seen_us = time_us;
}

gboolean
vanity_live_show (VanityLive *live, VanityImage *frame, gint64 time_us, VanityLiveReport *report,
                  GError **error)
{
  gint64 start = g_get_monotonic_time (), tracked;
  double seconds = (double)(time_us - live->time_us) / G_USEC_PER_SEC, worn = 0;
  const VanityFace *face;

  if (report != NULL)
    memset (report, 0, sizeof *report);
  live->time_us = time_us;
  if (!vanity_tracker_track (live->tracker, frame, time_us, error))
    return FALSE;
  tracked = g_get_monotonic_time ();
  face = vanity_tracker_get_face (live->tracker);
  notice (live, frame, face != NULL, time_us);
  if (face != NULL && !draw (live, frame, face, CLAMP (seconds, 0, LOST), &worn, error))
    return FALSE;
  if (report == NULL)
    return TRUE;
  report->seen = face != NULL;
  if (face != NULL)
    report->face = *face;
  report->worn = worn;
  report->age = vanity_wardrobe_get_age (live->wardrobe);
  report->detections = vanity_tracker_get_detections (live->tracker);
  report->sheets = vanity_wardrobe_get_count (live->wardrobe);
  report->ms[VANITY_LIVE_TRACK] = (double)(tracked - start) / 1000;
  report->ms[VANITY_LIVE_DRAW] = (double)(g_get_monotonic_time () - tracked) / 1000;
  report->ms[VANITY_LIVE_ALL] = (double)(g_get_monotonic_time () - start) / 1000;
  return TRUE;
}
