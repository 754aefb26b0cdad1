/* The colours of a layer: chosen, taken from photos, or those of products. */
#include "ui/layers-panel-private.h"

#include "ui/color-picker.h"
#include "ui/layer-editor.h"
#include "ui/layer-row.h"
#include "ui/shade-finder.h"
#include "ui/toast.h"

#include <glib/gi18n.h>
#include <string.h>

/* Colours of the look that are offered. */
#define WORN_MAX 24

static VanityLayerEditor *
get_editor (VanityLayersPanel *self)
{
  return VANITY_LAYER_EDITOR (self->editor);
}

static int
get_index (VanityLayersPanel *self)
{
  return vanity_layer_editor_get_index (get_editor (self));
}

/* As the side that is edited has it. */
static guint32
get_color (VanityLayersPanel *self, const VanityLayer *layer, int param)
{
  gboolean left = vanity_layer_editor_get_side (get_editor (self)) == VANITY_LAYERS_LEFT;

  return (left ? layer->left : layer->values)[param].color;
}

/* The first colour, or the one that was chosen last where that is of this layer. */
static int
find_color_param (VanityLayersPanel *self, const VanityLayer *layer)
{
  if (self->param >= 0 && self->param < layer->kind->n_params
      && layer->kind->params[self->param].type == VANITY_PARAM_COLOR)
    return self->param;
  for (int i = 0; i < layer->kind->n_params; i++)
    if (layer->kind->params[i].type == VANITY_PARAM_COLOR)
      return i;

  return -1;
}

static void
show_worn (VanityLayersPanel *self)
{
  const VanityLook *look = vanity_layers_get_look (self->document);
  guint32 colors[WORN_MAX];
  guint n = 0;

  for (guint i = 0; i < look->layers->len; i++)
    {
      guint32 some[5];
      int n_some = vanity_layer_list_colors (look->layers->pdata[i], some, 5);

      for (int k = 0; k < n_some && n < WORN_MAX; k++)
        {
          gboolean known = FALSE;

          for (guint c = 0; c < n; c++)
            known |= colors[c] == some[k];
          if (!known)
            colors[n++] = some[k];
        }
    }
  vanity_color_picker_set_worn (VANITY_COLOR_PICKER (self->picker), colors, n);
}

static void
show_references (VanityLayersPanel *self)
{
  VanitySource *source = self->copy != NULL ? vanity_copy_panel_get_current (self->copy) : NULL;
  const char *const names[] = { source != NULL ? source->name : NULL, NULL };

  vanity_color_picker_set_references (VANITY_COLOR_PICKER (self->picker), names);
}

void
vanity_layers_panel_ask_color (VanityLayersPanel *self, int param)
{
  const VanityLayer *layer = vanity_layers_get (self->document, get_index (self));

  if (layer == NULL)
    return;

  vanity_document_settle (self->document);
  self->param = param;
  vanity_color_picker_begin (VANITY_COLOR_PICKER (self->picker), get_color (self, layer, param));
  show_worn (self);
  show_references (self);
  vanity_layers_panel_show (self, "color");
  gtk_widget_child_focus (self->picker, GTK_DIR_TAB_FORWARD);
}

void
vanity_layers_panel_color_changed (VanityLayersPanel *self)
{
  VanityValue value
      = { .color = vanity_color_picker_get_color (VANITY_COLOR_PICKER (self->picker)) };

  vanity_layers_set_value (self->document, get_index (self), self->param,
                           vanity_layer_editor_get_side (get_editor (self)), value);
}

void
vanity_layers_panel_update_color (VanityLayersPanel *self)
{
  const VanityLayer *layer = vanity_layers_get (self->document, get_index (self));

  if (g_strcmp0 (vanity_layers_panel_get_page (self), "color") == 0 && layer != NULL)
    vanity_color_picker_set_color (VANITY_COLOR_PICKER (self->picker),
                                   get_color (self, layer, self->param));
}

/* ---- The eyedropper ---- */

/* A view of the reference, for as long as it is pointed at. */
static void
close_reference (VanityLayersPanel *self)
{
  GtkWidget *view = gtk_widget_get_first_child (self->reference);

  if (view != NULL)
    {
      vanity_compare_view_set_document (VANITY_COMPARE_VIEW (view), NULL);
      gtk_box_remove (GTK_BOX (self->reference), view);
    }
}

void
vanity_layers_panel_stop_color (VanityLayersPanel *self)
{
  if (self->view != NULL && vanity_compare_view_is_picking_color (self->view))
    vanity_compare_view_set_picking (self->view, FALSE);
  if (g_strcmp0 (vanity_layers_panel_get_page (self), "color") == 0)
    vanity_color_picker_finish (VANITY_COLOR_PICKER (self->picker));
  close_reference (self);
}

