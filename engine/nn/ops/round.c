#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

#include <math.h>

/* Halves go to the even neighbour. */
static float
round_of (float x)
{
  return rintf (x);
}

static void
round_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, round_of);
}

static void
round_forward (VanityCall *call)
{
  vanity_map_split (call, round_run, 0.2);
}

const VanityOperator vanity_operator_round = {
  .name = "Round",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = round_forward,
  .backward = &vanity_step_backward,
};
