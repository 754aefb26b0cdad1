#include "feed/make-private.h"

#include "base/date.h"
#include "catalogue/gtin.h"
#include "feed/clean.h"

#include <string.h>

#define MAX_BRAND 80 /* characters */
#define MAX_NAME 200
#define MAX_INGREDIENTS 5000
#define MAX_LINK 2048
#define MAX_ID 200
#define MAX_FIELD 65536 /* bytes of one that are looked at */

VanityFeedMaker *
vanity_feed_maker_new (const char *source, const char *price_date, const char *date, GFile *folder,
                       const char *category, GCancellable *cancellable)
{
  VanityFeedMaker *maker = g_new0 (VanityFeedMaker, 1);

  maker->source = g_strdup (source);
  g_strlcpy (maker->price_date, price_date, sizeof maker->price_date);
  g_strlcpy (maker->date, date, sizeof maker->date);
  maker->has_usual = category && vanity_category_find (category, &maker->usual);
  maker->folder = folder ? g_object_ref (folder) : NULL;
  maker->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  maker->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  maker->brand = g_string_new (NULL);
  maker->line = g_string_new (NULL);
  maker->name = g_string_new (NULL);
  maker->text = g_string_new (NULL);
  maker->colors = g_array_new (FALSE, FALSE, sizeof (guint32));
  return maker;
}

void
vanity_feed_maker_free (VanityFeedMaker *maker)
{
  if (!maker)
    return;
  g_free (maker->source);
  g_clear_object (&maker->folder);
  g_clear_object (&maker->cancellable);
  g_hash_table_unref (maker->titles);
  g_string_free (maker->brand, TRUE);
  g_string_free (maker->line, TRUE);
  g_string_free (maker->name, TRUE);
  g_string_free (maker->text, TRUE);
  g_array_unref (maker->colors);
  g_free (maker);
}

static const char *
get_name (const VanityFeedRow *row, VanityFeedField field)
{
  return row->name[field] ? row->name[field] : "";
}

void
vanity_feed_make_note (const VanityFeedRow *row, VanityFeedField field, VanityFeedRule rule,
                       VanityFeedReport *report)
{
  vanity_feed_report_note (report, rule, row->line, get_name (row, field), row->text[field]);
}

const char *
vanity_feed_make_text (VanityFeedField field, gsize most, const VanityFeedRow *row,
                       VanityFeedReport *report, GString *out)
{
  g_string_truncate (out, 0);
  /* Of one that is cut already, that was told. */
  if (row->text[field] && !vanity_feed_clean (row->text[field], most, out)
      && strlen (row->text[field]) < MAX_FIELD - 4)
    vanity_feed_make_note (row, field, VANITY_FEED_RULE_CUT, report);
  return out->str;
}

/* What no address may have as it is (RFC 3986), and people write nevertheless. */
static void
append_encoded (GString *out, const char *text)
{
  for (; *text; text++)
    if ((guint8)*text <= 32 || *text == 127 || strchr ("<>\"`\\^{|}", *text))
      g_string_append_printf (out, "%%%02X", (guint8)*text);
    else
      g_string_append_c (out, *text);
}

/* Addresses of the web, which a click may open; anything else, such as "javascript:", is none. */
static void
set_link (VanityFeedMaker *maker, char **to, VanityFeedField field, const VanityFeedRow *row,
          VanityFeedReport *report)
{
  const char *text = row->text[field];
  gsize scheme;

  if (!text || text[strspn (text, " \t\r\n")] == '\0')
    return;
  /* Markup encodes the "&" between parameters. */
  if (strpbrk (text, "& \t\n<>"))
    {
      g_autofree char *given = NULL;

      g_string_truncate (maker->text, 0);
      vanity_feed_clean (text, MAX_LINK, maker->text);
      given = g_strdup (maker->text->str);
      g_string_truncate (maker->text, 0);
      append_encoded (maker->text, given);
      text = maker->text->str;
    }
  if (g_str_has_prefix (text, "//"))
    {
      if (text != maker->text->str)
        g_string_assign (maker->text, text);
      text = g_string_prepend (maker->text, "https:")->str;
    }
  scheme = g_ascii_strncasecmp (text, "https://", 8) == 0  ? 8
           : g_ascii_strncasecmp (text, "http://", 7) == 0 ? 7
                                                           : 0;
  if (scheme > 0 && strlen (text) < MAX_LINK
      && (g_ascii_isalnum (text[scheme]) || (guint8)text[scheme] >= 128)
      && !strpbrk (text, "<>\"`\\^{|}"))
    vanity_shade_set_text (to, text);
  else
    vanity_feed_make_note (row, field, VANITY_FEED_RULE_LINK, report);
}

static void
set_gtin (VanityShade *shade, const VanityFeedRow *row, VanityFeedReport *report)
{
  const char *text = row->text[VANITY_FEED_GTIN];
  char canonical[15];

  if (!text || !*text)
    return;
  if (vanity_gtin_check (text, canonical, NULL))
    vanity_shade_set_text (&shade->gtin, canonical);
  else
    vanity_feed_make_note (row, VANITY_FEED_GTIN, VANITY_FEED_RULE_GTIN, report);
}

