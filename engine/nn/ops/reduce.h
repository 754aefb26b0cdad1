/* What the reductions but the mean share: they run over all elements in order and keep one number,
 * or two, in double for each that comes out. */
#pragma once

#include "nn/operator.h"

typedef struct
{
  guint axes; /* bit i: axis i is gone through */
} VanityReduceParams;

/* Reads “axes”, “keepdims” and “noop_with_empty_axes”. */
gboolean vanity_reduce_infer (VanityCall *call, GError **error);
gint64 vanity_reduce_cost (const VanityCall *call);
void vanity_reduce_prepare (VanityCall *call);
/* out = finish (step (… step (start, first) …, last)); `finish` may be NULL. */
void vanity_reduce_run (VanityCall *call, double start, double (*step) (double, double),
                        double (*finish) (double));
