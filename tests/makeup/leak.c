/* How much colour ends where it does not belong, on photos of people: lipstick off the lips and on
 * teeth, a whole look on what is not the person. The photos are kept beside the checkout
 * ($VANITY_SHARED/data/oracle/photos); skipped without them or the networks. */
#include "portrait.h"

#include "face/finder.h"
#include "face/mesh.h"
#include "face/segment.h"
#include "image/photo.h"
#include "makeup/mask.h"
#include "makeup/path.h"

#include <math.h>

/* From the mesh's lips: how far their border in the photo may lie outside it. */
#define BESIDE_MM 3.0
/* From the mesh's opening: how far lips may roll into it. */
#define WITHIN_MM 1.6
#define OPEN_MM 3.0
/* Less is not seen. */
#define SEEN 2.0

/* Bounds; measured when they were set: 0.0021 (a mouth of nine pixels), 0.01, 0.00, 0.0000. */
#define MOST_BESIDE 0.004     /* of the change by lipstick, on one photo */
#define MOST_ON_TEETH 0.2     /* mean ΔE00 in one open mouth */
#define MOST_ON_ALL_TEETH 0.1 /* and over all of them */
#define MOST_BACKGROUND 0.002 /* of the change by a look, on one photo */

typedef struct
{
  int n, n_open;
  double beside, worst_beside, teeth, worst_teeth, background, worst_background;
} Leaks;

static double
get_change (const VanityImage *a, const VanityImage *b, int x, int y)
{
  return portrait_same (a, b, x, y)
             ? 0
             : vanity_lab_delta_e2000 (portrait_lab (a, x, y), portrait_lab (b, x, y));
}

/* The mean colour of the lips. */
static VanityLab
measure_red (const VanityImage *image, const VanityPath *outer, const VanityPath *inner)
{
  VanityLab sum = { 0, 0, 0 };
  VanityRect rect;
  float n = 0;

  g_assert_true (vanity_path_get_bounds (outer, 0, &rect));
  for (int y = MAX (rect.y, 0); y < MIN (rect.y + rect.height, image->height); y++)
    for (int x = MAX (rect.x, 0); x < MIN (rect.x + rect.width, image->width); x++)
      if (vanity_path_get_distance (outer, x + 0.5, y + 0.5) < 0
          && vanity_path_get_distance (inner, x + 0.5, y + 0.5) > 0)
        {
          VanityLab lab = portrait_lab (image, x, y);

          sum = (VanityLab){ sum.L + lab.L, sum.a + lab.a, sum.b + lab.b };
          n++;
        }
  n = MAX (n, 1);
  return (VanityLab){ sum.L / n, sum.a / n, sum.b / n };
}

/* Whether a pixel is the inside of the mouth: teeth anywhere in the opening, all that lies deeper
 * than `within` pixels. */
static gboolean
is_inside (const VanityImage *image, const VanityPath *opening, const VanityLab *lips,
           double within, int x, int y)
{
  double away = vanity_path_get_distance (opening, x + 0.5, y + 0.5);
  VanityLab lab;

  if (away >= 0)
    return FALSE;
  lab = portrait_lab (image, x, y);
  return away < -within || (lab.L > lips->L + 12 && lab.a < 0.5f * lips->a);
}

static void
measure_lips (VanityImage *image, const VanityFace *face, const char *name, Leaks *leaks)
{
  g_autoptr (VanityLook) red = portrait_look ("\"kind\": \"lipstick\", \"color\": \"#b0101f\", "
                                              "\"opacity\": 1, \"coverage\": 1, \"softness\": 0.1");
  g_autoptr (VanityImage) worn = portrait_wear (image, face, red, 1);
  g_autoptr (VanityPath) outer = vanity_path_new_contour (face, VANITY_CONTOUR_LIPS_OUTER);
  g_autoptr (VanityPath) inner = vanity_path_new_contour (face, VANITY_CONTOUR_LIPS_INNER);
  double unit = (double)vanity_face_get_width (face) / 140, all = 0, beside = 0, teeth = 0;
  double gap = hypot ((double)(face->points[13].x - face->points[14].x),
                      (double)(face->points[13].y - face->points[14].y));
  VanityLab lips;
  int n_teeth = 0;

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        double change = get_change (image, worn, x, y);

        if (change > 0)
          {
            all += change;
            if (vanity_path_get_distance (outer, x + 0.5, y + 0.5) > BESIDE_MM * unit)
              beside += change;
          }
      }
  if (gap > OPEN_MM * unit)
    {
      VanityRect rect;

      g_assert_true (vanity_path_get_bounds (inner, 0, &rect));
      lips = measure_red (image, outer, inner);
      for (int y = MAX (rect.y, 0); y < MIN (rect.y + rect.height, image->height); y++)
        for (int x = MAX (rect.x, 0); x < MIN (rect.x + rect.width, image->width); x++)
          if (is_inside (image, inner, &lips, WITHIN_MM * unit, x, y))
            {
              teeth += get_change (image, worn, x, y);
              n_teeth++;
            }
    }
  if (all > 0)
    {
      leaks->beside += beside / all;
      leaks->worst_beside = MAX (leaks->worst_beside, beside / all);
    }
  if (n_teeth > 20)
    {
      leaks->n_open++;
      leaks->teeth += teeth / n_teeth;
      leaks->worst_teeth = MAX (leaks->worst_teeth, teeth / n_teeth);
    }
  if (beside > 0.5 * MOST_BESIDE * all || (n_teeth > 20 && teeth > 0.5 * n_teeth))
    g_test_message ("%-28s beside the lips %.4f, on teeth ΔE00 %.2f", name,
                    all > 0 ? beside / all : 0, n_teeth > 0 ? teeth / n_teeth : 0);
}

