/* Finds every face in a photo and fits the mesh to it. */
#pragma once

#include "face/face.h"
#include "image/image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityFaceFinder VanityFaceFinder;

/* Loads the networks (some 20 ms). VANITY_ERROR_MISSING when they are not installed. */
VanityFaceFinder *vanity_face_finder_new (GError **error);
void vanity_face_finder_free (VanityFaceFinder *finder);

/* Faces, largest first; an empty array when there is none. NULL only when cancelled or out of
 * memory. The array owns its VanityFace items. One call at a time per finder. */
GPtrArray *vanity_face_finder_find (VanityFaceFinder *finder, const VanityImage *image,
                                    GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityFaceFinder, vanity_face_finder_free)

G_END_DECLS
