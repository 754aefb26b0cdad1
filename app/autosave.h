/* Work that is not saved yet, kept for the time after a crash.
 *
 * Each document has a folder of its own, XDG_STATE_HOME/vanity/autosave/ID, which only the person
 * can read: in it lie document.vanity, whose photos are links; beside it, by their SHA-256, photos
 * that have no file of their own; and a lock, held by the process that writes. The folder is
 * written at most some seconds after a change and goes when the document is saved or closed. One
 * that nobody holds was left by a crash. In private mode nothing is written. */
#pragma once

#include "app/lock.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityDocument VanityDocument;
typedef struct _VanityAutosave VanityAutosave;

/* From a change to the beginning of its writing, ms. */
#define VANITY_AUTOSAVE_MS 1500

/* Of `document`, which owns it and has to tell of changes. */
VanityAutosave *vanity_autosave_new (VanityDocument *document);
/* Erases what was kept. */
void vanity_autosave_free (VanityAutosave *autosave);

/* The document has changed, or was saved. */
void vanity_autosave_changed (VanityAutosave *autosave);

/* Whether what is kept is as the document is now, for tests. */
gboolean vanity_autosave_is_current (VanityAutosave *autosave);

/* What a crash left. It is held by who has it in hand, so that nobody else restores it as well. */
typedef struct
{
  char *id;
  VanityLock *lock;
  GFile *place;    /* its document.vanity */
  char *name;      /* for people: of the document, or of the photo */
  GDateTime *when; /* local time */
} VanityRescue;

/* The latest first; elements are VanityRescue, owned by the array. What is no document, and was
 * left by a crash in the middle of writing, is cleared away; what cannot be read now, or is of a
 * newer Vanity, is left alone. */
GPtrArray *vanity_rescue_list (void);
/* Lets go of it; it is there the next time. */
void vanity_rescue_free (VanityRescue *rescue);
/* Erases it; frees it. */
void vanity_rescue_discard (VanityRescue *rescue);

/* Goes on with the files of `rescue`, whose lock it takes over. */
void vanity_autosave_adopt (VanityAutosave *autosave, VanityRescue *rescue);

/* A file of it; NULL: its folder; both NULL: the folder of all. Free with g_free (). */
char *vanity_autosave_get_path (const char *id, const char *name);
/* Erases all of it but the lock, which is for who holds it. */
void vanity_autosave_erase (const char *id);

#define VANITY_AUTOSAVE_DOCUMENT "document.vanity"
#define VANITY_AUTOSAVE_LOCK "lock"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityRescue, vanity_rescue_free)

G_END_DECLS
