/* What Softmax and LogSoftmax share: they run along one axis. */
#pragma once

#include "nn/ops/split.h"

typedef struct
{
  gint64 length; /* of the axis */
  gint64 stride; /* between its elements */
} VanitySoftmaxParams;

/* Reads “axis”. */
gboolean vanity_softmax_infer (VanityCall *call, GError **error);
/* Where the elements of line `line`, along the axis, begin. */
gint64 vanity_softmax_find_line (const VanitySoftmaxParams *params, gint64 line);
/* Splits the lines over the pool. */
void vanity_softmax_split (VanityCall *call, VanitySplitFunc run);
/* Lines [from, to), to softmax or its logarithm. */
void vanity_softmax_run (VanityCall *call, gint64 from, gint64 to, gboolean logarithm);
