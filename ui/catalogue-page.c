#include "ui/catalogue-page-private.h"

#include "ui/query-chips.h"
#include "ui/query-editor.h"
#include "ui/shade-pane.h"
#include "ui/shade-row.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (VanityCataloguePage, vanity_catalogue_page, GTK_TYPE_WIDGET)

const char *
vanity_catalogue_page_get_page (VanityCataloguePage *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->pages));
}

const char *
vanity_catalogue_page_get_count (VanityCataloguePage *self)
{
  return gtk_label_get_text (GTK_LABEL (self->count));
}

/* ---- What is shown ---- */

static char *
dup_count (VanityCataloguePage *self, guint n)
{
  if (vanity_shop_get_state (self->shop) != VANITY_SHOP_OPEN)
    return g_strdup ("");

  /* Translators: %'u is a number with separators. */
  return g_strdup_printf (ngettext ("%'u shade", "%'u shades", n), n);
}

static const char *
find_page (VanityCataloguePage *self)
{
  if (self->over)
    return "filters";
  if (vanity_shop_get_state (self->shop) == VANITY_SHOP_FAILED
      || vanity_shade_list_get_error (self->shades) != NULL)
    return "failed";
  if (g_list_model_get_n_items (G_LIST_MODEL (self->shades)) > 0)
    return "list";
  if (vanity_shop_get_state (self->shop) != VANITY_SHOP_OPEN
      || vanity_shade_list_is_busy (self->shades))
    return "working";

  return "empty";
}

static void
update (VanityCataloguePage *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shades));
  g_autofree char *count = dup_count (self, n);
  g_autofree char *trouble = vanity_shop_dup_trouble (self->shop);
  const GError *error = vanity_shop_get_state (self->shop) == VANITY_SHOP_FAILED
                            ? vanity_shop_get_error (self->shop)
                            : vanity_shade_list_get_error (self->shades);
  int n_filters = vanity_query_chips_count (VANITY_QUERY_CHIPS (self->chips));
  g_autofree char *filters = n_filters > 0 ? g_strdup_printf (_ ("_Filters (%d)"), n_filters)
                                           : g_strdup (_ ("_Filters"));

  gtk_label_set_label (GTK_LABEL (self->count), count);
  gtk_button_set_label (GTK_BUTTON (self->filter), filters);
  gtk_label_set_label (GTK_LABEL (self->trouble_label), trouble != NULL ? trouble : "");
  gtk_widget_set_visible (self->trouble, trouble != NULL);
  gtk_label_set_label (GTK_LABEL (self->error), error != NULL ? error->message : "");
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), find_page (self));
}

/* ---- What is asked ---- */

static VanityOrder
get_order (VanityCataloguePage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->order));

  return selected < VANITY_N_ORDERS ? (VanityOrder)selected : VANITY_ORDER_RELEVANCE;
}

void
vanity_catalogue_page_search (VanityCataloguePage *self)
{
  VanityCatalogue *catalogue = vanity_shop_get_catalogue (self->shop);
  VanityQuery *query = &self->query;
  GdkRGBA color;

  vanity_query_clear (query);
  vanity_query_copy (query, vanity_query_editor_get_query (VANITY_QUERY_EDITOR (self->editor)));
  g_free (query->text);
  query->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  g_strfreev (query->avoid);
  query->avoid = g_strdupv ((char **)vanity_shop_get_avoided (self->shop));
  query->order = get_order (self);
  gtk_widget_set_visible (self->color, query->order == VANITY_ORDER_DISTANCE);
  if (query->order == VANITY_ORDER_DISTANCE)
    {
      gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (self->color), &color);
      query->near = vanity_shade_row_read_color (&color);
      query->only_colored = TRUE;
    }

  self->is_stale = FALSE;
  vanity_shade_list_set_query (self->shades, catalogue, query);
  update (self);
}

static void
on_asked (VanityCataloguePage *self)
{
  if (!self->following && self->shop != NULL)
    vanity_catalogue_page_search (self);
}

static void
on_edited (VanityCataloguePage *self)
{
  const VanityQuery *query = vanity_query_editor_get_query (VANITY_QUERY_EDITOR (self->editor));

  vanity_query_chips_set_query (VANITY_QUERY_CHIPS (self->chips), query);
  vanity_catalogue_page_search (self);
}

static void
on_chip_taken_off (VanityCataloguePage *self, VanityQueryChips *chips)
{
  g_auto (VanityQuery) query;

  vanity_query_copy (&query, vanity_query_chips_get_query (chips));
  vanity_query_editor_set_query (VANITY_QUERY_EDITOR (self->editor), &query);
  on_edited (self);
}

