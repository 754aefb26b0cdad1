#include "ui/look-gallery.h"

#include "app/thumbnails.h"
#include "app/user-looks.h"
#include "makeup/look-json.h"
#include "ui/look-tile.h"

#define TILE_WIDE 122
#define TILE_NARROW 92
/* Of the gallery, twice: what is scrolled to is not left at the very edge. */
#define MARGIN 24

struct _VanityLookGallery
{
  GtkWidget parent_instance;

  GtkWidget *pane;
  GtkWidget *scrolled;
  GtkWidget *library;
  GtkWidget *box;
  GPtrArray *shipped;
  GPtrArray *looks;
  GPtrArray *tiles; /* VanityLookTile, in the order of `looks` */

  VanityDocument *document;
  int pictured; /* the face that the pictures show, or -1 */
  gboolean narrow;
  gboolean following; /* the selection is being set from the document */
  gboolean reveal;    /* the chosen tile is to be scrolled to */
  guint reveal_idle;
  VanityJobSlot pictures;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityLookGallery, vanity_look_gallery, GTK_TYPE_WIDGET)

GPtrArray *
vanity_look_gallery_get_looks (VanityLookGallery *self)
{
  return self->looks;
}

static void
on_picture (const VanityThumbnail *thumbnail, gpointer user_data)
{
  VanityLookGallery *self = user_data;

  vanity_look_tile_set_texture (g_ptr_array_index (self->tiles, thumbnail->index),
                                thumbnail->texture);
}

static void
clear_pictures (VanityLookGallery *self)
{
  vanity_job_slot_clear (&self->pictures);
  for (guint i = 0; i < self->tiles->len; i++)
    vanity_look_tile_set_texture (g_ptr_array_index (self->tiles, i), NULL);
  self->pictured = -1;
}

/* The makeover on the photo comes first: the pictures are begun once it is there. */
static void
update_pictures (VanityLookGallery *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);
  VanityPhoto *photo = vanity_document_get_photo (self->document);

  if (outfit == NULL || self->pictured == outfit->selected
      || !vanity_document_is_current (self->document))
    return;

  self->pictured = outfit->selected;
  vanity_thumbnails_start_looks (
      &self->pictures, vanity_photo_get_image (photo),
      vanity_document_get_face (self->document, self->pictured), self->looks,
      TILE_WIDE * gtk_widget_get_scale_factor (GTK_WIDGET (self)), on_picture, self);
}

/* Scrolls so that the tile that was chosen elsewhere (undo, start) is seen. */
static gboolean
reveal_chosen (gpointer user_data)
{
  VanityLookGallery *self = user_data;
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);
  g_autoptr (GList) chosen = gtk_flow_box_get_selected_children (GTK_FLOW_BOX (self->box));
  graphene_rect_t bounds;

  self->reveal_idle = 0;
  if (chosen == NULL || !gtk_widget_compute_bounds (chosen->data, self->box, &bounds)
      || bounds.size.width <= 0)
    return G_SOURCE_REMOVE;

  self->reveal = FALSE;
  graphene_rect_inset (&bounds, -MARGIN, -MARGIN);
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (scrolled), bounds.origin.x,
                             bounds.origin.x + bounds.size.width);
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (scrolled), bounds.origin.y,
                             bounds.origin.y + bounds.size.height);

  return G_SOURCE_REMOVE;
}

/* Also called when the gallery gets a size: only after that the tiles have a place. */
static void
reveal_soon (VanityLookGallery *self)
{
  if (self->reveal && self->reveal_idle == 0)
    self->reveal_idle = g_idle_add (reveal_chosen, self);
}

/* "Browse", in which a click never leaves nothing selected, does not let go by itself. */
static void
unselect (VanityLookGallery *self)
{
  GtkFlowBox *box = GTK_FLOW_BOX (self->box);

  gtk_flow_box_set_selection_mode (box, GTK_SELECTION_SINGLE);
  gtk_flow_box_unselect_all (box);
  gtk_flow_box_set_selection_mode (box, GTK_SELECTION_BROWSE);
}

