#include "app/export.h"

#include "app/dresser.h"
#include "app/picture.h"
#include "app/settings.h"
#include "transfer/readout.h"

/* By extension, the first of each format being the one suggested. */
static const char *const formats[] = { "jpg", "jpeg", "png", "webp", "tif", "tiff" };

typedef struct
{
  VanityPhoto *photo;
  GPtrArray *faces;
  VanityOutfit *outfit;
  VanityChanges *changes;
  GFile *file;
  VanitySaveOptions options;
} Order;

static Order *
order_new (VanityDocument *document, GFile *file, const VanitySaveOptions *options)
{
  Order *order = g_new0 (Order, 1);

  order->photo = vanity_photo_ref (vanity_document_get_photo (document));
  order->faces = g_ptr_array_ref (vanity_document_get_faces (document));
  order->outfit = vanity_outfit_ref (vanity_document_get_outfit (document));
  order->changes = vanity_changes_ref (vanity_document_get_changes (document));
  order->file = file != NULL ? g_object_ref (file) : NULL;
  if (options != NULL)
    order->options = *options;

  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_photo_unref (order->photo);
  g_ptr_array_unref (order->faces);
  vanity_outfit_unref (order->outfit);
  vanity_changes_unref (order->changes);
  g_clear_object (&order->file);
  g_free (order);
}

VanityImage *
vanity_export_render (VanityJob *job, VanityPhoto *photo, GPtrArray *faces,
                      const VanityOutfit *outfit, VanityChanges *changes, GError **error)
{
  VanityImage *image = vanity_photo_get_image (photo);
  g_autoptr (VanityImage) canvas = vanity_image_copy (image, error);

  for (int i = 0; canvas != NULL && i < outfit->n_faces; i++)
    {
      const VanityWear *wear = &outfit->wears[i];

      if (!vanity_wear_is_bare (wear))
        {
          g_autoptr (VanityDresser) dresser
              = vanity_dresser_new (image, g_ptr_array_index (faces, i), changes, i);

          if (!vanity_dresser_put_on (dresser, wear, vanity_job_get_cancellable (job), error))
            return NULL;
          vanity_dresser_lay (dresser, wear, canvas, NULL);
        }
      vanity_job_set_progress (job, 0.7 * (i + 1) / outfit->n_faces);
    }

  return g_steal_pointer (&canvas);
}

static VanityImage *
render (VanityJob *job, const Order *order, GError **error)
{
  return vanity_export_render (job, order->photo, order->faces, order->outfit, order->changes,
                               error);
}

static gpointer
run_save (VanityJob *job, gpointer data, GError **error)
{
  Order *order = data;
  g_autoptr (VanityImage) image = render (job, order, error);

  if (image == NULL
      || !vanity_photo_save (order->photo, image, order->file, &order->options,
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

/* The selected face first, then those that were made over as well. */
static GPtrArray *
list_changed (const Order *order)
{
  GPtrArray *faces = g_ptr_array_new ();
  const VanityOutfit *outfit = order->outfit;

  g_ptr_array_add (faces, g_ptr_array_index (order->faces, outfit->selected));
  for (int i = 0; i < outfit->n_faces; i++)
    if (i != outfit->selected && !vanity_wear_is_bare (&outfit->wears[i]))
      g_ptr_array_add (faces, g_ptr_array_index (order->faces, i));

  return faces;
}

static gpointer
run_readout (VanityJob *job, gpointer data, GError **error)
{
  Order *order = data;
  GCancellable *cancellable = vanity_job_get_cancellable (job);
  int selected = order->outfit->selected;
  const VanityWear *wear = &order->outfit->wears[selected];
  g_autoptr (GPtrArray) faces = list_changed (order);
  g_autoptr (VanityFitted) fitted = NULL;
  g_autoptr (VanityImage) image = NULL;
  const VanityTexture *texture = vanity_changes_get_texture (order->changes, selected, error);
  VanityReadout readout;

  if (texture == NULL)
    return NULL;
  if (wear->mix != NULL)
    {
      fitted = vanity_changes_get (order->changes, selected, wear, cancellable, error);
      if (fitted == NULL)
        return NULL;
    }
  image = render (job, order, error);
  if (image == NULL
      || !vanity_readout_measure (vanity_photo_get_image (order->photo), image,
                                  (const VanityFace *const *)faces->pdata, (int)faces->len, texture,
                                  fitted != NULL ? &fitted->wanted : NULL, &readout, error))
    return NULL;

  return vanity_readout_get_text (&readout);
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
  if (vanity_wear_is_bare (&wear))
    return g_strdup_printf ("%s.%s", stem, format);

  return g_strdup_printf ("%s – %s.%s", stem, vanity_wear_get_label (&wear), format);
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
vanity_export_get_options (VanitySaveOptions *options)
{
  GSettings *settings = vanity_settings_get_default ();

  *options = (VanitySaveOptions){ 0 };
  if (settings == NULL)
    return;

  options->quality = g_settings_get_int (settings, VANITY_SETTING_QUALITY);
  options->keep_location = g_settings_get_boolean (settings, VANITY_SETTING_KEEP_LOCATION);
}

void
vanity_export_start_save (VanityJobSlot *slot, VanityDocument *document, GFile *file,
                          const VanitySaveOptions *options, VanityJobDoneFunc done,
                          gpointer user_data)
{
  vanity_job_slot_start (slot, run_save, order_new (document, file, options), order_free,
                         g_object_unref, NULL, done, user_data);
}

void
vanity_export_start_copy (VanityJobSlot *slot, VanityDocument *document, VanityJobDoneFunc done,
                          gpointer user_data)
{
  vanity_job_slot_start (slot, run_copy, order_new (document, NULL, NULL), order_free,
                         g_object_unref, NULL, done, user_data);
}

void
vanity_export_start_readout (VanityJobSlot *slot, VanityDocument *document, VanityJobDoneFunc done,
                             gpointer user_data)
{
  vanity_job_slot_start (slot, run_readout, order_new (document, NULL, NULL), order_free, g_free,
                         NULL, done, user_data);
}
