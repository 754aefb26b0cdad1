/* The catalogue: every shade that is known, in one SQLite file of the person's own data folder.
 *
 * It may be used from several threads; calls take turns. What is read are copies that stay as they
 * are. Another program may use the file at the same time: a change of it is seen with the next
 * call. A change outside vanity_catalogue_begin () is kept at once; a kill at any moment loses only
 * what was not yet committed. */
#pragma once

#include "catalogue/query.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _VanityCatalogue VanityCatalogue; /* reference counted */

typedef enum
{
  VANITY_CATALOGUE_GOOD,
  VANITY_CATALOGUE_READ_ONLY, /* locked, or no right to write: changes are refused */
  VANITY_CATALOGUE_REBUILT,   /* was damaged: restored from its backup, or begun anew */
} VanityCatalogueState;

/* Opens the catalogue at `path`, or makes it, filled with the starter list. NULL: what
 * VANITY_CATALOGUE names, else $XDG_DATA_HOME/vanity/catalogue.db. A damaged file is moved aside,
 * never deleted, and what can be had of it restored: see the state and the trouble. Where none can
 * be made, for want of room or right, the starter list is there to be read. NULL with
 * VANITY_ERROR_FILE where a file is there and cannot be read, _FORMAT where it is another
 * program's, _UNSUPPORTED where a newer Vanity made it. */
VanityCatalogue *vanity_catalogue_open (const char *path, GError **error);
/* The same without the starter list: NULL with VANITY_ERROR_FILE also where none can be made. */
VanityCatalogue *vanity_catalogue_open_bare (const char *path, GError **error);
VanityCatalogue *vanity_catalogue_ref (VanityCatalogue *catalogue);
/* With the last reference the file is backed up, where it changed, and closed. */
void vanity_catalogue_unref (VanityCatalogue *catalogue);

VanityCatalogueState vanity_catalogue_get_state (VanityCatalogue *catalogue);
/* A sentence for people, NULL where all is well. Owned by the catalogue. */
const char *vanity_catalogue_get_trouble (VanityCatalogue *catalogue);
const char *vanity_catalogue_get_path (VanityCatalogue *catalogue);
/* Grows with each change, whoever made it; what is derived from the catalogue is stale then. */
guint64 vanity_catalogue_get_generation (VanityCatalogue *catalogue);

/* A batch: fast, and all or nothing. One at a time; between begin and its end the catalogue belongs
 * to the thread that began, others wait. Fail with VANITY_ERROR_FILE: read only, locked for long,
 * disk full. After a failed commit nothing of the batch is there. */
gboolean vanity_catalogue_begin (VanityCatalogue *catalogue, GError **error);
gboolean vanity_catalogue_commit (VanityCatalogue *catalogue, GError **error);
void vanity_catalogue_rollback (VanityCatalogue *catalogue);

typedef enum
{
  VANITY_ADD_ADDED,
  VANITY_ADD_MERGED,     /* was there, and is richer or newer now */
  VANITY_ADD_UNCHANGED,  /* was there, as it is */
  VANITY_ADD_GTIN_TAKEN, /* added, but without its GTIN, which its source gave another shade */
} VanityAddOutcome;

/* Adds a shade, or merges it with the one of the same GTIN and brand, or of the same uid. What is
 * known stays over what is not; of two that are known the later date wins, and the one just added
 * where they have the same; the stronger source of colour wins over the later. Labels are united,
 * prices kept by currency. `outcome` may be NULL. FALSE with VANITY_ERROR_VALUE where brand, line
 * and name are all empty, or with VANITY_ERROR_FILE. */
gboolean vanity_catalogue_add (VanityCatalogue *catalogue, const VanityShade *shade,
                               VanityAddOutcome *outcome, GError **error);
/* Takes one out. TRUE also where there was none. */
gboolean vanity_catalogue_remove (VanityCatalogue *catalogue, const char *uid, GError **error);

/* A new reference. NULL without an error where there is no such shade. */
VanityShade *vanity_catalogue_get (VanityCatalogue *catalogue, const char *uid, GError **error);
/* By its GTIN, in whatever way that is written; else the same. */
VanityShade *vanity_catalogue_get_by_gtin (VanityCatalogue *catalogue, const char *gtin,
                                           GError **error);

/* VanityShade that the query asks for, in its order; `total` (may be NULL) gets how many there are
 * without offset and limit. Any text is safe. NULL with VANITY_ERROR_FILE. */
GPtrArray *vanity_catalogue_search (VanityCatalogue *catalogue, const VanityQuery *query,
                                    guint *total, GError **error);

/* FALSE ends it, with `error` set where it is one. */
typedef gboolean (*VanityShadeFunc) (const VanityShade *shade, gpointer data, GError **error);

/* The same, one at a time and without holding them all. */
gboolean vanity_catalogue_foreach (VanityCatalogue *catalogue, const VanityQuery *query,
                                   VanityShadeFunc func, gpointer data, GError **error);

typedef struct
{
  char *name;
  guint n_shades;
} VanityBrand;

/* VanityBrand, owned by the array, by name; those of shades that the query (NULL: all) admits. */
GPtrArray *vanity_catalogue_list_brands (VanityCatalogue *catalogue, const VanityQuery *query,
                                         GError **error);

#define VANITY_STATS_MAX_CURRENCIES 32
#define VANITY_STATS_MAX_SOURCES 32

typedef struct
{
  guint n_brands, n_products, n_shades;
  guint n_colored, n_gtins, n_priced, n_ingredients;
  guint n_in_category[VANITY_N_CATEGORIES];
  guint n_from[VANITY_N_COLOR_SOURCES]; /* by source of the colour */
  guint n_currencies;
  struct
  {
    char currency[4];
    guint n_prices;
    gint64 least, median, most;
  } currencies[VANITY_STATS_MAX_CURRENCIES]; /* the most frequent first */
  guint n_sources;
  struct
  {
    char *name;
    guint n_shades;
    char first[11], last[11];          /* dates, or "" */
  } sources[VANITY_STATS_MAX_SOURCES]; /* the largest first */
  gint64 bytes;                        /* of the file */
} VanityCatalogueStats;

gboolean vanity_catalogue_stats (VanityCatalogue *catalogue, VanityCatalogueStats *stats,
                                 GError **error);
void vanity_catalogue_stats_clear (VanityCatalogueStats *stats);

/* How far a feed was read, to go on from there: kept in the batch that it tells of. `fingerprint`
 * names the feed's contents. 0 where nothing is known; a progress of 0 is forgotten. */
gboolean vanity_catalogue_get_progress (VanityCatalogue *catalogue, const char *fingerprint,
                                        gint64 *offset, GError **error);
gboolean vanity_catalogue_set_progress (VanityCatalogue *catalogue, const char *fingerprint,
                                        gint64 offset, GError **error);

/* A word that is kept with the catalogue, such as which starter list it was filled with. NULL where
 * there is none. */
char *vanity_catalogue_get_note (VanityCatalogue *catalogue, const char *key, GError **error);
gboolean vanity_catalogue_set_note (VanityCatalogue *catalogue, const char *key, const char *value,
                                    GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityCatalogue, vanity_catalogue_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (VanityCatalogueStats, vanity_catalogue_stats_clear)

G_END_DECLS