static void
on_everything (VanityCataloguePage *self)
{
  g_auto (VanityQuery) query;

  vanity_query_init (&query);
  self->following = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->order), VANITY_ORDER_RELEVANCE);
  self->following = FALSE;
  vanity_query_editor_set_query (VANITY_QUERY_EDITOR (self->editor), &query);
  on_edited (self);
}

void
vanity_catalogue_page_find_color (VanityCataloguePage *self, const GdkRGBA *color)
{
  self->following = TRUE;
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (self->color), color);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->order), VANITY_ORDER_DISTANCE);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->following = FALSE;
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->browser);
  vanity_catalogue_page_search (self);
}

static void
on_find_like (VanityCataloguePage *self)
{
  const VanityShade *shade = vanity_shade_pane_get_shade (VANITY_SHADE_PANE (self->pane));
  const GdkRGBA color
      = { (float)(shade->rgb >> 16 & 0xff) / 255, (float)(shade->rgb >> 8 & 0xff) / 255,
          (float)(shade->rgb & 0xff) / 255, 1 };

  vanity_catalogue_page_find_color (self, &color);
}

/* ---- The list ---- */

static void
show_item (VanityShadeItem *item, GtkListItem *list_item)
{
  VanityCataloguePage *self = g_object_get_data (G_OBJECT (list_item), "page");
  GtkWidget *row = gtk_list_item_get_child (list_item);
  gboolean near = self->query.order == VANITY_ORDER_DISTANCE;

  vanity_shade_row_set_shade (VANITY_SHADE_ROW (row), vanity_shade_item_get_shade (item),
                              near ? &self->query.near : NULL);
}

static void
on_setup (VanityCataloguePage *self, GtkListItem *item)
{
  g_object_set_data (G_OBJECT (item), "page", self);
  gtk_list_item_set_child (item, GTK_WIDGET (vanity_shade_row_new (self->shop)));
}

static void
on_bind (VanityCataloguePage *self, GtkListItem *item)
{
  VanityShadeItem *shade = gtk_list_item_get_item (item);

  g_signal_connect (shade, "read", G_CALLBACK (show_item), item);
  show_item (shade, item);
}

static void
on_unbind (VanityCataloguePage *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), show_item, item);
}

static void
on_activated (VanityCataloguePage *self, guint position)
{
  g_autoptr (VanityShadeItem) item = g_list_model_get_item (G_LIST_MODEL (self->shades), position);

  if (item == NULL || vanity_shade_item_get_shade (item) == NULL)
    return;

  vanity_shade_pane_set_shade (VANITY_SHADE_PANE (self->pane), vanity_shade_item_get_shade (item));
  adw_leaflet_navigate (ADW_LEAFLET (self->leaflet), ADW_NAVIGATION_DIRECTION_FORWARD);
}

/* ---- Pages ---- */

static void
on_filters (VanityCataloguePage *self)
{
  self->over = !self->over;
  update (self);
  gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->pages)),
                          GTK_DIR_TAB_FORWARD);
}

gboolean
vanity_catalogue_page_back (VanityCataloguePage *self)
{
  if (self->over)
    {
      self->over = FALSE;
      update (self);
      gtk_widget_grab_focus (self->filter);
      return TRUE;
    }

  if (adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet))
      && adw_leaflet_navigate (ADW_LEAFLET (self->leaflet), ADW_NAVIGATION_DIRECTION_BACK))
    {
      gtk_widget_grab_focus (self->list);
      return TRUE;
    }

  return FALSE;
}

static void
on_folded (VanityCataloguePage *self)
{
  gtk_widget_set_visible (self->pane_back, adw_leaflet_get_folded (ADW_LEAFLET (self->leaflet)));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return vanity_catalogue_page_back (VANITY_CATALOGUE_PAGE (widget));
}

void
vanity_catalogue_page_find (VanityCataloguePage *self)
{
  self->over = FALSE;
  adw_leaflet_set_visible_child (ADW_LEAFLET (self->leaflet), self->browser);
  update (self);
  gtk_widget_grab_focus (self->search);
}

static void
on_retry (VanityCataloguePage *self)
{
  if (vanity_shop_get_state (self->shop) == VANITY_SHOP_FAILED)
    vanity_shop_open (self->shop);
  else
    vanity_catalogue_page_search (self);
}

/* ---- What is watched ---- */

static void
on_shop_changed (VanityCataloguePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    vanity_catalogue_page_search (self);
  else
    self->is_stale = TRUE;
}

static void
on_shop_opened (VanityCataloguePage *self)
{
  vanity_query_editor_set_shop (VANITY_QUERY_EDITOR (self->editor), self->shop);
  on_shop_changed (self);
}

