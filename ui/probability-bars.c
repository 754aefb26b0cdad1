#include "ui/probability-bars.h"

#include <glib/gi18n.h>

struct _VanityProbabilityBars
{
  GtkWidget parent_instance;

  GtkWidget *grid;
};

G_DEFINE_FINAL_TYPE (VanityProbabilityBars, vanity_probability_bars, GTK_TYPE_WIDGET)

static void
add_row (VanityProbabilityBars *self, int row, const char *text, float value)
{
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *bar = gtk_level_bar_new ();
  GtkWidget *number = gtk_label_new (NULL);
  g_autofree char *percent = g_strdup_printf (_ ("%d%%"), (int)(100 * value + 0.5F));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 9);
  gtk_widget_set_tooltip_text (label, text);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), NULL);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), CLAMP (value, 0, 1));
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, percent, -1);
  gtk_label_set_label (GTK_LABEL (number), percent);
  gtk_label_set_xalign (GTK_LABEL (number), 1);
  gtk_label_set_width_chars (GTK_LABEL (number), 5);
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "dim-label");

  gtk_grid_attach (GTK_GRID (self->grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), bar, 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), number, 2, row, 1, 1);
}

void
vanity_probability_bars_set (VanityProbabilityBars *self, const char *const *labels,
                             const float *values, int n, int shown)
{
  gboolean taken[VANITY_PROBABILITY_MAX] = { FALSE };

  g_return_if_fail (n <= VANITY_PROBABILITY_MAX);

  while (gtk_grid_get_child_at (GTK_GRID (self->grid), 0, 0) != NULL)
    gtk_grid_remove_row (GTK_GRID (self->grid), 0);
  for (int row = 0; row < MIN (n, shown); row++)
    {
      int best = 0;

      while (taken[best])
        best++;
      for (int i = best + 1; i < n; i++)
        if (!taken[i] && values[i] > values[best])
          best = i;
      taken[best] = TRUE;
      add_row (self, row, labels[best], values[best]);
    }
}

void
vanity_probability_bars_set_text (VanityProbabilityBars *self, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
vanity_probability_bars_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_PROBABILITY_BARS (object)->grid, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_probability_bars_parent_class)->dispose (object);
}

static void
vanity_probability_bars_class_init (VanityProbabilityBarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_probability_bars_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "probabilitybars");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vanity_probability_bars_init (VanityProbabilityBars *self)
{
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 3);
  gtk_widget_set_parent (self->grid, GTK_WIDGET (self));
}

VanityProbabilityBars *
vanity_probability_bars_new (void)
{
  return g_object_new (VANITY_TYPE_PROBABILITY_BARS, NULL);
}
