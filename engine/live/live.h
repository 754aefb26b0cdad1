/* A look worn in a moving picture: each frame made over as it comes.
 *
 * The full renderer lays the look on a frame now and then, beside the stream; what it does to that
 * frame's face is kept as a sheet over the mesh, and every following frame wears the sheet, moved
 * by its own mesh and lit by its own light. README.md tells how. */
#pragma once

#include "face/face.h"
#include "image/image.h"
#include "makeup/look.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityLive VanityLive;

typedef enum
{
  VANITY_LIVE_TRACK, /* networks and smoothing */
  VANITY_LIVE_DRAW,
  VANITY_LIVE_ALL,
  VANITY_LIVE_N_STEPS
} VanityLiveStep;

/* What is known of one frame. */
typedef struct
{
  gboolean seen;          /* there is a face; FALSE: `face` is all 0 and the frame is as it was */
  VanityFace face;        /* smoothed, with pose and quality, frame pixels */
  double worn;            /* how much of the look is on, [0, 1]: it fades in once it is made */
  double age;             /* seconds since the frame that the sheet was made of; 0 without one */
  int detections, sheets; /* since the start: how often the detector looked, sheets made */
  double ms[VANITY_LIVE_N_STEPS];
} VanityLiveReport;

/* VANITY_ERROR_MISSING when the networks are not installed. */
VanityLive *vanity_live_new (GError **error);
/* Waits for a sheet in the making, some tenths of a second at worst. */
void vanity_live_free (VanityLive *live);

/* What to wear from now on, NULL for nothing, and how strongly, [0, 1]. The look is kept and must
 * not change any more. May be called from any thread; a new look shows once it is made, the old one
 * stays until then. */
void vanity_live_set_look (VanityLive *live, VanityLook *look, double strength);

/* Makes over the next frame, in place: 8 bits, sRGB, alpha left alone. `time_us` is when it was
 * taken, on any clock that goes forward. `report` may be NULL. FALSE for a frame of another kind
 * (VANITY_ERROR_VALUE) or without memory; the frame is then as it was. By one thread at a time. */
gboolean vanity_live_show (VanityLive *live, VanityImage *frame, gint64 time_us,
                           VanityLiveReport *report, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityLive, vanity_live_free)

G_END_DECLS
