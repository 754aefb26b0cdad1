/* How well heads are told apart, against masks checked by hand.
 *
 *   measure-head PHOTOS [MODEL.onnx]
 *
 * PHOTOS is the folder of the photos that tests/head/truth/photos.txt names. Without a model the
 * one that comes with Vanity. Prints accuracy, precision, recall, F1 and intersection over union of
 * each class over the cells of all photos, the confusion matrix, the same by groups of skin tones,
 * and of each photo, and the time of a photo. */
#include "truth.h"

#include "face/finder.h"
#include "head/head-parser.h"
#include "image/photo.h"
#include "image/skin-tone.h"
#include "model/model.h"
#include "texture/texture.h"
#include "train/confusion.h"

#include <stdio.h>
#include <string.h>

#define N VANITY_HEAD_N_CLASSES

typedef struct
{
  VanityConfusion whole, group[VANITY_N_SKIN_GROUPS];
  int photos, photos_of[VANITY_N_SKIN_GROUPS];
  double seconds;
} Measure;

static void
count_photo (Measure *measure, const char *name, const VanityImage *image, const VanityHeadMap *map,
             const guint8 *truth, int group)
{
  double scale = (double)MAX (image->width, image->height) / TRUTH_SIDE;
  VanityConfusion own;

  vanity_confusion_init (&own, N);
  for (int i = 0; i < TRUTH_SIDE * TRUTH_SIDE; i++)
    {
      double x = (i % TRUTH_SIDE + 0.5) * scale, y = (i / TRUTH_SIDE + 0.5) * scale;
      int said;

      if (x >= image->width || y >= image->height)
        continue;
      said = (int)vanity_head_map_find (map, x, y);
      vanity_confusion_add (&measure->whole, truth[i], said);
      vanity_confusion_add (&own, truth[i], said);
      if (group >= 0)
        vanity_confusion_add (&measure->group[group], truth[i], said);
    }
  printf ("%-24s hair %.3f skin %.3f lips %.3f sure %.2f\n", name,
          vanity_confusion_get_iou (&own, VANITY_HEAD_HAIR),
          vanity_confusion_get_iou (&own, VANITY_HEAD_SKIN),
          vanity_confusion_get_iou (&own, VANITY_HEAD_LIPS), (double)map->sure);
  vanity_confusion_clear (&own);
  measure->photos++;
  if (group >= 0)
    measure->photos_of[group]++;
}

static gboolean
measure_photo (Measure *measure, const char *folder, const char *masks, const char *name,
               VanityFaceFinder *finder, VanityHeadParser *parser, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *file_name = g_strconcat (name, ".png", NULL);
  g_autofree char *mask = g_build_filename (masks, file_name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  VanityImage *image = photo ? vanity_photo_get_image (photo) : NULL;
  g_autoptr (GPtrArray) faces = image ? vanity_face_finder_find (finder, image, NULL, error) : NULL;
  g_autoptr (VanityTexture) texture = NULL;
  g_autoptr (VanityHeadMap) map = NULL;
  g_autofree guint8 *truth = g_malloc (TRUTH_SIDE * TRUTH_SIDE);
  gint64 start;
  int group = -1;

  if (!faces || !truth_load (mask, truth))
    return FALSE;
  if (faces->len == 0)
    {
      printf ("%-24s no face is found\n", name);
      return TRUE;
    }
  start = g_get_monotonic_time ();
  map = vanity_head_parser_run (parser, image, faces->pdata[0], NULL, error);
  measure->seconds += 1e-6 * (double)(g_get_monotonic_time () - start);
  if (!map)
    return FALSE;
  texture = vanity_texture_new (image, faces->pdata[0], 128, VANITY_GLASSES_UNKNOWN, NULL);
  if (texture && texture->skin_known)
    group = (int)vanity_skin_tone_get_group (vanity_skin_tone_find (texture->skin, NULL));
  count_photo (measure, name, image, map, truth, group);
  return TRUE;
}

static void
print_classes (const VanityConfusion *confusion)
{
  printf ("  accuracy %.4f, mean IoU %.3f\n", vanity_confusion_get_accuracy (confusion),
          vanity_confusion_get_mean_iou (confusion));
  printf ("  %-11s precision recall     F1    IoU\n", "");
  for (int k = 0; k < N; k++)
    printf ("  %-11s   %.3f   %.3f  %.3f  %.3f\n", vanity_head_class_get_name ((VanityHeadClass)k),
            vanity_confusion_get_precision (confusion, k),
            vanity_confusion_get_recall (confusion, k), vanity_confusion_get_f1 (confusion, k),
            vanity_confusion_get_iou (confusion, k));
}

static void
print_measure (const Measure *measure)
{
  printf ("\n%d photos, %.0f ms each\n", measure->photos,
          1e3 * measure->seconds / MAX (measure->photos, 1));
  print_classes (&measure->whole);
  printf ("  what is (rows), what was said, in 1000 cells\n");
  for (int i = 0; i < N; i++)
    {
      printf ("  %-11s", vanity_head_class_get_name ((VanityHeadClass)i));
      for (int k = 0; k < N; k++)
        printf (" %8.1f", 1e-3 * (double)measure->whole.counts[i * N + k]);
      printf ("\n");
    }
  for (int g = 0; g < VANITY_N_SKIN_GROUPS; g++)
    if (measure->photos_of[g] > 0)
      {
        printf ("Monk %s, %d photos\n", vanity_skin_group_get_label ((VanitySkinGroup)g),
                measure->photos_of[g]);
        print_classes (&measure->group[g]);
      }
}

static VanityHeadParser *
get_parser (const char *path, GError **error)
{
  VanityGraph *graph;

  if (!path)
    return vanity_head_parser_new (error);
  graph = vanity_model_load (path, error);
  return graph ? vanity_head_parser_new_for_graph (graph, path, error) : NULL;
}

int
main (int argc, char **argv)
{
  g_autofree char *list = g_build_filename (TRUTH_FOLDER, "photos.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFaceFinder) finder = NULL;
  g_autoptr (VanityHeadParser) parser = NULL;
  Measure measure = { 0 };
  int status = 0;

  if (argc < 2)
    {
      fprintf (stderr, "Usage: measure-head PHOTOS [MODEL.onnx]\n");
      return 2;
    }
  parser = get_parser (argc > 2 ? argv[2] : NULL, &error);
  finder = parser ? vanity_face_finder_new (&error) : NULL;
  if (!finder || !g_file_get_contents (list, &text, NULL, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  vanity_confusion_init (&measure.whole, N);
  for (int g = 0; g < VANITY_N_SKIN_GROUPS; g++)
    vanity_confusion_init (&measure.group[g], N);
  names = g_strsplit (text, "\n", -1);
  for (int i = 0; names[i] && status == 0; i++)
    if (*names[i]
        && !measure_photo (&measure, argv[1], TRUTH_FOLDER, names[i], finder, parser, &error))
      status = 1;
  if (status == 0)
    print_measure (&measure);
  else
    fprintf (stderr, "%s\n", error ? error->message : "stopped");
  vanity_confusion_clear (&measure.whole);
  for (int g = 0; g < VANITY_N_SKIN_GROUPS; g++)
    vanity_confusion_clear (&measure.group[g]);
  return status;
}
