/* A pixel that comes out gives its gradient to those it was mixed from, and tells the grid how it
 * would change with the place. Where the places lie is worked out once an image, and kept for the
 * second pass, which is shared out by rows of the input: several places may mean one pixel, whose
 * sum goes through them in their order. */
#include "nn/ops/grid-sample.h"

#include <string.h>

/* What is kept: of each pixel that comes out, the taps along y, then those along x, first their
 * indices, then their weights; of each of its rows, the rows of the input that it is mixed from. */
typedef struct
{
  gint64 image;
  gint32 *index;
  float *weight;
  gint32 *first_row;
  gint32 *last_row;
} Places;

static gint64
get_pixels (const VanityBackwardCall *back)
{
  return vanity_shape_get_extent (&back->output_gradient.shape, 1, 3);
}

static gboolean
grid_sample_prepare (VanityBackwardCall *back, GError **error)
{
  int n_taps = vanity_grid_sample_get_n_taps (back->call->params);
  gsize numbers = get_pixels (back) * 4 * n_taps + 2 * back->output_gradient.shape.dim[1];

  back->scratch_bytes = sizeof (Places);
  if (vanity_backward_wants (back, 0))
    back->scratch_bytes += numbers * sizeof (gint32);
  return TRUE;
}

static void
lay_out_places (VanityBackwardCall *back)
{
  Places *places = back->scratch;
  gint64 taps = get_pixels (back) * 2 * vanity_grid_sample_get_n_taps (back->call->params);
  gint64 rows = back->output_gradient.shape.dim[1];
  gpointer rest = places + 1;

  places->first_row = rest;
  places->last_row = places->first_row + rows;
  places->index = places->last_row + rows;
  rest = places->index + taps;
  places->weight = rest;
}

static void
keep_taps (Places *places, gint64 pixel, gint64 row, const VanityGridTaps *y,
           const VanityGridTaps *x)
{
  gint32 *index = places->index + pixel * 2 * y->n;
  float *weight = places->weight + pixel * 2 * y->n;

  for (int i = 0; i < y->n; i++)
    {
      index[i] = y->index[i];
      weight[i] = y->weight[i];
      index[y->n + i] = x->index[i];
      weight[y->n + i] = x->weight[i];
      if (y->weight[i] == 0.0f)
        continue;
      places->first_row[row] = MIN (places->first_row[row], y->index[i]);
      places->last_row[row] = MAX (places->last_row[row], y->index[i]);
    }
}

static float
multiply (const float *a, const float *b, gint64 count)
{
  enum
  {
    WIDTH = 8
  };
  float sums[WIDTH] = { 0.0f }, sum = 0.0f;
  gint64 i = 0;

  for (; i + WIDTH <= count; i += WIDTH)
    for (int k = 0; k < WIDTH; k++)
      sums[k] += a[i + k] * b[i + k];
  for (; i < count; i++)
    sum += a[i] * b[i];
  for (int k = 0; count >= WIDTH && k < WIDTH; k++)
    sum += sums[k];
  return sum;
}

/* The gradient of one place; `in` is its image. */
static void
find_place_gradient (const float *given, const float *in, gint64 width, gint64 channels,
                     const VanityGridTaps *y, const VanityGridTaps *x, float *out)
{
  out[0] = out[1] = 0.0f;
  for (int i = 0; i < y->n; i++)
    for (int k = 0; k < x->n; k++)
      {
        float of_x = y->weight[i] * x->slope[k], of_y = y->slope[i] * x->weight[k], product;

        if (of_x == 0.0f && of_y == 0.0f)
          continue;
        product = multiply (given, in + (y->index[i] * width + x->index[k]) * channels, channels);
        out[0] += of_x * product;
        out[1] += of_y * product;
      }
}

