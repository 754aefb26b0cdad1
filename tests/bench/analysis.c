/* What is told of a face, and how well: in numbers.
 *
 *   bench-analysis [OPTION…] [FOLDER FACES…]
 *
 * FOLDER is where labelled photos lie, and each of FACES what `vanity-train faces FOLDER` wrote of
 * them, at whatever sizes of the atlas the networks have. */
#include "analysis-concerns.h"
#include "analysis-gate.h"
#include "analysis-head.h"
#include "analysis-moves.h"
#include "analysis-times.h"
#include "analysis-worn.h"
#include "base/error.h"
#include "head/worn-network.h"
#include "skin/concern-network.h"

#include <stdio.h>

#define PAINTED 96
#define MOVED 60
#define MADE_UP 160
#define WORSE 16

static char *photo_path, *beards_path, *masks_path;
static int n_painted = PAINTED, n_moved = MOVED, n_made_up = MADE_UP, n_worse = WORSE;
static gint64 seed = 1;
static gboolean listed;

/* Sets of faces of the same photos, and where these lie. */
typedef struct
{
  const char *folder;
  GPtrArray *sets;
} Album;

/* NULL after a line, where none is of that size. */
static const VanityDataset *
find_set (const Album *album, int size, const char *what)
{
  for (guint i = 0; i < album->sets->len; i++)
    if (vanity_dataset_get_size (album->sets->pdata[i]) == size)
      return album->sets->pdata[i];
  printf ("%s: left out, no set of faces is of %d texels\n", what, size);
  return NULL;
}

static gboolean
run_concerns (const Album *album, GError **error)
{
  const VanityDataset *set
      = n_painted > 0 ? find_set (album, VANITY_CONCERN_SIZE, "Concerns of the skin") : NULL;

  return set == NULL || concerns_print (set, (guint64)seed, n_painted, error);
}

static gboolean
run_worn (const Album *album, VanityFaceFinder *finder, GError **error)
{
  const VanityDataset *set
      = n_made_up > 0 ? find_set (album, VANITY_WORN_SIDE, "What is worn") : NULL;

  return set == NULL || worn_print (set, album->folder, beards_path, finder, n_made_up, error);
}

/* A network that Vanity was built without is told, and the rest goes on. */
static gboolean
pass_over (const char *what, gboolean done, GError **error)
{
  if (done || !g_error_matches (*error, VANITY_ERROR, VANITY_ERROR_MISSING))
    return done;
  printf ("%s: left out. %s\n", what, (*error)->message);
  g_clear_error (error);
  return TRUE;
}

static gboolean
run_album (const Album *album, VanityFaceFinder *finder, GError **error)
{
  const VanityDataset *any = album->sets->pdata[0];

  return pass_over ("Concerns of the skin", run_concerns (album, error), error)
         && pass_over ("What is worn", run_worn (album, finder, error), error)
         && (masks_path == NULL
             || pass_over ("Parts of the head",
                           head_print (album->folder, masks_path, finder, listed, error), error))
         && (n_moved <= 0
             || moves_print (any, album->folder, finder, (guint64)seed, n_moved, listed, error))
         && (n_worse <= 0
             || gate_print (any, album->folder, finder, (guint64)seed, n_worse, error));
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
    { "painted", 0, 0, G_OPTION_ARG_INT, &n_painted, "Faces that concerns are painted on", "N" },
    { "made-up", 0, 0, G_OPTION_ARG_INT, &n_made_up,
      "Faces that makeup is painted on; 0: what is worn is left out", "N" },
    { "beards", 0, 0, G_OPTION_ARG_FILENAME, &beards_path,
      "Who wears a beard: lines of a photo, a tab, and “beard” or “none”", "FILE" },
    { "masks", 0, 0, G_OPTION_ARG_FILENAME, &masks_path,
      "Where masks of heads lie that were checked by hand", "FOLDER" },
    { "moved", 0, 0, G_OPTION_ARG_INT, &n_moved, "Photos that are taken otherwise", "N" },
    { "worse", 0, 0, G_OPTION_ARG_INT, &n_worse, "Photos that are made worse, for the gate", "N" },
    { "list", 0, 0, G_OPTION_ARG_NONE, &listed, "What is told of each photo, too", NULL },
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
