#include "recommend/trend-file.h"

#include "base/date.h"
#include "base/error.h"
#include "catalogue/gtin.h"
#include "catalogue/text.h"
#include "recommend/trend-hue.h"
#include "recommend/trend.h"
#include "train/read-file.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_ROWS 100000

enum
{
  UID,
  GTIN,
  BRAND,
  LINE,
  SHADE,
  CATEGORY,
  FINISH,
  HUE,
  N_NAMES, /* what can be named; the others are */
  WEIGHT = N_NAMES,
  DATE,
  N_COLUMNS
};

static const char *const columns[N_COLUMNS]
    = { "uid", "gtin", "brand", "line", "shade", "category", "finish", "hue", "weight", "date" };

/* A row's names joined, under the set of which there are. Few sets occur in one file, and a shade
 * is looked up once for each. */
struct _VanityTrendFile
{
  GHashTable *weights; /* char *: names by tabs → double *, of today */
  gboolean used[1 << N_NAMES];
  unsigned columns; /* in any of the sets */
};

/* The words of a line, unquoted, in place. */
static void
split_line (char *line, char separator, GPtrArray *fields)
{
  char *from = line, *to = line, *start = line;
  gboolean quoted = FALSE;

  g_ptr_array_set_size (fields, 0);
  for (;; from++)
    {
      if (*from == '"' && quoted && from[1] == '"')
        *to++ = *from++;
      else if (*from == '"')
        quoted = !quoted;
      else if (*from == '\0' || (*from == separator && !quoted))
        {
          gboolean end = *from == '\0';

          *to++ = '\0';
          g_ptr_array_add (fields, g_strstrip (start));
          start = to;
          if (end)
            return;
        }
      else
        *to++ = *from;
    }
}

static char
find_separator (const char *header)
{
  const char *at = strpbrk (header, "\t;,");

  return at != NULL ? *at : ',';
}

static gboolean
read_header (char *line, char separator, int place[N_COLUMNS], GPtrArray *fields)
{
  split_line (line, separator, fields);
  for (int i = 0; i < N_COLUMNS; i++)
    {
      place[i] = -1;
      for (guint j = 0; j < fields->len; j++)
        if (g_ascii_strcasecmp (fields->pdata[j], columns[i]) == 0)
          place[i] = (int)j;
    }
  return place[WEIGHT] >= 0;
}

/* As it is compared. "" for nothing, NULL where it is wrong. */
static char *
canonize (int column, const char *text)
{
  char gtin[15];
  VanityCategory category;
  VanityFinish finish;
  VanityHue hue;
  gboolean ok = TRUE;

  if (*text == '\0')
    return g_strdup ("");
  switch (column)
    {
    case GTIN:
      return vanity_gtin_check (text, gtin, NULL) ? g_strdup (gtin) : NULL;
    case BRAND:
    case LINE:
    case SHADE:
      return vanity_text_fold (text);
    case CATEGORY:
      ok = vanity_category_find (text, &category);
      break;
    case FINISH:
      ok = vanity_finish_find (text, &finish) && finish != VANITY_FINISH_UNKNOWN;
      break;
    case HUE:
      ok = vanity_hue_find (text, &hue);
      break;
    default:
      break;
    }
  return ok ? g_strdup (text) : NULL;
}

static gboolean
parse_weight (const char *text, double *weight)
{
  char *end;

  *weight = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && *weight >= -1 && *weight <= 1;
}

/* What is left of a weight; of a later day it is whole. */
static gboolean
parse_decay (const char *text, const GDate *today, double *decay)
{
  GDate date;

  *decay = 1;
  if (*text == '\0')
    return TRUE;
  if (!vanity_date_parse (text, &date))
    return FALSE;
  *decay = exp2 (-MAX (0, g_date_days_between (&date, today)) / VANITY_TREND_HALF_LIFE);
  return TRUE;
}

static void
append_name (GString *key, const char *name)
{
  g_string_append (key, name);
  g_string_append_c (key, '\t');
}

static const char *
get_field (const GPtrArray *fields, const int place[N_COLUMNS], int column)
{
  return place[column] >= 0 && (guint)place[column] < fields->len ? fields->pdata[place[column]]
                                                                  : "";
}

static void
keep (VanityTrendFile *trends, GString *key, unsigned set, double weight)
{
  double *old = g_hash_table_lookup (trends->weights, key->str);

  trends->used[set] = TRUE;
  trends->columns |= set;
  if (old == NULL)
    g_hash_table_insert (trends->weights, g_strdup (key->str), g_memdup2 (&weight, sizeof weight));
  else if (fabs (weight) > fabs (*old))
    *old = weight;
}

