/* One face followed from frame to frame of a moving picture.
 *
 * The mesh is fitted again where the last frame's points say that the face is; the detector looks
 * only for a face that there is none of yet, or that the mesh has lost. Points are smoothed without
 * lag that one would see (live/smoother.h). Where several people are in the picture, it is the
 * largest face, and the same one until it is lost. */
#pragma once

#include "face/quality.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityTracker VanityTracker; /* to be used by one thread at a time */

/* Loads the networks (some 20 ms). VANITY_ERROR_MISSING when they are not installed. */
VanityTracker *vanity_tracker_new (GError **error);
void vanity_tracker_free (VanityTracker *tracker);

/* Looks at the next frame: 8 bits, sRGB, of any size, which may differ from the last one's. Its
 * pixels are not kept. `time_us` is when it was taken, on any clock that goes forward; after a gap
 * of a second, or a step back, the face is smoothed anew. TRUE also where there is no face; FALSE
 * for a frame of another kind (VANITY_ERROR_VALUE) or without memory, and then the face is lost. */
gboolean vanity_tracker_track (VanityTracker *tracker, VanityImage *frame, gint64 time_us,
                               GError **error);

/* Forgets the face. */
void vanity_tracker_reset (VanityTracker *tracker);

/* The face of the last frame, smoothed, with its pose; NULL: there is none. Its quality is that of
 * a frame not half a second old. Owned by the tracker, until the next call. */
const VanityFace *vanity_tracker_get_face (VanityTracker *tracker);

/* The same as the mesh has it, not smoothed. */
const VanityFace *vanity_tracker_get_raw (VanityTracker *tracker);

/* What the face's quality flags were judged from; NULL where there is no face. */
const VanityQualityMeasures *vanity_tracker_get_quality (VanityTracker *tracker);

/* How often the detector has looked so far. */
int vanity_tracker_get_detections (VanityTracker *tracker);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTracker, vanity_tracker_free)

G_END_DECLS
