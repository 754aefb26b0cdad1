/* From a camera's photo to the first makeover on the screen, to the exported file; a slider's step;
 * the memory it takes. Usage: bench-photo PHOTO LOOK. */
#include "image/photo.h"
#include "face/finder.h"
#include "makeup/render.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/resource.h>

#define ROUNDS 3
#define STEPS 40
/* Of the preview that the window shows. */
#define PREVIEW_SIDE 1600

typedef enum
{
  LOAD,
  PREVIEW,
  FIND,
  PREPARE,
  FIRST, /* the sum of the above */
  RENDER,
  SAVE,
  EXPORT, /* the sum of these two */
  STEP,
  N_TIMES
} Time;

static double
lap (gint64 *since)
{
  gint64 now = g_get_monotonic_time ();
  double ms = (double)(now - *since) / 1000.0;

  *since = now;
  return ms;
}

/* The quickest of many steps of the slider, as a drag makes them: into the picture shown. */
static double
time_step (VanityRenderer *renderer, VanityImage *shown)
{
  double best = G_MAXDOUBLE;

  for (int i = 0; i < STEPS; i++)
    {
      gint64 since = g_get_monotonic_time ();
      vanity_renderer_render_into (renderer, (double)(i + 1) / STEPS, shown, NULL);
      best = MIN (best, lap (&since));
    }
  return best;
}

static gboolean
run_once (GFile *file, GFile *output, VanityFaceFinder *finder, const VanityLook *look,
          double *times, GError **error)
{
  gint64 since = g_get_monotonic_time ();
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  g_autoptr (VanityImage) preview = NULL;
  g_autoptr (VanityImage) shown = NULL;
  g_autoptr (VanityImage) full = NULL;
  g_autoptr (VanityRenderer) renderer = NULL;
  g_autoptr (VanityFace) small = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  VanityImage *image;
  double scale;

  if (!photo)
    return FALSE;
  image = vanity_photo_get_image (photo);
  times[LOAD] = lap (&since);

  preview = vanity_image_new_preview (image, PREVIEW_SIDE, &scale, error);
  if (!preview)
    return FALSE;
  times[PREVIEW] = lap (&since);

  faces = vanity_face_finder_find (finder, image, NULL, error);
  if (!faces)
    return FALSE;
  if (faces->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no face was found");
      return FALSE;
    }
  times[FIND] = lap (&since);

  small = vanity_face_copy (faces->pdata[0]);
  vanity_face_scale (small, scale);
  renderer = vanity_renderer_new (preview, small, NULL, error);
  if (!renderer || !vanity_renderer_set_look (renderer, look, NULL, error))
    return FALSE;
  shown = vanity_renderer_render (renderer, 1.0, error);
  if (!shown)
    return FALSE;
  times[PREPARE] = lap (&since);
  times[FIRST] = times[LOAD] + times[PREVIEW] + times[FIND] + times[PREPARE];
  times[STEP] = time_step (renderer, shown);

  lap (&since);
  full = vanity_render_faces (image, (const VanityFace *const *)faces->pdata, &look, 1, 1.0, NULL,
                              error);
  if (!full)
    return FALSE;
  times[RENDER] = lap (&since);
  if (!vanity_photo_save (photo, full, output, NULL, NULL, error))
    return FALSE;
  times[SAVE] = lap (&since);
  times[EXPORT] = times[RENDER] + times[SAVE];
  return TRUE;
}

static gboolean
run (const char *path, const char *look_name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *result = g_build_filename (folder, "bench-result.jpg", NULL);
  g_autoptr (GFile) output = g_file_new_for_path (result);
  g_autoptr (VanityLook) look = vanity_look_find (look_name, error);
  gint64 since = g_get_monotonic_time ();
  g_autoptr (VanityFaceFinder) finder = look ? vanity_face_finder_new (error) : NULL;
  double start = lap (&since);
  double best[N_TIMES];
  struct rusage usage;

  if (!finder)
    return FALSE;
  for (int round = 0; round < ROUNDS; round++)
    {
      double times[N_TIMES];

      if (!run_once (file, output, finder, look, times, error))
        return FALSE;
      for (int i = 0; i < N_TIMES; i++)
        best[i] = round == 0 ? times[i] : MIN (best[i], times[i]);
    }
  g_unlink (result);
  getrusage (RUSAGE_SELF, &usage);

  printf ("Photo, 12 megapixels, look “%s”; the best of %d rounds\n", look_name, ROUNDS);
  printf ("  networks loaded                 %7.0f ms (once)\n", start);
  printf ("  open → first makeover           %7.0f ms (wanted: ≤ 1500)\n", best[FIRST]);
  printf ("    load %.0f, preview %.0f, find faces %.0f, prepare and render %.0f\n", best[LOAD],
          best[PREVIEW], best[FIND], best[PREPARE]);
  printf ("  exported in full                %7.0f ms more (wanted: ≤ 1500)\n", best[EXPORT]);
  printf ("    render %.0f, save %.0f\n", best[RENDER], best[SAVE]);
  printf ("  slider step at %d pixels      %7.1f ms (wanted: ≤ 16)\n", PREVIEW_SIDE, best[STEP]);
  printf ("  peak memory                     %7.0f MiB (wanted: ≤ 1024)\n",
          (double)usage.ru_maxrss / 1024.0);
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      g_printerr ("Usage: bench-photo PHOTO LOOK\n");
      return 2;
    }
  if (!run (argv[1], argv[2], &error))
    {
      g_printerr ("bench-photo: %s\n", error->message);
      return 1;
    }
  return 0;
}
