#include "ui/color-chips.h"

#include "recommend/color-word.h"
#include "ui/swatch.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

#define SIDE 24

struct _VanityColorChips
{
  GtkWidget parent_instance;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (VanityColorChips, vanity_color_chips, GTK_TYPE_WIDGET)

static void
on_clicked (GtkWidget *button, VanityColorChips *self)
{
  g_signal_emit (self, chosen_signal, 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "color")));
}

static void
clear (VanityColorChips *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

void
vanity_color_chips_set_colors (VanityColorChips *self, const guint32 *colors, guint n)
{
  clear (self);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_button_new ();
      VanitySwatch *swatch = vanity_swatch_new (SIDE, SIDE);
      VanityLab lab = vanity_lab_from_linear (vanity_rgb_unpack (colors[i]));
      g_autofree char *text = g_strdup_printf ("#%06x, %s", colors[i], vanity_color_get_word (lab));

      vanity_swatch_set_colors (swatch, &colors[i], 1);
      gtk_button_set_child (GTK_BUTTON (button), GTK_WIDGET (swatch));
      gtk_widget_add_css_class (button, "color");
      gtk_widget_set_tooltip_text (button, text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                      -1);
      g_object_set_data (G_OBJECT (button), "color", GUINT_TO_POINTER (colors[i]));
      g_signal_connect (button, "clicked", G_CALLBACK (on_clicked), self);
      gtk_widget_set_parent (button, GTK_WIDGET (self));
    }
}

static void
vanity_color_chips_dispose (GObject *object)
{
  clear (VANITY_COLOR_CHIPS (object));

  G_OBJECT_CLASS (vanity_color_chips_parent_class)->dispose (object);
}

static void
vanity_color_chips_class_init (VanityColorChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_color_chips_dispose;

  chosen_signal = g_signal_new ("chosen", VANITY_TYPE_COLOR_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, VANITY_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "colorchips");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vanity_color_chips_init (VanityColorChips *self)
{
}
