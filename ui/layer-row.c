#include "ui/layer-row.h"

#include "ui/scroll-past.h"
#include "ui/strength-row.h"
#include "ui/swatch.h"

#include <glib/gi18n.h>
#include <string.h>

#define SWATCH_SIDE 30
#define COLORS_MAX 5

struct _VanityLayerRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *swatch_place;
  GtkWidget *swatch;
  GtkWidget *title;
  GtkWidget *note;
  GtkWidget *seen;
  GtkWidget *menu;
  GtkWidget *opacity;

  const VanityLayerKind *kind;
  int index;
  char *product; /* what it is called, or NULL */
  gboolean uneven, solo;
  gboolean following;
};

enum
{
  GRABBED,
  OPACITY,
  MUTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VanityLayerRow, vanity_layer_row, GTK_TYPE_LIST_BOX_ROW)

int
vanity_layer_row_get_index (VanityLayerRow *self)
{
  return self->index;
}

const VanityLayerKind *
vanity_layer_row_get_kind (VanityLayerRow *self)
{
  return self->kind;
}

char *
vanity_layer_dup_title (const VanityLayer *layer, int number)
{
  if (number > 0)
    /* Translators: a layer of makeup that there are several of, as in “Lipstick 2”. */
    return g_strdup_printf (C_ ("layers", "%s %d"), _ (layer->kind->label), number);

  return g_strdup (_ (layer->kind->label));
}

/* "lid-color" goes with "lid-amount": what there is none of tells nothing. */
static gboolean
is_used (const VanityLayer *layer, const char *id)
{
  g_autofree char *amount = NULL;

  if (!g_str_has_suffix (id, "-color"))
    return TRUE;
  amount = g_strdup_printf ("%.*s-amount", (int)(strlen (id) - strlen ("-color")), id);
  for (int i = 0; i < layer->kind->n_params; i++)
    if (strcmp (layer->kind->params[i].id, amount) == 0)
      return layer->values[i].number > 0;

  return TRUE;
}

/* A colour that the layer does not take, because it takes the person's own. */
static gboolean
has_own_color (const VanityLayer *layer)
{
  for (int i = 0; i < layer->kind->n_params; i++)
    {
      const VanityParam *param = &layer->kind->params[i];
      gboolean chosen = FALSE;

      if (param->type != VANITY_PARAM_CHOICE)
        continue;
      for (int c = 0; param->choices[c] != NULL; c++)
        chosen |= strcmp (param->choices[c], "chosen") == 0;
      if (chosen && strcmp (param->choices[layer->values[i].choice], "chosen") != 0)
        return TRUE;
    }

  return FALSE;
}

int
vanity_layer_list_colors (const VanityLayer *layer, guint32 *colors, int max)
{
  int n = 0;

  if (has_own_color (layer))
    return 0;
  for (int i = 0; i < layer->kind->n_params && n < max; i++)
    if (layer->kind->params[i].type == VANITY_PARAM_COLOR
        && is_used (layer, layer->kind->params[i].id))
      {
        colors[n++] = layer->values[i].color;
        /* Two halves where the sides are of two colours. */
        if (layer->uneven && n < max && layer->left[i].color != layer->values[i].color)
          colors[n++] = layer->left[i].color;
      }

  return n;
}

/* "Lipstick, 80 %, hidden" is how the row is read out. */
static void
update_name (VanityLayerRow *self, double opacity)
{
  g_autofree char *percent = g_strdup_printf (_ ("%d%%"), (int)(opacity * 100 + 0.5));
  GString *text = g_string_new (gtk_label_get_label (GTK_LABEL (self->title)));

  g_string_append_printf (text, ", %s", percent);
  if (gtk_widget_get_visible (self->note))
    g_string_append_printf (text, ", %s", gtk_label_get_label (GTK_LABEL (self->note)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text->str,
                                  -1);
  g_string_free (text, TRUE);
}

static void
update_seen (VanityLayerRow *self)
{
  gboolean muted = !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->seen));
  const char *title = gtk_label_get_label (GTK_LABEL (self->title));
  g_autofree char *text = g_strdup_printf (muted ? _ ("Show %s") : _ ("Hide %s"), title);

  gtk_button_set_icon_name (GTK_BUTTON (self->seen),
                            muted ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_widget_set_tooltip_text (self->seen, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->seen), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  if (muted)
    gtk_widget_add_css_class (GTK_WIDGET (self), "muted");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "muted");
}

