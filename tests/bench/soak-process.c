#include "soak-process.h"

#include "image/image.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static double
read_memory (void)
{
  g_autofree char *text = NULL;
  const char *field;

  /* In pages: the whole, and what of it is resident. */
  if (!g_file_get_contents ("/proc/self/statm", &text, NULL, NULL)
      || (field = strchr (text, ' ')) == NULL)
    return 0;

  return strtod (field, NULL) * (double)sysconf (_SC_PAGESIZE) / (1 << 20);
}

static int
count_entries (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  int n = 0;

  while (folder != NULL && g_dir_read_name (folder) != NULL)
    n++;

  return n;
}

static int watched;

static void
on_gone (gpointer data, GObject *object)
{
  watched--;
}

void
soak_process_watch (gpointer object)
{
  if (object == NULL)
    return;

  watched++;
  g_object_weak_ref (object, on_gone, NULL);
}

void
soak_process_measure (SoakProcess *process)
{
  struct mallinfo2 info;

  malloc_trim (0);
  info = mallinfo2 ();
  process->memory = read_memory ();
  process->used = (double)(info.uordblks + info.hblkhd) / (1 << 20);
  /* Without the one that reads the folder. */
  process->files = count_entries ("/proc/self/fd") - 1;
  process->threads = count_entries ("/proc/self/task");
  process->objects = watched;
  process->images = (double)vanity_image_get_memory () / (1 << 20);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return (one > other) - (one < other);
}

double
soak_median (double *numbers, guint n)
{
  qsort (numbers, n, sizeof *numbers, compare);

  return n > 0 ? numbers[n / 2] : 0;
}
