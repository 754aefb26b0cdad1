#include "ui/layer-editor.h"

#include "ui/param-row.h"

#include <glib/gi18n.h>

struct _VanityLayerEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *product_box;
  GtkWidget *product;
  GtkWidget *uneven;
  GtkWidget *sides;
  GtkWidget *right;
  GtkWidget *left;
  GtkWidget *rows;
  GtkWidget *paint;
  GtkWidget *shades;
  GtkWidget *reset;

  VanityDocument *document;
  VanityLook *origin;
  int index;
  const VanityLayerKind *kind; /* that there are rows for */
  gboolean following;
};

enum
{
  COLOR_ASKED,
  SHADES_ASKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VanityLayerEditor, vanity_layer_editor, GTK_TYPE_WIDGET)

int
vanity_layer_editor_get_index (VanityLayerEditor *self)
{
  return self->index;
}

const VanityLayerKind *
vanity_layer_editor_get_kind (VanityLayerEditor *self)
{
  return self->kind;
}

static const VanityLayer *
get_layer (VanityLayerEditor *self)
{
  return vanity_layers_get (self->document, self->index);
}

VanityLayersSide
vanity_layer_editor_get_side (VanityLayerEditor *self)
{
  const VanityLayer *layer = get_layer (self);

  if (layer == NULL || !layer->uneven)
    return VANITY_LAYERS_BOTH;

  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->left)) ? VANITY_LAYERS_LEFT
                                                                       : VANITY_LAYERS_RIGHT;
}

static int
get_param (VanityParamRow *row)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), "param"));
}

static void
on_grabbed (VanityParamRow *row, VanityLayerEditor *self)
{
  vanity_document_settle (self->document);
}

static void
on_changed (VanityParamRow *row, VanityLayerEditor *self)
{
  vanity_layers_set_value (self->document, self->index, get_param (row),
                           vanity_layer_editor_get_side (self), vanity_param_row_get_value (row));
}

static void
on_asked (VanityParamRow *row, VanityLayerEditor *self)
{
  g_signal_emit (self, signals[COLOR_ASKED], 0, get_param (row));
}

static void
on_row_reset (VanityParamRow *row, VanityLayerEditor *self)
{
  vanity_layers_reset_value (self->document, self->index, get_param (row),
                             vanity_layer_editor_get_side (self), self->origin);
}

static void
make_rows (VanityLayerEditor *self, const VanityLayerKind *kind)
{
  GtkWidget *child;

  if (kind == self->kind)
    return;

  self->kind = kind;
  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_box_remove (GTK_BOX (self->rows), child);
  for (int i = 0; i < kind->n_params; i++)
    {
      VanityParamRow *row = vanity_param_row_new (&kind->params[i]);

      g_object_set_data (G_OBJECT (row), "param", GINT_TO_POINTER (i));
      g_signal_connect (row, "grabbed", G_CALLBACK (on_grabbed), self);
      g_signal_connect (row, "changed", G_CALLBACK (on_changed), self);
      g_signal_connect (row, "asked", G_CALLBACK (on_asked), self);
      g_signal_connect (row, "reset", G_CALLBACK (on_row_reset), self);
      gtk_box_append (GTK_BOX (self->rows), GTK_WIDGET (row));
    }
}

/* "Reset" says what it leads to. */
static void
say_reset (VanityLayerEditor *self, const VanityLayer *layer, const VanityLayer *original)
{
  g_autofree char *text
      = self->origin != NULL
            ? g_strdup_printf (_ ("As in the Look “%s”"), vanity_look_get_label (self->origin))
            : g_strdup (_ ("As It Was When Added"));

  gtk_widget_set_tooltip_text (self->reset, text);
  gtk_widget_set_sensitive (self->reset, !vanity_layer_equal (layer, original));
}

