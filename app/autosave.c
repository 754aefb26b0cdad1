#include "app/autosave.h"

#include "app/document-private.h"
#include "app/draft.h"
#include "app/settings.h"
#include "base/write-file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

struct _VanityAutosave
{
  VanityDocument *document; /* which owns this */
  char *id;                 /* NULL while there are no files */
  VanityLock *lock;         /* on them */
  VanityOutfit *written;    /* what is in them, or NULL */
  guint wait;               /* timeout */
  VanityJobSlot writing;
  gboolean failed;
  GSettings *settings; /* or NULL */
};

char *
vanity_autosave_get_path (const char *id, const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "vanity", "autosave", id, name, NULL);
}

void
vanity_autosave_erase (const char *id)
{
  g_autofree char *path = vanity_autosave_get_path (id, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (strcmp (name, VANITY_AUTOSAVE_LOCK) != 0)
      {
        g_autofree char *file = g_build_filename (path, name, NULL);

        g_unlink (file);
      }
}

/* ---- Writing ---- */

typedef struct
{
  VanityDraft *draft;
  char *id;
  GFile *place;
  GCancellable *cancellable;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_draft_free (order->draft);
  g_object_unref (order->place);
  g_free (order->id);
  g_free (order);
}

static gboolean
hide (const char *path, gpointer data, GError **error)
{
  return g_chmod (path, 0600) == 0;
}

/* A photo that is in no file of its own goes beside the document, and is written but once. */
static gboolean
put_photo (VanityFilePhoto *target, VanityPhoto *photo, gpointer data, GError **error)
{
  Order *order = data;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GFile) file = NULL;

  if (!vanity_file_photo_set (target, photo, TRUE, order->place, order->cancellable, error))
    return FALSE;
  if (target->bytes == NULL)
    return TRUE;

  bytes = g_steal_pointer (&target->bytes);
  target->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  target->size = g_bytes_get_size (bytes);
  target->kept = TRUE;
  path = vanity_autosave_get_path (order->id, target->sha256);
  target->path = g_strdup (path);
  target->relative = g_strdup (target->sha256);
  file = g_file_new_for_path (path);

  return g_file_query_exists (file, NULL)
         || vanity_write_file (file, bytes, hide, NULL, order->cancellable, error);
}

static gpointer
run_write (VanityJob *job, gpointer data, GError **error)
{
  Order *order = data;
  g_autoptr (VanityFile) file = NULL;
  gboolean written = FALSE;

  order->cancellable = vanity_job_get_cancellable (job);
  file = vanity_draft_to_file (order->draft, put_photo, order, error);
  if (file != NULL)
    {
      file->document = g_strdup (order->draft->document);
      file->etag = g_strdup (order->draft->etag);
      written = vanity_file_write (file, order->place, TRUE, order->cancellable, error);
    }
  /* The owner erases when it has said so; what took its place after that is erased here, also a
   * photo beside a document that did not come to be. */
  if (g_cancellable_is_cancelled (order->cancellable))
    {
      vanity_autosave_erase (order->id);
      if (written)
        g_cancellable_set_error_if_cancelled (order->cancellable, error);
      return NULL;
    }

  return written ? vanity_outfit_ref (order->draft->outfit) : NULL;
}

static void schedule (VanityAutosave *self);

/* A full disk, say: the next change tries again, and nobody is told twice. */
static void
fail (VanityAutosave *self, const char *why)
{
  g_autofree char *text = NULL;

  if (self->failed)
    return;

  self->failed = TRUE;
  /* Translators: %s is a sentence that says why. */
  text = g_strdup_printf (_ ("Unsaved work is not kept for the time after a crash: %s"), why);
  vanity_document_emit_failed (self->document, text);
}

static void
on_written (gpointer result, const GError *error, gpointer user_data)
{
  VanityAutosave *self = user_data;

  if (result == NULL)
    {
      fail (self, error->message);
      return;
    }

  g_clear_pointer (&self->written, vanity_outfit_unref);
  self->written = result;
  schedule (self);
}

static gboolean
is_private (VanityAutosave *self)
{
  return self->settings != NULL
         && (g_settings_get_boolean (self->settings, VANITY_SETTING_PRIVATE)
             || !g_settings_get_boolean (self->settings, VANITY_SETTING_AUTOSAVE));
}

