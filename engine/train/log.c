#include "train/log.h"

#include "base/error.h"
#include "base/open-file.h"
#include "base/write-file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define MAX_BYTES (64 << 20)

struct _VanityLog
{
  char *name; /* for messages */
  FILE *file;
  guint n_columns;
};

static gboolean
fail_to_write (const char *name, int code, GError **error)
{
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "“%s” cannot be written: %s", name,
               g_strerror (code));
  return FALSE;
}

/* What there is; NULL with an error. */
static char *
read_all (const char *path, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = vanity_open_file (file, name, NULL, error);
  g_autofree char *text = NULL;
  GError *cause = NULL;
  gsize got;

  if (stream == NULL)
    return NULL;
  text = g_malloc (MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, MAX_BYTES + 1, &got, NULL, &cause))
    {
      vanity_set_read_error (error, name, cause);
      return NULL;
    }
  if (got > MAX_BYTES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT, "“%s”: a log may have at most 64 MiB",
                   name);
      return NULL;
    }
  text[got] = '\0';
  return g_steal_pointer (&text);
}

/* The lines of `text` up to step `last_step`, each a whole one that follows those before. */
static GString *
cut (const char *text, guint64 last_step)
{
  GString *kept = g_string_new (NULL);
  guint64 before = 0;
  const char *end;

  for (const char *line = text; (end = strchr (line, '\n')) != NULL; line = end + 1)
    {
      const char *comma = strchr (line, ',');
      guint64 step = comma == NULL || comma > end ? 0 : g_ascii_strtoull (comma + 1, NULL, 10);

      if (line != text && (step <= before || step > last_step))
        continue;
      before = step;
      g_string_append_len (kept, line, end + 1 - line);
    }
  return kept;
}

/* What the file begins with: the head, and lines that are kept. */
static GString *
get_begin (const char *path, const char *name, const char *head, gboolean begin, guint64 last_step,
           GError **error)
{
  g_autofree char *text = NULL;

  if (begin || !g_file_test (path, G_FILE_TEST_EXISTS))
    return g_string_new (head);
  text = read_all (path, name, error);
  if (text == NULL)
    return NULL;
  if (g_str_has_prefix (text, head))
    return cut (text, last_step);
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
               "“%s” cannot be gone on with: it does not begin with “%.*s”", name,
               (int)strlen (head) - 1, head);
  return NULL;
}

VanityLog *
vanity_log_open (const char *path, const char *const *columns, gboolean begin, guint64 last_step,
                 GError **error)
{
  g_autoptr (VanityLog) self = g_new0 (VanityLog, 1);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GString) head = g_string_new ("epoch,step,");
  g_autoptr (GString) content = NULL;
  g_autoptr (GBytes) bytes = NULL;

  self->name = g_filename_display_name (path);
  for (; columns[self->n_columns] != NULL; self->n_columns++)
    g_string_append_printf (head, "%s,", columns[self->n_columns]);
  g_string_append (head, "samples_per_second\n");
  content = get_begin (path, self->name, head->str, begin, last_step, error);
  if (content == NULL)
    return NULL;
  bytes = g_bytes_new (content->str, content->len);
  if (!vanity_write_file (file, bytes, NULL, NULL, NULL, error))
    return NULL;
  self->file = g_fopen (path, "ae");
  if (self->file == NULL)
    {
      fail_to_write (self->name, errno, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
vanity_log_close (VanityLog *self)
{
  if (self == NULL)
    return;
  if (self->file != NULL)
    fclose (self->file);
  g_free (self->name);
  g_free (self);
}

gboolean
vanity_log_write (VanityLog *self, int epoch, guint64 step, const double *values, double rate,
                  GError **error)
{
  g_autoptr (GString) line = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (line, "%d,%" G_GUINT64_FORMAT ",", epoch, step);
  for (guint i = 0; i < self->n_columns; i++)
    g_string_append_printf (line, "%s,",
                            g_ascii_formatd (number, sizeof number, "%.9g", values[i]));
  g_string_append_printf (line, "%s\n", g_ascii_formatd (number, sizeof number, "%.1f", rate));
  if (fputs (line->str, self->file) == EOF || fflush (self->file) != 0)
    return fail_to_write (self->name, errno, error);
  return TRUE;
}