static void
update (VanityLayerEditor *self, const VanityLayer *layer)
{
  g_autoptr (VanityLayer) original = vanity_layers_new_original (
      vanity_layers_get_look (self->document), self->index, self->origin);
  gboolean left, has_color = FALSE;

  self->following = TRUE;
  make_rows (self, layer->kind);
  gtk_switch_set_active (GTK_SWITCH (self->uneven), layer->uneven);
  gtk_widget_set_visible (self->sides, layer->uneven);
  left = vanity_layer_editor_get_side (self) == VANITY_LAYERS_LEFT;
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      int i = get_param (VANITY_PARAM_ROW (row));

      vanity_param_row_set_value (VANITY_PARAM_ROW (row), left ? layer->left[i] : layer->values[i],
                                  vanity_layer_get_values (original, left)[i]);
      has_color |= layer->kind->params[i].type == VANITY_PARAM_COLOR;
    }
  gtk_widget_set_visible (self->shades,
                          has_color && layer->kind->group < VANITY_LAYER_GROUP_RETOUCH);
  gtk_widget_set_visible (self->product_box, layer->product[0] != '\0');
  say_reset (self, layer, original);
  self->following = FALSE;
}

void
vanity_layer_editor_set_layer (VanityLayerEditor *self, VanityDocument *document, int index,
                               VanityLook *origin)
{
  const VanityLayer *layer;

  g_set_object (&self->document, document);
  if (origin != NULL)
    vanity_look_ref (origin);
  g_clear_pointer (&self->origin, vanity_look_unref);
  self->origin = origin;
  self->index = index;
  layer = get_layer (self);
  if (layer == NULL)
    return;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->paint), "i", index);
  if (layer->kind != self->kind)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->right), TRUE);
  update (self, layer);
}

void
vanity_layer_editor_set_product (VanityLayerEditor *self, const char *product)
{
  g_autofree char *text
      = product != NULL ? g_strdup_printf (_ ("Worn as %s"), product) : g_strdup ("");

  gtk_label_set_label (GTK_LABEL (self->product), text);
}

static void
on_uneven_changed (VanityLayerEditor *self)
{
  if (!self->following)
    vanity_layers_set_uneven (self->document, self->index,
                              gtk_switch_get_active (GTK_SWITCH (self->uneven)));
}

static void
on_side_changed (VanityLayerEditor *self)
{
  const VanityLayer *layer = get_layer (self);

  if (self->following || layer == NULL)
    return;

  vanity_document_settle (self->document);
  update (self, layer);
}

static void
on_product_forgotten (VanityLayerEditor *self)
{
  vanity_layers_forget_product (self->document, self->index);
}

static void
on_shades (VanityLayerEditor *self)
{
  g_signal_emit (self, signals[SHADES_ASKED], 0);
}

static void
on_reset (VanityLayerEditor *self)
{
  vanity_layers_reset (self->document, self->index, self->origin);
}

static void
vanity_layer_editor_dispose (GObject *object)
{
  VanityLayerEditor *self = VANITY_LAYER_EDITOR (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->origin, vanity_look_unref);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (vanity_layer_editor_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityLayerEditor, name)

static void
vanity_layer_editor_class_init (VanityLayerEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_layer_editor_dispose;

  signals[COLOR_ASKED] = g_signal_new ("color-asked", VANITY_TYPE_LAYER_EDITOR, G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SHADES_ASKED] = g_signal_new ("shades-asked", VANITY_TYPE_LAYER_EDITOR, G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/layer-editor.ui");
  BIND (box);
  BIND (product_box);
  BIND (product);
  BIND (uneven);
  BIND (sides);
  BIND (right);
  BIND (left);
  BIND (rows);
  BIND (paint);
  BIND (shades);
  BIND (reset);
  gtk_widget_class_bind_template_callback (widget_class, on_uneven_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_side_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_product_forgotten);
  gtk_widget_class_bind_template_callback (widget_class, on_shades);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_layer_editor_init (VanityLayerEditor *self)
{
  self->index = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}
