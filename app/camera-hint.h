/* What a person before the camera could do to look better in the picture: one thing at a time, said
 * when it has been true for a while and not taken back at once, so that it does not flicker. */
#pragma once

#include "face/face.h"

G_BEGIN_DECLS

typedef enum
{
  VANITY_CAMERA_HINT_NONE,
  VANITY_CAMERA_HINT_NO_FACE,
  VANITY_CAMERA_HINT_SEVERAL, /* faces; one of them wears the look */
  VANITY_CAMERA_HINT_CLOSER,
  VANITY_CAMERA_HINT_CUT,
  VANITY_CAMERA_HINT_DARK,
  VANITY_CAMERA_HINT_BRIGHT,
  VANITY_CAMERA_HINT_TURNED,
  VANITY_CAMERA_HINT_COVERED,
  VANITY_CAMERA_HINT_BLURRED,
} VanityCameraHint;

/* The most important for a face of this quality. */
VanityCameraHint vanity_camera_hint_find (int n_faces, VanityQualityFlags flags);

/* For people, translated; NULL for none. */
const char *vanity_camera_hint_get_text (VanityCameraHint hint);

/* What is said, and what may be said next. */
typedef struct
{
  VanityCameraHint said;
  gint64 said_since;
  VanityCameraHint found;
  gint64 found_since;
} VanityCameraHints; /* zero-initialised */

/* `found` was true at `now`, in microseconds. Whether what is said has changed. */
gboolean vanity_camera_hints_update (VanityCameraHints *hints, VanityCameraHint found, gint64 now);

G_END_DECLS
