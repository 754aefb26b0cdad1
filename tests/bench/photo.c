/* From a camera's photo to the first makeover on the screen, to the exported file; a slider's step;
 * the memory it takes; reading and writing beside ImageMagick, where there is one. Every time is
 * the median of its rounds. Usage: bench-photo PHOTO LOOK. */
#include "image/photo.h"
#include "face/atlas.h"
#include "face/finder.h"
#include "makeup/render.h"
#include "race.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/resource.h>

#define ROUNDS 5
#define STEPS 40
/* Of the preview that the window shows. */
#define PREVIEW_SIDE 1600
#define ATLAS_SIDE 256

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
  UNROLL, /* photo → atlas */
  LAY,    /* atlas → photo */
  N_TIMES
} Time;

/* One of many steps of the slider, as a drag makes them: into the picture shown. */
static double
time_step (VanityRenderer *renderer, VanityImage *shown)
{
  double times[STEPS];

  for (int i = 0; i < STEPS; i++)
    {
      gint64 since = g_get_monotonic_time ();
      vanity_renderer_render_into (renderer, (double)(i + 1) / STEPS, shown, NULL);
      times[i] = race_take_lap (&since);
    }
  return race_get_median (times, STEPS);
}

/* The photo's own pixels, to the atlas and back. */
static gboolean
time_atlas (const VanityImage *image, const VanityFace *face, double *times, GError **error)
{
  const int texels = ATLAS_SIDE * ATLAS_SIDE;
  const VanityAtlas *atlas = vanity_atlas_get (ATLAS_SIDE, error);
  VanityRect rect = { (int)face->box[0], (int)face->box[1], (int)face->box[2], (int)face->box[3] };
  g_autofree float *planes = g_new (float, 4 * texels);
  g_autofree float *out = g_new0 (float, 3 * (gsize)rect.width * (gsize)rect.height);
  g_autoptr (VanityAtlasMap) map = NULL;
  gint64 since = g_get_monotonic_time ();

  if (atlas == NULL
      || !vanity_atlas_unwrap (atlas, face->points, image, planes, planes + 3 * texels, error))
    return FALSE;
  times[UNROLL] = race_take_lap (&since);
  map = vanity_atlas_wrap (atlas, face->points, &rect, error);
  if (map == NULL)
    return FALSE;
  vanity_atlas_lookup (atlas, map, planes, 3, 0, out);
  times[LAY] = race_take_lap (&since);
  return TRUE;
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
  g_autoptr (VanityImage) view = NULL;
  VanityImage *image;
  double scale;

  if (!photo)
    return FALSE;
  image = vanity_photo_get_image (photo);
  times[LOAD] = race_take_lap (&since);

  preview = vanity_image_new_preview (image, PREVIEW_SIDE, &scale, error);
  if (!preview)
    return FALSE;
  times[PREVIEW] = race_take_lap (&since);

  view = vanity_photo_new_view (photo, NULL, error);
  if (!view)
    return FALSE;
  faces = vanity_face_finder_find (finder, view, NULL, error);
  if (!faces)
    return FALSE;
  if (faces->len == 0)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no face was found");
      return FALSE;
    }
  times[FIND] = race_take_lap (&since);

  small = vanity_face_copy (faces->pdata[0]);
  vanity_face_scale (small, scale);
  renderer = vanity_renderer_new (preview, small, NULL, error);
  if (!renderer || !vanity_renderer_set_look (renderer, look, NULL, error))
    return FALSE;
  shown = vanity_renderer_render (renderer, 1.0, error);
  if (!shown)
    return FALSE;
  times[PREPARE] = race_take_lap (&since);
  times[FIRST] = times[LOAD] + times[PREVIEW] + times[FIND] + times[PREPARE];
  times[STEP] = time_step (renderer, shown);
  if (!time_atlas (image, faces->pdata[0], times, error))
    return FALSE;

  race_take_lap (&since);
  full = vanity_render_faces (image, (const VanityFace *const *)faces->pdata, &look, NULL, 1, 1.0,
                              NULL, error);
  if (!full)
    return FALSE;
  times[RENDER] = race_take_lap (&since);
  if (!vanity_photo_save (photo, full, output, NULL, NULL, error))
    return FALSE;
  times[SAVE] = race_take_lap (&since);
  times[EXPORT] = times[RENDER] + times[SAVE];
  return TRUE;
}

