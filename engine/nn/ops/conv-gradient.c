/* Each weight's gradient is a product of two images, one of them shifted: over pixels, an outer
 * product of the narrow side's channels and what lies under a row of the window, neighbours in
 * memory. Pixels are gone through in bands that stay in the cache: a band of the wide side, with
 * zeros around where the window hangs over, and beside it the few channels of the narrow side that
 * a tile has, close together.
 *
 * Where a row of the window holds few channels, as of the image that a network sees, most of a
 * vector would be empty. Then it is the other side's channels that are neighbours, and the product
 * comes turned.
 *
 * Threads share out the weights, so that each sum has one order whatever their number. */
#include "nn/ops/conv-gradient.h"

#include "nn/ops/depthwise-gradient.h"
#include "nn/ops/winograd-gradient.h"

#include <string.h>

/* A band and what goes with it: half of a core's cache of the second level. */
#define BAND_BYTES (512 * 1024)

/* How a gradient is gone through. */
typedef struct
{
  const VanityConvGradient *gradient;
  const VanityCall *call;
  int wide_group, narrow_group; /* channels of a group */
  /* Of max_rows narrow channels, in a group; or of as many elements of a row of the window, which
   * has `length` of them, by two vectors of narrow channels. */
  int blocks;
  int length, strips, columns;
  int n_units; /* groups × blocks × rows of the window */
  int parts;

  gboolean copies;         /* the window hangs over, or leaves gaps */
  int pixels;              /* of a row under a row of windows */
  int images, rows;        /* of the narrow side, in a band; one of them is not split */
  gint64 pitch, image_at;  /* from row to row and image to image in a band */
  gsize band, panel, rest; /* bytes of scratch for each worker; rest is the table of groups */
  gsize turned;            /* of the turned product, for all; 0: it is not */
} Plan;

/* Fewer vectors are multiplied. */
static gboolean
is_turned (const Plan *self)
{
  int lanes = self->call->kernels->lanes;
  gint64 vectors = (gint64)self->narrow_group * ((self->length + lanes - 1) / lanes);
  gint64 turned = (gint64)self->length * ((self->narrow_group + lanes - 1) / lanes);

  return self->gradient->group == 1 && self->gradient->window->dilation[1] == 1
         && turned * 5 < vectors * 4;
}

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
  self->length = window->kernel[1] * self->wide_group;
  if (is_turned (self))
    {
      int width = 2 * call->kernels->lanes;

      self->strips = (self->length + height - 1) / height;
      self->columns = (self->narrow_group + width - 1) / width;
      self->blocks = self->strips * self->columns;
      self->turned = (gsize)window->kernel[0] * self->length * self->narrow_group * sizeof (float);
    }
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

/* The same, turned. */
static void
run_turned_units (const Plan *self, int from, int to, gint64 narrow_at, const VanityOuterTile *band,
                  float *turned)
{
  const VanityConvGradient *gradient = self->gradient;
  const VanityWindow *window = gradient->window;
  int width = 2 * self->call->kernels->lanes;
  VanityOuterTile tile = { .a_row = 1,
                           .a_step = band->b_step,
                           .b_step = gradient->narrow_channels,
                           .groups = 1,
                           .count = band->count,
                           .out_row = gradient->narrow_channels };

  for (int unit = from; unit < to; unit++)
    {
      int ky = unit % window->kernel[0], block = unit / window->kernel[0];
      int strip = block % self->strips, column = block / self->strips * width;
      int first = self->length * strip / self->strips;
      const float *a = band->b + ky * window->dilation[0] * self->pitch + first;
      const float *b = gradient->narrow + narrow_at + column;

      tile.rows = self->length * (strip + 1) / self->strips - first;
      tile.columns = MIN (width, gradient->narrow_channels - column);
      tile.out = turned + ((gint64)ky * self->length + first) * gradient->narrow_channels + column;
      tile.add = band->add;
      for (int group = 0; group < band->groups; group++)
        {
          tile.a = a + band->b_groups[group];
          tile.b = b + (gint64)group * band->count * gradient->narrow_channels;
          self->call->kernels->outer_tile (&tile);
          tile.add = TRUE;
        }
    }
}

typedef struct
{
  const Plan *plan;
  char *scratch;
  float *turned; /* [kernel, length, narrow] */
} Job;

static void
turn_back (const Job *job)
{
  const Plan *self = job->plan;
  gint64 elements = (gint64)self->gradient->window->kernel[0] * self->length;
  float *out = self->gradient->out;

  if (!self->gradient->add)
    {
      self->call->kernels->transpose (out, elements, job->turned, self->narrow_group, elements,
                                      self->narrow_group);
      return;
    }
  for (int n = 0; n < self->narrow_group; n++)
    for (gint64 e = 0; e < elements; e++)
      out[n * elements + e] += job->turned[e * self->narrow_group + n];
}

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
        gint64 narrow_at
            = ((gint64)image * window->out[0] + y) * window->out[1] * gradient->narrow_channels;
        VanityOuterTile tile = {
          .b = band,
          .b_step = (gint64)window->stride[1] * gradient->wide_channels,
          .b_groups = groups,
          .groups = images * rows,
          .count = window->out[1],
          .add = image > 0 || y > 0 || (gradient->add && self->turned == 0),
        };

        for (int i = 0; i < images; i++)
          for (int r = 0; r < rows; r++)
            groups[i * rows + r] = i * self->image_at + r * window->stride[0] * self->pitch;
        if (self->copies)
          fill_band (self, image, images, y, rows, band);
        else
          tile.b = gradient->wide + image * self->image_at + y * window->stride[0] * self->pitch;
        if (self->turned > 0)
          run_turned_units (self, from, to, narrow_at, &tile, job->turned);
        else
          run_units (self, from, to, narrow_at, &tile, panel);
      }
}

gsize
vanity_conv_gradient_get_scratch (const VanityConvGradient *self, const VanityCall *call)
{
  int size = vanity_winograd_gradient_choose (self, call);
  Plan plan;

  if (vanity_depthwise_gradient_fits (self))
    return vanity_depthwise_gradient_get_scratch (self);
  if (size > 0)
    return vanity_winograd_gradient_get_scratch (self, call, size);
  plan_init (&plan, self, call);
  return plan.parts * (plan.band + plan.panel + plan.rest) + plan.turned;
}

void
vanity_conv_gradient_run (const VanityConvGradient *self, const VanityCall *call, gpointer scratch)
{
  int size = vanity_winograd_gradient_choose (self, call);

  if (vanity_depthwise_gradient_fits (self))
    {
      vanity_depthwise_gradient_run (self, call, scratch);
    }
  else if (size > 0)
    {
      vanity_winograd_gradient_run (self, call, size, scratch);
    }
  else
    {
      Plan plan;
      Job job = { &plan, scratch, NULL };

      plan_init (&plan, self, call);
      job.turned = (gpointer)(job.scratch + plan.parts * (plan.band + plan.panel + plan.rest));
      vanity_pool_run (call->pool, job_run, &job, plan.parts);
      if (plan.turned > 0)
        turn_back (&job);
    }
}
