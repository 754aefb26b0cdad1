#include "nn/ops/mean.h"

#include <string.h>

gboolean
vanity_mean_infer (VanityCall *call, gboolean keep, GError **error)
{
  const VanityMeanParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  VanityShape shape = { 0 };

  for (int i = 0; i < input->rank; i++)
    {
      if ((params->axes & (1u << i)) == 0)
        shape.dim[shape.rank++] = input->dim[i];
      else if (keep)
        shape.dim[shape.rank++] = 1;
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, &shape, error);
}

gint64
vanity_mean_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->inputs[0].shape);
}

/* The output index at which input row `row` (all axes but the last) begins. */
static gint64
target_of (const VanityShape *shape, guint axes, gint64 row, gint64 channels)
{
  gint64 target = 0, stride = channels;

  for (int i = shape->rank - 2; i >= 0; i--)
    {
      if ((axes & (1u << i)) == 0)
        {
          target += row % shape->dim[i] * stride;
          stride *= shape->dim[i];
        }
      row /= shape->dim[i];
    }
  return target;
}

void
vanity_mean_prepare (VanityCall *call)
{
  call->scratch_bytes = vanity_shape_get_elements (&call->outputs[0].shape) * sizeof (double);
}

/* Sums in double: a mean over a large image has so many terms that float loses the later ones. */
void
vanity_mean_forward (VanityCall *call)
{
  const VanityMeanParams *params = call->params;
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
      double *target = sums + target_of (shape, params->axes, row, sum_row ? 1 : row_length);

      for (gint64 i = 0; i < row_length; i++)
        target[sum_row ? 0 : i] += in[i];
    }
  for (gint64 i = 0; i < out_count; i++)
    out[i] = sums[i] * scale;
}
