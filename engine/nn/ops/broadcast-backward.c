#include "nn/ops/broadcast-backward.h"

#include "nn/ops/broadcast.h"

void
vanity_broadcast_loop_init (VanityBroadcastLoop *loop, const VanityBroadcastSum *sum)
{
  const VanityShape *shapes[] = { sum->shape, &sum->operands[0]->shape, &sum->operands[1]->shape };
  gint64 strides[3][VANITY_MAX_RANK], kept[VANITY_MAX_RANK];
  int at[2] = { 0, 0 };

  *loop = (VanityBroadcastLoop){ .dim[1][0] = 1 };
  for (int k = 0; k < 3; k++)
    vanity_broadcast_fill_strides (shapes[k], sum->shape, strides[k]);
  vanity_broadcast_fill_strides (&sum->target->shape, sum->shape, kept);
  for (int i = sum->shape->rank - 1; i >= 0; i--)
    {
      int which = kept[i] == 0;

      if (sum->shape->dim[i] == 1)
        continue;
      loop->dim[which][at[which]] = sum->shape->dim[i];
      for (int k = 0; k < 3; k++)
        loop->stride[which][k][at[which]] = strides[k][i];
      at[which]++;
    }
  loop->kept = at[0];
  loop->summed = MAX (at[1], 1);
}

gboolean
vanity_broadcast_loop_next (const VanityBroadcastLoop *loop, gint64 *index, gint64 *at)
{
  for (int i = 1; i < loop->summed; i++)
    {
      for (int k = 0; k < 3; k++)
        at[k] += loop->stride[1][k][i];
      if (++index[i] < loop->dim[1][i])
        return TRUE;
      for (int k = 0; k < 3; k++)
        at[k] -= loop->stride[1][k][i] * loop->dim[1][i];
      index[i] = 0;
    }
  return FALSE;
}

gboolean
vanity_broadcast_sum_is_plain (const VanityBroadcastSum *sum)
{
  gint64 count = vanity_shape_get_elements (sum->shape);

  return vanity_shape_get_elements (&sum->target->shape) == count
         && vanity_shape_get_elements (&sum->operands[0]->shape) == count
         && vanity_shape_get_elements (&sum->operands[1]->shape) == count;
}

void
vanity_broadcast_sum_split (const VanityBroadcastSum *sum, VanityBackwardCall *back,
                            VanityBackwardSplitFunc func)
{
  gint64 count = vanity_shape_get_elements (&sum->target->shape);

  vanity_backward_split (back, func, count,
                         (double)vanity_shape_get_elements (sum->shape) / count
                             * (vanity_broadcast_sum_is_plain (sum) ? 0.3 : 1.5));
}
