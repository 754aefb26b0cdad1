/* vanity-cli analyse: what a photo says of skin and features. */
#include "cli-analyse.h"

#include "analysis/compare.h"
#include "analysis/history.h"
#include "analysis/json.h"
#include "analysis/report.h"
#include "base/error.h"
#include "cli-makeover.h"
#include "cli-service.h"
#include "find-faces.h"
#include "json-line.h"

#include <glib/gi18n.h>
#include <string.h>

/* The order, and what the faces are compared with. */
typedef struct
{
  const VanityAnalyseOrder *order;
  gboolean has_before;
  VanityRecord before;
  VanityCliService *service; /* or NULL */
} Analyse;

/* What is of one face only needs one to be chosen. */
static gboolean
check_faces (const VanityAnalyseOrder *order, const GPtrArray *faces, GError **error)
{
  if (order->face > 0 || faces->len == 1 || !(order->report || order->compare || order->remember))
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
               ngettext ("%u face was found; --report, --compare and --remember are of one: "
                         "--face says which",
                         "%u faces were found; --report, --compare and --remember are of one: "
                         "--face says which",
                         faces->len),
               faces->len);
  return FALSE;
}

static gboolean
save_report (const VanityAnalyseOrder *order, const VanityAnalysis *analysis, VanityImage *image,
             const char *photo, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_filename_display_basename (photo);
  g_autoptr (GFile) file = order->report ? g_file_new_for_path (order->report) : NULL;
  const VanityReportOptions options = { order->without_photo, name, NULL };

  return !file || vanity_analysis_save_report (analysis, image, &options, file, cancellable, error);
}

static gboolean
remember (const VanityAnalyseOrder *order, const VanityAnalysis *analysis, GError **error)
{
  g_autofree char *id = order->remember ? vanity_history_remember (analysis, error) : NULL;

  return !order->remember || id;
}

static gboolean
compare (const Analyse *analyse, const VanityAnalysis *analysis, VanityComparison *comparison)
{
  VanityRecord after;

  if (!analyse->has_before)
    return FALSE;
  vanity_record_init (&after, analysis);
  vanity_record_compare (&analyse->before, &after, comparison);
  return TRUE;
}

static void
tell_as_json (JsonBuilder *json, const VanityAnalysis *analysis, int face,
              const VanityComparison *comparison)
{
  JsonNode *node = vanity_analysis_to_json (analysis);

  json_object_set_int_member (json_node_get_object (node), "number", face);
  if (comparison)
    json_object_set_member (json_node_get_object (node), "comparison",
                            vanity_comparison_to_json (comparison));
  json_builder_add_value (json, node);
}

static void
tell_as_text (GString *text, const VanityAnalysis *analysis, int face,
              const VanityComparison *comparison)
{
  g_autofree char *told = vanity_analyse_dup_text (analysis, face);
  g_autofree char *change = comparison ? vanity_comparison_dup_text (comparison) : NULL;

  g_string_append (text, told);
  if (change)
    g_string_append_printf (text, "\n%s\n%s", _ ("Since the photo before"), change);
}

/* Either of `json` and `text` is NULL. */
static gboolean
analyse_face (const Analyse *analyse, VanityImage *image, const VanityFace *face, int number,
              const char *photo, JsonBuilder *json, GString *text, GCancellable *cancellable,
              GError **error)
{
  const VanityAnalyseOrder *order = analyse->order;
  g_autoptr (VanityAnalysis) analysis
      = vanity_analysis_new (image, face, &order->options, cancellable, error);
  VanityComparison comparison;
  gboolean compared;

  if (!analysis
      || (order->masks
          && !vanity_analyse_save_masks (analysis, image, order->masks, photo, number, cancellable,
                                         error))
      || !save_report (order, analysis, image, photo, cancellable, error)
      || !remember (order, analysis, error))
    return FALSE;
  compared = compare (analyse, analysis, &comparison);
  if (json)
    tell_as_json (json, analysis, number, compared ? &comparison : NULL);
  else
    tell_as_text (text, analysis, number, compared ? &comparison : NULL);
  return TRUE;
}

