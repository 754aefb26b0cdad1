/* Shades into the catalogue. */
#include "catalogue/catalogue-private.h"
#include "catalogue/text.h"

#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Names that are remembered while a batch goes on. */
#define MAX_REMEMBERED 100000

static void
remember (GHashTable *ids, const char *name, gint64 id)
{
  if (g_hash_table_size (ids) >= MAX_REMEMBERED)
    g_hash_table_remove_all (ids);
  g_hash_table_insert (ids, g_strdup (name), g_memdup2 (&id, sizeof id));
}

/* Runs a statement that finds an id; 0 where there is none. */
static gboolean
find_id (VanityDatabase *database, sqlite3_stmt *statement, gint64 *id, GError **error)
{
  gboolean row;

  if (!vanity_database_step (database, statement, &row, error))
    return FALSE;
  *id = row ? sqlite3_column_int64 (statement, 0) : 0;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
insert (VanityDatabase *database, sqlite3_stmt *statement, gint64 *id, GError **error)
{
  if (!vanity_database_finish (database, statement, error))
    return FALSE;
  *id = sqlite3_last_insert_rowid (vanity_database_get_connection (database));
  return TRUE;
}

static void
bind_text (sqlite3_stmt *statement, int at, const char *text)
{
  sqlite3_bind_text (statement, at, text, -1, SQLITE_STATIC);
}

/* What a name is compared by; one of nothing but signs is itself. */
static char *
dup_key (const char *name)
{
  char *key = vanity_text_fold (name);

  if (*key != '\0' || *name == '\0')
    return key;
  g_free (key);
  return g_strdup (name);
}

static gboolean
find_brand (VanityCatalogue *catalogue, const char *name, gint64 *id, GError **error)
{
  const gint64 *known = g_hash_table_lookup (catalogue->brands, name);
  g_autofree char *key = NULL;
  sqlite3_stmt *statement;

  if (known != NULL)
    {
      *id = *known;
      return TRUE;
    }
  key = dup_key (name);
  statement
      = vanity_database_prepare (catalogue->writer, "SELECT id FROM brands WHERE key = ?", error);
  if (statement == NULL)
    return FALSE;
  bind_text (statement, 1, key);
  if (!find_id (catalogue->writer, statement, id, error))
    return FALSE;
  if (*id == 0)
    {
      statement = vanity_database_prepare (catalogue->writer,
                                           "INSERT INTO brands (key, name) VALUES (?, ?)", error);
      if (statement == NULL)
        return FALSE;
      bind_text (statement, 1, key);
      bind_text (statement, 2, name);
      if (!insert (catalogue->writer, statement, id, error))
        return FALSE;
    }
  remember (catalogue->brands, name, *id);
  return TRUE;
}

static gboolean
find_product (VanityCatalogue *catalogue, gint64 brand, const VanityShade *shade, gint64 *id,
              GError **error)
{
  g_autofree char *name
      = g_strdup_printf ("%" G_GINT64_FORMAT " %d %s", brand, (int)shade->category, shade->line);
  const gint64 *known = g_hash_table_lookup (catalogue->products, name);
  g_autofree char *key = NULL;
  sqlite3_stmt *statement;

  if (known != NULL)
    {
      *id = *known;
      return TRUE;
    }
  key = dup_key (shade->line);
  statement = vanity_database_prepare (
      catalogue->writer, "SELECT id FROM products WHERE brand_id = ? AND key = ? AND category = ?",
      error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, brand);
  bind_text (statement, 2, key);
  sqlite3_bind_int (statement, 3, (int)shade->category);
  if (!find_id (catalogue->writer, statement, id, error))
    return FALSE;
  if (*id == 0)
    {
      statement = vanity_database_prepare (
          catalogue->writer,
          "INSERT INTO products (brand_id, key, category, line) VALUES (?, ?, ?, ?)", error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, brand);
      bind_text (statement, 2, key);
      sqlite3_bind_int (statement, 3, (int)shade->category);
      bind_text (statement, 4, shade->line);
      if (!insert (catalogue->writer, statement, id, error))
        return FALSE;
    }
  remember (catalogue->products, name, *id);
  return TRUE;
}

static gboolean
find_origin (VanityCatalogue *catalogue, const char *name, gint64 *id, GError **error)
{
  const gint64 *known = g_hash_table_lookup (catalogue->origins, name);
  sqlite3_stmt *statement;

  if (known != NULL)
    {
      *id = *known;
      return TRUE;
    }
  statement
      = vanity_database_prepare (catalogue->writer, "SELECT id FROM origins WHERE name = ?", error);
  if (statement == NULL)
    return FALSE;
  bind_text (statement, 1, name);
  if (!find_id (catalogue->writer, statement, id, error))
    return FALSE;
  if (*id == 0)
    {
      statement = vanity_database_prepare (catalogue->writer,
                                           "INSERT INTO origins (name) VALUES (?)", error);
      if (statement == NULL)
        return FALSE;
      bind_text (statement, 1, name);
      if (!insert (catalogue->writer, statement, id, error))
        return FALSE;
    }
  remember (catalogue->origins, name, *id);
  return TRUE;
}

/* Lists are long, and the shades of a line share theirs. */
static gboolean
find_ingredients (VanityCatalogue *catalogue, const char *list, gint64 *id, GError **error)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, list, -1);
  sqlite3_stmt *statement;
  gint64 hash;

  digest[16] = '\0';
  hash = (gint64)g_ascii_strtoull (digest, NULL, 16);
  statement = vanity_database_prepare (catalogue->writer,
                                       "SELECT id FROM ingredients WHERE hash = ?", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, hash);
  if (!find_id (catalogue->writer, statement, id, error))
    return FALSE;
  if (*id != 0)
    return TRUE;
  statement = vanity_database_prepare (catalogue->writer,
                                       "INSERT INTO ingredients (hash, list) VALUES (?, ?)", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, hash);
  bind_text (statement, 2, list);
  return insert (catalogue->writer, statement, id, error);
}

