/* Splitting work over the pool. */
#pragma once

#include "nn/operator.h"

/* Does the part [from, to) of an operator's work. */
typedef void (*VanitySplitFunc) (VanityCall *call, gint64 from, gint64 to, int worker);

/* Runs `func` over [0, count) in parts, on this thread alone when the whole is too small to be
 * worth sharing. `cost` is what one unit takes, in nanoseconds or so. */
void vanity_call_split (VanityCall *call, VanitySplitFunc func, gint64 count, double cost);