static void
update_selection (VanityLookGallery *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  VanityWear wear = outfit != NULL ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;
  VanityLookTile *chosen = NULL;

  self->following = TRUE;
  for (guint i = 0; i < self->tiles->len; i++)
    {
      VanityLookTile *tile = g_ptr_array_index (self->tiles, i);

      if (vanity_look_tile_get_look (tile) == wear.look)
        chosen = tile;
    }
  /* What is not in the gallery: makeup copied or taken off, a look that was deleted. */
  if (chosen == NULL || (wear.look == NULL && !vanity_wear_is_bare (&wear)))
    {
      unselect (self);
    }
  else if (!gtk_flow_box_child_is_selected (GTK_FLOW_BOX_CHILD (chosen)))
    {
      gtk_flow_box_select_child (GTK_FLOW_BOX (self->box), GTK_FLOW_BOX_CHILD (chosen));
      self->reveal = TRUE;
      reveal_soon (self);
    }
  self->following = FALSE;
}

static void
on_selected (VanityLookGallery *self)
{
  g_autoptr (GList) selected = gtk_flow_box_get_selected_children (GTK_FLOW_BOX (self->box));

  if (self->following || self->document == NULL || selected == NULL)
    return;

  vanity_document_set_look (self->document,
                            vanity_look_tile_get_look (VANITY_LOOK_TILE (selected->data)));
}

static void
on_outfit_changed (VanityLookGallery *self)
{
  VanityOutfit *outfit = vanity_document_get_outfit (self->document);

  if (outfit != NULL && self->pictured >= 0 && self->pictured != outfit->selected)
    clear_pictures (self);
  update_selection (self);
  update_pictures (self);
}

void
vanity_look_gallery_set_document (VanityLookGallery *self, VanityDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  clear_pictures (self);
  g_set_object (&self->document, document);

  if (document != NULL)
    {
      g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "notify::pictures", G_CALLBACK (update_pictures), self,
                               G_CONNECT_SWAPPED);
      on_outfit_changed (self);
    }
}

static void
unref_look (gpointer look)
{
  if (look != NULL)
    vanity_look_unref (look);
}

static void
update_columns (VanityLookGallery *self)
{
  guint n = self->tiles->len;

  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->box), self->narrow ? n : 3);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (self->box), self->narrow ? n : 2);
}

static void
add_tile (VanityLookGallery *self, VanityLook *look)
{
  VanityLookTile *tile = vanity_look_tile_new (look);

  if (look != NULL && vanity_user_looks_has (look))
    vanity_look_tile_make_own (tile);
  vanity_look_tile_set_size (tile, self->narrow ? TILE_NARROW : TILE_WIDE);
  g_ptr_array_add (self->looks, look != NULL ? vanity_look_ref (look) : NULL);
  g_ptr_array_add (self->tiles, tile);
  gtk_flow_box_append (GTK_FLOW_BOX (self->box), GTK_WIDGET (tile));
}

static gboolean
is_same (const VanityLook *one, const VanityLook *other)
{
  g_autofree char *text = vanity_look_to_json (one);
  g_autofree char *other_text = vanity_look_to_json (other);

  return strcmp (text, other_text) == 0;
}

/* A look whose file has not changed is the same one before and after: what is worn stays the one
 * that is chosen. */
static VanityLook *
find_same (GPtrArray *looks, VanityLook *look)
{
  for (guint i = 0; i < looks->len; i++)
    {
      VanityLook *other = g_ptr_array_index (looks, i);

      if (other != NULL && strcmp (other->id, look->id) == 0 && is_same (other, look))
        return other;
    }

  return look;
}

static void
add_tiles (VanityLookGallery *self, GPtrArray *before)
{
  g_autoptr (GPtrArray) own = vanity_user_looks_list ();

  add_tile (self, NULL);
  for (guint i = 0; i < own->len; i++)
    add_tile (self, find_same (before, g_ptr_array_index (own, i)));
  for (guint i = 0; i < self->shipped->len; i++)
    add_tile (self, g_ptr_array_index (self->shipped, i));
  update_columns (self);
}

