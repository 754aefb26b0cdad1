/* Outside training nothing is dropped; while a network learns, each element is with a chance of
 * `ratio`, and the others grow, so that the mean stays. Srivastava et al., Dropout, 2014. */
#include "nn/backward.h"

#include <string.h>

typedef struct
{
  float ratio;
} DropoutParams;

static gboolean
dropout_infer (VanityCall *call, GError **error)
{
  DropoutParams *params = call->params;
  gint64 seed;

  return vanity_call_get_int (call, "seed", 0, G_MININT64, G_MAXINT64, &seed, error)
         && vanity_call_get_float (call, "ratio", 0.5, &params->ratio, error)
         && vanity_call_set_output (call, 0, call->inputs[0].type, &call->inputs[0].shape, error);
}

/* A number in [0, 2³²) for each element: Steele et al., Fast Splittable Pseudorandom Number
 * Generators, 2014. */
static guint32
get_random (guint64 seed, gint64 at)
{
  guint64 x = seed + (guint64)(at + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  x = (x ^ x >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  x = (x ^ x >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (x ^ x >> 31) >> 32;
}

static gboolean
dropout_prepare (VanityBackwardCall *back, GError **error)
{
  DropoutParams *params = back->call->params;
  const VanityTensor *ratio = &back->call->inputs[1];

  /* Newer versions have it as an input. */
  if (vanity_call_has_input (back->call, 1) && ratio->type == VANITY_FLOAT32
      && vanity_shape_get_elements (&ratio->shape) == 1)
    params->ratio = *(const float *)ratio->data;
  if (!(params->ratio >= 0.0f && params->ratio < 1.0f))
    return vanity_call_fail (back->call, VANITY_ERROR_VALUE, error,
                             "a ratio of %g is not in [0, 1)", params->ratio);
  back->saved_bytes = sizeof (guint64);
  return TRUE;
}

/* Elements [from, to) that are kept, from `in` to `out`; the mask is made anew from its seed.
 * Without training, all are. */
static void
keep (const VanityBackwardCall *back, const float *in, float *out, gint64 from, gint64 to)
{
  const DropoutParams *params = back->call->params;
  guint64 seed = *(const guint64 *)back->saved;
  float ratio = back->training ? params->ratio : 0.0f;
  guint32 limit = ratio * 4294967296.0;
  float scale = 1.0f / (1.0f - ratio);

  for (gint64 i = from; i < to; i++)
    out[i] = get_random (seed, i) >= limit ? scale * in[i] : 0.0f;
}

static void
forward_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  keep (back, back->call->inputs[0].data, back->call->outputs[0].data, from, to);
}

static void
dropout_forward (VanityBackwardCall *back)
{
  gint64 count = vanity_shape_get_elements (&back->call->outputs[0].shape);

  *(guint64 *)back->saved = back->seed;
  if (back->training)
    vanity_backward_split (back, forward_part, count, 1.0);
  else
    memcpy (back->call->outputs[0].data, back->call->inputs[0].data, count * sizeof (float));
}

static void
backward_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  keep (back, back->output_gradient.data, back->input_gradients[0].data, from, to);
}

static void
dropout_run (VanityBackwardCall *back)
{
  vanity_backward_split (back, backward_part,
                         vanity_shape_get_elements (&back->output_gradient.shape), 1.0);
}

static const VanityBackward dropout_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0,
  .prepare = dropout_prepare,
  .forward = dropout_forward,
  .run = dropout_run,
};

const VanityOperator vanity_operator_dropout = {
  .name = "Dropout",
  .flags = VANITY_OPERATOR_VIEW,
  .min_inputs = 1,
  .max_inputs = 3,
  .max_outputs = 1,
  .static_inputs = 1 << 1 | 1 << 2,
  .params_size = sizeof (DropoutParams),
  .infer = dropout_infer,
  .backward = &dropout_backward,
};
