#include "nn/ops/select-backward.h"

#include "nn/ops/broadcast-backward.h"
#include "nn/ops/broadcast.h"

static gboolean
extreme_prepare (VanityBackwardCall *back, GError **error)
{
  back->scratch_bytes = vanity_shape_get_elements (&back->output_gradient.shape) * sizeof (float);
  return TRUE;
}

/* How many inputs have each of the elements [from, to) that came out. */
static void
count_winners (VanityBackwardCall *back, gint64 from, gint64 to)
{
  const VanityShape *shape = &back->output_gradient.shape;
  const float *y = back->call->outputs[0].data;
  int last = shape->rank - 1;
  gint64 length = last < 0 ? 1 : shape->dim[last];
  float *counts = back->scratch;

  for (gint64 i = from; i < to; i++)
    counts[i] = 0.0f;
  for (int k = 0; k < back->call->n_inputs; k++)
    {
      gint64 strides[VANITY_MAX_RANK] = { 0 };

      vanity_broadcast_fill_strides (&back->call->inputs[k].shape, shape, strides);
      for (gint64 i = from; i < to;)
        {
          gint64 end = MIN (i - i % length + length, to), rest = i, step = strides[MAX (last, 0)];
          const float *in = back->call->inputs[k].data;

          for (int axis = last; axis >= 0; axis--)
            {
              in += rest % shape->dim[axis] * strides[axis];
              rest /= shape->dim[axis];
            }
          for (; i < end; i++, in += step)
            counts[i] += *in == y[i];
        }
    }
}

/* What each of the winners of elements [from, to) has, into the scratch memory. */
static void
share_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const float *given = back->output_gradient.data;
  float *shares = back->scratch;

  count_winners (back, from, to);
  for (gint64 i = from; i < to; i++)
    shares[i] = given[i] / MAX (shares[i], 1.0f);
}

static float
factor_winner (float given, float a, float b)
{
  return a == b ? given : 0.0f;
}

typedef struct
{
  VanityBroadcastSum sum;
  int parts;
} Share;

static void
extreme_part (gpointer data, int index, int worker)
{
  const Share *share = data;
  gint64 count = vanity_shape_get_elements (&share->sum.target->shape);

  vanity_broadcast_sum_run (&share->sum, count * index / share->parts,
                            count * (index + 1) / share->parts, factor_winner);
}

static void
extreme_run (VanityBackwardCall *back)
{
  VanityCall *call = back->call;
  gint64 all = vanity_shape_get_elements (&back->output_gradient.shape);

  vanity_backward_split (back, share_part, all, 0.5 + 0.5 * call->n_inputs);
  for (int i = 0; i < call->n_inputs; i++)
    {
      Share share = { { &back->output_gradient.shape,
                        back->scratch,
                        { &call->inputs[i], &call->outputs[0] },
                        &back->input_gradients[i] },
                      all < 20000 ? 1 : vanity_pool_get_threads (call->pool) };

      if (vanity_backward_wants (back, i))
        vanity_pool_run (call->pool, extreme_part, &share, share.parts);
    }
}

const VanityBackward vanity_extreme_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = VANITY_BACKWARD_ALL,
  .reads_inputs = VANITY_BACKWARD_ALL,
  .reads_output = TRUE,
  .prepare = extreme_prepare,
  .run = extreme_run,
};

static VanityBroadcastSum
get_choice (const VanityBackwardCall *back, int input)
{
  return (VanityBroadcastSum){ &back->output_gradient.shape,
                               back->output_gradient.data,
                               { &back->call->inputs[0], &back->call->inputs[0] },
                               &back->input_gradients[input] };
}

static float
factor_true (float given, float a, float b)
{
  return a != 0.0f ? given : 0.0f;
}

static float
factor_false (float given, float a, float b)
{
  return a != 0.0f ? 0.0f : given;
}

static void
where_part_true (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  VanityBroadcastSum sum = get_choice (back, 1);

  vanity_broadcast_sum_run (&sum, from, to, factor_true);
}

static void
where_part_false (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  VanityBroadcastSum sum = get_choice (back, 2);

  vanity_broadcast_sum_run (&sum, from, to, factor_false);
}

static void
where_run (VanityBackwardCall *back)
{
  for (int i = 1; i < 3; i++)
    {
      VanityBroadcastSum sum = get_choice (back, i);

      if (vanity_backward_wants (back, i))
        vanity_broadcast_sum_split (&sum, back, i == 1 ? where_part_true : where_part_false);
    }
}

const VanityBackward vanity_where_backward = {
  .differentiable = 1 << 1 | 1 << 2,
  .reads_inputs = 1 << 0,
  .run = where_run,
};
