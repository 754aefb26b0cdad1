/* What operators share that pick the input's elements by strides. */
#pragma once

#include "nn/operator.h"

/* Output element (i₀, i₁, …) is input element offset + Σ iₖ strideₖ. */
typedef struct
{
  gint64 offset;
  gint64 stride[VANITY_MAX_RANK];
} VanityMoveParams;

/* The strides of a dense tensor. */
void vanity_move_fill_strides (const VanityShape *shape, gint64 *strides);
/* Whether every element stays where it is. */
gboolean vanity_move_is_identity (const VanityCall *call);
void vanity_move_forward (VanityCall *call);
