#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

#include <math.h>

static float
erf_of (float x)
{
  return erff (x);
}

static void
erf_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, erf_of);
}

static void
erf_forward (VanityCall *call)
{
  vanity_map_split (call, erf_run, 5.0);
}

const VanityOperator vanity_operator_erf = {
  .name = "Erf",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = erf_forward,
  .backward = &vanity_erf_backward,
};
