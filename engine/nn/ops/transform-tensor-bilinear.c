#include "nn/backward.h"
#include "nn/ops/landmarks.h"

#include <math.h>
#include <string.h>

typedef struct
{
  gint64 width, height;
} BilinearParams;

static gboolean
bilinear_infer (VanityCall *call, GError **error)
{
  BilinearParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;

  if (!vanity_call_check_input (call, 0, 4, 4, error)
      || !vanity_landmarks_check_matrix (call, 1, error)
      || !vanity_call_get_int (call, "output_width", 0, 1, 1 << 14, &params->width, error)
      || !vanity_call_get_int (call, "output_height", 0, 1, 1 << 14, &params->height, error))
    return FALSE;
  if (input->dim[0] != 1 || params->width < 1 || params->height < 1)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "there must be one image, “output_width” and “output_height”");
  return vanity_call_set_output (call, 0, VANITY_FLOAT32,
                                 &VANITY_SHAPE (1, params->height, params->width, input->dim[3]),
                                 error);
}

static gint64
bilinear_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * 4;
}

/* Where an output pixel lies in the input: the first of its four taps, and how far behind it. */
typedef struct
{
  gint64 x, y;
  float fx, fy;
} Place;

/* FALSE when no tap is inside. The matrix maps pixel corners to pixel corners: half a pixel goes in
 * and comes off again. */
static gboolean
find_place (const VanityCall *call, gint64 row, gint64 column, Place *place)
{
  const VanityShape *shape = &call->inputs[0].shape;
  const float *m = call->inputs[1].data;
  float x = m[0] * (column + 0.5f) + m[1] * (row + 0.5f) + m[3] - 0.5f;
  float y = m[4] * (column + 0.5f) + m[5] * (row + 0.5f) + m[7] - 0.5f;
  float x0 = floorf (x), y0 = floorf (y);

  /* Also false when the numbers are not finite. */
  if (!(x0 >= -1 && x0 < shape->dim[2] && y0 >= -1 && y0 < shape->dim[1]))
    return FALSE;
  *place = (Place){ x0, y0, x - x0, y - y0 };
  return TRUE;
}

/* Tap `tap` as an index of pixels; −1: it lies outside, and is 0. */
static gint64
find_tap (const VanityCall *call, const Place *place, int tap, float *weight)
{
  const VanityShape *shape = &call->inputs[0].shape;
  gint64 x = place->x + (tap & 1), y = place->y + (tap >> 1);

  *weight = ((tap & 1) ? place->fx : 1 - place->fx) * ((tap >> 1) ? place->fy : 1 - place->fy);
  return x < 0 || x >= shape->dim[2] || y < 0 || y >= shape->dim[1] ? -1 : y * shape->dim[2] + x;
}

static void
bilinear_forward (VanityCall *call)
{
  const BilinearParams *params = call->params;
  const float *in = call->inputs[0].data;
  float *out = call->outputs[0].data;
  gint64 channels = call->inputs[0].shape.dim[3];

  for (gint64 row = 0; row < params->height; row++)
    for (gint64 column = 0; column < params->width; column++, out += channels)
      {
        Place place;
        gboolean inside = find_place (call, row, column, &place);

        memset (out, 0, channels * sizeof *out);
        for (int tap = 0; inside && tap < 4; tap++)
          {
            float weight;
            gint64 pixel = find_tap (call, &place, tap, &weight);

            for (gint64 c = 0; pixel >= 0 && c < channels; c++)
              out[c] += weight * in[pixel * channels + c];
          }
      }
}

/* Each row of the output has its own sums for the matrix, which are added up in their order. */
typedef double RowSums[2][3];

static gboolean
bilinear_backward_prepare (VanityBackwardCall *back, GError **error)
{
  const BilinearParams *params = back->call->params;

  if (vanity_backward_wants (back, 1))
    back->scratch_bytes = params->height * sizeof (RowSums);
  return TRUE;
}

