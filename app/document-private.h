/* What the document's files share: reading and showing the photo, and who wears what. */
#pragma once

#include "app/document-load.h"
#include "app/document.h"
#include "app/history.h"
#include "app/stage.h"
#include "base/job.h"

struct _VanityDocument
{
  GObject parent_instance;

  VanityDocumentState state;
  GError *error;
  char *name;
  VanityLook *first_look;
  VanityMix *first_mix;
  int first_face;
  GPtrArray *first_faces; /* where they are known before the photo is read; or NULL */

  VanityLoaded *loaded;
  GPtrArray *faces;
  VanityChanges *changes;
  VanityHistory *history;
  VanityOutfit *saved; /* as of when it was saved, or at first; NULL before there are faces */
  gboolean modified;   /* as told last */
  /* The layer that is seen alone, by kind, place among those of its kind, and look; NULL: none. */
  const VanityLayerKind *solo;
  int solo_place;
  char *solo_look;
  VanityOutfit *solo_of, *solo_outfit; /* an outfit, and what is shown of it; or NULL */
  VanityStage *preview;
  VanityStage *full;
  gboolean full_wanted;
  guint full_rest;   /* timeout; nonzero while "full" is behind */
  guint full_linger; /* timeout */

  VanityJobSlot load;
  VanityJobSlot find;
  VanityJobSlot enlarge;
};

/* The outfit of now as it is shown: with one layer alone where that is wanted. Owned by the
 * document. */
VanityOutfit *vanity_document_get_shown (VanityDocument *document);
/* Brings the pictures up to date with the history's outfit, and tells. */
void vanity_document_outfit_changed (VanityDocument *document);
/* Tells where "modified" is another one than before. */
void vanity_document_update_modified (VanityDocument *document);
