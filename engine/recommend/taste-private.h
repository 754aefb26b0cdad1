/* What the files of VanityTaste share. Functions named without `vanity_taste_` are theirs alone and
 * expect the lock to be held. */
#pragma once

#include "catalogue/database.h"
#include "recommend/taste.h"

G_BEGIN_DECLS

/* The oldest of more events fall out: some years of a person who does nothing else. */
#define VANITY_TASTE_MAX_EVENTS 200000

struct _VanityTaste
{
  GObject parent_instance;

  GRecMutex mutex;
  VanityDatabaseSchema schema;
  VanityDatabase *database;
  gboolean in_memory;
  char *unopened; /* the file in whose place memory serves, or NULL */
  char *trouble;

  gboolean is_private;
  GHashTable *passing; /* uid → VanityTasteKnown: what is not written down, see taste-state.c */

  guint64 generation;
  gint64 data_version; /* of SQLite: changes with what other connections write */
};

/* A shade and what holds of it. */
typedef struct
{
  VanityShade *shade;
  VanityShadeState state;
} VanityTasteKnown;

void vanity_taste_known_free (VanityTasteKnown *known);

/* The tables; and what can be saved of a damaged file. */
void vanity_taste_schema_init (VanityDatabaseSchema *schema);

/* Takes the lock and begins a transaction for what somebody asks to be kept. FALSE, with nothing
 * taken, in private mode and where the file cannot be written. */
gboolean vanity_taste_begin (VanityTaste *taste, GError **error);
/* Commits where `ok`, else rolls back; gives the lock back and says that something changed. Returns
 * whether it is kept. */
gboolean vanity_taste_end (VanityTaste *taste, gboolean ok, GError **error);
/* Raises the generation; the signal follows when the lock is given back. */
void vanity_taste_touch (VanityTaste *taste);

/* Keeps the copy of a shade that rows refer to. */
gboolean vanity_taste_put_shade (VanityTaste *taste, const VanityShade *shade, GError **error);
/* Deletes the copies that no row refers to any more. */
gboolean vanity_taste_sweep_shades (VanityTaste *taste, GError **error);
/* The columns of a copy, in the order in which vanity_taste_get_shade () reads them from `column`
 * on. */
#define VANITY_TASTE_SHADE_COLUMNS "shade.uid, brand, line, name, category, rgb, finish"
#define VANITY_TASTE_N_SHADE_COLUMNS 7
VanityShade *vanity_taste_get_shade (sqlite3_stmt *row, int column);
/* A copy of no more than what would be kept. */
VanityShade *vanity_taste_copy_shade (const VanityShade *shade);

/* Binds and runs to the end; `text` may be NULL for NULL. */
gboolean vanity_taste_run_text (VanityTaste *taste, const char *sql, const char *text,
                                GError **error);
/* Text of a column, never NULL, borrowed until the next step. */
const char *vanity_taste_get_text (sqlite3_stmt *row, int column);

/* Changes the state of a shade by an event, in the file (within a transaction) or in `passing`. */
gboolean vanity_taste_change_state (VanityTaste *taste, const VanityShade *shade,
                                    VanityEventKind kind, double amount, gint64 time,
                                    GError **error);
void vanity_taste_pass_state (VanityTaste *taste, const VanityShade *shade, VanityEventKind kind,
                              double amount, gint64 time);
/* Writes an event and what follows from it, within a transaction. */
gboolean vanity_taste_write_event (VanityTaste *taste, const VanityShade *shade,
                                   VanityEventKind kind, double amount, gint64 time,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityTasteKnown, vanity_taste_known_free)

G_END_DECLS