/* A folder of its own, with a name that nobody else has. */
static gboolean
begin (VanityAutosave *self)
{
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *folder = vanity_autosave_get_path (id, NULL);
  g_autofree char *lock = vanity_autosave_get_path (id, VANITY_AUTOSAVE_LOCK);

  if (self->id != NULL)
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) == 0)
    self->lock = vanity_lock_take_path (lock);
  if (self->lock == NULL)
    {
      fail (self, g_strerror (errno));
      return FALSE;
    }
  self->id = g_steal_pointer (&id);

  return TRUE;
}

static void
end (VanityAutosave *self)
{
  g_clear_handle_id (&self->wait, g_source_remove);
  vanity_job_slot_clear (&self->writing);
  g_clear_pointer (&self->written, vanity_outfit_unref);
  if (self->id != NULL)
    {
      g_autofree char *folder = vanity_autosave_get_path (self->id, NULL);

      vanity_autosave_erase (self->id);
      g_clear_pointer (&self->lock, vanity_lock_free);
      g_rmdir (folder);
      g_clear_pointer (&self->id, g_free);
    }
}

static gboolean
on_waited (gpointer user_data)
{
  VanityAutosave *self = user_data;
  Order *order;
  g_autofree char *path = NULL;

  self->wait = 0;
  if (!begin (self))
    return G_SOURCE_REMOVE;

  path = vanity_autosave_get_path (self->id, VANITY_AUTOSAVE_DOCUMENT);
  order = g_new0 (Order, 1);
  order->draft = vanity_draft_new (self->document);
  order->id = g_strdup (self->id);
  order->place = g_file_new_for_path (path);
  vanity_job_slot_start (&self->writing, run_write, order, order_free,
                         (GDestroyNotify)vanity_outfit_unref, NULL, on_written, self);

  return G_SOURCE_REMOVE;
}

gboolean
vanity_autosave_is_current (VanityAutosave *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);

  return self->written != NULL && outfit != NULL && vanity_outfit_equal (self->written, outfit);
}

/* The first change that is not written yet sets the time; those after it come along. */
static void
schedule (VanityAutosave *self)
{
  if (self->wait == 0 && !vanity_job_slot_is_busy (&self->writing)
      && vanity_document_get_modified (self->document) && !is_private (self)
      && !vanity_autosave_is_current (self))
    self->wait = g_timeout_add (VANITY_AUTOSAVE_MS, on_waited, self);
}

void
vanity_autosave_changed (VanityAutosave *self)
{
  /* Before there is a photo again nothing is known of what was left. */
  if (vanity_document_get_outfit (self->document) == NULL)
    return;
  if (!vanity_document_get_modified (self->document))
    end (self);
  else
    schedule (self);
}

static void
on_private_changed (VanityAutosave *self)
{
  if (is_private (self))
    end (self);
  else
    vanity_autosave_changed (self);
}

VanityAutosave *
vanity_autosave_new (VanityDocument *document)
{
  VanityAutosave *self = g_new0 (VanityAutosave, 1);
  GSettings *settings = vanity_settings_get_default ();

  self->document = document;
  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      g_signal_connect_swapped (settings, "changed::" VANITY_SETTING_PRIVATE,
                                G_CALLBACK (on_private_changed), self);
      g_signal_connect_swapped (settings, "changed::" VANITY_SETTING_AUTOSAVE,
                                G_CALLBACK (on_private_changed), self);
    }

  return self;
}

void
vanity_autosave_adopt (VanityAutosave *self, VanityRescue *rescue)
{
  end (self);
  self->id = g_steal_pointer (&rescue->id);
  self->lock = g_steal_pointer (&rescue->lock);
  vanity_rescue_free (rescue);
}

void
vanity_autosave_free (VanityAutosave *self)
{
  /* What was left by a crash, and never came to be shown, is kept for another time: its photo may
   * be on a disk that is not there now. */
  if (vanity_document_get_outfit (self->document) == NULL)
    g_clear_pointer (&self->id, g_free);
  end (self);
  g_clear_pointer (&self->lock, vanity_lock_free);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_free (self);
}
