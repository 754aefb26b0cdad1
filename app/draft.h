/* A document as it is at one moment, on its way to a file; and what a file says, on its way back to
 * the faces of the photo. */
#pragma once

#include "app/document.h"
#include "app/vanity-file.h"

G_BEGIN_DECLS

/* Of a document that has faces; it does not change any more, so any thread may write it. */
typedef struct
{
  VanityPhoto *photo;
  GPtrArray *faces; /* VanityFace */
  VanityOutfit *outfit;
  gboolean crafted;
  char *document; /* URI of the document's file, or NULL */
  char *etag;     /* of that file, or NULL */
} VanityDraft;

VanityDraft *vanity_draft_new (VanityDocument *document);
void vanity_draft_free (VanityDraft *draft);

/* How a photo is put into the file: vanity_file_photo_set () with what `data` says. */
typedef gboolean (*VanityDraftPhotoFunc) (VanityFilePhoto *target, VanityPhoto *photo,
                                          gpointer data, GError **error);

VanityFile *vanity_draft_to_file (const VanityDraft *draft, VanityDraftPhotoFunc func,
                                  gpointer data, GError **error);

/* What the file says of the faces that were found in its photo: each gets what was said of the one
 * that was at its place. `sources` (VanitySource, or NULL where it cannot be had) are those of its
 * references; a face that wears something of one that is not there stays bare, and `*n_lost` counts
 * the faces of the file that nothing could be done for. */
VanityOutfit *vanity_draft_to_outfit (const VanityFile *file, GPtrArray *faces, GPtrArray *sources,
                                      int *n_lost);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityDraft, vanity_draft_free)

G_END_DECLS