static gboolean
analyse_photo (VanityBatchItem *item, VanityFaceFinder *finder, gpointer data,
               GCancellable *cancellable, GError **error)
{
  const Analyse *analyse = data;
  const VanityAnalyseOrder *order = analyse->order;
  g_autoptr (GFile) file = g_file_new_for_path (item->path);
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonBuilder) json = order->batch.json ? json_builder_new () : NULL;
  g_autofree char *name = g_filename_display_name (item->path);

  if (analyse->service)
    return vanity_cli_service_analyse (analyse->service, item, order->face, &order->options,
                                       cancellable, error);
  photo = vanity_photo_load (file, cancellable, error);
  if (!photo)
    return FALSE;
  item->note = g_strdup (vanity_photo_get_note (photo));
  faces = vanity_find_faces (photo, finder, order->face, cancellable, error);
  if (!faces || !check_faces (order, faces, error))
    return FALSE;
  if (json)
    {
      json_builder_begin_object (json);
      json_builder_set_member_name (json, "photo");
      json_builder_add_string_value (json, name);
      json_builder_set_member_name (json, "faces");
      json_builder_begin_array (json);
    }
  else
    g_string_append_printf (text, "%s: ", name);
  for (guint i = 0; i < faces->len; i++)
    {
      if (order->face != 0 && (guint)order->face != i + 1)
        continue;
      if (!analyse_face (analyse, vanity_photo_get_image (photo), faces->pdata[i], (int)i + 1,
                         item->path, json, text, cancellable, error))
        return FALSE;
    }
  if (json)
    {
      json_builder_end_array (json);
      json_builder_end_object (json);
    }
  item->text = json ? vanity_json_dup_line (json) : g_strdup (text->str);
  return TRUE;
}

/* The largest face of the other photo. */
static gboolean
read_other_photo (Analyse *analyse, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (analyse->order->compare);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, cancellable, error);
  g_autoptr (VanityFaceFinder) finder = photo ? vanity_face_finder_new (error) : NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityAnalysis) analysis = NULL;
  VanityAnalysisOptions options = { .is_child = analyse->order->options.is_child };

  if (!finder)
    return FALSE;
  faces = vanity_find_faces (photo, finder, 0, cancellable, error);
  if (!faces)
    return FALSE;
  analysis = vanity_analysis_new (vanity_photo_get_image (photo), faces->pdata[0], &options,
                                  cancellable, error);
  if (!analysis)
    return FALSE;
  vanity_record_init (&analyse->before, analysis);
  return TRUE;
}

static gboolean
read_before (Analyse *analyse, GCancellable *cancellable, GError **error)
{
  const char *name = analyse->order->compare;
  g_autoptr (VanityMemory) memory = NULL;

  if (!name)
    return TRUE;
  analyse->has_before = TRUE;
  if (!g_file_test (name, G_FILE_TEST_EXISTS))
    memory = vanity_history_find (name, NULL);
  if (memory)
    analyse->before = memory->record;
  else if (!read_other_photo (analyse, cancellable, error))
    {
      vanity_cli_name_file (error, name);
      return FALSE;
    }
  return TRUE;
}

/* What is of one photo. */
static gboolean
check_order (const VanityAnalyseOrder *order, const VanityBatch *batch)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (batch->is_many && (order->report || order->compare || order->options.has_white))
    {
      vanity_cli_usage (_ ("--report, --compare and --white are of one photo, and several are "
                           "named"));
      return FALSE;
    }
  for (guint i = 0; i < batch->items->len; i++)
    {
      const VanityBatchItem *item = batch->items->pdata[i];
      char *stem = g_path_get_basename (item->path);
      char *dot = strrchr (stem, '.');

      if (order->report && g_strcmp0 (order->report, item->path) == 0)
        {
          vanity_cli_usage (_ ("%s would be overwritten by a result"), item->path);
          g_free (stem);
          return FALSE;
        }
      if (dot && dot != stem)
        *dot = '\0';
      if (!g_hash_table_add (taken, stem) && order->masks)
        {
          vanity_cli_usage (_ ("several photos are called as %s is, and --masks names its files "
                               "by them"),
                            item->path);
          return FALSE;
        }
    }
  return TRUE;
}

