/* What a person has done with products: theirs, on their own machine, in one SQLite file beside
 * nothing else ($XDG_DATA_HOME/vanity/taste.db). It can be seen, written out and erased, and in
 * private mode nothing is added to it.
 *
 * An object that may be used from several threads, and a file that several processes may use.
 * Where the file cannot be written, or cannot be had at all, the object works all the same and
 * vanity_taste_get_trouble () says what is the matter. Errors are VANITY_ERROR: _FILE where
 * the database fails (disk full, locked for longer than some seconds), _VALUE for a value out of
 * its range, _LIMIT, and _UNSUPPORTED where private mode forbids a change.
 *
 * Beside it: bag.h (what somebody owns), shopping.h (the look list), taste-avoid.h (ingredients to
 * avoid), habit.h (what is learnt from it). */
#pragma once

#include "catalogue/shade.h"
#include "recommend/event.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define VANITY_TYPE_TASTE (vanity_taste_get_type ())
G_DECLARE_FINAL_TYPE (VanityTaste, vanity_taste, VANITY, TASTE, GObject)

/* For `path`: keeps nothing on the disk. */
#define VANITY_TASTE_IN_MEMORY ":memory:"

/* `path` NULL: $VANITY_TASTE, else $XDG_DATA_HOME/vanity/taste.db, which is made with its folder,
 * readable by its owner alone. A damaged file is put aside and replaced by its backup or a new one;
 * one that cannot be written is read; where there can be none, memory serves. NULL only where
 * SQLite itself fails. */
VanityTaste *vanity_taste_open (const char *path, GError **error);

/* The same as g_object_ref () and _unref (). */
VanityTaste *vanity_taste_ref (VanityTaste *taste);
void vanity_taste_unref (VanityTaste *taste);

/* The file; NULL where there is none. */
const char *vanity_taste_get_path (VanityTaste *taste);
/* Whether what is recorded outlives the process. */
gboolean vanity_taste_is_kept (VanityTaste *taste);
/* A translated sentence for people where the file was damaged, is not writable or is missing; NULL
 * where all is well. */
const char *vanity_taste_get_trouble (VanityTaste *taste);

/* While on, nothing is written: vanity_taste_record () lasts until private mode ends (what
 * somebody hides stays hidden that long) and then is forgotten; what somebody asks to be kept (bag,
 * look list, avoid-list) is refused with VANITY_ERROR_UNSUPPORTED. Erasing works. The flag is the
 * object's; a program remembers it as a setting. */
void vanity_taste_set_private (VanityTaste *taste, gboolean is_private);
gboolean vanity_taste_get_private (VanityTaste *taste);

/* Grows with every change, also with those of other processes. The signal "changed" says the same
 * of changes by this object, on the thread that made them. */
guint64 vanity_taste_get_generation (VanityTaste *taste);
/* Another number after events were erased, by whatever process: what was learnt from them is to be
 * learnt anew. */
guint64 vanity_taste_get_epoch (VanityTaste *taste);

/* Remembers that something was done, now. `amount` as said in event.h, else 0. While the
 * file cannot be written it passes as in private mode. */
gboolean vanity_taste_record (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind,
                              double amount, GError **error);
/* At another time: microseconds since 1970, UTC. */
gboolean vanity_taste_record_at (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind,
                                 double amount, gint64 time, GError **error);

/* The `limit` (0: all) events with an id above `after`, in the order in which they were recorded.
 * VanityEvent, owned by the array. */
GPtrArray *vanity_taste_list_events (VanityTaste *taste, gint64 after, guint limit, GError **error);
/* The newest `limit` (0: all), the newest first. */
GPtrArray *vanity_taste_list_recent (VanityTaste *taste, guint limit, GError **error);

/* What holds of a shade now. */
typedef struct
{
  gboolean liked, saved, hidden, bought, owned /* in the bag */;
  gboolean wrong;
  unsigned wrong_how; /* bits of VanityWrong */
  guint tries;
  double worn; /* seconds, all times together */
  gint64 last; /* microseconds since 1970, UTC; 0: never anything */
} VanityShadeState;

/* What an event makes of it. */
void vanity_shade_state_apply (VanityShadeState *state, VanityEventKind kind, double amount,
                               gint64 time);

/* All zero where nothing is known. */
gboolean vanity_taste_get_state (VanityTaste *taste, const char *uid, VanityShadeState *state,
                                 GError **error);
/* uid → VanityShadeState of every shade of which something is known, owned by the table. */
GHashTable *vanity_taste_list_states (VanityTaste *taste, GError **error);

/* The copy of a shade, as in an event; `*shade` is NULL where nothing is remembered of it. For who
 * has its uid alone, and the catalogue no longer. */
gboolean vanity_taste_find_shade (VanityTaste *taste, const char *uid, VanityShade **shade,
                                  GError **error);

typedef enum
{
  VANITY_LISTED_LIKED,
  VANITY_LISTED_HIDDEN,
  VANITY_LISTED_BOUGHT,
  VANITY_LISTED_WRONG,
} VanityListed;
/* The shades of which it holds now, the newest first, as in an event: VanityShade. */
GPtrArray *vanity_taste_list_shades (VanityTaste *taste, VanityListed which, GError **error);

/* Bits of what can be erased. Every event belongs to one of the first four. */
typedef enum
{
  VANITY_ERASE_TRIES = 1 << 0,    /* what was tried on, and how long it was worn */
  VANITY_ERASE_OPINIONS = 1 << 1, /* likes, hides, wrong shades */
  VANITY_ERASE_BAG = 1 << 2,      /* what is owned, and what was bought */
  VANITY_ERASE_LIST = 1 << 3,     /* the look list, and what was saved */
  VANITY_ERASE_AVOID = 1 << 4,
  VANITY_ERASE_ALL = (1 << 5) - 1,
} VanityErase;
#define VANITY_N_ERASE 5

/* "tries", "opinions", "bag", "list", "avoid" and "all"; and translated: "What you tried on". */
const char *vanity_erase_get_id (VanityErase one);
const char *vanity_erase_get_label (VanityErase one);
gboolean vanity_erase_find (const char *id, VanityErase *what);
/* How much there is of each: events of the first two, rows of the others. */
gboolean vanity_taste_count (VanityTaste *taste, guint count[VANITY_N_ERASE], GError **error);

/* Takes away every trace: rows are overwritten, the file is written anew, the log beside it is
 * emptied, backups are removed. */
gboolean vanity_taste_erase (VanityTaste *taste, unsigned what, GError **error);

/* The same of one shade: what was done with it, its place in the bag and on the list.
 * VANITY_ERROR_VALUE where nothing is known of it. */
gboolean vanity_taste_forget (VanityTaste *taste, const char *uid, GError **error);

/* All that is remembered as one object of JSON, "vanity-taste": 1, described in taste-export.c; as
 * text, and to a file, atomic. */
char *vanity_taste_to_json (VanityTaste *taste, GError **error);
gboolean vanity_taste_export_json (VanityTaste *taste, GFile *file, GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
