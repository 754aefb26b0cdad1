#include "ui/layers-panel-private.h"

#include "ui/color-picker.h"
#include "ui/layer-editor.h"
#include "ui/layer-row.h"
#include "ui/shade-finder.h"

#include <glib/gi18n.h>

/* In a narrow window the panel leaves the photo the better half. */
#define NARROW_HEIGHT 210

G_DEFINE_FINAL_TYPE (VanityLayersPanel, vanity_layers_panel, GTK_TYPE_WIDGET)

const char *
vanity_layers_panel_get_page (VanityLayersPanel *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->pages));
}

static gboolean
is_page (VanityLayersPanel *self, const char *page)
{
  return g_strcmp0 (vanity_layers_panel_get_page (self), page) == 0;
}

VanityLook *
vanity_layers_panel_get_origin (VanityLayersPanel *self)
{
  return vanity_layers_find_origin (vanity_layers_get_look (self->document), self->looks);
}

int
vanity_layers_panel_get_number (const VanityLook *look, int index)
{
  int number = 1;

  if (vanity_layers_find_neighbour (look, index, -1) < 0
      && vanity_layers_find_neighbour (look, index, 1) < 0)
    return 0;
  for (int i = vanity_layers_find_neighbour (look, index, -1); i >= 0;
       i = vanity_layers_find_neighbour (look, i, -1))
    number++;

  return number;
}

char *
vanity_layers_panel_dup_title (VanityLayersPanel *self, int index)
{
  const VanityLayer *layer = vanity_layers_get (self->document, index);

  if (layer == NULL)
    return g_strdup ("");

  return vanity_layer_dup_title (
      layer, vanity_layers_panel_get_number (vanity_layers_get_look (self->document), index));
}

/* ---- Products ---- */

char *
vanity_layers_panel_dup_product (VanityLayersPanel *self, const VanityLayer *layer)
{
  g_autoptr (VanityShade) shade = NULL;
  VanityCatalogue *catalogue;

  if (layer->product[0] == '\0')
    return NULL;
  if (self->shop == NULL)
    {
      self->shop = vanity_shop_get_default ();
      g_signal_connect_object (self->shop, "notify::state", G_CALLBACK (vanity_layers_panel_update),
                               self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->shop, "catalogue-changed",
                               G_CALLBACK (vanity_layers_panel_update), self, G_CONNECT_SWAPPED);
      vanity_shop_open (self->shop);
    }
  catalogue = vanity_shop_get_catalogue (self->shop);
  if (catalogue != NULL)
    shade = vanity_catalogue_get (catalogue, layer->product, NULL);

  return shade != NULL ? vanity_shade_dup_title (shade) : g_strdup (_ ("a product"));
}

/* ---- The list ---- */

static int
compare_kinds (const VanityLayerKind *one, const VanityLayerKind *other)
{
  int n;
  const VanityLayerKind *const *kinds = vanity_layer_kinds (&n);

  if (one->group != other->group)
    return one->group < other->group ? -1 : 1;
  for (int i = 0; i < n && one != other; i++)
    if (kinds[i] == one || kinds[i] == other)
      return kinds[i] == one ? -1 : 1;

  return 0;
}

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  int one = *(const int *)a, other = *(const int *)b;
  const VanityLook *look = data;
  int order = compare_kinds (((VanityLayer *)look->layers->pdata[one])->kind,
                             ((VanityLayer *)look->layers->pdata[other])->kind);

  return order != 0 ? order : one - other;
}

/* Places in the look, in the order of the list. */
static GArray *
sort_layers (VanityLook *look)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < (int)look->layers->len; i++)
    g_array_append_val (places, i);
  g_array_sort_with_data (places, compare_places, look);

  return places;
}

static VanityLayerRow *
get_row (VanityLayersPanel *self, int place)
{
  return VANITY_LAYER_ROW (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), place));
}

static gboolean
fits (VanityLayersPanel *self, VanityLook *look, GArray *places)
{
  guint i = 0;

  for (VanityLayerRow *row = NULL; (row = get_row (self, (int)i)) != NULL; i++)
    {
      const VanityLayer *layer;

      if (i >= places->len)
        return FALSE;
      layer = look->layers->pdata[g_array_index (places, int, i)];
      if (vanity_layer_row_get_kind (row) != layer->kind)
        return FALSE;
    }

  return i == places->len;
}

