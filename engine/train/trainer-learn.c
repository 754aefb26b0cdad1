#include "base/error.h"
#include "train/trainer.h"

#include <math.h>

gboolean
vanity_trainer_check (VanityLearner *learner, const char *what, double number, GError **error)
{
  g_autofree char *fault = NULL;

  if (isfinite (number))
    return TRUE;
  fault = vanity_learner_find_fault (learner);
  g_set_error (error, VANITY_ERROR, VANITY_ERROR_VALUE, "%s is not finite%s%s", what,
               fault != NULL ? ": " : "", fault != NULL ? fault : "");
  return FALSE;
}

gboolean
vanity_trainer_learn (VanityLearner *learner, VanityOptimizer *const *optimizers, int n_optimizers,
                      double *loss, GError **error)
{
  double total, norm;

  vanity_learner_forward (learner, TRUE);
  total = vanity_learner_get_total (learner);
  if (loss != NULL)
    *loss = total;
  if (!vanity_trainer_check (learner, "the loss", total, error))
    return FALSE;
  vanity_learner_backward (learner, FALSE);
  for (int i = 0; i < n_optimizers; i++)
    {
      vanity_optimizer_step (optimizers[i], &norm);
      if (!vanity_trainer_check (learner, "the gradient", norm, error))
        return FALSE;
    }
  return TRUE;
}
