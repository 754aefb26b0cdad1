#include "feed/columns.h"

#include "base/csv.h"
#include "base/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PER_FIELD 6

struct _VanityFeedColumns
{
  GPtrArray *names;  /* as they are written */
  GHashTable *index; /* folded name → column + 1 */
  struct
  {
    guint column[MAX_PER_FIELD];
    guint n;
  } of[VANITY_N_FEED_FIELDS];
  VanityFeedTableRow row;
  GPtrArray *kept;
};

char *
vanity_feed_fold_name (const char *name)
{
  GString *folded = g_string_new (NULL);

  while (g_ascii_isspace (*name))
    name++;
  if (g_ascii_strncasecmp (name, "g:", 2) == 0)
    name += 2;
  for (const char *p = name; *p; p++)
    if (g_ascii_isalnum (*p) || (guint8)*p >= 128)
      g_string_append_c (folded, g_ascii_tolower (*p));
    else if (folded->len > 0 && folded->str[folded->len - 1] != '_')
      g_string_append_c (folded, '_');
  if (folded->len > 0 && folded->str[folded->len - 1] == '_')
    g_string_truncate (folded, folded->len - 1);
  return g_string_free (folded, FALSE);
}

const char *
vanity_feed_columns_get (VanityFeedColumns *columns, const char *name)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (columns->index, name));

  return at > 0 && at <= columns->row.n_fields ? columns->row.fields[at - 1] : NULL;
}

const char *
vanity_feed_columns_keep (VanityFeedColumns *columns, char *text)
{
  g_ptr_array_add (columns->kept, text);
  return text;
}

static void
clear_columns (VanityFeedColumns *columns)
{
  g_ptr_array_unref (columns->names);
  g_ptr_array_unref (columns->kept);
  g_hash_table_unref (columns->index);
}

static gboolean
read_header (VanityFeedColumns *columns, const VanityFeedTableRow *row,
             const VanityFeedColumn *known)
{
  gboolean any = FALSE;

  for (guint i = 0; i < row->n_fields; i++)
    {
      char *folded = vanity_feed_fold_name (row->fields[i]);

      g_ptr_array_add (columns->names, g_utf8_make_valid (row->fields[i], -1));
      if (g_hash_table_contains (columns->index, folded))
        g_free (folded);
      else
        g_hash_table_insert (columns->index, folded, GUINT_TO_POINTER (i + 1));
    }
  for (; known->name; known++)
    {
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (columns->index, known->name));

      if (at == 0 || columns->of[known->field].n == MAX_PER_FIELD)
        continue;
      columns->of[known->field].column[columns->of[known->field].n++] = at - 1;
      any = TRUE;
    }
  return any;
}

static void
fill_row (const VanityFeedColumns *columns, VanityFeedRow *row)
{
  const VanityFeedTableRow *table = &columns->row;

  *row = (VanityFeedRow){ .line = table->line };
  for (int field = 0; field < VANITY_N_FEED_FIELDS; field++)
    for (guint i = 0; i < columns->of[field].n; i++)
      {
        guint column = columns->of[field].column[i];
        const char *text = column < table->n_fields ? table->fields[column] : "";

        if (row->text[field] && *row->text[field])
          break;
        /* An apostrophe before what a spreadsheet would take for a formula is no part of it. */
        row->text[field] = vanity_csv_unguard (text);
        row->name[field] = columns->names->pdata[column];
      }
}

/* Fields without a name are one too many, unless nothing is in them. */
static const char *
find_nameless (const VanityFeedColumns *columns)
{
  for (guint i = columns->names->len; i < columns->row.n_fields; i++)
    if (columns->row.fields[i][0])
      return columns->row.fields[i];
  return columns->row.n_beyond > 0 ? "" : NULL;
}

