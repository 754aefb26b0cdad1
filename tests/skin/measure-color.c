/* Measures how far light and skin colour hold: measure-color FOLDER [--count N] [--from N]
 * [--same-mesh] [--list FILE] [--verbose]. FOLDER holds faces.json and img/. Not installed.
 *
 *   stable   the same photo at half size, half a stop darker and lighter, as JPEG of quality 60,
 * and mirrored: steps of the Monk scale and degrees of the typology angle, after correction and as
 * photographed lights   the photo in lights of known gains: recovery angular error, as photographed
 * and after bias     what the correction does to each group of tones pairs    two photos of one
 * person: steps and degrees apart time     milliseconds of each part */
#include "face/finder.h"
#include "image/photo.h"
#include "skin/tone.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>

#define VARIANTS 5
#define LIGHTS 6

static const char *const variant_names[VARIANTS]
    = { "half size", "-0.5 EV", "+0.5 EV", "JPEG 60", "mirrored" };
static const double variant_stops[VARIANTS] = { 0, -0.5, 0.5, 0, 0 };

/* Red and blue gains over green: weak and strong, warm and cool, and off the daylight. */
static const double gains[LIGHTS][2] = { { 1.15, 0.85 }, { 0.88, 1.14 }, { 1.5, 0.55 },
                                         { 0.65, 1.5 },  { 1.25, 1.25 }, { 0.8, 0.8 } };

static int count = 100, from;
static gboolean same_mesh, verbose;
static char *list_path;

static const GOptionEntry entries[] = {
  { "count", 0, 0, G_OPTION_ARG_INT, &count, "Photos", "N" },
  { "from", 0, 0, G_OPTION_ARG_INT, &from, "Begin with the Nth of the order drawn", "N" },
  { "list", 0, 0, G_OPTION_ARG_FILENAME, &list_path, "Photos to take, one a line", "FILE" },
  { "same-mesh", 0, 0, G_OPTION_ARG_NONE, &same_mesh, "Do not find the face again", NULL },
  { "verbose", 0, 0, G_OPTION_ARG_NONE, &verbose, "A line for each photo", NULL },
  { NULL },
};

typedef struct
{
  VanityIlluminant light;
  VanitySkinColor skin;
  double ms_texture, ms_light, ms_skin;
} Seen;

typedef struct
{
  char *file, *person;
} Entry;

static VanityFaceFinder *finder;

static VanityFace *
find (VanityImage *image)
{
  g_autoptr (GPtrArray) faces = vanity_face_finder_find (finder, image, NULL, NULL);

  return faces == NULL || faces->len == 0 ? NULL : vanity_face_copy (faces->pdata[0]);
}

static gboolean
look (VanityImage *image, const VanityFace *known, Seen *seen)
{
  g_autoptr (VanityFace) face = known != NULL ? vanity_face_copy (known) : find (image);
  g_autoptr (VanityTexture) texture = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time (), unrolled, lit;

  if (face == NULL)
    return FALSE;
  texture = vanity_texture_new (image, face, 256, VANITY_GLASSES_UNKNOWN, &error);
  unrolled = g_get_monotonic_time ();
  if (texture == NULL || !vanity_illuminant_estimate (image, face, texture, &seen->light, &error))
    return FALSE;
  lit = g_get_monotonic_time ();
  if (!vanity_skin_color_measure (texture, &seen->light, NULL, &seen->skin, &error))
    g_error ("%s", error->message);
  seen->ms_texture = (double)(unrolled - start) / 1000;
  seen->ms_light = (double)(lit - unrolled) / 1000;
  seen->ms_skin = (double)(g_get_monotonic_time () - lit) / 1000;
  return TRUE;
}

static VanityImage *
multiply (const VanityImage *image, const double gain[3])
{
  VanityImage *result = vanity_image_copy (image, NULL);
  g_autofree float *row = g_new (float, 3 * (gsize)image->width);
  int n = image->width;

  for (int y = 0; y < image->height; y++)
    {
      vanity_color_space_decode (image->space, image->depth, vanity_image_row (image, y), row,
                                 row + n, row + 2 * n, n);
      for (int c = 0; c < 3; c++)
        for (int x = 0; x < n; x++)
          row[c * n + x] *= (float)gain[c];
      vanity_color_space_encode (image->space, image->depth, row, row + n, row + 2 * n,
                                 vanity_image_row (result, y), n);
    }
  return result;
}

static VanityImage *
mirror (const VanityImage *image)
{
  VanityImage *result = vanity_image_copy (image, NULL);
  gsize bytes = image->depth / 2;

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      memcpy (vanity_image_row (result, y) + (image->width - 1 - x) * bytes,
              vanity_image_row (image, y) + x * bytes, bytes);
  return result;
}

