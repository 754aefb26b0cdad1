#include "camera-compare.h"

#include "image/color.h"
#include "image/photo.h"
#include "makeup/render.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Where the makeup changes a pixel by less, it is not inside it. */
#define INSIDE 2.0

/* Frames, in seconds from the start of a part; where one was dropped, the next. */
static const struct
{
  StreamPart part;
  double seconds;
} places[] = {
  { STREAM_MOVE, 0.7 },   { STREAM_MOVE, 1.1 },  { STREAM_TURN, 0.55 },
  { STREAM_TURN, 1.4 },   { STREAM_LIGHT, 0.5 }, { STREAM_LIGHT, 0.9 },
  { STREAM_SPEAK, 0.24 }, { STREAM_SPEAK, 0.5 }, { STREAM_SPEAK, 0.7 },
};

typedef struct
{
  int index;
  VanityImage *shown;
  VanityLiveReport report;
} Kept;

struct _CameraCompare
{
  VanityLook *look;
  GFile *folder;
  GArray *kept; /* of Kept */
  guint next;   /* of the places */
};

static void
kept_clear (gpointer data)
{
  Kept *kept = data;

  g_clear_pointer (&kept->shown, vanity_image_unref);
}

CameraCompare *
camera_compare_new (VanityLook *look, GFile *folder)
{
  CameraCompare *compare = g_new0 (CameraCompare, 1);

  compare->look = vanity_look_ref (look);
  compare->folder = folder;
  compare->kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_array_set_clear_func (compare->kept, kept_clear);
  return compare;
}

void
camera_compare_free (CameraCompare *compare)
{
  vanity_look_unref (compare->look);
  g_array_unref (compare->kept);
  g_free (compare);
}

void
camera_compare_keep (CameraCompare *compare, int index, const VanityImage *shown,
                     const VanityLiveReport *report)
{
  Kept kept = { index, vanity_image_copy (shown, NULL), *report };

  if (kept.shown != NULL)
    g_array_append_val (compare->kept, kept);
}

void
camera_compare_offer (CameraCompare *compare, int index, const VanityImage *shown,
                      const VanityLiveReport *report)
{
  guint next = compare->next;

  if (next == G_N_ELEMENTS (places)
      || index < camera_stream_get_start (places[next].part)
                     + (int)(places[next].seconds * STREAM_RATE))
    return;
  camera_compare_keep (compare, index, shown, report);
  compare->next++;
}

static StreamPart
get_part (int index)
{
  StreamPart part = STREAM_REST;

  while (part + 1 < STREAM_N_PARTS && index >= camera_stream_get_start (part + 1))
    part++;
  return part;
}

static int
compare_doubles (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;

  return a < b ? -1 : a > b;
}

static VanityLab
get_lab (const VanityImage *image, int x, int y)
{
  const guint8 *p = vanity_image_row (image, y) + 4 * x;

  return vanity_lab_from_linear (
      vanity_rgb_unpack ((guint32)p[0] << 16 | (guint32)p[1] << 8 | p[2]));
}

/* Mean and 95th percentile inside the makeup. */
static void
measure (const VanityImage *bare, const VanityImage *shown, const VanityImage *still, double *mean,
         double *most)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));

  *mean = *most = 0;
  for (int y = 0; y < bare->height; y++)
    for (int x = 0; x < bare->width; x++)
      {
        VanityLab right = get_lab (still, x, y), own = get_lab (bare, x, y);
        VanityLab seen;
        double off;

        if (vanity_lab_delta_e2000 (right, own) < INSIDE)
          continue;
        seen = get_lab (shown, x, y);
        off = vanity_lab_delta_e2000 (right, seen);
        g_array_append_val (all, off);
        *mean += off;
      }
  if (all->len == 0)
    return;
  *mean /= all->len;
  g_array_sort (all, compare_doubles);
  *most = g_array_index (all, double, (guint)(0.95 * (all->len - 1)));
}

static gboolean
save (CameraCompare *compare, const Kept *kept, const char *what, VanityImage *image,
      GError **error)
{
  g_autofree char *name = g_strdup_printf ("%03d-%s.png", kept->index, what);
  g_autoptr (GFile) file = g_file_get_child (compare->folder, name);
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, name);

  return vanity_photo_save (photo, image, file, NULL, NULL, error);
}

static gboolean
print_one (CameraCompare *compare, CameraFilm *film, const Kept *kept, GError **error)
{
  g_autoptr (VanityImage) bare = camera_film_new_frame (error);
  g_autoptr (VanityImage) still = NULL;
  const VanityFace *face = &kept->report.face;
  const VanityLook *look = compare->look;
  StreamPart part = get_part (kept->index);
  double mean, most;

  if (bare == NULL)
    return FALSE;
  camera_film_get (film, kept->index, bare);
  if (!kept->report.seen)
    {
      printf ("  %s, frame %d: no face\n", camera_stream_get_name (part), kept->index);
      return TRUE;
    }
  gint64 start = g_get_monotonic_time ();
  still = vanity_render_faces (bare, &face, &look, NULL, 1, 1, NULL, error);
  if (still == NULL)
    return FALSE;
  double ms = (double)(g_get_monotonic_time () - start) / 1000;
  measure (bare, kept->shown, still, &mean, &most);
  printf ("  %s, off the still renderer, mean ΔE00: %.2f (wanted: ≤ %d)\n",
          camera_stream_get_name (part), mean, part == STREAM_REST ? 1 : 2);
  printf ("    frame %d, which the renderer took %.0f ms for: 95 of 100 pixels within %.2f; sheet "
          "%.1f s "
          "old\n",
          kept->index, ms, most, kept->report.age);
  return compare->folder == NULL
         || (save (compare, kept, "filmed", bare, error)
             && save (compare, kept, "live", kept->shown, error)
             && save (compare, kept, "still", still, error));
}

gboolean
camera_compare_print (CameraCompare *compare, CameraFilm *film, GError **error)
{
  for (guint i = 0; i < compare->kept->len; i++)
    if (!print_one (compare, film, &g_array_index (compare->kept, Kept, i), error))
      return FALSE;
  return TRUE;
}
