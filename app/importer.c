#include "app/importer.h"

#include "base/job.h"
#include "base/write-file.h"

#include <glib/gi18n.h>
#include <string.h>

/* Remarks of a file in a text. */
#define REMARKS_IN_TEXT 1000

struct _VanityImporter
{
  GObject parent_instance;

  VanityShop *shop;   /* while it is busy, else NULL */
  GQueue waiting;     /* GFile */
  GFile *file;        /* that is read, or NULL */
  GPtrArray *results; /* VanityImport */
  gint64 rows;        /* of `file`, atomic by its lock */
  GMutex lock;
  VanityJobSlot reading;
};

enum
{
  PROP_0,
  PROP_BUSY,
  PROP_SHARE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint finished_signal;

G_DEFINE_FINAL_TYPE (VanityImporter, vanity_importer, G_TYPE_OBJECT)

static void
import_free (gpointer data)
{
  VanityImport *import = data;

  vanity_feed_report_clear (&import->report);
  g_clear_error (&import->error);
  g_free (import);
}

/* ---- On its thread ---- */

typedef struct
{
  VanityImporter *importer;
  VanityCatalogue *catalogue;
  GFile *file;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->importer);
  vanity_catalogue_unref (order->catalogue);
  g_object_unref (order->file);
  g_free (order);
}

static void
on_rows (double share, gint64 rows, gpointer data)
{
  VanityJob *job = data;
  VanityImporter *self = g_object_get_data (G_OBJECT (job), "importer");

  g_mutex_lock (&self->lock);
  self->rows = rows;
  g_mutex_unlock (&self->lock);
  vanity_job_set_progress (job, share);
}

/* A file that fails is a result as well. */
static gpointer
run_import (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  VanityImport *import = g_new0 (VanityImport, 1);

  g_object_set_data (G_OBJECT (job), "importer", order->importer);
  vanity_feed_import (order->catalogue, order->file, NULL, NULL, vanity_job_get_cancellable (job),
                      on_rows, job, &import->report, &import->error);

  return import;
}

/* ---- On the main thread ---- */

static void start_next (VanityImporter *self);

static void
on_progress (VanityImporter *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHARE]);
}

static void
on_imported (gpointer result, const GError *error, gpointer user_data)
{
  VanityImporter *self = user_data;

  if (result == NULL)
    {
      VanityImport *import = g_new0 (VanityImport, 1);

      vanity_feed_report_init (&import->report);
      import->report.file = vanity_importer_dup_name (self);
      import->error = g_error_copy (error);
      result = import;
    }
  g_ptr_array_add (self->results, result);
  g_clear_object (&self->file);
  start_next (self);
}

static void
start_next (VanityImporter *self)
{
  Order *order;

  self->file = g_queue_pop_head (&self->waiting);
  if (self->file == NULL)
    {
      g_autoptr (VanityShop) shop = g_steal_pointer (&self->shop);
      g_autoptr (VanityImporter) kept = self; /* the reference of start () */

      vanity_shop_refresh (shop);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
      g_signal_emit (self, finished_signal, 0);
      return;
    }

  self->rows = 0;
  order = g_new0 (Order, 1);
  order->importer = g_object_ref (self);
  order->catalogue = vanity_catalogue_ref (vanity_shop_get_catalogue (self->shop));
  order->file = g_object_ref (self->file);
  vanity_job_slot_start (&self->reading, run_import, order, order_free, import_free, NULL,
                         on_imported, self);
  g_signal_connect_object (self->reading.job, "notify::progress", G_CALLBACK (on_progress), self,
                           G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHARE]);
}

