/* A change worn by photos: where it must be, and where it must not. */
#include "transfer/wear.h"
#include "base/error.h"
#include "face/finder.h"
#include "face/mesh.h"
#include "image/photo.h"
#include "makeup/path.h"
#include "painted.h"
#include "portrait.h"

#include <math.h>
#include <string.h>

#define FULL                                                                                       \
  {                                                                                                \
    1, 1, 1, 1, 1                                                                                  \
  }

static VanityWearer *
new_wearer (VanityImage *image, const VanityFace *face, const VanityChange *change)
{
  g_autoptr (GError) error = NULL;
  VanityWearer *wearer = vanity_wearer_new (image, face, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (vanity_wearer_set_change (wearer, change, NULL, &error));
  g_assert_no_error (error);
  return wearer;
}

static VanityImage *
render (VanityWearer *wearer, const double *strength)
{
  g_autoptr (GError) error = NULL;
  VanityImage *image = vanity_wearer_render (wearer, strength, &error);

  g_assert_no_error (error);
  return image;
}

static gboolean
same_pixels (const VanityImage *a, const VanityImage *b)
{
  for (int y = 0; y < a->height; y++)
    if (memcmp (vanity_image_row (a, y), vanity_image_row (b, y),
                (gsize)a->width * 4 * (gsize)(a->depth / 8))
        != 0)
      return FALSE;
  return TRUE;
}

static int
count_changed (const VanityImage *a, const VanityImage *b)
{
  int n = 0;

  for (int y = 0; y < a->height; y++)
    for (int x = 0; x < a->width; x++)
      n += !portrait_same (a, b, x, y);
  return n;
}

/* No change, or one of strength 0, gives the source to the bit; so does taking it off again. */
static void
test_none (void)
{
  static const double zero[VANITY_N_CHANGES] = { 0 };

  for (int depth = 8; depth <= 16; depth += 8)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;

      portrait.depth = depth;
      g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      g_autoptr (VanityChange) none = vanity_change_new (256);
      g_autoptr (VanityChange) paint = painted_green_new (256, -1);
      g_autoptr (VanityWearer) wearer = new_wearer (image, &face, none);
      g_autoptr (VanityImage) bare = render (wearer, NULL);
      VanityRect changed;

      g_assert_true (same_pixels (image, bare));
      g_assert_true (vanity_wearer_set_change (wearer, paint, NULL, NULL));
      g_autoptr (VanityImage) undosed = render (wearer, zero);
      g_assert_true (same_pixels (image, undosed));
      g_autoptr (VanityImage) worn = render (wearer, NULL);
      g_assert_cmpint (count_changed (image, worn), >, 5000);
      vanity_wearer_render_into (wearer, zero, worn, &changed);
      g_assert_cmpint (changed.width, >, 100);
      g_assert_true (same_pixels (image, worn));
      g_assert_true (vanity_wearer_set_change (wearer, NULL, NULL, NULL));
      g_autoptr (VanityImage) again = render (wearer, NULL);
      g_assert_true (same_pixels (image, again));
    }
}

/* What paint that lies everywhere must leave alone. */
static void
check_guards (const VanityImage *image, const VanityImage *worn, const VanityFace *face)
{
  const VanityAtlas *atlas = vanity_atlas_get (256, NULL);
  VanityRect all = { 0, 0, image->width, image->height };
  g_autoptr (VanityAtlasMap) map = vanity_atlas_wrap (atlas, face->points, &all, NULL);
  int outside = 0, inside = 0;

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        gboolean same = portrait_same (image, worn, x, y);

        outside += !same && isnan (map->u[y * image->width + x]);
        inside += !same && !isnan (map->u[y * image->width + x]);
      }
  g_test_message ("%d pixels changed on the face, %d outside", inside, outside);
  g_assert_cmpint (inside, >, 1000);
  g_assert_cmpint (outside, ==, 0);
}

/* Pixels changed within `share` of the way from the middle of a contour to it; −1 where there are
 * none. */
static int
count_within (const VanityImage *image, const VanityImage *worn, const VanityFace *face,
              VanityContourId id, double share)
{
  const VanityContour *contour = vanity_mesh_get_contour (id);
  VanityKnot knots[40];
  double x = 0, y = 0;
  int changed = 0, n = 0;

  for (int i = 0; i < contour->n; i++)
    {
      x += (double)face->points[contour->index[i]].x / contour->n;
      y += (double)face->points[contour->index[i]].y / contour->n;
    }
  for (int i = 0; i < contour->n; i++)
    knots[i] = (VanityKnot){ x + share * ((double)face->points[contour->index[i]].x - x),
                             y + share * ((double)face->points[contour->index[i]].y - y), 0 };
  g_autoptr (VanityPath) path = vanity_path_new (knots, contour->n, TRUE);
  for (int j = 0; j < image->height; j++)
    for (int i = 0; i < image->width; i++)
      if (fabs (i - x) + fabs (j - y) < 200
          && vanity_path_get_distance (path, i + 0.5, j + 0.5) < 0)
        {
          n++;
          changed += !portrait_same (image, worn, i, j);
        }
  return n > 0 ? changed : -1;
}

