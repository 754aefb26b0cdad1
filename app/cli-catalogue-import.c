/* vanity-cli catalogue import: feeds of shops and databases into the catalogue. */
#include "cli-batch.h"
#include "cli-catalogue.h"

#include "base/date.h"
#include "base/write-file.h"
#include "feed/feed.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#define REMARKS 10 /* shown; --report has more */

static void
show_progress (double share, gint64 rows, gpointer data)
{
  gint64 *shown = data, now = g_get_monotonic_time ();

  if (now - *shown < G_USEC_PER_SEC / 5)
    return;
  *shown = now;
  g_printerr ("\r%3.0f %%  %lld ", share * 100, (long long)rows);
}

static char *
describe_formats (void)
{
  GString *text = g_string_new (_ ("Reads feeds into the catalogue and tells what became of each "
                                   "row. One that was interrupted goes on where it was.\n\n"
                                   "Formats, told by the content unless --format says:"));

  for (guint i = 0; i < vanity_feed_count_formats (); i++)
    g_string_append_printf (text, "\n  %-20s%s", vanity_feed_get_format_id (i),
                            vanity_feed_get_format_label (i));
  return g_string_free (text, FALSE);
}

static gboolean
write_reports (JsonArray *reports, const char *path)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_ARRAY);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  json_node_set_array (root, reports);
  /* Of one feed, its report alone. */
  text = json_to_string (
      json_array_get_length (reports) == 1 ? json_array_get_element (reports, 0) : root, TRUE);
  bytes = g_bytes_new_take (text, strlen (text));
  if (vanity_write_file (file, bytes, NULL, NULL, NULL, &error))
    return TRUE;
  vanity_cli_fail (error);
  return FALSE;
}

static VanityExit
import_file (VanityCatalogue *catalogue, const char *path, const char *format,
             const VanityFeedOptions *options, JsonArray *reports, GCancellable *cancellable)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_auto (VanityFeedReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean on_terminal = isatty (STDERR_FILENO) == 1;
  gint64 shown = 0;
  gboolean done = vanity_feed_import (catalogue, file, format, options, cancellable,
                                      on_terminal ? show_progress : NULL, &shown, &report, &error);

  JsonNode *json = vanity_feed_report_to_json (&report);

  if (error)
    json_object_set_string_member (json_node_get_object (json), "error", error->message);
  if (shown > 0)
    g_printerr ("\r\033[K");
  json_array_add_element (reports, json);
  if (report.format)
    {
      text = vanity_feed_report_to_text (&report, REMARKS);
      if (vanity_cli_print (text) != VANITY_EXIT_DONE)
        return VANITY_EXIT_FAILED;
    }
  if (!done)
    return vanity_cli_fail (error);
  if (report.broken)
    {
      g_printerr ("vanity-cli: %s\n", report.broken);
      return VANITY_EXIT_FAILED;
    }
  if (report.rows == report.skipped && report.resumed == 0)
    {
      g_printerr (_ ("vanity-cli: no row of “%s” can be used\n"), path);
      return VANITY_EXIT_FAILED;
    }
  return VANITY_EXIT_DONE;
}

static gboolean
check_order (const char *format, const VanityFeedOptions *options)
{
  VanityCategory category;

  if (options->price_date && !vanity_date_parse (options->price_date, NULL))
    {
      vanity_cli_usage (_ ("--price-date: “%s” is no day: it is written as 2026-03-14"),
                        options->price_date);
      return FALSE;
    }
  if (options->category && !vanity_category_find (options->category, &category))
    {
      vanity_cli_usage (_ ("--category: there is no category “%s”"), options->category);
      return FALSE;
    }
  if (!format)
    return TRUE;
  for (guint i = 0; i < vanity_feed_count_formats (); i++)
    if (g_str_equal (format, vanity_feed_get_format_id (i)))
      return TRUE;
  vanity_cli_usage (_ ("--format: there is no format “%s”; --help lists them"), format);
  return FALSE;
}

VanityExit
vanity_cli_catalogue_import (int argc, char **argv)
{
  g_autofree char *format = NULL;
  g_autofree char *source = NULL;
  g_autofree char *day = NULL;
  g_autofree char *category = NULL;
  g_autofree char *out = NULL;
  g_autofree char *summary = describe_formats ();
  gboolean dry_run = FALSE, restart = FALSE;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_ ("What the files are"), N_ ("FORMAT") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &dry_run,
      N_ ("Tell what would come of it, keep nothing"), NULL },
    { "report", 'r', 0, G_OPTION_ARG_FILENAME, &out,
      N_ ("Write what became of the rows as JSON (engine/feed/README.md)"), N_ ("OUT.json") },
    { "source", 's', 0, G_OPTION_ARG_STRING, &source,
      N_ ("Where the rows are from (default: the file's name)"), N_ ("NAME") },
    { "price-date", 'd', 0, G_OPTION_ARG_STRING, &day,
      N_ ("The day that prices are of (default: the day the file was changed)"),
      N_ ("YYYY-MM-DD") },
    { "category", 'c', 0, G_OPTION_ARG_STRING, &category,
      N_ ("What products are of which the feed does not say it"), N_ ("CATEGORY") },
    { "restart", 0, 0, G_OPTION_ARG_NONE, &restart,
      N_ ("Begin anew what was interrupted, instead of going on"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (GStrv) names = NULL;
  g_autoptr (JsonArray) reports = NULL;
  g_autoptr (VanityCatalogue) catalogue = NULL;
  GCancellable *cancellable;
  VanityExit status = VANITY_EXIT_DONE;

  if (!vanity_cli_parse (&argc, &argv, _ ("FILE…"), summary, entries, &names, &status))
    return status;
  if (!names[0])
    return vanity_cli_usage (_ ("which file is to be imported?"));

  VanityFeedOptions options = {
    .source = source,
    .price_date = day,
    .category = category,
    .dry_run = dry_run,
    .restart = restart,
  };
  if (!check_order (format, &options))
    return VANITY_EXIT_USAGE;
  cancellable = vanity_batch_watch_signals ();
  catalogue = vanity_cli_open_catalogue ();
  if (!catalogue)
    return VANITY_EXIT_FAILED;
  reports = json_array_new ();
  for (int i = 0; names[i] && !g_cancellable_is_cancelled (cancellable); i++)
    if (import_file (catalogue, names[i], format, &options, reports, cancellable)
        != VANITY_EXIT_DONE)
      status = VANITY_EXIT_FAILED;
  if (out && !write_reports (reports, out))
    status = VANITY_EXIT_FAILED;
  return status;
}
