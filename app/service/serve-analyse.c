#include "methods.h"

#include "analysis/json.h"
#include "app/json-line.h"
#include "base/error.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
take_nudge (VanityAnalysisOptions *options, const char *name, double value, GError **error)
{
  const struct
  {
    const char *name;
    float *value;
  } nudges[] = { { "lighter", &options->nudge.lighter },
                 { "warmer", &options->nudge.warmer },
                 { "muted", &options->nudge.muted } };

  for (gsize i = 0; i < G_N_ELEMENTS (nudges); i++)
    {
      if (!g_str_equal (name, nudges[i].name))
        continue;
      if (!(fabs (value) <= 1))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                       _ ("The nudge “%s” is %g; it lies from −1 to 1"), name, value);
          return FALSE;
        }
      *nudges[i].value = (float)value;
      options->has_nudge = TRUE;
      return TRUE;
    }
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               _ ("There is no nudge “%s”, only lighter, warmer and muted"), name);
  return FALSE;
}

static gboolean
take_options (VanityRequest *request, VanityAnalysisOptions *options, GError **error)
{
  g_autoptr (GVariantIter) nudges = NULL;
  const char *name;
  double value;

  g_variant_lookup (request->options, "child", "b", &options->is_child);
  options->has_white
      = g_variant_lookup (request->options, "white", "(dd)", &options->white_x, &options->white_y);
  if (g_variant_lookup (request->options, "nudge", "a{sd}", &nudges))
    while (g_variant_iter_next (nudges, "{&sd}", &name, &value))
      if (!take_nudge (options, name, value, error))
        return FALSE;
  return TRUE;
}

GVariant *
vanity_serve_analyse (VanityRequest *request, GError **error)
{
  VanityAnalysisOptions options = { 0 };
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *line = NULL;
  gint32 handle;

  if (!take_options (request, &options, error))
    return NULL;
  g_variant_get_child (request->parameters, 0, "h", &handle);
  photo = vanity_request_load_photo (request, handle, request->name, error);
  faces = photo ? vanity_request_find_faces (request, photo, request->face, error) : NULL;
  if (!faces)
    return NULL;
  json_builder_begin_object (json);
  json_builder_set_member_name (json, "faces");
  json_builder_begin_array (json);
  for (guint i = 0; i < faces->len; i++)
    {
      g_autoptr (VanityAnalysis) analysis = NULL;
      JsonNode *node;

      if (request->face != 0 && request->face != i + 1)
        continue;
      vanity_request_set_progress (request, (i + 1.0) / (faces->len + 1));
      analysis = vanity_analysis_new (vanity_photo_get_image (photo), faces->pdata[i], &options,
                                      request->cancellable, error);
      if (!analysis)
        return NULL;
      node = vanity_analysis_to_json (analysis);
      json_object_set_int_member (json_node_get_object (node), "number", i + 1);
      json_builder_add_value (json, node);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  line = vanity_json_dup_line (json);
  return g_variant_new ("(s)", line);
}
