/* What layers that retouch do to people's faces, in numbers.
 *
 *   bench-retouch [--list] PHOTOS MASKS
 *
 * PHOTOS is the folder of labelled photos, MASKS that of the heads checked by hand (their
 * photos.txt names the photos). Each layer is worn by itself, at its defaults. */
#include "retouch-measure.h"

#include "face/finder.h"
#include "head/head-mask.h"
#include "hints-make.h"
#include "image/photo.h"
#include "image/skin-tone.h"
#include "portrait.h"

#include <stdio.h>

#define CLASS(name) (1U << VANITY_HEAD_##name)

typedef struct
{
  const char *id;
  unsigned classes; /* that it is for */
  GArray *results;  /* Retouched, one a photo */
  GArray *groups;   /* VanitySkinGroup of each */
} Entry;

/* Teeth are background in the masks. */
static Entry entries[] = {
  { .id = "blemish", .classes = CLASS (SKIN) },   { .id = "smoothing", .classes = CLASS (SKIN) },
  { .id = "under-eye", .classes = CLASS (SKIN) }, { .id = "teeth", .classes = CLASS (BACKGROUND) },
  { .id = "lenses", .classes = CLASS (EYES) },    { .id = "hair-color", .classes = CLASS (HAIR) },
};

static gboolean listed;

static void
wear_all (VanityCanvas *canvas, const VanityImage *image, const guint8 *truth, const char *name)
{
  int side = MAX (image->width, image->height);
  int group
      = (int)vanity_skin_tone_get_group (vanity_skin_tone_find (canvas->complexion.skin_lab, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      Entry *entry = &entries[i];
      g_autoptr (VanityLayer) layer = vanity_layer_new (vanity_layer_kind_find (entry->id));
      Retouched result = retouch_measure (canvas, layer, truth, side, entry->classes);

      g_array_append_val (entry->results, result);
      g_array_append_val (entry->groups, group);
      if (listed)
        printf (
            "    %-24s %-10s change %9.0f beside %.3f shift %.2f L* %+.2f texture %.3f blotches "
            "%.2f circles %+.1f above %+.1f\n",
            name, entry->id, result.change, result.beside, result.shift, result.lighter,
            result.texture, result.blotches, result.circles, result.above);
    }
}

static gboolean
measure_photo (const char *photos, const char *masks, const char *name, VanityFaceFinder *finder,
               GError **error)
{
  g_autoptr (GFile) file = portrait_get_file (photos, name);
  g_autofree char *mask_name = g_strconcat (name, ".png", NULL);
  g_autofree char *mask = g_build_filename (masks, mask_name, NULL);
  g_autofree guint8 *truth = g_malloc (VANITY_HEAD_MASK_SIDE * VANITY_HEAD_MASK_SIDE);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  g_autoptr (VanityFace) face = photo ? portrait_find_face (photo, finder, NULL) : NULL;
  g_autoptr (VanityCanvas) canvas = NULL;
  VanityImage *image;

  if (photo == NULL || !vanity_head_mask_load (mask, truth, error))
    return FALSE;
  /* A face that is not found wears nothing. */
  if (face == NULL)
    return TRUE;
  image = vanity_photo_get_image (photo);
  canvas = vanity_canvas_new (image, face, error);
  if (canvas == NULL)
    return FALSE;
  canvas->hints = vanity_hints_make (image, face, VANITY_HINT_HAIR, NULL, error);
  if (canvas->hints == NULL)
    return FALSE;
  canvas->head = vanity_canvas_new_head (canvas, image, NULL);
  wear_all (canvas, image, truth, name);
  return TRUE;
}

typedef double (*Get) (const Retouched *result);

static double
get_beside (const Retouched *result)
{
  return result->beside;
}

static double
get_shift (const Retouched *result)
{
  return result->shift;
}

static double
get_texture (const Retouched *result)
{
  return result->texture;
}

static double
get_blotches (const Retouched *result)
{
  return result->blotches;
}

static double
get_above (const Retouched *result)
{
  return result->above;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, other = *(const double *)b;

  return one < other ? -1 : one > other;
}

/* That of which `share` of the photos have no more, of those on which the layer did something. */
static double
get_quantile (const Entry *entry, Get get, double share)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < entry->results->len; i++)
    {
      const Retouched *result = &g_array_index (entry->results, Retouched, i);
      double value = get (result);

      if (result->change > 0)
        g_array_append_val (values, value);
    }
  if (values->len == 0)
    return 0;
  g_array_sort (values, compare_doubles);
  return g_array_index (values, double, MIN ((guint)(share * values->len), values->len - 1));
}

