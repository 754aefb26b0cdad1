/* Tiles are gone through in blocks. Of a block, all tiles are transformed first, shared out by
 * tiles; then each thread takes some channels of either side, sums up their products over the block
 * in a cache of its own, and adds what comes of them to the gradient. So each sum has one order,
 * whatever the number of threads. */
#include "nn/ops/winograd-gradient.h"

#include "nn/ops/winograd.h"

/* Of a block of transformed tiles, which all threads read. */
#define BLOCK_BYTES (4 << 20)
#define MIN_BLOCK 16
/* Channels of either side whose products a thread sums up at once. */
#define MAX_PANEL 64
/* Tiles that are transformed at once. */
#define GROUP 4
/* Floats that keep positions apart in a cache that maps addresses 4096 bytes apart to one place. */
#define APART 16

/* The channels of one side. */
typedef struct
{
  int channels, panels, width;
  gsize position; /* floats from one position of a panel to the next */
  gsize panel;    /* from panel to panel */
} Side;

typedef struct
{
  const VanityConvGradient *gradient;
  const VanityCall *call;
  int size, taps, side;
  int tiles[2]; /* of an image */
  gint64 n_tiles;
  int block, n_blocks;
  Side wide, narrow;
  gsize sums; /* floats between positions of the sums of two panels */
  float *wide_tiles, *narrow_tiles;
  float *own;       /* of each thread: the sums, and a window of the wide side */
  gsize own_floats; /* of one thread */
  gint64 first;     /* tile of the block that is worked on */
  int count;        /* of its tiles */
} Plan;

static int
round_up (int value, int step)
{
  return (value + step - 1) / step * step;
}

static int
get_positions (const Plan *self)
{
  return self->side * self->side;
}

static void
split_side (Side *self, int channels, int panels, int lanes)
{
  self->channels = channels;
  self->width = round_up ((channels + panels - 1) / panels, lanes);
  self->panels = (channels + self->width - 1) / self->width;
}

static void
place_side (Side *self, int block, int positions)
{
  self->position = (gsize)block * self->width + APART;
  self->panel = self->position * positions;
}

static void
plan_init (Plan *self, const VanityConvGradient *gradient, const VanityCall *call, int size)
{
  const VanityWindow *window = gradient->window;
  int lanes = call->kernels->lanes, threads = vanity_pool_get_threads (call->pool);
  int wide_panels = (gradient->wide_channels + MAX_PANEL - 1) / MAX_PANEL;
  int narrow_panels = (gradient->narrow_channels + MAX_PANEL - 1) / MAX_PANEL;
  gsize tile;

  *self = (Plan){ .gradient = gradient, .call = call, .size = size, .taps = window->kernel[0] };
  self->side = size + self->taps - 1;
  for (int axis = 0; axis < 2; axis++)
    self->tiles[axis] = (window->out[axis] + size - 1) / size;
  self->n_tiles = (gint64)gradient->batch * self->tiles[0] * self->tiles[1];

  split_side (&self->wide, gradient->wide_channels, wide_panels, lanes);
  split_side (&self->narrow, gradient->narrow_channels, narrow_panels, lanes);
  /* Enough for all threads, and for those to end together. */
  while (self->wide.panels * self->narrow.panels < 2 * threads && self->narrow.width > lanes)
    split_side (&self->narrow, gradient->narrow_channels, ++narrow_panels, lanes);

  tile = sizeof (float) * get_positions (self)
         * ((gsize)self->wide.panels * self->wide.width + self->narrow.panels * self->narrow.width);
  self->block = MIN (MAX ((gint64)(BLOCK_BYTES / tile), MIN_BLOCK), self->n_tiles);
  self->n_blocks = (self->n_tiles + self->block - 1) / self->block;
  self->block = (self->n_tiles + self->n_blocks - 1) / self->n_blocks;
  place_side (&self->wide, self->block, get_positions (self));
  place_side (&self->narrow, self->block, get_positions (self));

  self->sums = (gsize)self->wide.width * self->narrow.width + APART;
  self->own_floats = get_positions (self) * (self->sums + gradient->wide_channels);
  self->own_floats = (self->own_floats + APART - 1) / APART * APART;
}

/* Tile `index` of the block. */
static void
transform_tile (const Plan *self, int index, float *patch)
{
  const VanityConvGradient *gradient = self->gradient;
  const VanityWindow *window = gradient->window;
  gint64 tile = self->first + index;
  int x = tile % self->tiles[1] * self->size;
  int y = tile / self->tiles[1] % self->tiles[0] * self->size;
  gint64 image = tile / self->tiles[1] / self->tiles[0];
  gint64 channels = gradient->wide_channels, row;
  const float *in = gradient->wide + image * window->in[0] * window->in[1] * channels;
  const float *given
      = gradient->narrow
        + ((image * window->out[0] + y) * window->out[1] + x) * gradient->narrow_channels;

  in = vanity_winograd_find_window (window, channels, in, y, x, self->side, patch, &row);
  for (int p = 0; p < self->wide.panels; p++)
    self->call->kernels->winograd_input (self->side, in + p * self->wide.width, row, channels,
                                         MIN (self->wide.width, channels - p * self->wide.width),
                                         self->wide_tiles + p * self->wide.panel
                                             + (gsize)index * self->wide.width,
                                         self->wide.position);
  for (int p = 0; p < self->narrow.panels; p++)
    self->call->kernels->winograd_given (
        self->size, given + p * self->narrow.width,
        (gint64)window->out[1] * gradient->narrow_channels, gradient->narrow_channels,
        MIN (self->size, window->out[0] - y), MIN (self->size, window->out[1] - x),
        MIN (self->narrow.width, gradient->narrow_channels - p * self->narrow.width),
        self->narrow_tiles + p * self->narrow.panel + (gsize)index * self->narrow.width,
        self->narrow.position);
}

