#include "recommend/sequence.h"

#include "base/error.h"
#include "train/read-file.h"

#include <string.h>

#define MAX_BYTES (256 << 20)

/* A line of the file: where its items lie among those of all lines. */
typedef struct
{
  int user, first, count;
} Line;

typedef struct
{
  const char *name;                    /* of the file */
  int line;                            /* from 1 */
  GArray *items;                       /* guint32, line after line */
  GArray *lines;                       /* Line */
  GArray *users, *labels;              /* guint64 */
  GHashTable *user_index, *item_index; /* number → index */
} Reader;

static gboolean G_GNUC_PRINTF (3, 4)
    fail (const Reader *reader, GError **error, const char *format, ...)
{
  g_autofree char *rule = NULL;
  va_list args;

  va_start (args, format);
  rule = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, "“%s”, line %d: %s", reader->name,
               reader->line, rule);
  return FALSE;
}

static int
find_index (GHashTable *table, GArray *names, guint64 name)
{
  gpointer at;

  if (g_hash_table_lookup_extended (table, &name, NULL, &at))
    return GPOINTER_TO_INT (at);
  g_hash_table_insert (table, g_memdup2 (&name, sizeof name), GINT_TO_POINTER (names->len));
  g_array_append_val (names, name);
  return (int)names->len - 1;
}

static gboolean
is_blank (char c)
{
  return c == ' ' || c == '\t' || c == '\r';
}

/* The number at `*at`, which goes on behind it. */
static gboolean
read_number (const Reader *reader, const char **at, const char *end, guint64 *number,
             GError **error)
{
  const char *begin = *at, *here = begin;
  gboolean fits = TRUE;
  guint64 value = 0;

  for (; here < end && g_ascii_isdigit (*here); here++)
    fits = fits && g_uint64_checked_mul (&value, value, 10)
           && g_uint64_checked_add (&value, value, *here - '0');
  if (here == begin || !fits || (here < end && !is_blank (*here)))
    {
      g_autofree char *word = NULL, *shown = NULL;

      while (here < end && !is_blank (*here) && here - begin < 40)
        here++;
      word = g_strndup (begin, MIN (here - begin, 40));
      shown = g_utf8_make_valid (word, -1);
      return fail (reader, error,
                   "“%s” is no whole number from 0 to %" G_GUINT64_FORMAT
                   ", as users and items must be",
                   shown, G_MAXUINT64);
    }
  *at = here;
  *number = value;
  return TRUE;
}

static gboolean
read_line (Reader *reader, const char *at, const char *end, GError **error)
{
  Line line = { .user = -1, .first = (int)reader->items->len };

  for (;;)
    {
      guint64 number = 0;

      while (at < end && is_blank (*at))
        at++;
      if (at == end)
        break;
      if (!read_number (reader, &at, end, &number, error))
        return FALSE;
      if (line.user < 0)
        line.user = find_index (reader->user_index, reader->users, number);
      else
        {
          guint32 item = find_index (reader->item_index, reader->labels, number);
          g_array_append_val (reader->items, item);
          line.count++;
        }
    }
  if (line.user < 0)
    return TRUE;
  if (line.count == 0)
    return fail (reader, error, "user %" G_GUINT64_FORMAT " has no item",
                 g_array_index (reader->users, guint64, line.user));
  g_array_append_val (reader->lines, line);
  return TRUE;
}

/* Lines of one action may be many for a user; of a line with several there is one, or it would not
 * be known what came first. */
static gboolean
check_lines (Reader *reader, GError **error)
{
  g_autofree int *counts = g_new0 (int, reader->users->len);
  g_autofree gboolean *whole = g_new0 (gboolean, reader->users->len);

  for (guint i = 0; i < reader->lines->len; i++)
    {
      const Line *line = &g_array_index (reader->lines, Line, i);

      counts[line->user]++;
      whole[line->user] |= line->count > 1;
      if (counts[line->user] > 1 && whole[line->user])
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                       "“%s” has more than one line for user %" G_GUINT64_FORMAT
                       ", where a line has several items and so must have all",
                       reader->name, g_array_index (reader->users, guint64, line->user));
          return FALSE;
        }
    }
  return TRUE;
}

static int
count_repeated (const VanitySequences *sequences)
{
  g_autofree int *last = g_new (int, sequences->n_items);
  int repeated = 0;

  memset (last, -1, sizeof *last * sequences->n_items);
  for (int user = 0; user < sequences->n_users; user++)
    {
      int length;
      const guint32 *items = vanity_sequences_get (sequences, user, &length);

      for (int i = 0; i < length; i++)
        {
          repeated += last[items[i]] == user;
          last[items[i]] = user;
        }
    }
  return repeated;
}

