#include "ui/heat-legend.h"

#include "image/heat.h"

#include <glib/gi18n.h>

#define BAR_WIDTH 120
#define BAR_HEIGHT 8
#define N_STOPS 9

/* The bar of colours, by itself. */
#define VANITY_TYPE_HEAT_BAR (vanity_heat_bar_get_type ())
G_DECLARE_FINAL_TYPE (VanityHeatBar, vanity_heat_bar, VANITY, HEAT_BAR, GtkWidget)

struct _VanityHeatBar
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (VanityHeatBar, vanity_heat_bar, GTK_TYPE_WIDGET)

static void
vanity_heat_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? BAR_WIDTH : BAR_HEIGHT;
}

static void
vanity_heat_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  float width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GskColorStop stops[N_STOPS];
  GskRoundedRect outline;

  for (int i = 0; i < N_STOPS; i++)
    {
      float at = i / (N_STOPS - 1.0F);
      guint8 rgba[4];

      vanity_heat_get_color (rtl ? 1 - at : at, rgba);
      stops[i].offset = at;
      stops[i].color = (GdkRGBA){ rgba[0] / 255.0F, rgba[1] / 255.0F, rgba[2] / 255.0F, 1.0F };
    }
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (0, 0, width, height), height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_linear_gradient (snapshot, &outline.bounds, &GRAPHENE_POINT_INIT (0, 0),
                                       &GRAPHENE_POINT_INIT (width, 0), stops, N_STOPS);
  gtk_snapshot_pop (snapshot);
}

static void
vanity_heat_bar_class_init (VanityHeatBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = vanity_heat_bar_measure;
  widget_class->snapshot = vanity_heat_bar_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
vanity_heat_bar_init (VanityHeatBar *self)
{
}

struct _VanityHeatLegend
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *title;
};

G_DEFINE_FINAL_TYPE (VanityHeatLegend, vanity_heat_legend, GTK_TYPE_WIDGET)

void
vanity_heat_legend_set_title (VanityHeatLegend *self, const char *title)
{
  /* Translators: of a map over the photo, after what it shows. */
  g_autofree char *text = g_strdup_printf (
      _ ("%s: violet where it is hardly seen, over green to yellow where most"), title);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
vanity_heat_legend_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_HEAT_LEGEND (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_heat_legend_parent_class)->dispose (object);
}

static void
vanity_heat_legend_class_init (VanityHeatLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_heat_legend_dispose;
  g_type_ensure (VANITY_TYPE_HEAT_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/heat-legend.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityHeatLegend, box);
  gtk_widget_class_bind_template_child (widget_class, VanityHeatLegend, title);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "heatlegend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vanity_heat_legend_init (VanityHeatLegend *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
