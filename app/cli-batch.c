#include "cli-batch.h"

#include "base/error.h"
#include "cli-batch-log.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What a photo takes at most, its renderer included: two thirds more than was seen of one of
 * sixteen bits, filled by a face and pictured before and after. */
#define MEMORY_PER_PIXEL 64
#define MEMORY_PER_PHOTO (G_GUINT64_CONSTANT (64) << 20)
/* Of one that does not say how large it is. */
#define UNKNOWN_PIXELS (G_GUINT64_CONSTANT (24) << 20)

#define BAR_WIDTH 30

static void
item_free (gpointer data)
{
  VanityBatchItem *item = data;

  g_free (item->path);
  g_free (item->output);
  g_free (item->text);
  g_free (item->note);
  g_clear_error (&item->error);
  g_free (item);
}

void
vanity_batch_free (VanityBatch *batch)
{
  g_clear_pointer (&batch->log, vanity_batch_log_free);
  g_ptr_array_unref (batch->items);
  g_free (batch);
}

gboolean
vanity_batch_take_options (VanityBatch *batch, const VanityBatchOptions *options,
                           VanityExit *status)
{
  if (!vanity_batch_log_open (options, batch, &batch->log, status))
    return FALSE;
  batch->json = options->json;
  return TRUE;
}