static void
test_guards (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;

  portrait.gap = 8;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  if (image == NULL)
    return;
  g_autoptr (VanityChange) paint = painted_green_new (256, -1);
  g_autoptr (VanityWearer) wearer = new_wearer (image, &face, paint);
  g_autoptr (VanityImage) worn = render (wearer, NULL);

  check_guards (image, worn, &face);
  g_assert_cmpint (count_within (image, worn, &face, VANITY_CONTOUR_LIPS_INNER, 0.6), ==, 0);
  g_assert_cmpint (count_within (image, worn, &face, VANITY_CONTOUR_EYE_RIGHT, 0.5), ==, 0);
  g_assert_cmpint (count_within (image, worn, &face, VANITY_CONTOUR_EYE_LEFT, 0.5), ==, 0);
}

/* Half over the border of the photo. */
static void
test_cut (void)
{
  static const double places[][2] = { { 0, 215 }, { 360, 215 }, { 180, 0 }, { 180, 440 } };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      Portrait portrait = PORTRAIT_INIT;
      VanityFace face;

      portrait.x = places[i][0];
      portrait.y = places[i][1];
      g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
      if (image == NULL)
        return;
      g_autoptr (VanityChange) paint = painted_green_new (256, -1);
      g_autoptr (VanityWearer) wearer = new_wearer (image, &face, paint);
      g_autoptr (VanityImage) worn = render (wearer, NULL);

      check_guards (image, worn, &face);
    }
}

/* A face of a few pixels wears it all the same; one outside the photo, or of no size, nothing. */
static void
test_small (void)
{
  Portrait portrait
      = { .width = 60, .height = 70, .depth = 8, .skin = 0xc8967a, .face = 30, .x = 30, .y = 35 };
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  g_autoptr (VanityChange) paint = painted_green_new (256, -1);
  g_autoptr (VanityWearer) wearer = new_wearer (image, &face, paint);
  g_autoptr (VanityImage) worn = render (wearer, NULL);
  g_assert_cmpint (count_changed (image, worn), >, 100);
  for (int k = 0; k < 2; k++)
    {
      VanityFace odd = face;

      for (int i = 0; i < VANITY_FACE_POINTS; i++)
        {
          odd.points[i].x = k == 0 ? face.points[i].x + 5000 : 30;
          odd.points[i].y = k == 0 ? face.points[i].y : 35;
          odd.points[i].z = 0;
        }
      g_autoptr (VanityWearer) nobody = new_wearer (image, &odd, paint);
      g_autoptr (VanityImage) bare = render (nobody, NULL);
      g_assert_true (same_pixels (image, bare));
    }
}

/* Each part's strength moves that part alone. */
static void
test_parts (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  g_autoptr (VanityChange) paint = painted_green_new (256, -1);
  g_autoptr (VanityWearer) wearer = new_wearer (image, &face, paint);
  VanityRect all = { 0, 0, image->width, image->height };
  g_autoptr (VanityAtlasMap) map
      = vanity_atlas_wrap (vanity_atlas_get (256, NULL), face.points, &all, NULL);

  for (int k = 0; k < VANITY_N_CHANGES; k++)
    {
      double strength[VANITY_N_CHANGES] = { 0 };
      const float *part = vanity_change_get_part (vanity_atlas_get (256, NULL), k);
      g_autofree float *spot = g_new (float, all.width *all.height);
      int own = 0, changed = 0, astray = 0;

      strength[k] = 1;
      g_autoptr (VanityImage) worn = render (wearer, strength);
      vanity_atlas_lookup (vanity_atlas_get (256, NULL), map, part, 1, 0, spot);
      for (int i = 0; i < all.width * all.height; i++)
        {
          gboolean same = portrait_same (image, worn, i % all.width, i / all.width);

          own += spot[i] > 0.7f;
          changed += !same && spot[i] > 0.7f;
          astray += !same && fabsf (spot[i]) < 0.0005f;
        }
      g_test_message ("part %d: %d of its %d pixels changed, %d of others", k, changed, own,
                      astray);
      /* Eyeballs are the eyes', and stay. */
      g_assert_cmpint (changed, >, k == VANITY_CHANGE_EYES ? own * 0.5 : own * 0.75);
      g_assert_cmpint (astray, <, own / 20);
    }
}

