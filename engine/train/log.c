#include "train/log.h"

#include "base/error.h"
#include "base/write-file.h"
#include "train/read-file.h"

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

/* The lines of `text` up to step `last_step`, each a whole one that follows those before. */
static GString *
cut (const char *text, gsize size, guint64 last_step)
{
  GString *kept = g_string_new (NULL);
  const char *line = text, *end;
  guint64 before = 0;

  for (; (end = memchr (line, '\n', text + size - line)) != NULL; line = end + 1)
    {
      const char *comma = memchr (line, ',', end - line);
      guint64 step = comma != NULL && g_ascii_isdigit (comma[1])
                         ? g_ascii_strtoull (comma + 1, NULL, 10)
                         : 0;

      if (line != text && (step <= before || step > last_step))
        continue;
      before = step;
      g_string_append_len (kept, line, end + 1 - line);
    }
  return kept;
}

/* What the file begins with: the head, and lines that are kept. */
static GString *
get_begin (const char *path, const char *name, const GString *head, gboolean begin,
           guint64 last_step, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  const char *text;
  gsize size;

  if (begin || !g_file_test (path, G_FILE_TEST_EXISTS))
    return g_string_new (head->str);
  bytes = vanity_read_file (path, MAX_BYTES, error);
  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &size);
  if (size >= head->len && memcmp (text, head->str, head->len) == 0)
    return cut (text, size, last_step);
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
               "“%s” cannot be gone on with: it does not begin with “%.*s”", name,
               (int)head->len - 1, head->str);
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
  content = get_begin (path, self->name, head, begin, last_step, error);
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
