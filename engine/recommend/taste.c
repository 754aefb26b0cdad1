#include "recommend/taste-private.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (VanityTaste, vanity_taste, G_TYPE_OBJECT)

static guint changed_signal;

static void
vanity_taste_finalize (GObject *object)
{
  VanityTaste *self = VANITY_TASTE (object);

  g_clear_pointer (&self->database, vanity_database_close);
  g_clear_pointer (&self->passing, g_hash_table_unref);
  g_free (self->unopened);
  g_free (self->trouble);
  g_rec_mutex_clear (&self->mutex);
  G_OBJECT_CLASS (vanity_taste_parent_class)->finalize (object);
}

static void
vanity_taste_class_init (VanityTasteClass *class)
{
  G_OBJECT_CLASS (class)->finalize = vanity_taste_finalize;
  changed_signal = g_signal_new ("changed", VANITY_TYPE_TASTE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
vanity_taste_init (VanityTaste *self)
{
  g_rec_mutex_init (&self->mutex);
  self->passing = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify)vanity_taste_known_free);
  self->generation = 1;
}

static char *
dup_default_path (void)
{
  const char *path = g_getenv ("VANITY_TASTE");

  if (path != NULL && *path != '\0')
    return g_strdup (path);
  return g_build_filename (g_get_user_data_dir (), "vanity", "taste.db", NULL);
}

/* In place of a file that cannot be had, for `cause`. */
static gboolean
open_memory (VanityTaste *self, const char *path, const GError *cause, GError **error)
{
  self->in_memory = TRUE;
  if (cause != NULL)
    {
      self->unopened = g_strdup (path);
      self->trouble = g_strdup_printf (
          _ ("What you do with products is forgotten when Vanity ends: %s"), cause->message);
    }
  self->database = vanity_database_open_memory (&self->schema, error);
  return self->database != NULL;
}

VanityTaste *
vanity_taste_open (const char *path, GError **error)
{
  g_autoptr (VanityTaste) self = g_object_new (VANITY_TYPE_TASTE, NULL);
  g_autofree char *name = path != NULL ? g_strdup (path) : dup_default_path ();
  g_autoptr (GError) cause = NULL;

  vanity_taste_schema_init (&self->schema);
  if (g_str_equal (name, VANITY_TASTE_IN_MEMORY))
    return open_memory (self, name, NULL, error) ? g_steal_pointer (&self) : NULL;
  self->database = vanity_database_open (name, &self->schema, &cause);
  if (self->database == NULL && !open_memory (self, name, cause, error))
    return NULL;
  /* From here on changes of others count. */
  vanity_taste_get_generation (self);
  return g_steal_pointer (&self);
}

VanityTaste *
vanity_taste_ref (VanityTaste *taste)
{
  return g_object_ref (taste);
}

void
vanity_taste_unref (VanityTaste *taste)
{
  g_object_unref (taste);
}

const char *
vanity_taste_get_path (VanityTaste *taste)
{
  return taste->in_memory ? NULL : vanity_database_get_path (taste->database);
}

gboolean
vanity_taste_is_kept (VanityTaste *taste)
{
  return !taste->in_memory && !taste->is_private
         && vanity_database_get_state (taste->database) != VANITY_DATABASE_READ_ONLY;
}

const char *
vanity_taste_get_trouble (VanityTaste *taste)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);

  /* The database's own goes when the trouble does, on whatever thread; there are few of them. */
  return g_intern_string (taste->in_memory ? taste->trouble
                                           : vanity_database_get_trouble (taste->database));
}

void
vanity_taste_set_private (VanityTaste *taste, gboolean is_private)
{
  g_return_if_fail (VANITY_IS_TASTE (taste));
  g_rec_mutex_lock (&taste->mutex);
  if (taste->is_private == !!is_private)
    {
      g_rec_mutex_unlock (&taste->mutex);
      return;
    }
  taste->is_private = !!is_private;
  g_hash_table_remove_all (taste->passing);
  vanity_taste_touch (taste);
  g_rec_mutex_unlock (&taste->mutex);
  g_signal_emit (taste, changed_signal, 0);
}

gboolean
vanity_taste_get_private (VanityTaste *taste)
{
  g_return_val_if_fail (VANITY_IS_TASTE (taste), FALSE);
  return taste->is_private;
}

void
vanity_taste_touch (VanityTaste *taste)
{
  taste->generation++;
}

/* One number that a statement gives; `fallback` where it gives none. */
static gint64
read_number (VanityTaste *taste, const char *sql, gint64 fallback)
{
  sqlite3_stmt *statement = vanity_database_prepare (taste->database, sql, NULL);
  gboolean row = FALSE;
  gint64 number = fallback;

  if (statement == NULL || !vanity_database_step (taste->database, statement, &row, NULL))
    return fallback;
  if (row)
    {
      number = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return number;
}

guint64
vanity_taste_get_generation (VanityTaste *taste)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);
  gint64 version = read_number (taste, "PRAGMA data_version", taste->data_version);

  if (version != taste->data_version)
    {
      if (taste->data_version != 0)
        taste->generation++;
      taste->data_version = version;
    }
  return taste->generation;
}

guint64
vanity_taste_get_epoch (VanityTaste *taste)
{
  g_autoptr (GRecMutexLocker) locker = g_rec_mutex_locker_new (&taste->mutex);

  return (guint64)read_number (taste, "SELECT value FROM note WHERE key = 'epoch'", 0);
}

gboolean
vanity_taste_begin (VanityTaste *taste, GError **error)
{
  g_rec_mutex_lock (&taste->mutex);
  if (taste->is_private)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_UNSUPPORTED,
                 _ ("nothing is kept while private mode is on"));
  else if (vanity_database_check_writable (taste->database, error)
           && vanity_database_begin (taste->database, error))
    {
      /* What passes hides what the file says: no longer than the file cannot be written. */
      g_hash_table_remove_all (taste->passing);
      return TRUE;
    }
  g_rec_mutex_unlock (&taste->mutex);
  return FALSE;
}

gboolean
vanity_taste_end (VanityTaste *taste, gboolean ok, GError **error)
{
  if (ok)
    ok = vanity_database_commit (taste->database, error);
  else
    vanity_database_rollback (taste->database);
  if (ok)
    vanity_taste_touch (taste);
  g_rec_mutex_unlock (&taste->mutex);
  if (ok)
    g_signal_emit (taste, changed_signal, 0);
  return ok;
}
