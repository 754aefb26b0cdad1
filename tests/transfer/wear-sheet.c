/* To look at: wears on a photo what a look painted in the atlas gives there. Not installed.
 *
 *   wear-sheet PHOTO OUT.png LOOK|style:SEED [LIPS EYES CHEEKS BROWS SKIN]
 *
 * LOOK is a shipped look's name or a file, style:SEED one drawn at random, green paint
 * everywhere; then the strengths.
 * Prints times: the median of several rounds, where they are short. */
#include "face/finder.h"
#include "image/photo.h"
#include "painted.h"
#include "transfer/style.h"
#include "transfer/wear.h"

#include <stdlib.h>

#define ROUNDS 5

static VanityLook *
find_look (const char *name, GError **error)
{
  VanityRandom random;

  if (!g_str_has_prefix (name, "style:"))
    return vanity_look_find (name, error);
  vanity_random_init (&random, g_ascii_strtoull (name + 6, NULL, 10));
  return vanity_style_new (&random, FALSE);
}

static double
lap (gint64 *since)
{
  gint64 now = g_get_monotonic_time ();
  double ms = (double)(now - *since) / 1e3;

  *since = now;
  return ms;
}

static int
compare (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;

  return a < b ? -1 : a > b;
}

static double
get_median (double *times)
{
  qsort (times, ROUNDS, sizeof *times, compare);
  return times[ROUNDS / 2];
}

static gboolean
wear (VanityImage *image, const VanityFace *face, const VanityLook *look, const double *strength,
      VanityImage **worn, GError **error)
{
  gint64 since = g_get_monotonic_time ();
  g_autoptr (VanityWearer) wearer = vanity_wearer_new (image, face, NULL, error);
  double measured = lap (&since), painted, set[ROUNDS], slide[ROUNDS], rendered;
  double half[VANITY_N_CHANGES] = { 0.5, 0.6, 0.7, 0.8, 0.9 };
  g_autoptr (VanityChange) change = NULL;
  VanityRect changed;

  if (wearer == NULL)
    return FALSE;
  change = look == NULL ? painted_green_new (256, -1)
                        : painted_change_new (image, face, 256, look, error);
  painted = lap (&since);
  for (int i = 0; i < ROUNDS && change != NULL; i++)
    {
      if (!vanity_wearer_set_change (wearer, change, NULL, error))
        return FALSE;
      set[i] = lap (&since);
    }
  if (change == NULL)
    return FALSE;
  *worn = vanity_wearer_render (wearer, strength, error);
  rendered = lap (&since);
  for (int i = 0; i < ROUNDS && *worn != NULL; i++)
    {
      vanity_wearer_render_into (wearer, half, *worn, NULL);
      slide[i] = lap (&since);
    }
  if (*worn == NULL)
    return FALSE;
  vanity_wearer_render_into (wearer, strength, *worn, &changed);
  g_print ("%d × %d, %d × %d of it changed: measure %.1f, paint %.1f, set %.1f, render %.1f, "
           "slide %.1f ms\n",
           image->width, image->height, changed.width, changed.height, measured, painted,
           get_median (set), rendered, get_median (slide));
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFaceFinder) finder = vanity_face_finder_new (&error);
  g_autoptr (VanityPhoto) photo = NULL;
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityLook) look = NULL;
  g_autoptr (VanityImage) worn = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFile) out = NULL;
  double strength[VANITY_N_CHANGES];

  if (argc < 4)
    g_error ("wear-sheet PHOTO OUT.png LOOK|style:SEED [LIPS EYES CHEEKS BROWS SKIN]");
  for (int k = 0; k < VANITY_N_CHANGES; k++)
    strength[k] = argc > 4 + k ? g_ascii_strtod (argv[4 + k], NULL) : 1;
  file = g_file_new_for_path (argv[1]);
  out = g_file_new_for_path (argv[2]);
  photo = vanity_photo_load (file, NULL, &error);
  if (photo == NULL || finder == NULL)
    g_error ("%s", error->message);
  faces = vanity_face_finder_find (finder, vanity_photo_get_image (photo), NULL, &error);
  if (!g_str_equal (argv[3], "green"))
    look = find_look (argv[3], &error);
  if (error != NULL)
    g_error ("%s", error->message);
  if (faces->len == 0)
    g_error ("%s: no face", argv[1]);
  if (!wear (vanity_photo_get_image (photo), g_ptr_array_index (faces, 0), look, strength, &worn,
             &error)
      || !vanity_photo_save (photo, worn, out, NULL, NULL, &error))
    g_error ("%s", error->message);
  return 0;
}