/* Only what is to be avoided changes what is found. */
static void
on_taste_changed (VanityCataloguePage *self)
{
  const char *const *avoided = vanity_shop_get_avoided (self->shop);
  const char *const none[] = { NULL };

  if (!g_strv_equal (avoided,
                     self->query.avoid != NULL ? (const char *const *)self->query.avoid : none))
    on_shop_changed (self);
}

void
vanity_catalogue_page_update (VanityCataloguePage *self)
{
  vanity_shade_pane_update (VANITY_SHADE_PANE (self->pane));
}

void
vanity_catalogue_page_set_offer (VanityCataloguePage *self, VanityOffer *offer)
{
  vanity_shade_pane_set_offer (VANITY_SHADE_PANE (self->pane), offer);
}

void
vanity_catalogue_page_set_shop (VanityCataloguePage *self, VanityShop *shop)
{
  self->shop = g_object_ref (shop);
  vanity_query_editor_set_shop (VANITY_QUERY_EDITOR (self->editor), shop);
  vanity_query_chips_set_shop (VANITY_QUERY_CHIPS (self->chips), shop);
  vanity_shade_pane_set_shop (VANITY_SHADE_PANE (self->pane), shop);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (shop, "notify::state", G_CALLBACK (on_shop_opened), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "catalogue-changed", G_CALLBACK (on_shop_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (shop, "taste-changed", G_CALLBACK (on_taste_changed), self,
                           G_CONNECT_SWAPPED);
  self->is_stale = TRUE;
  update (self);
}

static void
vanity_catalogue_page_map (GtkWidget *widget)
{
  VanityCataloguePage *self = VANITY_CATALOGUE_PAGE (widget);

  GTK_WIDGET_CLASS (vanity_catalogue_page_parent_class)->map (widget);
  vanity_shop_open (self->shop);
  if (self->is_stale)
    vanity_catalogue_page_search (self);
}

static void
vanity_catalogue_page_dispose (GObject *object)
{
  VanityCataloguePage *self = VANITY_CATALOGUE_PAGE (object);

  vanity_job_slot_clear (&self->exporting);
  if (self->importer != NULL)
    g_signal_handlers_disconnect_by_data (self->importer, self);
  if (self->shades != NULL)
    g_signal_handlers_disconnect_by_data (self->shades, self);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->shades);
  g_clear_object (&self->importer);
  g_clear_object (&self->shop);

  G_OBJECT_CLASS (vanity_catalogue_page_parent_class)->dispose (object);
}

static void
vanity_catalogue_page_finalize (GObject *object)
{
  vanity_query_clear (&VANITY_CATALOGUE_PAGE (object)->query);

  G_OBJECT_CLASS (vanity_catalogue_page_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityCataloguePage, name)

static void
vanity_catalogue_page_class_init (VanityCataloguePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_catalogue_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = vanity_catalogue_page_finalize;
  widget_class->map = vanity_catalogue_page_map;

  g_type_ensure (VANITY_TYPE_QUERY_CHIPS);
  g_type_ensure (VANITY_TYPE_QUERY_EDITOR);
  g_type_ensure (VANITY_TYPE_SHADE_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/catalogue-page.ui");
  BIND (overlay);
  BIND (leaflet);
  BIND (browser);
  BIND (trouble);
  BIND (trouble_label);
  BIND (search);
  BIND (filter);
  BIND (count);
  BIND (order);
  BIND (color);
  BIND (chips);
  BIND (importing);
  BIND (import_label);
  BIND (import_bar);
  BIND (import_cancel);
  BIND (pages);
  BIND (error);
  BIND (list);
  BIND (editor);
  BIND (pane);
  BIND (pane_back);
  BIND (drop_hint);
  gtk_widget_class_bind_template_callback (widget_class, on_asked);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_chip_taken_off);
  gtk_widget_class_bind_template_callback (widget_class, on_everything);
  gtk_widget_class_bind_template_callback (widget_class, on_find_like);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_filters);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, vanity_catalogue_page_back);
  gtk_widget_class_bind_template_callback (widget_class, vanity_catalogue_page_cancel_import);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "cataloguepage");
}

static void
fill_orders (VanityCataloguePage *self)
{
  g_autoptr (GtkStringList) orders = gtk_string_list_new (NULL);

  for (int i = 0; i < VANITY_N_ORDERS; i++)
    gtk_string_list_append (orders, vanity_order_get_label (i));
  self->following = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->order), G_LIST_MODEL (orders));
  self->following = FALSE;
}

static void
vanity_catalogue_page_init (VanityCataloguePage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  vanity_query_init (&self->query);
  self->shades = vanity_shade_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shades)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_orders (self);
  /* The focus is on the button inside. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->color)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The colour to be near to"),
                                  -1);

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (on_unbind), self);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  g_signal_connect_object (self->shades, "notify::busy", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), self->list);
  on_folded (self);
  vanity_catalogue_page_init_files (self);
}