/* More strength never turns back, part by part and all together, up to 1.5. */
static void
test_strength (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;

  portrait.depth = 16;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  if (image == NULL)
    return;
  g_autoptr (VanityChange) paint = painted_green_new (256, -1);
  g_autoptr (VanityWearer) wearer = new_wearer (image, &face, paint);
  g_autoptr (VanityImage) full = render (wearer, NULL);
  g_autoptr (VanityImage) last = vanity_image_copy (image, NULL);
  double moved = 0;

  for (int step = 1; step <= 15; step++)
    {
      double t = step / 10.0;
      const double strength[VANITY_N_CHANGES] = { t, t, t, t, t };
      g_autoptr (VanityImage) worn = render (wearer, strength);

      for (int y = 0; y < image->height; y++)
        for (int i = 0; i < 4 * image->width; i++)
          {
            int from = ((const guint16 *)(gconstpointer)vanity_image_row (image, y))[i];
            int to = ((const guint16 *)(gconstpointer)vanity_image_row (full, y))[i];
            int before = ((const guint16 *)(gconstpointer)vanity_image_row (last, y))[i];
            int now = ((const guint16 *)(gconstpointer)vanity_image_row (worn, y))[i];

            g_assert_true (to > from   ? now >= before
                           : to < from ? now <= before
                                       : abs (now - from) <= 1);
            moved += step > 10 ? abs (now - before) : 0;
          }
      g_clear_pointer (&last, vanity_image_unref);
      last = g_steal_pointer (&worn);
    }
  g_assert_cmpfloat (moved, >, 1e6);
}

/* A photo unrolled after it is what the atlas says, where edges are not the photo's. */
static void
test_atlas (void)
{
  Portrait portrait = {
    .width = 1440, .height = 1760, .depth = 16, .skin = 0xc8967a, .face = 960, .x = 720, .y = 860
  };
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (GError) error = NULL;
  const int n = 256 * 256;

  if (image == NULL)
    return;
  const VanityAtlas *atlas = vanity_atlas_get (256, NULL);
  g_autoptr (VanityLook) look
      = portrait_look ("\"kind\": \"blush\", \"color\": \"#a03040\", \"opacity\": 1");
  g_autoptr (VanityChange) change = painted_change_new (image, &face, 256, look, &error);
  g_assert_no_error (error);
  const float *cheeks = vanity_atlas_get_region (atlas, VANITY_ATLAS_CHEEKS);
  for (int i = 0; i < 3 * n; i++)
    {
      change->gain[i] = -0.1f * cheeks[i % n];
      change->offset[i] = (i < n ? 0.06f : 0.02f) * cheeks[i % n];
    }
  g_autoptr (VanityWearer) wearer = new_wearer (image, &face, change);
  g_autoptr (VanityImage) worn = render (wearer, NULL);
  g_autofree float *before = g_new (float, 9 * n);
  float *after = before + 3 * n, *wanted = after + 3 * n;
  double moved = 0, off = 0, count = 0;

  g_assert_true (vanity_atlas_unwrap (atlas, face.points, image, before, NULL, NULL));
  g_assert_true (vanity_atlas_unwrap (atlas, face.points, worn, after, NULL, NULL));
  vanity_change_apply (change, before, NULL, wanted);
  for (int i = 0; i < 3 * n; i++)
    if (cheeks[i % n] > 0.98f)
      {
        moved += fabs ((double)(wanted[i] - before[i]));
        off += fabs ((double)(wanted[i] - after[i]));
        count++;
      }
  g_test_message ("moved by %.4f, differs by %.4f", moved / count, off / count);
  g_assert_cmpfloat (moved / count, >, 0.02);
  g_assert_cmpfloat (off, <, 0.05 * moved);
}

