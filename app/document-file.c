#include "app/document-file.h"

#include "app/document-private.h"
#include "app/draft.h"
#include "app/export.h"
#include "app/thumbnails.h"
#include "base/error.h"

#include <glib/gi18n.h>

/* Of the face's picture, pixels: what file managers show. */
#define THUMBNAIL_SIDE 256

GFile *
vanity_document_get_file (VanityDocument *self)
{
  return self->file;
}

const char *
vanity_document_get_title (VanityDocument *self)
{
  return self->title != NULL ? self->title : self->name;
}

VanityKeep
vanity_document_get_keep (VanityDocument *self)
{
  return self->keep;
}

gboolean
vanity_document_is_taken (VanityDocument *self)
{
  /* Whoever had it may have closed it since. What they wrote is found out when saving. */
  if (self->file != NULL && self->lock == NULL)
    self->lock = vanity_lock_take (self->file);

  return self->file != NULL && self->lock == NULL;
}

gboolean
vanity_document_is_crafted (VanityDocument *self)
{
  return self->crafted || (self->history != NULL && vanity_history_is_crafted (self->history));
}

gboolean
vanity_document_has_work (VanityDocument *self)
{
  return vanity_document_get_modified (self)
         && (self->file != NULL || self->restored || vanity_document_is_crafted (self));
}

void
vanity_document_set_only_copy (VanityDocument *self, gboolean only_copy)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self);

  if (self->only_copy && !only_copy && outfit != NULL && !vanity_document_has_work (self))
    {
      vanity_document_mark_saved (self, outfit);
      if (self->autosave != NULL)
        vanity_autosave_changed (self->autosave);
    }
  self->only_copy = only_copy;
}

gboolean
vanity_document_is_only_copy (VanityDocument *self)
{
  return self->only_copy && self->file == NULL;
}

/* ---- Opening ---- */

/* Of the file as it is now; NULL where it is not there. */
static char *
query_etag (GFile *file)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (file, G_FILE_ATTRIBUTE_ETAG_VALUE, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL ? g_strdup (g_file_info_get_etag (info)) : NULL;
}

static void
set_file (VanityDocument *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  g_set_object (&self->file, file);
  g_free (self->title);
  self->title = base != NULL ? g_filename_display_name (base) : g_file_get_parse_name (file);
}

VanityDocument *
vanity_document_new_for_document (GFile *place)
{
  VanityDocument *self = g_object_new (VANITY_TYPE_DOCUMENT, NULL);

  set_file (self, place);
  self->name = g_strdup (self->title);
  self->place = g_object_ref (place);
  self->lock = vanity_lock_take (place);
  self->etag = query_etag (place);
  vanity_document_start_load (self, NULL);

  return self;
}

VanityDocument *
vanity_document_new_for_rescued (VanityRescue *rescue)
{
  VanityDocument *self = g_object_new (VANITY_TYPE_DOCUMENT, NULL);

  self->name = g_strdup (rescue->name);
  self->place = g_object_ref (rescue->place);
  self->restored = TRUE;
  self->autosave = vanity_autosave_new (self);
  vanity_autosave_adopt (self->autosave, rescue);
  vanity_document_start_load (self, NULL);

  return self;
}

void
vanity_document_use_photo (VanityDocument *self, GFile *photo)
{
  g_return_if_fail (self->place != NULL && self->state == VANITY_DOCUMENT_NO_PHOTO);

  g_clear_pointer (&self->loaded, vanity_loaded_free);
  g_clear_error (&self->error);
  vanity_document_start_load (self, photo);
}

void
vanity_document_take_loaded (VanityDocument *self)
{
  const VanityFile *file = self->loaded->file;

  if (file == NULL)
    return;

  g_free (self->name);
  self->name = g_strdup (file->photo.name);
  self->crafted = self->restored && file->crafted;
  if (!self->restored)
    {
      self->keep.link = file->photo.bytes == NULL;
      self->keep.thumbnail = file->thumbnail != NULL;
    }
  else if (file->document != NULL && self->file == NULL)
    {
      g_autoptr (GFile) place = g_file_new_for_uri (file->document);

      /* That file may be gone or have changed since: it is found out when saving. */
      set_file (self, place);
      self->lock = vanity_lock_take (place);
      self->etag = g_strdup (file->etag != NULL ? file->etag : "");
    }
}

VanityOutfit *
vanity_document_make_outfit (VanityDocument *self)
{
  int n_lost;
  VanityOutfit *outfit
      = vanity_draft_to_outfit (self->loaded->file, self->faces, self->sources, &n_lost);

  if (n_lost > 0)
    {
      g_autofree char *text = g_strdup_printf (
          ngettext ("%d face is without its makeup: it, or the photo that the makeup was copied "
                    "from, was not found",
                    "%d faces are without their makeup: they, or the photos that the makeup was "
                    "copied from, were not found",
                    n_lost),
          n_lost);

      vanity_document_emit_failed (self, text);
    }

  return outfit;
}

/* ---- Saving ---- */

struct _VanitySaved
{
  GFile *file;
  VanityOutfit *outfit;
  char *etag;
  VanityLock *lock; /* or NULL, where the document has it */
  VanityKeep keep;
};

