#include "ui/query-editor.h"

#include "base/job.h"
#include "ui/brand-picker.h"
#include "ui/choice-pills.h"

struct _VanityQueryEditor
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkWidget *categories;
  GtkWidget *brands;
  GtkWidget *price;
  GtkWidget *no_price;
  GtkWidget *least;
  GtkWidget *most;
  GtkWidget *currency;
  GtkWidget *finishes;
  GtkWidget *coverages;
  GtkWidget *labels;
  GtkWidget *avoid;
  GtkWidget *only_colored;
  GtkWidget *only_available;

  VanityShop *shop; /* or NULL */
  GtkStringList *currencies;
  VanityQuery query;
  gboolean following; /* the controls are being set, not used */
  VanityJobSlot reading;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (VanityQueryEditor, vanity_query_editor, GTK_TYPE_WIDGET)

/* ---- What the catalogue has ---- */

/* VanityCatalogueStats of it, on another thread. */
static gpointer
run_read (VanityJob *job, gpointer data, GError **error)
{
  VanityCatalogueStats *stats = g_new0 (VanityCatalogueStats, 1);

  if (!vanity_catalogue_stats (data, stats, error))
    g_clear_pointer (&stats, g_free);

  return stats;
}

static void
stats_free (gpointer data)
{
  vanity_catalogue_stats_clear (data);
  g_free (data);
}

static const char *
get_currency (VanityQueryEditor *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->currency));

  return gtk_string_list_get_string (self->currencies, selected);
}

static void
show_currency (VanityQueryEditor *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->currencies));

  for (guint i = 0; self->query.currency != NULL && i < n; i++)
    if (g_strcmp0 (gtk_string_list_get_string (self->currencies, i), self->query.currency) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->currency), i);
  gtk_widget_set_visible (self->price, n > 0);
  gtk_widget_set_visible (self->no_price, n == 0);
}

static void
on_read (gpointer result, const GError *error, gpointer user_data)
{
  VanityQueryEditor *self = user_data;
  VanityCatalogueStats *stats = result;

  if (stats == NULL)
    return;

  self->following = TRUE;
  gtk_string_list_splice (self->currencies, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->currencies)), NULL);
  for (guint i = 0; i < stats->n_currencies; i++)
    gtk_string_list_append (self->currencies, stats->currencies[i].currency);
  show_currency (self);
  self->following = FALSE;
  stats_free (stats);
}

static void
read_catalogue (VanityQueryEditor *self)
{
  VanityCatalogue *catalogue = self->shop != NULL ? vanity_shop_get_catalogue (self->shop) : NULL;

  vanity_brand_picker_set_catalogue (VANITY_BRAND_PICKER (self->brands), catalogue);
  if (catalogue != NULL)
    vanity_job_slot_start (&self->reading, run_read, vanity_catalogue_ref (catalogue),
                           (GDestroyNotify)vanity_catalogue_unref, stats_free, NULL, on_read, self);
}

/* ---- What the person says ---- */

static void
tell (VanityQueryEditor *self)
{
  if (!self->following)
    g_signal_emit (self, changed_signal, 0);
}

static void
on_pills_changed (VanityQueryEditor *self)
{
  VanityQuery *query = &self->query;

  query->categories = vanity_choice_pills_get_bits (VANITY_CHOICE_PILLS (self->categories));
  query->finishes = vanity_choice_pills_get_bits (VANITY_CHOICE_PILLS (self->finishes));
  query->coverages = vanity_choice_pills_get_bits (VANITY_CHOICE_PILLS (self->coverages));
  query->labels = vanity_choice_pills_get_bits (VANITY_CHOICE_PILLS (self->labels));
  tell (self);
}

static void
on_brands_changed (VanityQueryEditor *self)
{
  g_strfreev (self->query.brands);
  self->query.brands
      = g_strdupv ((char **)vanity_brand_picker_get_chosen (VANITY_BRAND_PICKER (self->brands)));
  tell (self);
}

/* An amount in the currency that is chosen, or −1; what is no amount is marked. */
static gint64
read_amount (VanityQueryEditor *self, GtkWidget *entry)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  const char *currency = get_currency (self);
  gboolean empty = *text == '\0';
  VanityMoney money = { .minor = -1 };
  gboolean good = !empty && currency != NULL && vanity_money_parse (text, currency, &money, NULL)
                  && g_strcmp0 (money.currency, currency) == 0;

  if (empty || good)
    gtk_widget_remove_css_class (entry, "error");
  else
    gtk_widget_add_css_class (entry, "error");

  return good ? money.minor : -1;
}

static void
on_price_changed (VanityQueryEditor *self)
{
  VanityQuery *query = &self->query;

  if (self->following)
    return;

  query->price_least = read_amount (self, self->least);
  query->price_most = read_amount (self, self->most);
  g_clear_pointer (&query->currency, g_free);
  if (query->price_least >= 0 || query->price_most >= 0)
    query->currency = g_strdup (get_currency (self));
  tell (self);
}

static void
on_switched (VanityQueryEditor *self)
{
  self->query.only_colored = gtk_switch_get_active (GTK_SWITCH (self->only_colored));
  self->query.only_available = gtk_switch_get_active (GTK_SWITCH (self->only_available));
  tell (self);
}

static void
on_avoid (VanityQueryEditor *self)
{
  g_autofree char *name
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->avoid))));

  if (*name == '\0' || self->shop == NULL)
    return;

  vanity_shop_set_avoided (self->shop, name, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->avoid), "");
}