static void
on_grabbed (VanityLayersPanel *self)
{
  if (self->document != NULL)
    vanity_document_settle (self->document);
}

static void
on_opacity (VanityLayerRow *row, double opacity, VanityLayersPanel *self)
{
  vanity_layers_set_value (self->document, vanity_layer_row_get_index (row), 0, VANITY_LAYERS_BOTH,
                           (VanityValue){ .number = opacity });
}

static void
on_muted (VanityLayerRow *row, gboolean muted, VanityLayersPanel *self)
{
  vanity_layers_set_muted (self->document, vanity_layer_row_get_index (row), muted);
}

static void
make_rows (VanityLayersPanel *self, guint n)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; i < n; i++)
    {
      VanityLayerRow *row = vanity_layer_row_new ();

      g_signal_connect_swapped (row, "grabbed", G_CALLBACK (on_grabbed), self);
      g_signal_connect (row, "opacity", G_CALLBACK (on_opacity), self);
      g_signal_connect (row, "muted", G_CALLBACK (on_muted), self);
      vanity_layer_row_set_menu_func (row, vanity_layers_panel_make_menu, row);
      gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (row));
    }
}

void
vanity_layers_panel_focus (VanityLayersPanel *self, int index)
{
  VanityLayerRow *row;

  for (int i = 0; (row = get_row (self, i)) != NULL; i++)
    if (vanity_layer_row_get_index (row) == index)
      gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
update_list (VanityLayersPanel *self, VanityLook *look)
{
  g_autoptr (GArray) places = sort_layers (look);
  int solo = vanity_document_get_solo (self->document);

  /* Those that are there are kept, or a slider would be lost from under the hand. */
  if (!fits (self, look, places))
    make_rows (self, places->len);
  for (guint i = 0; i < places->len; i++)
    {
      int index = g_array_index (places, int, i);
      const VanityLayer *layer = look->layers->pdata[index];
      g_autofree char *product = vanity_layers_panel_dup_product (self, layer);

      vanity_layer_row_set_product (get_row (self, (int)i), product);
      vanity_layer_row_set_layer (get_row (self, (int)i), layer, index,
                                  vanity_layers_panel_get_number (look, index), solo == index);
    }
  gtk_list_box_invalidate_headers (GTK_LIST_BOX (self->list));
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const VanityLayerKind *kind = vanity_layer_row_get_kind (VANITY_LAYER_ROW (row));
  const VanityLayerKind *above
      = before != NULL ? vanity_layer_row_get_kind (VANITY_LAYER_ROW (before)) : NULL;
  GtkWidget *label;

  if (kind == NULL || (above != NULL && above->group == kind->group))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = gtk_label_new (vanity_layer_group_get_label (kind->group));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "group");
  gtk_list_box_row_set_header (row, label);
}

static void
on_row_activated (VanityLayersPanel *self, VanityLayerRow *row)
{
  vanity_layers_panel_edit (self, vanity_layer_row_get_index (row));
}

/* Keys on a row itself; those on its controls are theirs. */
static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                VanityLayersPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return VANITY_IS_LAYER_ROW (focus)
         && vanity_layers_panel_press (self, vanity_layer_row_get_index (VANITY_LAYER_ROW (focus)),
                                       key, state);
}

/* ---- Pages ---- */

static void
update_title (VanityLayersPanel *self)
{
  VanityLook *look = vanity_layers_get_look (self->document);
  gboolean at_list = is_page (self, "list") || is_page (self, "message");
  g_autofree char *title = NULL;

  if (is_page (self, "shades"))
    title = g_strdup (_ ("Products of This Colour"));
  else if (is_page (self, "reference"))
    title = g_strdup (_ ("Take a Colour"));
  else if (is_page (self, "color"))
    {
      int index = vanity_layer_editor_get_index (VANITY_LAYER_EDITOR (self->editor));
      const VanityLayer *layer = vanity_layers_get (self->document, index);
      g_autofree char *name = vanity_layers_panel_dup_title (self, index);

      title = layer == NULL ? g_strdup ("")
                            : g_strdup_printf (C_ ("step", "%s: %s"), name,
                                               _ (layer->kind->params[self->param].label));
    }
  else if (is_page (self, "editor"))
    title = vanity_layers_panel_dup_title (
        self, vanity_layer_editor_get_index (VANITY_LAYER_EDITOR (self->editor)));
  else if (look != NULL)
    {
      VanityLook *origin = vanity_layers_panel_get_origin (self);

      title = origin != NULL && origin != look
                  ? g_strdup_printf (_ ("%s, changed"), vanity_look_get_label (look))
                  : g_strdup (vanity_look_get_label (look));
    }
  else
    title = g_strdup (_ ("Layers"));

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_tooltip_text (self->title, title);
  gtk_widget_set_visible (self->back, !at_list);
  gtk_widget_set_visible (self->add, at_list);
  gtk_widget_set_visible (self->more, at_list);
}

