/* A photo whose makeup is worn on another one: the face in it, and what was read there. An
 * immutable value, safe on any thread. */
#pragma once

#include "base/job.h"
#include "face/face.h"
#include "image/photo.h"
#include "transfer/reference.h"

#include <gdk/gdk.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* The side of a source's picture, units. */
#define VANITY_SOURCE_SIDE 96

typedef struct
{
  char *name; /* of the photo, for people */
  VanityPhoto *photo;
  GPtrArray *faces; /* VanityFace, in the photo's pixels, largest first */
  int face;         /* which of them */
  VanityReference *reference;
  GdkTexture *picture; /* of the face */
} VanitySource;        /* reference counted */

/* Reads the face for the model that comes with Vanity. `size` is the side of the picture, pixels.
 * Errors are the model's and vanity_reference_new ()'s. Any thread. */
VanitySource *vanity_source_new (VanityPhoto *photo, GPtrArray *faces, int face, const char *name,
                                 int size, GCancellable *cancellable, GError **error);
/* The same on a thread of its own. `done` gets the source, which it takes over. */
void vanity_source_read (VanityJobSlot *slot, VanityPhoto *photo, GPtrArray *faces, int face,
                         const char *name, int size, VanityJobDoneFunc done, gpointer user_data);
VanitySource *vanity_source_ref (VanitySource *source);
void vanity_source_unref (VanitySource *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanitySource, vanity_source_unref)

G_END_DECLS
