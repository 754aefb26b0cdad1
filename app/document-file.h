/* The file of a document: opening, saving, and what is in the way of both. */
#pragma once

#include "app/autosave.h"
#include "app/document.h"
#include "base/job.h"

G_BEGIN_DECLS

/* What the person chooses when saving. */
typedef struct
{
  gboolean link;      /* to the photos that have files, instead of their bytes */
  gboolean thumbnail; /* of the made-over face, for file managers; nobody has one without asking */
} VanityKeep;

/* A .vanity document. It may come to the state VANITY_DOCUMENT_NO_PHOTO, until its photo is found.
 */
VanityDocument *vanity_document_new_for_document (GFile *place);
/* What was left by a crash; it is modified from the start, and goes on being saved by itself. Takes
 * `rescue`. */
VanityDocument *vanity_document_new_for_rescued (VanityRescue *rescue);

/* The photo of a document that is in that state: another place of it, or another photo. */
void vanity_document_use_photo (VanityDocument *document, GFile *photo);

/* Where it is saved; NULL for a photo that was only looked at. */
GFile *vanity_document_get_file (VanityDocument *document);
/* The file's name, or the photo's. */
const char *vanity_document_get_title (VanityDocument *document);
VanityKeep vanity_document_get_keep (VanityDocument *document);
/* Whether its file is open in another window, so that only copies can be saved. */
gboolean vanity_document_is_taken (VanityDocument *document);
/* Whether closing it would lose work: it has a file, or something was made by hand or brought back
 * after a crash, and it is not saved. A photo with a look tried on is no work. */
gboolean vanity_document_has_work (VanityDocument *document);

/* A photo that was just taken is in no file at all: such a document is modified from the start, and
 * is kept for the time after a crash. To be said before its faces are known; FALSE once its photo
 * was saved elsewhere. */
void vanity_document_set_only_copy (VanityDocument *document, gboolean only_copy);
/* Whether closing it would lose the photo itself. */
gboolean vanity_document_is_only_copy (VanityDocument *document);

/* What saving came to, to be handed to vanity_document_take_saved (). */
typedef struct _VanitySaved VanitySaved;
void vanity_saved_free (VanitySaved *saved);

/* Writes `place` in one step; `done` gets a VanitySaved. The document has faces. Errors are those
 * of writing; G_IO_ERROR_BUSY where another window has that file open; G_IO_ERROR_WRONG_ETAG where
 * it is the document's own and was changed since it was read, unless `overwrite`. */
void vanity_document_start_save (VanityJobSlot *slot, VanityDocument *document, GFile *place,
                                 VanityKeep keep, gboolean overwrite, VanityJobDoneFunc done,
                                 gpointer user_data);
/* From then on the document is what is in that file. Takes `saved`; gives the file, owned by the
 * document. */
GFile *vanity_document_take_saved (VanityDocument *document, VanitySaved *saved);

/* Lets it be saved by itself while it is modified, for the time after a crash. */
void vanity_document_set_autosaved (VanityDocument *document, gboolean autosaved);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanitySaved, vanity_saved_free)

G_END_DECLS
