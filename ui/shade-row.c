#include "ui/shade-row.h"

#include "ui/product-words.h"
#include "ui/swatch.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define SWATCH_SIDE 36

struct _VanityShadeRow
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *swatch_place;
  GtkWidget *swatch;
  GtkWidget *brand;
  GtkWidget *note;
  GtkWidget *name;
  GtkWidget *details;
  GtkWidget *liked;
  GtkWidget *listed;
  GtkWidget *owned;
  GtkWidget *hidden;

  VanityShop *shop;
  VanityShade *shade; /* or NULL */
};

G_DEFINE_FINAL_TYPE (VanityShadeRow, vanity_shade_row, GTK_TYPE_WIDGET)

VanityShade *
vanity_shade_row_get_shade (VanityShadeRow *self)
{
  return self->shade;
}

VanityLab
vanity_shade_row_read_color (const GdkRGBA *color)
{
  return vanity_lab_from_linear ((VanityRgb){ vanity_srgb_to_linear (color->red),
                                              vanity_srgb_to_linear (color->green),
                                              vanity_srgb_to_linear (color->blue) });
}

double
vanity_shade_row_measure (const VanityShade *shade, const VanityLab *near)
{
  double least = NAN;

  if (!shade->has_color)
    return NAN;

  least = vanity_lab_delta_e2000 (shade->lab, *near);
  for (int i = 1; i < shade->n_palette; i++)
    {
      const GdkRGBA color = { (float)(shade->palette[i] >> 16 & 0xff) / 255,
                              (float)(shade->palette[i] >> 8 & 0xff) / 255,
                              (float)(shade->palette[i] & 0xff) / 255, 1 };

      least = MIN (least, vanity_lab_delta_e2000 (vanity_shade_row_read_color (&color), *near));
    }

  return least;
}

static void
set_swatch (VanitySwatch *swatch, const VanityShade *shade)
{
  g_autofree char *text = shade != NULL ? vanity_product_dup_color_text (shade) : NULL;

  if (shade == NULL)
    vanity_swatch_set_colors (swatch, NULL, 0);
  else if (shade->n_palette > 1)
    vanity_swatch_set_colors (swatch, shade->palette, shade->n_palette);
  else
    vanity_swatch_set_colors (swatch, &shade->rgb, shade->has_color);
  if (text != NULL)
    vanity_swatch_set_text (swatch, text);
}

static char *
dup_details (const VanityShade *shade)
{
  g_autofree char *details = vanity_product_dup_details (shade);
  const char *category = vanity_category_get_label (shade->category);

  return *details != '\0' ? g_strdup_printf ("%s · %s", category, details) : g_strdup (category);
}

static void
update_state (VanityShadeRow *self)
{
  VanityShadeState state = { 0 };

  if (self->shade != NULL)
    state = vanity_shop_get_shade_state (self->shop, self->shade->uid);
  gtk_widget_set_visible (self->liked, state.liked);
  gtk_widget_set_visible (self->listed, state.saved);
  gtk_widget_set_visible (self->owned, state.owned);
  gtk_widget_set_visible (self->hidden, state.hidden);
}

void
vanity_shade_row_set_note (VanityShadeRow *self, const char *note)
{
  gtk_label_set_label (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_widget_set_visible (self->note, note != NULL);
}

static void
set_note (VanityShadeRow *self, const VanityLab *near)
{
  const VanityPrice *price = vanity_product_find_price (self->shade);
  g_autofree char *text = NULL;

  if (near != NULL && self->shade->has_color)
    text = g_strdup_printf (_ ("ΔE %.1f"), vanity_shade_row_measure (self->shade, near));
  else if (price != NULL)
    text = vanity_money_format (price->money);
  vanity_shade_row_set_note (self, text);
}

void
vanity_shade_row_set_shade (VanityShadeRow *self, VanityShade *shade, const VanityLab *near)
{
  g_autofree char *name = NULL;
  g_autofree char *details = NULL;
  g_autofree char *title = NULL;

  if (shade != NULL)
    vanity_shade_ref (shade);
  g_clear_pointer (&self->shade, vanity_shade_unref);
  self->shade = shade;
  set_swatch (VANITY_SWATCH (self->swatch), shade);
  update_state (self);
  if (shade == NULL)
    {
      gtk_label_set_label (GTK_LABEL (self->brand), "");
      gtk_label_set_label (GTK_LABEL (self->name), "…");
      gtk_label_set_label (GTK_LABEL (self->details), "");
      vanity_shade_row_set_note (self, NULL);
      return;
    }

  name = vanity_product_dup_name (shade);
  details = dup_details (shade);
  title = vanity_shade_dup_title (shade);
  gtk_label_set_label (GTK_LABEL (self->brand), shade->brand);
  gtk_label_set_label (GTK_LABEL (self->name), *name != '\0' ? name : shade->brand);
  gtk_label_set_label (GTK_LABEL (self->details), details);
  set_note (self, near);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

GtkWidget *
vanity_shade_row_new_action (VanityShade *shade, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  VanitySwatch *swatch = vanity_swatch_new (SWATCH_SIDE, SWATCH_SIDE);
  g_autofree char *name = vanity_product_dup_name (shade);
  g_autofree char *below = subtitle != NULL
                               ? g_strdup (subtitle)
                               : g_strdup_printf ("%s · %s", shade->brand,
                                                  vanity_category_get_label (shade->category));
  g_autofree char *title_markup = g_markup_escape_text (*name != '\0' ? name : shade->brand, -1);
  g_autofree char *below_markup = g_markup_escape_text (below, -1);

  set_swatch (swatch, shade);
  gtk_widget_set_valign (GTK_WIDGET (swatch), GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), GTK_WIDGET (swatch));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), below_markup);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);

  return row;
}

static void
vanity_shade_row_dispose (GObject *object)
{
  VanityShadeRow *self = VANITY_SHADE_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->shade, vanity_shade_unref);
  g_clear_object (&self->shop);

  G_OBJECT_CLASS (vanity_shade_row_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityShadeRow, name)

static void
vanity_shade_row_class_init (VanityShadeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_shade_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/shade-row.ui");
  BIND (box);
  BIND (swatch_place);
  BIND (brand);
  BIND (note);
  BIND (name);
  BIND (details);
  BIND (liked);
  BIND (listed);
  BIND (owned);
  BIND (hidden);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "shaderow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vanity_shade_row_init (VanityShadeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->swatch = GTK_WIDGET (vanity_swatch_new (SWATCH_SIDE, SWATCH_SIDE));
  gtk_box_append (GTK_BOX (self->swatch_place), self->swatch);
}

VanityShadeRow *
vanity_shade_row_new (VanityShop *shop)
{
  VanityShadeRow *self = g_object_new (VANITY_TYPE_SHADE_ROW, NULL);

  self->shop = g_object_ref (shop);
  g_signal_connect_object (shop, "taste-changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);

  return self;
}
