#include "ui/trust-view.h"

#include "app/export.h"

#include <glib/gi18n.h>

/* It is measured on the photo's own size, when the hand rests. */
#define REST_MS 500

struct _VanityTrustView
{
  GtkWidget parent_instance;

  GtkWidget *expander;
  GtkWidget *label;

  VanityDocument *document;
  VanityOutfit *measured; /* what the text is about, or being measured; or NULL */
  char *text;
  guint rest; /* timeout */
  VanityJobSlot measuring;
};

G_DEFINE_FINAL_TYPE (VanityTrustView, vanity_trust_view, GTK_TYPE_WIDGET)

const char *
vanity_trust_view_get_text (VanityTrustView *self)
{
  return self->text;
}

static void
show (VanityTrustView *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->label), text);
}

static void
on_measured (gpointer result, const GError *error, gpointer user_data)
{
  VanityTrustView *self = user_data;

  g_free (self->text);
  self->text = result;
  show (self, result != NULL ? result : error->message);
}

static gboolean
measure (gpointer user_data)
{
  VanityTrustView *self = user_data;

  self->rest = 0;
  vanity_export_start_readout (&self->measuring, self->document, on_measured, self);

  return G_SOURCE_REMOVE;
}

static void
forget (VanityTrustView *self)
{
  g_clear_handle_id (&self->rest, g_source_remove);
  vanity_job_slot_clear (&self->measuring);
  g_clear_pointer (&self->measured, vanity_outfit_unref);
  g_clear_pointer (&self->text, g_free);
}

static void
update (VanityTrustView *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  VanityWear wear = outfit != NULL ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;

  if (!gtk_expander_get_expanded (GTK_EXPANDER (self->expander)) || wear.mix == NULL)
    {
      forget (self);
      return;
    }
  /* The picture comes first. */
  if (outfit == self->measured || !vanity_document_is_current (self->document))
    return;

  forget (self);
  self->measured = vanity_outfit_ref (outfit);
  show (self, _ ("Measuring…"));
  self->rest = g_timeout_add (REST_MS, measure, self);
}

static void
on_expanded (VanityTrustView *self)
{
  update (self);
}

void
vanity_trust_view_set_open (VanityTrustView *self, gboolean open)
{
  gtk_expander_set_expanded (GTK_EXPANDER (self->expander), open);
}

void
vanity_trust_view_set_document (VanityTrustView *self, VanityDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  forget (self);
  g_set_object (&self->document, document);

  if (document != NULL)
    {
      g_signal_connect_object (document, "notify::outfit", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::pictures", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
  update (self);
}

static void
vanity_trust_view_dispose (GObject *object)
{
  VanityTrustView *self = VANITY_TRUST_VIEW (object);

  forget (self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->expander, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_trust_view_parent_class)->dispose (object);
}

static void
vanity_trust_view_class_init (VanityTrustViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_trust_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/trust-view.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityTrustView, expander);
  gtk_widget_class_bind_template_child (widget_class, VanityTrustView, label);
  gtk_widget_class_bind_template_callback (widget_class, on_expanded);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_trust_view_init (VanityTrustView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
