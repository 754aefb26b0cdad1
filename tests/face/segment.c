#include "face/segment.h"

#include "support.h"

static VanitySegmenter *
new_segmenter (void)
{
  g_autoptr (GError) error = NULL;
  VanitySegmenter *segmenter = vanity_segmenter_new (&error);

  if (segmenter == NULL)
    {
      g_assert_error (error, VANITY_ERROR, VANITY_ERROR_MISSING);
      g_test_skip ("skipped: the network is not installed");
    }
  return segmenter;
}

/* The face belongs to the person, the corners above the shoulders do not. */
static void
test_portrait (void)
{
  g_autofree char *folder = support_find_shared ("data/oracle");
  g_autoptr (VanitySegmenter) segmenter = folder != NULL ? new_segmenter () : NULL;
  static const char *const names[] = { "webmorph-00", "interfaces_cc0-00", "interfaces_cc0-01" };

  if (segmenter == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *json = g_strconcat (folder, "/", names[i], ".json", NULL);
      g_autofree char *photo = g_strconcat (folder, "/photos/", names[i], ".jpg", NULL);
      g_autoptr (SupportOracle) oracle = support_oracle_load (json);
      g_autoptr (VanityImage) image = support_load (photo);
      g_autoptr (GError) error = NULL;
      g_autoptr (VanityPersonMap) map = vanity_segmenter_run (segmenter, image, NULL, NULL, &error);
      g_assert_no_error (error);
      for (int p = 0; p < VANITY_FACE_MESH_POINTS; p += 9)
        g_assert_cmpfloat (
            vanity_person_map_get (map, oracle->faces[0][p].x, oracle->faces[0][p].y), >, 0.5);
      g_assert_cmpfloat (vanity_person_map_get (map, 5, 5), <, 0.2);
      g_assert_cmpfloat (vanity_person_map_get (map, image->width - 5, 5), <, 0.2);
      g_assert_cmpfloat (vanity_person_map_get (map, -5, 5), ==, 0);

      /* A part of the photo agrees with the whole. */
      VanityRect part
          = { image->width / 8, image->height / 8, image->width * 3 / 4, image->height * 7 / 8 };
      g_autoptr (VanityPersonMap) closer
          = vanity_segmenter_run (segmenter, image, &part, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (
          vanity_person_map_get (closer, oracle->faces[0][1].x, oracle->faces[0][1].y), >, 0.8);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (VanitySegmenter) segmenter = new_segmenter ();
  g_autoptr (VanityImage) image = support_new_image (64, 64, 90, 90, 90);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  if (segmenter == NULL)
    return;
  g_cancellable_cancel (cancellable);
  g_assert_null (vanity_segmenter_run (segmenter, image, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Between cells the map is bilinear. */
static void
test_get (void)
{
  g_autoptr (VanityPersonMap) map = g_new0 (VanityPersonMap, 1);

  map->region = (VanityRect){ 100, 200, 512, 256 };
  map->probability[3 * VANITY_PERSON_MAP_SIDE + 5] = 1;
  g_assert_cmpfloat_with_epsilon (vanity_person_map_get (map, 111, 203.5), 1, 1e-6);
  g_assert_cmpfloat_with_epsilon (vanity_person_map_get (map, 112, 203.5), 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (vanity_person_map_get (map, 111, 204), 0.5, 1e-6);
  g_assert_cmpfloat_with_epsilon (vanity_person_map_get (map, 113, 203.5), 0, 1e-6);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/segment/portrait", test_portrait);
  g_test_add_func ("/segment/cancelled", test_cancelled);
  g_test_add_func ("/segment/get", test_get);
  return g_test_run ();
}
