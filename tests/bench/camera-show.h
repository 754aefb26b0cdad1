/* The whole chain on the stream: how fast, and how near to what the still renderer makes. */
#pragma once

#include "camera-film.h"
#include "makeup/look.h"

G_BEGIN_DECLS

/* As fast as it goes, and at the camera's pace. `folder` (may be NULL) gets some frames as PNG:
 * as filmed, live, and by the still renderer. Prints lines for `./dev bench`. */
gboolean camera_show_print (CameraFilm *film, VanityLook *look, GFile *folder, GError **error);

G_END_DECLS
