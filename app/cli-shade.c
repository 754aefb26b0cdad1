#include "cli-shade.h"

#include "json-line.h"

#include <glib/gi18n.h>

static void
add_text (JsonBuilder *json, const char *name, const char *text)
{
  json_builder_set_member_name (json, name);
  if (text != NULL && *text != '\0')
    json_builder_add_string_value (json, text);
  else
    json_builder_add_null_value (json);
}

static void
add_hex (JsonBuilder *json, guint32 rgb)
{
  g_autofree char *hex = g_strdup_printf ("#%06x", rgb);

  json_builder_add_string_value (json, hex);
}

static void
add_color (JsonBuilder *json, const VanityShade *shade)
{
  json_builder_set_member_name (json, "color");
  if (shade->has_color)
    add_hex (json, shade->rgb);
  else
    json_builder_add_null_value (json);
  add_text (json, "colorSource", vanity_color_source_get_id (shade->color_source));
  if (shade->n_palette == 0)
    return;
  json_builder_set_member_name (json, "palette");
  json_builder_begin_array (json);
  for (int i = 0; i < shade->n_palette; i++)
    add_hex (json, shade->palette[i]);
  json_builder_end_array (json);
}

static void
add_prices (JsonBuilder *json, const VanityShade *shade)
{
  json_builder_set_member_name (json, "prices");
  json_builder_begin_array (json);
  for (int i = 0; i < shade->n_prices; i++)
    {
      g_autofree char *price = vanity_money_to_string (shade->prices[i].money);

      json_builder_begin_object (json);
      add_text (json, "price", price);
      add_text (json, "date", shade->prices[i].date);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_labels (JsonBuilder *json, const VanityShade *shade)
{
  json_builder_set_member_name (json, "labels");
  json_builder_begin_array (json);
  for (int i = 0; i < VANITY_N_PRODUCT_LABELS; i++)
    if ((shade->labels >> i & 1) != 0)
      json_builder_add_string_value (json,
                                     vanity_product_label_get_id ((VanityProductLabel)(1 << i)));
  json_builder_end_array (json);
  json_builder_set_member_name (json, "spf");
  if (shade->spf > 0)
    json_builder_add_int_value (json, shade->spf);
  else
    json_builder_add_null_value (json);
}

void
vanity_cli_add_shade (JsonBuilder *json, const VanityShade *shade)
{
  add_text (json, "uid", shade->uid);
  add_text (json, "brand", shade->brand);
  add_text (json, "line", shade->line);
  add_text (json, "shade", shade->name);
  add_text (json, "category", vanity_category_get_id (shade->category));
  add_color (json, shade);
  add_text (json, "finish", vanity_finish_get_id (shade->finish));
  add_text (json, "coverage", vanity_coverage_get_id (shade->coverage));
  add_text (json, "undertone", vanity_undertone_label_get_id (shade->undertone));
  add_prices (json, shade);
  add_text (json, "gtin", shade->gtin);
  add_labels (json, shade);
  add_text (json, "availability", vanity_availability_get_id (shade->availability));
  json_builder_set_member_name (json, "popularity");
  if (shade->popularity >= 0.0)
    vanity_json_add_tidy (json, shade->popularity);
  else
    json_builder_add_null_value (json);
  add_text (json, "link", shade->link);
  add_text (json, "image", shade->image);
  add_text (json, "source", shade->source);
  add_text (json, "sourceId", shade->source_id);
  add_text (json, "date", shade->date);
}

void
vanity_cli_append_traits (GString *text, const VanityShade *shade)
{
  g_string_append_printf (text, " · %s", vanity_category_get_label (shade->category));
  if (shade->finish != VANITY_FINISH_UNKNOWN)
    g_string_append_printf (text, " · %s", vanity_finish_get_label (shade->finish));
  if (shade->coverage != VANITY_COVERAGE_UNKNOWN)
    g_string_append_printf (text, " · %s", vanity_coverage_get_label (shade->coverage));
  if (shade->undertone != VANITY_UNDERTONE_LABEL_UNKNOWN)
    g_string_append_printf (text, " · %s", vanity_undertone_label_get_label (shade->undertone));
  for (int i = 0; i < shade->n_prices; i++)
    {
      g_autofree char *price = vanity_money_format (shade->prices[i].money);

      g_string_append_printf (text, " · %s", price);
    }
}
