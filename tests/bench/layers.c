/* A step of a layer's slider at the size of a preview, as the window makes it: a look whose layer
 * is a little other than before is laid anew and shown. For each layer of the look, and with one
 * that is worn otherwise on the left. Usage: bench-layers PHOTO LOOK. */
#include "face/finder.h"
#include "image/photo.h"
#include "makeup/render.h"
#include "race.h"

#include <stdio.h>

#define STEPS 20
/* Of the preview that the window shows. */
#define PREVIEW_SIDE 1600

/* Half as strong, and back, in small steps. */
static double
time_layer (VanityRenderer *renderer, const VanityLook *look, guint index, gboolean uneven,
            VanityImage *shown)
{
  double times[STEPS];

  for (int i = 0; i < STEPS; i++)
    {
      g_autoptr (VanityLook) step = vanity_look_copy (look);
      VanityLayer *layer = step->layers->pdata[index];
      gint64 since;

      vanity_layer_set_uneven (layer, uneven);
      vanity_layer_get_values (layer, TRUE)[0].number *= 1 - 0.5 * (i + 1) / STEPS;
      since = g_get_monotonic_time ();
      if (!vanity_renderer_set_look (renderer, step, NULL, NULL))
        return -1;
      vanity_renderer_render_into (renderer, 1, shown, NULL);
      times[i] = race_take_lap (&since);
    }
  return race_get_median (times, STEPS);
}

static gboolean
run (const char *path, const char *name, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  g_autoptr (VanityLook) look = photo != NULL ? vanity_look_find (name, error) : NULL;
  g_autoptr (VanityFaceFinder) finder = look != NULL ? vanity_face_finder_new (error) : NULL;
  g_autoptr (VanityImage) preview = NULL;
  g_autoptr (VanityImage) shown = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityRenderer) renderer = NULL;

  if (finder == NULL)
    return FALSE;
  preview = vanity_image_new_preview (vanity_photo_get_image (photo), PREVIEW_SIDE, NULL, error);
  faces = preview != NULL ? vanity_face_finder_find (finder, preview, NULL, error) : NULL;
  if (faces == NULL)
    return FALSE;
  if (faces->len == 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no face");
      return FALSE;
    }
  renderer = vanity_renderer_new (preview, faces->pdata[0], NULL, error);
  shown = vanity_image_copy (preview, error);
  if (renderer == NULL || shown == NULL || !vanity_renderer_set_look (renderer, look, NULL, error))
    return FALSE;

  printf ("Layers of %s, a photo of %d × %d pixels\n", look->id, preview->width, preview->height);
  for (guint i = 0; i < look->layers->len; i++)
    {
      const VanityLayer *layer = look->layers->pdata[i];
      double even = time_layer (renderer, look, i, FALSE, shown);
      double uneven = time_layer (renderer, look, i, TRUE, shown);

      printf ("  step of %s, face of %.0f pixels: %.1f ms (wanted: ≤ 50); %.1f ms with left and "
              "right apart\n",
              layer->kind->id, (double)((VanityFace *)faces->pdata[0])->box[2], even, uneven);
    }
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      fprintf (stderr, "usage: bench-layers PHOTO LOOK\n");
      return 2;
    }
  if (run (argv[1], argv[2], &error))
    return 0;
  fprintf (stderr, "%s\n", error->message);
  return 1;
}
