/* A long day: many photos in one process, and a process that is killed again and again.
 *
 *   bench-soak [OPTION…] PHOTO… */
#include "base/arenas.h"
#include "base/random.h"
#include "folder.h"
#include "soak-kill.h"
#include "soak-photos.h"

#include <stdio.h>
#include <string.h>

#define PHOTOS 500
#define KILLS 100

static int n_photos = PHOTOS, n_kills = KILLS;
static char *child_folder, *photo_folder;
static gboolean pasted;
static char **paths;

/* Nothing of the person who runs this is read or changed. */
static void
live_in (const char *folder)
{
  g_autofree char *state = g_build_filename (folder, "state", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* In an order that is the same each time, and has nothing to do with where they are from: the first
 * are then like the last. */
static void
mix (GPtrArray *list)
{
  VanityRandom random;

  vanity_random_init (&random, 20260314);
  for (guint i = list->len; i > 1; i--)
    {
      guint other = (guint)vanity_random_index (&random, (int)i);
      gpointer swapped = list->pdata[other];

      list->pdata[other] = list->pdata[i - 1];
      list->pdata[i - 1] = swapped;
    }
}

/* The photos that were named, and those of the folder. */
static GPtrArray *
list_photos (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = photo_folder != NULL ? g_dir_open (photo_folder, 0, NULL) : NULL;
  const char *name;

  for (int i = 0; paths != NULL && paths[i] != NULL; i++)
    g_ptr_array_add (list, g_strdup (paths[i]));
  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    g_ptr_array_add (list, g_build_filename (photo_folder, name, NULL));
  if (folder != NULL)
    {
      g_ptr_array_sort (list, compare_names);
      mix (list);
    }

  return list;
}

static gboolean
run (const char *program, const char *folder, GPtrArray *photos, GError **error)
{
  if (n_kills > 0 && !soak_kill_print (program, paths[0], n_kills, folder, error))
    return FALSE;
  fflush (stdout);
  g_ptr_array_add (photos, NULL);

  return n_photos == 0
         || soak_photos_print ((const char *const *)photos->pdata, n_photos, folder, error);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "photos", 0, 0, G_OPTION_ARG_INT, &n_photos, "So many photos in one process", "N" },
    { "kills", 0, 0, G_OPTION_ARG_INT, &n_kills, "So many kills", "N" },
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &photo_folder, "Where more photos lie", "FOLDER" },
    { "child", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_FILENAME, &child_folder, NULL, NULL },
    { "pasted", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &pasted, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("PHOTO…");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) photos = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  char *folder;
  gboolean done;

  vanity_arenas_limit (); /* as the programs do */
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || paths == NULL || n_photos < 0
      || n_kills < 0)
    {
      g_printerr ("bench-soak: %s\n", error != NULL ? error->message : "a photo is wanted");
      return 2;
    }
  if (child_folder != NULL)
    {
      live_in (child_folder);
      return soak_child_run (paths[0], child_folder, pasted);
    }

  photos = list_photos ();
  folder = fixture_folder ();
  live_in (folder);
  done = run (program, folder, photos, &error);
  fixture_remove (folder);
  g_strfreev (paths);
  if (!done)
    g_printerr ("bench-soak: %s\n", error->message);

  return done ? 0 : 1;
}
