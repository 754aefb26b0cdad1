/* With x̂ = (x − mean) · inverse and y = scale · x̂ + bias, over the m elements of a group:
 *
 *   ∂x = inverse · (scale · ∂y − Σ scale · ∂y ÷ m − x̂ · Σ scale · ∂y · x̂ ÷ m)
 *
 * which is, of each channel, a · ∂y + b · (x − mean) + c. Where the mean and variance are given,
 * BatchNormalization's without training, it is inverse · scale · ∂y alone. */
#include "nn/ops/normalize-backward.h"

#include "nn/ops/batch-normalization.h"
#include "nn/ops/normalize.h"

#include <math.h>
#include <string.h>

/* Parts of an image that are summed apart. */
#define SLICES 16

/* What is normalised together: groups of channels of an image, or channels of all images. */
typedef struct
{
  gint64 images;
  gint64 pixels; /* of an image */
  gint64 channels;
  gint64 groups;
  gint64 slices; /* of an image */
  float epsilon;
  double *moments; /* of each slice: means, squares, Σ ∂y, Σ ∂y · (x − mean), of each channel */
  float *factors; /* of each image: center, a, b, c, of each channel */
} Layout;

static gboolean
is_batch (const VanityCall *call)
{
  return call->n_inputs == 5;
}

static Layout
get_layout (const VanityBackwardCall *back)
{
  const VanityCall *call = back->call;
  const VanityShape *shape = &call->inputs[0].shape;
  Layout layout = { .channels = shape->dim[shape->rank - 1] };

  if (is_batch (call))
    {
      layout.images = 1;
      layout.pixels = vanity_shape_get_extent (shape, 0, shape->rank - 1);
      layout.groups = layout.channels;
      layout.epsilon = ((const VanityBatchNormalizationParams *)call->params)->epsilon;
    }
  else
    {
      layout.images = shape->dim[0];
      layout.pixels = vanity_shape_get_extent (shape, 1, shape->rank - 1);
      layout.groups = ((const VanityNormalizeParams *)call->params)->groups;
      layout.epsilon = ((const VanityNormalizeParams *)call->params)->epsilon;
    }
  layout.slices = MIN (SLICES, layout.pixels);
  layout.moments = back->scratch;
  layout.factors = (gpointer)(layout.moments + layout.images * layout.slices * 4 * layout.channels);
  return layout;
}

static gboolean
normalize_prepare (VanityBackwardCall *back, GError **error)
{
  Layout layout = get_layout (back);

  back->scratch_bytes
      = layout.images * layout.channels * (layout.slices * 4 * sizeof (double) + 4 * sizeof (float))
        + vanity_scaling_get_floats (layout.channels) * sizeof (float);
  return TRUE;
}

static double *
get_moments (const Layout *layout, gint64 slice)
{
  return layout->moments + slice * 4 * layout->channels;
}

static float *
get_factors (const Layout *layout, gint64 image)
{
  return layout->factors + image * 4 * layout->channels;
}

/* Where slice `slice`, counted through all images, begins, and how many pixels it has. */
static gint64
find_slice (const Layout *layout, gint64 slice, gint64 *count)
{
  gint64 first = slice % layout->slices * layout->pixels / layout->slices;
  gint64 end = (slice % layout->slices + 1) * layout->pixels / layout->slices;

  *count = end - first;
  return slice / layout->slices * layout->pixels + first;
}

static void
measure_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  Layout layout = get_layout (back);

  for (gint64 i = from; i < to; i++)
    {
      gint64 count, first = find_slice (&layout, i, &count);
      double *moments = get_moments (&layout, i);

      back->call->kernels->moments ((const float *)back->call->inputs[0].data
                                        + first * layout.channels,
                                    count, layout.channels, moments, moments + layout.channels);
    }
}

/* Adds up the means and squares of an image's slices, in place of the first one's. */
static double *
add_slices (const Layout *layout, gint64 image)
{
  double *total = get_moments (layout, image * layout->slices);

  for (gint64 i = 1; i < layout->slices; i++)
    {
      gint64 count, before = find_slice (layout, i, &count);

      vanity_moments_add (total, before, get_moments (layout, image * layout->slices + i), count,
                          layout->channels);
    }
  return total;
}

