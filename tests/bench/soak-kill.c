#include "soak-kill.h"

#include "app/autosave.h"
#include "app/vanity-file.h"
#include "base/error.h"
#include "base/random.h"
#include "catalogue/catalogue.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* The moment comes at most so long after the child began to work. */
#define LATEST_MS 6000

typedef struct
{
  int saved, autosaved; /* of so many kills the newest work was there */
  int unreadable;       /* documents, of either kind */
  int damaged;          /* catalogues */
  int leftover;         /* kills after which half a file lay beside the document */
  GArray *lost;         /* seconds of work, double */
} Kills;

/* Starts a child and waits until it works; −1 where it does not come to that. */
static pid_t
start (const char *program, const char *photo, const char *folder, gboolean pasted, int *output)
{
  const char *argv[]
      = { program, "--child", folder, pasted ? "--pasted" : photo, pasted ? photo : NULL, NULL };
  GPid child;
  char byte;

  if (!g_spawn_async_with_pipes (NULL, (char **)argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                                 &child, NULL, output, NULL, NULL))
    return -1;
  if (read (*output, &byte, 1) == 1)
    return child;
  waitpid (child, NULL, 0);
  close (*output);

  return -1;
}

/* The change that a document holds; −1 where it cannot be read, or holds none. */
static int
read_change (GFile *place, Kills *kills)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFile) file = NULL;
  g_autoptr (VanityPhoto) photo = NULL;

  if (!g_file_query_exists (place, NULL))
    return -1;
  file = vanity_file_read (place, NULL, &error);
  if (file != NULL)
    photo = vanity_file_photo_load (&file->photo, place, NULL, &error);
  if (photo == NULL || file->faces->len == 0)
    {
      printf ("A document does not open: %s\n", error != NULL ? error->message : "no face in it");
      kills->unreadable++;
      return -1;
    }

  return soak_strength_to_change (((VanityFileFace *)g_ptr_array_index (file->faces, 0))->strength);
}

/* When each change was made, by number; a line that was not finished counts for nothing. */
static GArray *
read_log (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, SOAK_LOG, NULL);
  g_autofree char *text = NULL;
  GArray *times = g_array_new (FALSE, TRUE, sizeof (gint64));
  char *at;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return times;
  for (at = text; strchr (at, '\n') != NULL; at = strchr (at, '\n') + 1)
    {
      int change;
      gint64 time;

      if (sscanf (at, "%d %" G_GINT64_FORMAT, &change, &time) != 2)
        break;
      if ((guint)change >= times->len)
        g_array_set_size (times, (guint)change + 1);
      g_array_index (times, gint64, change) = time;
    }

  return times;
}

/* Seconds of work that are gone: from the first change that is in no file to the end. */
static double
find_lost (const char *folder, int newest, gint64 end)
{
  g_autoptr (GArray) times = read_log (folder);
  guint first = (guint)(newest + 1);

  for (guint i = MAX (first, 1); i < times->len; i++)
    if (g_array_index (times, gint64, i) > 0)
      return (double)(end - g_array_index (times, gint64, i)) / G_USEC_PER_SEC;

  return 0;
}

static void
check_catalogue (const char *folder, Kills *kills)
{
  g_autofree char *path = g_build_filename (folder, SOAK_CATALOGUE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityCatalogue) catalogue = vanity_catalogue_open_bare (path, &error);

  if (catalogue != NULL && vanity_catalogue_get_trouble (catalogue) == NULL)
    return;
  kills->damaged++;
  printf ("The catalogue does not open: %s\n",
          error != NULL ? error->message : vanity_catalogue_get_trouble (catalogue));
}

static void
look_for_leftovers (const char *path, Kills *kills)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;
  gboolean any = FALSE;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, ".vanity-"))
      {
        g_autofree char *file = g_build_filename (path, name, NULL);

        any = TRUE;
        g_unlink (file);
      }
  kills->leftover += any;
}

/* What is there after a kill is looked at, and cleared away. */
static void
look (const char *folder, gint64 end, Kills *kills)
{
  g_autoptr (GFile) place = g_file_new_build_filename (folder, SOAK_DOCUMENT, NULL);
  g_autoptr (GPtrArray) rescues = vanity_rescue_list ();
  int saved = read_change (place, kills), kept = -1;
  double lost;

  while (rescues->len > 0)
    {
      VanityRescue *rescue = g_ptr_array_steal_index (rescues, 0);

      kept = MAX (kept, read_change (rescue->place, kills));
      vanity_rescue_discard (rescue);
    }
  kills->saved += saved > kept;
  kills->autosaved += kept > saved;
  lost = find_lost (folder, MAX (saved, kept), end);
  g_array_append_val (kills->lost, lost);
  check_catalogue (folder, kills);
  look_for_leftovers (folder, kills);
  g_file_delete (place, NULL, NULL);
}

static void
print (const Kills *kills, int n)
{
  double worst = 0, all = 0;

  for (guint i = 0; i < kills->lost->len; i++)
    {
      all += g_array_index (kills->lost, double, i);
      worst = MAX (worst, g_array_index (kills->lost, double, i));
    }
  printf ("soak: %d kills; the newest work was in the document %d times, in what was saved by "
          "itself %d times; %.1f s were lost on average\n",
          n, kills->saved, kills->autosaved, n > 0 ? all / n : 0);
  printf ("  soak, documents that do not open after a kill: %d (wanted: ≤ 0)\n", kills->unreadable);
  printf ("  soak, catalogues that do not open after a kill: %d (wanted: ≤ 0)\n", kills->damaged);
  printf ("  soak, kills that left half a file beside the document: %d (wanted: ≤ 0)\n",
          kills->leftover);
  printf ("  soak, work lost by a kill, the worst: %.1f s (wanted: ≤ 5)\n", worst);
}

gboolean
soak_kill_print (const char *program, const char *photo, int n, const char *folder, GError **error)
{
  Kills kills = { .lost = g_array_new (FALSE, FALSE, sizeof (double)) };
  VanityRandom random;
  gboolean ok = TRUE;

  vanity_random_init (&random, 20260314);
  for (int i = 0; ok && i < n; i++)
    {
      int output = -1;
      pid_t child = start (program, photo, folder, i % 2 == 1, &output);
      gint64 end;

      if (child < 0)
        {
          g_set_error (error, VANITY_ERROR, VANITY_ERROR_FILE, "the child does not work: %s",
                       program);
          ok = FALSE;
          break;
        }
      g_usleep ((gulong)vanity_random_index (&random, LATEST_MS) * 1000);
      kill (child, SIGKILL);
      end = g_get_monotonic_time ();
      waitpid (child, NULL, 0);
      close (output);
      look (folder, end, &kills);
    }
  if (ok)
    print (&kills, n);
  g_array_unref (kills.lost);

  return ok;
}
