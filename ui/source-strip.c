#include "ui/source-strip.h"

#include <glib/gi18n.h>

#define SIDE 48

struct _VanitySourceStrip
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkWidget *box;
  GtkWidget *spinner;

  GPtrArray *sources; /* VanitySource, owned */
  GPtrArray *buttons; /* GtkToggleButton, in their order */
  gboolean following;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (VanitySourceStrip, vanity_source_strip, GTK_TYPE_WIDGET)

GtkWidget *
vanity_source_picture_new (const VanitySource *source, int size)
{
  GtkWidget *image = gtk_image_new_from_paintable (GDK_PAINTABLE (source->picture));

  gtk_image_set_pixel_size (GTK_IMAGE (image), size);
  gtk_widget_set_overflow (image, GTK_OVERFLOW_HIDDEN);

  return image;
}

static void
on_clicked (GtkToggleButton *button, VanitySourceStrip *self)
{
  guint index;

  if (self->following || !g_ptr_array_find (self->buttons, button, &index))
    return;

  /* Who is worn is told from outside. */
  self->following = TRUE;
  gtk_toggle_button_set_active (button, TRUE);
  self->following = FALSE;
  g_signal_emit (self, chosen_signal, 0, g_ptr_array_index (self->sources, index));
}

static void
add_button (VanitySourceStrip *self, VanitySource *source)
{
  GtkWidget *button = gtk_toggle_button_new ();
  g_autofree char *name = g_strdup_printf (_ ("Copy everything from %s"), source->name);

  gtk_button_set_child (GTK_BUTTON (button), vanity_source_picture_new (source, SIDE));
  gtk_widget_add_css_class (button, "source");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), self);
  gtk_box_append (GTK_BOX (self->box), button);
  g_ptr_array_add (self->sources, vanity_source_ref (source));
  g_ptr_array_add (self->buttons, button);
}

static gboolean
has_all (VanitySourceStrip *self, GPtrArray *sources)
{
  if (self->sources->len != sources->len)
    return FALSE;

  for (guint i = 0; i < sources->len; i++)
    if (g_ptr_array_index (self->sources, i) != g_ptr_array_index (sources, i))
      return FALSE;

  return TRUE;
}

void
vanity_source_strip_set_sources (VanitySourceStrip *self, GPtrArray *sources, const VanityMix *mix)
{
  /* A button that has the focus is not replaced by one that has not. */
  if (!has_all (self, sources))
    {
      for (guint i = 0; i < self->buttons->len; i++)
        gtk_box_remove (GTK_BOX (self->box), g_ptr_array_index (self->buttons, i));
      g_ptr_array_set_size (self->buttons, 0);
      g_ptr_array_set_size (self->sources, 0);
      for (guint i = 0; i < sources->len; i++)
        add_button (self, g_ptr_array_index (sources, i));
    }

  self->following = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i),
                                  mix != NULL
                                      && vanity_mix_has (mix, g_ptr_array_index (sources, i)));
  self->following = FALSE;
}

void
vanity_source_strip_set_reading (VanitySourceStrip *self, gboolean reading)
{
  gtk_widget_set_visible (self->spinner, reading);
}

static void
vanity_source_strip_dispose (GObject *object)
{
  VanitySourceStrip *self = VANITY_SOURCE_STRIP (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_ptr_array_unref);

  G_OBJECT_CLASS (vanity_source_strip_parent_class)->dispose (object);
}

static void
vanity_source_strip_class_init (VanitySourceStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_source_strip_dispose;

  chosen_signal = g_signal_new ("chosen", VANITY_TYPE_SOURCE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/source-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, VanitySourceStrip, scrolled);
  gtk_widget_class_bind_template_child (widget_class, VanitySourceStrip, box);
  gtk_widget_class_bind_template_child (widget_class, VanitySourceStrip, spinner);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_source_strip_init (VanitySourceStrip *self)
{
  self->sources = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_source_unref);
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
