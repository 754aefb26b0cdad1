#include "app/document-private.h"

#include "app/document-load.h"
#include "app/step-name.h"

typedef struct
{
  GFile *place; /* of a document, or NULL */
  GFile *file;
  VanityPhoto *photo;
  VanityFile *document;
} Source;

enum
{
  PROP_0,
  PROP_STATE,
  PROP_OUTFIT,
  PROP_PICTURES,
  PROP_BUSY,
  PROP_MODIFIED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint failed_signal, noted_signal;

G_DEFINE_FINAL_TYPE (VanityDocument, vanity_document, G_TYPE_OBJECT)

static void
notify (VanityDocument *self, int property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_state (VanityDocument *self, VanityDocumentState state)
{
  self->state = state;
  notify (self, PROP_STATE);
  notify (self, PROP_BUSY);
}

static Source *
source_new (GFile *file, VanityPhoto *photo)
{
  Source *source = g_new0 (Source, 1);

  source->file = file != NULL ? g_object_ref (file) : NULL;
  source->photo = photo != NULL ? vanity_photo_ref (photo) : NULL;

  return source;
}

static void
source_free (gpointer data)
{
  Source *source = data;

  g_clear_object (&source->place);
  g_clear_object (&source->file);
  g_clear_pointer (&source->document, vanity_file_unref);
  g_clear_pointer (&source->photo, vanity_photo_unref);
  g_free (source);
}

static gpointer
run_load (VanityJob *job, gpointer data, GError **error)
{
  Source *source = data;
  GCancellable *cancellable = vanity_job_get_cancellable (job);

  return source->place != NULL
             ? vanity_load_document (source->place, source->file, cancellable, error)
             : vanity_load_photo (source->file, source->photo, cancellable, error);
}

static gpointer
run_gather (VanityJob *job, gpointer data, GError **error)
{
  Source *source = data;

  return vanity_load_sources (source->document, source->place, vanity_job_get_cancellable (job),
                              error);
}

static gpointer
run_find (VanityJob *job, gpointer data, GError **error)
{
  Source *source = data;

  return vanity_load_faces (source->photo, vanity_job_get_cancellable (job), error);
}

void
vanity_document_emit_failed (VanityDocument *self, const char *message)
{
  g_signal_emit (self, failed_signal, 0, message);
}

void
vanity_document_emit_noted (VanityDocument *self, const char *note)
{
  g_signal_emit (self, noted_signal, 0, note);
}

void
vanity_document_outfit_changed (VanityDocument *self)
{
  vanity_document_update_pictures (self);
  notify (self, PROP_OUTFIT);
  notify (self, PROP_BUSY);
  vanity_document_update_modified (self);
  if (self->autosave != NULL)
    vanity_autosave_changed (self->autosave);
}

void
vanity_document_update_modified (VanityDocument *self)
{
  gboolean modified = vanity_document_get_modified (self);

  if (modified == self->modified)
    return;

  self->modified = modified;
  notify (self, PROP_MODIFIED);
}

/* What is worn at first. */
static VanityOutfit *
make_outfit (VanityDocument *self)
{
  g_autoptr (VanityOutfit) bare = vanity_outfit_new (self->faces->len);
  g_autoptr (VanityOutfit) selected = vanity_outfit_with_selected (bare, self->first_face);
  g_autoptr (VanityOutfit) worn = NULL;

  if (self->loaded->file != NULL)
    return vanity_document_make_outfit (self);

  worn = self->first_mix != NULL
             ? vanity_outfit_with_mix (selected, self->first_face, self->first_mix)
             : vanity_outfit_with_look (selected, self->first_face, self->first_look);

  return vanity_outfit_with_strength (worn, self->first_face, self->first_strength);
}

/* The faces are known, and what they wear at first. */
static void
begin (VanityDocument *self)
{
  g_autoptr (VanityOutfit) outfit = make_outfit (self);
  g_autofree char *step = vanity_step_name_start (outfit);

  self->changes = vanity_changes_new (self->loaded->photo, self->faces);
  self->history = vanity_history_new (outfit, step);
  /* What a crash left, or a camera took, was never saved: it is like nothing that was. */
  self->saved
      = self->restored || self->only_copy ? vanity_outfit_new (0) : vanity_outfit_ref (outfit);
  self->preview = vanity_document_add_stage (self, self->loaded->preview, self->loaded->picture,
                                             self->loaded->scale);
  vanity_document_update_pictures (self);
  set_state (self, VANITY_DOCUMENT_READY);
  notify (self, PROP_OUTFIT);
  vanity_document_update_modified (self);
  if (self->only_copy && self->autosave != NULL)
    vanity_autosave_changed (self->autosave);
}

static void
on_gathered (gpointer result, const GError *error, gpointer user_data)
{
  /* Who listens may let go of the document. */
  g_autoptr (VanityDocument) self = g_object_ref (user_data);

  /* It is only ever stopped with the document. */
  self->sources = result != NULL ? result : g_ptr_array_new ();
  begin (self);
}

static void
on_found (gpointer result, const GError *error, gpointer user_data)
{
  /* Who listens may let go of the document. */
  g_autoptr (VanityDocument) self = g_object_ref (user_data);
  VanityFile *file = self->loaded->file;

  if (result == NULL)
    {
      self->error = g_error_copy (error);
      set_state (self, VANITY_DOCUMENT_NO_MODELS);
      return;
    }

  self->faces = result;
  if (self->faces->len == 0)
    {
      set_state (self, VANITY_DOCUMENT_NO_FACE);
      return;
    }

  if (file != NULL)
    {
      Source *source = source_new (NULL, NULL);

      source->place = g_object_ref (self->place);
      source->document = vanity_file_ref (file);
      vanity_job_slot_start (&self->gather, run_gather, source, source_free,
                             (GDestroyNotify)g_ptr_array_unref, NULL, on_gathered, self);
    }
  else
    begin (self);
}

static void
on_loaded (gpointer result, const GError *error, gpointer user_data)
{
  /* Who listens may let go of the document. */
  g_autoptr (VanityDocument) self = g_object_ref (user_data);

  if (result == NULL)
    {
      self->error = g_error_copy (error);
      set_state (self, VANITY_DOCUMENT_UNREADABLE);
      return;
    }

  self->loaded = result;
  vanity_document_take_loaded (self);
  if (self->loaded->missing != NULL)
    {
      self->error = g_error_copy (self->loaded->missing);
      set_state (self, VANITY_DOCUMENT_NO_PHOTO);
      return;
    }
  if (self->first_faces != NULL)
    {
      on_found (g_steal_pointer (&self->first_faces), NULL, self);
      notify (self, PROP_PICTURES);
      return;
    }
  vanity_job_slot_start (&self->find, run_find, source_new (NULL, self->loaded->photo), source_free,
                         (GDestroyNotify)g_ptr_array_unref, NULL, on_found, self);
  set_state (self, VANITY_DOCUMENT_FINDING);
  notify (self, PROP_PICTURES);
}

void
vanity_document_start_load (VanityDocument *self, GFile *photo)
{
  Source *source = source_new (photo, NULL);

  source->place = g_object_ref (self->place);
  vanity_job_slot_start (&self->load, run_load, source, source_free,
                         (GDestroyNotify)vanity_loaded_free, NULL, on_loaded, self);
  set_state (self, VANITY_DOCUMENT_LOADING);
}

static VanityDocument *
document_new (GFile *file, VanityPhoto *photo, const char *name, VanityLook *first_look)
{
  VanityDocument *self = g_object_new (VANITY_TYPE_DOCUMENT, NULL);

  self->name = g_strdup (name);
  self->first_look = first_look != NULL ? vanity_look_ref (first_look) : NULL;
  vanity_job_slot_start (&self->load, run_load, source_new (file, photo), source_free,
                         (GDestroyNotify)vanity_loaded_free, NULL, on_loaded, self);

  return self;
}

VanityDocument *
vanity_document_new_for_file (GFile *file, VanityLook *first_look)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base != NULL ? g_filename_display_name (base) : g_strdup ("");

  return document_new (file, NULL, name, first_look);
}

VanityDocument *
vanity_document_new_for_image (VanityImage *image, const char *name, VanityLook *first_look)
{
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, name);