static void
take_row (VanityFeedColumns *columns, VanityFeedSink *sink, VanityFeedAdjust adjust)
{
  const char *nameless = find_nameless (columns);
  VanityFeedRow row;

  if (nameless)
    {
      vanity_feed_sink_refuse (sink, VANITY_FEED_RULE_COLUMNS, columns->row.line, "", nameless);
      return;
    }
  if (columns->row.n_fields < columns->names->len)
    {
      const char *first = columns->row.fields[0];

      /* The last row of a file that was cut off. */
      if (columns->row.open_ended)
        {
          vanity_feed_sink_refuse (sink, VANITY_FEED_RULE_SHORT, columns->row.line, "", first);
          return;
        }
      vanity_feed_sink_note (sink, VANITY_FEED_RULE_SHORT, columns->row.line, "", first);
    }
  if (columns->row.stray)
    vanity_feed_sink_note (sink, VANITY_FEED_RULE_QUOTE, columns->row.line, "", columns->row.stray);
  fill_row (columns, &row);
  if (adjust)
    adjust (columns, &row);
  vanity_feed_sink_take (sink, &row);
  g_ptr_array_set_size (columns->kept, 0);
}

static gboolean
read_rows (VanityFeedColumns *columns, VanityFeedTable *table, VanityFeedSink *sink,
           VanityFeedAdjust adjust, GError **error)
{
  while (TRUE)
    {
      VanityFeedTableState state = vanity_feed_table_next (table, &columns->row, error);

      if (state == VANITY_FEED_TABLE_END)
        return TRUE;
      if (state == VANITY_FEED_TABLE_ERROR)
        return FALSE;
      if (vanity_feed_sink_begin (sink))
        {
          if (state == VANITY_FEED_TABLE_TOO_LONG)
            vanity_feed_sink_refuse (sink, VANITY_FEED_RULE_LENGTH, columns->row.line, "", NULL);
          else
            take_row (columns, sink, adjust);
        }
      if (!vanity_feed_sink_end (sink))
        return FALSE;
    }
}

gboolean
vanity_feed_columns_read (VanityFeedInput *input, VanityFeedSink *sink, char separator,
                          const VanityFeedColumn *known, VanityFeedAdjust adjust, GError **error)
{
  g_autoptr (VanityFeedTable) table = vanity_feed_table_new (input, separator);
  VanityFeedColumns columns = {
    .names = g_ptr_array_new_with_free_func (g_free),
    .kept = g_ptr_array_new_with_free_func (g_free),
    .index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  VanityFeedTableRow header;
  VanityFeedTableState state = vanity_feed_table_next (table, &header, error);
  gboolean done = FALSE;

  if (state == VANITY_FEED_TABLE_ROW && read_header (&columns, &header, known))
    {
      vanity_feed_table_set_columns (table, columns.names->len);
      done = read_rows (&columns, table, sink, adjust, error);
    }
  else if (state != VANITY_FEED_TABLE_ERROR)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                 _ ("“%s” has no column that is known in its first line"),
                 vanity_feed_input_get_name (input));
  clear_columns (&columns);
  return done;
}

gboolean
vanity_feed_columns_sniff (const char *text, gsize size, char separator, const char *const *names)
{
  gsize start = 0, end;
  g_autofree char *line = NULL;
  g_auto (GStrv) parts = NULL;
  const char divider[2] = { separator, '\0' };

  while (start < size && g_ascii_isspace (text[start]) && text[start] != separator)
    start++;
  end = start + strcspn (text + start, "\r\n");
  line = g_strndup (text + start, end - start);
  parts = g_strsplit (line, divider, VANITY_FEED_MAX_COLUMNS);
  for (guint i = 0; parts[i]; i++)
    {
      char *folded = vanity_feed_fold_name (parts[i]);
      g_free (parts[i]);
      parts[i] = folded;
    }
  for (; *names; names++)
    if (!g_strv_contains ((const char *const *)parts, *names))
      return FALSE;
  return TRUE;
}

gboolean
vanity_feed_columns_read_any (VanityFeedInput *input, VanityFeedSink *sink, char fallback,
                              const VanityFeedColumn *known, VanityFeedAdjust adjust,
                              GError **error)
{
  const char *text;
  gsize size;
  char separator;

  if (!vanity_feed_input_peek (input, &text, &size, error))
    return FALSE;
  separator = vanity_feed_table_guess_separator (text, size);
  return vanity_feed_columns_read (input, sink, separator ? separator : fallback, known, adjust,
                                   error);
}
