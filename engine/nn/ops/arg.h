/* What ArgMax and ArgMin share. */
#pragma once

#include "nn/operator.h"

typedef struct
{
  gint64 length; /* of the axis */
  gint64 stride; /* between its elements */
  float sign;    /* −1 where the smallest is sought */
  gboolean last; /* of several alike, the last */
} VanityArgParams;

/* `sign` is set. The output has indices, as numbers. */
gboolean vanity_arg_infer (VanityCall *call, GError **error);
gint64 vanity_arg_cost (const VanityCall *call);
void vanity_arg_forward (VanityCall *call);
