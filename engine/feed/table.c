#include "feed/table.h"

#include <string.h>

#define ROOM (256 << 10)

struct _VanityFeedTable
{
  VanityFeedInput *input;
  char separator;
  gboolean at_end;
  gint64 line;
  guint n_columns; /* 0: not known */

  char *buffer; /* one byte more than `size`, for the last field's NUL */
  gsize size, at, end;

  char *fields[VANITY_FEED_MAX_COLUMNS];
};

VanityFeedTable *
vanity_feed_table_new (VanityFeedInput *input, char separator)
{
  VanityFeedTable *table = g_new0 (VanityFeedTable, 1);

  table->input = input;
  table->separator = separator;
  table->line = 1;
  table->size = ROOM;
  table->buffer = g_malloc (table->size + 1);
  return table;
}

void
vanity_feed_table_set_columns (VanityFeedTable *table, guint n_columns)
{
  table->n_columns = n_columns;
}

void
vanity_feed_table_free (VanityFeedTable *table)
{
  if (!table)
    return;
  g_free (table->buffer);
  g_free (table);
}

/* Reads on; what is before `at` is given up. FALSE on an error. */
static gboolean
fill (VanityFeedTable *table, GError **error)
{
  gssize n;

  if (table->at > 0)
    {
      memmove (table->buffer, table->buffer + table->at, table->end - table->at);
      table->end -= table->at;
      table->at = 0;
    }
  if (table->size - table->end < table->size / 4)
    {
      table->size *= 2;
      table->buffer = g_realloc (table->buffer, table->size + 1);
    }
  /* As much as there is room for: what is looked at again after each filling then stays little. */
  while (table->size - table->end >= 16)
    {
      n = vanity_feed_input_read (table->input, table->buffer + table->end,
                                  table->size - table->end, error);
      if (n < 0)
        return FALSE;
      table->end += (gsize)n;
      table->at_end = n == 0;
      if (n == 0)
        break;
    }
  return TRUE;
}

/* The end of the line that begins at `from`, or NULL where it is not in the buffer. */
static char *
find_line_end (char *from, const char *end)
{
  char *lf = memchr (from, '\n', (gsize)(end - from));
  char *cr = memchr (from, '\r', (gsize)((lf ? lf : end) - from));

  return cr ? cr : lf;
}

/* Whether a quoted field ends at `p`, behind its closing quote. */
static gboolean
is_field_end (const VanityFeedTable *table, const char *p, const char *end)
{
  return p == end || *p == table->separator || *p == '\n' || *p == '\r';
}

typedef enum
{
  QUOTED,
  LITERAL,   /* no quoted field after all */
  UNDECIDED, /* more must be read */
} Quoting;

/* `p` is at an opening quote; `*close` gets where the closing one is. `ends`: nothing comes after
 * `end`. */
static Quoting
look_at_quote (const VanityFeedTable *table, const char *p, const char *end, gboolean ends,
               const char **close)
{
  gboolean has_line_end = FALSE;
  const char *q = p + 1;

  while (TRUE)
    {
      const char *next = memchr (q, '"', (gsize)(end - q));
      const char *until = next ? next : end;

      if (!has_line_end)
        has_line_end = memchr (q, '\n', (gsize)(until - q)) || memchr (q, '\r', (gsize)(until - q));
      if (has_line_end && until - p > VANITY_FEED_MAX_QUOTED)
        return LITERAL;
      /* No description has tabs; these are other fields, and another row's. */
      if (has_line_end && table->separator == '\t' && memchr (p, '\t', (gsize)(until - p)))
        return LITERAL;
      if (!next || next + 1 == end)
        {
          if (!ends)
            return UNDECIDED;
          *close = next;
          return next ? QUOTED : LITERAL;
        }
      if (next[1] != '"')
        {
          *close = next;
          return is_field_end (table, next + 1, end) ? QUOTED : LITERAL;
        }
      q = next + 2;
    }
}

/* Doubled quotes made single, in place. Returns the ends of lines inside. */
static gint64
unquote (char *from, char *close)
{
  char *to = from;
  gint64 n = 0;

  for (char *p = from; p < close; p++)
    {
      n += *p == '\n' || (*p == '\r' && p[1] != '\n');
      if (*p == '"' && p[1] == '"' && p + 1 < close)
        p++;
      *to++ = *p;
    }
  *to = '\0';
  return n;
}

typedef enum
{
  WHOLE,
  CUT, /* the record goes on behind what is in the buffer */
} Extent;

/* Finds how far the record at `at` reaches, before anything of it is changed. A quoted field that
 * goes beyond its line, but makes a record of more or fewer fields than there are columns, is no
 * quoted field: its quotation mark met one that begins another field. */
static Extent
measure (const VanityFeedTable *table, gsize *record_end)
{
  char *p = table->buffer + table->at, *end = table->buffer + table->end;
  char *line_end = find_line_end (p, end), *first_line_end = line_end;
  guint n = 1;

  while (TRUE)
    {
      if (p < end && *p == '"')
        {
          const char *close;
          Quoting quoting = look_at_quote (table, p, end, table->at_end, &close);

          if (quoting == UNDECIDED)
            return CUT;
          if (quoting == QUOTED)
            p = (char *)close + 1;
          if (line_end && line_end < p)
            line_end = find_line_end (p, end);
        }
      char *separator = memchr (p, table->separator, (gsize)((line_end ? line_end : end) - p));
      if (separator)
        {
          p = separator + 1;
          n++;
          continue;
        }
      if (!line_end && !table->at_end)
        return CUT;
      /* Of CRLF, both. */
      if (line_end && line_end + 1 == end && *line_end == '\r' && !table->at_end)
        return CUT;
      if (line_end != first_line_end && table->n_columns > 0 && n != table->n_columns)
        line_end = first_line_end;
      *record_end = (gsize)((line_end ? line_end : end) - table->buffer);
      return WHOLE;
    }
}

