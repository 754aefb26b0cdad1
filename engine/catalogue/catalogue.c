#include "catalogue/catalogue-private.h"
#include "catalogue/schema.h"
#include "catalogue/shelf.h"
#include "catalogue/starter.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

static char *
dup_path (const char *path)
{
  const char *named = g_getenv ("VANITY_CATALOGUE");

  if (path != NULL)
    return g_strdup (path);
  if (named != NULL && *named != '\0')
    return g_strdup (named);
  return g_build_filename (g_get_user_data_dir (), "vanity", "catalogue.db", NULL);
}

static VanityCatalogueState
judge_state (VanityDatabase *database)
{
  switch (vanity_database_get_state (database))
    {
    case VANITY_DATABASE_GOOD:
      return VANITY_CATALOGUE_GOOD;
    case VANITY_DATABASE_READ_ONLY:
      return VANITY_CATALOGUE_READ_ONLY;
    default:
      return VANITY_CATALOGUE_REBUILT;
    }
}

static VanityCatalogue *
new_catalogue (void)
{
  VanityCatalogue *catalogue = g_new0 (VanityCatalogue, 1);

  g_atomic_ref_count_init (&catalogue->references);
  g_rec_mutex_init (&catalogue->write_lock);
  g_rec_mutex_init (&catalogue->read_lock);
  catalogue->brands = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  catalogue->products = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  catalogue->origins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  catalogue->data_version = -1;
  catalogue->schema = (VanityDatabaseSchema){
    .application_id = VANITY_CATALOGUE_ID,
    .noun = _ ("the catalogue"),
    .steps = vanity_catalogue_steps,
    .n_steps = vanity_catalogue_n_steps,
    .is_guarded = TRUE,
    .prepare = vanity_catalogue_prepare,
    .salvage = vanity_catalogue_salvage,
  };
  return catalogue;
}

/* Where there is nothing and nothing can be made, the starter list can still be looked at. */
static VanityCatalogue *
open_in_memory (const GError *cause, GError **error)
{
  g_autoptr (VanityCatalogue) catalogue = new_catalogue ();

  catalogue->writer = vanity_database_open_memory (&catalogue->schema, error);
  if (catalogue->writer == NULL || !vanity_starter_fill (catalogue, NULL, error))
    return NULL;
  vanity_database_freeze (catalogue->writer, cause->message);
  return g_steal_pointer (&catalogue);
}

VanityCatalogue *
vanity_catalogue_open (const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *name = dup_path (path);
  gboolean is_there = g_file_test (name, G_FILE_TEST_EXISTS);
  g_autoptr (VanityCatalogue) catalogue = vanity_catalogue_open_bare (name, &cause);

  if (catalogue == NULL && is_there)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (catalogue == NULL)
    return open_in_memory (cause, error);
  if (vanity_catalogue_get_state (catalogue) == VANITY_CATALOGUE_READ_ONLY
      || vanity_starter_fill (catalogue, NULL, &cause))
    return g_steal_pointer (&catalogue);
  /* One that is empty is of no use; one that only misses what the list has new is. */
  if (vanity_database_is_new (catalogue->writer))
    return open_in_memory (cause, error);
  g_debug ("%s", cause->message);
  return g_steal_pointer (&catalogue);
}

VanityCatalogue *
vanity_catalogue_open_bare (const char *path, GError **error)
{
  g_autoptr (VanityCatalogue) catalogue = new_catalogue ();
  g_autofree char *name = dup_path (path);

  catalogue->writer = vanity_database_open (name, &catalogue->schema, error);
  if (catalogue->writer == NULL)
    return NULL;
  if (vanity_catalogue_get_state (catalogue) != VANITY_CATALOGUE_READ_ONLY)
    {
      catalogue->reader = vanity_database_open_reader (catalogue->writer, error);
      /* Room for an import to work in, KiB. */
      if (catalogue->reader == NULL
          || !vanity_database_run (catalogue->writer, "PRAGMA cache_size = -65536", error))
        return NULL;
    }
  return g_steal_pointer (&catalogue);
}

VanityCatalogue *
vanity_catalogue_ref (VanityCatalogue *catalogue)
{
  g_atomic_ref_count_inc (&catalogue->references);
  return catalogue;
}

