#include "transfer-worn.h"

#include "portrait.h"

void
worn_face_free (WornFace *face)
{
  g_clear_pointer (&face->photo, vanity_photo_unref);
  g_clear_pointer (&face->face, vanity_face_free);
  g_clear_pointer (&face->texture, vanity_texture_free);
  g_clear_pointer (&face->reference, vanity_reference_unref);
  g_clear_pointer (&face->wearer, vanity_wearer_free);
  g_free (face);
}

WornFace *
worn_face_load (GFile *file, VanityFaceFinder *finder, int size, GError **error)
{
  g_autoptr (WornFace) self = g_new0 (WornFace, 1);

  self->photo = vanity_photo_load (file, NULL, error);
  self->face = self->photo ? portrait_find_face (self->photo, finder, error) : NULL;
  if (self->face == NULL)
    return NULL;
  self->texture = vanity_texture_new (vanity_photo_get_image (self->photo), self->face, size,
                                      VANITY_GLASSES_UNKNOWN, error);
  return self->texture ? g_steal_pointer (&self) : NULL;
}

VanityTransferResult *
worn_copy (VanityTransferModel *model, WornFace *source, WornFace *reference, double fit,
           VanityTransferWish *wish, GError **error)
{
  if (reference->reference == NULL)
    reference->reference
        = vanity_reference_new (vanity_photo_get_image (reference->photo), reference->face,
                                reference->texture->size, VANITY_GLASSES_UNKNOWN, error);
  if (reference->reference == NULL)
    return NULL;
  vanity_transfer_wish_init (wish, reference->reference);
  wish->fit = fit;
  return vanity_transfer_run (model, source->texture, wish, NULL, error);
}

VanityImage *
worn_make (VanityTransferModel *model, WornFace *source, WornFace *reference, double fit,
           VanityReadout *readout, GError **error)
{
  VanityImage *image = vanity_photo_get_image (source->photo);
  const VanityFace *face = source->face;
  g_autoptr (VanityTransferResult) result = NULL;
  g_autoptr (VanityImage) after = NULL;
  VanityTransferWish wish;
  VanityTints wanted;

  if (source->wearer == NULL)
    source->wearer = vanity_wearer_new (image, face, NULL, error);
  if (source->wearer == NULL)
    return NULL;
  result = worn_copy (model, source, reference, fit, &wish, error);
  if (result == NULL || !vanity_wearer_set_change (source->wearer, result->change, NULL, error))
    return NULL;
  after = vanity_wearer_render (source->wearer, NULL, error);
  if (after == NULL || readout == NULL)
    return g_steal_pointer (&after);
  vanity_readout_get_wanted (&wish, &wanted);
  if (!vanity_readout_measure (image, after, &face, 1, source->texture, &wanted, readout, error))
    return NULL;
  return g_steal_pointer (&after);
}
