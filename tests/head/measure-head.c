/* How well heads are told apart, against masks checked by hand.
 *
 *   measure-head PHOTOS [MODEL.onnx]
 *
 * PHOTOS is the folder of the photos that tests/head/truth/photos.txt names. Without a model the
 * one that comes with Vanity. Prints accuracy, precision, recall, F1 and intersection over union of
 * each class over the cells of all photos, the confusion matrix, the same by groups of skin tones,
 * and of each photo, and the time of a photo. */
#include "head/head-parser.h"
#include "judge.h"
#include "model/model.h"

#include <stdio.h>

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
  g_autoptr (GError) error = NULL;
  g_autoptr (VanityFaceFinder) finder = NULL;
  g_autoptr (VanityHeadParser) parser = NULL;
  g_auto (HeadScores) scores = { 0 };

  if (argc < 2)
    {
      fprintf (stderr, "Usage: measure-head PHOTOS [MODEL.onnx]\n");
      return 2;
    }
  parser = get_parser (argc > 2 ? argv[2] : NULL, &error);
  finder = parser ? vanity_face_finder_new (&error) : NULL;
  if (!finder
      || !head_scores_measure (&scores, argv[1], TRUTH_FOLDER, finder, parser, TRUE, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  printf ("\n%d photos, %.0f ms each\n", scores.photos,
          1e3 * scores.seconds / MAX (scores.photos, 1));
  head_scores_print (&scores);
  return 0;
}
