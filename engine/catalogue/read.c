/* Rows to shades. */
#include "catalogue/catalogue-private.h"
#include "catalogue/gtin.h"

#include <string.h>

#define COLUMNS                                                                                    \
  "SELECT s.id, s.key, b.name, p.line, s.name, p.category, s.rgb, s.color_source, s.palette,"      \
  " s.finish, s.coverage, s.undertone, s.undertone_source, s.gtin, s.labels, s.spf,"               \
  " s.availability, s.popularity, i.list, s.link, s.image, o.name, s.source_id, s.date"            \
  " FROM shades s JOIN products p ON p.id = s.product_id JOIN brands b ON b.id = p.brand_id"       \
  " JOIN origins o ON o.id = s.origin_id LEFT JOIN ingredients i ON i.id = s.ingredients_id"

enum
{
  ID,
  KEY,
  BRAND,
  LINE,
  NAME,
  CATEGORY,
  RGB,
  COLOR_SOURCE,
  PALETTE,
  FINISH,
  COVERAGE,
  UNDERTONE,
  UNDERTONE_SOURCE,
  GTIN,
  LABELS,
  SPF,
  AVAILABILITY,
  POPULARITY,
  INGREDIENTS,
  LINK,
  IMAGE,
  SOURCE,
  SOURCE_ID,
  DATE
};

void
vanity_uid_write (gint64 key, char uid[17])
{
  g_snprintf (uid, 17, "%016" G_GINT64_MODIFIER "x", (guint64)key);
}

gboolean
vanity_uid_parse (const char *uid, gint64 *key)
{
  if (strlen (uid) != 16 || strspn (uid, "0123456789abcdef") != 16)
    return FALSE;
  *key = (gint64)g_ascii_strtoull (uid, NULL, 16);
  return TRUE;
}

static const char *
get_text (sqlite3_stmt *row, int column)
{
  const unsigned char *text = sqlite3_column_text (row, column);

  return text != NULL ? (const char *)text : "";
}

static void
take_text (char **field, sqlite3_stmt *row, int column)
{
  const char *text = get_text (row, column);

  if (*text != '\0')
    {
      g_free (*field);
      *field = g_strdup (text);
    }
}

/* A number of an enumeration: what a newer or another program wrote may be none. */
static int
get_choice (sqlite3_stmt *row, int column, int n_choices, int fallback)
{
  int number = sqlite3_column_int (row, column);

  return number >= 0 && number < n_choices ? number : fallback;
}

static void
read_color (VanityShade *shade, sqlite3_stmt *row)
{
  VanityColorSource source = get_choice (row, COLOR_SOURCE, VANITY_N_COLOR_SOURCES, 0);
  const guint8 *palette = sqlite3_column_blob (row, PALETTE);
  int n_palette = MIN (sqlite3_column_bytes (row, PALETTE) / 3, VANITY_SHADE_MAX_PALETTE);
  guint32 colors[VANITY_SHADE_MAX_PALETTE];

  if (sqlite3_column_type (row, RGB) == SQLITE_NULL)
    return;
  vanity_shade_set_color (shade, (guint32)sqlite3_column_int (row, RGB), source);
  for (int i = 0; i < n_palette; i++)
    colors[i] = (guint32)palette[3 * i] << 16 | (guint32)palette[3 * i + 1] << 8
                | (guint32)palette[3 * i + 2];
  vanity_shade_set_palette (shade, colors, n_palette, source);
}

static gboolean
read_prices (VanityShade *shade, VanityDatabase *database, gint64 id, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      database, "SELECT currency, minor, date FROM prices WHERE shade_id = ? ORDER BY currency",
      error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  while (vanity_database_step (database, statement, &row, error))
    {
      VanityMoney money = { .minor = sqlite3_column_int64 (statement, 1) };

      if (!row)
        return TRUE;
      if (!vanity_currency_check (get_text (statement, 0), money.currency, NULL))
        continue;
      vanity_shade_set_price (
          shade, money,
          g_utf8_validate (get_text (statement, 2), -1, NULL) ? get_text (statement, 2) : NULL);
    }
  return FALSE;
}

/* A file may have been damaged within a text, which no check of pages sees. */
static void
make_valid (char **text)
{
  if (!g_utf8_validate (*text, -1, NULL))
    {
      char *valid = g_utf8_make_valid (*text, -1);

      g_free (*text);
      *text = valid;
    }
}