/* Rows [from, to) of what came out of an image. */
static void
find_places (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityGridSampleParams *params = back->call->params;
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  const VanityShape *shape = &back->output_gradient.shape;
  Places *places = back->scratch;
  gint64 channels = shape->dim[3];
  const float *in = (const float *)back->call->inputs[0].data
                    + places->image * vanity_shape_get_extent (in_shape, 1, 4);
  gboolean keep = vanity_backward_wants (back, 0), tell = vanity_backward_wants (back, 1);

  for (gint64 row = from; row < to; row++)
    {
      if (keep)
        {
          places->first_row[row] = G_MAXINT32;
          places->last_row[row] = -1;
        }
      for (gint64 pixel = row * shape->dim[2]; pixel < (row + 1) * shape->dim[2]; pixel++)
        {
          gint64 at = places->image * get_pixels (back) + pixel;
          const float *place = (const float *)back->call->inputs[1].data + 2 * at;
          VanityGridTaps x, y;

          vanity_grid_sample_find_taps (params, place[0], in_shape->dim[2], &x);
          vanity_grid_sample_find_taps (params, place[1], in_shape->dim[1], &y);
          if (keep)
            keep_taps (places, pixel, row, &y, &x);
          if (tell)
            find_place_gradient ((const float *)back->output_gradient.data + at * channels, in,
                                 in_shape->dim[2], channels, &y, &x,
                                 (float *)back->input_gradients[1].data + 2 * at);
        }
    }
}

/* A pixel's share of rows [from, to) of an image that begins at `out`. */
static inline __attribute__ ((always_inline)) void
give_back (const gint32 *index, const float *weight, const int n_taps, const float *given,
           float *out, gint64 from, gint64 to, gint64 width, gint64 channels)
{
  for (int i = 0; i < n_taps; i++)
    for (int k = 0; index[i] >= from && index[i] < to && k < n_taps; k++)
      {
        float share = weight[i] * weight[n_taps + k];
        float *target = out + (index[i] * width + index[n_taps + k]) * channels;

        for (gint64 c = 0; share != 0.0f && c < channels; c++)
          target[c] += share * given[c];
      }
}

/* Rows [from, to) of an image that went in. */
static void
add_up (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  const VanityShape *shape = &back->output_gradient.shape;
  const Places *places = back->scratch;
  int n_taps = vanity_grid_sample_get_n_taps (back->call->params);
  gint64 width = in_shape->dim[2], channels = shape->dim[3];
  float *out = (float *)back->input_gradients[0].data
               + places->image * vanity_shape_get_extent (in_shape, 1, 4);
  const float *given
      = (const float *)back->output_gradient.data + places->image * get_pixels (back) * channels;

  memset (out + from * width * channels, 0, (to - from) * width * channels * sizeof *out);
  for (gint64 row = 0; row < shape->dim[1]; row++)
    {
      if (places->first_row[row] >= to || places->last_row[row] < from)
        continue;
      for (gint64 pixel = row * shape->dim[2]; pixel < (row + 1) * shape->dim[2]; pixel++)
        {
          const gint32 *index = places->index + pixel * 2 * n_taps;
          const float *weight = places->weight + pixel * 2 * n_taps;

          if (n_taps == 2)
            give_back (index, weight, 2, given + pixel * channels, out, from, to, width, channels);
          else
            give_back (index, weight, n_taps, given + pixel * channels, out, from, to, width,
                       channels);
        }
    }
}

static void
grid_sample_run (VanityBackwardCall *back)
{
  const VanityShape *in_shape = &back->call->inputs[0].shape;
  const VanityShape *shape = &back->output_gradient.shape;
  int n_taps = vanity_grid_sample_get_n_taps (back->call->params);
  double pixel_cost = 20.0 + shape->dim[3] * n_taps * n_taps * 0.5;
  Places *places = back->scratch;

  if (vanity_backward_wants (back, 0))
    lay_out_places (back);
  for (places->image = 0; places->image < shape->dim[0]; places->image++)
    {
      vanity_backward_split (back, find_places, shape->dim[1], shape->dim[2] * pixel_cost);
      if (vanity_backward_wants (back, 0))
        vanity_backward_split (back, add_up, in_shape->dim[1],
                               get_pixels (back) * pixel_cost / in_shape->dim[1]);
    }
}

const VanityBackward vanity_grid_sample_backward = {
  .differentiable = 1 << 0 | 1 << 1,
  .reads_inputs = 1 << 0 | 1 << 1,
  .prepare = grid_sample_prepare,
  .run = grid_sample_run,
};
