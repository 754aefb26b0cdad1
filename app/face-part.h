/* One photo on its way into a set of faces: what has been made of it lies in a file of its own, so
 * that a long run can be interrupted. That is a set of one face; or, for a photo that is left out,
 * a line of text that says why. */
#pragma once

#include "face/finder.h"
#include "texture/labels.h"

G_BEGIN_DECLS

typedef struct
{
  const char *folder;       /* where the parts lie */
  const char *name;         /* the photo's */
  const char *photo;        /* its path */
  const VanityLabel *label; /* or NULL */
  int size;                 /* of the atlas */
} VanityFacePart;

/* Makes the part, unless it is there and neither the photo nor its label has changed since. Where
 * the photo is left out, `reason` gets a sentence that says why. FALSE only when cancelled, or the
 * part cannot be written. */
gboolean vanity_face_part_make (const VanityFacePart *part, VanityFaceFinder *finder, char **reason,
                                GCancellable *cancellable, GError **error);

/* Where the set of one face is, if there is one. Free with g_free (). */
char *vanity_face_part_get_path (const char *folder, const char *name);

gboolean vanity_face_part_make_folder (const char *folder, GError **error);

/* Removes the part of a photo. */
void vanity_face_part_remove (const char *folder, const char *photo);

G_END_DECLS
