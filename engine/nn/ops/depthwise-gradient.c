#include "nn/ops/depthwise-gradient.h"

#include <string.h>

gboolean
vanity_depthwise_gradient_fits (const VanityConvGradient *self)
{
  return self->group > 1 && self->group == self->wide_channels
         && self->group == self->narrow_channels;
}

#define DEPTHWISE_BLOCK 16

typedef struct
{
  const VanityConvGradient *gradient;
  float *sums; /* [taps, channels] */
} DepthwiseJob;

/* Channels from `index` · DEPTHWISE_BLOCK on. */
static void
depthwise_run (gpointer data, int index, int worker)
{
  const DepthwiseJob *job = data;
  const VanityConvGradient *self = job->gradient;
  const VanityWindow *window = self->window;
  gint64 channels = self->wide_channels;
  int channel = index * DEPTHWISE_BLOCK, width = MIN (DEPTHWISE_BLOCK, channels - channel);
  int taps = window->kernel[0] * window->kernel[1];

  for (int t = 0; t < taps; t++)
    memset (job->sums + t * channels + channel, 0, width * sizeof *job->sums);
  for (int image = 0; image < self->batch; image++)
    for (int y = 0; y < window->out[0]; y++)
      {
        int y0, y_first, y_last;

        vanity_window_clip (window, 0, y, &y0, &y_first, &y_last);
        for (int x = 0; x < window->out[1]; x++)
          {
            const float *narrow
                = self->narrow
                  + (((gint64)image * window->out[0] + y) * window->out[1] + x) * channels
                  + channel;
            int x0, x_first, x_last;

            vanity_window_clip (window, 1, x, &x0, &x_first, &x_last);
            for (int ky = y_first; ky < y_last; ky++)
              for (int kx = x_first; kx < x_last; kx++)
                {
                  const float *wide
                      = self->wide
                        + (((gint64)image * window->in[0] + y0 + ky * window->dilation[0])
                               * window->in[1]
                           + x0 + kx * window->dilation[1])
                              * channels
                        + channel;
                  float *sums = job->sums + (ky * window->kernel[1] + kx) * channels + channel;

                  for (int c = 0; c < width; c++)
                    sums[c] += narrow[c] * wide[c];
                }
          }
      }
  for (int c = channel; c < channel + width; c++)
    for (int t = 0; t < taps; t++)
      self->out[c * taps + t]
          = (self->add ? self->out[c * taps + t] : 0.0f) + job->sums[t * channels + c];
}

gsize
vanity_depthwise_gradient_get_scratch (const VanityConvGradient *self)
{
  return (gsize)self->window->kernel[0] * self->window->kernel[1] * self->wide_channels
         * sizeof (float);
}

void
vanity_depthwise_gradient_run (const VanityConvGradient *self, const VanityCall *call,
                               gpointer scratch)
{
  DepthwiseJob job = { self, scratch };

  vanity_pool_run (call->pool, depthwise_run, &job,
                   (self->wide_channels + DEPTHWISE_BLOCK - 1) / DEPTHWISE_BLOCK);
}