/* A cancelled change, and one of a size that no atlas has, leave the earlier one. */
static void
test_cancel (void)
{
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  if (image == NULL)
    return;
  g_autoptr (VanityChange) lips = painted_green_new (256, VANITY_CHANGE_LIPS);
  g_autoptr (VanityChange) cheeks = painted_green_new (128, VANITY_CHANGE_CHEEKS);
  g_autoptr (VanityChange) odd = vanity_change_new (100);
  g_autoptr (VanityWearer) wearer = new_wearer (image, &face, lips);
  g_autoptr (VanityImage) before = render (wearer, NULL);

  g_cancellable_cancel (cancellable);
  g_assert_false (vanity_wearer_set_change (wearer, cheeks, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (vanity_wearer_set_change (wearer, odd, NULL, &error));
  g_assert_error (error, VANITY_ERROR, VANITY_ERROR_VALUE);
  g_clear_error (&error);
  g_autoptr (VanityImage) after = render (wearer, NULL);
  g_assert_true (same_pixels (before, after));
  g_assert_null (vanity_wearer_new (image, &face, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_assert_true (vanity_wearer_set_change (wearer, cheeks, NULL, NULL));
  g_autoptr (VanityImage) other = render (wearer, NULL);
  g_assert_cmpint (count_changed (image, other), >, 1000);
  g_assert_cmpint (count_within (image, other, &face, VANITY_CONTOUR_LIPS_OUTER, 0.9), ==, 0);
}

/* Laid on a neighbour's render both changes add up, whatever the order; and only within `part`. */
static void
test_lay (void)
{
  static const double full[VANITY_N_CHANGES] = FULL;
  Portrait portrait = PORTRAIT_INIT;
  VanityFace face, beside;
  g_autoptr (VanityImage) image = portrait_new (&portrait, &face);

  if (image == NULL)
    return;
  g_autoptr (VanityChange) paint = painted_green_new (256, -1);
  beside = face;
  for (int i = 0; i < VANITY_FACE_POINTS; i++)
    beside.points[i].x += 90;
  g_autoptr (VanityWearer) one = new_wearer (image, &face, paint);
  g_autoptr (VanityWearer) other = new_wearer (image, &beside, paint);
  g_autoptr (VanityImage) ab = vanity_image_copy (image, NULL);
  g_autoptr (VanityImage) ba = vanity_image_copy (image, NULL);
  g_autoptr (VanityImage) some = vanity_image_copy (image, NULL);
  g_autoptr (VanityImage) whole = render (one, full);
  VanityRect left = { 0, 0, 170, image->height };

  vanity_wearer_lay (one, full, ab, NULL);
  g_assert_true (same_pixels (ab, whole));
  vanity_wearer_lay (other, full, ab, NULL);
  vanity_wearer_lay (other, full, ba, NULL);
  vanity_wearer_lay (one, full, ba, NULL);
  g_assert_cmpint (count_changed (whole, ab), >, 1000);
  for (int y = 0; y < image->height; y++)
    for (int i = 0; i < 4 * image->width; i++)
      {
        /* What was clipped on the way is lost. */
        int one_way = vanity_image_row (ab, y)[i], other_way = vanity_image_row (ba, y)[i];

        if (one_way > 0 && one_way < 255 && other_way > 0 && other_way < 255)
          g_assert_cmpint (one_way, ==, other_way);
      }
  vanity_wearer_lay (one, full, some, &left);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      g_assert_true (portrait_same (some, x < left.width ? whole : image, x, y));
}

/* Photos of people, $VANITY_SHARED: open mouths, glasses, hair, dark skin, a turned head. */
static void
test_photos (void)
{
  static const char *const names[]
      = { "us-house-0200", "london-0189", "us-congress-0485", "sfhq-t2i-0363", "us-congress-0420" };
  const char *shared = g_getenv ("VANITY_SHARED");
  g_autoptr (VanityFaceFinder) finder = vanity_face_finder_new (NULL);

  if (shared == NULL || finder == NULL)
    {
      g_test_skip ("VANITY_SHARED names no photos, or the face networks are not installed");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = g_strconcat (names[i], ".jpg", NULL);
      g_autoptr (GFile) file
          = g_file_new_build_filename (shared, "data", "faces", "img", name, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, &error);
      g_assert_no_error (error);
      VanityImage *image = vanity_photo_get_image (photo);
      g_autoptr (GPtrArray) faces = vanity_face_finder_find (finder, image, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (faces->len, >, 0);
      const VanityFace *face = g_ptr_array_index (faces, 0);
      g_autoptr (VanityChange) paint = painted_green_new (256, -1);
      g_autoptr (VanityWearer) wearer = new_wearer (image, face, paint);
      g_autoptr (VanityImage) worn = render (wearer, NULL);

      g_test_message ("%s", names[i]);
      check_guards (image, worn, face);
      g_assert_cmpint (count_within (image, worn, face, VANITY_CONTOUR_IRIS_RIGHT, 0.25), <=, 0);
      g_assert_cmpint (count_within (image, worn, face, VANITY_CONTOUR_IRIS_LEFT, 0.25), <=, 0);
      /* The first of them shows her teeth. */
      if (i == 0)
        g_assert_cmpint (count_within (image, worn, face, VANITY_CONTOUR_LIPS_INNER, 0.6), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wear/none", test_none);
  g_test_add_func ("/wear/guards", test_guards);
  g_test_add_func ("/wear/cut", test_cut);
  g_test_add_func ("/wear/small", test_small);
  g_test_add_func ("/wear/parts", test_parts);
  g_test_add_func ("/wear/strength", test_strength);
  g_test_add_func ("/wear/atlas", test_atlas);
  g_test_add_func ("/wear/cancel", test_cancel);
  g_test_add_func ("/wear/lay", test_lay);
  g_test_add_func ("/wear/photos", test_photos);
  return g_test_run ();
}
