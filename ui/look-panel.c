#include "ui/look-panel.h"

#include "ui/look-gallery.h"
#include "ui/strength-row.h"

#include <adwaita.h>

struct _VanityLookPanel
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *stack;
  GtkWidget *gallery;
  GtkWidget *layers;
  GtkWidget *copy;
  GtkWidget *analysis;
  GtkWidget *products;
  GtkWidget *strength;

  VanityDocument *document;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (VanityLookPanel, vanity_look_panel, GTK_TYPE_WIDGET)

static VanityOutfit *
get_outfit (VanityLookPanel *self)
{
  return self->document != NULL ? vanity_document_get_outfit (self->document) : NULL;
}

static void
on_outfit_changed (VanityLookPanel *self)
{
  VanityOutfit *outfit = get_outfit (self);
  VanityWear wear = outfit != NULL ? vanity_outfit_get_wear (outfit) : VANITY_WEAR_INIT;

  vanity_strength_row_set_value (VANITY_STRENGTH_ROW (self->strength), wear.strength,
                                 vanity_wear_get_max_strength (&wear));
  gtk_widget_set_sensitive (self->strength, !vanity_wear_is_bare (&wear));
}

static void
on_moved (VanityLookPanel *self, double strength)
{
  if (self->document != NULL)
    vanity_document_set_strength (self->document, strength);
}

/* Taking hold of the slider begins a step of the history; what follows belongs to it. */
static void
on_grabbed (VanityLookPanel *self)
{
  if (self->document != NULL)
    vanity_document_settle (self->document);
}

VanityLayersPanel *
vanity_look_panel_get_layers (VanityLookPanel *self)
{
  return VANITY_LAYERS_PANEL (self->layers);
}

VanityCopyPanel *
vanity_look_panel_get_copy (VanityLookPanel *self)
{
  return VANITY_COPY_PANEL (self->copy);
}

VanityAnalysisPanel *
vanity_look_panel_get_analysis (VanityLookPanel *self)
{
  return VANITY_ANALYSIS_PANEL (self->analysis);
}

VanityProductsPanel *
vanity_look_panel_get_products (VanityLookPanel *self)
{
  return VANITY_PRODUCTS_PANEL (self->products);
}

/* Where nothing is put on there is nothing to put on more or less of. */
static void
on_page_changed (VanityLookPanel *self)
{
  const char *page = adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->stack));

  gtk_widget_set_visible (self->strength, g_strcmp0 (page, "analysis") != 0);
}

void
vanity_look_panel_show_page (VanityLookPanel *self, const char *page)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->stack), page);
}

/* What is edited came from one of them. */
static void
share_looks (VanityLookPanel *self)
{
  vanity_layers_panel_set_looks (
      VANITY_LAYERS_PANEL (self->layers),
      vanity_look_gallery_get_looks (VANITY_LOOK_GALLERY (self->gallery)));
}

void
vanity_look_panel_reload (VanityLookPanel *self)
{
  vanity_look_gallery_reload (VANITY_LOOK_GALLERY (self->gallery));
  share_looks (self);
}

void
vanity_look_panel_set_document (VanityLookPanel *self, VanityDocument *document)
{
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);

  if (document != NULL)
    g_signal_connect_object (document, "notify::outfit", G_CALLBACK (on_outfit_changed), self,
                             G_CONNECT_SWAPPED);
  vanity_look_gallery_set_document (VANITY_LOOK_GALLERY (self->gallery), document);
  share_looks (self);
  vanity_layers_panel_set_document (VANITY_LAYERS_PANEL (self->layers), document);
  vanity_copy_panel_set_document (VANITY_COPY_PANEL (self->copy), document);
  vanity_analysis_panel_set_document (VANITY_ANALYSIS_PANEL (self->analysis), document);
  vanity_products_panel_set_insight (
      VANITY_PRODUCTS_PANEL (self->products),
      vanity_analysis_panel_get_insight (VANITY_ANALYSIS_PANEL (self->analysis)));
  on_outfit_changed (self);
}

