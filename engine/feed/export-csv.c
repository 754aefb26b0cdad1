/* Our own table: the columns of plain.h, in their order. */
#include "base/csv.h"
#include "feed/export.h"
#include "feed/plain.h"

static void
begin (GString *out)
{
  for (const VanityFeedColumn *column = vanity_feed_plain_columns; column->name; column++)
    vanity_csv_append_field (out, column->name);
  vanity_csv_end_record (out);
}

static void
put_text (GString *field, const VanityShade *shade, VanityFeedField of)
{
  const char *const texts[VANITY_N_FEED_FIELDS] = {
    [VANITY_FEED_BRAND] = shade->brand,
    [VANITY_FEED_LINE] = shade->line,
    [VANITY_FEED_SHADE] = shade->name,
    [VANITY_FEED_UNDERTONE_WORDS] = shade->undertone_source,
    [VANITY_FEED_LINK] = shade->link,
    [VANITY_FEED_IMAGE] = shade->image,
    [VANITY_FEED_INGREDIENTS] = shade->ingredients,
    [VANITY_FEED_SOURCE] = shade->source,
    [VANITY_FEED_SOURCE_ID] = shade->source_id,
  };

  if (texts[of])
    vanity_feed_export_text (field, texts[of]);
}

void
vanity_feed_export_field (GString *field, const VanityShade *shade, VanityFeedField of)
{
  switch (of)
    {
    case VANITY_FEED_KIND:
      g_string_append (field, vanity_category_get_id (shade->category));
      break;
    case VANITY_FEED_COLOR:
      vanity_feed_export_colors (field, shade);
      break;
    case VANITY_FEED_COLOR_FROM:
      if (shade->has_color)
        g_string_append (field, vanity_color_source_get_id (shade->color_source));
      break;
    case VANITY_FEED_FINISH:
      if (shade->finish != VANITY_FINISH_UNKNOWN)
        g_string_append (field, vanity_finish_get_id (shade->finish));
      break;
    case VANITY_FEED_COVERAGE:
      if (shade->coverage != VANITY_COVERAGE_UNKNOWN)
        g_string_append (field, vanity_coverage_get_id (shade->coverage));
      break;
    case VANITY_FEED_UNDERTONE:
      if (shade->undertone != VANITY_UNDERTONE_LABEL_UNKNOWN)
        g_string_append (field, vanity_undertone_label_get_id (shade->undertone));
      break;
    case VANITY_FEED_GTIN:
      g_string_append (field, shade->gtin);
      break;
    case VANITY_FEED_PRICE:
      vanity_feed_export_prices (field, shade);
      break;
    case VANITY_FEED_PRICE_DATE:
      vanity_feed_export_days (field, shade);
      break;
    case VANITY_FEED_AVAILABILITY:
      if (shade->availability != VANITY_AVAILABILITY_UNKNOWN)
        g_string_append (field, vanity_availability_get_id (shade->availability));
      break;
    case VANITY_FEED_LABELS:
      vanity_feed_export_labels (field, shade);
      break;
    case VANITY_FEED_SPF:
      if (shade->spf > 0)
        g_string_append_printf (field, "%d", shade->spf);
      break;
    case VANITY_FEED_POPULARITY:
      vanity_feed_export_number (field, shade->popularity);
      break;
    case VANITY_FEED_DATE:
      g_string_append (field, shade->date);
      break;
    default:
      put_text (field, shade, of);
    }
}

static void
add (GString *out, const VanityShade *shade, gboolean first)
{
  g_autoptr (GString) field = g_string_new (NULL);

  for (const VanityFeedColumn *column = vanity_feed_plain_columns; column->name; column++)
    {
      g_string_truncate (field, 0);
      vanity_feed_export_field (field, shade, column->field);
      vanity_csv_append_field (out, field->str);
    }
  vanity_csv_end_record (out);
}

static void
end (GString *out)
{
}

const VanityFeedWriter vanity_feed_write_csv = { begin, add, end };
