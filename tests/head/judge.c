#include "judge.h"

#include "head/head-mask.h"
#include "image/photo.h"
#include "matrix.h"
#include "texture/texture.h"

#include <stdio.h>

#define N VANITY_HEAD_N_CLASSES

void
head_scores_clear (HeadScores *scores)
{
  vanity_confusion_clear (&scores->whole);
  for (int g = 0; g < VANITY_N_SKIN_GROUPS; g++)
    vanity_confusion_clear (&scores->group[g]);
}

static void
list_photo (const char *name, const VanityConfusion *own, float sure)
{
  printf ("%-24s hair %.3f skin %.3f lips %.3f sure %.2f\n", name,
          vanity_confusion_get_iou (own, VANITY_HEAD_HAIR),
          vanity_confusion_get_iou (own, VANITY_HEAD_SKIN),
          vanity_confusion_get_iou (own, VANITY_HEAD_LIPS), (double)sure);
}

static void
count_photo (HeadScores *scores, const VanityImage *image, const VanityHeadMap *map,
             const guint8 *truth, int group, VanityConfusion *own)
{
  double scale = (double)MAX (image->width, image->height) / VANITY_HEAD_MASK_SIDE;

  for (int i = 0; i < VANITY_HEAD_MASK_SIDE * VANITY_HEAD_MASK_SIDE; i++)
    {
      double x = (i % VANITY_HEAD_MASK_SIDE + 0.5) * scale,
             y = (i / VANITY_HEAD_MASK_SIDE + 0.5) * scale;
      int said;

      if (x >= image->width || y >= image->height)
        continue;
      said = (int)vanity_head_map_find (map, x, y);
      vanity_confusion_add (&scores->whole, truth[i], said);
      vanity_confusion_add (own, truth[i], said);
      if (group >= 0)
        vanity_confusion_add (&scores->group[group], truth[i], said);
    }
  scores->photos++;
  if (group >= 0)
    scores->photos_of[group]++;
}

static gboolean
load_truth (const char *masks, const char *name, guint8 *truth, GError **error)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_build_filename (masks, file, NULL);

  return vanity_head_mask_load (path, truth, error);
}

static gboolean
measure_photo (HeadScores *scores, const char *folder, const char *masks, const char *name,
               VanityFaceFinder *finder, VanityHeadParser *parser, gboolean listed, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (VanityPhoto) photo = vanity_photo_load (file, NULL, error);
  VanityImage *image = photo ? vanity_photo_get_image (photo) : NULL;
  g_autoptr (GPtrArray) faces = image ? vanity_face_finder_find (finder, image, NULL, error) : NULL;
  g_autoptr (VanityTexture) texture = NULL;
  g_autoptr (VanityHeadMap) map = NULL;
  g_autofree guint8 *truth = g_malloc (VANITY_HEAD_MASK_SIDE * VANITY_HEAD_MASK_SIDE);
  VanityConfusion own;
  gint64 start;
  int group = -1;

  if (!faces || !load_truth (masks, name, truth, error))
    return FALSE;
  if (faces->len == 0)
    {
      printf ("%-24s no face is found\n", name);
      return TRUE;
    }
  start = g_get_monotonic_time ();
  map = vanity_head_parser_run (parser, image, faces->pdata[0], NULL, error);
  scores->seconds += 1e-6 * (double)(g_get_monotonic_time () - start);
  if (!map)
    return FALSE;
  texture = vanity_texture_new (image, faces->pdata[0], 128, VANITY_GLASSES_UNKNOWN, NULL);
  if (texture && texture->skin_known)
    group = (int)vanity_skin_tone_get_group (vanity_skin_tone_find (texture->skin, NULL));
  vanity_confusion_init (&own, N);
  count_photo (scores, image, map, truth, group, &own);
  if (listed)
    list_photo (name, &own, map->sure);
  vanity_confusion_clear (&own);
  return TRUE;
}

gboolean
head_scores_measure (HeadScores *scores, const char *folder, const char *masks,
                     VanityFaceFinder *finder, VanityHeadParser *parser, gboolean listed,
                     GError **error)
{
  g_autofree char *list = g_build_filename (masks, "photos.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) names = NULL;

  *scores = (HeadScores){ 0 };
  vanity_confusion_init (&scores->whole, N);
  for (int g = 0; g < VANITY_N_SKIN_GROUPS; g++)
    vanity_confusion_init (&scores->group[g], N);
  if (!g_file_get_contents (list, &text, NULL, error))
    return FALSE;
  names = g_strsplit (text, "\n", -1);
  for (int i = 0; names[i]; i++)
    if (*names[i]
        && !measure_photo (scores, folder, masks, names[i], finder, parser, listed, error))
      return FALSE;
  return TRUE;
}

void
head_scores_print (const HeadScores *scores)
{
  const char *names[N];

  for (int k = 0; k < N; k++)
    names[k] = vanity_head_class_get_name ((VanityHeadClass)k);
  matrix_print ("cells of all photos", &scores->whole, names);
  for (int g = 0; g < VANITY_N_SKIN_GROUPS; g++)
    {
      g_autofree char *what
          = g_strdup_printf ("Monk %s, %d photos", vanity_skin_group_get_label ((VanitySkinGroup)g),
                             scores->photos_of[g]);

      matrix_print (what, &scores->group[g], names);
    }
}
