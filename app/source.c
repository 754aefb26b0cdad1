#include "app/source.h"

#include "app/thumbnails.h"
#include "transfer/model.h"

static void
source_clear (gpointer data)
{
  VanitySource *self = data;

  g_free (self->name);
  g_clear_pointer (&self->photo, vanity_photo_unref);
  g_clear_pointer (&self->faces, g_ptr_array_unref);
  g_clear_pointer (&self->reference, vanity_reference_unref);
  g_clear_object (&self->picture);
}

/* One face to be read. */
typedef struct
{
  VanityPhoto *photo;
  GPtrArray *faces;
  int face;
  char *name;
  int size;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_photo_unref (order->photo);
  g_ptr_array_unref (order->faces);
  g_free (order->name);
  g_free (order);
}

VanitySource *
vanity_source_new (VanityPhoto *photo, GPtrArray *faces, int face, const char *name, int size,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (VanitySource) self = g_atomic_rc_box_new0 (VanitySource);
  VanityImage *image = vanity_photo_get_image (photo);
  const VanityFace *chosen = g_ptr_array_index (faces, face);
  g_autoptr (VanityTransferModel) model = NULL;

  self->name = g_strdup (name);
  self->photo = vanity_photo_ref (photo);
  self->faces = g_ptr_array_ref (faces);
  self->face = face;
  self->picture = vanity_thumbnail_new_face (image, chosen, size, error);
  if (self->picture == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  model = vanity_transfer_model_load (NULL, error);
  if (model == NULL)
    return NULL;
  self->reference = vanity_reference_new (image, chosen, vanity_transfer_model_get_size (model),
                                          VANITY_GLASSES_UNKNOWN, error);

  return self->reference != NULL ? g_steal_pointer (&self) : NULL;
}

static gpointer
run_read (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;

  return vanity_source_new (order->photo, order->faces, order->face, order->name, order->size,
                            vanity_job_get_cancellable (job), error);
}

void
vanity_source_read (VanityJobSlot *slot, VanityPhoto *photo, GPtrArray *faces, int face,
                    const char *name, int size, VanityJobDoneFunc done, gpointer user_data)
{
  Order *order = g_new0 (Order, 1);

  order->photo = vanity_photo_ref (photo);
  order->faces = g_ptr_array_ref (faces);
  order->face = face;
  order->name = g_strdup (name);
  order->size = size;
  vanity_job_slot_start (slot, run_read, order, order_free, (GDestroyNotify)vanity_source_unref,
                         NULL, done, user_data);
}

VanitySource *
vanity_source_ref (VanitySource *source)
{
  return g_atomic_rc_box_acquire (source);
}

void
vanity_source_unref (VanitySource *source)
{
  g_atomic_rc_box_release_full (source, source_clear);
}