  return document_new (NULL, photo, name, first_look);
}

VanityDocument *
vanity_document_new_for_source (VanitySource *source)
{
  VanityDocument *self = document_new (NULL, source->photo, source->name, NULL);

  self->first_faces = g_ptr_array_ref (source->faces);
  self->first_face = source->face;

  return self;
}

void
vanity_document_begin_with (VanityDocument *self, VanityMix *mix)
{
  g_clear_pointer (&self->first_mix, vanity_mix_unref);
  self->first_mix = vanity_mix_ref (mix);
}

void
vanity_document_begin_at (VanityDocument *self, double strength)
{
  self->first_strength = strength;
}

VanityDocumentState
vanity_document_get_state (VanityDocument *self)
{
  return self->state;
}

const GError *
vanity_document_get_error (VanityDocument *self)
{
  return self->error;
}

gboolean
vanity_document_get_busy (VanityDocument *self)
{
  return self->state <= VANITY_DOCUMENT_FINDING
         || (self->state == VANITY_DOCUMENT_READY && !vanity_document_is_current (self));
}

const char *
vanity_document_get_name (VanityDocument *self)
{
  return self->name;
}

VanityPhoto *
vanity_document_get_photo (VanityDocument *self)
{
  return self->loaded != NULL ? self->loaded->photo : NULL;
}