static void
transform_part (gpointer data, int index, int worker)
{
  const Plan *self = data;
  float *patch = self->own + worker * self->own_floats + get_positions (self) * self->sums;

  for (int i = index * GROUP; i < MIN ((index + 1) * GROUP, self->count); i++)
    transform_tile (self, i, patch);
}

/* A panel of one side by one of the other. */
static void
multiply_part (gpointer data, int index, int worker)
{
  const Plan *self = data;
  const VanityConvGradient *gradient = self->gradient;
  const VanityKernels *kernels = self->call->kernels;
  int wide_panel = index / self->narrow.panels, narrow_panel = index % self->narrow.panels;
  int first_column = wide_panel * self->wide.width;
  int first_row = narrow_panel * self->narrow.width;
  int columns = MIN (self->wide.width, self->wide.channels - first_column);
  int rows = MIN (self->narrow.width, self->narrow.channels - first_row);
  int strips = (rows + kernels->max_rows - 1) / kernels->max_rows;
  int taps = self->taps * self->taps;
  float *sums = self->own + worker * self->own_floats;
  VanityOuterTile tile = { .a_row = 1,
                           .a_step = self->narrow.width,
                           .b_step = self->wide.width,
                           .groups = 1,
                           .count = self->count,
                           .out_row = self->wide.width };

  for (int p = 0; p < get_positions (self); p++)
    for (int c = 0; c < columns; c += tile.columns)
      {
        tile.columns = MIN (2 * kernels->lanes, columns - c);
        tile.b = self->wide_tiles + wide_panel * self->wide.panel + p * self->wide.position + c;
        for (int strip = 0; strip < strips; strip++)
          {
            int row = rows * strip / strips;

            tile.rows = rows * (strip + 1) / strips - row;
            tile.a = self->narrow_tiles + narrow_panel * self->narrow.panel
                     + p * self->narrow.position + row;
            tile.out = sums + p * self->sums + (gsize)row * self->wide.width + c;
            kernels->outer_tile (&tile);
          }
      }
  for (int r = 0; r < rows; r++)
    kernels->winograd_gradient (
        self->side, self->taps, sums + (gsize)r * self->wide.width, self->sums, columns,
        gradient->out + (gint64)(first_row + r) * taps * self->wide.channels + first_column,
        self->wide.channels, self->first > 0 || gradient->add);
}

void
vanity_winograd_gradient_run (const VanityConvGradient *gradient, const VanityCall *call, int size,
                              gpointer scratch)
{
  Plan self;

  plan_init (&self, gradient, call, size);
  self.wide_tiles = scratch;
  self.narrow_tiles = self.wide_tiles + self.wide.panels * self.wide.panel;
  self.own = self.narrow_tiles + self.narrow.panels * self.narrow.panel;
  for (; self.first < self.n_tiles; self.first += self.block)
    {
      self.count = MIN (self.block, self.n_tiles - self.first);
      vanity_pool_run (call->pool, transform_part, &self, (self.count + GROUP - 1) / GROUP);
      vanity_pool_run (call->pool, multiply_part, &self, self.wide.panels * self.narrow.panels);
    }
}

gsize
vanity_winograd_gradient_get_scratch (const VanityConvGradient *gradient, const VanityCall *call,
                                      int size)
{
  Plan self;

  plan_init (&self, gradient, call, size);
  return (self.wide.panels * self.wide.panel + self.narrow.panels * self.narrow.panel
          + vanity_pool_get_threads (call->pool) * self.own_floats)
         * sizeof (float);
}

/* In multiply-adds, as was measured. */
static double
estimate_tiles (const VanityConvGradient *gradient, const VanityCall *call, int size)
{
  double positions, products;
  Plan self;

  plan_init (&self, gradient, call, size);
  positions = get_positions (&self);
  products = (double)self.wide.channels * self.narrow.channels;
  return positions
         * (self.n_tiles * (products + 14.0 * (self.wide.channels + self.narrow.channels))
            + 6.0 * self.n_blocks * products);
}

int
vanity_winograd_gradient_choose (const VanityConvGradient *gradient, const VanityCall *call)
{
  const VanityWindow *window = gradient->window;
  double best = (double)gradient->batch * window->out[0] * window->out[1] * window->kernel[0]
                * window->kernel[1] * gradient->wide_channels * gradient->narrow_channels;
  int lanes = call->kernels->lanes, best_size = 0;

  for (int axis = 0; axis < 2; axis++)
    if (window->kernel[axis] != window->kernel[0] || window->stride[axis] != 1
        || window->dilation[axis] != 1)
      return 0;
  if (gradient->group != 1 || (window->kernel[0] != 3 && window->kernel[0] != 4)
      || gradient->wide_channels < lanes || gradient->narrow_channels < lanes)
    return 0;
  for (int size = 2; size <= 4; size++)
    if ((size == 3) == (window->kernel[0] == 4))
      {
        double cost = estimate_tiles (gradient, call, size);

        if (cost < best)
          {
            best = cost;
            best_size = size;
          }
      }
  return best_size;
}