static VanityImage *
recompress (VanityImage *image)
{
  g_autofree char *path
      = g_strdup_printf ("%s/measure-color-%08x.jpg", g_get_tmp_dir (), g_random_int ());
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_new_from_image (image, "photo"), again = NULL;
  VanitySaveOptions options = { .quality = 60 };
  VanityImage *result = NULL;

  if (vanity_photo_save (photo, image, file, &options, NULL, NULL)
      && (again = vanity_photo_load (file, NULL, NULL)) != NULL)
    result = vanity_image_ref (vanity_photo_get_image (again));
  g_file_delete (file, NULL, NULL);
  return result;
}

static VanityImage *
make_variant (VanityImage *image, int variant)
{
  double gain = variant == 1 ? M_SQRT1_2 : M_SQRT2, all[3] = { gain, gain, gain };

  switch (variant)
    {
    case 0:
      return vanity_image_new_preview (image, MAX (image->width, image->height) / 2, NULL, NULL);
    case 1:
    case 2:
      return multiply (image, all);
    case 3:
      return recompress (image);
    default:
      return mirror (image);
    }
}

typedef struct
{
  int n, monk_within, ita_within, both, seen_ita_within, monk_most;
  double ita_most, ita_sum, exposure_sum, exposure_off; /* by how much other than it should */
  char *worst;
} Held;

typedef struct
{
  int n;
  double before, after, own;
} Recovered;

typedef struct
{
  int n, eyes, teeth;
  double exposure, exposure_square, lighter, steps, confidence, seen_L;
} Group;

static Held held[VARIANTS];
static Recovered recovered[LIGHTS];
static Group groups[VANITY_SKIN_TONES + 1];
static GArray *times[3];

static double
get_angle (const float *one, const double *other)
{
  double dot = 0, a = 0, b = 0;

  for (int c = 0; c < 3; c++)
    {
      dot += (double)one[c] * other[c];
      a += (double)(one[c] * one[c]);
      b += other[c] * other[c];
    }
  return acos (MIN (dot / sqrt (a * b), 1)) * 180 / G_PI;
}

static void
measure_stable (VanityImage *image, const VanityFace *face, const Seen *plain, const char *file)
{
  for (int k = 0; k < VARIANTS; k++)
    {
      g_autoptr (VanityImage) image_now = make_variant (image, k);
      g_autoptr (VanityFace) known = NULL;
      Held *h = &held[k];
      double ita;
      Seen seen;
      int steps;

      if (image_now == NULL)
        continue;
      if (same_mesh && k < 4)
        {
          known = vanity_face_copy (face);
          vanity_face_scale (known, (double)image_now->width / image->width);
        }
      if (!look (image_now, known, &seen) || !seen.skin.known)
        continue;
      steps = abs (seen.skin.monk - plain->skin.monk);
      ita = fabs (seen.skin.ita - plain->skin.ita);
      h->n++;
      h->monk_within += steps <= 1;
      h->ita_within += ita <= 5;
      h->both += steps <= 1 && ita <= 5;
      h->seen_ita_within += fabs (seen.skin.seen_ita - plain->skin.seen_ita) <= 5;
      h->monk_most = MAX (h->monk_most, steps);
      h->ita_sum += ita;
      h->exposure_sum += (double)(seen.light.exposure - plain->light.exposure);
      h->exposure_off
          += fabs ((double)(seen.light.exposure - plain->light.exposure) - variant_stops[k]);
      if (ita > h->ita_most)
        {
          h->ita_most = ita;
          g_free (h->worst);
          h->worst = g_strdup (file);
        }
      if (verbose && (ita > 5 || steps > 1))
        g_print ("  %s %s: ITA %.1f → %.1f, Monk %d → %d, L* %.1f → %.1f, exposure %.2f → %.2f\n",
                 file, variant_names[k], plain->skin.ita, seen.skin.ita, plain->skin.monk,
                 seen.skin.monk, (double)plain->skin.lab.L, (double)seen.skin.lab.L,
                 (double)plain->light.exposure, (double)seen.light.exposure);
    }
}

static void
measure_lights (VanityImage *image, const VanityFace *face, const Seen *plain)
{
  static const float grey[3] = { 1, 1, 1 };

  for (int k = 0; k < LIGHTS; k++)
    {
      double gain[3] = { gains[k][0], 1, gains[k][1] }, own[3], most = 0;
      g_autoptr (VanityImage) lit = NULL;
      Seen seen;

      for (int c = 0; c < 3; c++)
        most = MAX (most, gain[c]);
      /* As a camera would: nothing is blown out that was not. */
      for (int c = 0; c < 3; c++)
        gain[c] /= most;
      lit = multiply (image, gain);
      if (!look (lit, face, &seen))
        continue;
      for (int c = 0; c < 3; c++)
        own[c] = gain[c] * (double)plain->light.rgb[c];
      recovered[k].n++;
      recovered[k].before += get_angle (grey, gain);
      recovered[k].after += get_angle (seen.light.rgb, gain);
      recovered[k].own += get_angle (seen.light.rgb, own);
    }
}

