/* The photos of a document: inside it, or found again. */
#include "app/vanity-file.h"

#include "base/error.h"

#include <glib/gi18n.h>
#include <string.h>

gboolean
vanity_file_photo_set (VanityFilePhoto *target, VanityPhoto *photo, gboolean link, GFile *place,
                       GCancellable *cancellable, GError **error)
{
  GFile *file = vanity_photo_get_file (photo);
  GBytes *bytes = vanity_photo_get_bytes (photo);
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;

  target->name = g_strdup (vanity_photo_get_name (photo));
  if (link && path != NULL && bytes != NULL)
    {
      g_autoptr (GFile) folder = place != NULL ? g_file_get_parent (place) : NULL;

      target->path = g_strdup (path);
      target->relative = folder != NULL ? g_file_get_relative_path (folder, file) : NULL;
      target->size = g_bytes_get_size (bytes);
      target->sha256 = g_strdup (vanity_photo_get_sha256 (photo));
      return TRUE;
    }

  target->bytes = bytes != NULL ? g_bytes_ref (bytes)
                                : vanity_photo_encode (photo, vanity_photo_get_image (photo),
                                                       VANITY_FORMAT_PNG, NULL, cancellable, error);

  return target->bytes != NULL;
}

/* Only what is a path on this computer: a document must not make anything be fetched. */
static GFile *
find_candidate (const VanityFilePhoto *photo, GFile *place, gboolean relative)
{
  g_autoptr (GFile) folder = place != NULL ? g_file_get_parent (place) : NULL;

  if (!relative)
    return photo->path != NULL && g_path_is_absolute (photo->path)
               ? g_file_new_for_path (photo->path)
               : NULL;
  if (folder == NULL || g_file_peek_path (folder) == NULL || photo->relative == NULL
      || g_path_is_absolute (photo->relative))
    return NULL;

  return g_file_resolve_relative_path (folder, photo->relative);
}

static gboolean
has_size (GFile *file, guint64 size)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  return info != NULL && (guint64)g_file_info_get_size (info) == size;
}

VanityPhoto *
vanity_file_photo_load (const VanityFilePhoto *photo, GFile *place, GCancellable *cancellable,
                        GError **error)
{
  if (photo->bytes != NULL)
    return vanity_photo_load_bytes (photo->bytes, photo->name, cancellable, error);

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GFile) candidate = find_candidate (photo, place, i == 0);
      g_autoptr (VanityPhoto) found = NULL;

      if (candidate == NULL || !has_size (candidate, photo->size))
        continue;
      found = vanity_photo_load (candidate, cancellable, NULL);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (found == NULL || g_strcmp0 (vanity_photo_get_sha256 (found), photo->sha256) != 0)
        continue;

      return photo->kept ? vanity_photo_load_bytes (vanity_photo_get_bytes (found), photo->name,
                                                    cancellable, error)
                         : g_steal_pointer (&found);
    }

  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
               _ ("“%s” is not where it was when the document was saved, or is not the same photo "
                  "any more"),
               photo->name);
  return NULL;
}
