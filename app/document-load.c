#include "app/document-load.h"

#include "face/finder.h"

void
vanity_loaded_free (VanityLoaded *loaded)
{
  g_clear_pointer (&loaded->photo, vanity_photo_unref);
  g_clear_pointer (&loaded->preview, vanity_image_unref);
  g_clear_object (&loaded->picture);
  g_free (loaded);
}

gpointer
vanity_load_photo (GFile *file, VanityPhoto *photo, GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityLoaded) loaded = g_new0 (VanityLoaded, 1);
  VanityImage *image;

  loaded->photo
      = photo != NULL ? vanity_photo_ref (photo) : vanity_photo_load (file, cancellable, error);
  if (loaded->photo == NULL)
    return NULL;

  image = vanity_photo_get_image (loaded->photo);
  loaded->scale = 1.0;
  if (MAX (image->width, image->height) <= VANITY_PREVIEW_SIDE)
    loaded->preview = vanity_image_ref (image);
  else
    loaded->preview = vanity_image_new_preview (image, VANITY_PREVIEW_SIDE, &loaded->scale, error);
  if (loaded->preview == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  loaded->picture = vanity_picture_new (loaded->preview, error);

  return loaded->picture != NULL ? g_steal_pointer (&loaded) : NULL;
}

gpointer
vanity_load_faces (VanityPhoto *photo, GCancellable *cancellable, GError **error)
{
  static GMutex mutex;
  static VanityFaceFinder *finder;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_autoptr (VanityImage) view = NULL;

  if (finder == NULL)
    finder = vanity_face_finder_new (error);
  if (finder == NULL)
    return NULL;
  view = vanity_photo_new_view (photo, cancellable, error);
  if (view == NULL)
    return NULL;

  return vanity_face_finder_find (finder, view, cancellable, error);
}

gpointer
vanity_load_full (VanityPhoto *photo, GError **error)
{
  return vanity_picture_new (vanity_photo_get_image (photo), error);
}