/* The share of all change together that lies where it should not. */
static double
get_all_beside (const Entry *entry)
{
  double beside = 0, all = 1e-9;

  for (guint i = 0; i < entry->results->len; i++)
    {
      const Retouched *result = &g_array_index (entry->results, Retouched, i);

      beside += result->beside * result->change;
      all += result->change;
    }
  return beside / all;
}

static int
count_worn (const Entry *entry)
{
  int n = 0;

  for (guint i = 0; i < entry->results->len; i++)
    n += g_array_index (entry->results, Retouched, i).change > 0;
  return n;
}

static double
get_lighter (const Entry *entry, int group)
{
  double sum = 0, n = 0;

  for (guint i = 0; i < entry->results->len; i++)
    if (g_array_index (entry->groups, int, i) == group)
      {
        sum += g_array_index (entry->results, Retouched, i).lighter;
        n++;
      }
  return n > 0 ? sum / n : 0;
}

static void
print_all (void)
{
  const Entry *blemish = &entries[0], *smoothing = &entries[1], *under = &entries[2];

  printf ("Retouching of %u people of all tones of skin, each layer by itself at its defaults\n",
          smoothing->results->len);
  printf ("  smoothing, finest contrast kept, the least of all: %.3f (wanted: ≥ 0.95)\n",
          get_quantile (smoothing, get_texture, 0));
  printf ("  smoothing, energy of blotches left, median: %.2f (wanted: ≤ 0.70)\n",
          get_quantile (smoothing, get_blotches, 0.5));
  printf ("  smoothing, mean colour of the skin moves, the most, ΔE00: %.2f (wanted: ≤ 0.50)\n",
          get_quantile (smoothing, get_shift, 1));
  printf ("  blemish, finest contrast kept, the least of all: %.3f (wanted: ≥ 0.95)\n",
          get_quantile (blemish, get_texture, 0));
  printf ("  blemish, mean colour of the skin moves, the most, ΔE00: %.2f (wanted: ≤ 0.50)\n",
          get_quantile (blemish, get_shift, 1));
  printf ("  under-eye, lighter than the cheek after, the most, L*: %.1f (wanted: ≤ 0.5)\n",
          get_quantile (under, get_above, 1));
  for (int group = 0; group < VANITY_N_SKIN_GROUPS; group++)
    printf ("  smoothing, skin of tones %s gets lighter, L*: %.2f (wanted: ≤ 0.10)\n",
            vanity_skin_group_get_label ((VanitySkinGroup)group), get_lighter (smoothing, group));
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    printf ("  %s, share that lies beside what it is for: %.4f (wanted: ≤ %s)\n", entries[i].id,
            get_all_beside (&entries[i]), i == 5 ? "0.05" : "0.03");
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    printf ("    %s: worn by %d of %u, beside at most %.3f of it\n", entries[i].id,
            count_worn (&entries[i]), entries[i].results->len,
            get_quantile (&entries[i], get_beside, 1));
}

static gboolean
run (const char *photos, const char *masks, GError **error)
{
  g_autofree char *path = g_build_filename (masks, "photos.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (VanityFaceFinder) finder = vanity_face_finder_new (error);
  g_auto (GStrv) names = NULL;

  if (finder == NULL || !g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  names = g_strsplit (g_strstrip (text), "\n", -1);
  for (int i = 0; names[i] != NULL; i++)
    if (!measure_photo (photos, masks, g_strstrip (names[i]), finder, error))
      return FALSE;
  print_all ();
  return TRUE;
}

int
main (int argc, char **argv)
{
  const GOptionEntry options[]
      = { { "list", 'l', 0, G_OPTION_ARG_NONE, &listed, "A line for each photo and layer", NULL },
          G_OPTION_ENTRY_NULL };
  g_autoptr (GOptionContext) context = g_option_context_new ("PHOTOS MASKS");
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc != 3)
    {
      fprintf (stderr, "bench-retouch: %s\n", error ? error->message : "PHOTOS MASKS are wanted");
      return 2;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      entries[i].results = g_array_new (FALSE, FALSE, sizeof (Retouched));
      entries[i].groups = g_array_new (FALSE, FALSE, sizeof (int));
    }
  done = run (argv[1], argv[2], &error);
  if (!done)
    fprintf (stderr, "bench-retouch: %s\n", error->message);
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      g_array_unref (entries[i].results);
      g_array_unref (entries[i].groups);
    }
  return done ? 0 : 1;
}
