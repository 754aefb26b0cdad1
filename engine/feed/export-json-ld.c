/* Products as schema.org describes them, an object a line within an @graph. What schema.org has no
 * property for stands in additionalProperty under names of ours. */
#include "feed/export.h"
#include "feed/plain.h"

#include <json-glib/json-glib.h>
#include <string.h>

static void
begin (GString *out)
{
  g_string_append (out, "{\"@context\":\"https://schema.org\",\"@graph\":[\n");
}

static void
end (GString *out)
{
  g_string_append (out, "\n]}\n");
}

static void
add_member (JsonBuilder *json, const char *name, const char *value)
{
  if (!value || !*value)
    return;
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

static void
begin_thing (JsonBuilder *json, const char *name, const char *type)
{
  if (name)
    json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  add_member (json, "@type", type);
}

static void
add_offers (JsonBuilder *json, const VanityShade *shade)
{
  static const char *const availabilities[VANITY_N_AVAILABILITIES] = {
    [VANITY_AVAILABILITY_IN_STOCK] = "https://schema.org/InStock",
    [VANITY_AVAILABILITY_OUT_OF_STOCK] = "https://schema.org/OutOfStock",
    [VANITY_AVAILABILITY_PREORDER] = "https://schema.org/PreOrder",
    [VANITY_AVAILABILITY_BACKORDER] = "https://schema.org/BackOrder",
  };

  if (shade->n_prices == 0 && shade->availability == VANITY_AVAILABILITY_UNKNOWN)
    return;
  json_builder_set_member_name (json, "offers");
  json_builder_begin_array (json);
  for (int i = 0; i < MAX (shade->n_prices, 1); i++)
    {
      begin_thing (json, NULL, "Offer");
      if (i < shade->n_prices)
        {
          g_autofree char *price = vanity_money_number_to_string (shade->prices[i].money);
          add_member (json, "price", price);
          add_member (json, "priceCurrency", shade->prices[i].money.currency);
        }
      add_member (json, "availability", availabilities[shade->availability]);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
add_property (JsonBuilder *json, const VanityFeedColumn *column, const char *value)
{
  g_autofree char *id = g_strconcat ("vanity:", column->name, NULL);

  begin_thing (json, NULL, "PropertyValue");
  add_member (json, "propertyID", id);
  add_member (json, "name", column->name);
  json_builder_set_member_name (json, "value");
  json_builder_add_string_value (json, value);
  json_builder_end_object (json);
}

/* Also what is not known, as nothing: so it is not guessed when it is read back. */
static void
add_properties (JsonBuilder *json, const VanityShade *shade, GString *value)
{
  static const VanityFeedField fields[] = { VANITY_FEED_LINE,       VANITY_FEED_KIND,
                                            VANITY_FEED_COLOR,      VANITY_FEED_COLOR_FROM,
                                            VANITY_FEED_FINISH,     VANITY_FEED_COVERAGE,
                                            VANITY_FEED_UNDERTONE,  VANITY_FEED_UNDERTONE_WORDS,
                                            VANITY_FEED_PRICE_DATE, VANITY_FEED_LABELS,
                                            VANITY_FEED_SPF,        VANITY_FEED_POPULARITY,
                                            VANITY_FEED_SOURCE,     VANITY_FEED_INGREDIENTS };

  json_builder_set_member_name (json, "additionalProperty");
  json_builder_begin_array (json);
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    for (const VanityFeedColumn *column = vanity_feed_plain_columns; column->name; column++)
      if (column->field == fields[i])
        {
          g_string_truncate (value, 0);
          vanity_feed_export_field (value, shade, fields[i]);
          add_property (json, column, value->str);
        }
  json_builder_end_array (json);
}

static void
add (GString *out, const VanityShade *shade, gboolean first)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *title = vanity_shade_dup_title (shade);
  static const struct
  {
    const char *name;
    VanityFeedField field;
  } members[] = {
    { "color", VANITY_FEED_SHADE },   { "gtin", VANITY_FEED_GTIN },
    { "sku", VANITY_FEED_SOURCE_ID }, { "url", VANITY_FEED_LINK },
    { "image", VANITY_FEED_IMAGE },   { "dateModified", VANITY_FEED_DATE },
  };

  begin_thing (json, NULL, "Product");
  vanity_feed_export_text (text, title);
  add_member (json, "name", text->str);
  if (*shade->brand)
    {
      g_string_truncate (text, 0);
      vanity_feed_export_text (text, shade->brand);
      begin_thing (json, "brand", "Brand");
      add_member (json, "name", text->str);
      json_builder_end_object (json);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_string_truncate (text, 0);
      vanity_feed_export_field (text, shade, members[i].field);
      add_member (json, members[i].name, text->str);
    }
  add_member (json, "category", vanity_category_get_id (shade->category));
  add_offers (json, shade);
  add_properties (json, shade, text);
  json_builder_end_object (json);
  root = json_builder_get_root (json);
  json_generator_set_root (generator, root);
  if (!first)
    g_string_append (out, ",\n");
  json_generator_to_gstring (generator, out);
}

const VanityFeedWriter vanity_feed_write_json_ld = { begin, add, end };