static void
measure_background (VanityImage *image, const VanityFace *face, const VanityPersonMap *person,
                    const char *name, Leaks *leaks)
{
  g_autoptr (VanityLook) glam = vanity_look_find ("glam", NULL);
  g_autoptr (VanityImage) worn = portrait_wear (image, face, glam, 1);
  double all = 0, off = 0;

  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++)
      {
        double change = get_change (image, worn, x, y);

        all += change;
        if (change > SEEN && vanity_person_map_get (person, x + 0.5, y + 0.5) < 0.1f)
          off += change;
      }
  if (all <= 0)
    return;
  leaks->background += off / all;
  leaks->worst_background = MAX (leaks->worst_background, off / all);
  if (off > 0.25 * MOST_BACKGROUND * all)
    g_test_message ("%-28s off the person %.4f", name, off / all);
}

/* More of the picture than the renderer looks at. */
static VanityRect
find_surroundings (const VanityFace *face)
{
  double middle_x = (double)(face->box[0] + face->box[2] / 2);
  double middle_y = (double)(face->box[1] + face->box[3] / 2);
  double half = 1.1 * (double)MAX (face->box[2], face->box[3]);

  return vanity_rect_around (middle_x - half, middle_y - half, middle_x + half, middle_y + half, 0);
}

static void
measure_photo (const char *path, const char *name, VanityFaceFinder *finder,
               VanitySegmenter *segmenter, Leaks *leaks)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, &error);
  g_autoptr (GPtrArray) faces = NULL;
  g_autoptr (VanityPersonMap) person = NULL;
  VanityImage *image;
  VanityRect around;

  g_assert_no_error (error);
  image = vanity_photo_get_image (photo);
  faces = vanity_face_finder_find (finder, image, NULL, &error);
  g_assert_no_error (error);
  if (faces->len == 0)
    return;
  around = find_surroundings (g_ptr_array_index (faces, 0));
  person = vanity_segmenter_run (segmenter, image, &around, NULL, &error);
  g_assert_no_error (error);
  leaks->n++;
  measure_lips (image, g_ptr_array_index (faces, 0), name, leaks);
  measure_background (image, g_ptr_array_index (faces, 0), person, name, leaks);
}

static void
test_photos (void)
{
  const char *shared = g_getenv ("VANITY_SHARED");
  g_autofree char *folder
      = g_build_filename (shared != NULL ? shared : "", "data", "oracle", "photos", NULL);
  g_autoptr (GDir) dir = shared != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  g_autoptr (VanityFaceFinder) finder = NULL;
  g_autoptr (VanitySegmenter) segmenter = NULL;
  Leaks leaks = { 0 };
  const char *name;

  if (dir == NULL)
    {
      g_test_skip ("no photos: set VANITY_SHARED");
      return;
    }
  finder = vanity_face_finder_new (NULL);
  segmenter = vanity_segmenter_new (NULL);
  if (finder == NULL || segmenter == NULL)
    {
      g_test_skip ("no networks");
      return;
    }
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      measure_photo (path, name, finder, segmenter, &leaks);
    }
  g_test_message ("%d photos: lipstick beside the lips %.4f of it, at most %.4f; "
                  "%d open mouths: ΔE00 %.2f on teeth, at most %.2f; "
                  "glam off the person %.5f of it, at most %.5f",
                  leaks.n, leaks.beside / MAX (leaks.n, 1), leaks.worst_beside, leaks.n_open,
                  leaks.teeth / MAX (leaks.n_open, 1), leaks.worst_teeth,
                  leaks.background / MAX (leaks.n, 1), leaks.worst_background);
  g_assert_cmpint (leaks.n, >=, 40);
  g_assert_cmpint (leaks.n_open, >=, 8);
  g_assert_cmpfloat (leaks.worst_beside, <=, MOST_BESIDE);
  g_assert_cmpfloat (leaks.worst_teeth, <=, MOST_ON_TEETH);
  g_assert_cmpfloat (leaks.teeth, <=, MOST_ON_ALL_TEETH * leaks.n_open);
  g_assert_cmpfloat (leaks.worst_background, <=, MOST_BACKGROUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/makeup/leak/photos", test_photos);
  return g_test_run ();
}