static gboolean
has_extension (const char *name, const char *const *extensions)
{
  const char *dot = strrchr (name, '.');

  for (; dot && *extensions; extensions++)
    if (g_ascii_strcasecmp (dot + 1, *extensions) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_readable_photo (const char *name)
{
  static const char *const extensions[]
      = { "jpg", "jpeg", "png", "webp", "tif", "tiff", "heic", "heif", "avif", "gif", "bmp", NULL };

  return name[0] != '.' && has_extension (name, extensions);
}

static char *
get_result_name (const char *path)
{
  static const char *const extensions[] = { "jpg", "jpeg", "png", "webp", "tif", "tiff", NULL };
  g_autofree char *base = g_path_get_basename (path);
  char *dot = strrchr (base, '.');

  if (has_extension (base, extensions))
    return g_steal_pointer (&base);
  if (dot && dot != base)
    *dot = '\0';
  return g_strconcat (base, ".png", NULL);
}

static void
add_photo (VanityBatch *batch, char *path)
{
  VanityBatchItem *item = g_new0 (VanityBatchItem, 1);

  item->path = path;
  g_ptr_array_add (batch->items, item);
}

static int
compare_names (gconstpointer one, gconstpointer other)
{
  return strcmp (*(char *const *)one, *(char *const *)other);
}

static gboolean
add_directory (VanityBatch *batch, const char *path, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *name;

  if (!dir)
    return FALSE;
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      if (is_readable_photo (name) && g_file_test (file, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (names, g_steal_pointer (&file));
    }
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    add_photo (batch, names->pdata[i]);
  return TRUE;
}

static gboolean
is_same_file (const char *one, const char *other)
{
  GStatBuf a, b;

  return g_stat (one, &a) == 0 && g_stat (other, &b) == 0 && a.st_dev == b.st_dev
         && a.st_ino == b.st_ino;
}

gboolean
vanity_batch_spare (const VanityBatch *batch, const char *path, const char *beside)
{
  gboolean spared = !beside || !is_same_file (path, beside);

  for (guint i = 0; spared && i < batch->items->len; i++)
    spared = !is_same_file (path, ((VanityBatchItem *)batch->items->pdata[i])->output);
  if (!spared)
    vanity_cli_usage (_ ("%s would be overwritten by a result"), path);
  return spared;
}

/* Gives every photo its result's path. */
static gboolean
assign_outputs (VanityBatch *batch, const char *output, VanityExit *status)
{
  gboolean into_directory = batch->is_many || g_file_test (output, G_FILE_TEST_IS_DIR)
                            || g_str_has_suffix (output, G_DIR_SEPARATOR_S);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < batch->items->len; i++)
    {
      VanityBatchItem *item = batch->items->pdata[i];
      const char *rival;

      if (into_directory)
        {
          g_autofree char *name = get_result_name (item->path);
          item->output = g_build_filename (output, name, NULL);
        }
      else
        item->output = g_strdup (output);
      rival = g_hash_table_lookup (taken, item->output);
      if (rival)
        {
          *status = vanity_cli_usage (_ ("%s and %s would both be written to %s"), rival,
                                      item->path, item->output);
          return FALSE;
        }
      if (is_same_file (item->path, item->output))
        {
          *status = vanity_cli_usage (_ ("%s would be overwritten by its own result"), item->path);
          return FALSE;
        }
      g_hash_table_insert (taken, item->output, item->path);
    }
  if (into_directory && g_mkdir_with_parents (output, 0777) != 0)
    {
      g_autoptr (GError) error
          = g_error_new (VANITY_ERROR, VANITY_ERROR_FILE, _ ("%s: cannot make this directory: %s"),
                         output, g_strerror (errno));
      *status = vanity_cli_fail (error);
      return FALSE;
    }
  return TRUE;
}

VanityBatch *
vanity_batch_new (char **names, const char *output, VanityExit *status)
{
  g_autoptr (VanityBatch) batch = g_new0 (VanityBatch, 1);

  batch->items = g_ptr_array_new_with_free_func (item_free);
  if (!names[0])
    {
      *status = vanity_cli_usage (_ ("no photo is named"));
      return NULL;
    }
  batch->is_many = names[1] != NULL;
  for (; *names; names++)
    {
      g_autoptr (GError) error = NULL;

      if (!**names)
        {
          *status = vanity_cli_usage (_ ("the name of a photo is empty"));
          return NULL;
        }
      if (!g_file_test (*names, G_FILE_TEST_IS_DIR))
        {
          add_photo (batch, g_strdup (*names));
          continue;
        }
      batch->is_many = TRUE;
      if (!add_directory (batch, *names, &error))
        {
          *status = vanity_cli_fail (error);
          return NULL;
        }
    }
  if (batch->items->len == 0)
    {
      g_autoptr (GError) error = g_error_new (VANITY_ERROR, VANITY_ERROR_FILE,
                                              _ ("%s: there is no photo in it"), names[-1]);
      *status = vanity_cli_fail (error);
      return NULL;
    }
  if (output && !assign_outputs (batch, output, status))
    return NULL;
  return g_steal_pointer (&batch);
}

typedef struct
{
  VanityBatch *batch;
  VanityBatchFunc func;
  gpointer data;
  GCancellable *cancellable;
  gboolean has_bar;

  gint next; /* the photo that no thread has taken yet; atomic */

  GMutex lock; /* for all below, and for both outputs */
  GCond room;  /* a photo is done with, and its memory free */
  guint64 memory, memory_taken;
  guint n_done, n_failed, n_before;
  guint n_printed;
  gboolean output_failed;
} Run;

static void
clear_bar (Run *run)
{
  if (run->has_bar)
    fputs ("\r\033[K", stderr);
}

static void
draw_bar (Run *run)
{
  guint n_items = run->batch->items->len;
  guint n_past = run->n_done + run->n_failed + run->n_before;
  int filled = (int)(BAR_WIDTH * n_past / n_items);

  if (!run->has_bar)
    return;
  fputs ("\r[", stderr);
  for (int i = 0; i < BAR_WIDTH; i++)
    fputc (i < filled ? '#' : '.', stderr);
  fprintf (stderr, "] %u/%u", n_past, n_items);
  fflush (stderr);
}

/* Prints what is ready, but never a photo before those named ahead of it. */
static void
print_texts (Run *run)
{
  GPtrArray *items = run->batch->items;

  for (; run->n_printed < items->len; run->n_printed++)
    {
      VanityBatchItem *item = items->pdata[run->n_printed];

      if (!item->done)
        break;
      if (item->text && !run->output_failed && vanity_cli_print (item->text) != VANITY_EXIT_DONE)
        {
          run->output_failed = TRUE;
          g_cancellable_cancel (run->cancellable);
        }
      g_clear_pointer (&item->text, g_free);
    }
}

/* To the log, where there is one, and then to nowhere else. A log that cannot be written ends the
 * work: what is not in it would be done again. */
static void
log_item (Run *run, VanityBatchItem *item, gboolean ok)
{
  g_autoptr (GError) error = NULL;
  gboolean cancelled = g_error_matches (item->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (!run->batch->log)
    {
      if (!ok && !cancelled && run->batch->json && run->batch->is_many)
        item->text = vanity_batch_dup_failure (item);
      return;
    }
  if (!cancelled && !run->output_failed
      && !vanity_batch_log_add (run->batch->log, item, ok, &error))
    {
      run->output_failed = TRUE;
      vanity_cli_fail (error);
      g_cancellable_cancel (run->cancellable);
    }
  g_clear_pointer (&item->text, g_free);
}

static void
skip_item (Run *run, VanityBatchItem *item)
{
  g_mutex_lock (&run->lock);
  clear_bar (run);
  item->done = TRUE;
  run->n_before++;
  draw_bar (run);
  g_mutex_unlock (&run->lock);
}

static void
finish_item (Run *run, VanityBatchItem *item, gboolean ok)
{
  g_mutex_lock (&run->lock);
  clear_bar (run);
  item->done = TRUE;
  if (ok && item->note)
    g_printerr ("%s: %s\n", item->path, item->note);
  if (ok)
    run->n_done++;
  else if (!g_error_matches (item->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      run->n_failed++;
      vanity_cli_name_file (&item->error, item->path);
      vanity_cli_fail (item->error);
    }
  log_item (run, item, ok);
  print_texts (run);
  draw_bar (run);
  g_mutex_unlock (&run->lock);
}

static guint64
estimate_memory (const char *path)
{
  int width = 0, height = 0;
  guint64 pixels = UNKNOWN_PIXELS;

  /* A pipe would be waited for. */
  if (g_file_test (path, G_FILE_TEST_IS_REGULAR) && gdk_pixbuf_get_file_info (path, &width, &height)
      && width > 0 && height > 0)
    pixels = (guint64)width * (guint64)height;
  return MEMORY_PER_PHOTO + pixels * MEMORY_PER_PIXEL;
}

/* Waits until there is room; a photo that alone is too large goes when no other is at work. */
static void
take_memory (Run *run, guint64 memory)
{
  g_mutex_lock (&run->lock);
  while (run->memory_taken > 0 && run->memory_taken + memory > run->memory)
    g_cond_wait (&run->room, &run->lock);
  run->memory_taken += memory;
  g_mutex_unlock (&run->lock);
}

static void
give_memory (Run *run, guint64 memory)
{
  g_mutex_lock (&run->lock);
  run->memory_taken -= memory;
  g_cond_broadcast (&run->room);
  g_mutex_unlock (&run->lock);
}

static void
work (Run *run, VanityFaceFinder *finder)
{
  for (;;)
    {
      gint index = g_atomic_int_add (&run->next, 1);
      VanityBatchItem *item;
      guint64 memory;
      gint64 start;
      gboolean ok;

      if (index >= (gint)run->batch->items->len || g_cancellable_is_cancelled (run->cancellable))
        return;
      item = run->batch->items->pdata[index];
      if (run->batch->log && vanity_batch_log_has (run->batch->log, item))
        {
          skip_item (run, item);
          continue;
        }
      memory = estimate_memory (item->path);
      take_memory (run, memory);
      start = g_get_monotonic_time ();
      ok = run->func (item, finder, run->data, run->cancellable, &item->error);
      item->ms = (g_get_monotonic_time () - start) / 1000;
      give_memory (run, memory);
      finish_item (run, item, ok);
    }
}

static gpointer
work_on_thread (gpointer data)
{
  Run *run = data;
  g_autoptr (VanityFaceFinder) finder
      = run->batch->by_service ? NULL : vanity_face_finder_new (NULL);

  /* The first finder could be made, so this fails for want of memory: fewer hands, same work. */
  if (finder || run->batch->by_service)
    work (run, finder);
  return NULL;
}

/* Waits for an interrupt and turns it into a cancellation, so that a file being written is not
 * left behind. A second one ends the program at once. */
static gpointer
watch_signals (gpointer data)
{
  GCancellable *cancellable = data;
  sigset_t set;
  int signal;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigwait (&set, &signal);
  g_cancellable_cancel (cancellable);
  sigwait (&set, &signal);
  _exit (VANITY_EXIT_FAILED);
}

GCancellable *
vanity_batch_watch_signals (void)
{
  static GCancellable *cancellable;
  sigset_t set;

  if (cancellable)
    return cancellable;
  cancellable = g_cancellable_new ();
  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  g_thread_unref (g_thread_new ("signals", watch_signals, cancellable));
  return cancellable;
}

static VanityExit
conclude (Run *run)
{
  guint n_items = run->batch->items->len;

  clear_bar (run);
  if (run->batch->is_many)
    g_printerr (
        ngettext ("%u photo: %u done, %u failed\n", "%u photos: %u done, %u failed\n", n_items),
        n_items, run->n_done, run->n_failed);
  if (run->n_before > 0)
    g_printerr (
        ngettext ("%u photo was done before\n", "%u photos were done before\n", run->n_before),
        run->n_before);
  if (run->output_failed || run->n_failed > 0)
    return VANITY_EXIT_FAILED;
  if (run->n_done + run->n_before < n_items)
    {
      g_printerr (_ ("%s: interrupted\n"), g_get_prgname ());
      return VANITY_EXIT_FAILED;
    }
  return VANITY_EXIT_DONE;
}

VanityExit
vanity_batch_run (VanityBatch *batch, VanityBatchFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFaceFinder) finder = NULL;
  GCancellable *cancellable = vanity_batch_watch_signals ();
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();
  Run run = { .batch = batch, .func = func, .data = data, .cancellable = cancellable };
  guint n_threads = MIN (g_get_num_processors (), batch->items->len);
  VanityExit status;

  if (!batch->by_service && !(finder = vanity_face_finder_new (&error)))
    return vanity_cli_fail (error);
  run.memory = (guint64)sysconf (_SC_PHYS_PAGES) * (guint64)sysconf (_SC_PAGESIZE) / 2;
  g_cond_init (&run.room);
  run.has_bar = batch->is_many && isatty (STDERR_FILENO);
  g_mutex_init (&run.lock);

  draw_bar (&run);
  for (guint i = 1; i < n_threads; i++)
    g_ptr_array_add (threads, g_thread_new ("photos", work_on_thread, &run));
  work (&run, finder);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (threads->pdata[i]);

  status = conclude (&run);
  g_cond_clear (&run.room);
  g_mutex_clear (&run.lock);
  return status;
}
