#include "analysis-concerns.h"

#include "image/skin-tone.h"
#include "skin/concern-judge.h"
#include "skin/concern-model.h"

#include <stdio.h>

#define WANTED_OVERLAP 0.6
#define WANTED_RANK 0.9

typedef struct
{
  VanityConcernModel *model;
  const VanityAtlas *atlas;
} Judge;

/* Whose masks are wanted to fit. */
static const gboolean masked[VANITY_N_CONCERNS] = {
  [VANITY_CONCERN_REDNESS] = TRUE,
  [VANITY_CONCERN_SPOTS] = TRUE,
  [VANITY_CONCERN_WRINKLES] = TRUE,
  [VANITY_CONCERN_DARK_CIRCLES] = TRUE,
};

static gboolean
see (gpointer data, const float *rgb, const float *visibility, float *maps, GError **error)
{
  const Judge *self = data;
  g_autoptr (VanitySignals) signals = vanity_signals_new (self->atlas, rgb, visibility);

  return vanity_concern_model_run (self->model, signals, maps, NULL, error);
}

static void
print (const VanityConcernVerdict *verdict)
{
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    {
      const char *id = vanity_concern_get_id ((VanityConcern)k);

      if (masked[k])
        printf ("  analysis, %s painted clearly, IoU: %.3f (wanted: ≥ %.1f)\n", id,
                verdict->overlap[k], WANTED_OVERLAP);
      else
        printf ("  %s painted clearly, IoU %.3f\n", id, verdict->overlap[k]);
      printf ("  analysis, %s, rank correlation with strength, all faces: %.3f (wanted: ≥ %.1f)\n",
              id, verdict->rank[k], WANTED_RANK);
      printf ("  analysis, %s, rank correlation with strength, on a face: %.3f (wanted: ≥ %.1f)\n",
              id, verdict->within[k], WANTED_RANK);
      printf ("    painted on %.1f %% of the skin; seen on %.1f %% of faces that nothing is "
              "painted on\n",
              100 * verdict->area[k][0], 100 * verdict->area[k][1]);
    }
}

static void
print_group (VanitySkinGroup group, const VanityConcernVerdict *verdict)
{
  printf ("  skin of Monk %s, %d faces, IoU and rank:", vanity_skin_group_get_label (group),
          verdict->faces);
  for (int k = 0; k < VANITY_N_CONCERNS; k++)
    printf ("%s %s %.2f %.2f", k > 0 ? "," : "", vanity_concern_get_id ((VanityConcern)k),
            verdict->overlap[k], verdict->rank[k]);
  printf ("\n");
}

gboolean
concerns_print (const VanityDataset *set, guint64 seed, int count, GError **error)
{
  VanityConcernModel *model = vanity_concern_model_get_shipped (error);
  Judge self = { model, vanity_atlas_get (vanity_dataset_get_size (set), error) };
  VanityConcernVerdict verdict;

  if (self.model == NULL || self.atlas == NULL)
    return FALSE;
  for (int group = -1; group < VANITY_N_SKIN_GROUPS; group++)
    {
      g_autoptr (VanityConcernLessons) lessons
          = vanity_concern_lessons_new (set, VANITY_DATASET_VALIDATION, error);

      if (lessons == NULL)
        return FALSE;
      if (group >= 0 && vanity_concern_lessons_keep (lessons, (VanitySkinGroup)group) == 0)
        continue;
      if (!vanity_concern_judge (lessons, group < 0 ? count : (count + 2) / 3, seed, see, &self,
                                 &verdict, error))
        return FALSE;
      if (group >= 0)
        {
          print_group ((VanitySkinGroup)group, &verdict);
          continue;
        }
      printf ("Concerns of the skin, painted on %d faces (seed %" G_GUINT64_FORMAT
              ") that training never saw\n",
              verdict.faces, seed);
      print (&verdict);
    }
  return TRUE;
}