static void
on_color_picked (VanityLayersPanel *self, guint color)
{
  vanity_layers_panel_show (self, "color");
  close_reference (self);
  vanity_color_picker_choose (VANITY_COLOR_PICKER (self->picker), color);
  gtk_widget_child_focus (self->picker, GTK_DIR_TAB_FORWARD);
}

static void
on_reference_ready (VanityDocument *document, GParamSpec *pspec, VanityCompareView *view)
{
  if (vanity_document_get_state (document) == VANITY_DOCUMENT_READY)
    vanity_compare_view_zoom_face (view);
}

/* Escape leads back. */
static void
on_reference_picking (VanityCompareView *view, GParamSpec *pspec, VanityLayersPanel *self)
{
  if (!vanity_compare_view_get_picking (view)
      && g_strcmp0 (vanity_layers_panel_get_page (self), "reference") == 0)
    {
      vanity_layers_panel_show (self, "color");
      gtk_widget_child_focus (self->picker, GTK_DIR_TAB_FORWARD);
    }
}

static void
open_reference (VanityLayersPanel *self, VanitySource *source)
{
  GtkWidget *view = g_object_new (VANITY_TYPE_COMPARE_VIEW, NULL);
  g_autoptr (VanityDocument) document = vanity_document_new_for_source (source);

  close_reference (self);
  gtk_widget_set_hexpand (view, TRUE);
  vanity_compare_view_set_mode (VANITY_COMPARE_VIEW (view), VANITY_COMPARE_SINGLE);
  vanity_compare_view_set_document (VANITY_COMPARE_VIEW (view), document);
  g_signal_connect_object (document, "notify::state", G_CALLBACK (on_reference_ready), view, 0);
  g_signal_connect_object (view, "color-picked", G_CALLBACK (on_color_picked), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->reference), view);
  vanity_layers_panel_show (self, "reference");
  vanity_compare_view_pick_color (VANITY_COMPARE_VIEW (view));
  g_signal_connect_object (view, "notify::picking", G_CALLBACK (on_reference_picking), self, 0);
  gtk_widget_grab_focus (view);
}

void
vanity_layers_panel_eyedropper (VanityLayersPanel *self, int photo)
{
  VanitySource *source = self->copy != NULL ? vanity_copy_panel_get_current (self->copy) : NULL;

  if (photo > 0)
    {
      if (source != NULL)
        open_reference (self, source);
      return;
    }
  if (self->view == NULL)
    return;
  vanity_compare_view_pick_color (self->view);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  vanity_toast (GTK_WIDGET (self), _ ("Click a colour in the photo as it was; Escape ends it"));
}

void
vanity_layers_panel_set_eyedropper (VanityLayersPanel *self, VanityCompareView *view,
                                    VanityCopyPanel *copy)
{
  self->view = view;
  self->copy = copy;
  g_signal_connect_object (view, "color-picked", G_CALLBACK (on_color_picked), self,
                           G_CONNECT_SWAPPED);
}

/* ---- Products ---- */

/* "lid" of "lid-color"; NULL: the layer has but one. */
static char *
dup_zone (const VanityLayer *layer, int param)
{
  const char *id = layer->kind->params[param].id;

  return g_str_has_suffix (id, "-color") ? g_strndup (id, strlen (id) - strlen ("-color")) : NULL;
}

void
vanity_layers_panel_ask_shades (VanityLayersPanel *self)
{
  const VanityLayer *layer = vanity_layers_get (self->document, get_index (self));
  int param = layer != NULL ? find_color_param (self, layer) : -1;

  if (param < 0)
    return;

  vanity_document_settle (self->document);
  self->param = param;
  vanity_shade_finder_find (VANITY_SHADE_FINDER (self->shades), layer->kind,
                            get_color (self, layer, param));
  vanity_layers_panel_show (self, "shades");
}

void
vanity_layers_panel_shade_chosen (VanityLayersPanel *self, VanityShade *shade)
{
  const VanityLayer *layer = vanity_layers_get (self->document, get_index (self));
  g_autofree char *zone = layer != NULL ? dup_zone (layer, self->param) : NULL;
  g_autoptr (VanityShop) shop = vanity_shop_get_default ();
  g_autoptr (GError) error = NULL;

  if (layer == NULL)
    return;

  if (vanity_layers_wear (self->document, get_index (self),
                          vanity_layer_editor_get_side (get_editor (self)), shade, zone, &error))
    vanity_shop_record (shop, shade, VANITY_EVENT_TRY, 0);
  else
    vanity_toast (GTK_WIDGET (self), error->message);
}

void
vanity_layers_panel_init_color (VanityLayersPanel *self)
{
  self->param = -1;
}
