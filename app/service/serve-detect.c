#include "methods.h"

#include "app/face-json.h"
#include "app/json-line.h"
#include "base/error.h"

GVariant *
vanity_serve_detect (VanityRequest *request, GError **error)
{
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *line = NULL;
  gint32 handle;

  g_variant_get_child (request->parameters, 0, "h", &handle);
  photo = vanity_request_load_photo (request, handle, request->name, error);
  if (!photo)
    return NULL;
  vanity_request_set_progress (request, 0.4);
  faces = vanity_request_find_faces (request, photo, request->face, &cause);
  /* No face is an answer, too. */
  if (!faces && request->face == 0 && g_error_matches (cause, VANITY_ERROR, VANITY_ERROR_VALUE))
    faces = g_ptr_array_new ();
  if (!faces)
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (request->face > 0)
    {
      g_ptr_array_remove_range (faces, request->face, faces->len - request->face);
      g_ptr_array_remove_range (faces, 0, request->face - 1);
    }
  json_builder_begin_object (json);
  vanity_json_add_faces (json, vanity_photo_get_image (photo), faces);
  json_builder_end_object (json);
  line = vanity_json_dup_line (json);
  return g_variant_new ("(s)", line);
}
