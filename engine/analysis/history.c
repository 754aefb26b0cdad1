#include "analysis/history.h"

#include "analysis/json.h"
#include "base/error.h"
#include "base/write-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#define MAX_MEMORIES 2000
/* Some six times what an analysis takes. */
#define MAX_BYTES (256 * 1024)
/* json-glib calls itself for every bracket; an analysis has some hundreds. */
#define MAX_BRACKETS 4000
#define EXTENSION ".json"

void
vanity_memory_free (VanityMemory *memory)
{
  g_free (memory->id);
  g_clear_pointer (&memory->when, g_date_time_unref);
  g_free (memory);
}

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "vanity", "analyses", NULL);
}

/* Ids are times and a count, as in 20260314T150926Z or 20260314T150926Z-2: no way out of the
 * folder. */
static gboolean
is_id (const char *id)
{
  gsize length = strlen (id);

  if (length < 16 || length > 24 || id[8] != 'T' || id[15] != 'Z')
    return FALSE;
  return strspn (id, "0123456789TZ-") == length;
}

static char *
get_path (const char *id)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *name = g_strconcat (id, EXTENSION, NULL);

  return g_build_filename (folder, name, NULL);
}

/* Descending: ids are in the order of time. */
static int
compare_ids (gconstpointer one, gconstpointer other)
{
  return strcmp (*(char *const *)other, *(char *const *)one);
}

static GPtrArray *
list_ids (void)
{
  g_autofree char *path = get_folder ();
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_suffix (name, EXTENSION))
      {
        g_autofree char *id = g_strndup (name, strlen (name) - strlen (EXTENSION));

        if (is_id (id))
          g_ptr_array_add (ids, g_steal_pointer (&id));
      }
  g_ptr_array_sort (ids, compare_ids);
  return ids;
}

static char *
find_free_id (GDateTime *now)
{
  g_autofree char *first = g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  char *id = g_strdup (first);

  for (int i = 2;; i++)
    {
      g_autofree char *path = get_path (id);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return id;
      g_free (id);
      id = g_strdup_printf ("%s-%d", first, i);
    }
}

static gboolean
make_folder (GError **error)
{
  g_autofree char *folder = get_folder ();

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot make this directory: %s"),
               folder, g_strerror (errno));
  return FALSE;
}

char *
vanity_history_remember (const VanityAnalysis *analysis, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) ids = list_ids ();
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *id = NULL, *path = NULL, *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GFile) file = NULL;

  if (ids->len >= MAX_MEMORIES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_LIMIT,
                   _ ("%u analyses are kept already, the most is %d"), ids->len, MAX_MEMORIES);
      return NULL;
    }
  if (!make_folder (error))
    return NULL;
  id = find_free_id (now);
  path = get_path (id);
  file = g_file_new_for_path (path);
  json = vanity_analysis_to_json (analysis);
  text = json_to_string (json, TRUE);
  bytes = g_bytes_new (text, strlen (text));
  return vanity_write_file (file, bytes, NULL, NULL, NULL, error) ? g_steal_pointer (&id) : NULL;
}

static GDateTime *
parse_time (const char *id)
{
  g_autofree char *text = g_strdup_printf ("%.15sZ", id);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return g_date_time_new_from_iso8601 (text, utc);
}

/* The text of a file that may be a memory. */
static char *
read_text (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  GStatBuf state;
  int brackets = 0;

  if (g_stat (path, &state) != 0 || !S_ISREG (state.st_mode) || state.st_size > MAX_BYTES)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("“%s” is no analysis"), path);
      return NULL;
    }
  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  for (const char *at = text; *at; at++)
    brackets += *at == '[' || *at == '{';
  if (brackets == 0 || brackets > MAX_BRACKETS)
    {
      g_set_error (error, VANITY_ERROR, VANITY_ERROR_FORMAT, _ ("“%s” is no analysis"), path);
      return NULL;
    }
  return g_steal_pointer (&text);
}

static VanityMemory *
load (const char *id, GError **error)
{
  g_autofree char *path = get_path (id), *text = read_text (path, error);
  g_autoptr (VanityMemory) memory = g_new0 (VanityMemory, 1);
  g_autoptr (JsonNode) json = text != NULL ? json_from_string (text, error) : NULL;

  if (json == NULL || !vanity_record_from_json (&memory->record, json, error))
    {
      g_prefix_error (error, "%s: ", id);
      return NULL;
    }
  memory->id = g_strdup (id);
  memory->when = parse_time (id);
  return g_steal_pointer (&memory);
}

GPtrArray *
vanity_history_list (void)
{
  GPtrArray *memories = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_memory_free);
  g_autoptr (GPtrArray) ids = list_ids ();

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (GError) error = NULL;
      VanityMemory *memory = load (ids->pdata[i], &error);

      if (memory != NULL)
        g_ptr_array_add (memories, memory);
      else
        g_debug ("%s", error->message);
    }
  return memories;
}

static gboolean
check_id (const char *id, GError **error)
{
  g_autofree char *path = is_id (id) ? get_path (id) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, _ ("no analysis “%s” is kept"), id);
  return FALSE;
}

VanityMemory *
vanity_history_find (const char *id, GError **error)
{
  return check_id (id, error) ? load (id, error) : NULL;
}

gboolean
vanity_history_forget (const char *id, GError **error)
{
  g_autofree char *path = NULL;

  if (!check_id (id, error))
    return FALSE;
  path = get_path (id);
  if (g_unlink (path) == 0)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s cannot be deleted: %s"), path,
               g_strerror (errno));
  return FALSE;
}
