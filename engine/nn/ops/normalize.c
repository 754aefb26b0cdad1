#include "nn/ops/normalize.h"

#include <math.h>

/* Parts of an image that are measured apart, and the fewest pixels that are worth it. */
#define SLICES 16
#define SLICE_PIXELS 64
/* Floats that divide into vectors of any instruction set. */
#define WIDTH 16
/* Rows of fewer channels are gone through several at once. */
#define FEW_CHANNELS 64

gboolean
vanity_normalize_infer (VanityCall *call, gboolean by_group, GError **error)
{
  VanityNormalizeParams *params = call->params;
  const VanityShape *input = &call->inputs[0].shape;
  gint64 channels;

  if (!vanity_call_check_input (call, 0, 3, VANITY_MAX_RANK, error)
      || !vanity_call_get_float (call, "epsilon", 1e-5, &params->epsilon, error))
    return FALSE;
  channels = input->dim[input->rank - 1];
  if (channels % params->groups != 0)
    return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                             "%" G_GINT64_FORMAT " channels cannot be %" G_GINT64_FORMAT " groups",
                             channels, params->groups);
  for (int i = 1; i < 3; i++)
    {
      gint64 given;

      if (!vanity_call_check_input (call, i, 1, 1, error))
        return FALSE;
      given = call->inputs[i].shape.dim[0];
      if (given != channels && !(by_group && given == params->groups))
        return vanity_call_fail (call, VANITY_ERROR_VALUE, error,
                                 "input %d has %" G_GINT64_FORMAT " numbers for %" G_GINT64_FORMAT
                                 " channels",
                                 i, given, channels);
    }
  return vanity_call_set_output (call, 0, VANITY_FLOAT32, input, error);
}

gint64
vanity_normalize_cost (const VanityCall *call)
{
  return vanity_shape_get_elements (&call->outputs[0].shape) * 3;
}

static gint64
get_channels (const VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;

  return shape->dim[shape->rank - 1];
}

/* Of an image. */
static gint64
get_pixels (const VanityCall *call)
{
  const VanityShape *shape = &call->outputs[0].shape;

  return vanity_shape_get_extent (shape, 1, shape->rank - 1);
}

static gint64
get_slices (const VanityCall *call)
{
  return CLAMP (get_pixels (call) / SLICE_PIXELS, 1, SLICES);
}

/* Rows that make whole vectors together. */
static gint64
get_repeats (gint64 channels)
{
  gint64 repeats = 1;

  while (channels < FEW_CHANNELS && channels * repeats % WIDTH != 0)
    repeats *= 2;
  return repeats;
}

gsize
vanity_scaling_get_floats (gint64 channels)
{
  return 3 * channels * get_repeats (channels);
}

VanityScaling
vanity_scaling_init (float *floats, gint64 channels)
{
  gsize each = channels * get_repeats (channels);

  return (VanityScaling){ channels, floats, floats + each, floats + 2 * each };
}

void
vanity_scaling_set (VanityScaling *self, gint64 channel, double mean, double factor, double bias)
{
  float center = mean;

  for (gint64 i = channel; i < self->channels * get_repeats (self->channels); i += self->channels)
    {
      self->center[i] = center;
      self->factor[i] = factor;
      /* What of the mean float does not hold. */
      self->offset[i] = bias - (mean - center) * factor;
    }
}

void
vanity_scaling_run (const VanityScaling *self, VanityCall *call, gint64 from, gint64 to)
{
  const VanityEpilogue *epilogue = &call->epilogue;
  gboolean by_channel
      = epilogue->activation.kind == VANITY_ACTIVATION_SLOPE && epilogue->activation.n_slopes > 1;
  gint64 repeats = by_channel ? 1 : get_repeats (self->channels);
  VanityScaleRows rows = {
    .in = (const float *)call->inputs[0].data + from * self->channels,
    .rows = (to - from) / repeats,
    .channels = self->channels * repeats,
    .center = self->center,
    .factor = self->factor,
    .offset = self->offset,
    .out = (float *)call->outputs[0].data + from * self->channels,
    .residual = epilogue->has_residual
                    ? (const float *)epilogue->residual.data + from * self->channels
                    : NULL,
    .activation = &epilogue->activation,
  };
  gint64 done = rows.rows * rows.channels;

  call->kernels->scale_rows (&rows);
  rows.in += done;
  rows.out += done;
  if (rows.residual != NULL)
    rows.residual += done;
  rows.rows = 1;
  rows.channels = (to - from) % repeats * self->channels;
  call->kernels->scale_rows (&rows);
}

