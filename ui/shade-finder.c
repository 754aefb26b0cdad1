#include "ui/shade-finder.h"

#include "base/job.h"
#include "catalogue/nearest.h"
#include "ui/shade-row.h"

#define N_SHADES 30

struct _VanityShadeFinder
{
  GtkWidget parent_instance;

  GtkWidget *pages;
  GtkWidget *list;
  GtkWidget *error;

  VanityShop *shop; /* once somebody looked */
  const VanityLayerKind *kind;
  guint32 color;
  gboolean wanted; /* and not begun, because the shop is not open yet */
  VanityJobSlot slot;
};

typedef struct
{
  VanityCatalogue *catalogue;
  VanityLab lab;
  unsigned categories;
} Wish;

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (VanityShadeFinder, vanity_shade_finder, GTK_TYPE_WIDGET)

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  vanity_catalogue_unref (wish->catalogue);
  g_free (wish);
}

static gpointer
run (VanityJob *job, gpointer data, GError **error)
{
  const Wish *wish = data;
  g_auto (VanityQuery) query;

  vanity_query_init (&query);
  query.categories = wish->categories;
  query.only_colored = TRUE;

  return vanity_catalogue_nearest (wish->catalogue, wish->lab, &query, N_SHADES, error);
}

static void
show_page (VanityShadeFinder *self, const char *page)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), page);
}

const char *
vanity_shade_finder_get_page (VanityShadeFinder *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->pages));
}

static void
fail (VanityShadeFinder *self, const GError *error)
{
  gtk_label_set_label (GTK_LABEL (self->error), error->message);
  show_page (self, "failed");
}

static void
clear (VanityShadeFinder *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
}

static void
add (VanityShadeFinder *self, const VanityShadeMatch *match)
{
  VanityShadeRow *shown = vanity_shade_row_new (self->shop);
  VanityLab lab = vanity_lab_from_linear (vanity_rgb_unpack (self->color));
  GtkWidget *row = gtk_list_box_row_new ();
  g_autofree char *title = vanity_shade_dup_title (match->shade);

  vanity_shade_row_set_shade (shown, match->shade, &lab);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), GTK_WIDGET (shown));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
on_found (gpointer result, const GError *error, gpointer user_data)
{
  VanityShadeFinder *self = user_data;
  g_autoptr (GArray) matches = result;

  if (matches == NULL)
    {
      fail (self, error);
      return;
    }

  clear (self);
  for (guint i = 0; i < matches->len; i++)
    add (self, &g_array_index (matches, VanityShadeMatch, i));
  show_page (self, matches->len > 0 ? "found" : "empty");
}

static void
begin (VanityShadeFinder *self)
{
  Wish *wish;

  if (!self->wanted)
    return;
  if (vanity_shop_get_state (self->shop) == VANITY_SHOP_FAILED)
    {
      self->wanted = FALSE;
      fail (self, vanity_shop_get_error (self->shop));
    }
  if (vanity_shop_get_state (self->shop) != VANITY_SHOP_OPEN)
    return;

  self->wanted = FALSE;
  wish = g_new0 (Wish, 1);
  wish->catalogue = vanity_catalogue_ref (vanity_shop_get_catalogue (self->shop));
  wish->lab = vanity_lab_from_linear (vanity_rgb_unpack (self->color));
  for (int c = 0; c < VANITY_N_CATEGORIES; c++)
    if (g_strcmp0 (vanity_category_get_layer (c), self->kind->id) == 0)
      wish->categories |= 1U << c;
  if (wish->categories == 0)
    {
      wish_free (wish);
      show_page (self, "empty");
      return;
    }
  vanity_job_slot_start (&self->slot, run, wish, wish_free, (GDestroyNotify)g_array_unref, NULL,
                         on_found, self);
}

void
vanity_shade_finder_find (VanityShadeFinder *self, const VanityLayerKind *kind, guint32 color)
{
  if (self->shop == NULL)
    {
      self->shop = vanity_shop_get_default ();
      g_signal_connect_object (self->shop, "notify::state", G_CALLBACK (begin), self,
                               G_CONNECT_SWAPPED);
    }
  self->kind = kind;
  self->color = color;
  self->wanted = TRUE;
  show_page (self, "waiting");
  vanity_shop_open (self->shop);
  begin (self);
}

static void
on_activated (VanityShadeFinder *self, GtkListBoxRow *row)
{
  VanityShadeRow *shown = VANITY_SHADE_ROW (gtk_list_box_row_get_child (row));

  g_signal_emit (self, chosen_signal, 0, vanity_shade_row_get_shade (shown));
}

static void
vanity_shade_finder_dispose (GObject *object)
{
  VanityShadeFinder *self = VANITY_SHADE_FINDER (object);

  vanity_job_slot_clear (&self->slot);
  g_clear_object (&self->shop);
  g_clear_pointer (&self->pages, gtk_widget_unparent);

  G_OBJECT_CLASS (vanity_shade_finder_parent_class)->dispose (object);
}

static void
vanity_shade_finder_class_init (VanityShadeFinderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vanity_shade_finder_dispose;

  chosen_signal = g_signal_new ("chosen", VANITY_TYPE_SHADE_FINDER, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/vanity/Vanity/shade-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, VanityShadeFinder, pages);
  gtk_widget_class_bind_template_child (widget_class, VanityShadeFinder, list);
  gtk_widget_class_bind_template_child (widget_class, VanityShadeFinder, error);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vanity_shade_finder_init (VanityShadeFinder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
