/* Compares the gradients of a node with differences of what it computes: every trainable element is
 * moved a little up and down, in double precision. */
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
  /* Numbers far enough from each other, from those of other inputs and from 0 that no small step
   * changes their order: for functions with kinks. `low` and `high` are not looked at. */
  gboolean spread;
  /* Whole numbers in [low, high]. */
  gboolean whole;
  /* These numbers, and no others; the caller's. */
  const float *given;
} GradientInput;

/* The operator must be one of reference.h. Fails where, on some instruction set, on one thread or
 * on two,
 *
 *   - what the learner computes is off by more than 5 · 10⁻⁵ (1 + |value|) from what the reference
 *     does;
 *   - a gradient is off by more than 2 · 10⁻⁵ (1 + |gradient|) from the difference of the
 *     reference, a little more among tens of thousands of elements. Where there are too many to
 *     move each, some are moved, and all of them together, up or down by chance;
 *
 * and where gradients differ between instruction sets or numbers of threads, differ by a bit
 * between two runs, or do not add up. */
void gradient_check (const char *op, const char *attributes, const GradientInput *inputs,
                     int n_inputs);

/* The same of how the operator works when nothing learns. */
void gradient_check_working (const char *op, const char *attributes, const GradientInput *inputs,
                             int n_inputs);

/* How many of `count` draws of random shapes there is time for: fewer under a sanitizer, more among
 * slow tests. */
int gradient_count_draws (int count);
/* TRUE once in `times`. */
gboolean gradient_draw_once_in (int times);
/* Channels around the widths of vectors. */
int gradient_draw_channels (void);
/* Of that many dimensions, of 1 to 7 elements, the last one sometimes of as many as there are
 * channels. Some are large enough for threads to share the work. */
VanityShape gradient_draw_shape (int min_rank, int max_rank);
/* Makes an axis so long. */
void gradient_grow (VanityShape *shape, int axis);
/* Input 0 is computed, input 1 is a constant; mostly both learn, sometimes one of them. */
void gradient_draw_kinds (GradientInput *inputs);

G_END_DECLS
