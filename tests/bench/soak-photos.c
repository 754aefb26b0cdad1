#include "soak-photos.h"

#include "app/document-file.h"
#include "app/export.h"
#include "app/insight.h"
#include "base/error.h"
#include "soak-process.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

/* What is still warming up is not counted. */
#define WARM 50

typedef enum
{
  OPEN,
  ANALYSE,
  LOOK,
  TRANSFER,
  SAVE,
  KEEP,
  N_STEPS
} Step;

static const char *const step_names[N_STEPS]
    = { "open", "analyse", "look", "transfer", "save", "save the document" };

typedef struct
{
  const char *folder;
  GPtrArray *looks;
  GFile *source_file;   /* the photo before, whose makeup is copied */
  GArray *ms[N_STEPS];  /* double */
  GArray *processes;    /* SoakProcess, after each photo */
  int n_faces, n_empty; /* photos with and without */
  GError *error;        /* of the step that runs */
  gpointer result;
  gboolean done;
  gint64 began;
} Soak;

static void
begin (Soak *soak)
{
  soak->done = FALSE;
  soak->result = NULL;
  g_clear_error (&soak->error);
  soak->began = g_get_monotonic_time ();
}

static void
end (Soak *soak, Step step)
{
  double ms = (double)(g_get_monotonic_time () - soak->began) / 1000;

  g_array_append_val (soak->ms[step], ms);
}

static void
on_done (gpointer result, const GError *error, gpointer user_data)
{
  Soak *soak = user_data;

  soak->done = TRUE;
  soak->result = result;
  if (error != NULL)
    soak->error = g_error_copy (error);
}

static void
wait_until_done (Soak *soak)
{
  while (!soak->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_until_ready (VanityDocument *document)
{
  while (vanity_document_get_state (document) < VANITY_DOCUMENT_READY)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_until_current (VanityDocument *document)
{
  while (!vanity_document_is_current (document))
    g_main_context_iteration (NULL, TRUE);
}

/* A photo that comes again loses some rows and columns, so that it is another one. */
static VanityDocument *
open_photo (const char *path, int turn, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (VanityImage) cut = NULL;
  VanityImage *image;
  int less = 2 * (1 + turn % 40);

  if (turn == 0)
    return vanity_document_new_for_file (file, NULL);

  photo = vanity_photo_load (file, NULL, error);
  if (photo == NULL)
    return NULL;
  image = vanity_photo_get_image (photo);
  cut = vanity_image_new (image->width - less, image->height - less, image->depth, image->space,
                          error);
  if (cut == NULL)
    return NULL;
  for (int y = 0; y < cut->height; y++)
    memcpy (vanity_image_row (cut, y), vanity_image_row (image, y),
            (gsize)cut->width * cut->depth / 2);

  return vanity_document_new_for_image (cut, vanity_photo_get_name (photo), NULL);
}

static void
analyse (Soak *soak, VanityDocument *document)
{
  g_autoptr (VanityInsight) insight = vanity_insight_new (document);

  soak_process_watch (insight);
  begin (soak);
  vanity_insight_set_wanted (insight, TRUE);
  while (vanity_insight_get_state (insight) == VANITY_INSIGHT_WORKING)
    g_main_context_iteration (NULL, TRUE);
  end (soak, ANALYSE);
}

static void
put_on (Soak *soak, VanityDocument *document, int index)
{
  begin (soak);
  vanity_document_set_look (document,
                            g_ptr_array_index (soak->looks, index % (int)soak->looks->len));
  wait_until_current (document);
  vanity_document_set_strength (document, 0.8);
  wait_until_current (document);
  end (soak, LOOK);
}

/* The photo before is read for what its face wears, which this one wears then. A photo that cannot
 * be copied from is passed over. */
static void
copy (Soak *soak, VanityDocument *document)
{
  g_autoptr (VanityDocument) before
      = soak->source_file != NULL ? vanity_document_new_for_file (soak->source_file, NULL) : NULL;
  VanityJobSlot slot = { 0 };
  g_autoptr (VanityMix) mix = NULL;

  if (before == NULL)
    return;
  wait_until_ready (before);
  if (vanity_document_get_state (before) != VANITY_DOCUMENT_READY)
    return;

  begin (soak);
  vanity_source_read (&slot, vanity_document_get_photo (before), vanity_document_get_faces (before),
                      0, "before", VANITY_SOURCE_SIDE, on_done, soak);
  wait_until_done (soak);
  if (soak->result == NULL)
    return;
  mix = vanity_mix_new (soak->result);
  vanity_source_unref (soak->result);
  vanity_document_set_mix (document, mix);
  wait_until_current (document);
  end (soak, TRANSFER);
}

static gboolean
save (Soak *soak, VanityDocument *document, GError **error)
{
  g_autoptr (GFile) photo = g_file_new_build_filename (soak->folder, "soak.jpg", NULL);
  g_autoptr (GFile) place = g_file_new_build_filename (soak->folder, "soak.vanity", NULL);
  VanityJobSlot slot = { 0 };

  begin (soak);
  vanity_export_start_save (&slot, document, photo, NULL, on_done, soak);
  wait_until_done (soak);
  end (soak, SAVE);
  g_clear_object ((GFile **)&soak->result);
  if (soak->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&soak->error));
      return FALSE;
    }

  begin (soak);
  vanity_document_start_save (&slot, document, place, (VanityKeep){ 0 }, TRUE, on_done, soak);
  wait_until_done (soak);
  end (soak, KEEP);
  if (soak->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&soak->error));
      return FALSE;
    }
  vanity_document_take_saved (document, soak->result);

  return TRUE;
}

