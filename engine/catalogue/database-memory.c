#include "base/error.h"
#include "catalogue/database-private.h"

static void
free_statement (gpointer statement)
{
  sqlite3_finalize (statement);
}

VanityDatabase *
vanity_database_open_memory (const VanityDatabaseSchema *schema, GError **error)
{
  g_autoptr (VanityDatabase) database = g_new0 (VanityDatabase, 1);

  database->schema = schema;
  database->path = g_strdup (":memory:");
  database->backup = g_strdup ("");
  database->statements = g_hash_table_new_full (NULL, NULL, NULL, free_statement);
  /* There is nothing to back up. */
  database->is_reader = TRUE;
  database->is_new = TRUE;
  if (sqlite3_open (":memory:", &database->connection) != SQLITE_OK)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s",
                   sqlite3_errmsg (database->connection));
      return NULL;
    }
  if (schema->prepare != NULL && !schema->prepare (database->connection, error))
    return NULL;
  for (int i = 0; i < schema->n_steps; i++)
    if (!vanity_database_run (database, schema->steps[i], error))
      return NULL;
  return g_steal_pointer (&database);
}