void
vanity_catalogue_unref (VanityCatalogue *catalogue)
{
  if (!g_atomic_ref_count_dec (&catalogue->references))
    return;
  g_clear_pointer (&catalogue->shelf, vanity_shelf_unref);
  vanity_database_close (catalogue->reader);
  vanity_database_close (catalogue->writer);
  g_hash_table_unref (catalogue->brands);
  g_hash_table_unref (catalogue->products);
  g_hash_table_unref (catalogue->origins);
  g_rec_mutex_clear (&catalogue->read_lock);
  g_rec_mutex_clear (&catalogue->write_lock);
  g_free (catalogue);
}

VanityCatalogueState
vanity_catalogue_get_state (VanityCatalogue *catalogue)
{
  return judge_state (catalogue->writer);
}

const char *
vanity_catalogue_get_trouble (VanityCatalogue *catalogue)
{
  return vanity_database_get_trouble (catalogue->writer);
}

const char *
vanity_catalogue_get_path (VanityCatalogue *catalogue)
{
  return vanity_database_get_path (catalogue->writer);
}

gboolean
vanity_catalogue_is_owner (VanityCatalogue *catalogue)
{
  return g_atomic_pointer_get (&catalogue->owner) == g_thread_self ();
}

VanityDatabase *
vanity_catalogue_take_reader (VanityCatalogue *catalogue, GError **error)
{
  VanityDatabase *database;

  if (vanity_catalogue_is_owner (catalogue))
    {
      if (catalogue->n_indexed >= 0 && !vanity_catalogue_index_words (catalogue, error))
        return NULL;
      return catalogue->writer;
    }
  if (catalogue->reader == NULL)
    g_rec_mutex_lock (&catalogue->write_lock);
  g_rec_mutex_lock (&catalogue->read_lock);
  database = catalogue->reader != NULL ? catalogue->reader : catalogue->writer;
  if (!sqlite3_get_autocommit (vanity_database_get_connection (database))
      || vanity_database_run (database, "BEGIN", error))
    return database;
  vanity_catalogue_release_reader (catalogue, database);
  return NULL;
}

void
vanity_catalogue_release_reader (VanityCatalogue *catalogue, VanityDatabase *database)
{
  if (database == NULL || vanity_catalogue_is_owner (catalogue))
    return;
  if (!sqlite3_get_autocommit (vanity_database_get_connection (database)))
    vanity_database_run (database, "COMMIT", NULL);
  g_rec_mutex_unlock (&catalogue->read_lock);
  if (catalogue->reader == NULL)
    g_rec_mutex_unlock (&catalogue->write_lock);
}

