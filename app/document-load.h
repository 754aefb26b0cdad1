/* The work of opening a photo, for the document's jobs: reading, shrinking, finding faces. */
#pragma once

#include "app/picture.h"
#include "app/vanity-file.h"
#include "base/job.h"
#include "image/photo.h"

G_BEGIN_DECLS

typedef struct
{
  VanityFile *file; /* the document it is of, or NULL */
  GError *missing;  /* why its photo is not there; then nothing below is */
  VanityPhoto *photo;
  VanityImage *preview;   /* the photo's own raster when it is small enough */
  VanityPicture *picture; /* of the preview */
  double scale;           /* preview ÷ photo */
} VanityLoaded;

/* Takes one of both: a file to read or a photo that is there. */
gpointer vanity_load_photo (GFile *file, VanityPhoto *photo, GCancellable *cancellable,
                            GError **error);
void vanity_loaded_free (VanityLoaded *loaded);

/* The photo of a document. `substitute` is read in place of one that is not found, or NULL. */
gpointer vanity_load_document (GFile *place, GFile *substitute, GCancellable *cancellable,
                               GError **error);

/* The photos that the faces of a document wear something of: a GPtrArray of VanitySource, NULL
 * where one cannot be had. */
gpointer vanity_load_sources (VanityFile *file, GFile *place, GCancellable *cancellable,
                              GError **error);

/* A GPtrArray of VanityFace. The networks are loaded the first time and kept; calls take turns. */
gpointer vanity_load_faces (VanityPhoto *photo, GCancellable *cancellable, GError **error);

/* The photo at its own size for the screen. */
gpointer vanity_load_full (VanityPhoto *photo, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityLoaded, vanity_loaded_free)

G_END_DECLS