static void
make_all_valid (VanityShade *shade)
{
  char **texts[] = { &shade->brand,       &shade->line,   &shade->name,
                     &shade->link,        &shade->image,  &shade->undertone_source,
                     &shade->ingredients, &shade->source, &shade->source_id,
                     &shade->date };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    make_valid (texts[i]);
}

static VanityShade *
read_row (VanityDatabase *database, sqlite3_stmt *row, GError **error)
{
  char uid[17];
  g_autoptr (VanityShade) shade = NULL;

  vanity_uid_write (sqlite3_column_int64 (row, KEY), uid);
  shade = vanity_shade_new_known (
      uid, get_text (row, BRAND), get_text (row, LINE), get_text (row, NAME),
      get_choice (row, CATEGORY, VANITY_N_CATEGORIES, VANITY_CATEGORY_OTHER));
  read_color (shade, row);
  shade->finish = get_choice (row, FINISH, VANITY_N_FINISHES, 0);
  shade->coverage = get_choice (row, COVERAGE, VANITY_N_COVERAGES, 0);
  shade->undertone = get_choice (row, UNDERTONE, VANITY_N_UNDERTONE_LABELS, 0);
  shade->availability = get_choice (row, AVAILABILITY, VANITY_N_AVAILABILITIES, 0);
  shade->labels = (unsigned)sqlite3_column_int (row, LABELS) & VANITY_PRODUCT_LABELS;
  shade->spf = sqlite3_column_int (row, SPF);
  if (sqlite3_column_type (row, POPULARITY) != SQLITE_NULL)
    shade->popularity = CLAMP (sqlite3_column_double (row, POPULARITY), 0.0, 1.0);
  if (sqlite3_column_int64 (row, GTIN) > 0)
    {
      g_free (shade->gtin);
      shade->gtin
          = g_strdup_printf ("%014" G_GINT64_FORMAT, (gint64)sqlite3_column_int64 (row, GTIN));
    }
  take_text (&shade->undertone_source, row, UNDERTONE_SOURCE);
  take_text (&shade->ingredients, row, INGREDIENTS);
  take_text (&shade->link, row, LINK);
  take_text (&shade->image, row, IMAGE);
  take_text (&shade->source, row, SOURCE);
  take_text (&shade->source_id, row, SOURCE_ID);
  take_text (&shade->date, row, DATE);
  make_all_valid (shade);
  return read_prices (shade, database, sqlite3_column_int64 (row, ID), error)
             ? g_steal_pointer (&shade)
             : NULL;
}

static VanityShade *
read_by (VanityDatabase *database, const char *sql, gint64 number, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (database, sql, error);
  VanityShade *shade = NULL;
  gboolean row;

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, number);
  if (vanity_database_step (database, statement, &row, error) && row)
    shade = read_row (database, statement, error);
  sqlite3_reset (statement);
  return shade;
}

VanityShade *
vanity_catalogue_read (VanityDatabase *database, gint64 id, GError **error)
{
  return read_by (database, COLUMNS " WHERE s.id = ?", id, error);
}

VanityShade *
vanity_catalogue_get (VanityCatalogue *catalogue, const char *uid, GError **error)
{
  VanityDatabase *database;
  VanityShade *shade = NULL;
  gint64 key;

  if (!vanity_uid_parse (uid, &key))
    return NULL;
  database = vanity_catalogue_take_reader (catalogue, error);
  if (database != NULL)
    shade = read_by (database, COLUMNS " WHERE s.key = ?", key, error);
  vanity_catalogue_release_reader (catalogue, database);
  return shade;
}

VanityShade *
vanity_catalogue_get_by_gtin (VanityCatalogue *catalogue, const char *gtin, GError **error)
{
  char canonical[15];
  VanityDatabase *database;
  VanityShade *shade = NULL;

  if (!vanity_gtin_check (gtin, canonical, NULL))
    return NULL;
  database = vanity_catalogue_take_reader (catalogue, error);
  if (database != NULL)
    shade = read_by (database, COLUMNS " WHERE s.gtin = ?", g_ascii_strtoll (canonical, NULL, 10),
                     error);
  vanity_catalogue_release_reader (catalogue, database);
  return shade;
}
