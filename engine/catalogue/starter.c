#include "catalogue/starter.h"

#include "base/date.h"
#include "base/error.h"
#include "catalogue/starter-resource.h"

#include <stdlib.h>
#include <string.h>

enum
{
  BRAND,
  LINE,
  SHADE,
  HEX,
  FINISH,
  COVERAGE,
  UNDERTONE,
  UNDERTONE_SOURCE,
  SOURCE,
  DATE,
  SINCE,
  N_COLUMNS
};

static const char *const columns[N_COLUMNS + 1]
    = { "brand",  "line", "shade", "hex", "finish", "coverage", "undertone", "undertone-source",
        "source", "date", "since", NULL };

/* The note in the catalogue that says which version it was filled with. */
static const char *const note = "starter-list";

void
vanity_starter_row_clear (VanityStarterRow *row)
{
  g_clear_pointer (&row->shade, vanity_shade_unref);
}

static gboolean
refuse (const char *name, int line, const char *value, const char *rule, GError **error)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, "%s, line %d: “%s”: %s", name, line, value,
               rule);
  return FALSE;
}

static gboolean
is_tidy (const char *field)
{
  gsize n = strlen (field);

  for (const char *at = field; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      return FALSE;
  return n == 0 || (field[0] != ' ' && field[n - 1] != ' ' && strstr (field, "  ") == NULL);
}

static gboolean
read_colour (const char *hex, guint32 *rgb)
{
  if (strlen (hex) != 6 || strspn (hex, "0123456789ABCDEF") != 6)
    return FALSE;
  *rgb = (guint32)strtoul (hex, NULL, 16);
  return TRUE;
}

static gboolean
read_traits (VanityShade *shade, char **field, const char *name, int line, GError **error)
{
  if (*field[FINISH] != '\0' && !vanity_finish_find (field[FINISH], &shade->finish))
    return refuse (name, line, field[FINISH], "no finish", error);
  if (*field[COVERAGE] != '\0' && !vanity_coverage_find (field[COVERAGE], &shade->coverage))
    return refuse (name, line, field[COVERAGE], "no coverage", error);
  if (*field[UNDERTONE] != '\0'
      && !vanity_undertone_label_find (field[UNDERTONE], &shade->undertone))
    return refuse (name, line, field[UNDERTONE], "no undertone", error);
  if ((shade->undertone == VANITY_UNDERTONE_LABEL_UNKNOWN) != (*field[UNDERTONE_SOURCE] == '\0'))
    return refuse (name, line, field[UNDERTONE_SOURCE],
                   "an undertone has a source, and only an undertone", error);
  vanity_shade_set_text (&shade->undertone_source, field[UNDERTONE_SOURCE]);
  return TRUE;
}

static gboolean
read_row (const char *text, const char *name, int line, VanityCategory category, GArray *rows,
          GError **error)
{
  static const int needed[] = { BRAND, LINE, SHADE, SOURCE, DATE, SINCE };
  g_auto (GStrv) field = g_strsplit (text, "\t", -1);
  g_autoptr (VanityShade) shade = NULL;
  VanityStarterRow row;
  guint32 rgb;

  if (g_strv_length (field) != N_COLUMNS)
    return refuse (name, line, text, "a row has 11 fields, parted by tabs", error);
  for (int i = 0; i < N_COLUMNS; i++)
    if (!is_tidy (field[i]))
      return refuse (name, line, field[i], "no field has blanks at its ends or two in a row",
                     error);
  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    if (*field[needed[i]] == '\0')
      return refuse (name, line, columns[needed[i]], "this field may not be empty", error);
  shade = vanity_shade_new (field[BRAND], field[LINE], field[SHADE], category);
  if (*field[HEX] != '\0')
    {
      if (!read_colour (field[HEX], &rgb))
        return refuse (name, line, field[HEX], "a colour is six upper-case hexadecimal digits",
                       error);
      vanity_shade_set_color (shade, rgb, VANITY_COLOR_SOURCE_ESTIMATED);
    }
  if (!read_traits (shade, field, name, line, error))
    return FALSE;
  if (!vanity_date_parse (field[DATE], NULL))
    return refuse (name, line, field[DATE], "a date is year-month-day", error);
  row.since
      = strspn (field[SINCE], "0123456789") == strlen (field[SINCE]) ? atoi (field[SINCE]) : 0;
  if (row.since < 1 || row.since > VANITY_STARTER_VERSION)
    return refuse (name, line, field[SINCE], "no version of the list", error);
  vanity_shade_set_text (&shade->date, field[DATE]);
  vanity_shade_set_text (&shade->source, VANITY_STARTER_SOURCE);
  vanity_shade_set_text (&shade->source_id, field[SOURCE]);
  row.shade = g_steal_pointer (&shade);
  g_array_append_val (rows, row);
  return TRUE;
}

gboolean
vanity_starter_read_table (const char *text, gsize length, const char *name,
                           VanityCategory category, GArray *rows, GError **error)
{
  g_autofree char *header = g_strjoinv ("\t", (char **)columns);
  g_auto (GStrv) lines = NULL;
  guint n;

  if (!g_utf8_validate (text, (gssize)length, NULL))
    return refuse (name, 1, "bytes", "a table is UTF-8", error);
  if (length == 0 || text[length - 1] != '\n')
    return refuse (name, 1, "the end", "each line ends with a line feed", error);
  lines = g_strsplit (text, "\n", -1);
  if (strcmp (lines[0], header) != 0)
    return refuse (name, 1, lines[0], "not the columns of this list", error);
  /* Behind the last line feed is nothing. */
  n = g_strv_length (lines) - 1;
  for (guint i = 1; i < n; i++)
    if (!read_row (lines[i], name, (int)i + 1, category, rows, error))
      return FALSE;
  return TRUE;
}

GArray *
vanity_starter_read (GError **error)
{
  static gsize registered = 0;
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (VanityStarterRow));

  /* The resource is compiled without a constructor, which a linker would drop from a static
   * library. */
  if (g_once_init_enter (&registered))
    {
      vanity_starter_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  g_array_set_clear_func (rows, (GDestroyNotify)vanity_starter_row_clear);
  for (int c = 0; c < VANITY_N_CATEGORIES; c++)
    {
      const char *id = vanity_category_get_id ((VanityCategory)c);
      g_autofree char *name = g_strconcat (id, ".tsv", NULL);
      g_autofree char *path = g_strconcat ("/vanity/catalogue/", name, NULL);
      g_autoptr (GBytes) bytes
          = g_resource_lookup_data (vanity_starter_get_resource (), path, 0, NULL);
      gsize length;
      const char *text;

      /* Not each category has a table. */
      if (bytes == NULL)
        continue;
      text = g_bytes_get_data (bytes, &length);
      if (!vanity_starter_read_table (text, length, name, (VanityCategory)c, rows, error))
        return NULL;
    }
  return g_steal_pointer (&rows);
}

/* Whether the catalogue is to have this row, filled as it was with the version `filled`. */
static gboolean
is_wanted (VanityCatalogue *catalogue, const VanityStarterRow *row, int filled, gboolean *wanted,
           GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (VanityShade) kept = vanity_catalogue_get (catalogue, row->shade->uid, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (kept == NULL)
    *wanted = row->since > filled;
  else
    *wanted = row->since <= filled && strcmp (kept->source, VANITY_STARTER_SOURCE) == 0
              && strcmp (kept->date, row->shade->date) < 0;
  return TRUE;
}

static gboolean
fill (VanityCatalogue *catalogue, int filled, guint *n_added, GError **error)
{
  g_autoptr (GArray) rows = vanity_starter_read (error);
  g_autofree char *version = g_strdup_printf ("%d", VANITY_STARTER_VERSION);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const VanityStarterRow *row = &g_array_index (rows, VanityStarterRow, i);
      VanityAddOutcome outcome;
      gboolean wanted;

      if (!is_wanted (catalogue, row, filled, &wanted, error))
        return FALSE;
      if (!wanted)
        continue;
      if (!vanity_catalogue_add (catalogue, row->shade, &outcome, error))
        return FALSE;
      *n_added += outcome == VANITY_ADD_ADDED;
    }
  return vanity_catalogue_set_note (catalogue, note, version, error);
}

gboolean
vanity_starter_fill (VanityCatalogue *catalogue, guint *n_added, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *filled = vanity_catalogue_get_note (catalogue, note, &local);
  guint added = 0;

  if (n_added != NULL)
    *n_added = 0;
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (filled != NULL && atoi (filled) >= VANITY_STARTER_VERSION)
    return TRUE;
  if (!vanity_catalogue_begin (catalogue, error))
    return FALSE;
  if (!fill (catalogue, filled != NULL ? atoi (filled) : 0, &added, error))
    {
      vanity_catalogue_rollback (catalogue);
      return FALSE;
    }
  if (!vanity_catalogue_commit (catalogue, error))
    return FALSE;
  if (n_added != NULL)
    *n_added = added;
  return TRUE;
}
