#include "train-skin-judge.h"

#include "image/skin-tone.h"
#include "model/model.h"
#include "skin/concern-judge.h"
#include "skin/concern-model.h"
#include "skin/concern-score.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of the faces learnt from, one in so many tells the population. */
#define SAMPLE 4
#define COLUMNS (VANITY_N_ZONES + 1) /* the zones, and all of a concern's together */

typedef struct
{
  VanityConcernModel *model;
  const VanityAtlas *atlas;
} Judge;

static gboolean
see (gpointer data, const float *rgb, const float *visibility, float *maps, GError **error)
{
  const Judge *self = data;
  g_autoptr (VanitySignals) signals = vanity_signals_new (self->atlas, rgb, visibility);

  return vanity_concern_model_run (self->model, signals, maps, NULL, error);
}

static gboolean
judge (Judge *self, const VanityConcernLessons *lessons, int faces, GError **error)
{
  VanityConcernVerdict verdict;

  if (!vanity_concern_judge (lessons, faces, 1, see, self, &verdict, error))
    return FALSE;
  printf ("%d faces\n", verdict.faces);
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    printf ("  %-12s overlap %.2f (%.2f at %.2f), rank %.3f, of each face %.3f; painted on %.3f, "
            "seen on bare %.3f of the skin\n",
            vanity_concern_get_id ((VanityConcern)k), verdict.overlap[k], verdict.best[k][1],
            verdict.best[k][0], verdict.rank[k], verdict.within[k], verdict.area[k][0],
            verdict.area[k][1]);
  fflush (stdout);
  return TRUE;
}

gboolean
vanity_skin_judge (VanityGraph *graph, const VanityConcernLessons *lessons, int faces,
                   GError **error)
{
  int size = vanity_concern_lessons_get_size (lessons);
  g_autoptr (VanityConcernModel) model
      = vanity_concern_model_new (graph, "what was learnt", size, error);
  Judge self = { model, vanity_atlas_get (size, NULL) };

  return model && judge (&self, lessons, faces, error);
}

static int
compare_doubles (gconstpointer one, gconstpointer other)
{
  double a = *(const double *)one, b = *(const double *)other;

  return a < b ? -1 : a > b;
}

static gboolean
print_population (Judge *self, const VanityDataset *set, GError **error)
{
  const float none[VANITY_N_CONCERNS] = { 0 };
  g_autoptr (VanityConcernLessons) lessons
      = vanity_concern_lessons_new (set, VANITY_DATASET_TRAIN, error);
  int n = vanity_dataset_get_size (set), count, used[VANITY_N_CONCERNS][COLUMNS] = { { 0 } };
  g_autofree float *planes = NULL;
  g_autofree double *amounts = NULL;
  VanityRandom random;

  if (!lessons)
    return FALSE;
  n *= n;
  count = vanity_concern_lessons_get_count (lessons);
  planes = g_new (float, (4 + 2 * VANITY_N_CONCERNS) * (gsize)n);
  amounts = g_new (double, (gsize)VANITY_N_CONCERNS *COLUMNS *(gsize)count);
  vanity_random_init (&random, 1);
  for (int f = 0; f < count; f += SAMPLE)
    {
      float *maps = planes + (4 + VANITY_N_CONCERNS) * (gsize)n;

      if (!vanity_concern_lessons_paint (lessons, f, none, &random, planes, planes + 4 * (gsize)n))
        continue;
      if (!see (self, planes, planes + 3 * (gsize)n, maps, error))
        return FALSE;
      for (int k = 0; k < VANITY_N_CONCERNS; k++)
        for (int z = 0; z < COLUMNS; z++)
          {
            const float *map = maps + k * (gsize)n, *visibility = planes + 3 * (gsize)n;
            double amount
                = z < VANITY_N_ZONES
                      ? vanity_concern_measure_amount (self->atlas, (VanityZone)z, map, visibility,
                                                       NULL)
                      : vanity_concern_measure_all (self->atlas, (VanityConcern)k, map, visibility);

            if (amount >= 0)
              amounts[((gsize)k * COLUMNS + (gsize)z) * (gsize)count + (gsize)used[k][z]++]
                  = amount;
          }
    }
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      printf ("  [%d] = {", k);
      for (int z = 0; z < COLUMNS; z++)
        {
          double *list = amounts + ((gsize)k * COLUMNS + (gsize)z) * (gsize)count;

          qsort (list, (gsize)used[k][z], sizeof *list, compare_doubles);
          printf (" {");
          for (int q = 0; q < VANITY_CONCERN_N_QUANTILES; q++)
            printf (" %.4f,", used[k][z] > 0
                                  ? list[(int)(vanity_concern_quantiles[q] * (used[k][z] - 1))]
                                  : 0);
          printf (" },");
        }
      printf (" },\n");
    }
  return TRUE;
}

gboolean
vanity_skin_judge_file (const char *path, const VanityDataset *set, int faces, GError **error)
{
  VanityGraph *graph = vanity_model_load (path, error);
  int size = vanity_dataset_get_size (set);
  g_autoptr (VanityConcernModel) model
      = graph ? vanity_concern_model_new (graph, path, size, error) : NULL;
  Judge self = { model, vanity_atlas_get (size, error) };

  if (!model || !self.atlas)
    return FALSE;
  for (int group = -2; group < (int)VANITY_N_SKIN_GROUPS; group++)
    {
      g_autoptr (VanityConcernLessons) lessons = vanity_concern_lessons_new (
          set, group == -2 ? VANITY_DATASET_TRAIN : VANITY_DATASET_VALIDATION, error);

      if (!lessons)
        return FALSE;
      printf ("Monk %s: ", group == -2   ? "1–10, learnt from"
                           : group == -1 ? "1–10"
                                         : vanity_skin_group_get_label (group));
      if (group >= 0 && vanity_concern_lessons_keep (lessons, (VanitySkinGroup)group) == 0)
        printf ("no faces\n");
      else if (!judge (&self, lessons, faces, error))
        return FALSE;
    }
  printf ("Population: 50, 90, 99 of a hundred bare faces have no more than\n");
  return print_population (&self, set, error);
}
