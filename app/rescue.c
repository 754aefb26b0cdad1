/* What a crash left, found when the program starts. */
#include "app/autosave.h"
#include "app/vanity-file.h"
#include "base/error.h"

#include <glib/gstdio.h>
#include <string.h>

/* More than anybody works on at once. */
#define MAX_RESCUES 50

void
vanity_rescue_free (VanityRescue *rescue)
{
  g_clear_pointer (&rescue->lock, vanity_lock_free);
  g_clear_object (&rescue->place);
  g_clear_pointer (&rescue->when, g_date_time_unref);
  g_free (rescue->id);
  g_free (rescue->name);
  g_free (rescue);
}

void
vanity_rescue_discard (VanityRescue *rescue)
{
  g_autofree char *folder = vanity_autosave_get_path (rescue->id, NULL);

  vanity_autosave_erase (rescue->id);
  g_clear_pointer (&rescue->lock, vanity_lock_free);
  g_rmdir (folder);
  vanity_rescue_free (rescue);
}

static char *
name_document (const VanityFile *file)
{
  g_autoptr (GFile) place = file->document != NULL ? g_file_new_for_uri (file->document) : NULL;
  g_autofree char *base = place != NULL ? g_file_get_basename (place) : NULL;

  return base != NULL ? g_filename_display_name (base) : g_strdup (file->photo.name);
}

static GDateTime *
query_time (GFile *place)
{
  g_autoptr (GFileInfo) info = g_file_query_info (place, G_FILE_ATTRIBUTE_TIME_MODIFIED,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr (GDateTime) utc = info != NULL ? g_file_info_get_modification_date_time (info) : NULL;

  return utc != NULL ? g_date_time_to_local (utc) : g_date_time_new_now_local ();
}

/* Whether it will not be read another time either, unlike one that a newer Vanity wrote, or a disk
 * did not give. */
static gboolean
is_lost (const char *path, const GError *error)
{
  return !g_file_test (path, G_FILE_TEST_EXISTS)
         || g_error_matches (error, VANITY_ERROR, VANITY_ERROR_FORMAT)
         || g_error_matches (error, VANITY_ERROR, VANITY_ERROR_VALUE);
}

/* NULL where a living process has it, or there was nothing to keep. */
static VanityRescue *
find (const char *id)
{
  g_autofree char *lock_path = vanity_autosave_get_path (id, VANITY_AUTOSAVE_LOCK);
  g_autofree char *path = vanity_autosave_get_path (id, VANITY_AUTOSAVE_DOCUMENT);
  VanityLock *lock = vanity_lock_take_path (lock_path);
  VanityRescue *rescue;
  g_autoptr (VanityFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (lock == NULL)
    return NULL;

  rescue = g_new0 (VanityRescue, 1);
  rescue->id = g_strdup (id);
  rescue->lock = lock;
  rescue->place = g_file_new_for_path (path);
  file = vanity_file_read (rescue->place, NULL, &error);
  if (file == NULL)
    {
      if (is_lost (path, error))
        vanity_rescue_discard (rescue);
      else
        vanity_rescue_free (rescue);
      return NULL;
    }
  rescue->name = name_document (file);
  rescue->when = query_time (rescue->place);

  return rescue;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const VanityRescue *one = *(const VanityRescue *const *)a;
  const VanityRescue *other = *(const VanityRescue *const *)b;

  return g_date_time_compare (other->when, one->when);
}

GPtrArray *
vanity_rescue_list (void)
{
  g_autofree char *path = vanity_autosave_get_path (NULL, NULL);
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  GPtrArray *rescues = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_rescue_free);
  const char *name;

  while (folder != NULL && rescues->len < MAX_RESCUES && (name = g_dir_read_name (folder)) != NULL)
    if (g_uuid_string_is_valid (name))
      {
        VanityRescue *rescue = find (name);

        if (rescue != NULL)
          g_ptr_array_add (rescues, rescue);
      }
  g_ptr_array_sort (rescues, compare_times);

  return rescues;
}
