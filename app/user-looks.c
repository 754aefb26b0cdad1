#include "app/user-looks.h"

#include "base/error.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdlib.h>

/* Ids are PREFIX and a number, the names of the files too: what was saved later has the greater. */
#define PREFIX "own-"
/* Far more than anybody looks through. */
#define MAX_LOOKS 500

static char *
get_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "vanity", "looks", NULL);
}

static GFile *
get_file (const char *id)
{
  g_autofree char *folder = get_folder ();
  g_autofree char *name = g_strconcat (id, ".json", NULL);

  return g_file_new_build_filename (folder, name, NULL);
}

/* −1 for other names. */
static int
parse_number (const char *name)
{
  const char *digits = name + strlen (PREFIX);
  char *end;
  long number;

  if (!g_str_has_prefix (name, PREFIX) || !g_ascii_isdigit (*digits))
    return -1;
  number = strtol (digits, &end, 10);

  return strcmp (end, ".json") == 0 && number < G_MAXINT ? (int)number : -1;
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  int one = *(const int *)a, other = *(const int *)b;

  return (one < other) - (one > other);
}

/* Descending. */
static GArray *
list_numbers (void)
{
  g_autofree char *path = get_folder ();
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (int));

  for (const char *name = folder != NULL ? g_dir_read_name (folder) : NULL; name != NULL;
       name = g_dir_read_name (folder))
    {
      int number = parse_number (name);

      if (number >= 0)
        g_array_append_val (numbers, number);
    }
  g_array_sort (numbers, compare_numbers);

  return numbers;
}

GPtrArray *
vanity_user_looks_list (void)
{
  g_autoptr (GArray) numbers = list_numbers ();
  GPtrArray *looks = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_look_unref);

  for (guint i = 0; i < MIN (numbers->len, MAX_LOOKS); i++)
    {
      g_autofree char *id = g_strdup_printf (PREFIX "%d", g_array_index (numbers, int, i));
      g_autoptr (GFile) file = get_file (id);
      g_autoptr (GError) error = NULL;
      VanityLook *look = vanity_look_load (file, &error);

      if (look == NULL)
        {
          g_warning ("%s", error->message);
          continue;
        }
      /* Who renames a file means another look. */
      g_free (look->id);
      look->id = g_steal_pointer (&id);
      g_ptr_array_add (looks, look);
    }

  return looks;
}

gboolean
vanity_user_looks_has (const VanityLook *look)
{
  return g_str_has_prefix (look->id, PREFIX);
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

VanityLook *
vanity_user_looks_save (const VanityLook *look, const char *name, GError **error)
{
  g_autoptr (GArray) numbers = list_numbers ();
  g_autoptr (VanityLook) own = vanity_look_copy (look);

  g_free (own->id);
  own->id
      = g_strdup_printf (PREFIX "%d", numbers->len > 0 ? g_array_index (numbers, int, 0) + 1 : 1);
  g_free (own->name);
  own->name = g_strdup (name);

  return vanity_user_looks_restore (own, error) ? g_steal_pointer (&own) : NULL;
}

gboolean
vanity_user_looks_restore (const VanityLook *look, GError **error)
{
  g_autoptr (GFile) file = get_file (look->id);

  return make_folder (error) && vanity_look_save (look, file, error);
}

gboolean
vanity_user_looks_remove (const VanityLook *look, GError **error)
{
  g_autoptr (GFile) file = get_file (look->id);
  const char *path = g_file_peek_path (file);

  if (g_unlink (path) == 0)
    return TRUE;
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot remove this file: %s"), path,
               g_strerror (errno));

  return FALSE;
}
