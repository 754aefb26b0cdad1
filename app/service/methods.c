#include "methods.h"

#include "app/find-faces.h"
#include "base/error.h"
#include "face/finder.h"

#include <glib/gi18n.h>

static const VanityRequestOption analyse_options[]
    = { { "child", "b" }, { "white", "(dd)" }, { "nudge", "a{sd}" }, { NULL, NULL } };
static const VanityRequestOption apply_options[]
    = { { "strength", "d" }, VANITY_REQUEST_RESULT_OPTIONS, { NULL, NULL } };
static const VanityRequestOption transfer_options[] = {
  { "regions", "a{s(iidd)}" },
  { "reference-faces", "au" },
  { "recipe", "b" },
  VANITY_REQUEST_RESULT_OPTIONS,
  { NULL, NULL },
};
static const VanityRequestOption recommend_options[]
    = { { "number", "u" }, { "categories", "as" }, { "currency", "s" },
        { "seed", "u" },   { "use-taste", "b" },   { NULL, NULL } };

static const VanityServiceMethod methods[] = {
  { "Detect", vanity_serve_detect, NULL },
  { "Analyse", vanity_serve_analyse, analyse_options },
  { "Apply", vanity_serve_apply, apply_options },
  { "Transfer", vanity_serve_transfer, transfer_options },
  { "ListLooks", vanity_serve_list_looks, NULL },
  { "Recommend", vanity_serve_recommend, recommend_options },
};

const VanityServiceMethod *
vanity_service_find_method (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].name, name))
      return &methods[i];
  return NULL;
}

GPtrArray *
vanity_request_find_faces (VanityRequest *request, VanityPhoto *photo, guint face, GError **error)
{
  /* Its networks are this worker's own, and stay while the worker does. */
  static GPrivate finders = G_PRIVATE_INIT ((GDestroyNotify)vanity_face_finder_free);
  VanityFaceFinder *finder = g_private_get (&finders);

  if (!finder)
    {
      finder = vanity_face_finder_new (error);
      if (!finder)
        return NULL;
      g_private_set (&finders, finder);
    }
  return vanity_find_faces (photo, finder, (int)face, request->cancellable, error);
}

static gboolean
get_result (VanityRequest *request, VanityFormat *format, VanitySaveOptions *save, GError **error)
{
  g_autofree char *mime = NULL;
  guint quality = 0;

  *format = VANITY_FORMAT_UNKNOWN;
  *save = (VanitySaveOptions){ 0 };
  g_variant_lookup (request->options, "keep-location", "b", &save->keep_location);
  if (g_variant_lookup (request->options, "quality", "u", &quality)
      && (quality < 1 || quality > 100))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("Quality %u is outside 1 to 100"),
                   quality);
      return FALSE;
    }
  save->quality = (int)quality;
  if (!g_variant_lookup (request->options, "format", "s", &mime))
    return TRUE;
  for (VanityFormat one = VANITY_FORMAT_JPEG; one <= VANITY_FORMAT_PNG; one++)
    if (g_str_equal (mime, vanity_format_get_mime (one)))
      *format = one;
  if (*format == VANITY_FORMAT_UNKNOWN)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 _ ("“%s” is no format of results: image/jpeg or image/png"), mime);
  return *format != VANITY_FORMAT_UNKNOWN;
}

gboolean
vanity_request_expect_result (VanityRequest *request, gint32 handle, const gint32 *others,
                              GError **error)
{
  VanityFormat format;
  VanitySaveOptions save;

  return vanity_request_check_result (request, handle, others, error)
         && get_result (request, &format, &save, error);
}

gboolean
vanity_request_write_result (VanityRequest *request, gint32 handle, VanityPhoto *photo,
                             const VanityImage *image, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  VanityFormat format;
  VanitySaveOptions save;

  if (!get_result (request, &format, &save, error))
    return FALSE;
  bytes = vanity_photo_encode (photo, image, format, &save, request->cancellable, error);
  return bytes && vanity_request_write (request, handle, bytes, error);
}