gboolean
vanity_feed_read_day (const char *text, char day[11])
{
  char first[11];

  g_strlcpy (first, text, sizeof first);
  /* A time of the day may follow. */
  if (!vanity_date_parse (first, NULL) || g_ascii_isdigit (text[10]))
    return FALSE;
  memcpy (day, first, sizeof first);
  return TRUE;
}

static void
set_provenance (VanityFeedMaker *maker, VanityShade *shade, const VanityFeedRow *row,
                VanityFeedReport *report)
{
  const char *source = vanity_feed_make_text (VANITY_FEED_SOURCE, MAX_ID, row, report, maker->text);
  char day[11];

  vanity_shade_set_text (&shade->source, *source ? source : maker->source);
  vanity_shade_set_text (&shade->source_id, vanity_feed_make_text (VANITY_FEED_SOURCE_ID, MAX_ID,
                                                                   row, report, maker->text));
  vanity_shade_set_text (&shade->date, maker->date);
  if (row->text[VANITY_FEED_DATE] && row->text[VANITY_FEED_DATE][0])
    {
      if (vanity_feed_read_day (row->text[VANITY_FEED_DATE], day))
        vanity_shade_set_text (&shade->date, day);
      else
        vanity_feed_make_note (row, VANITY_FEED_DATE, VANITY_FEED_RULE_DATE, report);
    }
}

static VanityShade *
refuse (const VanityFeedRow *row, VanityFeedField field, VanityFeedRule rule,
        VanityFeedReport *report)
{
  vanity_feed_report_refuse (report, rule, row->line, get_name (row, field), row->text[field]);
  return NULL;
}

/* Whatever a field is, working it out takes no longer than this. */
static void
cut_fields (VanityFeedRow *row, char *kept[VANITY_N_FEED_FIELDS], VanityFeedReport *report)
{
  for (int i = 0; i < VANITY_N_FEED_FIELDS; i++)
    {
      const char *end;

      kept[i] = NULL;
      if (!row->text[i] || strnlen (row->text[i], MAX_FIELD + 1) <= MAX_FIELD)
        continue;
      vanity_feed_make_note (row, (VanityFeedField)i, VANITY_FEED_RULE_CUT, report);
      end = g_utf8_find_prev_char (row->text[i], row->text[i] + MAX_FIELD);
      kept[i] = g_strndup (row->text[i], (gsize)(end - row->text[i]));
      row->text[i] = kept[i];
    }
}

static VanityShade *
make_shade (VanityFeedMaker *maker, const VanityFeedRow *row, VanityFeedReport *report)
{
  gboolean is_line = row->text[VANITY_FEED_LINE] != NULL;
  VanityFeedField title = is_line ? VANITY_FEED_LINE : VANITY_FEED_TITLE;
  g_autoptr (VanityShade) shade = NULL;
  VanityCategory category;
  guint32 rgb;

  /* The words of a row that is refused are not reported on their own. */
  vanity_feed_make_text (VANITY_FEED_BRAND, MAX_BRAND, row, report, maker->brand);
  vanity_feed_make_text (title, MAX_NAME, row, report, maker->line);
  vanity_feed_make_text (VANITY_FEED_SHADE, MAX_NAME, row, report, maker->name);
  if (maker->line->len == 0 && maker->name->len == 0)
    return refuse (row, title, VANITY_FEED_RULE_NAME, report);
  if (maker->brand->len == 0)
    return refuse (row, VANITY_FEED_BRAND, VANITY_FEED_RULE_BRAND, report);
  /* A colour that has no name is told from others of its product by itself. */
  if (!row->text[VANITY_FEED_SHADE] && vanity_feed_make_rgb (row->text[VANITY_FEED_COLOR], &rgb))
    g_string_printf (maker->name, "#%06X", rgb);
  if (!is_line)
    vanity_feed_split_title (maker->line, maker->brand->str, maker->name->str);
  if (!vanity_feed_make_category (maker, row, maker->line->str, &category, report))
    return refuse (row, VANITY_FEED_CATEGORY, VANITY_FEED_RULE_FOREIGN, report);
  shade = vanity_shade_new (maker->brand->str, maker->line->str, maker->name->str, category);
  vanity_feed_make_color (maker, shade, row, report);
  vanity_feed_make_traits (maker, shade, row, report);
  vanity_feed_make_prices (maker, shade, row, report);
  set_gtin (shade, row, report);
  set_link (maker, &shade->link, VANITY_FEED_LINK, row, report);
  set_link (maker, &shade->image, VANITY_FEED_IMAGE, row, report);
  vanity_shade_set_text (
      &shade->ingredients,
      vanity_feed_make_text (VANITY_FEED_INGREDIENTS, MAX_INGREDIENTS, row, report, maker->text));
  set_provenance (maker, shade, row, report);
  return g_steal_pointer (&shade);
}

VanityShade *
vanity_feed_maker_make (VanityFeedMaker *maker, const VanityFeedRow *row, VanityFeedReport *report)
{
  VanityFeedRow cut = *row;
  char *kept[VANITY_N_FEED_FIELDS];
  VanityShade *shade;

  cut_fields (&cut, kept, report);
  shade = make_shade (maker, &cut, report);
  for (int i = 0; i < VANITY_N_FEED_FIELDS; i++)
    g_free (kept[i]);
  return shade;
}
