#include "app/export.h"

#include "app/picture.h"
#include "makeup/render.h"

/* By extension, the first of each format being the one suggested. */
static const char *const formats[] = { "jpg", "jpeg", "png", "webp", "tif", "tiff" };

typedef struct
{
  VanityPhoto *photo;
  GPtrArray *faces;
  VanityOutfit *outfit;
  GFile *file;
  gboolean keep_location;
} Order;

static Order *
order_new (VanityDocument *document, GFile *file, gboolean keep_location)
{
  Order *order = g_new0 (Order, 1);

  order->photo = vanity_photo_ref (vanity_document_get_photo (document));
  order->faces = g_ptr_array_ref (vanity_document_get_faces (document));
  order->outfit = vanity_outfit_ref (vanity_document_get_outfit (document));
  order->file = file != NULL ? g_object_ref (file) : NULL;
  order->keep_location = keep_location;

  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_photo_unref (order->photo);
  g_ptr_array_unref (order->faces);
  vanity_outfit_unref (order->outfit);
  g_clear_object (&order->file);
  g_free (order);
}

static gboolean
lay_on (VanityImage *canvas, VanityImage *image, const VanityFace *face, const VanityWear *wear,
        GCancellable *cancellable, GError **error)
{
  g_autoptr (VanityRenderer) renderer = vanity_renderer_new (image, face, cancellable, error);

  if (renderer == NULL || !vanity_renderer_set_look (renderer, wear->look, cancellable, error))
    return FALSE;

  vanity_renderer_lay (renderer, wear->strength, canvas, NULL);

  return TRUE;
}

static VanityImage *
render (VanityJob *job, const Order *order, GError **error)
{
  GCancellable *cancellable = vanity_job_get_cancellable (job);
  VanityImage *image = vanity_photo_get_image (order->photo);
  g_autoptr (VanityImage) canvas = vanity_image_copy (image, error);

  for (int i = 0; canvas != NULL && i < order->outfit->n_faces; i++)
    {
      const VanityWear *wear = &order->outfit->wears[i];

      if (wear->look != NULL
          && !lay_on (canvas, image, g_ptr_array_index (order->faces, i), wear, cancellable, error))
        return NULL;
      vanity_job_set_progress (job, 0.7 * (i + 1) / order->outfit->n_faces);
    }

  return g_steal_pointer (&canvas);
}

static gpointer
run_save (VanityJob *job, gpointer data, GError **error)
{
  Order *order = data;
  VanitySaveOptions options = { .keep_location = order->keep_location };
  g_autoptr (VanityImage) image = render (job, order, error);

  if (image == NULL
      || !vanity_photo_save (order->photo, image, order->file, &options,
                             vanity_job_get_cancellable (job), error))
    return NULL;

  return g_object_ref (order->file);
}

static gpointer
run_copy (VanityJob *job, gpointer data, GError **error)
{
  g_autoptr (VanityImage) image = render (job, data, error);

  if (image == NULL)
    return NULL;

  return vanity_texture_new_from_image (image, &(VanityRect){ 0, 0, image->width, image->height });
}

static const char *
find_format (const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  for (gsize i = 0; dot != NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (dot + 1, formats[i]) == 0)
      return formats[i];

  return NULL;
}

char *
vanity_export_suggest_name (VanityDocument *document)
{
  VanityWear wear = vanity_outfit_get_wear (vanity_document_get_outfit (document));
  const char *name = vanity_document_get_name (document);
  const char *format = find_format (name);
  const char *dot = strrchr (name, '.');
  g_autofree char *stem
      = dot != NULL && dot != name ? g_strndup (name, dot - name) : g_strdup (name);

  if (format == NULL)
    format = "png";
  if (wear.look == NULL)
    return g_strdup_printf ("%s.%s", stem, format);

  return g_strdup_printf ("%s – %s.%s", stem, vanity_look_get_label (wear.look), format);
}

GFile *
vanity_export_complete_file (VanityDocument *document, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *suggested = NULL;
  g_autofree char *name = NULL;

  if (base == NULL || folder == NULL || find_format (base) != NULL)
    return g_object_ref (file);

  suggested = vanity_export_suggest_name (document);
  name = g_strdup_printf ("%s.%s", base, find_format (suggested));

  return g_file_get_child (folder, name);
}

void
vanity_export_start_save (VanityJobSlot *slot, VanityDocument *document, GFile *file,
                          gboolean keep_location, VanityJobDoneFunc done, gpointer user_data)
{
  vanity_job_slot_start (slot, run_save, order_new (document, file, keep_location), order_free,
                         g_object_unref, NULL, done, user_data);
}

void
vanity_export_start_copy (VanityJobSlot *slot, VanityDocument *document, VanityJobDoneFunc done,
                          gpointer user_data)
{
  vanity_job_slot_start (slot, run_copy, order_new (document, NULL, FALSE), order_free,
                         g_object_unref, NULL, done, user_data);
}
