#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

#include <math.h>

static float
log_of (float x)
{
  return logf (x);
}

static void
log_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, log_of);
}

static void
log_forward (VanityCall *call)
{
  vanity_map_split (call, log_run, 3.0);
}

const VanityOperator vanity_operator_log = {
  .name = "Log",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = log_forward,
  .backward = &vanity_log_backward,
};
