#include "nn/ops/select-backward.h"

#include "nn/ops/broadcast-backward.h"
#include "nn/ops/broadcast.h"

VANITY_BROADCAST_LINE (line_winner, a == b ? given : 0.0f)
VANITY_BROADCAST_LINE (line_true, a != 0.0f ? given : 0.0f)
VANITY_BROADCAST_LINE (line_false, a != 0.0f ? 0.0f : given)

/* What each winner gets, first in the scratch memory; what follows is for the sums. */
static gsize
get_shares_bytes (const VanityBackwardCall *back)
{
  gsize bytes = vanity_shape_get_elements (&back->output_gradient.shape) * sizeof (float);

  return (bytes + 63) / 64 * 64;
}

static VanityBroadcastSum
get_winner (const VanityBackwardCall *back, int input)
{
  return (VanityBroadcastSum){ line_winner,
                               &back->output_gradient.shape,
                               back->scratch,
                               { &back->call->inputs[input], &back->call->outputs[0] },
                               &back->input_gradients[input] };
}

static gboolean
extreme_prepare (VanityBackwardCall *back, GError **error)
{
  gsize needed = 0;

  for (int i = 0; i < back->call->n_inputs; i++)
    {
      VanityBroadcastSum sum = get_winner (back, i);

      if (vanity_backward_wants (back, i))
        needed = MAX (needed, vanity_broadcast_sum_get_scratch (&sum));
    }
  back->scratch_bytes = get_shares_bytes (back) + needed;
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

static void
extreme_run (VanityBackwardCall *back)
{
  vanity_backward_split (back, share_part, vanity_shape_get_elements (&back->output_gradient.shape),
                         0.5 + 0.5 * back->call->n_inputs);
  for (int i = 0; i < back->call->n_inputs; i++)
    {
      VanityBroadcastSum sum = get_winner (back, i);

      if (vanity_backward_wants (back, i))
        vanity_broadcast_sum_run (&sum, (char *)back->scratch + get_shares_bytes (back),
                                  back->call);
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

/* Of input 1 or 2. */
static VanityBroadcastSum
get_choice (const VanityBackwardCall *back, int input)
{
  return (VanityBroadcastSum){ input == 1 ? line_true : line_false,
                               &back->output_gradient.shape,
                               back->output_gradient.data,
                               { &back->call->inputs[0], &back->call->inputs[0] },
                               &back->input_gradients[input] };
}

static gboolean
where_prepare (VanityBackwardCall *back, GError **error)
{
  for (int i = 1; i < 3; i++)
    {
      VanityBroadcastSum sum = get_choice (back, i);

      if (vanity_backward_wants (back, i))
        back->scratch_bytes = MAX (back->scratch_bytes, vanity_broadcast_sum_get_scratch (&sum));
    }
  return TRUE;
}

static void
where_run (VanityBackwardCall *back)
{
  for (int i = 1; i < 3; i++)
    {
      VanityBroadcastSum sum = get_choice (back, i);

      if (vanity_backward_wants (back, i))
        vanity_broadcast_sum_run (&sum, back->scratch, back->call);
    }
}

const VanityBackward vanity_where_backward = {
  .differentiable = 1 << 1 | 1 << 2,
  .reads_inputs = 1 << 0,
  .prepare = where_prepare,
  .run = where_run,
};
