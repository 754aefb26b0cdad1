/* A photo on the table: how far it has been read, the faces in it, what they wear, the way back,
 * and the pictures of before and after. Replaced as a whole when another photo is opened. */
#pragma once

#include "app/changes.h"
#include "app/outfit.h"
#include "app/picture.h"
#include "face/face.h"
#include "image/photo.h"

G_BEGIN_DECLS

#define VANITY_TYPE_DOCUMENT (vanity_document_get_type ())
G_DECLARE_FINAL_TYPE (VanityDocument, vanity_document, VANITY, DOCUMENT, GObject)

typedef enum
{
  VANITY_DOCUMENT_LOADING, /* nothing to see yet */
  VANITY_DOCUMENT_FINDING, /* the photo is there, the faces are not */
  VANITY_DOCUMENT_READY,   /* there is at least one face */
  VANITY_DOCUMENT_NO_FACE,
  VANITY_DOCUMENT_UNREADABLE, /* see the error */
  VANITY_DOCUMENT_NO_MODELS,  /* the models are missing or broken; see the error */
  VANITY_DOCUMENT_NO_PHOTO,   /* the photo of a document is not where it was; see the error */
} VanityDocumentState;

/* Starts reading at once. `first_look`, which may be NULL, is put on the largest face when it is
 * found.
 *
 * Properties to watch: "state"; "outfit" (who wears what, who is selected, undo and redo);
 * "pictures" (before or after); "busy"; "modified". Signal "failed" (message): something asked for
 * could not be done, the document stands as it was. Signal "noted" (text): what a look that is now
 * worn cannot do in this photo. */
VanityDocument *vanity_document_new_for_file (GFile *file, VanityLook *first_look);
/* `image` is pasted or comes from a camera. */
VanityDocument *vanity_document_new_for_image (VanityImage *image, const char *name,
                                               VanityLook *first_look);

/* Of a photo whose faces are known already, the source's own selected. */
VanityDocument *vanity_document_new_for_source (VanitySource *source);

/* What the selected face wears once there is one, instead of the first look. Before that. */
void vanity_document_begin_with (VanityDocument *document, VanityMix *mix);
/* How strongly it wears that at first, instead of fully. Before that. */
void vanity_document_begin_at (VanityDocument *document, double strength);

VanityDocumentState vanity_document_get_state (VanityDocument *document);
const GError *vanity_document_get_error (VanityDocument *document);
gboolean vanity_document_get_busy (VanityDocument *document);

const char *vanity_document_get_name (VanityDocument *document);   /* from the start */
VanityPhoto *vanity_document_get_photo (VanityDocument *document); /* NULL while loading */
int vanity_document_get_n_faces (VanityDocument *document);
/* In the photo's pixels; owned by the document. */
const VanityFace *vanity_document_get_face (VanityDocument *document, int index);
GPtrArray *vanity_document_get_faces (VanityDocument *document); /* owned by the document */
/* NULL until there is a face; owned by the document. */
VanityChanges *vanity_document_get_changes (VanityDocument *document);

/* What the faces wear. The setters act on the selected face, and each is a step of the history with
 * a name of its own. */
VanityOutfit *vanity_document_get_outfit (VanityDocument *document);
void vanity_document_select_face (VanityDocument *document, int index);
void vanity_document_set_look (VanityDocument *document, VanityLook *look);
void vanity_document_set_mix (VanityDocument *document, VanityMix *mix);
/* The makeup in the photo itself. */
void vanity_document_take_off (VanityDocument *document);
/* Steps that follow one another are undone as one, until vanity_document_settle (). */
void vanity_document_set_strength (VanityDocument *document, double strength);
void vanity_document_set_part (VanityDocument *document, VanityChangePart part, double strength);
/* What the person says of the light and the skin: likewise. */
void vanity_document_set_options (VanityDocument *document, const VanityAnalysisOptions *options);
/* These were the options before the last step, which turned out to be of no use: it never was. */
void vanity_document_take_back_options (VanityDocument *document,
                                        const VanityAnalysisOptions *options);
/* A look that was made by hand of the one before. `step` says what was done, translated:
 * "Lipstick: opacity". Steps with the same `merge` that follow one another become one, until
 * vanity_document_settle (); NULL: it stands by itself. */
void vanity_document_edit_look (VanityDocument *document, VanityLook *look, const char *step,
                                const char *merge);
void vanity_document_settle (VanityDocument *document);
/* Shows one layer of the look that the selected face wears without the others, by its place in the
 * look; −1: all of them. A way of looking: no step of the history, and saved is all that is worn.
 * It ends when another look is worn. */
void vanity_document_set_solo (VanityDocument *document, int layer);
int vanity_document_get_solo (VanityDocument *document);
void vanity_document_dress_everybody (VanityDocument *document);

gboolean vanity_document_can_undo (VanityDocument *document);
gboolean vanity_document_can_redo (VanityDocument *document);
void vanity_document_undo (VanityDocument *document);
void vanity_document_redo (VanityDocument *document);
/* What they would undo or do again; NULL for nothing. */
const char *vanity_document_get_undo_name (VanityDocument *document);
const char *vanity_document_get_redo_name (VanityDocument *document);

/* The names of all steps, char *, oldest first. `now` (may be NULL) is the current one's index, −1
 * before there is any. */
GPtrArray *vanity_document_list_steps (VanityDocument *document, int *now);
/* Back or forth to a step of that list; what came later can be done again. */
void vanity_document_go_to_step (VanityDocument *document, int step);

/* Whether what is worn is not what it was when saved, or at first. */
gboolean vanity_document_get_modified (VanityDocument *document);
/* `outfit`, which was the current one when saving began, is kept safe. */
void vanity_document_mark_saved (VanityDocument *document, VanityOutfit *outfit);

/* Both of the same size: the preview's, or, when wanted and there, the photo's own. NULL while
 * loading. */
VanityPicture *vanity_document_get_before (VanityDocument *document);
VanityPicture *vanity_document_get_after (VanityDocument *document);
/* Whether "after" shows the outfit of now. */
gboolean vanity_document_is_current (VanityDocument *document);
/* Asks for pictures of the photo's own size, or gives them back. */
void vanity_document_want_full (VanityDocument *document, gboolean full);

G_END_DECLS
