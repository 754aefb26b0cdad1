/* What the files of the catalogue share. */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/database.h"

typedef struct _VanityShelf VanityShelf;

struct _VanityCatalogue
{
  gatomicrefcount references;
  VanityDatabaseSchema schema;

  GRecMutex write_lock; /* held through a batch */
  VanityDatabase *writer;
  GThread *owner;       /* of the batch that is going on; atomic */
  gboolean broken;      /* a change of the batch failed: none of it may stay */
  int changes;          /* sqlite3_total_changes () when the batch began */
  gint64 n_indexed;     /* up to which id of the shades the index of words has them */
  GHashTable *brands;   /* id by name as it came; of the batch, as those below */
  GHashTable *products; /* id by brand's id, category and line as it came */
  GHashTable *origins;  /* id by name */

  GRecMutex read_lock;
  VanityDatabase *reader; /* NULL: the writer reads too */
  gint64 data_version;    /* of the reader, when the generation was read */
  guint64 generation;
  VanityShelf *shelf; /* of a generation, or NULL */
};

/* The connection to read with, until it is let go; till then it sees one state of the catalogue, so
 * that what is asked in several steps fits together. NULL with an error. In the thread of a batch
 * it is the batch's own. */
VanityDatabase *vanity_catalogue_take_reader (VanityCatalogue *catalogue, GError **error);
void vanity_catalogue_release_reader (VanityCatalogue *catalogue, VanityDatabase *database);

/* The generation that `database`, which was taken, sees. */
gboolean vanity_catalogue_see_generation (VanityCatalogue *catalogue, VanityDatabase *database,
                                          guint64 *generation, GError **error);

/* Whether the calling thread is in a batch. */
gboolean vanity_catalogue_is_owner (VanityCatalogue *catalogue);

/* Brings the index of words up to the shades, in the batch. */
gboolean vanity_catalogue_index_words (VanityCatalogue *catalogue, GError **error);

/* A shade by its row, a new reference; NULL without an error where there is none. */
VanityShade *vanity_catalogue_read (VanityDatabase *database, gint64 id, GError **error);

/* 16 hexadecimal digits and a number. */
gboolean vanity_uid_parse (const char *uid, gint64 *key);
void vanity_uid_write (gint64 key, char uid[17]);

/* Merges what is told of one shade into `known`: FALSE where that does not change it. */
gboolean vanity_shade_merge (VanityShade *known, const VanityShade *told);
