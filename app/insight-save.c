#include "app/insight-save.h"

#include "analysis/history.h"
#include "analysis/json.h"
#include "analysis/report.h"
#include "base/write-file.h"

#include <glib/gi18n.h>

typedef struct
{
  VanityFinding *finding;
  VanityPhoto *photo;
  char *name;
  GFile *file; /* or NULL */
} Order;

static Order *
order_new (VanityInsight *insight, GFile *file)
{
  VanityDocument *document = vanity_insight_get_document (insight);
  Order *order = g_new0 (Order, 1);

  order->finding = vanity_finding_ref (vanity_insight_get_finding (insight));
  order->photo = vanity_photo_ref (vanity_document_get_photo (document));
  order->name = g_strdup (vanity_document_get_name (document));
  order->file = file != NULL ? g_object_ref (file) : NULL;

  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  vanity_finding_unref (order->finding);
  vanity_photo_unref (order->photo);
  g_free (order->name);
  g_clear_object (&order->file);
  g_free (order);
}

char *
vanity_insight_suggest_name (VanityInsight *insight, gboolean json)
{
  const char *name = vanity_document_get_name (vanity_insight_get_document (insight));
  const char *dot = strrchr (name, '.');
  g_autofree char *stem
      = dot != NULL && dot != name ? g_strndup (name, dot - name) : g_strdup (name);

  /* Translators: the name of a file; the first is the photo's, the second the extension. */
  return g_strdup_printf (_ ("%s – analysis.%s"), stem, json ? "json" : "pdf");
}

static gboolean
save_json (const Order *order, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonNode) node = vanity_analysis_to_json (order->finding->analysis);
  char *text = json_to_string (node, TRUE);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return vanity_write_file (order->file, bytes, NULL, NULL, cancellable, error);
}

static gboolean
save_report (const Order *order, GCancellable *cancellable, GError **error)
{
  const VanityReportOptions options = { .name = order->name };

  return vanity_analysis_save_report (order->finding->analysis,
                                      vanity_photo_get_image (order->photo), &options, order->file,
                                      cancellable, error);
}

static gpointer
run_save (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;
  GCancellable *cancellable = vanity_job_get_cancellable (job);
  g_autofree char *base = g_file_get_basename (order->file);
  gboolean json = base != NULL && g_str_has_suffix (base, ".json");

  if (!(json ? save_json : save_report) (order, cancellable, error))
    return NULL;

  return g_object_ref (order->file);
}

void
vanity_insight_start_save (VanityJobSlot *slot, VanityInsight *insight, GFile *file,
                           VanityJobDoneFunc done, gpointer user_data)
{
  vanity_job_slot_start (slot, run_save, order_new (insight, file), order_free, g_object_unref,
                         NULL, done, user_data);
}

static gpointer
run_remember (VanityJob *job, gpointer data, GError **error)
{
  const Order *order = data;

  return vanity_history_remember (order->finding->analysis, error);
}

void
vanity_insight_start_remember (VanityJobSlot *slot, VanityInsight *insight, VanityJobDoneFunc done,
                               gpointer user_data)
{
  vanity_job_slot_start (slot, run_remember, order_new (insight, NULL), order_free, g_free, NULL,
                         done, user_data);
}
