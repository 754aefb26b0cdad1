/* vanity-cli catalogue: what it can do with it, and how much there is in it. */
#include "cli-catalogue.h"

#include "json-line.h"

#include <glib/gi18n.h>

static void
append_count (GString *text, const char *label, guint n)
{
  g_string_append_printf (text, "%8u  %s\n", n, label);
}

static char *
dup_stats_text (VanityCatalogue *catalogue, const VanityCatalogueStats *stats)
{
  GString *text = g_string_new (NULL);
  g_autofree char *size = g_format_size ((guint64)stats->bytes);

  g_string_append_printf (text, "%s (%s)\n", vanity_catalogue_get_path (catalogue), size);
  append_count (text, _ ("shades"), stats->n_shades);
  append_count (text, _ ("products"), stats->n_products);
  append_count (text, _ ("brands"), stats->n_brands);
  append_count (text, _ ("with a colour"), stats->n_colored);
  for (int i = VANITY_COLOR_SOURCE_ESTIMATED; i < VANITY_N_COLOR_SOURCES; i++)
    if (stats->n_from[i] > 0)
      g_string_append_printf (text, "%10u  %s\n", stats->n_from[i],
                              vanity_color_source_get_label ((VanityColorSource)i));
  append_count (text, _ ("with a price"), stats->n_priced);
  append_count (text, _ ("with a GTIN"), stats->n_gtins);
  append_count (text, _ ("with ingredients"), stats->n_ingredients);
  g_string_append_printf (text, "\n%s\n", _ ("By category:"));
  for (int i = 0; i < VANITY_N_CATEGORIES; i++)
    if (stats->n_in_category[i] > 0)
      append_count (text, vanity_category_get_label ((VanityCategory)i), stats->n_in_category[i]);
  if (stats->n_currencies > 0)
    g_string_append_printf (text, "\n%s\n", _ ("Prices, from the lowest over the median:"));
  for (guint i = 0; i < stats->n_currencies; i++)
    {
      VanityMoney money = { .minor = stats->currencies[i].least };
      g_autofree char *least = NULL, *median = NULL, *most = NULL;

      g_strlcpy (money.currency, stats->currencies[i].currency, sizeof money.currency);
      least = vanity_money_format (money);
      money.minor = stats->currencies[i].median;
      median = vanity_money_format (money);
      money.minor = stats->currencies[i].most;
      most = vanity_money_format (money);
      g_string_append_printf (text, "%8u  %s, %s, %s\n", stats->currencies[i].n_prices, least,
                              median, most);
    }
  g_string_append_printf (text, "\n%s\n", _ ("By source:"));
  for (guint i = 0; i < stats->n_sources; i++)
    g_string_append_printf (text, "%8u  %s (%s – %s)\n", stats->sources[i].n_shades,
                            stats->sources[i].name, stats->sources[i].first,
                            stats->sources[i].last);
  return g_string_free (text, FALSE);
}

static void
add_count (JsonBuilder *json, const char *name, gint64 n)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, n);
}

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, text);
}

static void
add_money (JsonBuilder *json, const char *name, const char *currency, gint64 minor)
{
  VanityMoney money = { .minor = minor };
  g_autofree char *text = NULL;

  g_strlcpy (money.currency, currency, sizeof money.currency);
  text = vanity_money_to_string (money);
  add_text (json, name, text);
}

