#include "train-skin-judge.h"

#include "model/model.h"
#include "skin/concern-judge.h"
#include "skin/concern-model.h"
#include "skin/signals.h"

#include <stdio.h>

static gboolean
see (gpointer data, const float *rgb, const float *visibility, float *maps, GError **error)
{
  return vanity_concern_model_run (data, rgb, visibility, maps, NULL, error);
}

static gboolean
judge (VanityConcernModel *model, const VanityConcernLessons *lessons, int faces, GError **error)
{
  VanityConcernVerdict verdict;

  if (!vanity_concern_judge (lessons, faces, 1, see, model, &verdict, error))
    return FALSE;
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    printf ("  %-12s overlap %.2f, rank %.3f, of each face %.3f; painted on %.3f, seen on bare "
            "%.3f of the skin\n",
            vanity_concern_get_id ((VanityConcern)k), verdict.overlap[k], verdict.rank[k],
            verdict.within[k], verdict.area[k][0], verdict.area[k][1]);
  fflush (stdout);
  return TRUE;
}

gboolean
vanity_skin_judge (VanityGraph *graph, const VanityConcernLessons *lessons, int faces,
                   GError **error)
{
  g_autoptr (VanityConcernModel) model = vanity_concern_model_new (
      graph, "what was learnt", vanity_concern_lessons_get_size (lessons), error);

  return model && judge (model, lessons, faces, error);
}

/* Faces of the validation part by the tone of their skin come with the full judge. */
gboolean
vanity_skin_judge_file (const char *path, const VanityDataset *set, int faces, GError **error)
{
  g_autoptr (VanityConcernLessons) lessons
      = vanity_concern_lessons_new (set, VANITY_DATASET_VALIDATION, error);
  VanityGraph *graph = lessons ? vanity_model_load (path, error) : NULL;

  return graph && vanity_skin_judge (graph, lessons, faces, error);
}
