#include "find-faces.h"

#include "base/error.h"

#include <glib/gi18n.h>

static gboolean
check_faces (const GPtrArray *faces, int face, GError **error)
{
  if (faces->len == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("no face was found"));
      return FALSE;
    }
  if (face > (int)faces->len)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   ngettext ("there is no face %d, only %u face was found",
                             "there is no face %d, only %u faces were found", faces->len),
                   face, faces->len);
      return FALSE;
    }
  return TRUE;
}

GPtrArray *
vanity_find_faces (VanityPhoto *photo, VanityFaceFinder *finder, int face,
                   GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityImage) view = vanity_photo_new_view (photo, cancellable, error);
  g_autoptr (GPtrArray) faces = NULL;

  if (!view)
    return NULL;
  faces = vanity_face_finder_find (finder, view, cancellable, error);
  return faces && check_faces (faces, face, error) ? g_steal_pointer (&faces) : NULL;
}