static gboolean
read_row (VanityTrendFile *trends, const GPtrArray *fields, const int place[N_COLUMNS],
          const GDate *today)
{
  g_autoptr (GString) key = g_string_new (NULL);
  double weight, decay;
  unsigned set = 0;

  if (!parse_weight (get_field (fields, place, WEIGHT), &weight)
      || !parse_decay (get_field (fields, place, DATE), today, &decay))
    return FALSE;
  for (int i = 0; i < N_NAMES; i++)
    {
      g_autofree char *name = canonize (i, get_field (fields, place, i));

      if (name == NULL)
        return FALSE;
      if (*name != '\0')
        set |= 1U << i;
      append_name (key, name);
    }
  if (set == 0)
    return FALSE;
  keep (trends, key, set, weight * decay);
  return TRUE;
}

static gboolean
read_text (VanityTrendFile *trends, char *text, const char *name, const GDate *today,
           guint *skipped, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  char *next = text, *line = strsep (&next, "\n");
  char separator = find_separator (line);
  int place[N_COLUMNS];
  guint n = 0;

  if (!read_header (line, separator, place, fields))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   _ ("“%s” is no table of trends: its first line has no column “weight”"), name);
      return FALSE;
    }
  while ((line = strsep (&next, "\n")) != NULL)
    {
      if (*g_strstrip (line) == '\0')
        continue;
      if (++n > MAX_ROWS)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                       _ ("“%s” has more than %d rows of trends"), name, MAX_ROWS);
          return FALSE;
        }
      split_line (line, separator, fields);
      *skipped += !read_row (trends, fields, place, today);
    }
  return TRUE;
}

VanityTrendFile *
vanity_trend_file_parse (const char *data, gsize size, const char *name, const GDate *today,
                         guint *skipped, GError **error)
{
  g_autoptr (VanityTrendFile) trends = g_new0 (VanityTrendFile, 1);
  g_autofree char *text = NULL;

  *skipped = 0;
  trends->weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!g_utf8_validate (data, (gssize)size, NULL))
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   _ ("“%s” is no table of trends: it is not UTF-8"), name);
      return NULL;
    }
  if (size >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  text = g_strndup (data, size);
  return read_text (trends, text, name, today, skipped, error) ? g_steal_pointer (&trends) : NULL;
}

VanityTrendFile *
vanity_trend_file_load (GFile *file, const GDate *today, guint *skipped, GError **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  const char *path = g_file_peek_path (file), *data;
  g_autoptr (GBytes) bytes
      = vanity_read_file (path != NULL ? path : name, VANITY_TREND_MAX_BYTES, error);
  gsize size;

  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  return vanity_trend_file_parse (data, size, name, today, skipped, error);
}

void
vanity_trend_file_free (VanityTrendFile *trends)
{
  g_clear_pointer (&trends->weights, g_hash_table_unref);
  g_free (trends);
}

/* What a shade is called in a column; "" where it has no name there. */
static char *
name_shade (const VanityShade *shade, int column)
{
  switch (column)
    {
    case UID:
      return g_strdup (shade->uid);
    case GTIN:
      return g_strdup (shade->gtin);
    case BRAND:
      return vanity_text_fold (shade->brand);
    case LINE:
      return vanity_text_fold (shade->line);
    case SHADE:
      return vanity_text_fold (shade->name);
    case CATEGORY:
      return g_strdup (vanity_category_get_id (shade->category));
    case FINISH:
      return g_strdup (shade->finish != VANITY_FINISH_UNKNOWN ? vanity_finish_get_id (shade->finish)
                                                              : "");
    default:
      return g_strdup (shade->has_color ? vanity_hue_get_id (vanity_hue_of (shade->lab)) : "");
    }
}

static const double *
look_up (const VanityTrendFile *trends, char *const names[N_NAMES], unsigned set)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (int i = 0; i < N_NAMES; i++)
    {
      if ((set & (1U << i)) != 0 && *names[i] == '\0')
        return NULL;
      append_name (key, (set & (1U << i)) != 0 ? names[i] : "");
    }
  return g_hash_table_lookup (trends->weights, key->str);
}

/* One product, not what many have in common. */
static gboolean
is_product (unsigned set)
{
  return (set & (1U << UID | 1U << GTIN | 1U << SHADE)) != 0;
}

gboolean
vanity_trend_file_find (const VanityTrendFile *trends, const VanityShade *shade, double *weight,
                        gboolean *family)
{
  char *names[N_NAMES] = { NULL };
  gboolean found = FALSE;

  for (int i = 0; i < N_NAMES; i++)
    if ((trends->columns & (1U << i)) != 0)
      names[i] = name_shade (shade, i);
  for (unsigned set = 1; set < G_N_ELEMENTS (trends->used); set++)
    {
      const double *value = trends->used[set] ? look_up (trends, names, set) : NULL;
      gboolean wide = !is_product (set);

      if (value == NULL || (found && wide && !*family))
        continue;
      if (!found || (*family && !wide) || fabs (*value) > fabs (*weight))
        {
          *weight = *value;
          *family = wide;
          found = TRUE;
        }
    }
  for (int i = 0; i < N_NAMES; i++)
    g_free (names[i]);
  return found;
}
