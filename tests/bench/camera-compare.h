/* Live frames beside what the still renderer makes of the same frames. */
#pragma once

#include "camera-film.h"
#include "live/live.h"

G_BEGIN_DECLS

typedef struct _CameraCompare CameraCompare;

/* `folder` (may be NULL) gets the frames as PNG. */
CameraCompare *camera_compare_new (VanityLook *look, GFile *folder);
void camera_compare_free (CameraCompare *compare);

/* Keeps the frame. */
void camera_compare_keep (CameraCompare *compare, int index, const VanityImage *shown,
                          const VanityLiveReport *report);
/* Keeps the frame where it is one of those to be compared of every run: some of each part in which
 * the face moves. Frames are told in their order. */
void camera_compare_offer (CameraCompare *compare, int index, const VanityImage *shown,
                           const VanityLiveReport *report);

/* Renders those and prints how far off they are: CIEDE2000 inside the makeup. */
gboolean camera_compare_print (CameraCompare *compare, CameraFilm *film, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CameraCompare, camera_compare_free)

G_END_DECLS
