/* A loss under test: what it is, and what a plain loop in double says it is. */
#pragma once

#include "train/loss.h"

#include "gradient.h"

G_BEGIN_DECLS

#define LOSS_MAX_INPUTS 4

typedef VanityValueId (*LossAdd) (VanityBuilder *builder, const VanityValueId *ids);

typedef struct
{
  VanityShape shape;
  double low, high;
  gboolean fixed; /* nobody asks for its gradient */
  gboolean whole; /* whole numbers in [low, high] */
} LossInput;

typedef struct
{
  const char *name;
  int n_inputs;
  LossInput inputs[LOSS_MAX_INPUTS];
  LossAdd add;
  double (*work_out) (double *const *x, const VanityShape *shapes);
} LossCase;

/* Its inputs hold `values`. */
VanityLearner *loss_case_make_learner (const LossCase *loss, float *const *values);

/* Fails where the loss of random numbers is not what the loop says, or its gradient not what
 * differences of that say. Puts a case for PyTorch (kit-torch.h) after `lines`, if it is not NULL.
 */
void loss_case_check (const LossCase *loss, GString *lines);

/* Fails unless inputs of these shapes are refused, with an error that says `rule`. */
void loss_check_refused (LossAdd add, const VanityShape *shapes, int n_shapes, const char *rule);

G_END_DECLS