void
vanity_look_gallery_reload (VanityLookGallery *self)
{
  g_autoptr (GPtrArray) before = g_steal_pointer (&self->looks);

  vanity_job_slot_clear (&self->pictures);
  self->following = TRUE;
  for (guint i = 0; i < self->tiles->len; i++)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->box), g_ptr_array_index (self->tiles, i));
  g_ptr_array_set_size (self->tiles, 0);
  self->looks = g_ptr_array_new_with_free_func (unref_look);
  add_tiles (self, before);
  self->following = FALSE;
  self->pictured = -1;
  if (self->document != NULL)
    on_outfit_changed (self);
}

void
vanity_look_gallery_set_narrow (VanityLookGallery *self, gboolean narrow)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);
  guint n = self->tiles->len;

  if (self->narrow == narrow)
    return;

  self->narrow = narrow;
  for (guint i = 0; i < n; i++)
    vanity_look_tile_set_size (g_ptr_array_index (self->tiles, i),
                               narrow ? TILE_NARROW : TILE_WIDE);
  update_columns (self);
  /* A row has no room below it: the menu and the search for commands have it, too. */
  gtk_widget_set_visible (self->library, !narrow);
  gtk_scrolled_window_set_policy (scrolled, narrow ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER,
                                  narrow ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC);
  self->reveal = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
}

/* The tiles are one stop of the Tab key, the chosen one; arrows move among them. Then comes the
 * library. */
static gboolean
vanity_look_gallery_focus (GtkWidget *widget, GtkDirectionType direction)
{
  VanityLookGallery *self = VANITY_LOOK_GALLERY (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  g_autoptr (GList) chosen = gtk_flow_box_get_selected_children (GTK_FLOW_BOX (self->box));

  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    {
      gboolean forward = direction == GTK_DIR_TAB_FORWARD, last = focus == self->library;

      if (focus != NULL && gtk_widget_is_ancestor (focus, widget) && forward == last)
        return FALSE;
      if (gtk_widget_get_visible (self->library)
          && (forward ? focus != NULL && gtk_widget_is_ancestor (focus, self->scrolled)
                      : focus == NULL || !gtk_widget_is_ancestor (focus, widget)))
        return gtk_widget_child_focus (self->library, direction);
      if (focus != NULL && gtk_widget_is_ancestor (focus, self->scrolled))
        return FALSE;
      if (chosen != NULL)
        return gtk_widget_child_focus (chosen->data, direction); /* the cursor goes there too */
    }

  return GTK_WIDGET_CLASS (vanity_look_gallery_parent_class)->focus (widget, direction);
}

static void
vanity_look_gallery_dispose (GObject *object)
{
  VanityLookGallery *self = VANITY_LOOK_GALLERY (object);

  g_clear_handle_id (&self->reveal_idle, g_source_remove);
  vanity_job_slot_clear (&self->pictures);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->pane, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_look_gallery_parent_class)->dispose (object);
}

static void
vanity_look_gallery_finalize (GObject *object)
{
  VanityLookGallery *self = VANITY_LOOK_GALLERY (object);

  g_ptr_array_unref (self->tiles);
  g_ptr_array_unref (self->looks);
  g_ptr_array_unref (self->shipped);

  G_OBJECT_CLASS (vanity_look_gallery_parent_class)->finalize (object);
}

static void
vanity_look_gallery_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, VANITY_LOOK_GALLERY (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_look_gallery_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_NARROW:
      vanity_look_gallery_set_narrow (VANITY_LOOK_GALLERY (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_look_gallery_class_init (VanityLookGalleryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_look_gallery_dispose;
  object_class->finalize = vanity_look_gallery_finalize;
  object_class->get_property = vanity_look_gallery_get_property;
  object_class->set_property = vanity_look_gallery_set_property;
  widget_class->focus = vanity_look_gallery_focus;

  properties[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/look-gallery.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityLookGallery, pane);
  gtk_widget_class_bind_template_child (widget_class, VanityLookGallery, scrolled);
  gtk_widget_class_bind_template_child (widget_class, VanityLookGallery, library);
  gtk_widget_class_bind_template_child (widget_class, VanityLookGallery, box);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, reveal_soon);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lookgallery");
}

static void
vanity_look_gallery_init (VanityLookGallery *self)
{
  self->pictured = -1;
  self->shipped = vanity_look_list_shipped ();
  self->looks = g_ptr_array_new_with_free_func (unref_look);
  self->tiles = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_tiles (self, self->looks);
}
