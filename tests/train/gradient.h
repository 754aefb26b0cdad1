/* Compares the gradients of a node with differences of what it computes: every trainable element is
 * moved a little up and down. */
#pragma once

#include "nn/learner.h"

#include "../nn/support.h"

G_BEGIN_DECLS

typedef enum
{
  GRADIENT_INPUT,          /* an input whose gradient is asked for */
  GRADIENT_PARAMETER,      /* a constant that is learnt */
  GRADIENT_FIXED_INPUT,    /* an input that nobody asks about */
  GRADIENT_FIXED_CONSTANT, /* a constant that is not learnt */
  GRADIENT_SKIPPED,        /* left out */
} GradientKind;

typedef struct
{
  GradientKind kind;
  VanityShape shape;
  double low, high;
  /* Numbers far enough from each other and from 0 that no small step changes their order: for
   * functions with kinks. `low` and `high` are not looked at. */
  gboolean spread;
  /* Whole numbers in [low, high]. */
  gboolean whole;
} GradientInput;

/* Fails where a gradient is off by more than tolerance · (1 + |difference|), differs between
 * instruction sets or numbers of threads, or differs by a bit between two runs. */
void gradient_check (const char *op, const char *attributes, const GradientInput *inputs,
                     int n_inputs, double tolerance);
/* The same for what is linear in each input by itself: differences are exact but for rounding. */
void gradient_check_linear (const char *op, const char *attributes, const GradientInput *inputs,
                            int n_inputs);

G_END_DECLS
