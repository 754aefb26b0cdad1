#include "ui/products-panel-private.h"

#include "ui/alternative-list.h"
#include "ui/query-chips.h"
#include "ui/query-editor.h"

#include <glib/gi18n.h>

/* In a narrow window the panel leaves the photo the better half. */
#define NARROW_HEIGHT 250
/* Of this, where there is a way back above it. */
#define TITLE_HEIGHT 40

enum
{
  PROP_0,
  PROP_OFFER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityProductsPanel, vanity_products_panel, GTK_TYPE_WIDGET)

VanityOffer *
vanity_products_panel_get_offer (VanityProductsPanel *self)
{
  return self->offer;
}

const char *
vanity_products_panel_get_page (VanityProductsPanel *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->pages));
}

/* ---- What is said beside it ---- */

static void
update_notes (VanityProductsPanel *self)
{
  VanityShop *shop = vanity_offer_get_shop (self->offer);
  g_autofree char *trouble = vanity_shop_dup_trouble (shop);
  g_autofree char *skin = vanity_offer_dup_skin_note (self->offer);
  int n = vanity_query_chips_count (VANITY_QUERY_CHIPS (self->chips));
  g_autofree char *filters
      = n > 0 ? g_strdup_printf (_ ("_Filters (%d)"), n) : g_strdup (_ ("_Filters"));
  gboolean makeup = vanity_offer_has_makeup (self->offer);

  gtk_label_set_label (GTK_LABEL (self->trouble_label), trouble != NULL ? trouble : "");
  gtk_widget_set_visible (self->trouble, trouble != NULL);
  gtk_widget_set_visible (self->private_note, vanity_shop_get_private (shop));
  gtk_widget_set_visible (self->approximate, vanity_products_panel_has_approximate (self));
  gtk_button_set_label (GTK_BUTTON (self->filter), filters);
  gtk_label_set_label (GTK_LABEL (self->skin_note), skin != NULL ? skin : "");
  gtk_widget_set_visible (self->skin, skin != NULL);
  gtk_widget_set_visible (self->looking, vanity_offer_is_looking (self->offer));
  gtk_label_set_label (GTK_LABEL (self->empty_note), skin != NULL ? skin : "");
  gtk_widget_set_visible (self->no_look, !makeup);
  gtk_widget_set_visible (self->nothing,
                          makeup && self->shown != NULL && !vanity_products_panel_has_any (self));
}

static const char *
find_page (VanityProductsPanel *self)
{
  VanityOfferState state
      = self->offer != NULL ? vanity_offer_get_state (self->offer) : VANITY_OFFER_IDLE;

  if (self->offer != NULL && self->over != NULL)
    return self->over;
  if (state == VANITY_OFFER_FAILED)
    return "failed";
  if (self->shown != NULL)
    return vanity_products_panel_has_any (self) || vanity_offer_has_makeup (self->offer) ? "found"
                                                                                         : "empty";

  return state == VANITY_OFFER_WORKING ? "working" : "waiting";
}

static void
update (VanityProductsPanel *self)
{
  vanity_products_panel_update_groups (self);
  if (self->offer != NULL)
    {
      const GError *error = vanity_offer_get_error (self->offer);
      gboolean working = vanity_offer_get_state (self->offer) == VANITY_OFFER_WORKING;

      update_notes (self);
      gtk_label_set_label (GTK_LABEL (self->error), error != NULL ? error->message : "");
      gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), working);
      gtk_widget_set_visible (self->spinner, working);
      vanity_alternative_list_update (VANITY_ALTERNATIVE_LIST (self->alternatives));
    }
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), find_page (self));
}

/* ---- Filters ---- */

static void
set_query (VanityProductsPanel *self, const VanityQuery *query)
{
  vanity_query_chips_set_query (VANITY_QUERY_CHIPS (self->chips), query);
  vanity_query_chips_set_query (VANITY_QUERY_CHIPS (self->editor_chips), query);
  vanity_offer_set_query (self->offer, query);
}

