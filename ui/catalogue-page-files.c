/* What goes into the catalogue and out of it: files that are chosen or dropped. */
#include "ui/catalogue-page-private.h"

#include "ui/file-dialog.h"
#include "ui/toast.h"

#include <glib/gi18n.h>

/* ---- In ---- */

static void
update_import (VanityCataloguePage *self)
{
  gboolean busy = vanity_importer_is_busy (self->importer);
  g_autofree char *name = vanity_importer_dup_name (self->importer);
  /* Translators: a file and how many of its rows were read. */
  g_autofree char *text = g_strdup_printf (_ ("Importing %s: %'lld rows"), name,
                                           (long long)vanity_importer_get_rows (self->importer));

  gtk_label_set_label (GTK_LABEL (self->import_label), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->import_bar),
                                 vanity_importer_get_share (self->importer));
  gtk_widget_set_visible (self->importing, busy);
}

void
vanity_catalogue_page_cancel_import (VanityCataloguePage *self)
{
  vanity_importer_cancel (self->importer);
}

void
vanity_catalogue_page_import (VanityCataloguePage *self, GListModel *files)
{
  if (vanity_shop_get_catalogue (self->shop) == NULL)
    vanity_toast (GTK_WIDGET (self), _ ("The catalogue is not open yet"));
  else
    vanity_importer_start (self->importer, self->shop, files);
}

static void
on_import_chosen (GListModel *files, gpointer data)
{
  vanity_catalogue_page_import (data, files);
}

void
vanity_catalogue_page_choose_import (VanityCataloguePage *self)
{
  vanity_ask_to_open (GTK_WIDGET (self), _ ("Import Products"), TRUE, on_import_chosen, self);
}

static gboolean
on_drop (VanityCataloguePage *self, const GValue *value)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) dropped = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *l = dropped; l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  vanity_catalogue_page_import (self, G_LIST_MODEL (files));

  return TRUE;
}

static GdkDragAction
on_drop_enter (VanityCataloguePage *self)
{
  gtk_widget_set_visible (self->drop_hint, TRUE);

  return GDK_ACTION_COPY;
}

static void
on_drop_leave (VanityCataloguePage *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

/* ---- Out ---- */

typedef struct
{
  VanityCatalogue *catalogue;
  VanityQuery query;
  GFile *file;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_catalogue_unref (order->catalogue);
  vanity_query_clear (&order->query);
  g_object_unref (order->file);
  g_free (order);
}

static gpointer
run_export (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  g_autofree char *base = g_file_get_basename (order->file);
  gboolean json
      = base != NULL && (g_str_has_suffix (base, ".json") || g_str_has_suffix (base, ".jsonld"));
  gint64 n = 0;

  if (!vanity_feed_export (order->catalogue, &order->query, order->file, json ? "jsonld" : "csv",
                           vanity_job_get_cancellable (job), &n, error))
    return NULL;

  return g_strdup_printf (
      ngettext ("%'lld shade written to %s", "%'lld shades written to %s", (gulong)n), (long long)n,
      base);
}

static void
on_exported (gpointer result, const GError *error, gpointer user_data)
{
  g_autofree char *text = result;

  vanity_toast (GTK_WIDGET (user_data), text != NULL ? text : error->message);
}

void
vanity_catalogue_page_export (VanityCataloguePage *self, gboolean all, GFile *file)
{
  VanityCatalogue *catalogue = vanity_shop_get_catalogue (self->shop);
  Order *order;

  if (catalogue == NULL)
    return;

  order = g_new0 (Order, 1);
  order->catalogue = vanity_catalogue_ref (catalogue);
  order->file = g_object_ref (file);
  if (all)
    vanity_query_init (&order->query);
  else
    vanity_query_copy (&order->query, &self->query);
  vanity_job_slot_start (&self->exporting, run_export, order, order_free, g_free, NULL, on_exported,
                         self);
}

static void
on_all_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL)
    vanity_catalogue_page_export (data, TRUE, file);
}

static void
on_shown_chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  if (file != NULL)
    vanity_catalogue_page_export (data, FALSE, file);
}

void
vanity_catalogue_page_choose_export (VanityCataloguePage *self, gboolean all, gboolean json)
{
  /* Translators: the name of a file, without its extension. */
  g_autofree char *name = g_strdup_printf ("%s.%s", _ ("products"), json ? "jsonld" : "csv");

  vanity_ask_to_save (GTK_WIDGET (self), all ? _ ("Export Everything") : _ ("Export What Is Shown"),
                      name, all ? on_all_chosen : on_shown_chosen, self);
}

void
vanity_catalogue_page_init_files (VanityCataloguePage *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->importer = vanity_importer_get_default ();
  g_signal_connect_object (self->importer, "notify::busy", G_CALLBACK (update_import), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->importer, "notify::share", G_CALLBACK (update_import), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_drop), self);
  g_signal_connect_swapped (drop, "enter", G_CALLBACK (on_drop_enter), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (on_drop_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  update_import (self);
}
