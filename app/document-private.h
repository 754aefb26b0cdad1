/* What the document's files share: reading and showing the photo, and who wears what. */
#pragma once

#include "app/autosave.h"
#include "app/document-file.h"
#include "app/document-load.h"
#include "app/document.h"
#include "app/history.h"
#include "app/lock.h"
#include "app/stage.h"
#include "base/job.h"

struct _VanityDocument
{
  GObject parent_instance;

  VanityDocumentState state;
  GError *error;
  char *name;        /* of the photo; before it is read, of the document's file */
  GFile *place;      /* where it is read from, where that is a document */
  GFile *file;       /* where it is saved, or NULL */
  char *title;       /* that file's name, or NULL */
  char *etag;        /* of that file as it was read or written last */
  VanityLock *lock;  /* on it; NULL where another has it open */
  VanityKeep keep;   /* how it was saved last */
  gboolean restored; /* left by a crash, and not saved since */
  gboolean crafted;  /* what was left holds work of the hand */
  VanityAutosave *autosave;
  VanityLook *first_look;
  VanityMix *first_mix;
  double first_strength;
  int first_face;
  GPtrArray *first_faces; /* where they are known before the photo is read; or NULL */

  VanityLoaded *loaded;
  GPtrArray *faces;
  GPtrArray *sources; /* VanitySource, those of loaded->file, once read */
  VanityChanges *changes;
  VanityHistory *history;
  VanityOutfit *saved; /* as of when it was saved, or at first; NULL before there are faces */
  gboolean modified;   /* as told last */
  gboolean only_copy;  /* what is seen here is in no file at all */
  /* The layer that is seen alone, by kind, place among those of its kind, and look; NULL: none. */
  const VanityLayerKind *solo;
  int solo_place;
  char *solo_look;
  VanityOutfit *solo_of, *solo_outfit; /* an outfit, and what is shown of it; or NULL */
  char *note;                          /* as told last, or NULL */
  VanityStage *preview;
  VanityStage *full;
  gboolean full_wanted;
  guint full_rest;   /* timeout; nonzero while "full" is behind */
  guint full_linger; /* timeout */

  VanityJobSlot load;
  VanityJobSlot find;
  VanityJobSlot gather;
  VanityJobSlot enlarge;
};

/* The outfit of now as it is shown: with one layer alone where that is wanted. Owned by the
 * document. */
VanityOutfit *vanity_document_get_shown (VanityDocument *document);
/* Brings the pictures up to date with the history's outfit, and tells. */
void vanity_document_outfit_changed (VanityDocument *document);
/* Tells where "modified" is another one than before. */
void vanity_document_update_modified (VanityDocument *document);

/* Reads `place`, with `photo` for its photo where that is not found, or NULL. */
void vanity_document_start_load (VanityDocument *document, GFile *photo);
/* document-file.c: what is worn at first by a document that comes from a file; says what could not
 * be brought back. */
VanityOutfit *vanity_document_make_outfit (VanityDocument *document);
/* The photo is read; what the document's file says of it is taken over. */
void vanity_document_take_loaded (VanityDocument *document);
void vanity_document_emit_failed (VanityDocument *document, const char *message);
void vanity_document_emit_noted (VanityDocument *document, const char *note);

/* document-pictures.c: brings the stages up to date with the outfit of now. */
void vanity_document_update_pictures (VanityDocument *document);
VanityStage *vanity_document_add_stage (VanityDocument *document, VanityImage *image,
                                        VanityPicture *before, double scale);
/* Whether something of what is worn was made by hand. */
gboolean vanity_document_is_crafted (VanityDocument *document);
