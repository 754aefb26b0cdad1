#include "methods.h"

#include "app/face-json.h"
#include "app/json-line.h"
#include "app/wear-faces.h"
#include "base/error.h"

#include <glib/gi18n.h>

static gboolean
get_strength (VanityRequest *request, double *strength, GError **error)
{
  *strength = 1;
  g_variant_lookup (request->options, "strength", "d", strength);
  if (*strength >= 0 && *strength <= 1)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("The strength is %g; it lies from 0 to 1"), *strength);
  return FALSE;
}

static char *
dup_report (VanityRequest *request, const VanityImage *image, GPtrArray *faces, const char *note)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  vanity_json_add_wearers (json, image, faces, (int)request->face);
  if (note)
    {
      json_builder_set_member_name (json, "note");
      json_builder_add_string_value (json, note);
    }
  json_builder_end_object (json);
  return vanity_json_dup_line (json);
}

GVariant *
vanity_serve_apply (VanityRequest *request, GError **error)
{
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityImage) after = NULL;
  g_autofree char *note = NULL;
  g_autofree char *report = NULL;
  const char *name;
  double strength;
  gint32 handle, result;

  g_variant_get (request->parameters, "(h&sha{sv})", &handle, &name, &result, NULL);
  if (!vanity_request_expect_result (request, result, (gint32[]){ handle, -1 }, error)
      || !get_strength (request, &strength, error))
    return NULL;
  look = vanity_request_find_look (name, error);
  photo = look ? vanity_request_load_photo (request, handle, request->name, error) : NULL;
  faces = photo ? vanity_request_find_faces (request, photo, request->face, error) : NULL;
  if (!faces)
    return NULL;
  vanity_request_set_progress (request, 0.3);
  after = vanity_wear_faces (vanity_photo_get_image (photo), faces, (int)request->face, look,
                             strength, &note, request->cancellable, error);
  if (!after)
    return NULL;
  vanity_request_set_progress (request, 0.7);
  if (!vanity_request_write_result (request, result, photo, after, error))
    return NULL;
  report = dup_report (request, after, faces, note);
  return g_variant_new ("(s)", report);
}
