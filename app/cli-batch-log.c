#include "cli-batch-log.h"

#include "base/error.h"
#include "json-line.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* A thousand photos a day for years; a file that is larger is something else. */
#define MAX_BYTES (G_GOFFSET_CONSTANT (1) << 30)
#define VERSION 1

struct _VanityBatchLog
{
  int fd;
  char *path;
  char *order;      /* of this run */
  GHashTable *done; /* keys of what an earlier run did */
};

void
vanity_batch_options_clear (VanityBatchOptions *options)
{
  g_free (options->log);
  g_strfreev (options->argv);
}

gboolean
vanity_batch_options_parse (VanityBatchOptions *options)
{
  if (options->resume && !options->log)
    vanity_cli_usage (_ ("--resume goes on with a --log, and none is named"));
  else if (options->log && !*options->log)
    vanity_cli_usage (_ ("--log is empty; it names the file to write"));
  else
    {
      options->json = options->json || options->log;
      return TRUE;
    }
  return FALSE;
}

void
vanity_batch_log_free (VanityBatchLog *log)
{
  if (log->fd >= 0)
    close (log->fd);
  g_clear_pointer (&log->done, g_hash_table_unref);
  g_free (log->order);
  g_free (log->path);
  g_free (log);
}

static char *
dup_uri (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return g_file_get_uri (file);
}

/* A photo that was changed since is another one. */
static void
get_stamp (const char *path, gint64 *size, gint64 *modified)
{
  GStatBuf info;
  gboolean is_there = g_stat (path, &info) == 0;

  *size = is_there ? (gint64)info.st_size : -1;
  *modified = is_there ? (gint64)info.st_mtim.tv_sec * 1000000000 + info.st_mtim.tv_nsec : -1;
}

static char *
dup_key (const char *order, const char *uri, const char *output, gint64 size, gint64 modified)
{
  return g_strdup_printf ("%s %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, order, uri,
                          output ? output : "", size, modified);
}

static void
add_file_stamp (GChecksum *sum, const char *path)
{
  g_autofree char *text = NULL;
  gint64 size, modified;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return;
  get_stamp (path, &size, &modified);
  text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, size, modified);
  g_checksum_update (sum, (const guchar *)text, -1);
}

/* A look or a reference that was changed makes another order: --look FILE, --look=FILE,
 * lips=FILE:SHARE. */
static void
add_argument (GChecksum *sum, const char *argument)
{
  const char *value = strrchr (argument, '=');
  g_autofree char *name = g_strdup (value ? value + 1 : argument);
  char *colon = strrchr (name, ':');

  g_checksum_update (sum, (const guchar *)argument, (gssize)strlen (argument) + 1);
  add_file_stamp (sum, name);
  if (colon)
    {
      *colon = '\0';
      add_file_stamp (sum, name);
    }
}

static gboolean
names_photo (const VanityBatch *batch, const char *argument)
{
  for (guint i = 0; i < batch->items->len; i++)
    if (g_str_equal (((VanityBatchItem *)batch->items->pdata[i])->path, argument))
      return TRUE;
  return g_file_test (argument, G_FILE_TEST_IS_DIR);
}

/* What is asked for, whichever photos it is asked of, as a checksum. */
static char *
dup_order (const VanityBatchOptions *options, const VanityBatch *batch)
{
  static const char *const indifferent[] = { "--resume", "--json", "-j", "--via-service", NULL };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (char **argument = options->argv; *argument; argument++)
    {
      if (g_str_equal (*argument, "--log") && argument[1])
        argument++;
      else if (!g_strv_contains (indifferent, *argument) && !g_str_has_prefix (*argument, "--log=")
               && !names_photo (batch, *argument))
        add_argument (sum, *argument);
    }
  return g_strdup (g_checksum_get_string (sum));
}

/* One line of an earlier run. FALSE where it is none. */
static gboolean
take_line (VanityBatchLog *log, const char *line, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;
  JsonObject *object;
  char *key;

  if (!json_parser_load_from_data (parser, line, (gssize)length, NULL))
    return FALSE;
  root = json_parser_get_root (parser);
  if (!root || !JSON_NODE_HOLDS_OBJECT (root))
    return FALSE;
  object = json_node_get_object (root);
  if (json_object_get_int_member_with_default (object, "vanity-batch", 0) != VERSION)
    return FALSE;
  key = dup_key (json_object_get_string_member_with_default (object, "order", ""),
                 json_object_get_string_member_with_default (object, "uri", ""),
                 json_object_get_string_member_with_default (object, "output", NULL),
                 json_object_get_int_member_with_default (object, "size", -1),
                 json_object_get_int_member_with_default (object, "modified", -1));
  /* What failed since is not done any more. */
  if (g_str_equal (json_object_get_string_member_with_default (object, "state", ""), "done"))
    g_hash_table_add (log->done, key);
  else
    {
      g_hash_table_remove (log->done, key);
      g_free (key);
    }
  return TRUE;
}

static gboolean
read_lines (VanityBatchLog *log, GError **error)
{
  g_autofree char *text = NULL;
  gsize length, start = 0;
  guint number = 1;

  if (!g_file_get_contents (log->path, &text, &length, error))
    return FALSE;
  for (const char *end; (end = memchr (text + start, '\n', length - start)); number++)
    {
      gsize next = (gsize)(end - text) + 1;

      if (!take_line (log, text + start, next - 1 - start))
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT,
                       _ ("%s: line %u is none of a log of --log"), log->path, number);
          return FALSE;
        }
      start = next;
    }
  /* The run before was killed while it wrote. */
  if (start < length && ftruncate (log->fd, (off_t)start) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot be written: %s"),
                   log->path, g_strerror (errno));
      return FALSE;
    }
  return TRUE;
}

