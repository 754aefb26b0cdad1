/* Windows may overlap, so what is shared out are channels: BLOCK neighbours of an image. Where the
 * largest of windows that lie side by side is taken, it is rows of them. */
#include "nn/ops/pool-backward.h"

#include "nn/ops/pool.h"

#include <string.h>

#define BLOCK 16

static gint64
get_blocks (const VanityBackwardCall *back)
{
  return (back->output_gradient.shape.dim[3] + BLOCK - 1) / BLOCK;
}

/* The first of the largest elements takes it all. */
static void
max_window (const float *in, float *out, const float *given, int width, gint64 channels,
            const VanityWindow *window, int y0, int y_first, int y_last, int x0, int x_first,
            int x_last)
{
  float largest[BLOCK];
  gint64 place[BLOCK] = { 0 };

  for (int c = 0; c < width; c++)
    largest[c] = -INFINITY;
  for (int ky = y_first; ky < y_last; ky++)
    for (int kx = x_first; kx < x_last; kx++)
      {
        gint64 at = ((gint64)(y0 + ky * window->dilation[0]) * window->in[1] + x0
                     + kx * window->dilation[1])
                    * channels;
        gboolean none = ky == y_first && kx == x_first;

        for (int c = 0; c < width; c++)
          if (none || in[at + c] > largest[c])
            {
              largest[c] = in[at + c];
              place[c] = at;
            }
      }
  for (int c = 0; c < width; c++)
    out[place[c] + c] += given[c];
}

static void
average_window (float *out, const float *given, int width, gint64 channels,
                const VanityWindow *window, float share, int y0, int y_first, int y_last, int x0,
                int x_first, int x_last)
{
  for (int ky = y_first; ky < y_last; ky++)
    for (int kx = x_first; kx < x_last; kx++)
      {
        float *target = out
                        + ((gint64)(y0 + ky * window->dilation[0]) * window->in[1] + x0
                           + kx * window->dilation[1])
                              * channels;

        for (int c = 0; c < width; c++)
          target[c] += share * given[c];
      }
}

static int
count_taps (const VanityPoolParams *params, int axis, int at, int inside)
{
  const VanityWindow *window = &params->window;

  if (!params->count_padding)
    return inside;
  return window->kernel[axis] - (at == window->out[axis] - 1 ? params->overhang[axis] : 0);
}

static void
pool_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityPoolParams *params = back->call->params;
  const VanityWindow *window = &params->window;
  gint64 channels = back->output_gradient.shape.dim[3], blocks = get_blocks (back);
  gint64 in_pixels = (gint64)window->in[0] * window->in[1];

  for (gint64 i = from; i < to; i++)
    {
      gint64 image = i / blocks, channel = i % blocks * BLOCK;
      gint64 in_at = image * in_pixels * channels + channel;
      const float *in = (const float *)back->call->inputs[0].data + in_at;
      const float *given = (const float *)back->output_gradient.data
                           + image * window->out[0] * window->out[1] * channels + channel;
      float *out = (float *)back->input_gradients[0].data + in_at;
      int width = MIN (BLOCK, channels - channel);

      for (gint64 p = 0; p < in_pixels; p++)
        memset (out + p * channels, 0, width * sizeof *out);
      for (int y = 0; y < window->out[0]; y++)
        for (int x = 0; x < window->out[1]; x++, given += channels)
          {
            int y0, y_first, y_last, x0, x_first, x_last;

            vanity_window_clip (window, 0, y, &y0, &y_first, &y_last);
            vanity_window_clip (window, 1, x, &x0, &x_first, &x_last);
            if (params->max)
              max_window (in, out, given, width, channels, window, y0, y_first, y_last, x0, x_first,
                          x_last);
            else
              average_window (out, given, width, channels, window,
                              1.0f / count_taps (params, 0, y, y_last - y_first)
                                  / count_taps (params, 1, x, x_last - x_first),
                              y0, y_first, y_last, x0, x_first, x_last);
          }
    }
}

static void
pool_run (VanityBackwardCall *back)
{
  gint64 parts = back->output_gradient.shape.dim[0] * get_blocks (back);

  vanity_backward_split (back, pool_part, parts, (double)vanity_pool_cost (back->call) / parts / 2);
}

/* Whole windows side by side, from the first pixel on; behind them some pixels may be left. */
static gboolean
lie_side_by_side (const VanityWindow *window)
{
  for (int axis = 0; axis < 2; axis++)
    if (window->stride[axis] != window->kernel[axis] || window->dilation[axis] != 1
        || window->before[axis] != 0
        || (gint64)window->out[axis] * window->kernel[axis] > window->in[axis])
      return FALSE;
  return TRUE;
}

/* Rows of windows [from, to) of all images. */
static void
largest_part (VanityBackwardCall *back, gint64 from, gint64 to, int worker)
{
  const VanityWindow *window = &((const VanityPoolParams *)back->call->params)->window;
  gint64 channels = back->output_gradient.shape.dim[3], line = window->in[1] * channels;
  gint64 covered = (gint64)window->out[1] * window->kernel[1] * channels;

  for (gint64 i = from; i < to; i++)
    {
      int y = i % window->out[0] * window->kernel[0];
      gint64 at = (i / window->out[0] * window->in[0] + y) * line;
      int end = i % window->out[0] == window->out[0] - 1 ? window->in[0] : y + window->kernel[0];
      float *out = (float *)back->input_gradients[0].data + at;
      VanityPoolGradient row
          = { .in = (const float *)back->call->inputs[0].data + at,
              .row = line,
              .taps_y = window->kernel[0],
              .taps_x = window->kernel[1],
              .channels = channels,
              .pixels = window->out[1],
              .given = (const float *)back->output_gradient.data + i * window->out[1] * channels,
              .out = out };

      back->call->kernels->max_pool_gradient (&row);
      for (; y < end; y++, out += line)
        {
          gint64 first = y < (i % window->out[0] + 1) * window->kernel[0] ? covered : 0;

          memset (out + first, 0, (line - first) * sizeof *out);
        }
    }
}

static void
max_pool_run (VanityBackwardCall *back)
{
  const VanityWindow *window = &((const VanityPoolParams *)back->call->params)->window;
  gint64 rows = back->output_gradient.shape.dim[0] * window->out[0];

  if (lie_side_by_side (window))
    vanity_backward_split (back, largest_part, rows,
                           (double)vanity_pool_cost (back->call) / rows / 10);
  else
    pool_run (back);
}

const VanityBackward vanity_max_pool_backward = {
  .differentiable = 1 << 0,
  .reads_inputs = 1 << 0,
  .run = max_pool_run,
};

const VanityBackward vanity_average_pool_backward = {
  .differentiable = 1 << 0,
  .run = pool_run,
};
