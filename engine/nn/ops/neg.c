#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

static float
neg_of (float x)
{
  return -x;
}

static void
neg_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, neg_of);
}

static void
neg_forward (VanityCall *call)
{
  vanity_map_split (call, neg_run, 0.1);
}

const VanityOperator vanity_operator_neg = {
  .name = "Neg",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = neg_forward,
  .backward = &vanity_neg_backward,
};
