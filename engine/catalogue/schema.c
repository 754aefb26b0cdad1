#include "catalogue/schema.h"

#include "base/error.h"
#include "catalogue/shade.h"
#include "catalogue/text.h"

#include <glib/gi18n-lib.h>

/* Steps are history: what a released Vanity made can be opened for ever, so they are never edited,
 * only followed by more.
 *
 * `key` of brands and products is the folded name, `key` of shades the uid as a number. Categories,
 * finishes and their like are numbers of the enumerations, which only grow at the end. The columns
 * that filters ask for come first, so that the long ones are not read with them. */
static const char tables[]
    = "CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;"
      "CREATE TABLE brands (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL);"
      "CREATE TABLE products (id INTEGER PRIMARY KEY, brand_id INTEGER NOT NULL REFERENCES brands,"
      " category INTEGER NOT NULL, key TEXT NOT NULL, line TEXT NOT NULL,"
      " UNIQUE (brand_id, key, category));"
      "CREATE TABLE origins (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);"
      "CREATE TABLE ingredients (id INTEGER PRIMARY KEY, hash INTEGER NOT NULL UNIQUE,"
      " list TEXT NOT NULL);"
      "CREATE TABLE shades (id INTEGER PRIMARY KEY, key INTEGER NOT NULL UNIQUE,"
      " product_id INTEGER NOT NULL REFERENCES products, name TEXT NOT NULL,"
      " rgb INTEGER, color_source INTEGER NOT NULL, palette BLOB,"
      " finish INTEGER NOT NULL, coverage INTEGER NOT NULL, undertone INTEGER NOT NULL,"
      " labels INTEGER NOT NULL, availability INTEGER NOT NULL, popularity REAL,"
      " ingredients_id INTEGER REFERENCES ingredients, gtin INTEGER, spf INTEGER NOT NULL,"
      " origin_id INTEGER NOT NULL REFERENCES origins, source_id TEXT NOT NULL, date TEXT NOT NULL,"
      " undertone_source TEXT NOT NULL, link TEXT NOT NULL, image TEXT NOT NULL);"
      "CREATE UNIQUE INDEX shades_gtin ON shades (gtin) WHERE gtin IS NOT NULL;"
      "CREATE TABLE prices (shade_id INTEGER NOT NULL, currency TEXT NOT NULL,"
      " minor INTEGER NOT NULL, date TEXT NOT NULL, origin_id INTEGER NOT NULL REFERENCES origins,"
      " PRIMARY KEY (shade_id, currency)) WITHOUT ROWID;"
      /* Every other source that told of a shade. */
      "CREATE TABLE sightings (shade_id INTEGER NOT NULL, origin_id INTEGER NOT NULL"
      " REFERENCES origins, source_id TEXT NOT NULL, date TEXT NOT NULL,"
      " PRIMARY KEY (shade_id, origin_id)) WITHOUT ROWID;"
      "INSERT INTO meta VALUES ('generation', 1);";

/* The index keeps no copy of the words, no columns and no places: a shade has all the words that
 * are asked for or it has not. */
static const char words[]
    = "CREATE VIRTUAL TABLE words USING fts5 (text, content = '', columnsize = 0, detail = none,"
      " tokenize = 'ascii');"
      "INSERT INTO words (rowid, text) SELECT s.id,"
      " vanity_words (b.name, p.line, s.name, p.category) FROM shades s"
      " JOIN products p ON p.id = s.product_id JOIN brands b ON b.id = p.brand_id ORDER BY s.id;";

static const char progress[]
    = "CREATE TABLE progress (fingerprint TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;"
      "CREATE TABLE notes (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;";

const char *const vanity_catalogue_steps[] = { tables, words, progress };
const int vanity_catalogue_n_steps = G_N_ELEMENTS (vanity_catalogue_steps);

static const char *
get_text (sqlite3_value *value)
{
  const unsigned char *text = sqlite3_value_text (value);

  return text != NULL ? (const char *)text : "";
}

static void
make_words (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  g_autoptr (GString) found = g_string_new (NULL);
  int category = sqlite3_value_int (values[3]);

  if (category < 0 || category >= VANITY_N_CATEGORIES)
    category = VANITY_CATEGORY_OTHER;
  vanity_shade_append_words (get_text (values[0]), get_text (values[1]), get_text (values[2]),
                             category, found);
  sqlite3_result_text (context, found->str, (int)found->len, SQLITE_TRANSIENT);
}

gboolean
vanity_catalogue_prepare (sqlite3 *connection, GError **error)
{
  if (sqlite3_create_function (connection, "vanity_words", 4,
                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
                               make_words, NULL, NULL)
      == SQLITE_OK)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "%s", sqlite3_errmsg (connection));
  return FALSE;
}

gboolean
vanity_catalogue_renew_words (VanityDatabase *database, GError **error)
{
  return vanity_database_run (database, "DROP TABLE words", error)
         && vanity_database_run (database, words, error);
}
