/* What the reductions share: they run over all elements in order and keep one number in double for
 * each that comes out. */
#pragma once

#include "nn/operator.h"

typedef struct
{
  guint axes; /* bit i: axis i is gone through */
} VanityReduceParams;

/* Reads “axes”, “keepdims” and “noop_with_empty_axes”. */
gboolean vanity_reduce_infer (VanityCall *call, GError **error);
/* All axes between the first and the last, which stay with one element. */
gboolean vanity_reduce_infer_global (VanityCall *call, GError **error);
gint64 vanity_reduce_cost (const VanityCall *call);
void vanity_reduce_prepare (VanityCall *call);
/* The output index to which input row `row` (all axes but the last) begins to count; `row_length`
 * is how many of the output's elements a row has. */
gint64 vanity_reduce_find_target (const VanityShape *shape, guint axes, gint64 row,
                                  gint64 row_length);
/* out = finish (step (… step (start, first) …, last)); `finish` may be NULL. */
void vanity_reduce_run (VanityCall *call, double start, double (*step) (double, double),
                        double (*finish) (double));
