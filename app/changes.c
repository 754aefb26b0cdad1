#include "app/changes.h"

#include "transfer/readout.h"
#include "transfer/remove.h"
#include "transfer/transfer.h"

/* Enough to go back and forth between a few; each is some megabytes. */
#define KEPT 6

/* One answer. */
typedef struct
{
  int index;
  VanityWear wear;
  VanityFitted *fitted;
} Entry;

struct _VanityChanges
{
  VanityPhoto *photo;
  GPtrArray *faces;

  GMutex mutex;
  VanityTransferModel *model;
  VanityTexture **textures; /* of each face, made when first needed */
  GQueue entries;           /* Entry, the latest first */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  vanity_wear_clear (&entry->wear);
  vanity_fitted_unref (entry->fitted);
  g_free (entry);
}

static void
changes_clear (gpointer data)
{
  VanityChanges *self = data;

  g_queue_clear_full (&self->entries, entry_free);
  for (guint i = 0; i < self->faces->len; i++)
    g_clear_pointer (&self->textures[i], vanity_texture_free);
  g_free (self->textures);
  g_clear_pointer (&self->model, vanity_transfer_model_unref);
  g_ptr_array_unref (self->faces);
  vanity_photo_unref (self->photo);
  g_mutex_clear (&self->mutex);
}

VanityChanges *
vanity_changes_new (VanityPhoto *photo, GPtrArray *faces)
{
  VanityChanges *self = g_atomic_rc_box_new0 (VanityChanges);

  g_mutex_init (&self->mutex);
  g_queue_init (&self->entries);
  self->photo = vanity_photo_ref (photo);
  self->faces = g_ptr_array_ref (faces);
  self->textures = g_new0 (VanityTexture *, faces->len + 1);

  return self;
}

/* The face as the model sees it; owned by `self`. */
static const VanityTexture *
get_texture (VanityChanges *self, int index, GError **error)
{
  if (self->model == NULL)
    self->model = vanity_transfer_model_load (NULL, error);
  if (self->model == NULL)
    return NULL;
  if (self->textures[index] == NULL)
    self->textures[index] = vanity_texture_new (
        vanity_photo_get_image (self->photo), g_ptr_array_index (self->faces, index),
        vanity_transfer_model_get_size (self->model), VANITY_GLASSES_UNKNOWN, error);

  return self->textures[index];
}

static gboolean
copy_makeup (VanityChanges *self, const VanityTexture *texture, const VanityMix *mix,
             VanityFitted *fitted, GCancellable *cancellable, GError **error)
{
  VanityTransferWish wish;
  g_autoptr (VanityTransferResult) result = NULL;

  vanity_transfer_wish_init (&wish, mix->from[0]->reference);
  for (int i = 0; i < VANITY_N_CHANGES; i++)
    wish.parts[i].from = mix->from[i]->reference;
  wish.foundation = mix->foundation;

  result = vanity_transfer_run (self->model, texture, &wish, cancellable, error);
  if (result == NULL)
    return FALSE;

  fitted->change = g_steal_pointer (&result->change);
  vanity_readout_get_wanted (&wish, &fitted->wanted);

  return TRUE;
}

static gboolean
take_off (VanityChanges *self, const VanityTexture *texture, VanityFitted *fitted,
          GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityRemoval) removal
      = vanity_removal_read (self->model, texture, cancellable, error);

  if (removal == NULL)
    return FALSE;

  fitted->note = vanity_removal_get_note (removal);
  fitted->change = g_steal_pointer (&removal->change);

  return TRUE;
}

static VanityFitted *
make (VanityChanges *self, int index, const VanityWear *wear, GCancellable *cancellable,
      GError **error)
{
  const VanityTexture *texture = get_texture (self, index, error);
  g_autoptr (VanityFitted) fitted = NULL;

  if (texture == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  fitted = g_atomic_rc_box_new0 (VanityFitted);
  if (wear->mix != NULL ? !copy_makeup (self, texture, wear->mix, fitted, cancellable, error)
                        : !take_off (self, texture, fitted, cancellable, error))
    return NULL;

  return g_steal_pointer (&fitted);
}

/* What was made before, or NULL. */
static VanityFitted *
find (VanityChanges *self, int index, const VanityWear *wear)
{
  for (GList *l = self->entries.head; l != NULL; l = l->next)
    {
      Entry *entry = l->data;

      if (entry->index != index || !vanity_wear_is_same (&entry->wear, wear))
        continue;
      g_queue_unlink (&self->entries, l);
      g_queue_push_head_link (&self->entries, l);
      return vanity_fitted_ref (entry->fitted);
    }

  return NULL;
}

static void
keep (VanityChanges *self, int index, const VanityWear *wear, VanityFitted *fitted)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->index = index;
  vanity_wear_copy (&entry->wear, wear);
  entry->fitted = vanity_fitted_ref (fitted);
  g_queue_push_head (&self->entries, entry);
  if (self->entries.length > KEPT)
    entry_free (g_queue_pop_tail (&self->entries));
}

VanityFitted *
vanity_changes_get (VanityChanges *self, int index, const VanityWear *wear,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  VanityFitted *fitted = find (self, index, wear);

  if (fitted == NULL)
    {
      fitted = make (self, index, wear, cancellable, error);
      if (fitted != NULL)
        keep (self, index, wear, fitted);
    }

  return fitted;
}

VanityFitted *
vanity_changes_peek (VanityChanges *self, int index, const VanityWear *wear)
{
  VanityFitted *fitted;

  if (!g_mutex_trylock (&self->mutex))
    return NULL;
  fitted = find (self, index, wear);
  g_mutex_unlock (&self->mutex);

  return fitted;
}

const VanityTexture *
vanity_changes_get_texture (VanityChanges *self, int index, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return get_texture (self, index, error);
}

VanityChanges *
vanity_changes_ref (VanityChanges *changes)
{
  return g_atomic_rc_box_acquire (changes);
}

void
vanity_changes_unref (VanityChanges *changes)
{
  g_atomic_rc_box_release_full (changes, changes_clear);
}

static void
fitted_clear (gpointer data)
{
  VanityFitted *self = data;

  g_clear_pointer (&self->change, vanity_change_free);
  g_free (self->note);
}

VanityFitted *
vanity_fitted_ref (VanityFitted *fitted)
{
  return g_atomic_rc_box_acquire (fitted);
}

void
vanity_fitted_unref (VanityFitted *fitted)
{
  g_atomic_rc_box_release_full (fitted, fitted_clear);
}

VanityRecipe *
vanity_changes_new_recipe (VanityChanges *self, int index, const VanityWear *wear,
                           GCancellable *cancellable, GError **error)
{
  const VanityTexture *texture = vanity_changes_get_texture (self, index, error);
  double strengths[VANITY_N_CHANGES];
  g_autoptr (VanityFitted) fitted = NULL;

  if (texture != NULL)
    fitted = vanity_changes_get (self, index, wear, cancellable, error);
  if (fitted == NULL)
    return NULL;

  vanity_wear_get_strengths (wear, strengths);

  return vanity_recipe_new (texture, fitted->change, strengths, cancellable, error);
}
