/* What operators share that give the same elements another shape. The executor makes no copy. */
#pragma once

#include "nn/operator.h"

/* The output has the input's type and shape. */
gboolean vanity_view_infer_same (VanityCall *call, GError **error);
/* Only where the executor could not make it a view. */
void vanity_view_forward (VanityCall *call);