static void
on_edited (VanityProductsPanel *self)
{
  if (self->offer != NULL)
    set_query (self, vanity_query_editor_get_query (VANITY_QUERY_EDITOR (self->editor)));
}

static void
on_chip_taken_off (VanityProductsPanel *self, VanityQueryChips *chips)
{
  g_auto (VanityQuery) query;

  vanity_query_copy (&query, vanity_query_chips_get_query (chips));
  vanity_query_editor_set_query (VANITY_QUERY_EDITOR (self->editor), &query);
  if (self->offer != NULL)
    set_query (self, &query);
}

/* ---- Pages ---- */

static void
show_over (VanityProductsPanel *self, const char *page)
{
  self->over = page;
  update (self);
  if (page != NULL)
    gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->pages)),
                            GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->filter);
}

void
vanity_products_panel_show_filters (VanityProductsPanel *self)
{
  if (self->offer != NULL)
    show_over (self, "filters");
}

void
vanity_products_panel_show_alternatives (VanityProductsPanel *self, VanityShade *shade)
{
  if (self->offer == NULL)
    return;

  vanity_alternative_list_set_shade (VANITY_ALTERNATIVE_LIST (self->alternatives), self->offer,
                                     shade);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->alternatives_scrolled)), 0);
  show_over (self, "alternatives");
}

gboolean
vanity_products_panel_back (VanityProductsPanel *self)
{
  if (self->over == NULL)
    return FALSE;

  show_over (self, NULL);

  return TRUE;
}

static void
on_retry (VanityProductsPanel *self)
{
  vanity_offer_retry (self->offer);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return vanity_products_panel_back (VANITY_PRODUCTS_PANEL (widget));
}

/* ---- What is watched ---- */

static void
on_window_active (VanityProductsPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->offer != NULL)
    vanity_offer_set_seen (self->offer,
                           GTK_IS_WINDOW (root) && gtk_window_is_active (GTK_WINDOW (root)));
}

static void
on_taste_changed (VanityProductsPanel *self)
{
  update (self);
}

void
vanity_products_panel_set_insight (VanityProductsPanel *self, VanityInsight *insight)
{
  g_autoptr (VanityShop) shop = vanity_shop_get_default ();
  g_auto (VanityQuery) query;

  vanity_query_copy (&query, vanity_query_chips_get_query (VANITY_QUERY_CHIPS (self->chips)));
  if (self->offer != NULL)
    {
      vanity_offer_set_wanted (self->offer, FALSE);
      g_signal_handlers_disconnect_by_data (self->offer, self);
      g_signal_handlers_disconnect_by_data (vanity_offer_get_shop (self->offer), self);
    }
  vanity_alternative_list_set_shade (VANITY_ALTERNATIVE_LIST (self->alternatives), NULL, NULL);
  g_clear_object (&self->offer);
  self->over = NULL;

  if (insight != NULL)
    {
      self->offer = vanity_offer_new (shop, insight);
      g_signal_connect_object (self->offer, "notify::state", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (shop, "taste-changed", G_CALLBACK (on_taste_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (shop, "notify::private", G_CALLBACK (on_taste_changed), self,
                               G_CONNECT_SWAPPED);
      vanity_query_editor_set_shop (VANITY_QUERY_EDITOR (self->editor), shop);
      vanity_query_chips_set_shop (VANITY_QUERY_CHIPS (self->chips), shop);
      vanity_query_chips_set_shop (VANITY_QUERY_CHIPS (self->editor_chips), shop);
      /* The filters stay with the person, not with the photo. */
      set_query (self, &query);
      vanity_offer_set_wanted (self->offer, gtk_widget_get_mapped (GTK_WIDGET (self)));
      on_window_active (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OFFER]);
  update (self);
}

void
vanity_products_panel_set_narrow (VanityProductsPanel *self, gboolean narrow)
{
  GtkWidget *const scrolled[]
      = { self->scrolled, self->filters_scrolled, self->alternatives_scrolled };

  for (guint i = 0; i < G_N_ELEMENTS (scrolled); i++)
    {
      int height = scrolled[i] == self->scrolled ? NARROW_HEIGHT : NARROW_HEIGHT - TITLE_HEIGHT;

      gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled[i]),
                                                  narrow ? height : -1);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled[i]),
                                                  narrow ? height : -1);
    }
}

