#pragma once

#include "image/format.h"
#include "image/photo.h"

G_BEGIN_DECLS

struct _VanityPhoto
{
  gatomicrefcount refs;
  VanityImage *image; /* upright */
  char *name;
  GFile *file;   /* or NULL */
  GBytes *bytes; /* the file as it came, or NULL */
  char *sha256;  /* of that, once asked for */
  VanityFormat format;
  int orientation;  /* of the file's raster */
  const char *note; /* translated, or NULL */
};

/* Writes `photo`'s made-over raster as a JPEG whose unchanged blocks keep their coefficients.
 * NULL without an error where the photo's own coding does not allow it (colour model, sampling,
 * another size), so that it must be encoded anew. */
GBytes *vanity_photo_patch_jpeg (VanityPhoto *photo, const VanityImage *image,
                                 gboolean keep_location, GCancellable *cancellable, GError **error);

G_END_DECLS
