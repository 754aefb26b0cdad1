#include "nn/ops/resize.h"

#include <math.h>

/* Keys, Cubic Convolution Interpolation for Digital Image Processing, 1981. */
static double
weigh (double x, double a)
{
  x = fabs (x);
  if (x <= 1)
    return ((a + 2) * x - (a + 3)) * x * x + 1;
  return x < 2 ? ((a * x - 5 * a) * x + 8 * a) * x - 4 * a : 0.0;
}

void
vanity_resize_cubic_find_taps (const VanityCall *call, int axis, gint64 at, VanityResizeTaps *taps)
{
  const VanityResizeParams *params = call->params;
  gint64 in = call->inputs[0].shape.dim[1 + axis];
  double source = vanity_resize_find_source (call, axis, at);
  double base = floor (source), sum = 0.0, weights[4];

  taps->n = 4;
  for (int i = 0; i < 4; i++)
    {
      double tap = base - 1 + i;

      weights[i] = weigh (source - tap, params->cubic_a);
      if (params->exclude_outside && (tap < 0 || tap > in - 1))
        weights[i] = 0.0;
      sum += weights[i];
      taps->index[i] = CLAMP (tap, 0.0, in - 1.0);
    }
  /* A place so far outside that no tap is left has no value but nothing. */
  for (int i = 0; i < 4; i++)
    taps->weight[i] = params->exclude_outside && sum != 0.0 ? weights[i] / sum : weights[i];
}

gsize
vanity_resize_cubic_get_scratch (const VanityCall *call)
{
  return call->outputs[0].shape.dim[2] * sizeof (VanityResizeTaps);
}

void
vanity_resize_cubic_find_columns (VanityCall *call)
{
  for (gint64 x = 0; x < call->outputs[0].shape.dim[2]; x++)
    vanity_resize_cubic_find_taps (call, 1, x, (VanityResizeTaps *)call->scratch + x);
}

void
vanity_resize_cubic_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  const VanityShape *in_shape = &call->inputs[0].shape;
  const VanityShape *shape = &call->outputs[0].shape;
  gint64 channels = shape->dim[3];
  gint64 in_row = in_shape->dim[2] * channels;

  for (gint64 row = from; row < to; row++)
    {
      const float *in
          = (const float *)call->inputs[0].data + row / shape->dim[1] * in_shape->dim[1] * in_row;
      float *out = (float *)call->outputs[0].data + row * shape->dim[2] * channels;
      VanityResizeTaps rows;

      vanity_resize_cubic_find_taps (call, 0, row % shape->dim[1], &rows);
      for (gint64 x = 0; x < shape->dim[2]; x++, out += channels)
        {
          const VanityResizeTaps *columns = (const VanityResizeTaps *)call->scratch + x;

          for (gint64 c = 0; c < channels; c++)
            out[c] = 0.0f;
          for (int i = 0; i < 16; i++)
            {
              const float *tap = in + rows.index[i / 4] * in_row + columns->index[i % 4] * channels;
              float weight = rows.weight[i / 4] * columns->weight[i % 4];

              for (gint64 c = 0; c < channels; c++)
                out[c] += weight * tap[c];
            }
        }
    }
}