static VanitySequences *
put_in_order (Reader *reader)
{
  VanitySequences *sequences = g_new0 (VanitySequences, 1);
  g_autofree int *next = NULL;

  sequences->n_users = (int)reader->users->len;
  sequences->n_items = (int)reader->labels->len;
  sequences->n_actions = (int)reader->items->len;
  sequences->starts = g_new0 (int, sequences->n_users + 1);
  for (guint i = 0; i < reader->lines->len; i++)
    {
      const Line *line = &g_array_index (reader->lines, Line, i);
      sequences->starts[line->user + 1] += line->count;
    }
  for (int user = 0; user < sequences->n_users; user++)
    sequences->starts[user + 1] += sequences->starts[user];
  next = g_memdup2 (sequences->starts, sizeof *next * sequences->n_users);
  sequences->items = g_new (guint32, sequences->n_actions);
  for (guint i = 0; i < reader->lines->len; i++)
    {
      const Line *line = &g_array_index (reader->lines, Line, i);

      memcpy (sequences->items + next[line->user],
              &g_array_index (reader->items, guint32, line->first), sizeof (guint32) * line->count);
      next[line->user] += line->count;
    }
  sequences->users = g_memdup2 (reader->users->data, sizeof (guint64) * sequences->n_users);
  sequences->labels = g_memdup2 (reader->labels->data, sizeof (guint64) * sequences->n_items);
  sequences->n_repeated = count_repeated (sequences);
  return sequences;
}

static VanitySequences *
read_all (Reader *reader, const char *text, gsize length, GError **error)
{
  const char *at = text, *end = text + length;

  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    at += 3;
  while (at < end)
    {
      const char *stop = memchr (at, '\n', end - at);

      if (stop == NULL)
        stop = end;
      reader->line++;
      if (!read_line (reader, at, stop, error))
        return NULL;
      at = stop < end ? stop + 1 : end;
    }
  if (reader->items->len == 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                   "“%s” is empty; a line must be a user and the items they had, in time order",
                   reader->name);
      return NULL;
    }
  if (!check_lines (reader, error))
    return NULL;
  return put_in_order (reader);
}

VanitySequences *
vanity_sequences_parse (const char *text, gsize length, const char *name, GError **error)
{
  Reader reader = {
    .name = name,
    .items = g_array_new (FALSE, FALSE, sizeof (guint32)),
    .lines = g_array_new (FALSE, FALSE, sizeof (Line)),
    .users = g_array_new (FALSE, FALSE, sizeof (guint64)),
    .labels = g_array_new (FALSE, FALSE, sizeof (guint64)),
    .user_index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    .item_index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
  };
  VanitySequences *sequences = NULL;

  /* A number takes two bytes at least, so that none of the counts outgrows an int. */
  if (length > MAX_BYTES)
    g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                 "“%s” has more than the %d bytes that are read", name, MAX_BYTES);
  else
    sequences = read_all (&reader, text, length, error);
  g_array_unref (reader.items);
  g_array_unref (reader.lines);
  g_array_unref (reader.users);
  g_array_unref (reader.labels);
  g_hash_table_unref (reader.user_index);
  g_hash_table_unref (reader.item_index);
  return sequences;
}

VanitySequences *
vanity_sequences_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = vanity_read_file (path, MAX_BYTES, error);
  g_autofree char *name = g_filename_display_name (path);
  const char *text;
  gsize length;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  return vanity_sequences_parse (text, length, name, error);
}

VanitySequences *
vanity_sequences_copy (const VanitySequences *sequences)
{
  VanitySequences *copy = g_memdup2 (sequences, sizeof *copy);

  copy->items = g_memdup2 (sequences->items, sizeof (guint32) * sequences->n_actions);
  copy->starts = g_memdup2 (sequences->starts, sizeof (int) * (sequences->n_users + 1));
  copy->users = g_memdup2 (sequences->users, sizeof (guint64) * sequences->n_users);
  copy->labels = g_memdup2 (sequences->labels, sizeof (guint64) * sequences->n_items);
  return copy;
}

void
vanity_sequences_free (VanitySequences *sequences)
{
  g_free (sequences->items);
  g_free (sequences->starts);
  g_free (sequences->users);
  g_free (sequences->labels);
  g_free (sequences);
}
