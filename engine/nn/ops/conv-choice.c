#include "nn/ops/conv-choice.h"

#include "nn/ops/winograd.h"

/* Several pixels at once must save so much, for zeros are held and multiplied, too. */
#define WORTH_ZEROS 1.3

/* Weights past this do not stay in a core's own cache. */
#define CACHED_BYTES (1 << 20)

static int
round_up (int value, int step)
{
  return (value + step - 1) / step * step;
}

/* What follows is in multiply-adds of one core, as was measured. The way of the weights from memory
 * takes as long as the products of a dozen pixels, or of three when the cache holds them. */
static double
estimate_products (double positions, double rows, double in, double out)
{
  return positions * (rows + (positions * in * out * sizeof (float) > CACHED_BYTES ? 12 : 3)) * in
         * out;
}

/* Tiles of so many outputs along a side: what they and their inputs are transformed with, and the
 * products. */
static double
estimate_tiles (const VanityConvParams *params, int lanes, int size)
{
  int side = size + params->window.kernel[0] - 1, positions = side * side;
  double tiles = vanity_winograd_count_tiles (params, size);
  double in = params->in_channels, out = round_up (params->out_channels, lanes);

  return estimate_products (positions, tiles, in, out)
         + 11 * positions * tiles * (round_up (params->in_channels, lanes) + out);
}

/* Vectors that are multiplied for one pixel and row of taps, when so many pixels are made at once.
 */
static double
count_vectors (const VanityConvParams *params, int lanes, int pixels)
{
  const VanityWindow *window = &params->window;
  int taps = window->kernel[1] + (pixels - 1) * window->stride[1];

  return (double)taps * (round_up (pixels * params->out_channels, lanes) / lanes) / pixels;
}

static gboolean
can_join_pixels (const VanityCall *call)
{
  const VanityConvParams *params = call->params;
  const VanityEpilogue *epilogue = &call->epilogue;

  /* A column of several pixels is no channel. */
  return params->group == 1 && params->window.dilation[1] == 1
         && !(epilogue->activation.kind == VANITY_ACTIVATION_SLOPE
              && epilogue->activation.n_slopes > 1)
         && (!epilogue->has_residual
             || vanity_shape_equal (&epilogue->residual.shape, &call->outputs[0].shape));
}

VanityConvChoice
vanity_conv_choose (const VanityCall *call)
{
  const VanityConvParams *params = call->params;
  const VanityWindow *window = &params->window;
  int lanes = call->kernels->lanes;
  VanityConvChoice choice = { .tiles = 0, .pixels = 1 };
  double best = count_vectors (params, lanes, 1) / WORTH_ZEROS;

  if (can_join_pixels (call))
    for (int n = 2; n <= window->out[1] && n * params->out_channels <= 2 * lanes; n++)
      {
        double vectors = count_vectors (params, lanes, n);

        if (vectors < best)
          {
            best = vectors;
            choice.pixels = n;
          }
      }

  for (int axis = 0; axis < 2; axis++)
    if (window->kernel[axis] != window->kernel[0] || window->stride[axis] != 1
        || window->dilation[axis] != 1)
      return choice;
  if (params->group != 1 || (window->kernel[0] != 3 && window->kernel[0] != 4))
    return choice;
  best = estimate_products (window->kernel[0] * count_vectors (params, lanes, choice.pixels)
                                * (choice.pixels > 1 ? WORTH_ZEROS : 1),
                            (double)params->batch * window->out[0] * window->out[1],
                            params->in_channels, lanes);
  for (int size = 2; size <= 4; size++)
    {
      double cost = estimate_tiles (params, lanes, size);

      if ((size == 3) == (window->kernel[0] == 4) && cost < best)
        {
          best = cost;
          choice.tiles = size;
        }
    }
  return choice;
}