static void
add_tables (JsonBuilder *json, const VanityCatalogueStats *stats)
{
  json_builder_set_member_name (json, "categories");
  json_builder_begin_object (json);
  for (int i = 0; i < VANITY_N_CATEGORIES; i++)
    add_count (json, vanity_category_get_id ((VanityCategory)i), stats->n_in_category[i]);
  json_builder_end_object (json);
  json_builder_set_member_name (json, "prices");
  json_builder_begin_array (json);
  for (guint i = 0; i < stats->n_currencies; i++)
    {
      const char *currency = stats->currencies[i].currency;

      json_builder_begin_object (json);
      add_text (json, "currency", currency);
      add_count (json, "prices", stats->currencies[i].n_prices);
      add_money (json, "least", currency, stats->currencies[i].least);
      add_money (json, "median", currency, stats->currencies[i].median);
      add_money (json, "most", currency, stats->currencies[i].most);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_set_member_name (json, "sources");
  json_builder_begin_array (json);
  for (guint i = 0; i < stats->n_sources; i++)
    {
      json_builder_begin_object (json);
      add_text (json, "source", stats->sources[i].name);
      add_count (json, "shades", stats->sources[i].n_shades);
      add_text (json, "first", stats->sources[i].first);
      add_text (json, "last", stats->sources[i].last);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static char *
dup_stats_json (VanityCatalogue *catalogue, const VanityCatalogueStats *stats)
{
  static const char *const states[] = {
    [VANITY_CATALOGUE_GOOD] = "good",
    [VANITY_CATALOGUE_READ_ONLY] = "read-only",
    [VANITY_CATALOGUE_REBUILT] = "rebuilt",
  };
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *path = g_filename_display_name (vanity_catalogue_get_path (catalogue));

  json_builder_begin_object (json);
  add_text (json, "file", path);
  add_count (json, "bytes", stats->bytes);
  add_text (json, "state", states[vanity_catalogue_get_state (catalogue)]);
  add_count (json, "shades", stats->n_shades);
  add_count (json, "products", stats->n_products);
  add_count (json, "brands", stats->n_brands);
  add_count (json, "colored", stats->n_colored);
  add_count (json, "priced", stats->n_priced);
  add_count (json, "gtins", stats->n_gtins);
  add_count (json, "withIngredients", stats->n_ingredients);
  add_tables (json, stats);
  json_builder_end_object (json);
  return vanity_json_dup_line (json);
}

static VanityExit
print_stats (int argc, char **argv)
{
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON for a program to read"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (VanityCatalogue) catalogue = NULL;
  g_auto (VanityCatalogueStats) stats = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  VanityExit status;

  if (!vanity_cli_parse (&argc, &argv, NULL, _ ("Tells how much there is in the catalogue."),
                         entries, NULL, &status))
    return status;
  catalogue = vanity_cli_open_catalogue ();
  if (!catalogue)
    return VANITY_EXIT_FAILED;
  if (!vanity_catalogue_stats (catalogue, &stats, &error))
    return vanity_cli_fail (error);
  text = as_json ? dup_stats_json (catalogue, &stats) : dup_stats_text (catalogue, &stats);
  return vanity_cli_print (text);
}

static const struct
{
  const char *name;
  const char *whole; /* as --help shows it */
  VanityExit (*run) (int argc, char **argv);
} parts[] = {
  { "search", "catalogue search", vanity_cli_catalogue_search },
  { "stats", "catalogue stats", print_stats },
  { "import", "catalogue import", vanity_cli_catalogue_import },
  { "export", "catalogue export", vanity_cli_catalogue_export },
};

VanityExit
vanity_cli_catalogue (int argc, char **argv)
{
  g_auto (GStrv) names = NULL;
  VanityExit status;

  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (argv[1], parts[i].name))
      {
        argv[1] = (char *)parts[i].whole;
        return parts[i].run (argc - 1, argv + 1);
      }
  if (!vanity_cli_parse (
          &argc, &argv, _ ("search|stats|import|export …"),
          _ ("The catalogue of products: searched, counted, filled from feeds and written out.\n\n"
             "  search   list shades by words, filters and colour\n"
             "  stats    tell how much there is\n"
             "  import   read feeds of shops and databases\n"
             "  export   write shades as a table or as JSON-LD\n\n"
             "vanity-cli catalogue search --help and so on say more. The catalogue is the file "
             "that "
             "VANITY_CATALOGUE names, or catalogue.db in the folder of one's data."),
          NULL, &names, &status))
    return status;
  if (names[0])
    return vanity_cli_usage (
        _ ("“%s” is nothing to do with the catalogue: search, stats, import or export is"),
        names[0]);
  return vanity_cli_usage (
      _ ("say what to do with the catalogue: search, stats, import or export"));
}