/* Replaces each channel's mean and squares by its group's mean and 1 ÷ deviation. */
static void
find_groups (const Layout *layout, double *moments)
{
  gint64 channels = layout->channels, size = channels / layout->groups;

  for (gint64 first = 0; first < channels; first += size)
    {
      double mean, inverse;

      vanity_moments_join (moments, channels, first, size, layout->pixels, layout->epsilon, &mean,
                           &inverse);
      for (gint64 c = first; c < first + size; c++)
        {
          moments[c] = mean;
          moments[channels + c] = inverse;
        }
    }
}

static void
measure (VanityBackwardCall *back, const Layout *layout)
{
  vanity_backward_split (back, measure_part, layout->images * layout->slices,
                         (double)layout->pixels * layout->channels / layout->slices * 0.1);
  for (gint64 image = 0; image < layout->images; image++)
    {
      double *moments = add_slices (layout, image);
      float *factors = get_factors (layout, image);

      find_groups (layout, moments);
      for (gint64 c = 0; c < layout->channels; c++)
        factors[c] = moments[c];
    }
}

/* Whether what is normalised has the mean and variance of its own elements. */
static gboolean
measures (const VanityBackwardCall *back)
{
  return !is_batch (back->call) || back->training;
}

/* In place of what was measured: the running mean and variance. */
static void
take_given (VanityBackwardCall *back, const Layout *layout)
{
  const float *mean = back->call->inputs[3].data, *variance = back->call->inputs[4].data;
  double *moments = get_moments (layout, 0);
  float *factors = get_factors (layout, 0);

  for (gint64 c = 0; c < layout->channels; c++)
    {
      moments[c] = factors[c] = mean[c];
      moments[layout->channels + c] = 1.0 / sqrt ((double)variance[c] + layout->epsilon);
    }
}

static void
sum_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  Layout layout = get_layout (back);

  for (gint64 i = from; i < to; i++)
    {
      gint64 count, at = find_slice (&layout, i, &count) * layout.channels;
      double *sums = get_moments (&layout, i) + 2 * layout.channels;

      back->call->kernels->channel_sums ((const float *)back->output_gradient.data + at,
                                         (const float *)back->call->inputs[0].data + at,
                                         get_factors (&layout, i / layout.slices), count,
                                         layout.channels, sums, sums + layout.channels);
    }
}

/* The number for channel `channel` of an input that has one for each, or one for each group. */
static gint64
find_parameter (const VanityBackwardCall *back, const Layout *layout, int input, gint64 channel)
{
  return back->call->inputs[input].shape.dim[0] == layout->channels
             ? channel
             : channel / (layout->channels / layout->groups);
}

static void
find_factors (VanityBackwardCall *back, const Layout *layout, gint64 image)
{
  const float *scale = back->call->inputs[1].data;
  gint64 channels = layout->channels, size = channels / layout->groups;
  const double *moments = get_moments (layout, image * layout->slices);
  const double *sums = moments + 2 * channels, *products = sums + channels;
  float *factors = get_factors (layout, image);
  double count = layout->pixels * size;

  for (gint64 first = 0; first < channels; first += size)
    {
      double inverse = moments[channels + first], sum = 0.0, product = 0.0;

      for (gint64 c = first; measures (back) && c < first + size; c++)
        {
          double factor = scale[find_parameter (back, layout, 1, c)];

          sum += factor * sums[c];
          product += factor * products[c] * inverse;
        }
      for (gint64 c = first; c < first + size; c++)
        {
          double of_in = -inverse * inverse * product / count;

          factors[channels + c] = inverse * scale[find_parameter (back, layout, 1, c)];
          factors[2 * channels + c] = of_in;
          factors[3 * channels + c] = -inverse * sum / count + of_in * (factors[c] - moments[c]);
        }
    }
}

/* Adds up Σ ∂y and Σ ∂y · (x − mean) of an image's slices, in place of the first one's. */
static void
add_sums (const Layout *layout, gint64 image)
{
  gint64 channels = layout->channels;
  double *moments = get_moments (layout, image * layout->slices);
  double *total = moments + 2 * channels;
  const float *center = get_factors (layout, image);

  for (gint64 i = 1; i < layout->slices; i++)
    {
      const double *sums = get_moments (layout, image * layout->slices + i) + 2 * channels;

      for (gint64 c = 0; c < 2 * channels; c++)
        total[c] += sums[c];
    }
  /* What of the mean float did not hold. */
  for (gint64 c = 0; c < channels; c++)
    total[channels + c] += total[c] * (center[c] - moments[c]);
}

