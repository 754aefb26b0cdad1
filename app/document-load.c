#include "app/document-load.h"

#include "app/same-face.h"
#include "face/finder.h"

void
vanity_loaded_free (VanityLoaded *loaded)
{
  g_clear_pointer (&loaded->file, vanity_file_unref);
  g_clear_error (&loaded->missing);
  g_clear_pointer (&loaded->photo, vanity_photo_unref);
  g_clear_pointer (&loaded->preview, vanity_image_unref);
  g_clear_object (&loaded->picture);
  g_free (loaded);
}

/* What the screen needs of the photo. */
static gboolean
prepare (VanityLoaded *loaded, GCancellable *cancellable, GError **error)
{
  VanityImage *image = vanity_photo_get_image (loaded->photo);

  loaded->scale = 1.0;
  if (MAX (image->width, image->height) <= VANITY_PREVIEW_SIDE)
    loaded->preview = vanity_image_ref (image);
  else
    loaded->preview = vanity_image_new_preview (image, VANITY_PREVIEW_SIDE, &loaded->scale, error);
  if (loaded->preview == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;

  loaded->picture = vanity_picture_new (loaded->preview, error);

  return loaded->picture != NULL;
}

gpointer
vanity_load_photo (GFile *file, VanityPhoto *photo, GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityLoaded) loaded = g_new0 (VanityLoaded, 1);

  loaded->photo
      = photo != NULL ? vanity_photo_ref (photo) : vanity_photo_load (file, cancellable, error);

  return loaded->photo != NULL && prepare (loaded, cancellable, error) ? g_steal_pointer (&loaded)
                                                                       : NULL;
}

gpointer
vanity_load_document (GFile *place, GFile *substitute, GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityLoaded) loaded = g_new0 (VanityLoaded, 1);

  loaded->file = vanity_file_read (place, cancellable, error);
  if (loaded->file == NULL)
    return NULL;

  if (substitute != NULL)
    loaded->photo = vanity_photo_load (substitute, cancellable, error);
  else if (loaded->file->photo.bytes != NULL)
    loaded->photo = vanity_file_photo_load (&loaded->file->photo, place, cancellable, error);
  else
    {
      loaded->photo
          = vanity_file_photo_load (&loaded->file->photo, place, cancellable, &loaded->missing);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (loaded->photo == NULL)
        return g_steal_pointer (&loaded);
    }

  return loaded->photo != NULL && prepare (loaded, cancellable, error) ? g_steal_pointer (&loaded)
                                                                       : NULL;
}

/* NULL where the photo is gone, or its face, or it cannot be read. */
static VanitySource *
load_source (const VanityFileReference *reference, GFile *place, GCancellable *cancellable)
{
  g_autoptr (VanityPhoto) photo
      = vanity_file_photo_load (&reference->photo, place, cancellable, NULL);
  g_autoptr (GPtrArray) faces = NULL;
  int face;

  if (photo != NULL)
    faces = vanity_load_faces (photo, cancellable, NULL);
  if (faces == NULL)
    return NULL;

  face = vanity_faces_find_same (faces, reference->box);

  return face >= 0 ? vanity_source_new (photo, faces, face, reference->photo.name,
                                        VANITY_SOURCE_SIDE * 2, cancellable, NULL)
                   : NULL;
}

/* One that nobody wears anything of costs nothing. */
static gboolean
is_worn (const VanityFile *file, int reference)
{
  for (guint i = 0; i < file->faces->len; i++)
    {
      const VanityFileFace *face = g_ptr_array_index (file->faces, i);

      for (int j = 0; face->copied && j < VANITY_N_CHANGES; j++)
        if (face->from[j] == reference)
          return TRUE;
    }

  return FALSE;
}

static void
unref_source (gpointer source)
{
  if (source != NULL)
    vanity_source_unref (source);
}

gpointer
vanity_load_sources (VanityFile *file, GFile *place, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (unref_source);

  for (guint i = 0; i < file->references->len; i++)
    {
      VanitySource *source = NULL;

      if (is_worn (file, (int)i))
        source = load_source (g_ptr_array_index (file->references, i), place, cancellable);
      g_ptr_array_add (sources, source);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
    }

  return g_steal_pointer (&sources);
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
