#include "methods.h"

#include "app/copy-makeup.h"
#include "app/json-line.h"
#include "base/error.h"
#include "transfer/wear.h"

#include <glib/gi18n.h>

/* As many handles as the photo, the references and the end take. */
typedef gint32 Handles[VANITY_SERVICE_MAX_REFERENCES + 2];

/* The photo's handle first. */
static gboolean
take_handles (VanityRequest *request, Handles handles, gsize *n_references, gint32 *result,
              GError **error)
{
  g_autoptr (GVariant) references = g_variant_get_child_value (request->parameters, 1);
  const gint32 *all = g_variant_get_fixed_array (references, n_references, sizeof *all);

  g_variant_get_child (request->parameters, 0, "h", &handles[0]);
  g_variant_get_child (request->parameters, 2, "h", result);
  if (*n_references < 1 || *n_references > VANITY_SERVICE_MAX_REFERENCES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("There are %u references; there must be 1 to %d"), (guint)*n_references,
                   VANITY_SERVICE_MAX_REFERENCES);
      return FALSE;
    }
  for (gsize i = 0; i < *n_references; i++)
    handles[i + 1] = all[i];
  handles[*n_references + 1] = -1;
  return TRUE;
}

static gboolean
take_region (VanityCopyOrder *order, const char *word, gint32 from, gint32 to, double blend,
             double strength, GError **error)
{
  int part = vanity_copy_find_part (word);
  int n = (int)order->sources->len;

  if (part < 0)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 _ ("“%s” is none of lips, eyes, cheeks, brows and skin"), word);
  else if (from < 0 || from >= n || to < -1 || to >= n)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 _ ("%s: there is no reference %d, only 0 to %d"), word,
                 from < 0 || from >= n ? from : to, n - 1);
  else if (!(blend >= 0 && blend <= 1))
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 _ ("%s: the share is %g; it lies from 0 to 1"), word, blend);
  else if (!(strength >= 0 && strength <= VANITY_WEAR_MAX_STRENGTH))
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                 _ ("%s: the strength is %g; it lies from 0 to %g"), word, strength,
                 (double)VANITY_WEAR_MAX_STRENGTH);
  else
    {
      order->parts[part] = (VanityCopyPart){
        .worn = TRUE, .from = from, .to = to, .blend = to < 0 ? 0 : blend, .strength = strength
      };
      return TRUE;
    }
  return FALSE;
}

static VanityCopyOrder *
make_order (VanityRequest *request, gsize n_references, GError **error)
{
  g_autoptr (VanityCopyOrder) order = vanity_copy_order_new ();
  g_autoptr (GVariant) faces = g_variant_lookup_value (request->options, "reference-faces", NULL);
  g_autoptr (GVariantIter) regions = NULL;
  const char *word;
  gint32 from, to;
  double blend, strength;

  if (faces && g_variant_n_children (faces) != n_references)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“reference-faces” names %u faces for %u references"),
                   (guint)g_variant_n_children (faces), (guint)n_references);
      return NULL;
    }
  for (gsize i = 0; i < n_references; i++)
    {
      guint32 face = 0;

      if (faces)
        g_variant_get_child (faces, i, "u", &face);
      vanity_copy_order_add_source (order, NULL, (int)MIN (face, 1000));
    }
  if (!g_variant_lookup (request->options, "regions", "a{s(iidd)}", &regions))
    {
      for (int i = 0; i < VANITY_N_CHANGES; i++)
        if (i != VANITY_CHANGE_SKIN)
          order->parts[i] = (VanityCopyPart){ .worn = TRUE, .from = 0, .to = -1, .strength = 1 };
      return g_steal_pointer (&order);
    }
  while (g_variant_iter_next (regions, "{&s(iidd)}", &word, &from, &to, &blend, &strength))
    if (!take_region (order, word, from, to, blend, strength, error))
      return NULL;
  return g_steal_pointer (&order);
}

/* Adds a reference; what stands in its way is in the report by its flags. */
static gboolean
load_reference (VanityRequest *request, VanityCopyWork *work, gint32 handle, int index,
                GError **error)
{
  g_autofree char *name = g_strdup_printf ("reference %d", index);
  const VanityCopySource *source = work->order->sources->pdata[index];
  g_autoptr (VanityPhoto) photo = vanity_request_load_photo (request, handle, name, error);
  g_autoptr (GPtrArray) faces
      = photo ? vanity_request_find_faces (request, photo, (guint)source->face, error) : NULL;
  g_autoptr (GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  VanityReference *reference;

  if (!faces)
    {
      if (photo)
        g_prefix_error (error, "%s: ", name);
      return FALSE;
    }
  reference = vanity_reference_new (
      vanity_photo_get_image (photo), faces->pdata[MAX (source->face, 1) - 1],
      vanity_transfer_model_get_size (work->model), VANITY_GLASSES_UNKNOWN, error);
  if (!reference)
    return FALSE;
  g_ptr_array_add (work->references, reference);
  return vanity_copy_check_reference (work, index, sentences, error);
}

static GVariant *
serve (VanityRequest *request, VanityCopyWork *work, const Handles handles, gint32 result,
       GError **error)
{
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (VanityImage) after = NULL;
  g_autofree char *note = NULL;
  g_autofree char *report = NULL;

  work->model = vanity_transfer_model_load (NULL, error);
  photo
      = work->model ? vanity_request_load_photo (request, handles[0], request->name, error) : NULL;
  faces = photo ? vanity_request_find_faces (request, photo, request->face, error) : NULL;
  if (!faces)
    return NULL;
  for (guint i = 0; i < work->order->sources->len; i++)
    if (!load_reference (request, work, handles[i + 1], (int)i, error))
      return NULL;
  vanity_request_set_progress (request, 0.4);
  json_builder_begin_object (json);
  after = vanity_copy_wear (work, vanity_photo_get_image (photo), faces, (int)request->face, json,
                            &note, request->cancellable, error);
  if (!after)
    return NULL;
  vanity_request_set_progress (request, 0.8);
  if (!vanity_request_write_result (request, result, photo, after, error))
    return NULL;
  if (note)
    {
      json_builder_set_member_name (json, "note");
      json_builder_add_string_value (json, note);
    }
  json_builder_end_object (json);
  report = vanity_json_dup_line (json);
  return g_variant_new ("(s)", report);
}

GVariant *
vanity_serve_transfer (VanityRequest *request, GError **error)
{
  g_autoptr (VanityCopyOrder) order = NULL;
  VanityCopyWork work;
  Handles handles;
  gsize n_references;
  gint32 result;
  GVariant *answer;

  if (!take_handles (request, handles, &n_references, &result, error)
      || !vanity_request_expect_result (request, result, handles, error))
    return NULL;
  order = make_order (request, n_references, error);
  if (!order)
    return NULL;
  vanity_copy_work_init (&work, order);
  g_variant_lookup (request->options, "recipe", "b", &work.explain);
  answer = serve (request, &work, handles, result, error);
  vanity_copy_work_clear (&work);
  return answer;
}
