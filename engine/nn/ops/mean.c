#include "nn/ops/mean.h"

#include <string.h>

/* Sums in double: a mean over a large image has so many terms that float loses the later ones. */
void
vanity_mean_forward (VanityCall *call)
{
  const VanityReduceParams *params = call->params;
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 in_count = vanity_shape_get_elements (shape);
  gint64 out_count = vanity_shape_get_elements (&call->outputs[0].shape);
  gint64 row_length = shape->rank == 0 ? 1 : shape->dim[shape->rank - 1];
  gboolean sum_row = shape->rank > 0 && (params->axes & (1u << (shape->rank - 1))) != 0;
  const float *in = call->inputs[0].data;
  double *sums = call->scratch;
  float *out = call->outputs[0].data;
  double scale = (double)out_count / in_count;

  memset (sums, 0, out_count * sizeof *sums);
  for (gint64 row = 0; row < in_count / row_length; row++, in += row_length)
    {
      double *target
          = sums + vanity_reduce_find_target (shape, params->axes, row, sum_row ? 1 : row_length);

      for (gint64 i = 0; i < row_length; i++)
        target[sum_row ? 0 : i] += in[i];
    }
  for (gint64 i = 0; i < out_count; i++)
    out[i] = sums[i] * scale;
}
