/* As for the other normalisations, over one row; the row's parameters are of each element. */
#include "nn/backward.h"
#include "nn/ops/layer-normalization.h"
#include "nn/ops/normalize-backward.h"

#include <math.h>

/* Columns whose sums one part finds. */
#define BLOCK 64

static gint64
get_rows (const VanityBackwardCall *back)
{
  const VanityLayerNormalizationParams *params = back->call->params;

  return vanity_shape_get_elements (&back->output_gradient.shape) / params->length;
}

/* Mean and 1 ÷ deviation of each row. */
static gboolean
layer_prepare (VanityBackwardCall *back, GError **error)
{
  back->scratch_bytes = 2 * get_rows (back) * sizeof (float);
  return TRUE;
}

static void
measure_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityLayerNormalizationParams *params = back->call->params;
  float *measured = back->scratch;

  for (gint64 row = from; row < to; row++)
    {
      const float *in = (const float *)back->call->inputs[0].data + row * params->length;
      double sum = 0.0, squares = 0.0;

      for (gint64 i = 0; i < params->length; i++)
        sum += in[i];
      sum /= params->length;
      for (gint64 i = 0; i < params->length; i++)
        squares += (in[i] - sum) * (in[i] - sum);
      measured[2 * row] = sum;
      measured[2 * row + 1] = 1.0 / sqrt (squares / params->length + params->epsilon);
    }
}

static void
row_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityLayerNormalizationParams *params = back->call->params;
  const float *scale = back->call->inputs[1].data, *measured = back->scratch;
  gint64 length = params->length;

  for (gint64 row = from; row < to; row++)
    {
      const float *in = (const float *)back->call->inputs[0].data + row * length;
      const float *given = (const float *)back->output_gradient.data + row * length;
      float *out = (float *)back->input_gradients[0].data + row * length;
      float mean = measured[2 * row], inverse = measured[2 * row + 1];
      double sum = 0.0, product = 0.0;
      float offset, factor;

      for (gint64 i = 0; i < length; i++)
        {
          sum += scale[i] * given[i];
          product += scale[i] * given[i] * ((in[i] - mean) * inverse);
        }
      offset = sum / length;
      factor = product / length;
      for (gint64 i = 0; i < length; i++)
        out[i] = inverse * (scale[i] * given[i] - offset - (in[i] - mean) * inverse * factor);
    }
}

/* Blocks [from, to) of columns. */
static void
column_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityLayerNormalizationParams *params = back->call->params;
  const float *measured = back->scratch;
  gint64 length = params->length, rows = get_rows (back);

  for (gint64 block = from; block < to; block++)
    {
      double scales[BLOCK] = { 0 }, biases[BLOCK] = { 0 };
      gint64 first = block * BLOCK;
      int width = MIN (BLOCK, length - first);

      for (gint64 row = 0; row < rows; row++)
        {
          const float *in = (const float *)back->call->inputs[0].data + row * length + first;
          const float *given = (const float *)back->output_gradient.data + row * length + first;
          float mean = measured[2 * row], inverse = measured[2 * row + 1];

          for (int i = 0; i < width; i++)
            {
              scales[i] += given[i] * ((in[i] - mean) * inverse);
              biases[i] += given[i];
            }
        }
      for (int i = 0; i < width; i++)
        {
          if (vanity_backward_wants (back, 1))
            ((float *)back->input_gradients[1].data)[first + i] = scales[i];
          if (vanity_backward_wants (back, 2))
            ((float *)back->input_gradients[2].data)[first + i] = biases[i];
        }
    }
}

static void
layer_run (VanityBackwardCall *back)
{
  const VanityLayerNormalizationParams *params = back->call->params;
  gint64 rows = get_rows (back);

  vanity_backward_split (back, measure_part, rows, params->length * 1.0);
  if (vanity_backward_wants (back, 1) || vanity_backward_wants (back, 2))
    vanity_backward_split (back, column_part, (params->length + BLOCK - 1) / BLOCK,
                           rows * BLOCK * 0.5);
  if (vanity_backward_wants (back, 0))
    vanity_backward_split (back, row_part, rows, params->length * 1.0);
}

const VanityBackward vanity_layer_normalization_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0 | 1 << 1 | 1 << 2,
  .reads_inputs = 1 << 0 | 1 << 1,
  .prepare = layer_prepare,
  .run = layer_run,
};