static void
print_times (const char *look_name, double start, double (*rounds)[ROUNDS])
{
  double ms[N_TIMES];
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  for (int i = 0; i < N_TIMES; i++)
    ms[i] = race_get_median (rounds[i], ROUNDS);
  printf ("Photo, 12 megapixels, look “%s”; the median of %d rounds\n", look_name, ROUNDS);
  printf ("  networks loaded: %.0f ms (once)\n", start);
  printf ("  open → first makeover: %.0f ms (wanted: ≤ 1500)\n", ms[FIRST]);
  printf ("    load %.0f, preview %.0f, find faces %.0f, prepare and render %.0f\n", ms[LOAD],
          ms[PREVIEW], ms[FIND], ms[PREPARE]);
  printf ("  exported in full, after that: %.0f ms (wanted: ≤ 1500)\n", ms[EXPORT]);
  printf ("    render %.0f, save %.0f\n", ms[RENDER], ms[SAVE]);
  printf ("  slider step at %d pixels: %.1f ms (wanted: ≤ 16)\n", PREVIEW_SIDE, ms[STEP]);
  printf ("  photo → atlas of %d²: %.0f ms (wanted: ≤ 30)\n", ATLAS_SIDE, ms[UNROLL]);
  printf ("  atlas → photo, three planes: %.0f ms (wanted: ≤ 60)\n", ms[LAY]);
  printf ("  peak memory: %.0f MiB (wanted: ≤ 1024)\n", (double)usage.ru_maxrss / 1024.0);
}

static gboolean
time_photo (const char *path, const char *result, const char *look_name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) output = g_file_new_for_path (result);
  g_autoptr (VanityLook) look = vanity_look_find (look_name, error);
  gint64 since = g_get_monotonic_time ();
  g_autoptr (VanityFaceFinder) finder = look ? vanity_face_finder_new (error) : NULL;
  double start = race_take_lap (&since);
  double rounds[N_TIMES][ROUNDS];

  if (!finder)
    return FALSE;
  for (int round = 0; round < ROUNDS; round++)
    {
      double times[N_TIMES];

      if (!run_once (file, output, finder, look, times, error))
        return FALSE;
      for (int i = 0; i < N_TIMES; i++)
        rounds[i][round] = times[i];
    }
  print_times (look_name, start, rounds);
  return TRUE;
}

/* Reading the photo and writing it anew, as convert does it with its default of quality 92 for
 * JPEG; PNG at the level that photos are written with here. Taking turns, so that both meet the
 * same machine. */
static gboolean
time_conversion (const char *path, const char *result, GError **error)
{
  const char *peer[] = { "convert",  path,
                         "-quality", g_str_has_suffix (result, ".png") ? "11" : "92",
                         result,     NULL };
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) output = g_file_new_for_path (result);
  double ours[ROUNDS], theirs[ROUNDS];

  for (int round = 0; round < ROUNDS; round++)
    {
      gint64 since = g_get_monotonic_time ();
      g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
      int status;

      if (!photo
          || !vanity_photo_save (photo, vanity_photo_get_image (photo), output,
                                 &(VanitySaveOptions){ .quality = 92 }, NULL, error))
        return FALSE;
      ours[round] = race_take_lap (&since);
      if (!g_spawn_sync (NULL, (char **)peer, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL,
                         &status, error)
          || !g_spawn_check_wait_status (status, error))
        return FALSE;
      theirs[round] = race_take_lap (&since);
    }
  printf ("  JPEG → %s: ours %.0f ms, ImageMagick's %.0f ms, ratio %.2f×\n",
          g_str_has_suffix (result, ".png") ? "PNG" : "JPEG", race_get_median (ours, ROUNDS),
          race_get_median (theirs, ROUNDS),
          race_get_median (theirs, ROUNDS) / race_get_median (ours, ROUNDS));
  return TRUE;
}

static gboolean
run (const char *path, const char *look_name, GError **error)
{
  static const char *const names[] = { "bench-result.jpg", "bench-result.png" };
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *convert = g_find_program_in_path ("convert");

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *result = g_build_filename (folder, names[i], NULL);
      gboolean ok = (i > 0 || time_photo (path, result, look_name, error))
                    && (convert == NULL || time_conversion (path, result, error));

      g_unlink (result);
      if (!ok)
        return FALSE;
    }
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