static void
add_bias (const Seen *seen)
{
  for (int k = 0; k < 2; k++)
    {
      Group *group = &groups[k == 0 ? seen->skin.seen_monk - 1 : VANITY_SKIN_TONES];

      group->n++;
      group->eyes += (seen->light.evidence & VANITY_LIGHT_EYE_WHITES) != 0;
      group->teeth += (seen->light.evidence & VANITY_LIGHT_TEETH) != 0;
      group->exposure += (double)seen->light.exposure;
      group->exposure_square += (double)(seen->light.exposure * seen->light.exposure);
      group->lighter += (double)(seen->skin.lab.L - seen->skin.seen.L);
      group->steps += seen->skin.monk - seen->skin.seen_monk;
      group->confidence += (double)seen->light.confidence;
      group->seen_L += (double)seen->skin.seen.L;
    }
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->file);
  g_free (entry->person);
  g_free (entry);
}

/* The photos of the list in an order that mixes them, always the same. */
static GPtrArray *
read_entries (const char *folder)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *path = g_build_filename (folder, "faces.json", NULL), *list = NULL;
  GPtrArray *all = g_ptr_array_new_with_free_func (free_entry);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) wanted = NULL;

  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("%s", error->message);
  if (list_path != NULL && g_file_get_contents (list_path, &list, NULL, NULL))
    wanted = g_strsplit (list, "\n", -1);
  JsonArray *array = json_node_get_array (json_parser_get_root (parser));
  guint n = json_array_get_length (array);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_array_get_object_element (array, i * 1009 % n);
      Entry *entry = g_new0 (Entry, 1);

      entry->file = g_strdup (json_object_get_string_member (object, "file"));
      entry->person = g_strdup (json_object_get_string_member (object, "person"));
      if (wanted != NULL && !g_strv_contains ((const char *const *)wanted, entry->file))
        free_entry (entry);
      else
        g_ptr_array_add (all, entry);
    }
  return all;
}

static int
compare_doubles (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;

  return a < b ? -1 : a > b;
}

/* Persons of whom two photos were seen. */
static void
print_pairs (GHashTable *persons)
{
  GHashTableIter iter;
  gpointer key, value;
  int n = 0, within = 0, seen_within = 0;
  g_autoptr (GArray) ita = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) seen_ita = g_array_new (FALSE, FALSE, sizeof (double));

  g_hash_table_iter_init (&iter, persons);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GPtrArray *photos = value;

      for (guint k = 1; k < photos->len; k++)
        {
          const Seen *a = photos->pdata[0], *b = photos->pdata[k];
          double apart = fabs (a->skin.ita - b->skin.ita);
          double seen_apart = fabs (a->skin.seen_ita - b->skin.seen_ita);

          n++;
          within += abs (a->skin.monk - b->skin.monk) <= 1;
          seen_within += abs (a->skin.seen_monk - b->skin.seen_monk) <= 1;
          g_array_append_val (ita, apart);
          g_array_append_val (seen_ita, seen_apart);
        }
    }
  if (n == 0)
    return;
  g_array_sort (ita, compare_doubles);
  g_array_sort (seen_ita, compare_doubles);
  g_print ("pairs of one person: %d; at most one Monk step apart %.3f (as photographed %.3f); ITA "
           "apart, median %.1f and 90 %% %.1f (as photographed %.1f, %.1f)\n",
           n, within / (double)n, seen_within / (double)n, g_array_index (ita, double, n / 2),
           g_array_index (ita, double, n * 9 / 10), g_array_index (seen_ita, double, n / 2),
           g_array_index (seen_ita, double, n * 9 / 10));
}