int
vanity_document_get_n_faces (VanityDocument *self)
{
  return self->faces != NULL ? (int)self->faces->len : 0;
}

GPtrArray *
vanity_document_get_faces (VanityDocument *self)
{
  return self->faces;
}

VanityChanges *
vanity_document_get_changes (VanityDocument *self)
{
  return self->changes;
}

const VanityFace *
vanity_document_get_face (VanityDocument *self, int index)
{
  g_return_val_if_fail (index >= 0 && index < vanity_document_get_n_faces (self), NULL);

  return g_ptr_array_index (self->faces, index);
}

static void
vanity_document_dispose (GObject *object)
{
  VanityDocument *self = VANITY_DOCUMENT (object);

  g_clear_pointer (&self->autosave, vanity_autosave_free);
  g_clear_handle_id (&self->full_rest, g_source_remove);
  g_clear_handle_id (&self->full_linger, g_source_remove);
  vanity_job_slot_clear (&self->load);
  vanity_job_slot_clear (&self->find);
  vanity_job_slot_clear (&self->gather);
  vanity_job_slot_clear (&self->enlarge);
  g_clear_object (&self->preview);
  g_clear_object (&self->full);

  G_OBJECT_CLASS (vanity_document_parent_class)->dispose (object);
}

static void
vanity_document_finalize (GObject *object)
{
  VanityDocument *self = VANITY_DOCUMENT (object);

  g_clear_pointer (&self->history, vanity_history_free);
  g_clear_pointer (&self->saved, vanity_outfit_unref);
  g_clear_pointer (&self->solo_of, vanity_outfit_unref);
  g_clear_pointer (&self->solo_outfit, vanity_outfit_unref);
  g_free (self->solo_look);
  g_free (self->note);
  g_clear_pointer (&self->changes, vanity_changes_unref);
  g_clear_pointer (&self->faces, g_ptr_array_unref);
  g_clear_pointer (&self->loaded, vanity_loaded_free);
  g_clear_pointer (&self->first_look, vanity_look_unref);
  g_clear_pointer (&self->first_mix, vanity_mix_unref);
  g_clear_pointer (&self->first_faces, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->lock, vanity_lock_free);
  g_clear_object (&self->place);
  g_clear_object (&self->file);
  g_free (self->etag);
  g_free (self->title);
  g_clear_error (&self->error);
  g_free (self->name);

  G_OBJECT_CLASS (vanity_document_parent_class)->finalize (object);
}

static void
vanity_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VanityDocument *self = VANITY_DOCUMENT (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_OUTFIT:
      g_value_set_pointer (value, vanity_document_get_outfit (self));
      break;
    case PROP_PICTURES:
      g_value_set_object (value, vanity_document_get_after (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, vanity_document_get_busy (self));
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, self->modified);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_document_class_init (VanityDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = vanity_document_dispose;
  object_class->finalize = vanity_document_finalize;
  object_class->get_property = vanity_document_get_property;

  properties[PROP_STATE]
      = g_param_spec_int ("state", NULL, NULL, VANITY_DOCUMENT_LOADING, VANITY_DOCUMENT_NO_PHOTO,
                          VANITY_DOCUMENT_LOADING, flags);
  properties[PROP_OUTFIT] = g_param_spec_pointer ("outfit", NULL, NULL, flags);
  properties[PROP_PICTURES]
      = g_param_spec_object ("pictures", NULL, NULL, VANITY_TYPE_PICTURE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, TRUE, flags);
  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  noted_signal = g_signal_new ("noted", VANITY_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  failed_signal = g_signal_new ("failed", VANITY_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vanity_document_init (VanityDocument *self)
{
  self->first_strength = 1;
}
