/* What is shown of a document: the preview, and the photo at its own size while it is wanted. */
#include "app/document-private.h"

/* The photo's own size costs much memory; it is given back when nobody has looked at it so long. */
#define FULL_LINGER_S 8
/* And it is not made anew for every step of a slider, only when the hand rests. */
#define FULL_REST_MS 120

static gpointer
run_enlarge (VanityJob *job, gpointer data, GError **error)
{
  return vanity_load_full (data, error);
}

static void
on_stage_changed (VanityDocument *self)
{
  g_object_notify (G_OBJECT (self), "pictures");
  g_object_notify (G_OBJECT (self), "busy");
}

static void
on_stage_failed (VanityDocument *self, const GError *error)
{
  vanity_document_emit_failed (self, error->message);
}

/* Once, not for every step of a look's layer. */
static void
on_stage_noted (VanityDocument *self, const char *note)
{
  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  if (note != NULL)
    vanity_document_emit_noted (self, note);
}

VanityStage *
vanity_document_add_stage (VanityDocument *self, VanityImage *image, VanityPicture *before,
                           double scale)
{
  VanityStage *stage = vanity_stage_new (image, before, self->faces, scale, self->changes);

  g_signal_connect_object (stage, "notify::after", G_CALLBACK (on_stage_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (stage, "failed", G_CALLBACK (on_stage_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (stage, "noted", G_CALLBACK (on_stage_noted), self, G_CONNECT_SWAPPED);

  return stage;
}

static void
on_enlarged (gpointer result, const GError *error, gpointer user_data)
{
  VanityDocument *self = user_data;
  g_autoptr (VanityPicture) before = result;

  if (before == NULL)
    {
      vanity_document_emit_failed (self, error->message);
      return;
    }

  self->full
      = vanity_document_add_stage (self, vanity_photo_get_image (self->loaded->photo), before, 1.0);
  vanity_stage_wear (self->full, vanity_document_get_shown (self));
}

static gboolean
update_full (gpointer user_data)
{
  VanityDocument *self = user_data;

  self->full_rest = 0;
  if (self->full != NULL)
    vanity_stage_wear (self->full, vanity_document_get_shown (self));
  else if (!vanity_job_slot_is_busy (&self->enlarge))
    vanity_job_slot_start (&self->enlarge, run_enlarge, vanity_photo_ref (self->loaded->photo),
                           (GDestroyNotify)vanity_photo_unref, g_object_unref, NULL, on_enlarged,
                           self);

  return G_SOURCE_REMOVE;
}

void
vanity_document_update_pictures (VanityDocument *self)
{
  vanity_stage_wear (self->preview, vanity_document_get_shown (self));

  g_clear_handle_id (&self->full_rest, g_source_remove);
  if (self->full_wanted && self->loaded->scale < 1.0)
    self->full_rest = g_timeout_add (FULL_REST_MS, update_full, self);
}

/* The full one only once it has caught up: until then the preview is quicker. */
static VanityStage *
get_stage (VanityDocument *self)
{
  if (self->full != NULL && self->full_wanted && self->full_rest == 0
      && vanity_stage_is_current (self->full))
    return self->full;

  return self->preview;
}

VanityPicture *
vanity_document_get_before (VanityDocument *self)
{
  VanityStage *stage = get_stage (self);

  if (stage != NULL)
    return vanity_stage_get_before (stage);

  return self->loaded != NULL ? self->loaded->picture : NULL;
}

VanityPicture *
vanity_document_get_after (VanityDocument *self)
{
  VanityStage *stage = get_stage (self);

  return stage != NULL ? vanity_stage_get_after (stage) : vanity_document_get_before (self);
}

gboolean
vanity_document_is_current (VanityDocument *self)
{
  VanityStage *stage = get_stage (self);

  return stage != NULL && vanity_stage_is_current (stage);
}

static gboolean
drop_full (gpointer user_data)
{
  VanityDocument *self = user_data;

  self->full_linger = 0;
  vanity_job_slot_clear (&self->enlarge);
  g_clear_object (&self->full);

  return G_SOURCE_REMOVE;
}

void
vanity_document_want_full (VanityDocument *self, gboolean full)
{
  if (self->full_wanted == full)
    return;

  self->full_wanted = full;
  g_clear_handle_id (&self->full_rest, g_source_remove);
  g_clear_handle_id (&self->full_linger, g_source_remove);
  if (full && self->history != NULL)
    vanity_document_update_pictures (self);
  else if (!full && (self->full != NULL || vanity_job_slot_is_busy (&self->enlarge)))
    self->full_linger = g_timeout_add_seconds (FULL_LINGER_S, drop_full, self);
  g_object_notify (G_OBJECT (self), "pictures");
}