VanityExit
vanity_cli_analyse (int argc, char **argv)
{
  g_auto (VanityAnalyseOrder) order = { .batch.argv = g_strdupv (argv) };
  Analyse analyse = { .order = &order };
  gboolean history = FALSE;
  g_autofree char *forget = NULL;
  g_autoptr (VanityCliService) service = NULL;
  const GOptionEntry entries[] = {
    { "face", 'f', 0, G_OPTION_ARG_STRING, &order.face_text,
      N_ ("Only face N; 1 is the largest (default: every face)"), "N" },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &order.batch.json,
      N_ ("One JSON object a photo and line (engine/analysis/README.md)"), NULL },
    { "masks", 'm', 0, G_OPTION_ARG_FILENAME, &order.masks,
      N_ ("Write pictures of where each concern is seen, what its figure rests on, and the parts "
          "of the head, of the photo's size"),
      N_ ("DIR") },
    { "report", 'r', 0, G_OPTION_ARG_FILENAME, &order.report, N_ ("Write a report to print"),
      N_ ("OUT.pdf") },
    { "without-photo", 0, 0, G_OPTION_ARG_NONE, &order.without_photo,
      N_ ("No picture of the face in the report"), NULL },
    { "compare", 'c', 0, G_OPTION_ARG_FILENAME, &order.compare,
      N_ ("Tell what has changed since another photo, or an analysis that was kept"),
      N_ ("PHOTO|ID") },
    { "child", 0, 0, G_OPTION_ARG_NONE, &order.options.is_child,
      N_ ("This is a child: skin is not scored"), NULL },
    { "white", 'w', 0, G_OPTION_ARG_STRING, &order.white,
      N_ ("A place of the photo that is white or grey, pixels"), N_ ("X,Y") },
    { "nudge", 'n', 0, G_OPTION_ARG_STRING, &order.nudge,
      N_ ("What you know better of the skin's colour: some of lighter, darker, warmer, cooler and "
          "muted, as warmer=0.5, each from 0 to 1"),
      N_ ("LIST") },
    { "remember", 0, 0, G_OPTION_ARG_NONE, &order.remember,
      N_ ("Keep the numbers, and no photo, to compare with later"), NULL },
    { "history", 0, 0, G_OPTION_ARG_NONE, &history, N_ ("List the analyses that are kept"), NULL },
    { "forget", 0, 0, G_OPTION_ARG_STRING, &forget, N_ ("Delete an analysis that is kept"),
      N_ ("ID") },
    VANITY_BATCH_LOG_ENTRIES (&order.batch),
    VANITY_CLI_SERVICE_ENTRY (&order.via_service),
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (VanityBatch) batch = NULL;
  g_autoptr (GError) error = NULL;
  VanityExit status;

  if (!vanity_cli_parse (
          &argc, &argv, _ ("PHOTO…"),
          _ ("Tells what photos say of skin colour, skin and features: each finding with a number, "
             "how sure it is, and what it cannot know. What a photo cannot carry is withheld, with "
             "the reason. Nothing here is a diagnosis."),
          entries, &names, &status))
    return status;
  if (!vanity_analyse_order_parse (&order))
    return VANITY_EXIT_USAGE;
  if ((history || forget) && names[0])
    return vanity_cli_usage (_ ("--history and --forget take no photo"));
  if (forget)
    return vanity_analyse_forget (forget);
  if (history)
    return vanity_analyse_list (order.batch.json);
  batch = vanity_batch_new (names, NULL, &status);
  if (!batch)
    return status;
  if (!check_order (&order, batch))
    return VANITY_EXIT_USAGE;
  if (!read_before (&analyse, vanity_batch_watch_signals (), &error)
      || (order.via_service && !(service = vanity_cli_service_new (&error))))
    return vanity_cli_fail (error);
  analyse.service = service;
  batch->by_service = order.via_service;
  if (!vanity_batch_take_options (batch, &order.batch, &status))
    return status;
  return vanity_batch_run (batch, analyse_photo, &analyse);
}
