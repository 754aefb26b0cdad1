#include "nn/backward.h"
#include "nn/ops/map.h"

#include <math.h>

/* TensorProto.DataType of onnx.proto. */
#define CAST_TO_BOOL 9

typedef struct
{
  gboolean truth; /* to bool */
  gboolean whole; /* to integers */
} CastParams;

static gboolean
cast_infer (VanityCall *call, GError **error)
{
  CastParams *params = call->params;
  gint64 to;

  if (!vanity_call_get_int (call, "to", 0, 1, 16, &to, error))
    return FALSE;
  params->truth = to == CAST_TO_BOOL;
  params->whole = !params->truth && to != 1 && to != 10 && to != 11 && to != 16;
  return vanity_unary_infer_shape (call, error);
}

/* All is float32 here: to a type without a point, what lies behind the point is cut off; to truth
 * values, everything but 0 is 1. */
static void
cast_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const CastParams *params = call->params;
  const float *in = call->inputs[0].data;
  float *out = call->outputs[0].data;

  for (gint64 i = from; i < to; i++)
    out[i] = params->truth ? (float)(in[i] != 0.0f) : params->whole ? truncf (in[i]) : in[i];
}

static void
cast_forward (VanityCall *call)
{
  vanity_map_split (call, cast_run, 0.3);
}

static void
cast_back_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const CastParams *params = back->call->params;
  const float *given = back->output_gradient.data;
  float *out = back->input_gradients[0].data;

  for (gint64 i = from; i < to; i++)
    out[i] = params->truth || params->whole ? 0.0f : given[i];
}

static void
cast_back_run (VanityBackwardCall *back)
{
  vanity_backward_split (back, cast_back_part,
                         vanity_shape_get_elements (&back->output_gradient.shape), 0.2);
}

static const VanityBackward cast_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0,
  .run = cast_back_run,
};

const VanityOperator vanity_operator_cast = {
  .name = "Cast",
  .flags = VANITY_OPERATOR_IN_PLACE,
  .min_inputs = 1,
  .max_inputs = 1,
  .max_outputs = 1,
  .params_size = sizeof (CastParams),
  .infer = cast_infer,
  .cost = vanity_unary_cost,
  .forward = cast_forward,
  .backward = &cast_backward,
};