void
vanity_normalize_prepare (VanityCall *call)
{
  gint64 images = call->outputs[0].shape.dim[0], channels = get_channels (call);

  call->scratch_bytes = images
                        * (2 * get_slices (call) * channels * sizeof (double)
                           + vanity_scaling_get_floats (channels) * sizeof (float));
}

/* Of slice `slice`, counted through all images: the means of the channels, then the sums of
 * squares. */
static double *
get_moments (VanityCall *call, gint64 slice)
{
  return (double *)call->scratch + slice * 2 * get_channels (call);
}

static VanityScaling
get_scaling (VanityCall *call, gint64 image)
{
  gint64 images = call->outputs[0].shape.dim[0], channels = get_channels (call);
  float *floats = (gpointer)get_moments (call, images * get_slices (call));

  return vanity_scaling_init (floats + image * vanity_scaling_get_floats (channels), channels);
}

/* Slices [from, to) of all images. */
static void
measure_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  gint64 channels = get_channels (call), pixels = get_pixels (call), slices = get_slices (call);

  for (gint64 i = from; i < to; i++)
    {
      gint64 first = i % slices * pixels / slices, end = (i % slices + 1) * pixels / slices;
      double *moments = get_moments (call, i);

      call->kernels->moments ((const float *)call->inputs[0].data
                                  + (i / slices * pixels + first) * channels,
                              end - first, channels, moments, moments + channels);
    }
}

void
vanity_moments_add (double *total, double before, const double *moments, double count,
                    gint64 channels)
{
  double part = count / (before + count);

  for (gint64 c = 0; c < channels; c++)
    {
      double apart = moments[c] - total[c];

      total[c] += apart * part;
      total[channels + c] += moments[channels + c] + apart * apart * before * part;
    }
}

void
vanity_moments_join (const double *moments, gint64 channels, gint64 first, gint64 size,
                     gint64 pixels, float epsilon, double *mean, double *inverse)
{
  double squares = 0.0;

  *mean = 0.0;
  for (gint64 c = first; c < first + size; c++)
    *mean += moments[c] / size;
  for (gint64 c = first; c < first + size; c++)
    squares += moments[channels + c] + pixels * (moments[c] - *mean) * (moments[c] - *mean);
  *inverse = 1.0 / sqrt (squares / (pixels * size) + epsilon);
}

/* Adds up the slices of an image, in place of the first one's. */
static double *
add_slices (VanityCall *call, gint64 image)
{
  gint64 channels = get_channels (call), pixels = get_pixels (call), slices = get_slices (call);
  double *total = get_moments (call, image * slices);

  for (gint64 i = 1; i < slices; i++)
    {
      gint64 before = i * pixels / slices, end = (i + 1) * pixels / slices;

      vanity_moments_add (total, before, get_moments (call, image * slices + i), end - before,
                          channels);
    }
  return total;
}

/* What each channel of an image is to be scaled by, from the moments of its group. */
static void
find_scaling (VanityCall *call, gint64 image)
{
  const VanityNormalizeParams *params = call->params;
  gint64 channels = get_channels (call), pixels = get_pixels (call);
  gint64 size = channels / params->groups;
  const double *moments = add_slices (call, image);
  const float *scale = call->inputs[1].data, *bias = call->inputs[2].data;
  VanityScaling scaling = get_scaling (call, image);

  for (gint64 first = 0; first < channels; first += size)
    {
      double mean, inverse;

      vanity_moments_join (moments, channels, first, size, pixels, params->epsilon, &mean,
                           &inverse);
      for (gint64 c = first; c < first + size; c++)
        {
          gint64 s = call->inputs[1].shape.dim[0] == channels ? c : first / size;
          gint64 b = call->inputs[2].shape.dim[0] == channels ? c : first / size;

          vanity_scaling_set (&scaling, c, mean, scale[s] * inverse, bias[b]);
        }
    }
}

/* Pixels [from, to) of all images. */
static void
scale_run (VanityCall *call, gint64 from, gint64 to, int worker)
{
  gint64 pixels = get_pixels (call);

  while (from < to)
    {
      VanityScaling scaling = get_scaling (call, from / pixels);
      gint64 end = MIN (to, from - from % pixels + pixels);

      vanity_scaling_run (&scaling, call, from, end);
      from = end;
    }
}

void
vanity_normalize_forward (VanityCall *call)
{
  gint64 images = call->outputs[0].shape.dim[0], channels = get_channels (call);
  gint64 pixels = get_pixels (call), slices = get_slices (call);

  vanity_call_split (call, measure_run, images * slices, (double)pixels * channels / slices * 0.1);
  for (gint64 image = 0; image < images; image++)
    find_scaling (call, image);
  vanity_call_split (call, scale_run, images * pixels, channels * 0.15);
}
