/* Measures a folder of labelled portraits, to fit and check the quality's thresholds: one line a
 * face, tab-separated, on the standard output. measure FACES.json [FIRST [COUNT]]. Not installed.
 *
 * FACES.json lists objects with "file" (in img/ beside it), "flags" ("g": glasses) and "yaw". */
#include "face/cover.h"
#include "face/quality.h"
#include "support.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>

static void
measure (VanityFaceFinder *finder, const char *folder, JsonObject *entry)
{
  const char *file = json_object_get_string_member (entry, "file");
  g_autofree char *path = g_build_filename (folder, "img", file, NULL);
  g_autoptr (VanityImage) image = support_load (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faces = vanity_face_finder_find (finder, image, NULL, &error);
  VanityQualityMeasures m;

  if (faces->len == 0)
    {
      g_printerr ("%s: no face\n", file);
      return;
    }
  VanityFace *face = g_ptr_array_index (faces, 0);
  vanity_quality_assess (face, image, &m, &error);
  g_assert_no_error (error);

  const VanityAtlas *atlas = vanity_atlas_get (VANITY_COVER_SIZE, &error);
  int n = VANITY_COVER_SIZE * VANITY_COVER_SIZE;
  g_autofree float *rgb = g_new (float, 3 * n);
  g_autofree float *visibility = g_new (float, n);
  float features[VANITY_GLASSES_FEATURES];
  vanity_atlas_unwrap (atlas, face->points, image, rgb, visibility, &error);
  g_assert_no_error (error);
  vanity_cover_measure_glasses (rgb, visibility, features);

  g_print ("%s\t%s\t%s\t%u\t%.3f\t%.2f\t%.2f\t%.2f\t%.1f\t%.2f\t%.2f\t%.3f\t%.4f\t%.4f\t%.3f\t%.2f",
           file, json_object_get_string_member (entry, "person"),
           json_object_get_string_member (entry, "flags"), faces->len, face->presence,
           face->pose.yaw, face->pose.pitch, face->pose.roll, m.size, m.brightness, m.highlight,
           m.blown, m.sharpness, m.outside, m.glasses, m.cover);
  for (int i = 0; i < VANITY_GLASSES_FEATURES; i++)
    g_print ("\t%.4f", features[i]);
  g_print ("\n");
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (argc < 2 || !json_parser_load_from_file (parser, argv[1], &error))
    {
      g_printerr ("%s\n",
                  error != NULL ? error->message : "usage: measure FACES.json [FIRST [COUNT]]");
      return 2;
    }
  g_autoptr (VanityFaceFinder) finder = vanity_face_finder_new (&error);
  if (finder == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  g_autofree char *folder = g_path_get_dirname (argv[1]);
  JsonArray *entries = json_node_get_array (json_parser_get_root (parser));
  guint first = argc > 2 ? atoi (argv[2]) : 0, end = json_array_get_length (entries);
  if (argc > 3)
    end = MIN (end, first + atoi (argv[3]));
  for (guint i = first; i < end; i++)
    measure (finder, folder, json_array_get_object_element (entries, i));
  return 0;
}