static void
print_all (void)
{
  for (int k = 0; k < VARIANTS; k++)
    if (held[k].n > 0)
      g_print ("%-9s n %d: Monk within 1 step %.3f (most %d), ITA within 5° %.3f (as photographed "
               "%.3f), mean %.2f°, most %.1f° (%s); exposure moved %+.2f EV, %.3f off\n",
               variant_names[k], held[k].n, held[k].monk_within / (double)held[k].n,
               held[k].monk_most, held[k].ita_within / (double)held[k].n,
               held[k].seen_ita_within / (double)held[k].n, held[k].ita_sum / held[k].n,
               held[k].ita_most, held[k].worst, held[k].exposure_sum / held[k].n,
               held[k].exposure_off / held[k].n);
  for (int k = 0; k < LIGHTS; k++)
    if (recovered[k].n > 0)
      g_print ("light %.2f 1 %.2f, n %d: recovery angular error %.2f° → %.2f° (to the photo's own "
               "light %.2f°)\n",
               gains[k][0], gains[k][1], recovered[k].n, recovered[k].before / recovered[k].n,
               recovered[k].after / recovered[k].n, recovered[k].own / recovered[k].n);
  for (int k = 0; k <= VANITY_SKIN_TONES; k++)
    if (groups[k].n > 0)
      g_print ("%s %2d: n %3d, L* seen %.1f, exposure %+.2f ± %.2f EV, L* corrected %+.1f, Monk "
               "%+.2f, confidence %.2f, eyes %.2f, teeth %.2f\n",
               k < VANITY_SKIN_TONES ? "seen as Monk" : "all         ", k + 1, groups[k].n,
               groups[k].seen_L / groups[k].n, groups[k].exposure / groups[k].n,
               sqrt (MAX (groups[k].exposure_square / groups[k].n
                              - groups[k].exposure / groups[k].n * groups[k].exposure / groups[k].n,
                          0)),
               groups[k].lighter / groups[k].n, groups[k].steps / groups[k].n,
               groups[k].confidence / groups[k].n, groups[k].eyes / (double)groups[k].n,
               groups[k].teeth / (double)groups[k].n);
  for (int k = 0; k < 3 && times[0]->len > 0; k++)
    {
      static const char *const parts[] = { "texture", "light", "skin" };

      g_array_sort (times[k], compare_doubles);
      g_print ("%s: median %.2f ms\n", parts[k],
               g_array_index (times[k], double, times[k]->len / 2));
    }
}

static gboolean
has (int argc, char **argv, const char *what)
{
  for (int i = 2; i < argc; i++)
    if (g_str_equal (argv[i], what))
      return TRUE;
  return argc < 3;
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER [stable] [lights] [pairs]");
  g_autoptr (GHashTable) persons
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || argc < 2)
    g_error ("%s", error != NULL ? error->message : "a folder is needed");
  finder = vanity_face_finder_new (&error);
  if (finder == NULL)
    g_error ("%s", error->message);
  for (int k = 0; k < 3; k++)
    times[k] = g_array_new (FALSE, FALSE, sizeof (double));
  all = read_entries (argv[1]);
  for (int i = from; i < (int)all->len && i < from + count; i++)
    {
      const Entry *entry = all->pdata[i];
      g_autofree char *path = g_build_filename (argv[1], "img", entry->file, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, NULL);
      g_autoptr (VanityFace) face = photo != NULL ? find (vanity_photo_get_image (photo)) : NULL;
      VanityImage *image = photo != NULL ? vanity_photo_get_image (photo) : NULL;
      GPtrArray *photos = g_hash_table_lookup (persons, entry->person);
      Seen seen;

      if (face == NULL || !look (image, face, &seen) || !seen.skin.known)
        continue;
      if (photos == NULL)
        {
          photos = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (persons, g_strdup (entry->person), photos);
        }
      g_ptr_array_add (photos, g_memdup2 (&seen, sizeof seen));
      g_array_append_val (times[0], seen.ms_texture);
      g_array_append_val (times[1], seen.ms_light);
      g_array_append_val (times[2], seen.ms_skin);
      add_bias (&seen);
      if (verbose)
        g_print ("%s: seen L* %.1f a* %.1f b* %.1f ITA %.1f Monk %d; light %.2f %.2f conf %.2f "
                 "evidence %x %.0f K exposure %+.2f ± %.2f; L* %.1f a* %.1f b* %.1f ITA %.1f ± "
                 "%.1f Monk %d (%d), %.2f %.2f %.2f %.2f\n",
                 entry->file, (double)seen.skin.seen.L, (double)seen.skin.seen.a,
                 (double)seen.skin.seen.b, seen.skin.seen_ita, seen.skin.seen_monk,
                 (double)seen.light.rgb[0], (double)seen.light.rgb[2],
                 (double)seen.light.confidence, seen.light.evidence, seen.light.temperature,
                 (double)seen.light.exposure, (double)seen.light.exposure_spread,
                 (double)seen.skin.lab.L, (double)seen.skin.lab.a, (double)seen.skin.lab.b,
                 seen.skin.ita, seen.skin.ita_spread, seen.skin.monk, seen.skin.monk_second,
                 (double)seen.skin.undertone[0], (double)seen.skin.undertone[1],
                 (double)seen.skin.undertone[2], (double)seen.skin.undertone[3]);
      if (has (argc, argv, "stable"))
        measure_stable (image, face, &seen, entry->file);
      if (has (argc, argv, "lights"))
        measure_lights (image, face, &seen);
    }
  print_all ();
  print_pairs (persons);
  return 0;
}