void
vanity_importer_start (VanityImporter *self, VanityShop *shop, GListModel *files)
{
  guint n = g_list_model_get_n_items (files);

  if (n == 0 || vanity_shop_get_catalogue (shop) == NULL)
    return;

  for (guint i = 0; i < n; i++)
    g_queue_push_tail (&self->waiting, g_list_model_get_item (files, i));
  if (self->shop != NULL)
    return;

  g_object_ref (self);
  self->shop = g_object_ref (shop);
  g_ptr_array_unref (self->results);
  self->results = g_ptr_array_new_with_free_func (import_free);
  start_next (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

void
vanity_importer_cancel (VanityImporter *self)
{
  g_queue_clear_full (&self->waiting, g_object_unref);
  if (self->reading.job != NULL)
    vanity_job_cancel (self->reading.job);
}

gboolean
vanity_importer_is_busy (VanityImporter *self)
{
  return self->shop != NULL;
}

double
vanity_importer_get_share (VanityImporter *self)
{
  return self->reading.job != NULL ? vanity_job_get_progress (self->reading.job) : 0;
}

gint64
vanity_importer_get_rows (VanityImporter *self)
{
  gint64 rows;

  g_mutex_lock (&self->lock);
  rows = self->rows;
  g_mutex_unlock (&self->lock);

  return rows;
}

char *
vanity_importer_dup_name (VanityImporter *self)
{
  g_autofree char *base = self->file != NULL ? g_file_get_basename (self->file) : NULL;

  return base != NULL ? g_filename_display_name (base) : g_strdup ("");
}

GPtrArray *
vanity_importer_get_results (VanityImporter *self)
{
  return self->results;
}

/* ---- What is said of it ---- */

char *
vanity_import_dup_summary (const VanityImport *import)
{
  const VanityFeedReport *report = &import->report;

  if (import->error != NULL && !g_error_matches (import->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_strdup (import->error->message);

  /* Translators: numbers of rows of a file that was imported. */
  return g_strdup_printf (_ ("%lld added, %lld merged, %lld unchanged, %lld skipped"),
                          (long long)report->added, (long long)report->merged,
                          (long long)report->unchanged, (long long)report->skipped);
}

char *
vanity_imports_to_text (const GPtrArray *imports)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < imports->len; i++)
    {
      const VanityImport *import = g_ptr_array_index (imports, i);
      g_autofree char *report = import->report.format != NULL
                                    ? vanity_feed_report_to_text (&import->report, REMARKS_IN_TEXT)
                                    : NULL;

      g_string_append (text, i > 0 ? "\n" : "");
      if (report != NULL)
        g_string_append (text, report);
      if (import->error != NULL)
        g_string_append_printf (text, "%s: %s\n",
                                import->report.file != NULL ? import->report.file : "",
                                import->error->message);
    }

  return g_string_free (text, FALSE);
}

static char *
to_json (const GPtrArray *imports)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < imports->len; i++)
    {
      const VanityImport *import = g_ptr_array_index (imports, i);
      JsonNode *node = vanity_feed_report_to_json (&import->report);

      if (import->error != NULL)
        json_object_set_string_member (json_node_get_object (node), "error",
                                       import->error->message);
      json_array_add_element (array, node);
    }
  json_node_take_array (root, array);

  return json_to_string (root, TRUE);
}

gboolean
vanity_imports_save (const GPtrArray *imports, GFile *file, GError **error)
{
  g_autofree char *base = g_file_get_basename (file);
  char *text = base != NULL && g_str_has_suffix (base, ".json") ? to_json (imports)
                                                                : vanity_imports_to_text (imports);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return vanity_write_file (file, bytes, NULL, NULL, NULL, error);
}

/* ---- The object ---- */

static void
vanity_importer_finalize (GObject *object)
{
  VanityImporter *self = VANITY_IMPORTER (object);

  vanity_job_slot_clear (&self->reading);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_ptr_array_unref (self->results);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (vanity_importer_parent_class)->finalize (object);
}

static void
vanity_importer_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  VanityImporter *self = VANITY_IMPORTER (object);

  switch (id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, vanity_importer_is_busy (self));
      break;
    case PROP_SHARE:
      g_value_set_double (value, vanity_importer_get_share (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
vanity_importer_class_init (VanityImporterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = vanity_importer_finalize;
  object_class->get_property = vanity_importer_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_SHARE] = g_param_spec_double ("share", NULL, NULL, 0, 1, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  finished_signal = g_signal_new ("finished", VANITY_TYPE_IMPORTER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
vanity_importer_init (VanityImporter *self)
{
  g_queue_init (&self->waiting);
  g_mutex_init (&self->lock);
  self->results = g_ptr_array_new_with_free_func (import_free);
}

VanityImporter *
vanity_importer_get_default (void)
{
  static VanityImporter *importer; /* NULL again when nobody holds it */

  if (importer != NULL)
    return g_object_ref (importer);

  importer = g_object_new (VANITY_TYPE_IMPORTER, NULL);
  g_object_add_weak_pointer (G_OBJECT (importer), (gpointer *)&importer);

  return importer;
}
