#include "ui/look-tile.h"

#include <glib/gi18n.h>

struct _VanityLookTile
{
  GtkFlowBoxChild parent_instance;

  VanityLook *look;
  GtkWidget *picture;
  GtkWidget *label;
};

G_DEFINE_FINAL_TYPE (VanityLookTile, vanity_look_tile, GTK_TYPE_FLOW_BOX_CHILD)

VanityLookTile *
vanity_look_tile_new (VanityLook *look)
{
  VanityLookTile *self = g_object_new (VANITY_TYPE_LOOK_TILE, NULL);
  const char *name = look != NULL ? vanity_look_get_label (look) : C_ ("look", "Original");
  const char *summary = look != NULL ? vanity_look_get_summary (look) : _ ("No makeup");
  g_autofree char *tooltip = NULL;

  self->look = look != NULL ? vanity_look_ref (look) : NULL;
  gtk_label_set_label (GTK_LABEL (self->label), name);
  /* The name too: there may be no room for all of it below the picture. */
  tooltip = *summary != '\0' ? g_markup_printf_escaped ("<b>%s</b>\n%s", name, summary)
                             : g_markup_printf_escaped ("<b>%s</b>", name);
  gtk_widget_set_tooltip_markup (GTK_WIDGET (self), tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, summary, -1);

  return self;
}

VanityLook *
vanity_look_tile_get_look (VanityLookTile *self)
{
  return self->look;
}

void
vanity_look_tile_set_texture (VanityLookTile *self, GdkTexture *texture)
{
  gtk_image_set_from_paintable (GTK_IMAGE (self->picture), GDK_PAINTABLE (texture));
}

void
vanity_look_tile_set_size (VanityLookTile *self, int size)
{
  gtk_image_set_pixel_size (GTK_IMAGE (self->picture), size);
}

static void
vanity_look_tile_finalize (GObject *object)
{
  VanityLookTile *self = VANITY_LOOK_TILE (object);

  g_clear_pointer (&self->look, vanity_look_unref);

  G_OBJECT_CLASS (vanity_look_tile_parent_class)->finalize (object);
}

static void
vanity_look_tile_class_init (VanityLookTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vanity_look_tile_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/look-tile.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityLookTile, picture);
  gtk_widget_class_bind_template_child (widget_class, VanityLookTile, label);
}

static void
vanity_look_tile_init (VanityLookTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
