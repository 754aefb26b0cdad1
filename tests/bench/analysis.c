/* What is told of a face, and how well: in numbers.
 *
 *   bench-analysis [OPTION…] [FOLDER FACES…]
 *
 * FOLDER is where labelled photos lie, and each of FACES what `vanity-train faces FOLDER` wrote of
 * them, at whatever sizes of the atlas the networks have. */
#include "analysis-moves.h"
#include "analysis-times.h"

#include <stdio.h>

#define MOVED 60

static char *photo_path;
static int n_moved = MOVED;
static gint64 seed = 1;
static gboolean listed;

/* Sets of faces of the same photos, and where these lie. */
typedef struct
{
  const char *folder;
  GPtrArray *sets;
} Album;

static gboolean
run_album (const Album *album, VanityFaceFinder *finder, GError **error)
{
  return n_moved <= 0
         || moves_print (album->sets->pdata[0], album->folder, finder, (guint64)seed, n_moved,
                         listed, error);
}

static gboolean
open_sets (char **names, GPtrArray *sets, GError **error)
{
  for (; *names != NULL; names++)
    {
      VanityDataset *set = vanity_dataset_open (*names, error);

      if (set == NULL)
        return FALSE;
      g_ptr_array_add (sets, set);
    }
  return TRUE;
}

static gboolean
run (char **names, GError **error)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify)vanity_dataset_free);
  g_autoptr (VanityFaceFinder) finder = vanity_face_finder_new (error);
  Album album = { names[0], sets };

  if (finder == NULL)
    return FALSE;
  if (names[0] == NULL)
    printf ("There are no labelled photos here: only times are taken.\n");
  else if (!open_sets (names + 1, sets, error) || !run_album (&album, finder, error))
    return FALSE;
  if (photo_path == NULL)
    return TRUE;
  g_autoptr (GFile) photo = g_file_new_for_commandline_arg (photo_path);
  return analysis_times_print (finder, photo, error);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "moved", 0, 0, G_OPTION_ARG_INT, &n_moved, "Photos that are taken otherwise", "N" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &listed, "What is told of each of them, too", NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Of what is drawn", "S" },
    { "photo", 0, 0, G_OPTION_ARG_FILENAME, &photo_path, "Take times on this one", "FILE" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[FOLDER FACES…]");
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("bench-analysis: %s\n", error->message);
      return 2;
    }
  if (argc == 2)
    {
      g_printerr ("Usage: bench-analysis [OPTION…] [FOLDER FACES…]\n");
      return 2;
    }
  setvbuf (stdout, NULL, _IOLBF, 0);
  if (!run (argv + 1, &error))
    {
      g_printerr ("bench-analysis: %s\n", error->message);
      return 1;
    }
  return 0;
}
