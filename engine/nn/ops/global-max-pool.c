#include "nn/ops/reduce.h"

#include <math.h>

static gboolean
global_max_pool_infer (VanityCall *call, GError **error)
{
  VanityReduceParams *params = call->params;
  VanityShape shape = call->inputs[0].shape;

  if (!vanity_call_check_input (call, 0, 3, VANITY_MAX_RANK, error))
    return FALSE;
  for (int i = 1; i < shape.rank - 1; i++)
    {
      params->axes |= 1u << i;
      shape.dim[i] = 1;
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

static double
larger (double kept, double x)
{
  return x > kept || isnan (x) ? x : kept;
}

static void
global_max_pool_forward (VanityCall *call)
{
  vanity_reduce_run (call, -INFINITY, larger, NULL);
}

const VanityOperator vanity_operator_global_max_pool = {
  .name = "GlobalMaxPool",
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (VanityReduceParams),
  .infer = global_max_pool_infer,
  .cost = vanity_reduce_cost,
  .prepare = vanity_reduce_prepare,
  .forward = global_max_pool_forward,
};