static void
on_reset (VanityQueryEditor *self)
{
  g_auto (VanityQuery) query;

  vanity_query_init (&query);
  vanity_query_editor_set_query (self, &query);
  tell (self);
}

/* ---- What is set ---- */

static void
show_amount (GtkWidget *entry, gint64 minor, const char *currency)
{
  VanityMoney money = { .minor = minor };
  g_autofree char *text = NULL;

  if (minor >= 0 && currency != NULL)
    {
      g_strlcpy (money.currency, currency, sizeof money.currency);
      text = vanity_money_number_to_string (money);
    }
  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

void
vanity_query_editor_set_query (VanityQueryEditor *self, const VanityQuery *query)
{
  VanityQuery copy;

  vanity_query_copy (&copy, query);
  vanity_query_clear (&self->query);
  self->query = copy;

  self->following = TRUE;
  vanity_choice_pills_set_bits (VANITY_CHOICE_PILLS (self->categories), copy.categories);
  vanity_choice_pills_set_bits (VANITY_CHOICE_PILLS (self->finishes), copy.finishes);
  vanity_choice_pills_set_bits (VANITY_CHOICE_PILLS (self->coverages), copy.coverages);
  vanity_choice_pills_set_bits (VANITY_CHOICE_PILLS (self->labels), copy.labels);
  vanity_brand_picker_set_chosen (VANITY_BRAND_PICKER (self->brands),
                                  (const char *const *)copy.brands);
  show_currency (self);
  show_amount (self->least, copy.price_least, copy.currency);
  show_amount (self->most, copy.price_most, copy.currency);
  gtk_switch_set_active (GTK_SWITCH (self->only_colored), copy.only_colored);
  gtk_switch_set_active (GTK_SWITCH (self->only_available), copy.only_available);
  self->following = FALSE;
}

const VanityQuery *
vanity_query_editor_get_query (VanityQueryEditor *self)
{
  return &self->query;
}

void
vanity_query_editor_set_shop (VanityQueryEditor *self, VanityShop *shop)
{
  if (self->shop != NULL)
    g_signal_handlers_disconnect_by_data (self->shop, self);
  g_set_object (&self->shop, shop);
  if (shop != NULL)
    {
      g_signal_connect_object (shop, "notify::state", G_CALLBACK (read_catalogue), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (shop, "catalogue-changed", G_CALLBACK (read_catalogue), self,
                               G_CONNECT_SWAPPED);
    }
  read_catalogue (self);
}

static void
fill_pills (VanityQueryEditor *self)
{
  for (unsigned i = 0; i < VANITY_N_CATEGORIES; i++)
    if (i != VANITY_CATEGORY_OTHER)
      vanity_choice_pills_add (VANITY_CHOICE_PILLS (self->categories), 1U << i,
                               vanity_category_get_label (i));
  for (unsigned i = VANITY_FINISH_UNKNOWN + 1; i < VANITY_N_FINISHES; i++)
    vanity_choice_pills_add (VANITY_CHOICE_PILLS (self->finishes), 1U << i,
                             vanity_finish_get_label (i));
  for (unsigned i = VANITY_COVERAGE_UNKNOWN + 1; i < VANITY_N_COVERAGES; i++)
    vanity_choice_pills_add (VANITY_CHOICE_PILLS (self->coverages), 1U << i,
                             vanity_coverage_get_label (i));
  for (unsigned i = 0; i < VANITY_N_PRODUCT_LABELS; i++)
    vanity_choice_pills_add (VANITY_CHOICE_PILLS (self->labels), 1U << i,
                             vanity_product_label_get_label (1U << i));
}

static void
vanity_query_editor_dispose (GObject *object)
{
  VanityQueryEditor *self = VANITY_QUERY_EDITOR (object);

  vanity_job_slot_clear (&self->reading);
  if (self->shop != NULL)
    g_signal_handlers_disconnect_by_data (self->shop, self);
  g_clear_object (&self->shop);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_query_editor_parent_class)->dispose (object);
}

static void
vanity_query_editor_finalize (GObject *object)
{
  VanityQueryEditor *self = VANITY_QUERY_EDITOR (object);

  vanity_query_clear (&self->query);
  g_object_unref (self->currencies);

  G_OBJECT_CLASS (vanity_query_editor_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, VanityQueryEditor, name)

static void
vanity_query_editor_class_init (VanityQueryEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_query_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = vanity_query_editor_finalize;

  changed_signal = g_signal_new ("changed", VANITY_TYPE_QUERY_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (VANITY_TYPE_BRAND_PICKER);
  g_type_ensure (VANITY_TYPE_CHOICE_PILLS);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/query-editor.ui");
  BIND (box);
  BIND (categories);
  BIND (brands);
  BIND (price);
  BIND (no_price);
  BIND (least);
  BIND (most);
  BIND (currency);
  BIND (finishes);
  BIND (coverages);
  BIND (labels);
  BIND (avoid);
  BIND (only_colored);
  BIND (only_available);
  gtk_widget_class_bind_template_callback (widget_class, on_pills_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_brands_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_price_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_switched);
  gtk_widget_class_bind_template_callback (widget_class, on_avoid);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "queryeditor");
}

static void
vanity_query_editor_init (VanityQueryEditor *self)
{
  vanity_query_init (&self->query);
  self->currencies = gtk_string_list_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->currency), G_LIST_MODEL (self->currencies));
  fill_pills (self);
  show_currency (self);
}