static gboolean
work (Soak *soak, const char *path, int index, int turn, GError **error)
{
  g_autoptr (VanityDocument) document = NULL;

  begin (soak);
  document = open_photo (path, turn, error);
  if (document == NULL)
    return FALSE;
  soak_process_watch (document);
  vanity_document_set_autosaved (document, TRUE);
  wait_until_ready (document);
  end (soak, OPEN);
  if (vanity_document_get_state (document) == VANITY_DOCUMENT_NO_FACE)
    {
      soak->n_empty++;
      return TRUE;
    }
  if (vanity_document_get_state (document) != VANITY_DOCUMENT_READY)
    {
      g_propagate_error (error, g_error_copy (vanity_document_get_error (document)));
      return FALSE;
    }

  soak->n_faces++;
  analyse (soak, document);
  put_on (soak, document, index);
  copy (soak, document);
  soak_process_watch (vanity_document_get_before (document));
  soak_process_watch (vanity_document_get_after (document));

  return save (soak, document, error);
}

/* What is left when all is let go of. */
static void
measure (Soak *soak)
{
  SoakProcess process;

  while (g_main_context_iteration (NULL, FALSE))
    ;
  soak_process_measure (&process);
  g_array_append_val (soak->processes, process);
}

static double
get_memory (const SoakProcess *process)
{
  return process->memory;
}

static double
get_used (const SoakProcess *process)
{
  return process->used;
}

static double
get_files (const SoakProcess *process)
{
  return process->files;
}

static double
get_threads (const SoakProcess *process)
{
  return process->threads;
}

/* Of `n` photos in a row: a thread that ends a moment later is no leak. */
static double
get_median (Soak *soak, guint first, guint n, double (*get) (const SoakProcess *))
{
  g_autofree double *numbers = g_new (double, n);

  for (guint i = 0; i < n; i++)
    numbers[i] = get (&g_array_index (soak->processes, SoakProcess, first + i));

  return soak_median (numbers, n);
}

static void
print_left (Soak *soak)
{
  guint n = soak->processes->len;
  guint warm = MIN (WARM, n / 2), span = MAX (MIN (WARM, (n - warm) / 2), 1), late = n - span;
  const SoakProcess *last = &g_array_index (soak->processes, SoakProcess, n - 1);
  double before = get_median (soak, warm, span, get_memory);
  double after = get_median (soak, late, span, get_memory);
  double most = 0;

  for (guint i = warm; i < n; i++)
    most = MAX (most, g_array_index (soak->processes, SoakProcess, i).memory);
  printf (
      "After the first %u photos %.1f MiB are held, after all of them %.1f MiB (medians of %u); "
      "never more than %.1f MiB.\n",
      warm, before, after, span, most);
  printf ("  soak, memory grows after the first %u photos: %.1f %% (wanted: ≤ 5)\n", warm,
          100 * (after / before - 1));
  /* The rest of what is resident is what the C library cannot give back for being in pieces. */
  printf ("  soak, memory in use grows after the first %u photos: %.1f %% (wanted: ≤ 5)\n", warm,
          100
              * (get_median (soak, late, span, get_used) / get_median (soak, warm, span, get_used)
                 - 1));
  printf ("  soak, descriptors more than after the first %u: %.0f (wanted: ≤ 0)\n", warm,
          get_median (soak, late, span, get_files) - get_median (soak, warm, span, get_files));
  printf ("  soak, threads more than after the first %u: %.0f (wanted: ≤ 0)\n", warm,
          get_median (soak, late, span, get_threads) - get_median (soak, warm, span, get_threads));
  printf ("  soak, documents, findings and pictures left over: %d (wanted: ≤ 0)\n", last->objects);
  printf ("  soak, rasters left over: %.1f MiB (wanted: ≤ 0)\n", last->images);
}

static void
print_times (Soak *soak)
{
  for (int i = 0; i < N_STEPS; i++)
    {
      GArray *ms = soak->ms[i];
      double median = soak_median ((double *)ms->data, ms->len);

      if (ms->len > 0)
        printf ("  %-18s %4u times, median %6.0f ms, worst %6.0f ms\n", step_names[i], ms->len,
                median, g_array_index (ms, double, ms->len - 1));
    }
}

gboolean
soak_photos_print (const char *const *paths, int n, const char *folder, GError **error)
{
  Soak soak = { .folder = folder, .looks = vanity_look_list_shipped () };
  int n_paths = (int)g_strv_length ((char **)paths);
  gboolean ok = TRUE;

  for (int i = 0; i < N_STEPS; i++)
    soak.ms[i] = g_array_new (FALSE, FALSE, sizeof (double));
  soak.processes = g_array_new (FALSE, FALSE, sizeof (SoakProcess));
  for (int i = 0; ok && i < n; i++)
    {
      const char *path = paths[i % n_paths];

      ok = work (&soak, path, i, i / n_paths, error);
      measure (&soak);
      g_clear_object (&soak.source_file);
      soak.source_file = g_file_new_for_path (path);
      if (g_getenv ("VANITY_SOAK_WATCH") != NULL)
        {
          const SoakProcess *now = &g_array_index (soak.processes, SoakProcess, i);

          g_printerr ("%d\t%.1f MiB\t%.2f MiB\t%d files\t%d threads\t%d objects\t%.1f MiB\t%s\n",
                      i + 1, now->memory, now->used, now->files, now->threads, now->objects,
                      now->images, path);
        }
    }
  if (ok)
    {
      printf ("soak: %d photos, %d without a face\n", soak.n_faces + soak.n_empty, soak.n_empty);
      print_times (&soak);
      print_left (&soak);
    }
  for (int i = 0; i < N_STEPS; i++)
    g_array_unref (soak.ms[i]);
  g_array_unref (soak.processes);
  g_ptr_array_unref (soak.looks);
  g_clear_object (&soak.source_file);
  g_clear_error (&soak.error);

  return ok;
}