/* Rows [from, to) of the output, for the matrix. */
static void
bilinear_back_matrix (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const BilinearParams *params = back->call->params;
  const float *in = back->call->inputs[0].data;
  gint64 channels = back->output_gradient.shape.dim[3];
  const float *given = (const float *)back->output_gradient.data + from * params->width * channels;

  for (gint64 row = from; row < to; row++)
    {
      RowSums *sums = (RowSums *)back->scratch + row;

      memset (sums, 0, sizeof *sums);
      for (gint64 column = 0; column < params->width; column++, given += channels)
        {
          Place place;
          gboolean inside = find_place (back->call, row, column, &place);
          double slopes[2] = { 0.0, 0.0 };

          for (int tap = 0; inside && tap < 4; tap++)
            {
              float weight, product = 0.0f;
              gint64 pixel = find_tap (back->call, &place, tap, &weight);

              for (gint64 c = 0; pixel >= 0 && c < channels; c++)
                product += given[c] * in[pixel * channels + c];
              slopes[0]
                  += ((tap & 1) ? product : -product) * ((tap >> 1) ? place.fy : 1 - place.fy);
              slopes[1]
                  += ((tap >> 1) ? product : -product) * ((tap & 1) ? place.fx : 1 - place.fx);
            }
          for (int k = 0; k < 2; k++)
            {
              (*sums)[k][0] += slopes[k] * (column + 0.5);
              (*sums)[k][1] += slopes[k] * (row + 0.5);
              (*sums)[k][2] += slopes[k];
            }
        }
    }
}

/* Rows [from, to) of the input. */
static void
bilinear_back_tensor (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const BilinearParams *params = back->call->params;
  gint64 channels = back->output_gradient.shape.dim[3];
  gint64 width = back->call->inputs[0].shape.dim[2];
  const float *given = back->output_gradient.data;
  float *out = back->input_gradients[0].data;

  memset (out + from * width * channels, 0, (to - from) * width * channels * sizeof *out);
  for (gint64 row = 0; row < params->height; row++)
    for (gint64 column = 0; column < params->width; column++, given += channels)
      {
        Place place;

        if (!find_place (back->call, row, column, &place) || place.y + 1 < from || place.y >= to)
          continue;
        for (int tap = 0; tap < 4; tap++)
          {
            float weight;
            gint64 pixel = find_tap (back->call, &place, tap, &weight);

            if (pixel < from * width || pixel >= to * width)
              continue;
            for (gint64 c = 0; c < channels; c++)
              out[pixel * channels + c] += weight * given[c];
          }
      }
}

static void
bilinear_backward_run (VanityBackwardCall *back)
{
  const BilinearParams *params = back->call->params;
  gint64 rows = back->call->inputs[0].shape.dim[1];
  double cost = bilinear_cost (back->call) + 10.0 * params->width * params->height;

  if (vanity_backward_wants (back, 0))
    vanity_backward_split (back, bilinear_back_tensor, rows, cost / rows);
  if (vanity_backward_wants (back, 1))
    {
      RowSums *sums = back->scratch, total = { { 0.0 } };

      vanity_backward_split (back, bilinear_back_matrix, params->height, cost / params->height);
      for (gint64 row = 0; row < params->height; row++)
        for (int i = 0; i < 6; i++)
          total[i / 3][i % 3] += sums[row][i / 3][i % 3];
      vanity_landmarks_set_matrix (back->input_gradients[1].data, total);
    }
}

static const VanityBackward bilinear_backward = {
  .differentiable = 1 << 0 | 1 << 1,
  .reads_inputs = 1 << 0 | 1 << 1,
  .prepare = bilinear_backward_prepare,
  .run = bilinear_backward_run,
};

const VanityOperator vanity_operator_transform_tensor_bilinear = {
  .name = "TransformTensorBilinear",
  .min_inputs = 2,
  .max_inputs = 2,
  .max_outputs = 1,
  .params_size = sizeof (BilinearParams),
  .infer = bilinear_infer,
  .cost = bilinear_cost,
  .forward = bilinear_forward,
  .backward = &bilinear_backward,
};
