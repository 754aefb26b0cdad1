/* Each weight's gradient is a product of two images, one of them shifted: over pixels, an outer
 * product of the narrow side's channels and what lies under a row of the window, neighbours in
 * memory. Pixels are gone through in bands that stay in the cache: a band of the wide side, with
 * zeros around where the window hangs over, and beside it the few channels of the narrow side that
 * a tile has, close together.
 *
 * Threads share out the weights, so that each sum has one order whatever their number. */
#include "nn/ops/conv-gradient.h"

#include <string.h>

/* A band and what goes with it: half of a core's cache of the second level. */
#define BAND_BYTES (512 * 1024)

/* How a gradient is gone through. */
typedef struct
{
  const VanityConvGradient *gradient;
  const VanityCall *call;
  int wide_group, narrow_group; /* channels of a group */
  int blocks;                   /* of max_rows narrow channels, in a group */
  int n_units;                  /* groups × blocks × rows of the window */
  int parts;

  gboolean copies;         /* the window hangs over, or leaves gaps */
  int pixels;              /* of a row under a row of windows */
  int images, rows;        /* of the narrow side, in a band; one of them is not split */
  gint64 pitch, image_at;  /* from row to row and image to image in a band */
  gsize band, panel, rest; /* bytes of scratch for each worker; rest is the table of groups */
} Plan;

static void
plan_init (Plan *self, const VanityConvGradient *gradient, const VanityCall *call)
{
  const VanityWindow *window = gradient->window;
  int height = call->kernels->max_rows;
  gint64 row_bytes;
  int reach;

  *self = (Plan){ .gradient = gradient, .call = call };
  self->wide_group = gradient->wide_channels / gradient->group;
  self->narrow_group = gradient->narrow_channels / gradient->group;
  self->blocks = (self->narrow_group + height - 1) / height;
  self->n_units = gradient->group * self->blocks * window->kernel[0];
  self->parts = MIN (vanity_pool_get_threads (call->pool), self->n_units);

  reach = (window->kernel[0] - 1) * window->dilation[0] + 1;
  self->pixels = (window->out[1] - 1) * window->stride[1]
                 + (window->kernel[1] - 1) * window->dilation[1] + 1;
  self->copies = window->before[0] > 0 || window->before[1] > 0 || self->pixels > window->in[1]
                 || (window->out[0] - 1) * window->stride[0] + reach > window->in[0];
  self->pitch = (gint64)(self->copies ? self->pixels : window->in[1]) * gradient->wide_channels;
  row_bytes = (self->pitch * window->stride[0] + (gint64)window->out[1] * height) * sizeof (float);
  self->rows = CLAMP (BAND_BYTES / row_bytes, 1, window->out[0]);
  self->images = self->rows < window->out[0]
                     ? 1
                     : CLAMP (BAND_BYTES / (row_bytes * self->rows), 1, gradient->batch);
  self->image_at = self->copies ? self->pitch * ((self->rows - 1) * window->stride[0] + reach)
                                : self->pitch * window->in[0];
  self->band = self->copies ? (self->images * self->image_at * sizeof (float) + 63) / 64 * 64 : 0;
  self->panel = ((gsize)self->images * self->rows * window->out[1] * height * sizeof (float) + 63)
                / 64 * 64;
  self->rest = ((gsize)self->images * self->rows * sizeof (gint64) + 63) / 64 * 64;
}

/* What the windows of rows [y, y + rows) of images [image, image + images) see. */
static void
fill_band (const Plan *self, int image, int images, int y, int rows, float *band)
{
  const VanityConvGradient *gradient = self->gradient;
  const VanityWindow *window = gradient->window;
  gint64 channels = gradient->wide_channels;
  int first = y * window->stride[0] - window->before[0];
  int count = (rows - 1) * window->stride[0] + (window->kernel[0] - 1) * window->dilation[0] + 1;
  int left = MIN (window->before[1], self->pixels);
  int inside = CLAMP (window->in[1], 0, self->pixels - left);

  for (int i = 0; i < images; i++)
    for (int r = 0; r < count; r++)
      {
        float *out = band + i * self->image_at + r * self->pitch;
        int at = first + r;

        if (at < 0 || at >= window->in[0])
          {
            memset (out, 0, self->pitch * sizeof *out);
            continue;
          }
        memset (out, 0, left * channels * sizeof *out);
        memcpy (out + left * channels,
                gradient->wide
                    + (((gint64)(image + i) * window->in[0] + at) * window->in[1]) * channels,
                inside * channels * sizeof *out);
        memset (out + (left + inside) * channels, 0,
                (self->pixels - left - inside) * channels * sizeof *out);
      }
}

/* `width` channels of the narrow side, for the pixels of a band. */
static void
fill_panel (const Plan *self, const float *narrow, gint64 pixels, int width, float *panel)
{
  gint64 channels = self->gradient->narrow_channels;

  for (gint64 p = 0; p < pixels; p++)
    for (int c = 0; c < width; c++)
      panel[p * width + c] = narrow[p * channels + c];
}