static void
divide (VanityFeedTable *table, gsize record_end, VanityFeedTableRow *row)
{
  char *p = table->buffer + table->at, *end = table->buffer + record_end;
  gboolean goes_on = TRUE;

  while (goes_on)
    {
      const char *close = NULL;
      char *field = p, *field_end;
      gboolean quoted
          = p < end && *p == '"' && look_at_quote (table, p, end, TRUE, &close) == QUOTED;

      if (quoted)
        {
          field = p + 1;
          field_end = (char *)close + 1;
        }
      else
        {
          field_end = memchr (p, table->separator, (gsize)(end - p));
          if (!field_end)
            field_end = end;
        }
      goes_on = field_end < end;
      p = field_end + 1;
      *field_end = '\0';
      if (quoted)
        table->line += unquote (field, (char *)close);
      else if (*field == '"')
        row->stray = field;
      if (row->n_fields < VANITY_FEED_MAX_COLUMNS)
        table->fields[row->n_fields++] = field;
      else
        row->n_beyond++;
    }
}

/* Past the end of the line at `from`. */
static void
step_over_line_end (VanityFeedTable *table, gsize from)
{
  table->at = from;
  if (table->at < table->end)
    {
      gboolean is_cr = table->buffer[table->at++] == '\r';
      if (is_cr && table->at < table->end && table->buffer[table->at] == '\n')
        table->at++;
      table->line++;
    }
}

/* Gives up lines until one ends. */
static VanityFeedTableState
pass_over (VanityFeedTable *table, GError **error)
{
  while (TRUE)
    {
      char *from = table->buffer + table->at, *end = table->buffer + table->end;
      char *line_end = find_line_end (from, end);

      if (line_end && (line_end + 1 < end || *line_end == '\n' || table->at_end))
        {
          step_over_line_end (table, (gsize)(line_end - table->buffer));
          return VANITY_FEED_TABLE_TOO_LONG;
        }
      table->at = line_end ? (gsize)(line_end - table->buffer) : table->end;
      if (table->at_end)
        return VANITY_FEED_TABLE_TOO_LONG;
      if (!fill (table, error))
        return VANITY_FEED_TABLE_ERROR;
    }
}

/* Not where the other half of CRLF may be yet to come. */
static gboolean
is_at_line_end (const VanityFeedTable *table)
{
  if (table->at == table->end)
    return FALSE;
  return table->buffer[table->at] == '\n'
         || (table->buffer[table->at] == '\r' && (table->at + 1 < table->end || table->at_end));
}

VanityFeedTableState
vanity_feed_table_next (VanityFeedTable *table, VanityFeedTableRow *row, GError **error)
{
  gsize record_end = 0;
  char line_end;

  *row = (VanityFeedTableRow){ .fields = table->fields };
  while (TRUE)
    {
      while (is_at_line_end (table))
        step_over_line_end (table, table->at);
      if (table->at == table->end && table->at_end)
        return VANITY_FEED_TABLE_END;
      if (table->at < table->end && measure (table, &record_end) == WHOLE)
        break;
      if (table->end - table->at > VANITY_FEED_MAX_RECORD)
        {
          row->line = table->line;
          return pass_over (table, error);
        }
      if (!fill (table, error))
        return VANITY_FEED_TABLE_ERROR;
    }
  row->line = table->line;
  if (record_end - table->at > VANITY_FEED_MAX_RECORD)
    {
      step_over_line_end (table, record_end);
      return VANITY_FEED_TABLE_TOO_LONG;
    }
  /* The last field's NUL takes the place of the line's end. */
  line_end = record_end < table->end ? table->buffer[record_end] : '\0';
  row->open_ended = line_end == '\0';
  divide (table, record_end, row);
  if (line_end)
    table->buffer[record_end] = line_end;
  step_over_line_end (table, record_end);
  if (line_end)
    table->buffer[record_end] = '\0';
  return VANITY_FEED_TABLE_ROW;
}

char
vanity_feed_table_guess_separator (const char *text, gsize size)
{
  static const char separators[] = { '\t', ',', ';', '|' };
  gsize counts[G_N_ELEMENTS (separators)] = { 0 }, best = 0;
  gboolean quoted = FALSE, any = FALSE;

  for (gsize i = 0; i < size; i++)
    {
      if (text[i] == '"')
        quoted = !quoted;
      if (quoted)
        continue;
      if ((text[i] == '\n' || text[i] == '\r') && any)
        break;
      any |= !g_ascii_isspace (text[i]);
      for (gsize k = 0; k < G_N_ELEMENTS (separators); k++)
        counts[k] += text[i] == separators[k];
    }
  for (gsize k = 1; k < G_N_ELEMENTS (separators); k++)
    if (counts[k] > counts[best])
      best = k;
  return counts[best] > 0 ? separators[best] : '\0';
}
