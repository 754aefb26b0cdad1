#include "ui/query-chips.h"

#include "ui/wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

struct _VanityQueryChips
{
  GtkWidget parent_instance;

  VanityShop *shop; /* or NULL */
  VanityQuery query;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (VanityQueryChips, vanity_query_chips, GTK_TYPE_WIDGET)

/* What a chip takes off. */
typedef enum
{
  CATEGORY,
  BRAND,
  PRICE,
  FINISH,
  COVERAGE,
  UNDERTONE,
  LABEL,
  AVOID,
  COLORED,
  AVAILABLE,
} Filter;

typedef struct
{
  VanityQueryChips *chips;
  Filter filter;
  unsigned bit;
  char *text;
} Chip;

static void
chip_free (gpointer data, GClosure *closure)
{
  g_free (((Chip *)data)->text);
  g_free (data);
}

static char **
without (char **words, const char *word)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    if (strcmp (words[i], word) != 0)
      g_strv_builder_add (builder, words[i]);

  return g_strv_builder_end (builder);
}

static void
take_brand_off (VanityQuery *query, const char *brand)
{
  char **rest = without (query->brands, brand);

  g_strfreev (query->brands);
  query->brands = rest;
}

static void update (VanityQueryChips *self);

static gboolean
on_taken_off (gpointer user_data)
{
  VanityQueryChips *self = user_data;

  update (self);
  g_signal_emit (self, changed_signal, 0);

  return G_SOURCE_REMOVE;
}

static void
on_clicked (GtkButton *button, Chip *chip)
{
  VanityQueryChips *self = chip->chips;

  switch (chip->filter)
    {
    case CATEGORY:
      self->query.categories &= ~chip->bit;
      break;
    case BRAND:
      take_brand_off (&self->query, chip->text);
      break;
    case PRICE:
      self->query.price_least = self->query.price_most = -1;
      g_clear_pointer (&self->query.currency, g_free);
      break;
    case FINISH:
      self->query.finishes &= ~chip->bit;
      break;
    case COVERAGE:
      self->query.coverages &= ~chip->bit;
      break;
    case UNDERTONE:
      self->query.undertones &= ~chip->bit;
      break;
    case LABEL:
      self->query.labels &= ~chip->bit;
      break;
    case AVOID:
      vanity_shop_set_avoided (self->shop, chip->text, FALSE);
      return;
    case COLORED:
      self->query.only_colored = FALSE;
      break;
    case AVAILABLE:
      self->query.only_available = FALSE;
      break;
    }
  /* The button is not taken away while it is being clicked. */
  g_idle_add_full (G_PRIORITY_DEFAULT, on_taken_off, g_object_ref (self), g_object_unref);
}

