/* Where the time of a network goes, step by step, and what the processor could do at most.
 *
 * A step is what the executor runs: one node, with what was fused into it. Times are the quickest
 * of several runs, since what else a machine does only ever adds. */
#pragma once

#include "nn/executor.h"

G_BEGIN_DECLS

typedef struct
{
  const char *op;       /* ONNX's name of the operator */
  const char *name;     /* of its node; may be empty. Both are the executor's */
  VanityShape shape;    /* of its first output, channels last */
  gint64 multiply_adds; /* as the operator defines them, however it is worked out: an algorithm that
                         * does with fewer products can so pass the peak */
  double ms;
} VanityProfileStep;

typedef struct
{
  const char *kernels; /* the instruction set, by the name that VANITY_CPU has for it */
  int n_threads;
  int n_steps;
  VanityProfileStep *steps;
  gint64 multiply_adds; /* of all steps */
  double ms;            /* of the quickest whole run */
  /* The most float32 multiply-adds per second that the same threads do together with the same
   * kernels, when they do nothing else: measured, within a tenth of a second. */
  double peak;
} VanityProfile;

/* Runs the network `n_runs` times, at least once, on the inputs that `executor` holds. NULL only
 * when cancelled. Must not outlive `executor`. */
VanityProfile *vanity_profile_new (VanityExecutor *executor, int n_runs, GCancellable *cancellable,
                                   GError **error);
void vanity_profile_free (VanityProfile *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VanityProfile, vanity_profile_free)

G_END_DECLS
