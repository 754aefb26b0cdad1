/* What the skin loses under foundation and concealer, on many faces: no look may lighten or darken
 * it, take its warmth or smooth its pores away. Needs the portraits kept beside the checkout
 * ($VANITY_SHARED/data/faces) and the networks; skipped without them. On three times as many with
 * -m slow. */
#include "face/finder.h"
#include "image/photo.h"
#include "makeup/canvas.h"
#include "makeup/look.h"

#include <json-glib/json-glib.h>
#include <math.h>

#define PHOTOS 24
#define PHOTOS_SLOW 72
/* Mean change of lightness that one face and all faces together may show, L*. */
#define MOST_ON_ONE 0.8
#define MOST_ON_ALL 0.3
/* Share of the finest contrast (one pixel to its neighbours) that stays. */
#define LEAST_TEXTURE 0.8

typedef struct
{
  double lightness, chroma; /* mean change, L* and C* */
  double texture;           /* finest contrast after ÷ before */
} Change;

typedef struct
{
  char *id;
  GPtrArray *layers; /* foundation and concealer of a look, borrowed from it */
  double sum, sum_dark, worst, chroma_dark, texture;
  int n, n_dark;
} Base;

static void
base_free (gpointer data)
{
  Base *base = data;

  g_free (base->id);
  g_ptr_array_unref (base->layers);
  g_free (base);
}

static VanityLab
get_lab (float *const planes[3], gsize i)
{
  return vanity_lab_from_linear ((VanityRgb){ planes[0][i], planes[1][i], planes[2][i] });
}

/* Over bare skin that nothing covers. */
static Change
measure (const VanityCanvas *canvas)
{
  Change change = { 0, 0, 0 };
  double before = 0, after = 0;
  int n = 0, width = canvas->rect.width;

  for (int y = 1; y + 1 < canvas->rect.height; y += 2)
    for (int x = 1; x + 1 < width; x += 2)
      {
        gsize i = (gsize)y * (gsize)width + (gsize)x;
        double px = canvas->rect.x + x + 0.5, py = canvas->rect.y + y + 0.5;
        VanityLab source, worn;

        if (canvas->allow->data[i] < 0.98f || vanity_canvas_sample (canvas->skin, px, py) < 0.7f)
          continue;
        source = get_lab (canvas->source, i);
        worn = get_lab (canvas->worn, i);
        change.lightness += (double)(worn.L - source.L);
        change.chroma
            += hypot ((double)worn.a, (double)worn.b) - hypot ((double)source.a, (double)source.b);
        before += fabs ((double)(source.L - get_lab (canvas->source, i + 1).L));
        after += fabs ((double)(worn.L - get_lab (canvas->worn, i + 1).L));
        n++;
      }
  if (n > 0)
    {
      change.lightness /= n;
      change.chroma /= n;
      change.texture = after / MAX (before, 1e-6);
    }
  return change;
}

/* The shipped looks' bases; layers belong to `looks`. */
static GPtrArray *
list_bases (const GPtrArray *looks)
{
  GPtrArray *bases = g_ptr_array_new_with_free_func (base_free);

  for (guint i = 0; i < looks->len; i++)
    {
      const VanityLook *look = g_ptr_array_index (looks, i);
      Base *base = g_new0 (Base, 1);

      base->id = g_strdup (look->id);
      base->layers = g_ptr_array_new ();
      for (guint k = 0; k < look->layers->len; k++)
        {
          VanityLayer *layer = g_ptr_array_index (look->layers, k);

          if (g_str_equal (layer->kind->id, "foundation")
              || g_str_equal (layer->kind->id, "concealer"))
            g_ptr_array_add (base->layers, layer);
        }
      g_ptr_array_add (bases, base);
    }
  return bases;
}

static void
wear (VanityCanvas *canvas, Base *base)
{
  const double deep = 45;
  Change change;

  vanity_canvas_clean (canvas);
  for (guint i = 0; i < base->layers->len; i++)
    {
      const VanityLayer *layer = g_ptr_array_index (base->layers, i);

      layer->kind->draw (layer, canvas);
    }
  change = measure (canvas);
  base->n++;
  base->sum += change.lightness;
  base->texture += change.texture;
  if (fabs (change.lightness) > fabs (base->worst))
    base->worst = change.lightness;
  if ((double)canvas->complexion.skin_lab.L < deep)
    {
      base->n_dark++;
      base->sum_dark += change.lightness;
      base->chroma_dark += change.chroma;
    }
}

static double
get_lightness (JsonObject *face)
{
  return json_array_get_double_element (json_object_get_array_member (face, "skin_lab"), 0);
}

