#include "ui/shade-pane.h"

#include "base/job.h"
#include "ui/alternative-search.h"
#include "ui/product-card.h"
#include "ui/product-words.h"
#include "ui/shade-row.h"
#include "ui/toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#define ALTERNATIVES 8

struct _VanityShadePane
{
  GtkWidget parent_instance;

  GtkWidget *pages;
  GtkWidget *scrolled;
  GtkWidget *card_place;
  GtkWidget *find_like;
  GtkWidget *alternatives_part;
  GtkWidget *alternatives;
  GtkWidget *message;
  GtkWidget *facts;

  VanityShop *shop;
  VanityOffer *offer; /* or NULL */
  VanityShade *shade; /* or NULL */
  VanityProductCard *card;
  VanityJobSlot looking;
};

static guint find_like_signal;

G_DEFINE_FINAL_TYPE (VanityShadePane, vanity_shade_pane, GTK_TYPE_WIDGET)

VanityShade *
vanity_shade_pane_get_shade (VanityShadePane *self)
{
  return self->shade;
}

/* ---- The card ---- */

void
vanity_shade_pane_update (VanityShadePane *self)
{
  if (self->card == NULL)
    return;

  vanity_product_card_set_wearable (self->card, self->offer != NULL);
  vanity_product_card_set_worn (
      self->card, self->offer != NULL && vanity_offer_wears (self->offer, self->shade->uid));
}

static void
on_try_on (VanityShadePane *self, gboolean on)
{
  if (self->offer == NULL)
    return;

  if (on)
    vanity_offer_try_on (self->offer, self->shade, NULL);
  else
    vanity_offer_put_back (self->offer, self->shade);
  vanity_shade_pane_update (self);
}

typedef struct
{
  VanityShop *shop;
  VanityShade *shade;
  VanityEventKind kind; /* that takes it back */
} Undo;

static void
undo_free (gpointer data)
{
  Undo *undo = data;

  g_object_unref (undo->shop);
  vanity_shade_unref (undo->shade);
  g_free (undo);
}

static void
on_undo (gpointer data)
{
  const Undo *undo = data;

  vanity_shop_record (undo->shop, undo->shade, undo->kind, 0);
}

static void
on_dismissed (VanityShadePane *self, int kind, double amount)
{
  Undo *undo = g_new (Undo, 1);
  g_autofree char *title = vanity_shade_dup_title (self->shade);
  g_autofree char *text = g_strdup_printf (
      kind == VANITY_EVENT_HIDE ? _ ("%s is hidden") : _ ("%s is not your shade: noted"), title);

  *undo = (Undo){ g_object_ref (self->shop), vanity_shade_ref (self->shade),
                  kind == VANITY_EVENT_HIDE ? VANITY_EVENT_UNHIDE : VANITY_EVENT_RIGHT_SHADE };
  vanity_shop_record (self->shop, self->shade, kind, amount);
  vanity_toast_with_button (GTK_WIDGET (self), text, _ ("_Undo"), on_undo, undo, undo_free);
}

static void
on_alternatives (VanityShadePane *self)
{
  gtk_widget_child_focus (self->alternatives, GTK_DIR_TAB_FORWARD);
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    if (GTK_IS_LIST_BOX (box))
      gtk_list_box_remove (GTK_LIST_BOX (box), child);
    else
      gtk_box_remove (GTK_BOX (box), child);
}

static void
show_card (VanityShadePane *self)
{
  clear (self->card_place);
  self->card = vanity_product_card_new (self->shop, self->shade);
  g_signal_connect_swapped (self->card, "try-on", G_CALLBACK (on_try_on), self);
  g_signal_connect_swapped (self->card, "dismissed", G_CALLBACK (on_dismissed), self);
  g_signal_connect_swapped (self->card, "alternatives", G_CALLBACK (on_alternatives), self);
  gtk_box_append (GTK_BOX (self->card_place), GTK_WIDGET (self->card));
  vanity_shade_pane_update (self);
}

/* ---- What is known ---- */

static void
add_fact (VanityShadePane *self, const char *what, const char *value)
{
  GtkWidget *row, *box, *title, *text;

  if (value == NULL || *value == '\0')
    return;

  row = gtk_list_box_row_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  title = gtk_label_new (what);
  text = gtk_label_new (value);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "caption");
  gtk_widget_add_css_class (title, "dim-label");
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_widget_add_css_class (box, "fact");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_append (GTK_LIST_BOX (self->facts), row);
}

static char *
dup_prices (const VanityShade *shade)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < shade->n_prices; i++)
    {
      const VanityPrice *price = &shade->prices[i];
      g_autofree char *money = vanity_money_format (price->money);

      g_string_append (text, i > 0 ? "\n" : "");
      if (*price->date != '\0')
        /* Translators: a price and the date that it is of. */
        g_string_append_printf (text, _ ("%s on %s"), money, price->date);
      else
        g_string_append (text, money);
    }

  return g_string_free (text, FALSE);
}

static char *
dup_source (const VanityShade *shade)
{
  const char *source = strcmp (shade->source, "starter") == 0
                           ? _ ("The list that comes with Vanity")
                           : shade->source;

  return *shade->date != '\0' ? g_strdup_printf ("%s, %s", source, shade->date) : g_strdup (source);
}