static gboolean
open_file (VanityBatchLog *log, gboolean resume, GError **error)
{
  struct stat info;

  log->fd
      = g_open (log->path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | (resume ? 0 : O_EXCL), 0666);
  if (log->fd < 0)
    {
      if (errno == EEXIST)
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                     _ ("%s: there is a file already; --resume goes on with it"), log->path);
      else
        g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot be written: %s"),
                     log->path, g_strerror (errno));
      return FALSE;
    }
  if (fstat (log->fd, &info) != 0 || !S_ISREG (info.st_mode) || info.st_size > MAX_BYTES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE,
                   _ ("%s: a log is an ordinary file of at most %d MiB"), log->path,
                   (int)(MAX_BYTES >> 20));
      return FALSE;
    }
  if (flock (log->fd, LOCK_EX | LOCK_NB) != 0)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: another run writes to it"),
                   log->path);
      return FALSE;
    }
  return read_lines (log, error);
}

gboolean
vanity_batch_log_open (const VanityBatchOptions *options, const VanityBatch *batch,
                       VanityBatchLog **log, VanityExit *status)
{
  g_autoptr (VanityBatchLog) opened = NULL;
  g_autoptr (GError) error = NULL;

  *log = NULL;
  if (!options->log)
    return TRUE;
  opened = g_new0 (VanityBatchLog, 1);
  opened->path = g_strdup (options->log);
  opened->order = dup_order (options, batch);
  opened->done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!open_file (opened, options->resume, &error))
    {
      *status = vanity_cli_fail (error);
      return FALSE;
    }
  *log = g_steal_pointer (&opened);
  return TRUE;
}

static char *
dup_output (const VanityBatchItem *item)
{
  return item->output ? g_filename_display_name (item->output) : NULL;
}

gboolean
vanity_batch_log_has (VanityBatchLog *log, const VanityBatchItem *item)
{
  g_autofree char *uri = dup_uri (item->path);
  g_autofree char *output = dup_output (item);
  g_autofree char *key = NULL;
  gint64 size, modified;

  get_stamp (item->path, &size, &modified);
  key = dup_key (log->order, uri, output, size, modified);
  return g_hash_table_contains (log->done, key)
         && (!item->output || g_file_test (item->output, G_FILE_TEST_IS_REGULAR));
}

static void
add_string (JsonBuilder *json, const char *name, const char *value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_string_value (json, value);
}

static void
add_int (JsonBuilder *json, const char *name, gint64 value)
{
  json_builder_set_member_name (json, name);
  json_builder_add_int_value (json, value);
}

static const char *
get_code (const GError *error)
{
  static const char *const codes[] = {
    [VANITY_ERROR_FORMAT] = "format", [VANITY_ERROR_UNSUPPORTED] = "unsupported",
    [VANITY_ERROR_LIMIT] = "limit",   [VANITY_ERROR_VALUE] = "value",
    [VANITY_ERROR_FILE] = "file",     [VANITY_ERROR_MISSING] = "missing",
  };

  return error->domain == VANITY_ERROR && error->code >= 0
                 && error->code < (int)G_N_ELEMENTS (codes)
             ? codes[error->code]
             : "other";
}

static void
add_error (JsonBuilder *json, const GError *error)
{
  json_builder_set_member_name (json, "error");
  json_builder_begin_object (json);
  add_string (json, "code", get_code (error));
  add_string (json, "message", error->message);
  json_builder_end_object (json);
}

static void
add_photo (JsonBuilder *json, const VanityBatchItem *item)
{
  g_autofree char *name = g_filename_display_name (item->path);

  add_string (json, "photo", name);
}

char *
vanity_batch_dup_failure (const VanityBatchItem *item)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_object (json);
  add_photo (json, item);
  add_error (json, item->error);
  json_builder_end_object (json);
  return vanity_json_dup_line (json);
}

static char *
dup_line (const VanityBatchLog *log, const VanityBatchItem *item, gboolean ok)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *uri = dup_uri (item->path);
  g_autofree char *output = dup_output (item);
  JsonNode *result = ok && item->text ? json_from_string (item->text, NULL) : NULL;
  gint64 size, modified;

  get_stamp (item->path, &size, &modified);
  json_builder_begin_object (json);
  add_int (json, "vanity-batch", VERSION);
  add_photo (json, item);
  if (output)
    add_string (json, "output", output);
  add_string (json, "state", ok ? "done" : "failed");
  add_int (json, "ms", item->ms);
  add_string (json, "order", log->order);
  add_string (json, "uri", uri);
  add_int (json, "size", size);
  add_int (json, "modified", modified);
  if (item->note)
    add_string (json, "note", item->note);
  if (!ok)
    add_error (json, item->error);
  if (result)
    {
      json_builder_set_member_name (json, "result");
      json_builder_add_value (json, result);
    }
  json_builder_end_object (json);
  return vanity_json_dup_line (json);
}

gboolean
vanity_batch_log_add (VanityBatchLog *log, const VanityBatchItem *item, gboolean ok, GError **error)
{
  g_autofree char *line = dup_line (log, item, ok);
  gsize length = strlen (line);

  for (gsize written = 0; written < length;)
    {
      gssize n = write (log->fd, line + written, length - written);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot be written: %s"),
                       log->path, g_strerror (errno));
          return FALSE;
        }
      written += (gsize)n;
    }
  /* What a pipe or a strange file system cannot flush is there all the same. */
  (void)fdatasync (log->fd);
  return TRUE;
}