static int
compare_lightness (gconstpointer a, gconstpointer b)
{
  double d = get_lightness (*(JsonObject *const *)a) - get_lightness (*(JsonObject *const *)b);

  return d < 0 ? -1 : d > 0;
}

/* Names of up to `n` photos without glasses, evenly spaced in skin lightness, so that the deepest
 * and the fairest are there. */
static char **
choose_photos (JsonArray *all, int n)
{
  g_autoptr (GPtrArray) faces = g_ptr_array_new ();
  GStrvBuilder *names = g_strv_builder_new ();
  char **list;
  guint next = 0;

  for (guint i = 0; i < json_array_get_length (all); i++)
    {
      JsonObject *face = json_array_get_object_element (all, i);

      if (strchr (json_object_get_string_member (face, "flags"), 'g') == NULL
          && json_object_get_int_member (face, "face_px") >= 200)
        g_ptr_array_add (faces, face);
    }
  g_ptr_array_sort (faces, compare_lightness);
  for (int i = 0; i < n; i++)
    {
      double low = get_lightness (g_ptr_array_index (faces, 0));
      double high = get_lightness (g_ptr_array_index (faces, faces->len - 1));

      while (next < faces->len
             && get_lightness (g_ptr_array_index (faces, next)) < low + (high - low) * i / n)
        next++;
      if (next < faces->len)
        g_strv_builder_add (
            names, json_object_get_string_member (g_ptr_array_index (faces, next++), "file"));
    }
  list = g_strv_builder_end (names);
  g_strv_builder_unref (names);
  return list;
}

static void
wear_all (const char *folder, char **photos, VanityFaceFinder *finder, GPtrArray *bases)
{
  for (int i = 0; photos[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, "img", photos[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, &error);
      g_autoptr (GPtrArray) faces = NULL;
      g_autoptr (VanityCanvas) canvas = NULL;

      g_assert_no_error (error);
      faces = vanity_face_finder_find (finder, vanity_photo_get_image (photo), NULL, &error);
      g_assert_no_error (error);
      if (faces->len == 0)
        continue;
      canvas = vanity_canvas_new (vanity_photo_get_image (photo), g_ptr_array_index (faces, 0),
                                  &error);
      g_assert_no_error (error);
      if (canvas->complexion.known)
        for (guint b = 0; b < bases->len; b++)
          wear (canvas, g_ptr_array_index (bases, b));
    }
}

static void
test_skin (void)
{
  g_autofree char *folder = g_build_filename (
      g_getenv ("VANITY_SHARED") != NULL ? g_getenv ("VANITY_SHARED") : "", "data", "faces", NULL);
  g_autofree char *index = g_build_filename (folder, "faces.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (VanityFaceFinder) finder = NULL;
  g_autoptr (GPtrArray) looks = NULL;
  g_autoptr (GPtrArray) bases = NULL;
  g_auto (GStrv) photos = NULL;
  int n = g_test_slow () ? PHOTOS_SLOW : PHOTOS;

  if (g_getenv ("VANITY_SHARED") == NULL || !json_parser_load_from_file (parser, index, NULL))
    {
      g_test_skip ("no portraits: set VANITY_SHARED");
      return;
    }
  finder = vanity_face_finder_new (NULL);
  if (finder == NULL)
    {
      g_test_skip ("no networks");
      return;
    }
  photos = choose_photos (json_node_get_array (json_parser_get_root (parser)), n);
  looks = vanity_look_list_shipped ();
  bases = list_bases (looks);
  wear_all (folder, photos, finder, bases);
  for (guint b = 0; b < bases->len; b++)
    {
      const Base *base = g_ptr_array_index (bases, b);
      double mean = base->sum / MAX (base->n, 1), texture = base->texture / MAX (base->n, 1);

      g_test_message ("%-10s %d faces: L* %+.2f, most %+.2f; %d deep: L* %+.2f C* %+.2f; "
                      "texture %.2f",
                      base->id, base->n, mean, base->worst, base->n_dark,
                      base->sum_dark / MAX (base->n_dark, 1),
                      base->chroma_dark / MAX (base->n_dark, 1), texture);
      g_assert_cmpint (base->n, >=, n * 4 / 5);
      g_assert_cmpint (base->n_dark, >=, n / 5);
      g_assert_cmpfloat (fabs (mean), <=, MOST_ON_ALL);
      g_assert_cmpfloat (fabs (base->worst), <=, MOST_ON_ONE);
      g_assert_cmpfloat (fabs (base->sum_dark), <=, MOST_ON_ALL * base->n_dark);
      /* Grey is what skin without its chroma looks like. */
      g_assert_cmpfloat (base->chroma_dark, >=, -0.8 * base->n_dark);
      g_assert_cmpfloat (texture, >=, LEAST_TEXTURE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/foundation/skin-tone", test_skin);
  return g_test_run ();
}