static void
show_facts (VanityShadePane *self)
{
  const VanityShade *shade = self->shade;
  g_autofree char *color = vanity_product_dup_color_text (shade);
  g_autofree char *prices = dup_prices (shade);
  g_autofree char *source = dup_source (shade);

  clear (self->facts);
  add_fact (self, _ ("Category"), vanity_category_get_label (shade->category));
  add_fact (self, _ ("Colour"), color);
  add_fact (self, C_ ("product", "Price"),
            shade->n_prices > 0 ? prices : _ ("Not known: prices come with what is imported"));
  if (shade->availability != VANITY_AVAILABILITY_UNKNOWN)
    add_fact (self, _ ("Availability"), vanity_availability_get_label (shade->availability));
  add_fact (self, _ ("GTIN"), shade->gtin);
  add_fact (self, _ ("Ingredients"), shade->ingredients);
  add_fact (self, _ ("Known from"), source);
}

/* ---- What is like it ---- */

static void
say (VanityShadePane *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->message), text != NULL ? text : "");
  gtk_widget_set_visible (self->message, text != NULL);
  gtk_widget_set_visible (self->alternatives, text == NULL);
}

static void
on_looked (gpointer result, const GError *error, gpointer user_data)
{
  VanityShadePane *self = user_data;
  g_autoptr (GArray) found = result;

  if (found == NULL)
    {
      say (self, error->message);
      return;
    }

  for (guint i = 0; i < found->len; i++)
    {
      const VanityAlternative *alternative = &g_array_index (found, VanityAlternative, i);
      VanityShadeRow *row = vanity_shade_row_new (self->shop);
      g_autofree char *distance = vanity_product_dup_distance (alternative);
      g_autofree char *gap = vanity_product_dup_gap (alternative);

      vanity_shade_row_set_shade (row, alternative->shade, NULL);
      vanity_shade_row_set_note (row, distance);
      if (gap != NULL)
        gtk_widget_set_tooltip_text (GTK_WIDGET (row), gap);
      gtk_list_box_append (GTK_LIST_BOX (self->alternatives), GTK_WIDGET (row));
    }
  say (self, found->len == 0 ? _ ("No other brand has one of this kind.") : NULL);
}

static void
look_for_alternatives (VanityShadePane *self)
{
  VanityRecommender *recommender = vanity_shop_get_recommender (self->shop);

  vanity_job_slot_clear (&self->looking);
  clear (self->alternatives);
  gtk_widget_set_visible (self->alternatives_part, self->shade->has_color && recommender != NULL);
  if (!self->shade->has_color || recommender == NULL)
    return;

  say (self, _ ("Looking through other brands…"));
  vanity_alternative_search_start (&self->looking, recommender, self->shade, NULL, ALTERNATIVES,
                                   on_looked, self);
}

static void
on_alternative_activated (VanityShadePane *self, GtkListBoxRow *row)
{
  GtkWidget *child = gtk_list_box_row_get_child (row);
  g_autoptr (VanityShade) shade
      = vanity_shade_ref (vanity_shade_row_get_shade (VANITY_SHADE_ROW (child)));

  vanity_shade_pane_set_shade (self, shade);
}

static void
on_find_like (VanityShadePane *self)
{
  g_signal_emit (self, find_like_signal, 0);
}

/* ---- The pane ---- */

void
vanity_shade_pane_set_shade (VanityShadePane *self, VanityShade *shade)
{
  if (shade != NULL)
    vanity_shade_ref (shade);
  g_clear_pointer (&self->shade, vanity_shade_unref);
  self->shade = shade;
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), shade != NULL ? "shade" : "empty");
  if (shade == NULL)
    {
      vanity_job_slot_clear (&self->looking);
      clear (self->card_place);
      self->card = NULL;
      return;
    }

  show_card (self);
  show_facts (self);
  look_for_alternatives (self);
  gtk_widget_set_visible (self->find_like, shade->has_color);
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
}

void
vanity_shade_pane_set_shop (VanityShadePane *self, VanityShop *shop)
{
  g_set_object (&self->shop, shop);
}

void
vanity_shade_pane_set_offer (VanityShadePane *self, VanityOffer *offer)
{
  g_set_object (&self->offer, offer);
  vanity_shade_pane_update (self);
}

static void
vanity_shade_pane_dispose (GObject *object)
{
  VanityShadePane *self = VANITY_SHADE_PANE (object);

  vanity_job_slot_clear (&self->looking);
  self->card = NULL;
  g_clear_pointer (&self->pages, gtk_widget_unparent);
  g_clear_pointer (&self->shade, vanity_shade_unref);
  g_clear_object (&self->offer);
  g_clear_object (&self->shop);

  G_OBJECT_CLASS (vanity_shade_pane_parent_class)->dispose (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityShadePane, name)

static void
vanity_shade_pane_class_init (VanityShadePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_shade_pane_dispose;

  find_like_signal = g_signal_new ("find-like", VANITY_TYPE_SHADE_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/shade-pane.ui");
  BIND (pages);
  BIND (scrolled);
  BIND (card_place);
  BIND (find_like);
  BIND (alternatives_part);
  BIND (alternatives);
  BIND (message);
  BIND (facts);
  gtk_widget_class_bind_template_callback (widget_class, on_alternative_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_find_like);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "shadepane");
}

static void
vanity_shade_pane_init (VanityShadePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