void
vanity_layers_panel_show (VanityLayersPanel *self, const char *page)
{
  if (is_page (self, page))
    return;

  if (!g_str_equal (page, "color") && !g_str_equal (page, "reference"))
    vanity_layers_panel_stop_color (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), page);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
  update_title (self);
}

void
vanity_layers_panel_edit (VanityLayersPanel *self, int index)
{
  if (vanity_layers_get (self->document, index) == NULL)
    return;

  vanity_document_settle (self->document);
  vanity_layer_editor_set_layer (VANITY_LAYER_EDITOR (self->editor), self->document, index,
                                 vanity_layers_panel_get_origin (self));
  vanity_layers_panel_show (self, "editor");
  vanity_layers_panel_update (self);
  gtk_widget_child_focus (self->editor, GTK_DIR_TAB_FORWARD);
}

static void
on_back (VanityLayersPanel *self)
{
  int index = vanity_layer_editor_get_index (VANITY_LAYER_EDITOR (self->editor));

  if (self->document != NULL)
    vanity_document_settle (self->document);
  if (is_page (self, "reference"))
    {
      vanity_layers_panel_show (self, "color");
      gtk_widget_child_focus (self->picker, GTK_DIR_TAB_FORWARD);
    }
  else if (is_page (self, "editor"))
    {
      vanity_layers_panel_show (self, "list");
      vanity_layers_panel_focus (self, index);
    }
  else
    {
      vanity_layers_panel_show (self, "editor");
      gtk_widget_child_focus (self->editor, GTK_DIR_TAB_FORWARD);
    }
}

static void
say (VanityLayersPanel *self, const char *title, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->message_title), title);
  gtk_label_set_label (GTK_LABEL (self->message_text), text);
}

static void
update_message (VanityLayersPanel *self)
{
  VanityOutfit *outfit
      = self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
  gboolean here = outfit != NULL && outfit->n_faces > 0;
  VanityWear wear = here ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;
  gboolean busy = vanity_job_slot_is_busy (&self->recipe);

  if (!here)
    say (self, _ ("Layers"),
         _ ("When a face has been found in the photo, its makeup can be edited "
            "here layer by layer."));
  else if (wear.mix != NULL)
    say (self, _ ("Copied Makeup"),
         _ ("What is copied from a photo is worn as a whole. Vanity can work out layers that give "
            "the same makeup, to be edited one by one."));
  else if (wear.off)
    say (self, _ ("Makeup Taken Off"),
         _ ("The makeup in the photo itself is taken off. Add a layer, or choose a look, to put "
            "other makeup on the photo as it was."));
  else
    say (self, _ ("No Makeup Yet"),
         _ ("Add layers one by one with the plus button, or choose a look to begin with."));

  gtk_widget_set_visible (self->looks_button, here && wear.mix == NULL);
  gtk_widget_set_visible (self->edit_button, here && wear.mix != NULL && !busy);
  gtk_widget_set_visible (self->working, busy);
  if (wear.mix == NULL)
    gtk_widget_hide (self->message_error);
}

void
vanity_layers_panel_update (VanityLayersPanel *self)
{
  VanityLook *look = vanity_layers_get_look (self->document);
  int index = vanity_layer_editor_get_index (VANITY_LAYER_EDITOR (self->editor));
  const VanityLayer *layer = vanity_layers_get (self->document, index);

  /* Many looks are worn while nobody looks at their layers. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  vanity_layers_panel_update_actions (self);
  if (look == NULL || look->layers->len == 0)
    {
      update_message (self);
      vanity_layers_panel_show (self, "message");
      update_title (self);
      return;
    }

  update_list (self, look);
  if (is_page (self, "message"))
    vanity_layers_panel_show (self, "list");
  if (!is_page (self, "list"))
    {
      /* Undone, or another look: what was edited is not there any more. */
      if (layer == NULL
          || layer->kind != vanity_layer_editor_get_kind (VANITY_LAYER_EDITOR (self->editor)))
        vanity_layers_panel_show (self, "list");
      else
        {
          g_autofree char *product = vanity_layers_panel_dup_product (self, layer);

          vanity_layer_editor_set_layer (VANITY_LAYER_EDITOR (self->editor), self->document, index,
                                         vanity_layers_panel_get_origin (self));
          vanity_layer_editor_set_product (VANITY_LAYER_EDITOR (self->editor), product);
          vanity_layers_panel_update_color (self);
        }
    }
  update_title (self);
}

