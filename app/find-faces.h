/* The faces of a photo, for what is done to one of them or to all. */
#pragma once

#include "face/finder.h"
#include "image/photo.h"

G_BEGIN_DECLS

/* The faces of a photo, the largest first, in its own pixels. `face`, counted from 1, is the one
 * that is asked for, 0 stands for all: VANITY_ERROR_VALUE where there is none, or no such one. */
GPtrArray *vanity_find_faces (VanityPhoto *photo, VanityFaceFinder *finder, int face,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
