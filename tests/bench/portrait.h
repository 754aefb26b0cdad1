/* Photos of one face, to measure with. */
#pragma once

#include "face/finder.h"
#include "image/photo.h"

/* `name` in `folder`, or in img/ there where it has one. */
GFile *portrait_get_file (const char *folder, const char *name);

/* The largest face of the photo, as the window finds it. G_IO_ERROR_NOT_FOUND where there is none.
 */
VanityFace *portrait_find_face (VanityPhoto *photo, VanityFaceFinder *finder, GError **error);