static void
update_note (VanityLayerRow *self)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *text = NULL;

  if (self->solo)
    g_ptr_array_add (words, (gpointer)_ ("Only this is shown"));
  if (!gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->seen)))
    g_ptr_array_add (words, (gpointer)C_ ("layer", "Hidden"));
  if (self->uneven)
    g_ptr_array_add (words, (gpointer)_ ("Left and right differ"));
  if (self->product != NULL)
    g_ptr_array_add (words, self->product);
  g_ptr_array_add (words, NULL);
  text = g_strjoinv (" · ", (char **)words->pdata);
  gtk_label_set_label (GTK_LABEL (self->note), text);
  gtk_widget_set_visible (self->note, words->len > 1);
  gtk_widget_set_tooltip_text (self->note, text);
}

void
vanity_layer_row_set_layer (VanityLayerRow *self, const VanityLayer *layer, int index, int number,
                            gboolean solo)
{
  guint32 colors[COLORS_MAX];
  int n_colors = vanity_layer_list_colors (layer, colors, COLORS_MAX);
  g_autofree char *title = vanity_layer_dup_title (layer, number);
  g_autofree char *strength = g_strdup_printf (_ ("Strength of %s"), title);
  g_autofree char *more = g_strdup_printf (_ ("More for %s"), title);

  self->following = TRUE;
  self->kind = layer->kind;
  self->index = index;
  self->uneven = vanity_layer_has_sides (layer);
  self->solo = solo;
  vanity_swatch_set_colors (VANITY_SWATCH (self->swatch), colors, n_colors);
  /* Room stays for it, so that names stand in line. */
  gtk_widget_set_opacity (self->swatch, n_colors > 0 ? 1 : 0);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->seen), !layer->muted);
  g_object_set (self->opacity, "name-text", strength, NULL);
  vanity_strength_row_set_value (VANITY_STRENGTH_ROW (self->opacity), layer->values[0].number, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, more,
                                  -1);
  update_seen (self);
  update_note (self);
  update_name (self, layer->values[0].number);
  self->following = FALSE;
}

void
vanity_layer_row_set_product (VanityLayerRow *self, const char *product)
{
  if (g_strcmp0 (product, self->product) == 0)
    return;

  g_free (self->product);
  self->product = g_strdup (product);
  update_note (self);
}

void
vanity_layer_row_set_menu_func (VanityLayerRow *self, GtkMenuButtonCreatePopupFunc func,
                                gpointer user_data)
{
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), func, user_data, NULL);
}

static void
on_toggled (VanityLayerRow *self)
{
  if (!self->following)
    g_signal_emit (self, signals[MUTED], 0,
                   !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->seen)));
}

static void
on_grabbed (VanityLayerRow *self)
{
  g_signal_emit (self, signals[GRABBED], 0);
}

static void
on_moved (VanityLayerRow *self, double opacity)
{
  if (!self->following)
    g_signal_emit (self, signals[OPACITY], 0, opacity);
}

static void
vanity_layer_row_finalize (GObject *object)
{
  g_free (VANITY_LAYER_ROW (object)->product);

  G_OBJECT_CLASS (vanity_layer_row_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityLayerRow, name)

static void
vanity_layer_row_class_init (VanityLayerRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vanity_layer_row_finalize;

  signals[GRABBED] = g_signal_new ("grabbed", VANITY_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[OPACITY] = g_signal_new ("opacity", VANITY_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[MUTED] = g_signal_new ("muted", VANITY_TYPE_LAYER_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  g_type_ensure (VANITY_TYPE_STRENGTH_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/layer-row.ui");
  BIND (swatch_place);
  BIND (title);
  BIND (note);
  BIND (seen);
  BIND (menu);
  BIND (opacity);
  gtk_widget_class_bind_template_callback (widget_class, on_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_grabbed);
  gtk_widget_class_bind_template_callback (widget_class, on_moved);
}

static void
vanity_layer_row_init (VanityLayerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->swatch = GTK_WIDGET (vanity_swatch_new (SWATCH_SIDE, SWATCH_SIDE));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->swatch), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE,
                               -1);
  gtk_box_append (GTK_BOX (self->swatch_place), self->swatch);
  vanity_scroll_past (GTK_WIDGET (self));
}

VanityLayerRow *
vanity_layer_row_new (void)
{
  return g_object_new (VANITY_TYPE_LAYER_ROW, NULL);
}
