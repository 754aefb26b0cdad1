/* A look on the faces of a photo, at the photo's own size: for the command line and the service. */
#pragma once

#include "image/image.h"
#include "makeup/look.h"

G_BEGIN_DECLS

/* The photo whose face `face`, counted from 1, or whose faces for 0, wear the look at `strength` in
 * [0, 1]. What the look asks to know beyond the face is found first. `note` (may be NULL)
 * gets what it cannot do in this photo, a sentence a line, translated, or NULL where there is
 * nothing to say; free it. A new reference. */
VanityImage *vanity_wear_faces (VanityImage *before, GPtrArray *faces, int face,
                                const VanityLook *look, double strength, char **note,
                                GCancellable *cancellable, GError **error);

G_END_DECLS