void
vanity_layers_panel_set_document (VanityLayersPanel *self, VanityDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  vanity_job_slot_clear (&self->recipe);
  vanity_layers_panel_stop_color (self);
  g_set_object (&self->document, document);
  vanity_layer_editor_set_layer (VANITY_LAYER_EDITOR (self->editor), document, -1, NULL);
  gtk_widget_hide (self->message_error);

  if (document != NULL)
    g_signal_connect_object (document, "notify::outfit", G_CALLBACK (vanity_layers_panel_update),
                             self, G_CONNECT_SWAPPED);
  vanity_layers_panel_show (self, "list");
  vanity_layers_panel_update (self);
}

void
vanity_layers_panel_set_looks (VanityLayersPanel *self, GPtrArray *looks)
{
  g_ptr_array_ref (looks);
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  self->looks = looks;
  vanity_layers_panel_update (self);
}

void
vanity_layers_panel_set_narrow (VanityLayersPanel *self, gboolean narrow)
{
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (self->scrolled);

  gtk_scrolled_window_set_max_content_height (scrolled, narrow ? NARROW_HEIGHT : -1);
  gtk_scrolled_window_set_min_content_height (scrolled, narrow ? NARROW_HEIGHT : -1);
}

static void
vanity_layers_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vanity_layers_panel_parent_class)->map (widget);
  vanity_layers_panel_update (VANITY_LAYERS_PANEL (widget));
}

static void
vanity_layers_panel_unmap (GtkWidget *widget)
{
  vanity_layers_panel_stop_color (VANITY_LAYERS_PANEL (widget));
  GTK_WIDGET_CLASS (vanity_layers_panel_parent_class)->unmap (widget);
}

static void
vanity_layers_panel_dispose (GObject *object)
{
  VanityLayersPanel *self = VANITY_LAYERS_PANEL (object);

  vanity_job_slot_clear (&self->recipe);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_object (&self->shop);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->looks, g_ptr_array_unref);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_layers_panel_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityLayersPanel, name)
#define CALLBACK(name) gtk_widget_class_bind_template_callback (widget_class, name)

static void
vanity_layers_panel_class_init (VanityLayersPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_layers_panel_dispose;
  widget_class->map = vanity_layers_panel_map;
  widget_class->unmap = vanity_layers_panel_unmap;

  g_signal_new ("looks-changed", VANITY_TYPE_LAYERS_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);

  g_type_ensure (VANITY_TYPE_COLOR_PICKER);
  g_type_ensure (VANITY_TYPE_LAYER_EDITOR);
  g_type_ensure (VANITY_TYPE_LAYER_ROW);
  g_type_ensure (VANITY_TYPE_SHADE_FINDER);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/layers-panel.ui");
  BIND (box);
  BIND (back);
  BIND (title);
  BIND (add);
  BIND (more);
  BIND (scrolled);
  BIND (pages);
  BIND (message_title);
  BIND (message_text);
  BIND (message_error);
  BIND (looks_button);
  BIND (edit_button);
  BIND (working);
  BIND (list);
  BIND (editor);
  BIND (picker);
  BIND (shades);
  BIND (reference);
  CALLBACK (on_back);
  CALLBACK (on_grabbed);
  CALLBACK (on_row_activated);
  CALLBACK (vanity_layers_panel_ask_color);
  CALLBACK (vanity_layers_panel_ask_shades);
  CALLBACK (vanity_layers_panel_color_changed);
  CALLBACK (vanity_layers_panel_eyedropper);
  CALLBACK (vanity_layers_panel_shade_chosen);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "layerspanel");
}

static void
vanity_layers_panel_init (VanityLayersPanel *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), update_header, NULL, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (self->list, keys);
  vanity_layers_panel_init_actions (self);
  vanity_layers_panel_init_color (self);
}
