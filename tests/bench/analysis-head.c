#include "analysis-head.h"

#include "judge.h"

#include <stdio.h>

static const struct
{
  VanityHeadClass class;
  double wanted;
} wanted[] = {
  { VANITY_HEAD_HAIR, 0.80 },
  { VANITY_HEAD_SKIN, 0.88 },
  { VANITY_HEAD_LIPS, 0.80 },
};

gboolean
head_print (const char *folder, const char *masks, VanityFaceFinder *finder, gboolean listed,
            GError **error)
{
  g_autofree char *photos = g_build_filename (folder, "img", NULL);
  g_autoptr (VanityHeadParser) parser = vanity_head_parser_new (error);
  g_auto (HeadScores) scores = { 0 };

  if (parser == NULL
      || !head_scores_measure (&scores, photos, masks, finder, parser, listed, error))
    return FALSE;
  printf ("Parts of the head, against the masks of %d photos that training never saw\n",
          scores.photos);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    printf ("  analysis, %s of the head, IoU: %.3f (wanted: ≥ %.2f)\n",
            vanity_head_class_get_name (wanted[i].class),
            vanity_confusion_get_iou (&scores.whole, wanted[i].class), wanted[i].wanted);
  head_scores_print (&scores);
  return TRUE;
}
