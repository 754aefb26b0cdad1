/* What operators with one tensor in and one of the same shape out share. */
#pragma once

#include "nn/operator.h"

/* The parameters of those that vanity_unary_forward () runs. */
typedef struct
{
  VanityUnary op;
  float alpha, beta; /* where `op` has them */
} VanityUnaryParams;

/* Gives the output the input's shape. */
gboolean vanity_unary_infer_shape (VanityCall *call, GError **error);
/* The same, and notes `op` in the VanityUnaryParams. */
gboolean vanity_unary_infer (VanityCall *call, VanityUnary op, GError **error);
gint64 vanity_unary_cost (const VanityCall *call);

/* Runs the op that the VanityUnaryParams name. */
void vanity_unary_forward (VanityCall *call);
/* Runs what the operator's get_activation gives: the elements as a producer would have made them.
 */
void vanity_unary_activate (VanityCall *call);