static void
run_unit (const Plan *self, int group, int channel, int ky, VanityOuterTile *tile)
{
  const VanityConvGradient *gradient = self->gradient;
  const VanityWindow *window = gradient->window;
  gboolean joined = gradient->group == 1 && window->dilation[1] == 1;
  int runs = joined ? 1 : window->kernel[1];
  int length = joined ? window->kernel[1] * self->wide_group : self->wide_group;
  const float *b = tile->b + ky * window->dilation[0] * self->pitch + group * self->wide_group;
  float *out = gradient->out
               + (((gint64)group * self->narrow_group + channel) * window->kernel[0] + ky)
                     * window->kernel[1] * self->wide_group;
  int width = 2 * self->call->kernels->lanes;
  VanityOuterTile part = *tile;

  part.out_row = (gint64)window->kernel[0] * window->kernel[1] * self->wide_group;
  for (int run = 0; run < runs; run++)
    for (int e = 0; e < length; e += width)
      {
        part.b = b + (gint64)run * window->dilation[1] * gradient->wide_channels + e;
        part.out = out + run * length + e;
        part.columns = MIN (width, length - e);
        self->call->kernels->outer_tile (&part);
      }
}

/* Units [from, to), over the band. */
static void
run_units (const Plan *self, int from, int to, gint64 narrow_at, VanityOuterTile *tile,
           float *panel)
{
  int height = self->call->kernels->max_rows, kernel = self->gradient->window->kernel[0];

  for (int unit = from; unit < to; unit++)
    {
      int block = unit / kernel % self->blocks, group = unit / kernel / self->blocks;
      int channel = block * height;

      tile->rows = MIN (height, self->narrow_group - channel);
      if (unit == from || unit % kernel == 0)
        fill_panel (self, self->gradient->narrow + narrow_at + group * self->narrow_group + channel,
                    (gint64)tile->groups * tile->count, tile->rows, panel);
      tile->a = panel;
      tile->a_row = 1;
      tile->a_step = tile->rows;
      run_unit (self, group, channel, unit % kernel, tile);
    }
}

typedef struct
{
  const Plan *plan;
  char *scratch;
} Job;

static void
job_run (gpointer data, int index, int worker)
{
  const Job *job = data;
  const Plan *self = job->plan;
  const VanityConvGradient *gradient = self->gradient;
  const VanityWindow *window = gradient->window;
  char *scratch = job->scratch + index * (self->band + self->panel + self->rest);
  float *band = (gpointer)scratch, *panel = (gpointer)(scratch + self->band);
  gint64 *groups = (gpointer)(scratch + self->band + self->panel);
  int from = self->n_units * index / self->parts, to = self->n_units * (index + 1) / self->parts;

  for (int image = 0; image < gradient->batch; image += self->images)
    for (int y = 0; y < window->out[0]; y += self->rows)
      {
        int images = MIN (self->images, gradient->batch - image);
        int rows = MIN (self->rows, window->out[0] - y);
        VanityOuterTile tile = {
          .b = band,
          .b_step = (gint64)window->stride[1] * gradient->wide_channels,
          .b_groups = groups,
          .groups = images * rows,
          .count = window->out[1],
          .add = image > 0 || y > 0,
        };

        for (int i = 0; i < images; i++)
          for (int r = 0; r < rows; r++)
            groups[i * rows + r] = i * self->image_at + r * window->stride[0] * self->pitch;
        if (self->copies)
          fill_band (self, image, images, y, rows, band);
        else
          tile.b = gradient->wide + image * self->image_at + y * window->stride[0] * self->pitch;
        run_units (self, from, to,
                   ((gint64)image * window->out[0] + y) * window->out[1]
                       * gradient->narrow_channels,
                   &tile, panel);
      }
}

/* One channel of each side in each group: no outer products, but as many sums. */
static gboolean
is_depthwise (const VanityConvGradient *self)
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
      self->out[c * taps + t] = job->sums[t * channels + c];
}

gsize
vanity_conv_gradient_get_scratch (const VanityConvGradient *self, const VanityCall *call)
{
  Plan plan;

  if (is_depthwise (self))
    return (gsize)self->window->kernel[0] * self->window->kernel[1] * self->wide_channels
           * sizeof (float);
  plan_init (&plan, self, call);
  return plan.parts * (plan.band + plan.panel + plan.rest);
}

void
vanity_conv_gradient_run (const VanityConvGradient *self, const VanityCall *call, gpointer scratch)
{
  Job job;
  Plan plan;

  if (is_depthwise (self))
    {
      DepthwiseJob depthwise = { self, scratch };

      vanity_pool_run (call->pool, depthwise_run, &depthwise,
                       (self->wide_channels + DEPTHWISE_BLOCK - 1) / DEPTHWISE_BLOCK);
      return;
    }
  plan_init (&plan, self, call);
  job = (Job){ &plan, scratch };
  vanity_pool_run (call->pool, job_run, &job, plan.parts);
}
