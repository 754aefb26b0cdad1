/* vanity-cli catalogue export: the catalogue, or a part of it, as a file. */
#include "cli-batch.h"
#include "cli-catalogue.h"

#include "feed/feed.h"

#include <glib/gi18n.h>

/* By the name of the file, where nothing else is said. */
static const char *
find_format (const char *format, const char *path)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  if (format)
    return g_str_equal (format, "csv") || g_str_equal (format, "jsonld") ? format : NULL;
  return g_str_has_suffix (folded, ".json") || g_str_has_suffix (folded, ".jsonld") ? "jsonld"
         : g_str_has_suffix (folded, ".csv")                                        ? "csv"
                                                                                    : NULL;
}

VanityExit
vanity_cli_catalogue_export (int argc, char **argv)
{
  g_auto (VanityCliFilter) filter = { 0 };
  g_auto (VanityQuery) query = { 0 };
  g_autofree char *format = NULL;
  const GOptionEntry own[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format,
      N_ ("csv or jsonld (default: by the name of the file)"), N_ ("FORMAT") },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree GOptionEntry *entries = vanity_cli_filter_new_entries (&filter, own);
  g_auto (GStrv) names = NULL;
  g_autoptr (VanityCatalogue) catalogue = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const char *chosen;
  GCancellable *cancellable;
  gint64 n = 0;
  VanityExit status;

  if (!vanity_cli_parse (&argc, &argv, _ ("OUT [WORD…]"),
                         _ ("Writes the shades that all filters and words admit, as a table "
                            "(engine/feed/README.md) or as schema.org's JSON-LD. Both can be "
                            "imported again."),
                         entries, &names, &status))
    return status;
  if (!names[0])
    return vanity_cli_usage (_ ("which file is to be written?"));
  chosen = find_format (format, names[0]);
  if (!chosen)
    return vanity_cli_usage (_ ("--format is csv or jsonld, unless the file's name ends so"));
  vanity_query_init (&query);
  query.order = VANITY_ORDER_NAME;
  if (!vanity_cli_filter_to_query (&filter, names + 1, &query))
    return VANITY_EXIT_USAGE;
  cancellable = vanity_batch_watch_signals ();
  catalogue = vanity_cli_open_catalogue ();
  if (!catalogue)
    return VANITY_EXIT_FAILED;
  file = g_file_new_for_commandline_arg (names[0]);
  if (!vanity_feed_export (catalogue, &query, file, chosen, cancellable, &n, &error))
    return vanity_cli_fail (error);
  text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%lld shade written\n", "%lld shades written\n", (gulong)n),
      (long long)n);
  return vanity_cli_print (text);
}