GPtrArray *
vanity_look_panel_get_looks (VanityLookPanel *self)
{
  return vanity_look_gallery_get_looks (VANITY_LOOK_GALLERY (self->gallery));
}

VanityLook *
vanity_look_panel_find_look (VanityLookPanel *self, const char *id)
{
  GPtrArray *looks = vanity_look_gallery_get_looks (VANITY_LOOK_GALLERY (self->gallery));

  for (guint i = 0; i < looks->len; i++)
    {
      VanityLook *look = g_ptr_array_index (looks, i);

      if (look != NULL && g_strcmp0 (look->id, id) == 0)
        return look;
    }

  return NULL;
}

void
vanity_look_panel_step_look (VanityLookPanel *self, int by)
{
  GPtrArray *looks = vanity_look_gallery_get_looks (VANITY_LOOK_GALLERY (self->gallery));
  VanityOutfit *outfit = get_outfit (self);
  guint index = 0;

  if (outfit == NULL)
    return;

  g_ptr_array_find (looks, vanity_outfit_get_wear (outfit).look, &index);
  index = CLAMP ((int)index + by, 0, (int)looks->len - 1);
  vanity_document_set_look (self->document, g_ptr_array_index (looks, index));
}

void
vanity_look_panel_step_strength (VanityLookPanel *self, double by)
{
  VanityOutfit *outfit = get_outfit (self);

  if (outfit != NULL)
    vanity_document_set_strength (self->document, vanity_outfit_get_wear (outfit).strength + by);
}

static void
vanity_look_panel_dispose (GObject *object)
{
  VanityLookPanel *self = VANITY_LOOK_PANEL (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_look_panel_parent_class)->dispose (object);
}

static void
vanity_look_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VanityLookPanel *self = VANITY_LOOK_PANEL (object);

  switch (id)
    {
    case PROP_NARROW:
      g_object_get_property (G_OBJECT (self->gallery), "narrow", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_look_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  VanityLookPanel *self = VANITY_LOOK_PANEL (object);
  gboolean narrow;

  switch (id)
    {
    case PROP_NARROW:
      narrow = g_value_get_boolean (value);
      vanity_look_gallery_set_narrow (VANITY_LOOK_GALLERY (self->gallery), narrow);
      vanity_layers_panel_set_narrow (VANITY_LAYERS_PANEL (self->layers), narrow);
      vanity_copy_panel_set_narrow (VANITY_COPY_PANEL (self->copy), narrow);
      vanity_analysis_panel_set_narrow (VANITY_ANALYSIS_PANEL (self->analysis), narrow);
      vanity_products_panel_set_narrow (VANITY_PRODUCTS_PANEL (self->products), narrow);
      gtk_widget_set_vexpand (self->stack, !narrow);
      if (narrow)
        gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_look_panel_class_init (VanityLookPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vanity_look_panel_dispose;
  object_class->get_property = vanity_look_panel_get_property;
  object_class->set_property = vanity_look_panel_set_property;

  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VANITY_TYPE_ANALYSIS_PANEL);
  g_type_ensure (VANITY_TYPE_COPY_PANEL);
  g_type_ensure (VANITY_TYPE_LAYERS_PANEL);
  g_type_ensure (VANITY_TYPE_LOOK_GALLERY);
  g_type_ensure (VANITY_TYPE_PRODUCTS_PANEL);
  g_type_ensure (VANITY_TYPE_STRENGTH_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/look-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, box);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, gallery);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, layers);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, copy);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, analysis);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, products);
  gtk_widget_class_bind_template_child (widget_class, VanityLookPanel, strength);
  gtk_widget_class_bind_template_callback (widget_class, on_grabbed);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_page_changed);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lookpanel");
}

static void
vanity_look_panel_init (VanityLookPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
