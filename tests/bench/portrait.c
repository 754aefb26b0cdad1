#include "portrait.h"

GFile *
portrait_get_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, "img", name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_free (path);
      path = g_build_filename (folder, name, NULL);
    }
  return g_file_new_for_path (path);
}

VanityFace *
portrait_find_face (VanityPhoto *photo, VanityFaceFinder *finder, GError **error)
{
  g_autoptr (VanityImage) view = vanity_photo_new_view (photo, NULL, error);
  g_autoptr (GPtrArray) faces = view ? vanity_face_finder_find (finder, view, NULL, error) : NULL;

  if (faces == NULL)
    return NULL;
  if (faces->len > 0)
    return vanity_face_copy (faces->pdata[0]);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no face was found in “%s”",
               vanity_photo_get_name (photo));
  return NULL;
}