static void
vanity_products_panel_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vanity_products_panel_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active",
                           G_CALLBACK (on_window_active), widget, G_CONNECT_SWAPPED);
}

/* Nothing is opened before somebody wants to know. */
static void
vanity_products_panel_map (GtkWidget *widget)
{
  VanityProductsPanel *self = VANITY_PRODUCTS_PANEL (widget);

  GTK_WIDGET_CLASS (vanity_products_panel_parent_class)->map (widget);
  if (self->offer != NULL)
    vanity_offer_set_wanted (self->offer, TRUE);
}

static void
vanity_products_panel_unmap (GtkWidget *widget)
{
  VanityProductsPanel *self = VANITY_PRODUCTS_PANEL (widget);

  if (self->offer != NULL)
    vanity_offer_set_wanted (self->offer, FALSE);
  GTK_WIDGET_CLASS (vanity_products_panel_parent_class)->unmap (widget);
}

static void
vanity_products_panel_dispose (GObject *object)
{
  VanityProductsPanel *self = VANITY_PRODUCTS_PANEL (object);

  if (self->offer != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->offer, self);
      g_signal_handlers_disconnect_by_data (vanity_offer_get_shop (self->offer), self);
    }
  g_clear_pointer (&self->pages, gtk_widget_unparent);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  g_clear_object (&self->offer);

  G_OBJECT_CLASS (vanity_products_panel_parent_class)->dispose (object);
}

static void
vanity_products_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_OFFER:
      g_value_set_object (value, VANITY_PRODUCTS_PANEL (object)->offer);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityProductsPanel, name)

static void
vanity_products_panel_class_init (VanityProductsPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_products_panel_dispose;
  object_class->get_property = vanity_products_panel_get_property;
  widget_class->map = vanity_products_panel_map;
  widget_class->unmap = vanity_products_panel_unmap;
  widget_class->root = vanity_products_panel_root;

  properties[PROP_OFFER]
      = g_param_spec_object ("offer", NULL, NULL, VANITY_TYPE_OFFER,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("dismissed", VANITY_TYPE_PRODUCTS_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_INT);

  g_type_ensure (VANITY_TYPE_ALTERNATIVE_LIST);
  g_type_ensure (VANITY_TYPE_QUERY_CHIPS);
  g_type_ensure (VANITY_TYPE_QUERY_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/vanity/Vanity/products-panel.ui");
  BIND (pages);
  BIND (scrolled);
  BIND (filters_scrolled);
  BIND (alternatives_scrolled);
  BIND (error);
  BIND (spinner);
  BIND (go);
  BIND (filter);
  BIND (chips);
  BIND (trouble);
  BIND (trouble_label);
  BIND (private_note);
  BIND (approximate);
  BIND (no_look);
  BIND (looking);
  BIND (skin);
  BIND (skin_note);
  BIND (groups);
  BIND (empty_note);
  BIND (nothing);
  BIND (editor);
  BIND (editor_chips);
  BIND (alternatives);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_chip_taken_off);
  gtk_widget_class_bind_template_callback (widget_class, vanity_products_panel_dismiss);
  gtk_widget_class_bind_template_callback (widget_class, on_retry);
  gtk_widget_class_bind_template_callback (widget_class, vanity_products_panel_back);
  gtk_widget_class_bind_template_callback (widget_class, vanity_products_panel_show_filters);
  gtk_widget_class_install_action (widget_class, "products.go", "i", vanity_products_panel_go);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "productspanel");
}

static void
vanity_products_panel_init (VanityProductsPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}