static gboolean
ask_number (VanityDatabase *database, const char *sql, gint64 *number, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (database, sql, error);
  gboolean row;

  if (statement == NULL || !vanity_database_step (database, statement, &row, error))
    return FALSE;
  *number = row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
vanity_catalogue_see_generation (VanityCatalogue *catalogue, VanityDatabase *database,
                                 guint64 *generation, GError **error)
{
  gint64 version, number;

  /* Changes whenever another connection has committed. */
  if (!ask_number (database, "PRAGMA data_version", &version, error))
    return FALSE;
  if (version == catalogue->data_version && database == catalogue->reader)
    {
      *generation = catalogue->generation;
      return TRUE;
    }
  if (!ask_number (database, "SELECT value FROM meta WHERE key = 'generation'", &number, error))
    return FALSE;
  *generation = (guint64)number;
  if (database == catalogue->reader)
    {
      catalogue->generation = *generation;
      catalogue->data_version = version;
    }
  return TRUE;
}

guint64
vanity_catalogue_get_generation (VanityCatalogue *catalogue)
{
  VanityDatabase *database = vanity_catalogue_take_reader (catalogue, NULL);
  guint64 generation = 0;

  if (database == NULL || !vanity_catalogue_see_generation (catalogue, database, &generation, NULL))
    generation = catalogue->generation;
  vanity_catalogue_release_reader (catalogue, database);
  return generation;
}

static void
forget_ids (VanityCatalogue *catalogue)
{
  g_hash_table_remove_all (catalogue->brands);
  g_hash_table_remove_all (catalogue->products);
  g_hash_table_remove_all (catalogue->origins);
}

static void
end_batch (VanityCatalogue *catalogue)
{
  forget_ids (catalogue);
  g_atomic_pointer_set (&catalogue->owner, NULL);
  g_rec_mutex_unlock (&catalogue->write_lock);
}

/* A search may have found the index of words damaged. */
static gboolean
mend_words (VanityCatalogue *catalogue, GError **error)
{
  gboolean damaged;

  g_rec_mutex_lock (&catalogue->read_lock);
  damaged = catalogue->shelf != NULL && g_atomic_int_get (&catalogue->shelf->words_damaged);
  g_rec_mutex_unlock (&catalogue->read_lock);
  return !damaged || vanity_catalogue_renew_words (catalogue->writer, error);
}

gboolean
vanity_catalogue_begin (VanityCatalogue *catalogue, GError **error)
{
  g_rec_mutex_lock (&catalogue->write_lock);
  g_return_val_if_fail (!vanity_catalogue_is_owner (catalogue), FALSE);
  if (!vanity_database_begin (catalogue->writer, error))
    {
      g_rec_mutex_unlock (&catalogue->write_lock);
      return FALSE;
    }
  catalogue->broken = FALSE;
  catalogue->changes = sqlite3_total_changes (vanity_database_get_connection (catalogue->writer));
  if (!ask_number (catalogue->writer, "SELECT coalesce(max(id), 0) FROM shades",
                   &catalogue->n_indexed, error))
    {
      vanity_database_rollback (catalogue->writer);
      g_rec_mutex_unlock (&catalogue->write_lock);
      return FALSE;
    }
  g_atomic_pointer_set (&catalogue->owner, g_thread_self ());
  if (!mend_words (catalogue, error))
    {
      vanity_catalogue_rollback (catalogue);
      return FALSE;
    }
  return TRUE;
}

/* What was added since the last time, in the order of its rows, which FTS5 likes best. */
gboolean
vanity_catalogue_index_words (VanityCatalogue *catalogue, GError **error)
{
  gint64 last;
  sqlite3_stmt *statement;

  if (!ask_number (catalogue->writer, "SELECT coalesce(max(id), 0) FROM shades", &last, error))
    return FALSE;
  if (last <= catalogue->n_indexed)
    return TRUE;
  statement = vanity_database_prepare (
      catalogue->writer,
      "INSERT INTO words (rowid, text) SELECT s.id,"
      " vanity_words (b.name, p.line, s.name, p.category) FROM shades s"
      " JOIN products p ON p.id = s.product_id JOIN brands b ON b.id = p.brand_id"
      " WHERE s.id > ? ORDER BY s.id",
      error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, catalogue->n_indexed);
  if (!vanity_database_finish (catalogue->writer, statement, error))
    return FALSE;
  catalogue->n_indexed = last;
  return TRUE;
}

static gboolean
finish_batch (VanityCatalogue *catalogue, GError **error)
{
  sqlite3 *connection = vanity_database_get_connection (catalogue->writer);

  if (catalogue->broken)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                   _ ("“%s” is as it was before: a change failed"),
                   vanity_database_get_path (catalogue->writer));
      return FALSE;
    }
  if (!vanity_catalogue_index_words (catalogue, error))
    return FALSE;
  if (sqlite3_total_changes (connection) != catalogue->changes
      && !vanity_database_run (catalogue->writer,
                               "UPDATE meta SET value = value + 1 WHERE key = 'generation'", error))
    return FALSE;
  return vanity_database_commit (catalogue->writer, error);
}

gboolean
vanity_catalogue_commit (VanityCatalogue *catalogue, GError **error)
{
  gboolean ok;

  g_return_val_if_fail (vanity_catalogue_is_owner (catalogue), FALSE);
  ok = finish_batch (catalogue, error);
  if (!ok)
    vanity_database_rollback (catalogue->writer);
  end_batch (catalogue);
  return ok;
}

void
vanity_catalogue_rollback (VanityCatalogue *catalogue)
{
  g_return_if_fail (vanity_catalogue_is_owner (catalogue));
  vanity_database_rollback (catalogue->writer);
  end_batch (catalogue);
}
