#include "soak-kill.h"

#include "app/document-file.h"
#include "catalogue/catalogue.h"
#include "made-shades.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Between two changes, and of how many one is followed by saving. */
#define CHANGE_MS 40
#define SAVE_EVERY 30
#define SHADES_EVERY 5
#define SHADES 20

double
soak_change_to_strength (int change)
{
  return (change % SOAK_CHANGES + 1) / (double)(SOAK_CHANGES + 1);
}

int
soak_strength_to_change (double strength)
{
  return (int)lround (strength * (SOAK_CHANGES + 1)) - 1;
}

typedef struct
{
  VanityDocument *document;
  VanityCatalogue *catalogue;
  GFile *place;
  VanityJobSlot saving;
  int log;
  int change;
} Child;

static void
on_saved (gpointer result, const GError *error, gpointer user_data)
{
  Child *child = user_data;

  if (result == NULL)
    g_printerr ("bench-soak: %s\n", error->message);
  else
    vanity_document_take_saved (child->document, result);
}

/* Told with its time as soon as it is done, in one write that is there whatever comes then. */
static void
tell (Child *child)
{
  char line[64];
  int n = g_snprintf (line, sizeof line, "%d %" G_GINT64_FORMAT "\n", child->change,
                      g_get_monotonic_time ());

  if (write (child->log, line, (size_t)n) != n)
    _exit (1);
}

static gboolean
on_change (gpointer user_data)
{
  Child *child = user_data;

  child->change++;
  vanity_document_set_strength (child->document, soak_change_to_strength (child->change));
  vanity_document_settle (child->document);
  tell (child);
  if (child->change % SAVE_EVERY == 0 && !vanity_job_slot_is_busy (&child->saving))
    vanity_document_start_save (&child->saving, child->document, child->place, (VanityKeep){ 0 },
                                TRUE, on_saved, child);
  if (child->change % SHADES_EVERY == 0)
    made_shades_add (child->catalogue, 1, (guint)child->change * SHADES,
                     (guint)(child->change + 1) * SHADES);

  return child->change < SOAK_CHANGES - 1;
}

static VanityDocument *
open_photo (const char *path, gboolean pasted)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityLook) look = vanity_look_find ("red-lip", NULL);
  g_autoptr (VanityPhoto) photo = NULL;

  if (!pasted)
    return vanity_document_new_for_file (file, look);
  photo = vanity_photo_load (file, NULL, NULL);

  return photo != NULL
             ? vanity_document_new_for_image (vanity_photo_get_image (photo), "Pasted", look)
             : NULL;
}

int
soak_child_run (const char *photo, const char *folder, gboolean pasted)
{
  g_autofree char *log = g_build_filename (folder, SOAK_LOG, NULL);
  g_autofree char *catalogue = g_build_filename (folder, SOAK_CATALOGUE, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Child child = { .document = open_photo (photo, pasted),
                  .catalogue = vanity_catalogue_open_bare (catalogue, NULL),
                  .place = g_file_new_build_filename (folder, SOAK_DOCUMENT, NULL),
                  .log = open (log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0600) };

  if (child.document == NULL || child.catalogue == NULL || child.log < 0)
    return 1;
  while (vanity_document_get_state (child.document) < VANITY_DOCUMENT_READY)
    g_main_context_iteration (NULL, TRUE);
  if (vanity_document_get_state (child.document) != VANITY_DOCUMENT_READY)
    return 1;

  vanity_document_set_autosaved (child.document, TRUE);
  g_print ("ready\n");
  fflush (stdout);
  g_timeout_add (CHANGE_MS, on_change, &child);
  g_main_loop_run (loop);

  return 0;
}