void
vanity_saved_free (VanitySaved *saved)
{
  g_object_unref (saved->file);
  vanity_outfit_unref (saved->outfit);
  g_free (saved->etag);
  g_clear_pointer (&saved->lock, vanity_lock_free);
  g_free (saved);
}

typedef struct
{
  VanityDraft *draft;
  VanityChanges *changes;
  GFile *place;
  char *etag; /* the file's must be this one still; NULL: whatever it is */
  VanityLock *lock;
  gboolean busy;
  VanityKeep keep;
  GCancellable *cancellable;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_draft_free (order->draft);
  vanity_changes_unref (order->changes);
  g_object_unref (order->place);
  g_free (order->etag);
  g_clear_pointer (&order->lock, vanity_lock_free);
  g_free (order);
}

static gboolean
put_photo (VanityFilePhoto *target, VanityPhoto *photo, gpointer data, GError **error)
{
  Order *order = data;

  return vanity_file_photo_set (target, photo, order->keep.link, order->place, order->cancellable,
                                error);
}

static gboolean
may_write (const Order *order, GError **error)
{
  g_autofree char *base = g_file_get_basename (order->place);
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_strdup ("");
  g_autofree char *etag = NULL;

  if (order->busy)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY, _ ("“%s” is open in another window"), name);
      return FALSE;
    }
  if (order->etag == NULL)
    return TRUE;

  etag = query_etag (order->place);
  if (etag == NULL || g_strcmp0 (etag, order->etag) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _ ("“%s” was changed by something else since it was opened"), name);
  return FALSE;
}

/* The made-over face, small. */
static GBytes *
make_thumbnail (VanityJob *job, const Order *order, GError **error)
{
  const VanityDraft *draft = order->draft;
  g_autoptr (VanityImage) image = vanity_export_render (job, draft->photo, draft->faces,
                                                        draft->outfit, order->changes, error);
  g_autoptr (GdkTexture) texture = NULL;

  if (image != NULL)
    texture = vanity_thumbnail_new_face (
        image, g_ptr_array_index (draft->faces, draft->outfit->selected), THUMBNAIL_SIDE, error);

  return texture != NULL ? gdk_texture_save_to_png_bytes (texture) : NULL;
}

static gpointer
run_save (VanityJob *job, gpointer data, GError **error)
{
  Order *order = data;
  g_autoptr (VanityFile) file = NULL;
  VanitySaved *saved;

  order->cancellable = vanity_job_get_cancellable (job);
  if (!may_write (order, error))
    return NULL;
  file = vanity_draft_to_file (order->draft, put_photo, order, error);
  if (file == NULL)
    return NULL;
  if (order->keep.thumbnail && (file->thumbnail = make_thumbnail (job, order, error)) == NULL)
    return NULL;
  vanity_job_set_progress (job, 0.8);
  if (!vanity_file_write (file, order->place, FALSE, order->cancellable, error))
    return NULL;

  saved = g_new0 (VanitySaved, 1);
  saved->file = g_object_ref (order->place);
  saved->outfit = vanity_outfit_ref (order->draft->outfit);
  saved->etag = query_etag (order->place);
  saved->lock = g_steal_pointer (&order->lock);
  saved->keep = order->keep;

  return saved;
}

void
vanity_document_start_save (VanityJobSlot *slot, VanityDocument *self, GFile *place,
                            VanityKeep keep, gboolean overwrite, VanityJobDoneFunc done,
                            gpointer user_data)
{
  Order *order = g_new0 (Order, 1);
  gboolean own = self->file != NULL && g_file_equal (place, self->file);

  order->draft = vanity_draft_new (self);
  order->changes = vanity_changes_ref (self->changes);
  order->place = g_object_ref (place);
  order->keep = keep;
  order->etag = own && !overwrite ? g_strdup (self->etag) : NULL;
  if (!own || self->lock == NULL)
    {
      order->lock = vanity_lock_take (place);
      order->busy = order->lock == NULL;
    }
  vanity_job_slot_start (slot, run_save, order, order_free, (GDestroyNotify)vanity_saved_free, NULL,
                         done, user_data);
}

GFile *
vanity_document_take_saved (VanityDocument *self, VanitySaved *saved)
{
  set_file (self, saved->file);
  g_free (self->etag);
  self->etag = g_steal_pointer (&saved->etag);
  if (saved->lock != NULL)
    {
      g_clear_pointer (&self->lock, vanity_lock_free);
      self->lock = g_steal_pointer (&saved->lock);
    }
  self->keep = saved->keep;
  self->restored = FALSE;
  self->crafted = FALSE;
  vanity_document_mark_saved (self, saved->outfit);
  if (self->autosave != NULL)
    vanity_autosave_changed (self->autosave);
  vanity_saved_free (saved);

  return self->file;
}

void
vanity_document_set_autosaved (VanityDocument *self, gboolean autosaved)
{
  if (!autosaved)
    g_clear_pointer (&self->autosave, vanity_autosave_free);
  else if (self->autosave == NULL)
    self->autosave = vanity_autosave_new (self);
}