static gboolean
write_prices (VanityCatalogue *catalogue, gint64 id, const VanityShade *shade, gint64 origin,
              GError **error)
{
  for (int i = 0; i < shade->n_prices; i++)
    {
      const VanityPrice *price = &shade->prices[i];
      /* The source of a price stays while the price does. */
      sqlite3_stmt *statement = vanity_database_prepare (
          catalogue->writer,
          "INSERT INTO prices (shade_id, currency, minor, date, origin_id) VALUES (?, ?, ?, ?, ?)"
          " ON CONFLICT DO UPDATE SET minor = excluded.minor, date = excluded.date,"
          " origin_id = excluded.origin_id WHERE minor <> excluded.minor OR date <> excluded.date",
          error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, id);
      bind_text (statement, 2, price->money.currency);
      sqlite3_bind_int64 (statement, 3, price->money.minor);
      bind_text (statement, 4, price->date);
      sqlite3_bind_int64 (statement, 5, origin);
      if (!vanity_database_finish (catalogue->writer, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_sighting (VanityCatalogue *catalogue, gint64 id, gint64 origin, const char *source_id,
                const char *date, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      catalogue->writer,
      "INSERT INTO sightings (shade_id, origin_id, source_id, date) VALUES (?, ?, ?, ?)"
      " ON CONFLICT DO UPDATE SET source_id = excluded.source_id, date = excluded.date"
      " WHERE source_id <> excluded.source_id OR date <> excluded.date",
      error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, origin);
  bind_text (statement, 3, source_id);
  bind_text (statement, 4, date);
  return vanity_database_finish (catalogue->writer, statement, error);
}

static void
bind_palette (sqlite3_stmt *statement, int at, const VanityShade *shade)
{
  guint8 bytes[3 * VANITY_SHADE_MAX_PALETTE];
  int n = MIN (shade->n_palette, VANITY_SHADE_MAX_PALETTE);

  for (int i = 0; i < n; i++)
    {
      bytes[3 * i] = (guint8)(shade->palette[i] >> 16);
      bytes[3 * i + 1] = (guint8)(shade->palette[i] >> 8);
      bytes[3 * i + 2] = (guint8)shade->palette[i];
    }
  if (n > 0)
    sqlite3_bind_blob (statement, at, bytes, 3 * n, SQLITE_TRANSIENT);
}

/* 0 where there is none. */
static gint64
read_gtin (const VanityShade *shade)
{
  return g_ascii_strtoll (shade->gtin, NULL, 10);
}

/* What is known of a shade, in the order of both statements below. */
static gboolean
bind_facts (VanityCatalogue *catalogue, sqlite3_stmt *statement, const VanityShade *shade,
            gint64 origin, GError **error)
{
  gint64 ingredients;

  if (shade->has_color)
    sqlite3_bind_int (statement, 1, (int)shade->rgb);
  sqlite3_bind_int (statement, 2,
                    shade->has_color ? (int)shade->color_source : VANITY_COLOR_SOURCE_UNKNOWN);
  bind_palette (statement, 3, shade);
  sqlite3_bind_int (statement, 4, (int)shade->finish);
  sqlite3_bind_int (statement, 5, (int)shade->coverage);
  sqlite3_bind_int (statement, 6, (int)shade->undertone);
  sqlite3_bind_int (statement, 7, (int)shade->labels);
  sqlite3_bind_int (statement, 8, (int)shade->availability);
  if (shade->popularity >= 0.0)
    sqlite3_bind_double (statement, 9, MIN (shade->popularity, 1.0));
  if (*shade->ingredients != '\0')
    {
      if (!find_ingredients (catalogue, shade->ingredients, &ingredients, error))
        return FALSE;
      sqlite3_bind_int64 (statement, 10, ingredients);
    }
  if (read_gtin (shade) > 0)
    sqlite3_bind_int64 (statement, 11, read_gtin (shade));
  sqlite3_bind_int (statement, 12, shade->spf);
  sqlite3_bind_int64 (statement, 13, origin);
  bind_text (statement, 14, shade->source_id);
  bind_text (statement, 15, shade->date);
  bind_text (statement, 16, shade->undertone_source);
  bind_text (statement, 17, shade->link);
  bind_text (statement, 18, shade->image);
  return TRUE;
}

static gboolean
add_new (VanityCatalogue *catalogue, const VanityShade *shade, gint64 key, gint64 product,
         GError **error)
{
  gint64 origin, id;
  sqlite3_stmt *statement = vanity_database_prepare (
      catalogue->writer,
      "INSERT INTO shades (rgb, color_source, palette, finish, coverage, undertone, labels,"
      " availability, popularity, ingredients_id, gtin, spf, origin_id, source_id, date,"
      " undertone_source, link, image, key, product_id, name)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);

  if (statement == NULL || !find_origin (catalogue, shade->source, &origin, error)
      || !bind_facts (catalogue, statement, shade, origin, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 19, key);
  sqlite3_bind_int64 (statement, 20, product);
  bind_text (statement, 21, shade->name);
  return insert (catalogue->writer, statement, &id, error)
         && write_prices (catalogue, id, shade, origin, error);
}

static gboolean
write_merged (VanityCatalogue *catalogue, gint64 id, const VanityShade *shade, gint64 origin,
              gint64 told_by, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      catalogue->writer,
      "UPDATE shades SET rgb = ?, color_source = ?, palette = ?, finish = ?, coverage = ?,"
      " undertone = ?, labels = ?, availability = ?, popularity = ?, ingredients_id = ?, gtin = ?,"
      " spf = ?, origin_id = ?, source_id = ?, date = ?, undertone_source = ?, link = ?, image = ?"
      " WHERE id = ?",
      error);

  if (statement == NULL || !bind_facts (catalogue, statement, shade, origin, error))
    return FALSE;
  sqlite3_bind_int64 (statement, 19, id);
  return vanity_database_finish (catalogue->writer, statement, error)
         && write_prices (catalogue, id, shade, told_by, error);
}

/* What is told of a shade that is known. Who told it stays with it: the latest as its source, the
 * others as sightings. */
static gboolean
merge (VanityCatalogue *catalogue, gint64 id, const VanityShade *told, VanityAddOutcome *outcome,
       GError **error)
{
  g_autoptr (VanityShade) known = vanity_catalogue_read (catalogue->writer, id, error);
  gint64 origin, told_by;
  int changes = sqlite3_total_changes (vanity_database_get_connection (catalogue->writer));
  gboolean same, changed;

  if (known == NULL || !find_origin (catalogue, known->source, &origin, error)
      || !find_origin (catalogue, told->source, &told_by, error))
    return FALSE;
  same = origin == told_by;
  changed = vanity_shade_merge (known, told);
  if (strcmp (told->date, known->date) >= 0 && (changed || same))
    {
      if (!same && !write_sighting (catalogue, id, origin, known->source_id, known->date, error))
        return FALSE;
      changed |= strcmp (told->date, known->date) > 0
                 || (*told->source_id != '\0' && strcmp (told->source_id, known->source_id) != 0);
      origin = told_by;
      vanity_shade_set_text (&known->source_id, told->source_id);
      vanity_shade_set_text (&known->date, told->date);
    }
  else if (!same && !write_sighting (catalogue, id, told_by, told->source_id, told->date, error))
    return FALSE;
  if (changed && !write_merged (catalogue, id, known, origin, told_by, error))
    return FALSE;
  *outcome = sqlite3_total_changes (vanity_database_get_connection (catalogue->writer)) != changes
                 ? VANITY_ADD_MERGED
                 : VANITY_ADD_UNCHANGED;
  return TRUE;
}

/* The shade that has a GTIN: `*id` is 0 where there is none. `*is_same` tells whether it may be the
 * one at hand: of the same brand, and not one that the same source tells apart. */
static gboolean
find_by_gtin (VanityCatalogue *catalogue, const VanityShade *shade, gint64 brand, gint64 *id,
              gboolean *is_same, GError **error)
{
  sqlite3_stmt *statement = vanity_database_prepare (
      catalogue->writer,
      "SELECT s.id, p.brand_id, o.name, s.source_id FROM shades s"
      " JOIN products p ON p.id = s.product_id JOIN origins o ON o.id = s.origin_id"
      " WHERE s.gtin = ?",
      error);

  *id = 0;
  if (read_gtin (shade) <= 0)
    return TRUE;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, read_gtin (shade));

  gboolean row;
  if (!vanity_database_step (catalogue->writer, statement, &row, error))
    return FALSE;
  if (row)
    {
      const char *source_id = (const char *)sqlite3_column_text (statement, 3);

      *id = sqlite3_column_int64 (statement, 0);
      *is_same
          = sqlite3_column_int64 (statement, 1) == brand
            && (g_strcmp0 ((const char *)sqlite3_column_text (statement, 2), shade->source) != 0
                || *shade->source_id == '\0' || g_strcmp0 (source_id, "") == 0
                || g_strcmp0 (source_id, shade->source_id) == 0);
    }
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
find_by_key (VanityCatalogue *catalogue, gint64 key, gint64 *id, GError **error)
{
  sqlite3_stmt *statement
      = vanity_database_prepare (catalogue->writer, "SELECT id FROM shades WHERE key = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, key);
  return find_id (catalogue->writer, statement, id, error);
}

static gboolean
add (VanityCatalogue *catalogue, const VanityShade *shade, VanityAddOutcome *outcome,
     GError **error)
{
  g_autoptr (VanityShade) without = NULL;
  gint64 brand, product, key, by_gtin, by_key;
  gboolean is_same = FALSE;

  *outcome = VANITY_ADD_ADDED;
  if (!vanity_uid_parse (shade->uid, &key))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                   _ ("“%s” is no name of a shade: 16 hexadecimal digits are"), shade->uid);
      return FALSE;
    }
  if (!find_brand (catalogue, shade->brand, &brand, error)
      || !find_by_gtin (catalogue, shade, brand, &by_gtin, &is_same, error)
      || !find_by_key (catalogue, key, &by_key, error))
    return FALSE;
  if (by_gtin != 0 && by_key != by_gtin && (by_key != 0 || !is_same))
    {
      /* One GTIN for two shades: it stays where it was first. */
      without = vanity_shade_copy (shade);
      vanity_shade_set_text (&without->gtin, "");
      shade = without;
      *outcome = VANITY_ADD_GTIN_TAKEN;
      by_gtin = 0;
    }
  if (by_gtin != 0 || by_key != 0)
    return merge (catalogue, by_gtin != 0 ? by_gtin : by_key, shade, outcome, error);
  return find_product (catalogue, brand, shade, &product, error)
         && add_new (catalogue, shade, key, product, error);
}

gboolean
vanity_catalogue_add (VanityCatalogue *catalogue, const VanityShade *shade,
                      VanityAddOutcome *outcome, GError **error)
{
  gboolean own = !vanity_catalogue_is_owner (catalogue);
  VanityAddOutcome done;

  if (*shade->brand == '\0' && *shade->line == '\0' && *shade->name == '\0')
    {
      g_set_error_literal (error, VANITY_ERROR, VANITY_ERROR_VALUE,
                           _ ("a shade without brand, line and name is none"));
      return FALSE;
    }
  if (own && !vanity_catalogue_begin (catalogue, error))
    return FALSE;
  if (!add (catalogue, shade, outcome != NULL ? outcome : &done, error))
    {
      catalogue->broken = TRUE;
      if (own)
        vanity_catalogue_rollback (catalogue);
      return FALSE;
    }
  return !own || vanity_catalogue_commit (catalogue, error);
}
