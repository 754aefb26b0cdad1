#include "ui/look-tile.h"

#include <glib/gi18n.h>

struct _VanityLookTile
{
  GtkFlowBoxChild parent_instance;

  VanityLook *look;
  GtkWidget *picture;
  GtkWidget *label;
  GtkWidget *menu; /* of a look of the person's own, or NULL */
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

static void
on_menu (GtkGestureClick *click, int n, double x, double y, VanityLookTile *self)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int)x, (int)y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
on_long_press (GtkGestureLongPress *press, double x, double y, VanityLookTile *self)
{
  on_menu (NULL, 1, x, y, self);
}

void
vanity_look_tile_make_own (VanityLookTile *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *delete = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                          gtk_named_action_new ("win.delete-look"));
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuItem) item = g_menu_item_new (_ ("_Delete Look"), NULL);

  g_menu_item_set_action_and_target (item, "win.delete-look", "s", self->look->id);
  g_menu_append_item (menu, item);
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_menu), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_press), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_shortcut_set_arguments (delete, g_variant_new_string (self->look->id));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), delete);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
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
vanity_look_tile_dispose (GObject *object)
{
  g_clear_pointer (&VANITY_LOOK_TILE (object)->menu, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_look_tile_parent_class)->dispose (object);
}

static void
vanity_look_tile_class_init (VanityLookTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_look_tile_dispose;
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