static void
add (VanityQueryChips *self, Filter filter, unsigned bit, const char *value, const char *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *text = gtk_label_new (label);
  /* Translators: what follows is a filter, such as "Matte". */
  g_autofree char *name = g_strdup_printf (_ ("Take off the filter: %s"), label);
  Chip *chip = g_new0 (Chip, 1);

  chip->chips = self;
  chip->filter = filter;
  chip->bit = bit;
  chip->text = g_strdup (value);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 24);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, _ ("Take Off This Filter"));
  gtk_widget_add_css_class (button, "chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked), chip, chip_free, 0);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static char *
dup_price (const VanityQuery *query)
{
  VanityMoney least = { .minor = query->price_least }, most = { .minor = query->price_most };
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (query->currency == NULL || (query->price_least < 0 && query->price_most < 0))
    return NULL;

  g_strlcpy (least.currency, query->currency, sizeof least.currency);
  g_strlcpy (most.currency, query->currency, sizeof most.currency);
  from = vanity_money_format (least);
  to = vanity_money_format (most);
  if (query->price_most < 0)
    return g_strdup_printf (_ ("from %s"), from);
  if (query->price_least < 0)
    return g_strdup_printf (_ ("up to %s"), to);

  /* Translators: a range of prices. */
  return g_strdup_printf (C_ ("range", "%s to %s"), from, to);
}

static void
add_words (VanityQueryChips *self)
{
  const char *const *avoided = self->shop != NULL ? vanity_shop_get_avoided (self->shop) : NULL;
  g_autofree char *price = dup_price (&self->query);

  for (guint i = 0; self->query.brands != NULL && self->query.brands[i] != NULL; i++)
    add (self, BRAND, 0, self->query.brands[i], self->query.brands[i]);
  if (price != NULL)
    add (self, PRICE, 0, NULL, price);
  for (guint i = 0; avoided != NULL && avoided[i] != NULL; i++)
    {
      /* Translators: what follows is an ingredient. */
      g_autofree char *label = g_strdup_printf (_ ("without %s"), avoided[i]);

      add (self, AVOID, 0, avoided[i], label);
    }
  if (self->query.only_colored)
    add (self, COLORED, 0, NULL, _ ("colour known"));
  if (self->query.only_available)
    add (self, AVAILABLE, 0, NULL, _ ("not sold out"));
}

static void
update (VanityQueryChips *self)
{
  const VanityQuery *query = &self->query;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  for (unsigned i = 0; i < VANITY_N_CATEGORIES; i++)
    if (query->categories & 1U << i)
      add (self, CATEGORY, 1U << i, NULL, vanity_category_get_label (i));
  for (unsigned i = 0; i < VANITY_N_FINISHES; i++)
    if (query->finishes & 1U << i)
      add (self, FINISH, 1U << i, NULL, vanity_finish_get_label (i));
  for (unsigned i = 0; i < VANITY_N_COVERAGES; i++)
    if (query->coverages & 1U << i)
      {
        g_autofree char *label = g_strdup_printf (_ ("%s coverage"), vanity_coverage_get_label (i));

        add (self, COVERAGE, 1U << i, NULL, label);
      }
  for (unsigned i = 0; i < VANITY_N_UNDERTONE_LABELS; i++)
    if (query->undertones & 1U << i)
      add (self, UNDERTONE, 1U << i, NULL, vanity_undertone_label_get_label (i));
  for (unsigned i = 0; i < VANITY_N_PRODUCT_LABELS; i++)
    if (query->labels & 1U << i)
      add (self, LABEL, 1U << i, NULL, vanity_product_label_get_label (1U << i));
  add_words (self);
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

int
vanity_query_chips_count (VanityQueryChips *self)
{
  int n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n++;

  return n;
}

void
vanity_query_chips_set_query (VanityQueryChips *self, const VanityQuery *query)
{
  VanityQuery copy;

  vanity_query_copy (&copy, query);
  vanity_query_clear (&self->query);
  self->query = copy;
  update (self);
}

const VanityQuery *
vanity_query_chips_get_query (VanityQueryChips *self)
{
  return &self->query;
}

void
vanity_query_chips_set_shop (VanityQueryChips *self, VanityShop *shop)
{
  if (self->shop != NULL)
    g_signal_handlers_disconnect_by_data (self->shop, self);
  g_set_object (&self->shop, shop);
  if (shop != NULL)
    g_signal_connect_object (shop, "taste-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
vanity_query_chips_dispose (GObject *object)
{
  VanityQueryChips *self = VANITY_QUERY_CHIPS (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  if (self->shop != NULL)
    g_signal_handlers_disconnect_by_data (self->shop, self);
  g_clear_object (&self->shop);

  G_OBJECT_CLASS (vanity_query_chips_parent_class)->dispose (object);
}

static void
vanity_query_chips_finalize (GObject *object)
{
  vanity_query_clear (&VANITY_QUERY_CHIPS (object)->query);

  G_OBJECT_CLASS (vanity_query_chips_parent_class)->finalize (object);
}

static void
vanity_query_chips_class_init (VanityQueryChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_query_chips_dispose;
  G_OBJECT_CLASS (klass)->finalize = vanity_query_chips_finalize;

  changed_signal = g_signal_new ("changed", VANITY_TYPE_QUERY_CHIPS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, VANITY_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "querychips");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vanity_query_chips_init (VanityQueryChips *self)
{
  vanity_query_init (&self->query);
  update (self);
}
