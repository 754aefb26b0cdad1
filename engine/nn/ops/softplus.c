#include "nn/ops/activate-backward.h"
#include "nn/ops/map.h"

#include <math.h>

/* log (1 + exp x), without passing what float can hold. */
static float
softplus_of (float x)
{
  return MAX (x, 0.0f) + log1pf (expf (-fabsf (x)));
}

static void
softplus_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  vanity_map_run (call, from, to, softplus_of);
}

static void
softplus_forward (VanityCall *call)
{
  vanity_map_split (call, softplus_run, 8.0);
}

const VanityOperator vanity_operator_softplus = {
  .name = "Softplus",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .infer = vanity_unary_infer_shape,
  .cost = vanity_unary_cost,
  .forward = softplus_forward,
  .backward = &vanity_softplus_backward,
};
