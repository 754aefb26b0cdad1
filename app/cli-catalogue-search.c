/* vanity-cli catalogue search: shades by words, filters and colour. */
#include "cli-catalogue.h"
#include "cli-shade.h"

#include "catalogue/color-words.h"
#include "json-line.h"

#include <glib/gi18n.h>

#define USUAL_LIMIT 20

static gboolean
read_near (const char *text, VanityQuery *query)
{
  g_autoptr (GArray) colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (VanityShade) sample = NULL;
  g_autoptr (GError) error = NULL;

  if (!vanity_color_read (text, colors, &error))
    {
      vanity_cli_usage ("--near: %s", error->message);
      return FALSE;
    }
  if (colors->len != 1)
    {
      vanity_cli_usage (_ ("--near: “%s” is not one colour"), text);
      return FALSE;
    }
  sample = vanity_shade_new ("", "", text, VANITY_CATEGORY_OTHER);
  vanity_shade_set_color (sample, g_array_index (colors, guint32, 0), VANITY_COLOR_SOURCE_GIVEN);
  query->near = sample->lab;
  query->order = VANITY_ORDER_DISTANCE;
  query->only_colored = TRUE;
  return TRUE;
}

/* Of a palette its nearest colour. */
static double
measure_distance (const VanityShade *shade, VanityLab near)
{
  g_autoptr (VanityShade) sample = vanity_shade_copy (shade);
  double least = vanity_lab_delta_e2000 (near, shade->lab);

  for (int i = 0; i < shade->n_palette; i++)
    {
      vanity_shade_set_color (sample, shade->palette[i], shade->color_source);
      least = MIN (least, vanity_lab_delta_e2000 (near, sample->lab));
    }
  return least;
}

static void
append_shade (GString *text, const VanityShade *shade, const VanityQuery *query)
{
  g_autofree char *title = vanity_shade_dup_title (shade);

  g_string_append (text, "  ");
  if (query->order == VANITY_ORDER_DISTANCE)
    g_string_append_printf (text, "ΔE %5.1f  ", measure_distance (shade, query->near));
  if (!shade->has_color)
    g_string_append (text, "         ");
  else
    /* What somebody only thinks it looks like is marked. */
    g_string_append_printf (text, "%s#%06x ",
                            shade->color_source == VANITY_COLOR_SOURCE_ESTIMATED ? "≈" : " ",
                            shade->rgb);
  g_string_append_printf (text, " %s", title);
  vanity_cli_append_traits (text, shade);
  g_string_append_c (text, '\n');
}

static VanityExit
print_text (GPtrArray *shades, guint total, const VanityQuery *query)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean estimated = FALSE;

  for (guint i = 0; i < shades->len; i++)
    {
      const VanityShade *shade = shades->pdata[i];

      append_shade (text, shade, query);
      estimated |= shade->color_source == VANITY_COLOR_SOURCE_ESTIMATED;
    }
  g_string_append_printf (
      text, g_dngettext (GETTEXT_PACKAGE, "%u shade found", "%u shades found", total), total);
  if (shades->len < total && shades->len > 0)
    g_string_append_printf (text, _ (", %d to %d shown"), query->offset + 1,
                            query->offset + (int)shades->len);
  g_string_append (text, estimated ? _ ("; ≈ is an approximate colour\n") : "\n");
  return vanity_cli_print (text->str);
}

static VanityExit
print_json (GPtrArray *shades, guint total, const VanityQuery *query)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *line = NULL;

  json_builder_begin_object (json);
  json_builder_set_member_name (json, "total");
  json_builder_add_int_value (json, total);
  json_builder_set_member_name (json, "offset");
  json_builder_add_int_value (json, query->offset);
  json_builder_set_member_name (json, "shades");
  json_builder_begin_array (json);
  for (guint i = 0; i < shades->len; i++)
    {
      json_builder_begin_object (json);
      vanity_cli_add_shade (json, shades->pdata[i]);
      if (query->order == VANITY_ORDER_DISTANCE)
        {
          json_builder_set_member_name (json, "deltaE");
          vanity_json_add_tidy (json, measure_distance (shades->pdata[i], query->near));
        }
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  json_builder_end_object (json);
  line = vanity_json_dup_line (json);
  return vanity_cli_print (line);
}

VanityExit
vanity_cli_catalogue_search (int argc, char **argv)
{
  g_auto (VanityCliFilter) filter = { 0 };
  g_auto (VanityQuery) query = { 0 };
  g_autofree char *near = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry own[] = {
    { "near", 0, 0, G_OPTION_ARG_STRING, &near,
      N_ ("The nearest to this colour first, as '#b3364a'"), N_ ("COLOUR") },
    { "max-price", 0, 0, G_OPTION_ARG_STRING, &filter.most, N_ ("The same as --price-most"),
      N_ ("PRICE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_ ("Print JSON for a program to read"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree GOptionEntry *entries = vanity_cli_filter_new_entries (&filter, own);
  g_auto (GStrv) words = NULL;
  g_autoptr (VanityCatalogue) catalogue = NULL;
  g_autoptr (GPtrArray) shades = NULL;
  g_autoptr (GError) error = NULL;
  VanityExit status;
  guint total = 0;

  if (!vanity_cli_parse (&argc, &argv, _ ("[WORD…]"),
                         _ ("Lists the shades that have every word, or one that begins with it, in "
                            "brand, line, name or category, and that all filters admit. A GTIN "
                            "finds its product."),
                         entries, &words, &status))
    return status;
  vanity_query_init (&query);
  query.limit = USUAL_LIMIT;
  if (!vanity_cli_filter_to_query (&filter, words, &query) || (near && !read_near (near, &query)))
    return VANITY_EXIT_USAGE;
  if (near && filter.order)
    return vanity_cli_usage (_ ("--near is an order of its own; leave out --order"));
  catalogue = vanity_cli_open_catalogue ();
  if (!catalogue)
    return VANITY_EXIT_FAILED;
  shades = vanity_catalogue_search (catalogue, &query, &total, &error);
  if (!shades)
    return vanity_cli_fail (error);
  return as_json ? print_json (shades, total, &query) : print_text (shades, total, &query);
}
