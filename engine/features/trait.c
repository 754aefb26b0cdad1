#include "features/trait.h"

#include "features/usual.h"

#include <math.h>

/* How wide the borders between degrees are by themselves, deviations: they are a convention. */
#define BORDER 0.25
/* The fold of the upper lid is not among the mesh's points. What lies around it hints at hooded
 * eyes and monolids, and no more than this is made of it: of the portraits told as hooded most
 * look so, of those told as monolids not one in two. */
#define MOST_OF_HOODED 0.7f
#define MOST_OF_MONOLID 0.55f
/* A single measure says no more than this far out: an outlier may be a mesh that missed. */
#define MOST_Z 3.0

static double
get_z (VanityMeasureId id, const VanityMeasure *measure, double *error)
{
  const VanityUsual *usual = vanity_usual_get (id);
  double z = (double)(measure->value - usual->mean) / (double)usual->deviation;

  *error = (double)measure->error / (double)usual->deviation;
  return CLAMP (z, -MOST_Z, MOST_Z);
}

static double
get_phi (double x)
{
  return 0.5 * erfc (-x / G_SQRT2);
}

static void
judge_degree (const VanityTraitModel *model, const VanityMeasure *measures, float *probability)
{
  double sum = 0, weights = 0, squares = 0, error;

  for (int k = 0; k < model->n_measures; k++)
    {
      const VanityTraitMeasure *m = &model->measures[k];
      double weight = (double)m->weight;

      if (!measures[m->id].known)
        continue;
      sum += weight * get_z (m->id, &measures[m->id], &error);
      weights += weight;
      squares += weight * weight * error * error;
    }
  double t = sum / weights, sigma = sqrt (BORDER * BORDER + squares / (weights * weights));
  probability[0] = (float)get_phi (((double)model->low - t) / sigma);
  probability[2] = (float)get_phi ((t - (double)model->high) / sigma);
  probability[1] = MAX (1 - probability[0] - probability[2], 0);
}

static void
judge_kind (const VanityTraitModel *model, const VanityMeasure *measures, float *probability)
{
  double logs[VANITY_TRAIT_MAX_CLASSES], most = -G_MAXDOUBLE, sum = 0, error;

  for (int c = 0; c < model->n_classes; c++)
    {
      logs[c] = log ((double)model->prior[c]);
      for (int k = 0; k < model->n_measures; k++)
        {
          const VanityTraitMeasure *m = &model->measures[k];

          if (!measures[m->id].known)
            continue;
          double miss = get_z (m->id, &measures[m->id], &error) - (double)m->prototype[c];
          logs[c] -= (double)m->weight * miss * miss / (1 + error * error) / 2;
        }
      most = MAX (most, logs[c]);
    }
  for (int c = 0; c < model->n_classes; c++)
    sum += exp (logs[c] - most);
  for (int c = 0; c < model->n_classes; c++)
    probability[c] = (float)(exp (logs[c] - most) / sum);
}

/* What the mesh cannot see goes to the shapes that it can. */
static void
doubt_lids (float *p)
{
  float seen = p[VANITY_EYE_ALMOND] + p[VANITY_EYE_ROUND];
  float almond = seen > 1e-6f ? p[VANITY_EYE_ALMOND] / seen : 0.5f;

  p[VANITY_EYE_HOODED] *= MOST_OF_HOODED;
  p[VANITY_EYE_MONOLID] *= MOST_OF_MONOLID;
  seen = 1 - p[VANITY_EYE_HOODED] - p[VANITY_EYE_MONOLID];
  p[VANITY_EYE_ALMOND] = seen * almond;
  p[VANITY_EYE_ROUND] = seen * (1 - almond);
}

void
vanity_trait_judge (VanityTraitId id, const VanityMeasure measures[VANITY_N_MEASURES],
                    VanityTrait *trait)
{
  const VanityTraitModel *model = &vanity_trait_models[id];
  float weights = 0, known = 0;

  *trait = (VanityTrait){ 0 };
  for (int k = 0; k < model->n_measures; k++)
    {
      weights += model->measures[k].weight;
      known += measures[model->measures[k].id].known ? model->measures[k].weight : 0;
    }
  if (known <= weights / 2)
    return;
  trait->known = TRUE;
  if (model->is_degree)
    judge_degree (model, measures, trait->probability);
  else
    judge_kind (model, measures, trait->probability);
  if (id == VANITY_TRAIT_EYE_SHAPE)
    doubt_lids (trait->probability);
  for (int c = 1; c < model->n_classes; c++)
    if (trait->probability[c] > trait->probability[trait->top])
      trait->top = c;
}
