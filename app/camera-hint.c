#include "app/camera-hint.h"

#include <glib/gi18n.h>

/* How long something is true before it is said, and stays once it is. */
#define PATIENCE_US (800 * 1000)
#define STAY_US (2000 * 1000)

static const struct
{
  VanityQualityFlags flag;
  VanityCameraHint hint;
} order[] = {
  { VANITY_QUALITY_CUT, VANITY_CAMERA_HINT_CUT },
  { VANITY_QUALITY_SMALL, VANITY_CAMERA_HINT_CLOSER },
  { VANITY_QUALITY_DARK, VANITY_CAMERA_HINT_DARK },
  { VANITY_QUALITY_BRIGHT, VANITY_CAMERA_HINT_BRIGHT },
  { VANITY_QUALITY_TURNED, VANITY_CAMERA_HINT_TURNED },
  { VANITY_QUALITY_COVERED, VANITY_CAMERA_HINT_COVERED },
  { VANITY_QUALITY_BLURRED, VANITY_CAMERA_HINT_BLURRED },
};

static const char *const texts[] = {
  [VANITY_CAMERA_HINT_NO_FACE] = N_ ("Look into the camera"),
  [VANITY_CAMERA_HINT_SEVERAL] = N_ ("Several faces: one of them wears the look"),
  [VANITY_CAMERA_HINT_CLOSER] = N_ ("Come a little closer"),
  [VANITY_CAMERA_HINT_CUT] = N_ ("Bring all of your face into the picture"),
  [VANITY_CAMERA_HINT_DARK] = N_ ("It is a little dark: turn to the light"),
  [VANITY_CAMERA_HINT_BRIGHT] = N_ ("It is very bright: turn away from the light"),
  [VANITY_CAMERA_HINT_TURNED] = N_ ("Turn to the camera"),
  [VANITY_CAMERA_HINT_COVERED] = N_ ("Something covers part of your face"),
  [VANITY_CAMERA_HINT_BLURRED] = N_ ("Hold still for a moment"),
};

VanityCameraHint
vanity_camera_hint_find (int n_faces, VanityQualityFlags flags)
{
  if (n_faces == 0)
    return VANITY_CAMERA_HINT_NO_FACE;

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (flags & order[i].flag)
      return order[i].hint;

  return n_faces > 1 ? VANITY_CAMERA_HINT_SEVERAL : VANITY_CAMERA_HINT_NONE;
}

const char *
vanity_camera_hint_get_text (VanityCameraHint hint)
{
  return hint == VANITY_CAMERA_HINT_NONE ? NULL : _ (texts[hint]);
}

gboolean
vanity_camera_hints_update (VanityCameraHints *self, VanityCameraHint found, gint64 now)
{
  if (found != self->found || self->found_since == 0)
    {
      self->found = found;
      self->found_since = now;
    }
  if (found == self->said || now - self->found_since < PATIENCE_US)
    return FALSE;
  if (self->said != VANITY_CAMERA_HINT_NONE && now - self->said_since < STAY_US)
    return FALSE;

  self->said = found;
  self->said_since = now;

  return TRUE;
}