static void
mix_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  Layout layout = get_layout (back);

  for (gint64 i = from; i < to; i++)
    {
      gint64 count, at = find_slice (&layout, i, &count) * layout.channels;
      const float *factors = get_factors (&layout, i / layout.slices);

      back->call->kernels->mix_gradient (
          (float *)back->input_gradients[0].data + at,
          (const float *)back->output_gradient.data + at,
          (const float *)back->call->inputs[0].data + at, count, layout.channels, factors,
          factors + layout.channels, factors + 2 * layout.channels, factors + 3 * layout.channels);
    }
}

/* ∂scale = Σ ∂y · x̂ and ∂bias = Σ ∂y. */
static void
find_parameters (VanityBackwardCall *back, const Layout *layout)
{
  gint64 channels = layout->channels;

  for (int input = 1; input < 3; input++)
    if (vanity_backward_wants (back, input))
      memset (back->input_gradients[input].data, 0,
              back->input_gradients[input].shape.dim[0] * sizeof (float));
  for (gint64 image = 0; image < layout->images; image++)
    {
      const double *moments = get_moments (layout, image * layout->slices);

      for (gint64 c = 0; c < channels; c++)
        {
          if (vanity_backward_wants (back, 1))
            ((float *)back->input_gradients[1].data)[find_parameter (back, layout, 1, c)]
                += moments[3 * channels + c] * moments[channels + c];
          if (vanity_backward_wants (back, 2))
            ((float *)back->input_gradients[2].data)[find_parameter (back, layout, 2, c)]
                += moments[2 * channels + c];
        }
    }
}

static void
normalize_run (VanityBackwardCall *back)
{
  Layout layout = get_layout (back);
  gint64 slices = layout.images * layout.slices;
  double cost = (double)layout.pixels * layout.channels / layout.slices;

  if (measures (back))
    measure (back, &layout);
  else
    take_given (back, &layout);
  vanity_backward_split (back, sum_part, slices, cost * 0.15);
  for (gint64 image = 0; image < layout.images; image++)
    {
      add_sums (&layout, image);
      find_factors (back, &layout, image);
    }
  find_parameters (back, &layout);
  if (vanity_backward_wants (back, 0))
    vanity_backward_split (back, mix_part, slices, cost * 0.2);
}

const VanityBackward vanity_normalize_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0 | 1 << 1 | 1 << 2,
  .reads_inputs = 1 << 0 | 1 << 1,
  .prepare = normalize_prepare,
  .run = normalize_run,
};

static VanityScaling
get_scaling (const VanityBackwardCall *back)
{
  Layout layout = get_layout (back);

  return vanity_scaling_init (layout.factors + 4 * layout.channels, layout.channels);
}

static void
scale_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  VanityScaling scaling = get_scaling (back);

  vanity_scaling_run (&scaling, back->call, from, to);
}

/* By the batch's own mean and variance, which move the running ones; without training, by those.
 * Ioffe and Szegedy, Batch Normalization, 2015. */
static void
batch_normalization_forward (VanityBackwardCall *back)
{
  const VanityCall *call = back->call;
  Layout layout = get_layout (back);
  const float *scale = call->inputs[1].data, *bias = call->inputs[2].data;
  float *mean = call->inputs[3].data, *variance = call->inputs[4].data;
  double kept = ((const VanityBatchNormalizationParams *)call->params)->momentum;
  VanityScaling scaling = get_scaling (back);

  if (back->training)
    measure (back, &layout);
  for (gint64 c = 0; c < layout.channels; c++)
    {
      double center = mean[c], inverse = 1.0 / sqrt ((double)variance[c] + layout.epsilon);

      if (back->training)
        {
          center = layout.moments[c];
          inverse = layout.moments[layout.channels + c];
          mean[c] = kept * mean[c] + (1.0 - kept) * center;
          variance[c]
              = kept * variance[c] + (1.0 - kept) * (1.0 / (inverse * inverse) - layout.epsilon);
        }
      vanity_scaling_set (&scaling, c, center, scale[c] * inverse, bias[c]);
    }
  vanity_backward_split (back, scale_part, layout.pixels, layout.channels * 0.15);
}

const VanityBackward vanity_batch_normalization_backward = {
  .flags = VANITY_BACKWARD_IN_PLACE,
  .differentiable = 1 << 0 | 1 << 1 | 1 << 2,
  .reads_inputs = 1 << 0 | 1 << 1 | 1 << 3 | 1 << 4,
  .changes_inputs = 1 << 3 | 1 << 4,
  .prepare = normalize_prepare,
  .forward = batch_normalization_forward,
  .run = normalize_run,
};
