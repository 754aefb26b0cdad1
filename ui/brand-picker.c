#include "ui/brand-picker.h"

#include "base/job.h"

#include <glib/gi18n.h>
#include <string.h>

/* Shown at once. */
#define SHOWN_MAX 40

struct _VanityBrandPicker
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *search;
  GtkWidget *scrolled;
  GtkWidget *list;

  GPtrArray *brands; /* VanityBrand, or NULL */
  GHashTable *chosen;
  char **told; /* the same */
  VanityJobSlot reading;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (VanityBrandPicker, vanity_brand_picker, GTK_TYPE_WIDGET)

static void
on_toggled (GtkCheckButton *check, VanityBrandPicker *self)
{
  const char *name = g_object_get_data (G_OBJECT (check), "brand");

  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->chosen, g_strdup (name));
  else
    g_hash_table_remove (self->chosen, name);
  g_signal_emit (self, changed_signal, 0);
}

static void
add_row (VanityBrandPicker *self, const VanityBrand *brand)
{
  /* Translators: a brand, and how many shades of it there are. */
  g_autofree char *label = g_strdup_printf (_ ("%s (%u)"), brand->name, brand->n_shades);
  GtkWidget *check = gtk_check_button_new_with_label (label);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               g_hash_table_contains (self->chosen, brand->name));
  g_object_set_data_full (G_OBJECT (check), "brand", g_strdup (brand->name), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), self);
  gtk_box_append (GTK_BOX (self->list), check);
}

/* Those that are chosen come first, so that they are seen. */
static void
update (VanityBrandPicker *self)
{
  g_autofree char *wanted
      = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  GtkWidget *child;
  int n = 0;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);

  for (int chosen = 1; chosen >= 0; chosen--)
    for (guint i = 0; self->brands != NULL && i < self->brands->len && n < SHOWN_MAX; i++)
      {
        const VanityBrand *brand = g_ptr_array_index (self->brands, i);
        g_autofree char *name = g_utf8_casefold (brand->name, -1);

        if (*brand->name != '\0' && strstr (name, wanted) != NULL
            && g_hash_table_contains (self->chosen, brand->name) == chosen)
          {
            add_row (self, brand);
            n++;
          }
      }
  gtk_widget_set_visible (self->scrolled, n > 0);
}

static gpointer
run_read (VanityJob *job, gpointer data, GError **error)
{
  return vanity_catalogue_list_brands (data, NULL, error);
}

static void
on_read (gpointer result, const GError *error, gpointer user_data)
{
  VanityBrandPicker *self = user_data;

  if (result == NULL)
    return;

  g_clear_pointer (&self->brands, g_ptr_array_unref);
  self->brands = result;
  update (self);
}

void
vanity_brand_picker_set_catalogue (VanityBrandPicker *self, VanityCatalogue *catalogue)
{
  vanity_job_slot_clear (&self->reading);
  if (catalogue != NULL)
    vanity_job_slot_start (&self->reading, run_read, vanity_catalogue_ref (catalogue),
                           (GDestroyNotify)vanity_catalogue_unref,
                           (GDestroyNotify)g_ptr_array_unref, NULL, on_read, self);
}

void
vanity_brand_picker_set_chosen (VanityBrandPicker *self, const char *const *brands)
{
  g_hash_table_remove_all (self->chosen);
  for (guint i = 0; brands != NULL && brands[i] != NULL; i++)
    g_hash_table_add (self->chosen, g_strdup (brands[i]));
  update (self);
}

const char *const *
vanity_brand_picker_get_chosen (VanityBrandPicker *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GList) names
      = g_list_sort (g_hash_table_get_keys (self->chosen), (GCompareFunc)strcmp);

  for (GList *l = names; l != NULL; l = l->next)
    g_strv_builder_add (builder, l->data);
  g_strfreev (self->told);
  self->told = g_strv_builder_end (builder);

  return (const char *const *)self->told;
}

static void
vanity_brand_picker_dispose (GObject *object)
{
  VanityBrandPicker *self = VANITY_BRAND_PICKER (object);

  vanity_job_slot_clear (&self->reading);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_brand_picker_parent_class)->dispose (object);
}

static void
vanity_brand_picker_finalize (GObject *object)
{
  VanityBrandPicker *self = VANITY_BRAND_PICKER (object);

  g_clear_pointer (&self->brands, g_ptr_array_unref);
  g_hash_table_unref (self->chosen);
  g_strfreev (self->told);

  G_OBJECT_CLASS (vanity_brand_picker_parent_class)->finalize (object);
}

static void
vanity_brand_picker_class_init (VanityBrandPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_brand_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = vanity_brand_picker_finalize;

  changed_signal = g_signal_new ("changed", VANITY_TYPE_BRAND_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/brand-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityBrandPicker, box);
  gtk_widget_class_bind_template_child (widget_class, VanityBrandPicker, search);
  gtk_widget_class_bind_template_child (widget_class, VanityBrandPicker, scrolled);
  gtk_widget_class_bind_template_child (widget_class, VanityBrandPicker, list);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "brandpicker");
}

static void
vanity_brand_picker_init (VanityBrandPicker *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}
